// What the disk allows, for ratios: N rounds of FILES files of SIZE bytes, each round written under tmp/, brought to the disk as one
// (one syncfs, or an fsync for each file where there are fewer than twelve), renamed into new/, and the directory synced. Prints
// seconds by the clock.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc < 5 || chdir(argv[1])) return 64;
  int rounds = atoi(argv[2]), size = atoi(argv[3]), files = atoi(argv[4]);
  mkdir("tmp", 0700);
  mkdir("new", 0700);
  int tmp = open("tmp", O_RDONLY | O_DIRECTORY), new = open("new", O_RDONLY | O_DIRECTORY);
  char *bytes = malloc(size), name[32];
  memset(bytes, 'a', size);
  struct timespec began, ended;
  clock_gettime(CLOCK_MONOTONIC, &began);
  for (int r = 0; r < rounds; r++) {
    for (int n = 0; n < files; n++) {
      snprintf(name, sizeof name, "%020d.json", r * files + n + 1);
      int file = openat(tmp, name, O_WRONLY | O_CREAT | O_TRUNC, 0640);
      if (file < 0 || write(file, bytes, size) != size) return 1;
      if (files < 12 && fsync(file)) return 1;
      close(file);
    }
    if (files >= 12 && syncfs(tmp)) return 1;
    for (int n = 0; n < files; n++) {
      snprintf(name, sizeof name, "%020d.json", r * files + n + 1);
      if (renameat(tmp, name, new, name)) return 1;
    }
    if (fsync(new)) return 1;
  }
  clock_gettime(CLOCK_MONOTONIC, &ended);
  printf("%.4f\n", ended.tv_sec - began.tv_sec + (ended.tv_nsec - began.tv_nsec) / 1e9);
  return 0;
}
