/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_MEND_H
#define TRUCE_CLAIMS_MEND_H

/** @file
 * Slips of a parser that the tree itself gives away, mended before anything is read from it. What needs other tags or
 * words is tree_mend.h's.
 *
 *     Under the accord, the state freed …      two subjects: the one next to the verb keeps it
 *     said Northland had agreed                an object that stands where its neighbour's subject is missing
 *     the attack, in which gunmen killed ten   a relative clause that hangs on anything but the noun before it
 *     the sides had maintained contact         a subject of a passive that has no auxiliary and has an object
 */

#include "claims/doc.h"

/** Changes heads and relations of sentence s, whose children and lexicon entries are looked up. Whether it did: then
 * they have to be looked up again. The words still form a tree. */
bool mend_sentence(doc *d, uint32_t s);

#endif
