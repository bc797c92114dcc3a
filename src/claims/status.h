/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_STATUS_H
#define TRUCE_CLAIMS_STATUS_H

/** @file
 * How an act is asserted, by how predicates embed one another.
 *
 * A clause's own tense, aspect, modals and negation give a first reading; then each word that embeds it, from the
 * inside out, may change it by its signature:
 *
 *     the army | failed to     agree to      withdraw
 *              | denied   <-   pledged  <-   (nothing: infinitive)
 *
 * A signature is a lexicon class, `status-pledged`, `status-refused`, …, one for each status, and `status-same` for
 * what embeds without changing (`managed to`, `helped to`). The value lists prepositions by which the word takes a noun
 * as its complement (`call for`). Objects and clausal complements need none. Also read: `negation`, `modal-future`,
 * `modal-would`, `modal-possible`, `modal-demand`, `if-mark` (marks of conditions), `pending-mark` (until, before),
 * `terms` (nouns for agreements and plans), `terms-case` (`under`), `agree-verb` and `side-noun` (what several sides
 * agree to do is their terms), `past-alike`, `occur` (what takes place: `is set to start`), `force` (whose orders
 * bind), `return-noun`.
 */

#include <truce/claim.h>

#include "claims/frame.h"

enum { standing_governors_max = 12 };

/** What the text says of one predicate's being so. */
typedef struct standing {
    truce_claim_status status; /**< NONE where nothing tells: a noun, an infinitive that nothing embeds */
    bool future;               /**< rests on `will` or `would`: status_settle() decides */
    bool would;
    bool negated;
    bool conditional;                           /**< stands in an if-clause */
    uint32_t governors[standing_governors_max]; /**< the words that embed it, innermost first */
    bool embeds[standing_governors_max];        /**< that word takes it as its complement */
    uint32_t n_governors;
    uint32_t signed_by; /**< the word whose signature gave the status; 0 without */
} standing;

typedef struct statuses statuses;
statuses *statuses_new(frames *fs, const doc *d);

void status_read(const statuses *st, const frame *f, standing *out);

/** The status in the end. binds: the one who says so is the one who would act; agentive: somebody would act; reported:
 * somebody is quoted. */
truce_claim_status status_settle(const standing *st, bool binds, bool agentive, bool reported);

#endif
