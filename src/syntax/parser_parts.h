/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_PARSER_PARTS_H
#define TRUCE_SYNTAX_PARSER_PARTS_H

/** @file What a parser holds, for the files that make one up: network and lemmatizer. */

#include <truce/sentence.h>

#include "syntax/features.h"
#include "syntax/lemma.h"
#include "syntax/network.h"
#include "syntax/parser.h"
#include "syntax/perceptron.h"

/** The names of a set of classes, by index. */
typedef struct model_classes {
    const char *const *names;
    uint32_t n;
} model_classes;

/** UPOS, XPOS and FEATS that go together, by index. */
typedef struct model_tag {
    uint32_t upos, xpos, feats;
} model_tag;

struct parser {
    arena *memory; /**< of all below but the network */
    const char *name;
    const word_lists *words;
    model_classes upos, xpos, feats, deprel;
    const truce_upos *upos_values; /**< of the classes upos */
    const model_tag *tags;         /**< all that training knew */
    uint32_t n_tags;
    uint32_t root; /**< the index of the relation `root` */
    const lemma_rule *lemmas;
    uint32_t n_lemmas;
    perceptron lemmatizer;
    network *net;
};

struct scratch {
    arena *memory; /**< of one sentence */
};

/** The lemma of a word with these classes (indices), made in a unless it is the form. */
const char *lemmatizer_run(const parser *p, arena *a, const char *form, uint32_t upos, uint32_t xpos);

#endif
