/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include <truce/view.h>

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

void say_text(FILE *out, const char *text) {
    truce_text_write(out, text);
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
