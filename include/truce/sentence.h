/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SENTENCE_H
#define TRUCE_SENTENCE_H

/** @file
 * Sentences as Universal Dependencies has them (https://universaldependencies.org/format.html), with byte spans.
 *
 * All memory belongs to the arena that the sentence was made in. Strings are NUL-terminated and never NULL; an empty
 * CoNLL-U column is "_", as in the file.
 */

#include <stdbool.h>
#include <truce/report.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The universal part-of-speech tags, in alphabetical order; TRUCE_UPOS_NONE is CoNLL-U's `_`. */
// clang-format off
#define TRUCE_UPOS_LIST(TAG)                                                                                           \
    TAG(ADJ) TAG(ADP) TAG(ADV) TAG(AUX) TAG(CCONJ) TAG(DET) TAG(INTJ) TAG(NOUN) TAG(NUM) TAG(PART) TAG(PRON)           \
    TAG(PROPN) TAG(PUNCT) TAG(SCONJ) TAG(SYM) TAG(VERB) TAG(X)
// clang-format on

typedef enum truce_upos {
    TRUCE_UPOS_NONE = 0,
#define TRUCE_UPOS_ENUM(name) TRUCE_UPOS_##name,
    TRUCE_UPOS_LIST(TRUCE_UPOS_ENUM)
#undef TRUCE_UPOS_ENUM
        TRUCE_UPOS_COUNT
} truce_upos;

/** The tag's name, `_` for TRUCE_UPOS_NONE. */
TRUCE_API const char *truce_upos_name(truce_upos upos);

/** The longest sentence that is parsed, in words; a longer one is cut at the last punctuation before it. */
#define TRUCE_WORDS_MAX 5000

/** One syntactic word: a line of CoNLL-U with a plain number as ID. */
typedef struct truce_word {
    truce_span
        span; /**< bytes in the report as read; parts of a multiword token whose forms do not add up share its span */
    const char *form, *lemma, *xpos, *feats, *deprel, *deps, *misc;
    truce_upos upos;
    int32_t head; /**< 1..n, 0 for the root, -1 while unset */
} truce_word;

/** A line of CoNLL-U that is no word: a multiword token (`3-4`), or an empty node (`5.1`), kept as written. */
typedef struct truce_extra_line {
    uint32_t before;      /**< stands before words[before]; n + 1 for after the last word */
    uint32_t first, last; /**< the words that a multiword token covers; both 0 for an empty node */
    truce_span span;      /**< of a multiword token */
    const char *line;     /**< as it is written, without the newline */
} truce_extra_line;

/** A sentence and its tree: words[1..n], CoNLL-U ids; words[0] is the root and otherwise unused. */
typedef struct truce_sentence {
    truce_span span; /**< without surrounding white space */
    uint32_t n;
    truce_word *words;
    truce_extra_line *extra; /**< in file order */
    uint32_t n_extra;
    const char **comments; /**< lines with their `#`, without the newline, as read; none for a sentence made here */
    uint32_t n_comments;
    bool new_paragraph; /**< the first sentence of a paragraph */
} truce_sentence;

/** A report's sentences in text order. */
typedef struct truce_sentences {
    truce_sentence *v;
    uint32_t n;
} truce_sentences;

#ifdef __cplusplus
}
#endif
#endif
