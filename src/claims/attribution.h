/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_ATTRIBUTION_H
#define TRUCE_CLAIMS_ATTRIBUTION_H

/** @file
 * Who says what in a report: each attribution with its source, its cue and the words that it covers.
 *
 * Structure only: a source is a place in the report. What it is called, and the chains that claims carry, are party.h's
 * matter. Everything lives in doc->a.
 */

#include "claims/doc.h"
#include "claims/quotation.h"
#include "claims/slots.h"

/** Attributions count from 1; 0 is the report's own outlet. */
typedef uint32_t voice_id;

typedef struct voice {
    uint32_t s, cue;        /**< the cue's head word: a verb, noun, adverb or preposition */
    uint32_t source;        /**< the source's head word in sentence s; 0 where nobody is named */
    uint32_t outlet;        /**< the outlet that was told, or that quotes: a link before the source; 0 without */
    uint32_t within;        /**< the voice that it nests in where its cue stands outside that content; 0 else */
    bool self;              /**< the cue's own act is this source's word too: `accused`, `denied`, `called for` */
    bool covers;            /**< it has content: a cue without any (`he spoke`) is kept only as a quotation's voice */
    const char *cue_text;   /**< as the report writes it: `said in a statement`, `according to`; NULL where a label says
                               who speaks */
    truce_day said;         /**< the day of saying where it is told, else TRUCE_NO_DAY */
    truce_span source_span; /**< bytes of the source's phrase; empty without */
    truce_span cue_span;    /**< bytes of the cue */
    truce_span content_span; /**< bytes from the content's first to its last word; the cue may stand inside */
} voice;

typedef struct attributions {
    const doc *d;
    const quotations *quotes;
    voice *v; /**< v[1..n]; v[0] is unused */
    uint32_t n;
    uint32_t n_found; /**< of them, those found sentence by sentence, in text order; the rest are recordings' labels */
    voice_id *quoted; /**< quoted[q]: whose words quotation q is, from 1; 0 where no cue tells */
    voice_id **inner; /**< inner[s][w]: the innermost attribution that covers word w of sentence s */
    voice_id **cue;   /**< cue[s][w]: the attribution whose cue's head the word is */
} attributions;

/** Reads a whole report. Linear in its words. */
attributions *attribution_build(const doc *d);

/** Sets `said` of each attribution whose cue has a day of its own, other than the report's. */
void attribution_date(attributions *at, const slots *s);

/** The voice that covers the cue of v: the next outer one; 0 for the outlet. */
voice_id attribution_outer(const attributions *at, voice_id v);

/** The voice that a claim anchored at the word has: inner[s][w], or the attribution whose own cue the word is where
 * that act is its source's word (voice.self). */
voice_id attribution_at(const attributions *at, uint32_t s, uint32_t w);

#endif
