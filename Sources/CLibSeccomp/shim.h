#include <seccomp.h>

// Macros that Swift does not import.
#undef SCMP_ACT_KILL_PROCESS
#undef SCMP_ACT_ALLOW
static const unsigned int SCMP_ACT_KILL_PROCESS = 0x80000000U;
static const unsigned int SCMP_ACT_ALLOW = 0x7fff0000U;
