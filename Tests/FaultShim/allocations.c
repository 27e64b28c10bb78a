// Allocations made by the code of given libraries, counted; one of them fails.
#define _GNU_SOURCE
#include "FaultShim.h"

#include <errno.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

enum { RANGES = 32 };
static struct {
  uintptr_t start, end;
} ranges[RANGES];
static int range_count;
static uint64_t fails;

static int look(struct dl_phdr_info *library, size_t size, void *wanted) {
  for (const char *part = wanted; *part;) {
    size_t length = strcspn(part, ",");
    char name[64] = "";
    if (length < sizeof name) memcpy(name, part, length);
    part += length + (part[length] == ',');
    if (!*name || !strstr(library->dlpi_name, name)) continue;
    for (int place = 0; place < library->dlpi_phnum && range_count < RANGES; place++) {
      const ElfW(Phdr) *header = &library->dlpi_phdr[place];
      if (header->p_type != PT_LOAD || !(header->p_flags & PF_X)) continue;
      ranges[range_count].start = library->dlpi_addr + header->p_vaddr;
      ranges[range_count].end = ranges[range_count].start + header->p_memsz;
      range_count++;
    }
  }
  return 0;
}

__attribute__((constructor)) static void begin(void) {
  const char *by = getenv("FAULT_MALLOC_BY"), *number = getenv("FAULT_MALLOC");
  if (number) fails = strtoull(number, NULL, 10);
  if (by) dl_iterate_phdr(look, (void *)by);
}

/// Counts an allocation made from `caller`; true where it is the one that fails.
static int refuses(void *caller) {
  for (int place = 0; place < range_count; place++)
    if ((uintptr_t)caller >= ranges[place].start && (uintptr_t)caller < ranges[place].end) {
      if (__atomic_add_fetch(&fault_tally->allocations, 1, __ATOMIC_RELAXED) != fails) return 0;
      __atomic_add_fetch(&fault_tally->faults, 1, __ATOMIC_RELAXED);
      errno = ENOMEM;
      return 1;
    }
  return 0;
}

void *malloc(size_t size) { return refuses(__builtin_return_address(0)) ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) {
  return refuses(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}
void *realloc(void *old, size_t size) { return refuses(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size); }
