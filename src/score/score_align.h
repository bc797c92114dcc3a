/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SCORE_ALIGN_H
#define TRUCE_SCORE_ALIGN_H

#include <truce/claim.h>

#include "base/arena.h"

#define NO_PARTNER ((size_t)-1)

/** Claims of one report. */
typedef struct claim_list {
    const truce_claim **v;
    size_t n;
} claim_list;

/** Bytes that two spans share, and that they cover together. */
typedef struct overlap {
    uint64_t shared, covered;
} overlap;

overlap span_overlap(truce_span x, truce_span y);
double overlap_share(overlap o);

/** Matches the claims of one report one to one, as truce/score.h says. gold_partner[gold.n] and
 * system_partner[system.n] get places in the other list, or NO_PARTNER. */
void align(arena *scratch, claim_list gold, claim_list system, size_t *gold_partner, size_t *system_partner);

#endif
