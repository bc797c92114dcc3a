/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_UD_EVAL_H
#define TRUCE_SYNTAX_UD_EVAL_H

/** @file
 * The measures of the CoNLL 2018 shared task (Zeman et al. 2018), counted as its conll18_ud_eval.py does: tokens and
 * sentences agree when they cover the same characters, white space aside; words likewise, but those around multiword
 * tokens are aligned by a longest common subsequence of their forms; relations without subtypes; universal features
 * only.
 */

#include <truce/sentence.h>
#include <truce/syntax.h>

#include "base/arena.h"

/** Adds the counts of two readings of one text to out. TRUCE_INPUT when their characters differ. */
truce_status ud_eval(arena *a, const truce_sentences *gold, const truce_sentences *system,
                     truce_ud_measure out[TRUCE_UD_MEASURES], truce_error *err);

#endif
