/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

size_t utf8_valid(const char *s, size_t n) {
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s;
    for (size_t i = 0; i < n;) {
        if (bytes[i] && bytes[i] < 0x80) {
            i++;
            continue;
        }
        utf8proc_int32_t c;
        utf8proc_ssize_t size = utf8proc_iterate(bytes + i, (utf8proc_ssize_t)(n - i), &c);
        if (size <= 0 || c == 0) return i;
        i += (size_t)size;
    }
    return n;
}

int32_t utf8_decode(const char *s, const char *end, size_t *size) {
    unsigned char first = (unsigned char)*s;
    if (first < 0x80) {
        *size = 1;
        return first;
    }
    utf8proc_int32_t c;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, end - s, &c);
    *size = n > 0 ? (size_t)n : 1;
    return n > 0 ? c : 0xFFFD;
}

size_t utf8_encode(int32_t c, char out[4]) {
    return (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out);
}

bool utf8_is_letter(int32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    utf8proc_category_t k = utf8proc_category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_MC;
}

bool utf8_is_upper(int32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    utf8proc_category_t k = utf8proc_category(c);
    return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(int32_t c) {
    if (c < 0x80) return c >= 'a' && c <= 'z';
    return utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_digit(int32_t c) {
    if (c < 0x80) return c >= '0' && c <= '9';
    return utf8proc_category(c) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_space(int32_t c) {
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    utf8proc_category_t k = utf8proc_category(c);
    return c == 0x85 || c == 0xFEFF || c == 0x200B || (k >= UTF8PROC_CATEGORY_ZS && k <= UTF8PROC_CATEGORY_ZP);
}

bool utf8_is_punct(int32_t c) {
    utf8proc_category_t k = utf8proc_category(c);
    return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_SO;
}

int32_t utf8_to_lower(int32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return utf8proc_tolower(c);
}

char *utf8_lower(arena *a, const char *s, size_t n) {
    char *out = arena_alloc(a, n * 2 + 1); /* lower case takes at most twice the bytes in the Unicode of today */
    size_t used = 0;
    for (const char *p = s, *end = s + n; p < end;) {
        size_t size;
        int32_t c = utf8_to_lower(utf8_decode(p, end, &size));
        used += utf8_encode(c, out + used);
        p += size;
    }
    out[used] = 0;
    return out;
}

/* Decomposes and composes in arena memory: utf8proc_map() would allocate by malloc. */
static char *mapped(arena *a, const char *s, size_t n, utf8proc_option_t options) {
    int32_t *points = arena_array(a, int32_t, n * 4 + 1);
    utf8proc_ssize_t count =
        utf8proc_decompose((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, points, (utf8proc_ssize_t)n * 4, options);
    if (count < 0 || (size_t)count > n * 4) return arena_strndup(a, s, n);
    count = utf8proc_normalize_utf32(points, count, options);
    if (count < 0) return arena_strndup(a, s, n);
    char *out = arena_alloc(a, (size_t)count * 4 + 1);
    size_t used = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++) used += utf8_encode(points[i], out + used);
    out[used] = 0;
    return out;
}

char *utf8_fold(arena *a, const char *s, size_t n) {
    return mapped(a, s, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE | UTF8PROC_CASEFOLD);
}

char *utf8_nfc(arena *a, const char *s, size_t n) {
    return mapped(a, s, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
}

size_t utf8_width(const char *s, size_t n) {
    size_t width = 0;
    for (const char *p = s, *end = s + n; p < end;) {
        size_t size;
        int w = utf8proc_charwidth(utf8_decode(p, end, &size));
        width += w > 0 ? (size_t)w : 0;
        p += size;
    }
    return width;
}
