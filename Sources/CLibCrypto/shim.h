// SHA-256 of OpenSSL's libcrypto, which libcurl brings into the process anyway. The plain functions, though
// deprecated, are the ones that read no configuration file, so they work behind the fence.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
