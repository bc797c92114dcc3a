/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_EXPLAIN_H
#define TRUCE_EXPLAIN_H

/** @file Why a report gave the claims that it gave, and whether rules do what their files say. */

#include <truce/pipeline.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What became of a rule that a word set off. */
typedef enum truce_attempt_end {
    TRUCE_ATTEMPT_CLAIM,   /**< it made a claim */
    TRUCE_ATTEMPT_FAILED,  /**< a condition did not hold */
    TRUCE_ATTEMPT_YIELDED, /**< it gave way to another rule */
    TRUCE_ATTEMPT_MENTION, /**< the noun names an act of which nothing is told */
} truce_attempt_end;

/** A slot's word: `actor`, `Northland`. */
typedef struct truce_binding {
    const char *slot, *word;
} truce_binding;

typedef struct truce_attempt {
    const char *word; /**< as the report writes it */
    const char *rule, *file;
    size_t line; /**< of the rule; of the condition that failed */
    truce_attempt_end end;
    const char *condition;    /**< that failed, as the file writes it; NULL otherwise */
    const char *other;        /**< the rule that it gave way to; NULL otherwise */
    const truce_claim *claim; /**< that it made; NULL otherwise */
    const truce_binding *bindings;
    size_t n_bindings;
} truce_attempt;

typedef struct truce_explained_sentence {
    truce_span span;
    const char *text; /**< white space folded */
    const truce_attempt *attempts;
    size_t n; /**< 0: no word sets off a rule */
} truce_explained_sentence;

typedef struct truce_explanation {
    const truce_report *report;
    const truce_claims *claims;
    const truce_explained_sentence *sentences;
    size_t n;
} truce_explanation;

/** Reads the report at path ("-": standard input). *out lives until the reader's next call. */
TRUCE_API truce_status truce_explain(truce_reader *reader, const char *path, truce_explanation *out, truce_error *err);

typedef struct truce_rules_trial {
    size_t rules, sentences;
    size_t wrong; /**< sentences that are not read as their rule says, and rules that none of theirs makes fire */
} truce_rules_trial;

/** Tries all rules on the sentences that stand with them; complain is told each thing that is wrong. TRUCE_USAGE for a
 * reader of CoNLL-U, which cannot parse them. */
TRUCE_API truce_status truce_rules_try(truce_reader *reader, void (*complain)(void *ctx, const truce_error *err),
                                       void *ctx, truce_rules_trial *out, truce_error *err);

#ifdef __cplusplus
}
#endif
#endif
