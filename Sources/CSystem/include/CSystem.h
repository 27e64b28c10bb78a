// Linux as Glibc's Swift module does not show it: epoll and eventfd, and what _GNU_SOURCE hides.
#pragma once
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/types.h>
#include <time.h>

#include "sixteen.h"

#pragma clang assume_nonnull begin

/// syncfs(2): everything dirty on the file system of `fd` reaches the disk. 0, or -1 with errno.
int fm_syncfs(int fd);
/// pthread_setname_np(3) of the calling thread; longer names are cut to 15 bytes.
void fm_name_thread(const char *name);
/// prctl(PR_SET_NO_NEW_PRIVS). 0, or -1 with errno.
int fm_no_new_privileges(void);
/// prctl(PR_SET_DUMPABLE, 0): no core file, no ptrace.
int fm_not_dumpable(void);
/// prctl(PR_SET_PDEATHSIG): the calling process gets `signal` when its parent dies.
int fm_parent_death_signal(int signal);
/// setrlimit(2) for RLIMIT_AS, RLIMIT_CPU, RLIMIT_NOFILE, RLIMIT_FSIZE, RLIMIT_CORE; `which` is the RLIMIT_ constant.
int fm_set_limit(int which, unsigned long soft, unsigned long hard);
/// prlimit(2) of RLIMIT_CPU for another process: the soft limit in seconds; the hard one stays.
int fm_limit_cpu_of(pid_t pid, unsigned long seconds);
extern const int fm_limit_as, fm_limit_cpu, fm_limit_nofile, fm_limit_fsize, fm_limit_core;
/// Not 0 in a build with AddressSanitizer or ThreadSanitizer, whose shadow memory takes terabytes of address space.
extern const int fm_is_sanitized;
/// CPU time that another process has used so far, in nanoseconds; -1 where it is gone.
long long fm_cpu_time_of(pid_t pid);
/// Until somebody listens for them: SIGTERM and SIGINT end the process at once, with 0, and SIGHUP is remembered.
void fm_hear_early_signals(void);
/// Not 0 where SIGHUP came while nobody but `fm_hear_early_signals` listened.
int fm_has_hung_up(void);
/// close_range(2): closes every descriptor from `first` on.
int fm_close_from(int first);
/// flock(2), exclusive and without waiting. 0, or -1 with errno (EWOULDBLOCK: another holds it).
int fm_lock_file(int fd);
/// renameat2(2) with RENAME_NOREPLACE, or link(2) and unlink(2) where the file system knows it not. 0, or -1 with errno
/// (EEXIST: there is such a file).
int fm_rename_new(const char *from, const char *to);
/// memmem(3): where a run of bytes stands first within others; null where it does not.
const void *_Nullable fm_find(const void *text, size_t text_size, const void *run, size_t run_size);
/// malloc_trim(3): gives free memory back to the kernel.
void fm_trim_memory(void);
/// mallopt(3) for a process that lives for months: two arenas, documents in memory of their own, and what is free at the end goes
/// back to the kernel.
void fm_keep_memory_small(void);

#pragma clang assume_nonnull end
