/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_PARSER_H
#define TRUCE_SYNTAX_PARSER_H

/** @file
 * A trained model and what it does: words → tags, lemmas and dependency trees.
 *
 * A parser is read only: one may serve many threads, each with a scratch of its own.
 */

#include <truce/report.h>
#include <truce/sentence.h>

#include "base/arena.h"
#include "text/word_lists.h"

typedef struct parser parser;
typedef struct scratch scratch;

/** Reads a model file. TRUCE_INPUT when it is damaged or no model, TRUCE_VERSION when its format is newer. */
truce_status parser_load(const char *path, parser **out, truce_error *err);
void parser_free(parser *p);

/** The model's name and version, `en 1`; stands in the claims that were read with it. */
const char *parser_name(const parser *p);

/** The language's word lists, for text_split(). */
const word_lists *parser_word_lists(const parser *p);

/** Working memory, kept from sentence to sentence; NULL without memory. */
scratch *scratch_new(void);
void scratch_free(scratch *s);

/**
 * Fills upos, xpos, feats, lemma, head and deprel of words[1..n]; reads only their forms. The heads make a tree with
 * one root. Strings are lent by the model, lemmas that it does not know are made in a.
 *
 * TRUCE_LIMIT over TRUCE_WORDS_MAX words, which text_split() and conllu_read() never give.
 */
truce_status parser_run(const parser *p, arena *a, scratch *s, truce_sentence *sentence, truce_error *err);

/** Splits the report's body and parses every sentence: all from bytes to trees in one call. */
truce_status parser_read(const parser *p, arena *a, scratch *s, const truce_report *r, truce_sentences *out,
                         truce_error *err);

#endif
