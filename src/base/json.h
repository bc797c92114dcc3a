/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_BASE_JSON_H
#define TRUCE_BASE_JSON_H

/** @file
 * A thin front over jansson: errors with their place, JSON lines read one by one, objects written in the order of
 * their making.
 *
 * A json_t that is given is the caller's: json_decref() it. It is not arena memory, so whoever allocates in an arena
 * while holding one does so inside an arena_run() of his own, and lets go after it. Numbers are written with at most 15
 * digits, whole ones below 2^53 without a point.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"

/** Reads n bytes as one JSON value (any type; no key twice in an object, no NUL in a string, nothing after it).
 * file and line (of the first byte, from 1) are for err only; err's column counts characters. TRUCE_INPUT for what is
 * no JSON, TRUCE_MEMORY. */
truce_status json_read(const char *text, size_t n, const char *file, size_t line, json_t **out, truce_error *err);

/* JSON lines: one value a line, empty lines between them. */

/** The longest line that is read, in bytes. */
#define JSON_LINE_BYTES_MAX ((size_t)16 * 1024 * 1024)

typedef struct json_lines json_lines;

/** Opens a file ("-": standard input) of JSON lines. TRUCE_IO with errno's message, also for a folder. */
truce_status json_lines_open(const char *path, json_lines **out, truce_error *err);
void json_lines_close(json_lines *in);

/** The next value, and its line's number in *line (may be NULL); *out is NULL at the end.
 * TRUCE_INPUT and TRUCE_LIMIT (a line over JSON_LINE_BYTES_MAX) tell of one bad line, which is passed over: the next
 * call goes on after it. TRUCE_IO and TRUCE_MEMORY end the reading. */
truce_status json_lines_next(json_lines *in, json_t **out, size_t *line, truce_error *err);

/** Writes value and a newline. TRUCE_IO when f does not take it, TRUCE_MEMORY. */
truce_status json_write_line(FILE *f, const json_t *value, truce_error *err);

/* Making objects: each takes value, also when it fails, and gives false without memory (a NULL value counts as such).
 * So a whole object is made by `ok = json_add(…) && ok` and checked once. */

bool json_add(json_t *object, const char *key, json_t *value);
bool json_add_text(json_t *object, const char *key, const char *text); /**< UTF-8; nothing is added for NULL */
bool json_add_int(json_t *object, const char *key, long long value);
bool json_add_number(json_t *object, const char *key, double value); /**< null for what is not finite */

/* Taking objects apart. An absent key and null are the same and leave *out as it is; another type than the wanted one
 * is TRUCE_INPUT: `"KEY" must be a string, is a number`, without file and line. */

truce_status json_get_text(arena *a, const json_t *object, const char *key, const char **out, truce_error *err);
/** A whole number from min to max. */
truce_status json_get_int(const json_t *object, const char *key, long long min, long long max, long long *out,
                          truce_error *err);
truce_status json_get_number(const json_t *object, const char *key, double *out, truce_error *err);
/** *out is lent, or NULL where the key is absent; type is of jansson's. */
truce_status json_get(const json_t *object, const char *key, json_type type, const json_t **out, truce_error *err);

/** `a string`, `an object`, …, of value's type. */
const char *json_type_text(const json_t *value);

#endif
