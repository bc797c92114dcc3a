/* SPDX-License-Identifier: Apache-2.0 */
#include "views/safe_text.h"
#include "base/utf8.h"

#include <string.h>
#include <truce/view.h>

/* C0, DEL, C1; the marks that reorder or hide what follows; line and paragraph separators. */
static bool steers(int32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || (c >= 0x200e && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* The length of what can be written as it stands. */
static size_t plain_size(const char *s, const char *end) {
    const char *p = s;
    while (p < end) {
        size_t size;
        int32_t c = utf8_decode(p, end, &size);
        if (steers(c) || (c == 0xfffd && size == 1)) break;
        p += size;
    }
    return (size_t)(p - s);
}

void safe_text(FILE *out, const char *text, size_t n) {
    const char *end = text + n;
    while (text < end) {
        size_t size = plain_size(text, end);
        fwrite(text, 1, size, out);
        text += size;
        if (text == end) return;
        int32_t c = utf8_decode(text, end, &size);
        if (size == 1)
            fprintf(out, "\\x%02X", (unsigned)(unsigned char)*text);
        else
            fprintf(out, "\\u{%04X}", (unsigned)c);
        text += size;
    }
}

void safe_json(FILE *out, const char *json) {
    const char *end = json + strlen(json);
    while (json < end) {
        size_t size = plain_size(json, end);
        fwrite(json, 1, size, out);
        json += size;
        if (json == end) return;
        fprintf(out, "\\u%04X", (unsigned)utf8_decode(json, end, &size));
        json += size;
    }
}

void truce_text_write(FILE *out, const char *text) {
    safe_text(out, text, strlen(text));
}
