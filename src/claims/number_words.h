/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_NUMBER_WORDS_H
#define TRUCE_CLAIMS_NUMBER_WORDS_H

/** @file Numbers as a text writes them: pure functions over a sentence's atoms, without a tree. */

#include "claims/slot_words.h"

/** A number of a text: atoms [first, end). */
typedef struct number {
    uint32_t first, end;
    double min, max; /**< TRUCE_UNBOUNDED where open */
    truce_qualifier qualifier;
    double total;  /**< `15 of the 28`: 28; TRUCE_UNBOUNDED otherwise; the total's atoms are not in [first, end) */
    uint32_t bare; /**< the first atom without the hedge */
    bool strong;   /**< `seven-strong`, `120-member`: of the noun that it stands before */
} number;

/** The largest number that is believed; longer ones (phone numbers, hashes) count as none. */
#define NUMBER_MAX 1e12

/**
 * Reads the cardinal that starts at atom i, without any hedge: `48,300`, `twenty-five`, `two hundred and six`, `a
 * dozen`, `1.2 million`, `half a million`, `dozens` (24 or more), `several hundred` (200 or more).
 *
 * Gives the atom after it, or 0 where none starts; out has min, max, qualifier (exact or about).
 */
uint32_t number_read(const atoms *as, uint32_t i, number *out);

/**
 * Finds the counts of a sentence with hedges, ranges and totals, from the left, none overlapping; gives their number
 * and the array in a. Left out: what taken[atom] claims (times; may be NULL), percentages, money, measures of length,
 * ages, labels (`resolution 242`, `F-16`), ordinals, and numbers over NUMBER_MAX.
 */
uint32_t number_find(arena *a, const atoms *as, const bool *taken, number **out);

#endif
