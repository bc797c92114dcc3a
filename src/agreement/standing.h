/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_AGREEMENT_STANDING_H
#define TRUCE_AGREEMENT_STANDING_H

/** @file How an obligation stands in one group's eyes, and where two groups cannot both be right. */

#include "agreement/account.h"

/** Fills agreed, done, owed, progress, timing, flags (but for disputes) and conduct of a cell from its claims.
 * base is what the group reports done of the obligation that this one is `per`; unknown otherwise. own_voice: the
 * group is the debtor itself. */
void cell_stand(arena *a, const truce_agreement *g, account_cell *cell, amount base, truce_day as_of, bool own_voice);

/** Flags cells[0..n), all of one obligation and debtor, that contradict each other. */
void cells_dispute(arena *a, const truce_agreement *g, account_cell *cells, size_t n);

#endif
