/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_TRANSITION_H
#define TRUCE_SYNTAX_TRANSITION_H

/** @file
 * The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011) over words 1..n.
 *
 *     stack …, s1, s0 | b0, b1, … buffer        word 0, the root, lies at the bottom of the stack
 *
 *     SHIFT    b0 goes onto the stack
 *     LEFT-l   s0 becomes b0's dependent and leaves; s0 is not the root
 *     RIGHT-l  s0 becomes s1's dependent and leaves; with s1 = root only when the buffer is empty, so that a tree has
 *              one root
 *
 * Every sentence takes exactly 2n moves.
 */

#include <stdbool.h>

#include "syntax/features.h"

/** A state. The arrays have n + 1 places and belong to the caller; children are 0 where there are none. */
typedef struct moves {
    const atoms *words;
    uint32_t n, labels;            /**< labels: how many relations there are */
    uint32_t root;                 /**< the index of the relation `root` */
    uint32_t *stack, height, next; /**< next: b0, n + 1 when the buffer is empty */
    int32_t *head;
    uint8_t *label;
    uint32_t *left, *left2, *right, *right2; /**< outermost children and those next to them */
    uint8_t *n_left, *n_right;               /**< counts, up to 255 */
} moves;

/** Moves as classes: 0 SHIFT, 1 + l LEFT-l, 1 + labels + l RIGHT-l. */
enum { MOVE_SHIFT = 0 };

/** Empties the arrays: nothing attached, the root on the stack. */
void moves_start(moves *m);
bool moves_done(const moves *m);
bool moves_may_shift(const moves *m);
bool moves_may_left(const moves *m);
bool moves_may_right(const moves *m);

/** Whether a move is allowed, label included. */
bool moves_legal(const moves *m, uint32_t move);

/** Makes a legal move. */
void moves_make(moves *m, uint32_t move);

/** The legal move with the highest score, the first of equals. */
uint32_t moves_best(const moves *m, const int32_t *scores);

#endif
