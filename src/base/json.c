/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"
#include "base/error.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define BLOCK              ((size_t)64 * 1024)
#define WHOLE_NUMBER_LIMIT 9007199254740992.0 /* 2^53: from here on a double skips whole numbers */

truce_status json_read(const char *text, size_t n, const char *file, size_t line, json_t **out, truce_error *err) {
    json_error_t at;
    *out = json_loadb(text, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &at);
    if (*out) return TRUCE_OK;
    if (json_error_code(&at) == json_error_out_of_memory) return error_set(err, TRUCE_MEMORY, "out of memory");
    size_t lines_down = at.line > 1 ? (size_t)at.line - 1 : 0;
    size_t column = at.column > 0 ? (size_t)at.column : 1;
    return error_at(err, TRUCE_INPUT, file, line + lines_down, column, "no valid JSON: %s", at.text);
}

/* ── lines ── */

struct json_lines {
    FILE *f;
    char *path;
    char *bytes; /* bytes[from..to) are read and not yet given out */
    size_t from, to, capacity;
    size_t line; /* of the line given out last */
    bool ended;
};

truce_status json_lines_open(const char *path, json_lines **out, truce_error *err) {
    *out = NULL;
    bool standard_input = strcmp(path, "-") == 0;
    FILE *f = standard_input ? stdin : fopen(path, "rb");
    if (!f) return error_errno(err, path, "open");
    struct stat info;
    if (fstat(fileno(f), &info) == 0 && S_ISDIR(info.st_mode)) {
        if (!standard_input) fclose(f);
        return error_at(err, TRUCE_IO, path, 0, 0, "is a folder, not a file");
    }
    json_lines *in = calloc(1, sizeof *in);
    if (in) {
        in->f = f;
        in->path = strdup(path);
        in->bytes = malloc(BLOCK);
        in->capacity = BLOCK;
        if (in->path && in->bytes) {
            *out = in;
            return TRUCE_OK;
        }
        json_lines_close(in);
    } else if (!standard_input) {
        fclose(f);
    }
    return error_set(err, TRUCE_MEMORY, "out of memory");
}

void json_lines_close(json_lines *in) {
    if (!in) return;
    if (in->f != stdin) fclose(in->f);
    free(in->path);
    free(in->bytes);
    free(in);
}

/* Reads on behind to; makes room first, by moving what is left to the front or by doubling. */
static truce_status read_on(json_lines *in, truce_error *err) {
    if (in->from > 0) {
        memmove(in->bytes, in->bytes + in->from, in->to - in->from);
        in->to -= in->from;
        in->from = 0;
    }
    if (in->to == in->capacity) {
        char *larger = realloc(in->bytes, in->capacity * 2);
        if (!larger) return error_set(err, TRUCE_MEMORY, "out of memory");
        in->bytes = larger;
        in->capacity *= 2;
    }
    size_t got = fread(in->bytes + in->to, 1, in->capacity - in->to, in->f);
    in->to += got;
    if (got == 0) {
        if (ferror(in->f)) return error_errno(err, in->path, "read");
        in->ended = true;
    }
    return TRUCE_OK;
}

/* Passes over the rest of a line that is too long. */
static truce_status skip_line(json_lines *in, truce_error *err) {
    for (;;) {
        const char *newline = memchr(in->bytes + in->from, '\n', in->to - in->from);
        if (newline) {
            in->from = (size_t)(newline - in->bytes) + 1;
            return TRUCE_OK;
        }
        in->from = in->to;
        if (in->ended) return TRUCE_OK;
        truce_status status = read_on(in, err);
        if (status) return status;
    }
}

/* The next line as in->bytes[*at, *at + *n), without its newline; *at is SIZE_MAX at the end. */
static truce_status next_line(json_lines *in, size_t *at, size_t *n, truce_error *err) {
    size_t searched = 0; /* bytes behind from without a newline */
    *at = SIZE_MAX;
    for (;;) {
        const char *newline = memchr(in->bytes + in->from + searched, '\n', in->to - in->from - searched);
        size_t length = newline ? (size_t)(newline - in->bytes) - in->from : in->to - in->from;
        if (length > JSON_LINE_BYTES_MAX) {
            in->line++;
            truce_status status = skip_line(in, err);
            if (status) return status;
            return error_at(err, TRUCE_LIMIT, in->path, in->line, 0, "line longer than %zu bytes", JSON_LINE_BYTES_MAX);
        }
        if (newline || in->ended) {
            if (!newline && length == 0) return TRUCE_OK;
            in->line++;
            *at = in->from;
            *n = length;
            in->from += length + (newline ? 1 : 0);
            return TRUCE_OK;
        }
        searched = length;
        truce_status status = read_on(in, err);
        if (status) return status;
    }
}

