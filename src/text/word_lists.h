/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_TEXT_WORD_LISTS_H
#define TRUCE_TEXT_WORD_LISTS_H

/** @file
 * What the splitter must know of a language: its abbreviations, contractions and the like.
 *
 * The text form: `#` starts a comment line, `[name]` a list, everything else is entries parted by white space.
 * Immutable once read; one may serve many threads.
 */

#include <stdbool.h>

#include "base/arena.h"

/** The lists: identifier, name in the file. tools/train/en_words.txt says what each is for. */
#define WORD_LISTS(X)                                                                                                  \
    X(TITLE, "title")                                                                                                  \
    X(ABBREVIATION, "abbreviation")                                                                                    \
    X(ABBREVIATION_EXACT, "abbreviation-exact")                                                                        \
    X(BEFORE_NUMBER, "before-number")                                                                                  \
    X(STARTER, "starter")                                                                                              \
    X(PREFIX, "prefix")                                                                                                \
    X(WHOLE, "whole")                                                                                                  \
    X(CLITIC, "clitic")                                                                                                \
    X(SPLIT, "split")                                                                                                  \
    X(UNIT, "unit")                                                                                                    \
    X(ORDINAL, "ordinal")                                                                                              \
    X(DOMAIN, "domain")

typedef enum word_list {
#define WORD_LIST_ENUM(id, name) WORD_LIST_##id,
    WORD_LISTS(WORD_LIST_ENUM)
#undef WORD_LIST_ENUM
        WORD_LIST_COUNT
} word_list;

typedef struct word_lists word_lists;

/** Reads n bytes of text into a. TRUCE_INPUT with the line for an unknown list or an entry outside a list. */
truce_status word_lists_read(arena *a, const char *bytes, size_t n, const word_lists **out, truce_error *err);

/** Whether the list has the n bytes at s; case and curly apostrophes are folded except in the lists marked exact. */
bool word_lists_has(const word_lists *lists, word_list list, const char *s, size_t n);

/** How many bytes of the word s belong to its first part by [split]; 0 when it is not there. */
size_t word_lists_split(const word_lists *lists, const char *s, size_t n);

#endif
