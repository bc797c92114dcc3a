/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_TREE_MEND_H
#define TRUCE_CLAIMS_TREE_MEND_H

/** @file Trees in which a parser took a clause for something else in one of the ways that parsers do, mended. */

#include "claims/lexicon.h"

/**
 * - `fought`, `blamed`: a rare verb's lemma, by what it ends in (class `ending`).
 * - `called on both sides to stop`, `wants the army to leave`: the infinitive is what is called for, not the sides'
 *   relative clause nor the wish's purpose. Read from the lexicon's classes `object-control` and `oblique-control`.
 * - `signed a deal on Friday to end the war`: the deal is to end it (class `terms`).
 * - `The talks resumed on Monday.`, `The lull allowed families to leave.`: a participle that hangs on the sentence's
 *   only noun is its predicate, where it has an object or is of class `no-passive`.
 * - `is due to begin`: due is the predicate, not a marker of it.
 * - `The army put an end to it.`: what has a subject is no imperative.
 * - `were freed`, `the truce expired`: an adjective that is a verb's participle is the verb.
 * - `Fighting stopped at noon.`: a participle before a finite verb that hangs on it is that verb's subject.
 * - `will free ten men`, `expected to free 46 men`: no adjective has an object or stands before a number.
 * - `Northland insists on it.`: a sentence without a verb whose root the lexicon has as one.
 * - `freed three men in exchange for ten` (class `return-noun`): the verb's, not the men's.
 * - `cease-fire`, cut into three words: one noun, where the lexicon has it as one.
 * - `killed ten and 40 others wounded`, `left 14 dead`: those counted before the participle are whom it is said of
 *   (classes `harm`, `leave-verb`, `count`).
 * - `Two more were killed` (class `others`): the two are its subject.
 * - `handed over 15 out of 28 bodies`: the bodies are the number's, not the verb's.
 * - `the truce and captive swap accord`: one compound.
 * - `Fighting has ceased.`: no name, where the lexicon has it as a noun.
 *
 * Trees that need nothing are left as they are. Gives text itself, or a copy in a where a tree was changed.
 */
const truce_sentences *trees_mend(arena *a, const lexicon *lex, const truce_sentences *text);

#endif
