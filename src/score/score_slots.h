/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SCORE_SLOTS_H
#define TRUCE_SCORE_SLOTS_H

#include <stdbool.h>
#include <truce/score.h>

#include "base/arena.h"

/** Sets of slots: which count for a pair, and which of these are right (truce/score.h tells when). */
typedef struct slot_marks {
    unsigned counting, right;
} slot_marks;

slot_marks slots_compare(arena *scratch, const truce_claim *gold, const truce_claim *system);

bool slot_counts(const truce_claim *gold, const truce_claim *system, truce_slot slot);
bool slot_right(arena *scratch, const truce_claim *gold, const truce_claim *system, truce_slot slot);

/** Right over counting, of all slots but measure: 0 to 1. */
double slots_share(slot_marks marks);

#endif
