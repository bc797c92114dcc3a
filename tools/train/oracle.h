/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_TRAIN_ORACLE_H
#define TRUCE_TRAIN_ORACLE_H

/** @file
 * What a move costs: how many gold arcs, attainable before it, are not any more after it (Goldberg and Nivre 2013,
 * "Training Deterministic Parsers with Non-Deterministic Oracles", section 4.2, arc-hybrid).
 */

#include <stdint.h>

#include "syntax/transition.h"

/** Costs of the three kinds of moves in a state, labels aside; gold heads [n + 1]. */
typedef struct move_costs {
    int shift, left, right;
} move_costs;

move_costs oracle_costs(const moves *m, const int32_t *gold);

/** The cost of a legal move with its label: one more when its arc is gold and its relation is not. */
int oracle_cost(const moves *m, const move_costs *costs, uint32_t move, const int32_t *gold, const uint8_t *labels);

#endif
