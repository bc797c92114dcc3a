/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_TREE_DECODE_H
#define TRUCE_SYNTAX_TREE_DECODE_H

/** @file The best tree under arc scores. */

#include <stdint.h>

#include "base/arena.h"

/**
 * heads[1..n] of the highest-scoring tree with exactly one word under the root 0 (Chu-Liu/Edmonds; the root's arcs are
 * made dear until one is left).
 *
 * arcs [n + 1][n + 1]: word, head; finite. Changed. Time n² where the best heads are a tree already, n³ at worst.
 */
void tree_decode(arena *a, float *arcs, uint32_t n, int32_t *heads);

#endif
