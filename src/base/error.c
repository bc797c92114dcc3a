/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void copy(char *out, size_t size, const char *s) {
    snprintf(out, size, "%s", s ? s : "");
}

/* Line breaks and other controls would let a hostile file name or key forge a second line of output. */
static void one_line(char *s) {
    for (; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f) *s = '?';
}

static void fill(truce_error *err, truce_status code, const char *file, size_t line, size_t column, const char *fmt,
                 va_list args) {
    *err = (truce_error){.code = code, .line = line, .column = column};
    copy(err->file, sizeof err->file, file);
    vsnprintf(err->message, sizeof err->message, fmt, args);
    one_line(err->file);
    one_line(err->message);
}

truce_status error_set(truce_error *err, truce_status code, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    if (err) fill(err, code, NULL, 0, 0, fmt, args);
    va_end(args);
    return code;
}

truce_status error_at(truce_error *err, truce_status code, const char *file, size_t line, size_t column,
                      const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    if (err) fill(err, code, file, line, column, fmt, args);
    va_end(args);
    return code;
}

truce_status error_in_file(truce_error *err, truce_status code, const char *file) {
    if (err && !err->file[0]) {
        copy(err->file, sizeof err->file, file);
        one_line(err->file);
    }
    return code;
}

truce_status error_errno(truce_error *err, const char *file, const char *what) {
    return error_at(err, TRUCE_IO, file, 0, 0, "cannot %s: %s", what, strerror(errno));
}

void error_list_add(error_list *list, const truce_error *err) {
    if (list->n < error_list_max && list->n == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 8;
        truce_error *v = realloc(list->v, capacity * sizeof *v);
        if (v) {
            list->v = v;
            list->capacity = capacity;
        }
    }
    if (list->n < list->capacity) list->v[list->n] = *err;
    list->n++;
}

void error_list_free(error_list *list) {
    free(list->v);
    *list = (error_list){0};
}

void truce_error_text(const truce_error *err, char *out, size_t size) {
    if (!size) return;
    size_t n = 0;
    out[0] = 0;
#define APPEND(...)                                                                                                    \
    do {                                                                                                               \
        int k = n < size ? snprintf(out + n, size - n, __VA_ARGS__) : 0;                                               \
        if (k > 0) n += (size_t)k;                                                                                     \
    } while (0)
    if (err->file[0]) APPEND("%s:", err->file);
    if (err->line) APPEND("%zu:", err->line);
    if (err->line && err->column) APPEND("%zu:", err->column);
    if (!err->line && err->offset) APPEND("byte %zu:", err->offset);
    APPEND("%s%s", n ? " " : "", err->message);
#undef APPEND
}
