/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_LINK_H
#define TRUCE_CLAIMS_LINK_H

/** @file
 * How claims of a report hang on one another.
 *
 * Within a sentence by the words that join their clauses: classes `link-in-exchange-for`, `link-if`, `link-after`,
 * `link-before`, `link-until`, `link-because`; a count of harm is because of the attack that its clause tells of.
 * Across sentences by what they say: a term is part of the agreement told of last before it, or else next, and the same
 * act by the same source, actor and target is the same again.
 */

#include "claims/tree_match.h"

/** matches[i] made claims->v[i]; both in text order. Adds links. */
void link_claims(const doc *d, const match *matches, truce_claims *claims);

#endif
