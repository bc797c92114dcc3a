/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_BASE_UTF8_H
#define TRUCE_BASE_UTF8_H

/** @file UTF-8 as RFC 3629 has it, and Unicode properties by utf8proc. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/** The offset of the first byte that is not part of valid UTF-8 (or is NUL), or n when all is well. */
size_t utf8_valid(const char *s, size_t n);

/** The code point at s (valid UTF-8, s < end), its length in bytes in *size. */
int32_t utf8_decode(const char *s, const char *end, size_t *size);

/** Writes c and gives its length in bytes, 1 to 4. */
size_t utf8_encode(int32_t c, char out[4]);

bool utf8_is_letter(int32_t c);
bool utf8_is_upper(int32_t c);
bool utf8_is_lower(int32_t c);
bool utf8_is_digit(int32_t c);
bool utf8_is_space(int32_t c); /**< White_Space, and the zero-width ones that separate nothing a reader sees */
bool utf8_is_punct(int32_t c); /**< categories P* and S* */
int32_t utf8_to_lower(int32_t c);

/** Lower case, code point by code point (lengths may change); a new string in a. */
char *utf8_lower(arena *a, const char *s, size_t n);
/** NFC with case folded: for comparing names. */
char *utf8_fold(arena *a, const char *s, size_t n);
/** NFC. */
char *utf8_nfc(arena *a, const char *s, size_t n);
/** Columns on a terminal. */
size_t utf8_width(const char *s, size_t n);

#endif