static bool is_blank(const char *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!strchr(" \t\r", s[i]) || !s[i]) return false;
    return true;
}

truce_status json_lines_next(json_lines *in, json_t **out, size_t *line, truce_error *err) {
    *out = NULL;
    for (;;) {
        size_t at, n = 0;
        truce_status status = next_line(in, &at, &n, err);
        if (line) *line = in->line;
        if (status || at == SIZE_MAX) return status;
        if (!is_blank(in->bytes + at, n)) return json_read(in->bytes + at, n, in->path, in->line, out, err);
    }
}

/* ── writing ── */

truce_status json_write_line(FILE *f, const json_t *value, truce_error *err) {
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
    if (!text) return error_set(err, TRUCE_MEMORY, "out of memory");
    bool written = fputs(text, f) != EOF && putc('\n', f) != EOF;
    free(text);
    return written ? TRUCE_OK : error_errno(err, "", "write");
}

bool json_add(json_t *object, const char *key, json_t *value) {
    return json_object_set_new(object, key, value) == 0;
}

bool json_add_text(json_t *object, const char *key, const char *text) {
    return !text || json_add(object, key, json_string(text));
}

bool json_add_int(json_t *object, const char *key, long long value) {
    return json_add(object, key, json_integer(value));
}

bool json_add_number(json_t *object, const char *key, double value) {
    if (!isfinite(value)) return json_add(object, key, json_null());
    if (floor(value) == value && fabs(value) < WHOLE_NUMBER_LIMIT) return json_add_int(object, key, (long long)value);
    return json_add(object, key, json_real(value));
}

/* ── taking apart ── */

static const char *type_text(json_type type) {
    switch (type) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "a list";
    case JSON_STRING: return "a string";
    case JSON_INTEGER: return "a whole number";
    case JSON_REAL: return "a number";
    case JSON_TRUE:
    case JSON_FALSE: return "true or false";
    default: return "null";
    }
}

const char *json_type_text(const json_t *value) {
    return value ? type_text(json_typeof(value)) : "nothing";
}

/* The value of key, NULL where absent or null. */
static const json_t *present(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return json_is_null(value) ? NULL : value;
}

static truce_status wrong_type(const char *key, const char *wanted, const json_t *value, truce_error *err) {
    return error_set(err, TRUCE_INPUT, "\"%s\" must be %s, is %s", key, wanted, json_type_text(value));
}

truce_status json_get(const json_t *object, const char *key, json_type type, const json_t **out, truce_error *err) {
    *out = present(object, key);
    return !*out || json_typeof(*out) == type ? TRUCE_OK : wrong_type(key, type_text(type), *out, err);
}

truce_status json_get_text(arena *a, const json_t *object, const char *key, const char **out, truce_error *err) {
    const json_t *value;
    truce_status status = json_get(object, key, JSON_STRING, &value, err);
    if (!status && value) *out = arena_strndup(a, json_string_value(value), json_string_length(value));
    return status;
}

truce_status json_get_int(const json_t *object, const char *key, long long min, long long max, long long *out,
                          truce_error *err) {
    const json_t *value;
    truce_status status = json_get(object, key, JSON_INTEGER, &value, err);
    if (status || !value) return status;
    long long n = json_integer_value(value);
    if (n < min || n > max) return error_set(err, TRUCE_INPUT, "\"%s\" must be from %lld to %lld", key, min, max);
    *out = n;
    return TRUCE_OK;
}

truce_status json_get_number(const json_t *object, const char *key, double *out, truce_error *err) {
    const json_t *value = present(object, key);
    if (!value) return TRUCE_OK;
    if (!json_is_number(value)) return wrong_type(key, "a number", value, err);
    *out = json_number_value(value);
    return TRUCE_OK;
}
