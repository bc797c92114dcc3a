/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_LEXICON_H
#define TRUCE_CLAIMS_LEXICON_H

/** @file
 * Words by class: what a language's words denote, read from tab-separated files.
 *
 *     # comment
 *     CLASS<tab>ENTRY[<tab>VALUE]
 *     release-verb<tab>set/VERB free<tab>
 *
 * CLASS is `[a-z][a-z0-9-]*`, and exists from its first row on. ENTRY is one word or several consecutive ones, each
 * with an optional `/UPOS`. An entry word without capitals equals a word of a text when it equals its lemma or form in
 * any case; one with capitals must equal lemma or form as written. `@other` as ENTRY puts all words of class `other`
 * into CLASS too. VALUE is free text for whoever asks for the class; empty where the row gives none. Class `ending`
 * tells what a verb's form may end in, and by VALUE what its lemma has there: a verb whose lemma no entry begins with
 * is tried without them.
 *
 * A lexicon is read only once loaded and may serve many threads.
 */

#include <truce/sentence.h>

#include "base/arena.h"
#include "base/error.h"

typedef struct lexicon lexicon;

/** Reads all *.tsv under folder. All errors at once in errs, each with file, line, column; *out is NULL then. */
truce_status lexicon_load(const char *folder, lexicon **out, error_list *errs);
void lexicon_free(lexicon *lex);

/** The class's number, from 0; -1 when no row names it. */
int lexicon_class(const lexicon *lex, const char *name);
const char *lexicon_class_name(const lexicon *lex, int class);
int lexicon_class_count(const lexicon *lex);

/** One entry found in a sentence: words first..last. */
typedef struct lexicon_hit {
    int class;
    const char *value; /**< never NULL */
    uint32_t first, last;
} lexicon_hit;

/**
 * The lemma of a word that is a verb: its own where the lexicon knows it as one, else what its form is without one of
 * the endings of class `ending`, where that is known. A form that is an ending as a whole (`fought`) has the lemma that
 * stands there, whatever the parser took it for.
 */
const char *lexicon_verb_lemma(const lexicon *lex, const truce_word *verb, arena *a);

/** Calls found for each entry that starts at word i of a sentence; of one class only the longest. */
void lexicon_match(const lexicon *lex, const truce_sentence *s, uint32_t i, arena *a,
                   void (*found)(void *ctx, const lexicon_hit *hit), void *ctx);

#endif
