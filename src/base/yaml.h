/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_BASE_YAML_H
#define TRUCE_BASE_YAML_H

/** @file
 * A thin front over libyaml's events: one document as a tree whose every node knows its line and column.
 *
 * Only what a person writes by hand is taken: maps, lists and scalars. Anchors and aliases are refused, so that a
 * document is never larger than its bytes and holds no cycle; so are tags and a second document. Scalars stay text,
 * as written: what a value means is for its reader to say.
 */

#include <stdbool.h>

#include "base/arena.h"

/** The largest file and the deepest nesting that are read. */
#define YAML_BYTES_MAX ((size_t)1024 * 1024)
enum { YAML_DEPTH_MAX = 32 };

typedef enum yaml_kind {
    YAML_TEXT = 1, /**< a scalar */
    YAML_LIST,
    YAML_MAP,
} yaml_kind;

typedef struct yaml_node yaml_node;
struct yaml_node {
    yaml_kind kind;
    bool plain;          /**< of a scalar: written without quotes */
    size_t line, column; /**< from 1; columns count characters */
    const char *text;    /**< of a scalar, valid UTF-8; NULL otherwise */
    const yaml_node **v; /**< a list's items; a map's keys and values in turn: key i is v[2 * i] */
    size_t n;            /**< items, or pairs */
};

/** Reads the file ("-": standard input) into a. *out is NULL for a file without a document.
 * TRUCE_INPUT, with line and column: no YAML, not UTF-8, or one of the things refused. TRUCE_LIMIT: too large or too
 * deep. TRUCE_IO. */
truce_status yaml_read_file(arena *a, const char *path, const yaml_node **out, truce_error *err);

/** The same for bytes in memory; name stands for the file in err. */
truce_status yaml_read(arena *a, const char *name, const char *bytes, size_t n, const yaml_node **out,
                       truce_error *err);

/** `a text`, `a list` or `a map`. */
const char *yaml_kind_text(const yaml_node *node);

#endif
