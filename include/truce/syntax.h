/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_H
#define TRUCE_SYNTAX_H

/** @file Plain text → CoNLL-U, and how good the trees are. */

#include <stdio.h>
#include <truce/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A model and working memory; one is for one thread. */
typedef struct truce_parser truce_parser;

/** model: a model file; NULL: English. */
TRUCE_API truce_status truce_parser_open(const char *model, truce_parser **out, truce_error *err);
TRUCE_API void truce_parser_free(truce_parser *parser);

/** The model's name and version. */
TRUCE_API const char *truce_parser_name(const truce_parser *parser);

/** Parses the report at path ("-": standard input), without its header and dateline as truce_read() does, and writes
 * CoNLL-U: `# newdoc`, then for each sentence `# newpar`
 * where a paragraph begins, `# sent_id`, `# text`. */
TRUCE_API truce_status truce_parse(truce_parser *parser, const char *path, FILE *out, truce_error *err);

/** One measure of the CoNLL 2018 shared task: how many the gold file has, the system, and both alike. Precision is
 * correct / system, recall correct / gold; aligned is what accuracy is taken over (0: none is defined). */
typedef struct truce_ud_measure {
    const char *name;
    size_t gold, system, correct, aligned;
} truce_ud_measure;

enum { TRUCE_UD_MEASURES = 13 };

/** Tokens, Sentences, Words, UPOS, XPOS, UFeats, AllTags, Lemmas, UAS, LAS, CLAS, MLAS, BLEX, in that order, as
 * conll18_ud_eval.py counts them, over all of the gold files. */
typedef struct truce_parse_scores {
    truce_ud_measure measures[TRUCE_UD_MEASURES];
    size_t words;   /**< how many were parsed */
    double seconds; /**< of processor time, for splitting and parsing alone */
} truce_parse_scores;

/** Parses the words of the gold files (tokens given), or their text (from_text: only paragraphs are given), and
 * compares. */
TRUCE_API truce_status truce_parse_evaluate(truce_parser *parser, const char *const *gold, size_t n, int from_text,
                                            truce_parse_scores *out, truce_error *err);

#ifdef __cplusplus
}
#endif
#endif
