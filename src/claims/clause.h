/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_CLAUSE_H
#define TRUCE_CLAIMS_CLAUSE_H

/** @file The words that a claim is quoted by: its predicate with what belongs to it, and nothing else of the sentence.
 */

#include "claims/attribution.h"
#include "claims/tree_match.h"

/** Words first..last of a sentence. */
typedef struct clause_range {
    uint32_t first, last;
} clause_range;

/**
 * The clause of a match: the predicate (or its carrier) with arguments and adjuncts, its subject's control verbs
 * (`is expected to free …`); without coordinated clauses, asides, attributions, and subordinate clauses that hold a
 * claim of their own. A noun without a clause of its own is quoted with its phrase.
 *
 * claimed  [words + 1]: the words that other claims hang on
 */
clause_range clause_of(frames *fs, const attributions *at, const match *m, const bool *claimed);

#endif
