/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_QUANTITY_H
#define TRUCE_CLAIMS_QUANTITY_H

/**
 * @file How many, of what: the quantity of a noun, or of a number that stands for one.
 *
 * What is decided where the text leaves a choice (docs/claims.md, *Quantity*, has the rest):
 * - A range (`20 to 25`) has both ends and the qualifier `about`. `up to 50` has a maximum only.
 * - `a soldier`, `another soldier` are 1 where the noun denotes persons or things that are counted; a name is none.
 * - `seven-strong batch of 20 captives` is 7 of a total of 20; `a group of 13 captives` is 13 captives.
 * - The kind is that of the noun; of harm, that of the predicate. Persons without a kind of their own, and soldiers and
 *   police, are captives where the act is about persons held, or prisoners or detainees where the clause says so.
 */

#include "claims/slots.h"

/**
 * The quantity of word w: a counted noun, a container (`a batch of`), a part (`the bodies of`), or a number that stands
 * alone (`seven were freed and later 13 more`).
 *
 * pred  the predicate of the act, for the kind; 0 where there is none
 * act   what the claim says, for the kind
 *
 * Fills all but measure (see quantity_measure()). False, and out empty, where no number is given.
 */
bool quantity_of(const slots *s, uint32_t sent, uint32_t w, uint32_t pred, truce_act act, truce_quantity *out);

/**
 * What is counted: a term (demanded, stipulated, pledged …), a stock (what is held), a cumulative figure (`so far`,
 * `has killed`, of a war), or a batch.
 */
truce_measure quantity_measure(const slots *s, uint32_t sent, uint32_t pred, truce_act act, truce_claim_status status,
                               const truce_quantity *q);

/** The noun that a number counts; 0 where it stands alone. */
uint32_t quantity_noun(const slots *s, uint32_t sent, const number *n);

/** The object or passive subject of a predicate that has a number; 0 where none has. */
uint32_t quantity_argument(const slots *s, uint32_t sent, uint32_t pred);

/** What a report mostly calls those who are held: captives, prisoners or detainees; the kind where a clause is silent.
 */
truce_quantity_kind quantity_held_as(const slots *s);

#endif
