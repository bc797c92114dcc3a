/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_TEXT_TEXT_H
#define TRUCE_TEXT_TEXT_H

/** @file A report's body → sentences and words with their byte spans; UD English conventions. */

#include <truce/report.h>
#include <truce/sentence.h>

#include "text/word_lists.h"

/**
 * Splits the body of a report.
 *
 * lists  of the report's language.
 * out    in a: forms, spans, multiword tokens, `SpaceAfter=No`; heads are -1, all other columns "_".
 *
 * A sentence ends with its paragraph at the latest. One of more than TRUCE_WORDS_MAX words is cut, at the last
 * punctuation before. Linear in time.
 */
void text_split(arena *a, const truce_report *r, const word_lists *lists, truce_sentences *out);

#endif
