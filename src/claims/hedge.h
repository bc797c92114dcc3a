/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_HEDGE_H
#define TRUCE_CLAIMS_HEDGE_H

/** @file Trees in which a hedge before a number was taken for a noun or a preposition, mended. */

#include "claims/slot_words.h"

/**
 * Parsers often read `killed more than 20 people` as `killed [more] [than 20 people]`. Hangs the hedge on its number
 * and gives the counted noun the place that the hedge took:
 *
 *     killed →obj more, killed →obl people →case than      becomes
 *     killed →obj people →nummod 20 →advmod more →fixed than
 *
 * Heads that are not set, and trees that need nothing, are left as they are. Gives text itself, or a copy in a where a
 * tree was changed; the sentences that were not are shared.
 */
const truce_sentences *hedges_mend(arena *a, const slot_words *words, const truce_sentences *text);

#endif
