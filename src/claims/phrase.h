/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_PHRASE_H
#define TRUCE_CLAIMS_PHRASE_H

/** @file
 * How a noun phrase is printed: which of its words stand in a slot.
 *
 *     more than 40 [captured soldiers of the 3rd Brigade] , who had …     head with its modifiers
 *     the Northland Prime Minister [Ada Holt] ( NPM )                      a name without its titles
 */

#include "claims/doc.h"

/** Words first..last of a sentence; none when first is 0. */
typedef struct word_range {
    uint32_t first, last;
} word_range;

typedef enum phrase_kind {
    PHRASE_NAME, /**< of a party: with `of` phrases only */
    PHRASE_HEAD, /**< of anything: with all prepositional phrases that follow it directly */
} phrase_kind;

typedef struct phrase_classes {
    int title, time_name, country, demonym, particle, of_head, of_prep, for_prep, aside_prep;
} phrase_classes;

phrase_classes phrase_classes_of(const lexicon *lex);

/** The words of the phrase headed by (s, w), without preposition, determiners, numbers, quotation marks, possessive
 * pronouns at its start, and without relative clauses, appositions, brackets after it. Titles before a person's name
 * are left out. */
word_range phrase_range(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w, phrase_kind kind);

/** The neighbouring words that make up the proper name which w stands in, titles before it left out; none when w is no
 * proper noun. Read off the words, not the tree: a name is what a parser most often cuts apart. */
word_range phrase_name_run(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w);

/** A place in capitals that opens the report, before its first sentence: `CAIRO The president said`. */
bool phrase_is_dateline(const doc *d, uint32_t s, uint32_t w);

/** Whether a title stands right before the name. */
bool phrase_is_titled(const doc *d, const phrase_classes *c, uint32_t s, word_range run);

/** The whole phrase as it is written, determiner included, up to its first comma, clause or bracket. */
word_range phrase_surface(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w);

/** Whether a preposition or marker of the class goes before the word. */
bool phrase_has_marker(const doc *d, uint32_t s, uint32_t w, int class);

/** Words of a line outside the text (an outlet's name, a title) as a sentence that the lexicon can be asked about. */
truce_sentence phrase_of_line(arena *a, const char *line);

static inline const char *phrase_text(const doc *d, uint32_t s, word_range r) {
    return r.first ? doc_text(d, s, r.first, r.last) : "";
}

#endif
