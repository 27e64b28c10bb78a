// The calls that change a disk, each behind a gate that counts it and may let it fail.
#define _GNU_SOURCE
#include "FaultShim.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { OPEN = 1, CLOSE, WRITE, SYNC, SYNCFS, RENAME, UNLINK, MKDIR, TRUNCATE, ALLOCATE, LINK, KINDS };
static const char *const names[KINDS] = {
    [OPEN] = "open", [CLOSE] = "close", [WRITE] = "write", [SYNC] = "sync", [SYNCFS] = "syncfs", [RENAME] = "rename",
    [UNLINK] = "unlink", [MKDIR] = "mkdir", [TRUNCATE] = "truncate", [ALLOCATE] = "allocate", [LINK] = "link"};

enum { FILES = 4096, CREATED = 1, DIRECTORY = 2, TRUNCATED = 4 };
enum what { NOTHING, BEFORE, AFTER, SHORT, FAIL };

/// What is known of an open file below a root; no path: none of ours.
static struct {
  char *path;
  uint32_t handle;
} files[FILES];

static struct fault_tally own_tally;
struct fault_tally *fault_tally = &own_tally;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *roots, *skipped, *switch_file;
static unsigned kinds = ~0U;
static uint64_t at;
static enum what what = NOTHING;
static int code, lasting, log_file = -1;
static uint32_t last_handle;

static int raw_open(const char *path, int flags, mode_t mode) { return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode); }

