#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

int fm_syncfs(int fd) { return syncfs(fd); }

void fm_name_thread(const char *name) {
  char cut[16];
  strncpy(cut, name, sizeof cut - 1);
  cut[sizeof cut - 1] = 0;
  pthread_setname_np(pthread_self(), cut);
}

int fm_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

int fm_not_dumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

int fm_parent_death_signal(int signal) { return prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0); }

const int fm_limit_as = RLIMIT_AS, fm_limit_cpu = RLIMIT_CPU, fm_limit_nofile = RLIMIT_NOFILE,
          fm_limit_fsize = RLIMIT_FSIZE, fm_limit_core = RLIMIT_CORE;

#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
const int fm_is_sanitized = 1;
#else
const int fm_is_sanitized = 0;
#endif

int fm_set_limit(int which, unsigned long soft, unsigned long hard) {
  struct rlimit limit = {soft, hard};
  return setrlimit(which, &limit);
}

int fm_limit_cpu_of(pid_t pid, unsigned long seconds) {
  struct rlimit limit;
  if (prlimit(pid, RLIMIT_CPU, NULL, &limit) != 0) return -1;
  limit.rlim_cur = seconds < limit.rlim_max ? seconds : limit.rlim_max;
  return prlimit(pid, RLIMIT_CPU, &limit, NULL);
}

long long fm_cpu_time_of(pid_t pid) {
  clockid_t clock;
  struct timespec used;
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0) return -1;
  return used.tv_sec * 1000000000LL + used.tv_nsec;
}

// Written where the signal comes, read by whatever thread asks.
static atomic_int has_hung_up;

static void end_at_once(int signal) {
  (void)signal;
  _exit(0);
}

static void remember_hangup(int signal) {
  (void)signal;
  has_hung_up = 1;
}

void fm_hear_early_signals(void) {
  struct sigaction end = {.sa_handler = end_at_once}, remember = {.sa_handler = remember_hangup, .sa_flags = SA_RESTART};
  sigaction(SIGTERM, &end, NULL);
  sigaction(SIGINT, &end, NULL);
  sigaction(SIGHUP, &remember, NULL);
}

int fm_has_hung_up(void) { return has_hung_up; }

int fm_close_from(int first) { return close_range(first, ~0U, 0); }

int fm_lock_file(int fd) { return flock(fd, LOCK_EX | LOCK_NB); }

int fm_rename_new(const char *from, const char *to) {
  if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -1;
  return link(from, to) == 0 ? unlink(from) : -1;
}

void fm_trim_memory(void) { malloc_trim(0); }

void fm_keep_memory_small(void) {
  mallopt(M_ARENA_MAX, 2);
  mallopt(M_TRIM_THRESHOLD, 256 << 10);
  mallopt(M_MMAP_THRESHOLD, 64 << 10);
}

const void *fm_find(const void *text, size_t text_size, const void *run, size_t run_size) {
  return memmem(text, text_size, run, run_size);
}
