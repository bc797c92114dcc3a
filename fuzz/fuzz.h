/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_FUZZ_H
#define TRUCE_FUZZ_H

/** @file
 * What the fuzz targets share. fuzz_FORMAT.c has libFuzzer's LLVMFuzzerTestOneInput() for one format: it feeds the
 * bytes to a reader and checks what must hold of any result. With libFuzzer it searches (clang, TRUCE_FUZZ=ON); with
 * replay.c it runs the files of corpora/FORMAT in the tests, under any compiler.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Ends the program, so that the fuzzer keeps the input; unlike assert() also in a release build. */
#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);                             \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/** What holds of each error for bad bytes: a code of theirs, and one line of message. */
static inline void check_error(truce_status status, const truce_error *err) {
    CHECK(status == TRUCE_INPUT || status == TRUCE_LIMIT || status == TRUCE_VERSION);
    CHECK(err->code == status);
    CHECK(err->message[0] && !strpbrk(err->message, "\n\r\t\033"));
}

/** The input as a report or text file would be: valid UTF-8 without NUL. */
static inline bool is_text(const uint8_t *data, size_t size) {
    return utf8_valid((const char *)data, size) == size;
}

#endif
