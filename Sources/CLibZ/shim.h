#include <zlib.h>

// The header's own names for these are macros, which Swift does not see. 16 beyond the window's bits means gzip.
static inline int fm_deflate_init_gzip(z_streamp stream) {
    return deflateInit2(stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int fm_inflate_init_gzip(z_streamp stream) {
    return inflateInit2(stream, 15 + 16);
}