__attribute__((constructor)) static void begin(void) {
  if (!(roots = getenv("FAULT_ROOTS"))) roots = "";
  if (!(skipped = getenv("FAULT_SKIP"))) skipped = "";
  switch_file = getenv("FAULT_SWITCH");
  const char *value = getenv("FAULT_KINDS");
  if (value) {
    kinds = 0;
    for (int kind = OPEN; kind < KINDS; kind++) {
      size_t length = strlen(names[kind]);
      for (const char *found = value; (found = strstr(found, names[kind])); found += length)
        if ((found == value || found[-1] == ',') && (!found[length] || found[length] == ',')) kinds |= 1U << kind;
    }
  }
  if ((value = getenv("FAULT_AT"))) at = strtoull(value, NULL, 10);
  lasting = getenv("FAULT_LASTING") != NULL;
  if (at && (value = getenv("FAULT_WHAT"))) {
    if (!strcmp(value, "before")) what = BEFORE;
    else if (!strcmp(value, "after")) what = AFTER;
    else if (!strcmp(value, "short")) what = SHORT;
    else what = FAIL, code = atoi(value);
  }
  if ((value = getenv("FAULT_LOG"))) log_file = raw_open(value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if ((value = getenv("FAULT_TALLY"))) {
    int file = raw_open(value, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file >= 0 && syscall(SYS_ftruncate, file, sizeof own_tally) == 0) {
      void *shared = mmap(NULL, sizeof own_tally, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
      if (shared != MAP_FAILED) {
        __atomic_store_n(&((struct fault_tally *)shared)->allocations, own_tally.allocations, __ATOMIC_RELAXED);
        fault_tally = shared;
      }
    }
    if (file >= 0) syscall(SYS_close, file);
  }
}

// MARK: Which files are meant

static int holds(const char *list, const char *word, size_t length) {
  for (const char *part = list; *part;) {
    size_t size = strcspn(part, ":");
    if (size == length && !strncmp(part, word, length)) return 1;
    part += size + (part[size] == ':');
  }
  return 0;
}

static int is_ours(const char *path) {
  const char *name = strrchr(path, '/');
  if (name && holds(skipped, name + 1, strlen(name + 1))) return 0;
  for (const char *root = roots; *root;) {
    size_t size = strcspn(root, ":");
    if (size && !strncmp(path, root, size) && (path[size] == '/' || !path[size])) return 1;
    root += size + (root[size] == ':');
  }
  return 0;
}

/// The full path of what a call names; nil where it is not below a root. To be freed.
static char *ours(int directory, const char *path) {
  char base[4096] = "";
  if (!*roots || !path) return NULL;
  if (*path != '/') {
    if (directory == AT_FDCWD) {
      if (syscall(SYS_getcwd, base, sizeof base) < 0) return NULL;
    } else if (directory >= 0 && directory < FILES && files[directory].path) {
      strncpy(base, files[directory].path, sizeof base - 1);
    } else {
      return NULL;
    }
  }
  size_t length = strlen(base), rest = strlen(path);
  char *full = malloc(length + rest + 2);
  if (!full) return NULL;
  memcpy(full, base, length);
  if (length) full[length++] = '/';
  memcpy(full + length, path, rest + 1);
  if (is_ours(full)) return full;
  free(full);
  return NULL;
}

static int is_open(int file) { return *roots && file >= 0 && file < FILES && files[file].path; }

static void forget(int file) {
  if (file < 0 || file >= FILES || !files[file].path) return;
  free(files[file].path);
  files[file].path = NULL;
}

// MARK: The gate

static void die(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

/// Counts a call, with the lock held; says what is to become of it.
static enum what gate(enum kind kind) {
  if (!(kinds & 1U << kind)) return NOTHING;
  uint64_t number = __atomic_add_fetch(&fault_tally->calls, 1, __ATOMIC_RELAXED);
  if (what == NOTHING || number < at || (number > at && !lasting)) return NOTHING;
  if (switch_file && syscall(SYS_faccessat, AT_FDCWD, switch_file, F_OK) != 0) return NOTHING;
  __atomic_add_fetch(&fault_tally->faults, 1, __ATOMIC_RELAXED);
  if (what == BEFORE) die();
  return what;
}

struct entry {
  uint32_t kind, handle, flags, path, other, error;
  uint64_t offset, data;
};

/// Appends a call to the log; what did not succeed is not told.
static void note(struct entry entry, const char *path, const char *other, const void *data) {
  if (log_file < 0) return;
  entry.path = path ? (uint32_t)strlen(path) : 0;
  entry.other = other ? (uint32_t)strlen(other) : 0;
  struct iovec parts[] = {
      {&entry, sizeof entry}, {(void *)path, entry.path}, {(void *)other, entry.other}, {(void *)data, data ? entry.data : 0}};
  syscall(SYS_writev, log_file, parts, 4);
}

/// Ends a call that went through the gate.
static long done(enum what fault, long result, int error) {
  if (fault == AFTER) die();
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

/// A call on paths or on a descriptor, without data: `body` is the system call.
#define THROUGH(kind, body, entry, path, other)             \
  pthread_mutex_lock(&lock);                                \
  int before = errno;                                       \
  enum what fault = gate(kind);                             \
  long result = fault == FAIL ? (errno = code, -1) : (body); \
  int error = result < 0 ? errno : before;                  \
  if (result >= 0) note(entry, path, other, NULL);

// MARK: Opening and closing

static int opened(int directory, const char *path, int flags, mode_t mode) {
  char *full = ours(directory, path);
  if (!full) {
    int file = (int)syscall(SYS_openat, directory, path, flags, mode);
    // A number that a closed file of ours left behind.
    if (file >= 0 && is_open(file)) pthread_mutex_lock(&lock), forget(file), pthread_mutex_unlock(&lock);
    return file;
  }
  pthread_mutex_lock(&lock);
  int before = errno;
  struct stat status;
  int existed = syscall(SYS_newfstatat, AT_FDCWD, full, &status, 0) == 0;
  enum what fault = gate(OPEN);
  int file = fault == FAIL ? (errno = code, -1) : (int)syscall(SYS_openat, directory, path, flags, mode);
  int error = file < 0 ? errno : before;
  if (file >= 0 && file < FILES) {
    forget(file);
    files[file].path = full;
    files[file].handle = ++last_handle;
    uint32_t facts = (existed ? 0 : CREATED) | (existed && S_ISDIR(status.st_mode) ? DIRECTORY : 0) |
                     (flags & O_TRUNC ? TRUNCATED : 0);
    note((struct entry){.kind = OPEN, .handle = last_handle, .flags = facts}, full, NULL, NULL);
  } else {
    free(full);
  }
  return (int)done(fault, file, error);
}

#define OPENED(directory, path, flags)                                    \
  va_list rest;                                                           \
  va_start(rest, flags);                                                  \
  mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
  va_end(rest);                                                           \
  return opened(directory, path, flags, mode);

int open(const char *path, int flags, ...) { OPENED(AT_FDCWD, path, flags) }
int open64(const char *path, int flags, ...) { OPENED(AT_FDCWD, path, flags) }
int openat(int directory, const char *path, int flags, ...) { OPENED(directory, path, flags) }
int openat64(int directory, const char *path, int flags, ...) { OPENED(directory, path, flags) }
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

/// A descriptor is gone after close(2), whatever that says.
int close(int file) {
  if (!is_open(file)) return (int)syscall(SYS_close, file);
  struct entry entry = {.kind = CLOSE, .handle = files[file].handle};
  pthread_mutex_lock(&lock);
  int before = errno;
  enum what fault = gate(CLOSE);
  forget(file);
  long result = syscall(SYS_close, file);
  int error = result < 0 ? errno : before;
  if (fault == FAIL) result = -1, error = code;
  note(entry, NULL, NULL, NULL);
  return (int)done(fault, result, error);
}

int closedir(DIR *stream) {
  int file = dirfd(stream);
  if (is_open(file)) pthread_mutex_lock(&lock), forget(file), pthread_mutex_unlock(&lock);
  static int (*next)(DIR *);
  if (!next) next = (int (*)(DIR *))dlsym(RTLD_NEXT, "closedir");
  return next(stream);
}

// MARK: Writing

static ssize_t written(int file, const void *bytes, size_t count, off_t offset) {
  if (!is_open(file))
    return offset < 0 ? syscall(SYS_write, file, bytes, count) : syscall(SYS_pwrite64, file, bytes, count, offset);
  pthread_mutex_lock(&lock);
  int before = errno;
  enum what fault = gate(WRITE);
  if (fault == SHORT && count > 1) count /= 2;
  off_t place = offset;
  if (offset < 0) {
    struct stat status;
    int append = (int)syscall(SYS_fcntl, file, F_GETFL) & O_APPEND;
    place = append && syscall(SYS_fstat, file, &status) == 0 ? status.st_size : syscall(SYS_lseek, file, 0, SEEK_CUR);
  }
  ssize_t result = fault == FAIL ? (errno = code, -1)
                   : offset < 0  ? syscall(SYS_write, file, bytes, count)
                                 : syscall(SYS_pwrite64, file, bytes, count, offset);
  int error = result < 0 ? errno : before;
  if (result >= 0)
    note((struct entry){.kind = WRITE, .handle = files[file].handle, .offset = (uint64_t)place, .data = (uint64_t)result},
         NULL, NULL, bytes);
  return done(fault, result, error);
}

ssize_t write(int file, const void *bytes, size_t count) { return written(file, bytes, count, -1); }
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) { return written(file, bytes, count, offset); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) { return written(file, bytes, count, offset); }

ssize_t writev(int file, const struct iovec *parts, int count) {
  if (!is_open(file)) return syscall(SYS_writev, file, parts, count);
  ssize_t total = 0;
  for (int part = 0; part < count; part++) {
    ssize_t result = written(file, parts[part].iov_base, parts[part].iov_len, -1);
    if (result < 0) return total ? total : -1;
    total += result;
    if ((size_t)result < parts[part].iov_len) break;
  }
  return total;
}

#define ON_FILE(kind_of, body, place)                                                        \
  struct entry entry = {.kind = kind_of, .handle = files[file].handle, .offset = (uint64_t)(place)}; \
  THROUGH(kind_of, body, entry, NULL, NULL)                                                  \
  return (int)done(fault, result, error);

int fsync(int file) {
  if (!is_open(file)) return (int)syscall(SYS_fsync, file);
  ON_FILE(SYNC, syscall(SYS_fsync, file), 0)
}

int fdatasync(int file) {
  if (!is_open(file)) return (int)syscall(SYS_fdatasync, file);
  ON_FILE(SYNC, syscall(SYS_fdatasync, file), 0)
}

int syncfs(int file) {
  if (!is_open(file)) return (int)syscall(SYS_syncfs, file);
  ON_FILE(SYNCFS, syscall(SYS_syncfs, file), 0)
}

int ftruncate(int file, off_t size) {
  if (!is_open(file)) return (int)syscall(SYS_ftruncate, file, size);
  ON_FILE(TRUNCATE, syscall(SYS_ftruncate, file, size), size)
}
int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }

int fallocate(int file, int mode, off_t offset, off_t size) {
  if (!is_open(file)) return (int)syscall(SYS_fallocate, file, mode, offset, size);
  ON_FILE(ALLOCATE, syscall(SYS_fallocate, file, mode, offset, size), offset + size)
}
int fallocate64(int file, int mode, off64_t offset, off64_t size) { return fallocate(file, mode, offset, size); }
int posix_fallocate(int file, off_t offset, off_t size) { return fallocate(file, 0, offset, size) == 0 ? 0 : errno; }
int posix_fallocate64(int file, off64_t offset, off64_t size) { return posix_fallocate(file, offset, size); }

// MARK: Names

#define ON_PATHS(kind_of, body, facts)                       \
  struct entry entry = {.kind = kind_of, .flags = facts};    \
  THROUGH(kind_of, body, entry, full, other)                 \
  free(full);                                                \
  free(other);                                               \
  return (int)done(fault, result, error);

int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
  char *full = ours(from, old), *other = ours(to, new);
  if (!full && !other) return (int)syscall(SYS_renameat2, from, old, to, new, flags);
  ON_PATHS(RENAME, syscall(SYS_renameat2, from, old, to, new, flags), 0)
}
int renameat(int from, const char *old, int to, const char *new) { return renameat2(from, old, to, new, 0); }
int rename(const char *old, const char *new) { return renameat2(AT_FDCWD, old, AT_FDCWD, new, 0); }

int linkat(int from, const char *old, int to, const char *new, int flags) {
  char *full = ours(from, old), *other = ours(to, new);
  if (!full && !other) return (int)syscall(SYS_linkat, from, old, to, new, flags);
  ON_PATHS(LINK, syscall(SYS_linkat, from, old, to, new, flags), 0)
}
int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

int unlinkat(int directory, const char *path, int flags) {
  char *full = ours(directory, path), *other = NULL;
  if (!full) return (int)syscall(SYS_unlinkat, directory, path, flags);
  ON_PATHS(UNLINK, syscall(SYS_unlinkat, directory, path, flags), 0)
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int directory, const char *path, mode_t mode) {
  char *full = ours(directory, path), *other = NULL;
  if (!full) return (int)syscall(SYS_mkdirat, directory, path, mode);
  ON_PATHS(MKDIR, syscall(SYS_mkdirat, directory, path, mode), 0)
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
