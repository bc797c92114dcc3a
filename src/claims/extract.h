/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_EXTRACT_H
#define TRUCE_CLAIMS_EXTRACT_H

/** @file From a report's trees to its claims: sentence by sentence, word by word, rule by rule. */

#include "claims/rules.h"

/** What became of a rule that a word triggered. */
typedef enum attempt_end {
    ATTEMPT_CLAIM,   /**< it made a claim */
    ATTEMPT_FAILED,  /**< a condition did not hold */
    ATTEMPT_YIELDED, /**< it gave way to the claim of another rule */
    ATTEMPT_MENTION, /**< the noun names an act of which nothing is told */
} attempt_end;

typedef struct attempt {
    uint32_t s, w;
    const rule *rule;
    attempt_end end;
    const rule_condition *failed; /**< of ATTEMPT_FAILED */
    const rule *other;            /**< of ATTEMPT_YIELDED */
    size_t claim;                 /**< of ATTEMPT_CLAIM: its place in the claims */
    uint32_t slots[SLOT_count];   /**< of ATTEMPT_CLAIM: the words bound; 0 where none is */
} attempt;

/** All attempts of a report, in the order of its words. */
typedef struct attempts {
    attempt *v;
    size_t n;
    const doc *d;
} attempts;

/** Reads the claims of a report. Everything in *out lives in a, and lends from the report, the sentences and the rules.
 */
truce_status claims_extract(arena *a, const truce_report *r, const truce_sentences *s, const rules *rs,
                            const char *model, truce_claims *out, truce_error *err);

/** The same, and what every rule made of every word. */
truce_status claims_explain(arena *a, const truce_report *r, const truce_sentences *s, const rules *rs,
                            const char *model, truce_claims *out, attempts *trace, truce_error *err);

#endif
