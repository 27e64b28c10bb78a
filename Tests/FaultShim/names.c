// A name service that does not answer: who looks up one name waits for as long as a file is there, and is told then to try again.
#define _GNU_SOURCE
#include "FaultShim.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result) {
  const char *name = getenv("FAULT_NAME"), *gate = getenv("FAULT_GATE");
  if (node && name && gate && !strcmp(node, name)) {
    char asked[4096];
    snprintf(asked, sizeof asked, "%s.asked", gate);
    int file = open(asked, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file >= 0) close(file);
    while (!access(gate, F_OK)) usleep(10000);
    return EAI_AGAIN;
  }
  int (*next)(const char *, const char *, const struct addrinfo *, struct addrinfo **) =
      (int (*)(const char *, const char *, const struct addrinfo *, struct addrinfo **))dlsym(RTLD_NEXT, "getaddrinfo");
  return next(node, service, hints, result);
}
