/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_PARSER_PARTS_H
#define TRUCE_SYNTAX_PARSER_PARTS_H

/** @file What a parser holds, for the files that make one up: tagger, lemmatizer, dependency parser. */

#include <truce/sentence.h>

#include "syntax/lemma.h"
#include "syntax/parser.h"
#include "syntax/perceptron.h"
#include "syntax/transition.h"

typedef struct model_tag {
    truce_upos upos;
    uint32_t pos; /**< UPOS and XPOS together as a number from 0 */
    const char *xpos, *feats;
} model_tag;

struct parser {
    arena *memory; /**< of all below */
    const char *name;
    const word_lists *words;
    const model_tag *tags;
    uint32_t n_tags;
    const char *const *labels;
    uint32_t n_labels, root;
    const lemma_rule *lemmas;
    uint32_t n_lemmas;
    perceptron tagger, lemmatizer, moves;
};

struct scratch {
    uint32_t room; /**< the arrays below take sentences of so many words */
    atoms *words;  /**< [n + 1], words[0] the root */
    moves state;   /**< of the parser, its arrays too */
    int32_t scores[PERCEPTRON_SCORES];
    uint64_t features[MOVE_FEATURES_MAX];
};

/** Numbers the pairs of UPOS and XPOS in the order in which they come. */
void model_tags_number(model_tag *tags, uint32_t n);

/** Makes room for n words; TRUCE_MEMORY. */
truce_status scratch_reserve(scratch *s, uint32_t n, truce_error *err);

/** Sets the atoms of all words' forms. */
void scratch_forms(scratch *s, const truce_sentence *sentence);

/** Gives one word's atoms the tag. */
void atoms_set_tag(atoms *w, const model_tag *tags, uint32_t tag);

/** Tags all words, from left to right. */
void tagger_run(const parser *p, scratch *s, truce_sentence *sentence);
/** Lemmas of tagged words, those not in the form's own letters in a. */
void lemmatizer_run(const parser *p, arena *a, scratch *s, truce_sentence *sentence);
/** Heads and relations of tagged words. */
void depparse_run(const parser *p, scratch *s, truce_sentence *sentence);

#endif
