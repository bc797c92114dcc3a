/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_BASE_ERROR_H
#define TRUCE_BASE_ERROR_H

/** @file Filling a truce_error. All take err = NULL, and give code back so that a caller can write `return error_…`. */

#include <truce/status.h>

truce_status error_set(truce_error *err, truce_status code, const char *fmt, ...) TRUCE_PRINTF(3, 4);

/** The same with a file and a place in it; 0 for what is unknown. */
truce_status error_at(truce_error *err, truce_status code, const char *file, size_t line, size_t column,
                      const char *fmt, ...) TRUCE_PRINTF(6, 7);

/** Names the file, and for bytes the offset, of an error that does not have one yet. */
truce_status error_in_file(truce_error *err, truce_status code, const char *file);

/** TRUCE_IO with the message of errno: `cannot WHAT: No such file or directory`. */
truce_status error_errno(truce_error *err, const char *file, const char *what);

/** A list of errors, for readers that report all of them at once. */
typedef struct error_list {
    truce_error *v;
    size_t n, capacity;
} error_list;

/** Appends; quietly stops at error_list_max entries or when memory runs out (n then still counts on). */
void error_list_add(error_list *list, const truce_error *err);
void error_list_free(error_list *list);
enum { error_list_max = 100 };

#endif
