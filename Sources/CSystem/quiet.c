// libdispatch on Linux looks once a second, for as long as a process lives, whether its pool's threads are blocked, and starts more
// where they are. What blocks here has threads of its own, and a daemon that has nothing to do is to sleep: in a static binary these
// two stand in the place of libdispatch's own, and nobody looks. A dynamic one is not touched by them.
#include <stdbool.h>

bool _dispatch_workq_worker_register(void *queue);
void _dispatch_workq_worker_unregister(void *queue);

bool _dispatch_workq_worker_register(void *queue) {
  (void)queue;
  return false;
}

void _dispatch_workq_worker_unregister(void *queue) { (void)queue; }
