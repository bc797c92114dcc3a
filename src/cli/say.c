/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

int say_exit_code(truce_status status) {
    switch (status) {
    case TRUCE_OK: return CMD_OK;
    case TRUCE_USAGE: return CMD_USAGE;
    case TRUCE_LEDGER:
    case TRUCE_VERSION: return CMD_STORE;
    case TRUCE_IO:
    case TRUCE_INPUT:
    case TRUCE_LIMIT:
    case TRUCE_MEMORY: break;
    }
    return CMD_FAILED;
}

int say_error(const truce_error *err) {
    char line[sizeof err->file + sizeof err->message + 80];
    truce_error_text(err, line, sizeof line);
    return say(say_exit_code(err->code), "%s", line);
}

int say(int code, const char *fmt, ...) {
    char line[2048];
    va_list args;
    va_start(args, fmt);
    vsnprintf(line, sizeof line, fmt, args);
    va_end(args);
    fputs("truce: ", stderr);
    say_text(stderr, line);
    fputc('\n', stderr);
    return code;
}

/* The length of the well-formed UTF-8 character at s and its code point in *c; 0 where there is none. */
static size_t character(const unsigned char *s, unsigned long *c) {
    static const unsigned long least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = s[0] < 0x80                   ? 1
               : s[0] >= 0xc2 && s[0] < 0xe0 ? 2
               : s[0] >= 0xe0 && s[0] < 0xf0 ? 3
               : s[0] < 0xf5                 ? 4
                                             : 0;
    if (s[0] >= 0x80 && s[0] < 0xc2) n = 0;
    if (n == 0) return 0;
    *c = n == 1 ? s[0] : s[0] & (0x7fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xc0) != 0x80) return 0; /* the terminating NUL, too, ends here */
        *c = *c << 6 | (s[i] & 0x3f);
    }
    return *c < least[n] || (*c >= 0xd800 && *c < 0xe000) || *c > 0x10ffff ? 0 : n;
}

/* C0, DEL, C1; the marks that reorder or hide what follows; line and paragraph separators. */
static bool steers(unsigned long c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || (c >= 0x200e && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

void say_text(FILE *out, const char *text) {
    for (const unsigned char *s = (const unsigned char *)text; *s;) {
        unsigned long c = 0;
        size_t n = character(s, &c);
        if (n == 0)
            fprintf(out, "\\x%02X", *s);
        else if (steers(c))
            fprintf(out, c < 0x80 ? "\\x%02lX" : "\\u{%04lX}", c);
        else
            fwrite(s, 1, n, out);
        s += n ? n : 1;
    }
}

/* Damerau's distance of two short words (letters inserted, deleted, replaced, neighbours swapped). */
static size_t distance(const char *a, const char *b) {
    enum { LONGEST = 40 };
    size_t n = strlen(a), m = strlen(b);
    size_t row[3][LONGEST + 1];
    if (n > LONGEST || m > LONGEST) return LONGEST;
    for (size_t j = 0; j <= m; j++) row[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3], *before = row[(i + 2) % 3], *two_before = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = before[j - 1] + (a[i - 1] != b[j - 1]);
            if (before[j] + 1 < best) best = before[j] + 1;
            if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && two_before[j - 2] + 1 < best) best = two_before[j - 2] + 1;
            now[j] = best;
        }
    }
    return row[n % 3][m];
}

const char *say_nearest(const char *wrong, const char *const *names, size_t n) {
    const char *nearest = NULL;
    size_t least = strlen(wrong) / 3 + 2; /* up to a third of the letters wrong, and one */
    for (size_t i = 0; i < n; i++) {
        size_t d = distance(wrong, names[i]);
        if (d < least) {
            least = d;
            nearest = names[i];
        }
    }
    return nearest;
}
