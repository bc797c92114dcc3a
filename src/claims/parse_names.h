/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_PARSE_NAMES_H
#define TRUCE_CLAIMS_PARSE_NAMES_H

/** @file
 * Trees that do not hang on how anybody is called.
 *
 * A parser has met some names in training and others not, and reads `Northland freed …` otherwise than `the Isle
 * People's Front freed …`. So it is shown each name as one and the same word, and the name's own words are put back
 * under that word afterwards:
 *
 *     The Isle People 's Front freed the soldiers of Northland .
 *     The [   Xxxxx          ] freed the soldiers of [Xxxxx  ] .
 *
 * A name is a run of words with capitals, across the lexicon's class `name-link` (`of`, `de la`) too, without words of
 * its classes `title` and `time-name`; or what stands before an acronym in brackets, `Front for the Isles (FI)`, there
 * and wherever it stands again. At the start of a sentence, where any word has a capital, the report must have the
 * word inside a sentence with a capital and nowhere without, or twice at the start of one, or the parser take it for a
 * name. In sentences in capitals throughout, names are what the parser or the lexicon's countries tell.
 */

#include "claims/lexicon.h"
#include "syntax/parser.h"

/** Parses all sentences of a report, as parser_run() does. Lemmas and tags of a name's words are those of a name. */
truce_status parse_names_aside(arena *a, const parser *p, scratch *work, const lexicon *lex, truce_sentences *sentences,
                               truce_error *err);

#endif
