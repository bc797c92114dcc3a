/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_RULE_TRY_H
#define TRUCE_CLAIMS_RULE_TRY_H

/** @file Rules tried on the sentences that stand with them, read by the real parser. */

#include "claims/rules.h"
#include "ingest/dateline.h"
#include "syntax/parser.h"

typedef struct rule_trial {
    const parser *parser;
    const calendar_words *words;
    const rules *rules;
} rule_trial;

/** Reads text (sentences of one report of the outlet `Test`, dated 2025-03-03, a Monday) and its claims, in a. To be
 * called within arena_run(). */
truce_status rule_try_text(arena *a, scratch *s, const rule_trial *t, const char *text, truce_claims *out,
                           truce_error *err);

/** Tries each rule's `+` and `-` sentences: complain gets an error (file, line, message) for each that is not as it
 * should be and for each rule that none of its sentences makes fire. *tried, *wrong count sentences. */
truce_status rule_try_all(const rule_trial *t, void (*complain)(void *ctx, const truce_error *err), void *ctx,
                          size_t *tried, size_t *wrong, truce_error *err);

#endif
