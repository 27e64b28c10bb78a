// Sixteen bytes of text, looked at together. Each answer has a bit for each byte, the first one's the lowest, that is set where the
// byte is of the kind asked for. Sixteen bytes must be there to be read.
#pragma once
#include <stdint.h>
#include <string.h>

#pragma clang assume_nonnull begin

typedef uint8_t fm_sixteen __attribute__((vector_size(16)));

static inline fm_sixteen fm_sixteen_at(const uint8_t *bytes) {
  fm_sixteen sixteen;
  memcpy(&sixteen, bytes, sizeof sixteen);
  return sixteen;
}

static inline uint32_t fm_sixteen_bits(fm_sixteen mask) {
#if defined(__SSE2__)
  typedef char fm_signed __attribute__((vector_size(16)));
  return (uint32_t)__builtin_ia32_pmovmskb128((fm_signed)mask);
#else
  uint32_t bits = 0;
  for (int n = 0; n < 16; n++) bits |= (uint32_t)(mask[n] >> 7) << n;
  return bits;
#endif
}

/// Beyond ASCII.
static inline uint32_t fm_beyond_ascii(const uint8_t *bytes) { return fm_sixteen_bits(fm_sixteen_at(bytes) & 0x80); }

/// Control characters but tab and line feed.
static inline uint32_t fm_controls(const uint8_t *bytes) {
  fm_sixteen s = fm_sixteen_at(bytes);
  return fm_sixteen_bits((fm_sixteen)((s < 0x20) & (s != 0x0A) & (s != 0x09)));
}

/// Control characters but tab and line feed, DEL, and what is beyond ASCII.
static inline uint32_t fm_unprintable(const uint8_t *bytes) {
  fm_sixteen s = fm_sixteen_at(bytes);
  return fm_sixteen_bits((fm_sixteen)(((s < 0x20) & (s != 0x0A) & (s != 0x09)) | (s >= 0x7F)));
}

/// What may have to be spelt anew in a page's source: `&`, `<`, the first byte of U+0080 ... U+00BF, DEL, and the control characters but tab,
/// line feed, form feed and return.
static inline uint32_t fm_source_stop(const uint8_t *bytes) {
  fm_sixteen s = fm_sixteen_at(bytes);
  return fm_sixteen_bits((fm_sixteen)((s == 0x26) | (s == 0x3C) | (s == 0xC2) | (s == 0x7F) |
                                      ((s < 0x20) & (s != 0x09) & (s != 0x0A) & (s != 0x0C) & (s != 0x0D))));
}

/// White space of ASCII, control characters, and the bytes that the wider kinds of white space begin with.
static inline uint32_t fm_perhaps_space(const uint8_t *bytes) {
  fm_sixteen s = fm_sixteen_at(bytes);
  return fm_sixteen_bits((fm_sixteen)((s <= 0x20) | (s == 0xC2) | ((s >= 0xE1) & (s <= 0xE3))));
}

/// What a string of JSON escapes, or may: control characters, quotes, back slashes, DEL, and the first byte of U+2028.
static inline uint32_t fm_json_special(const uint8_t *bytes) {
  fm_sixteen s = fm_sixteen_at(bytes);
  return fm_sixteen_bits((fm_sixteen)((s < 0x20) | (s == 0x22) | (s == 0x5C) | (s == 0x7F) | (s == 0xE2)));
}

/// What does not stand for itself in a string of JSON, or is beyond ASCII.
static inline uint32_t fm_json_unplain(const uint8_t *bytes) {
  fm_sixteen s = fm_sixteen_at(bytes);
  return fm_sixteen_bits((fm_sixteen)((s < 0x20) | (s == 0x22) | (s == 0x5C) | (s >= 0x7F)));
}

/// What HTML's text escapes: `&`, `<`, `>`, carriage return.
static inline uint32_t fm_text_special(const uint8_t *bytes) {
  fm_sixteen s = fm_sixteen_at(bytes);
  return fm_sixteen_bits((fm_sixteen)((s == 0x26) | (s == 0x3C) | (s == 0x3E) | (s == 0x0D)));
}

/// What the value of an attribute of HTML escapes: the same, and quotes.
static inline uint32_t fm_attribute_special(const uint8_t *bytes) {
  fm_sixteen s = fm_sixteen_at(bytes);
  return fm_sixteen_bits((fm_sixteen)((s == 0x26) | (s == 0x3C) | (s == 0x3E) | (s == 0x0D) | (s == 0x22)));
}

/// Ampersands.
static inline uint32_t fm_ampersands(const uint8_t *bytes) {
  return fm_sixteen_bits((fm_sixteen)(fm_sixteen_at(bytes) == 0x26));
}

#pragma clang assume_nonnull end
