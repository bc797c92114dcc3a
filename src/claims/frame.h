/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_FRAME_H
#define TRUCE_CLAIMS_FRAME_H

/** @file
 * Who does what to whom: a predicate's logical arguments, whatever the clause's shape.
 *
 *     Northland freed ten men          freed: subject Northland, object men
 *     ten men were freed by Northland  freed: subject Northland, object men
 *     the ten men freed by Northland   freed: subject Northland, object men
 *     Northland agreed to free ten men freed: subject Northland, object men   (control)
 *     Northland launched an attack     attack: subject Northland, carrier launched   (support verb)
 *     Northland's attack on the port   attack: poss Northland, oblique `on` port
 *
 * A nominal predicate whose clause is carried by another word (`held talks`, `talks began`, `a resumption of talks`)
 * has that word as its carrier and takes its arguments over. What carries is told by the lexicon's classes:
 *
 *     support       verbs whose object (or oblique, by the prepositions in the value, `in|into`) is the predicate
 *     occur         verbs whose subject is the predicate
 *     aspect-noun   nouns whose of-phrase is the predicate
 *
 * Also read: `agent-case` (by), `time-noun` (what such a phrase may be besides an agent), `subject-control` (verbs
 * whose infinitive is their subject's act though they have an object), `oblique-control` (verbs whose infinitive is the
 * act of their oblique, prepositions in the value), `status-demanded` (who demands a truce does not make it).
 */

#include "claims/doc.h"

#define FRAME_ROLE_LIST(X) X(subject) X(object) X(indirect) X(complement) X(oblique) X(poss) X(modifier) X(adverbial)

typedef enum frame_role {
    ROLE_none = 0,
#define FRAME_ROLE_ENUM(name) ROLE_##name,
    FRAME_ROLE_LIST(FRAME_ROLE_ENUM)
#undef FRAME_ROLE_ENUM
        ROLE_count
} frame_role;

typedef struct frame_arg {
    frame_role role;
    const char *prep; /**< an oblique's preposition, a complement's marker; else "" */
    uint32_t w;       /**< the argument's head: of a relative pronoun the antecedent */
    uint32_t slot;    /**< the word that stands in the clause: the relative pronoun; 0 where the argument is shared */
} frame_arg;

typedef struct frame {
    uint32_t s, w; /**< the predicate */
    uint32_t top;  /**< the outermost carrier; w without one */
    bool passive;
    bool verbal;     /**< a verb, or a nominal with a copula */
    frame_arg *args; /**< own ones first, then those of carriers */
    uint32_t n;
} frame;

typedef struct frames frames;

/** Frames of a report, made when asked for and kept. */
frames *frames_new(const doc *d);
const frame *frame_of(frames *fs, uint32_t s, uint32_t w);

/** The n-th argument (from 0) with the role (and, unless NULL, the preposition); 0 without. */
uint32_t frame_get(const frame *f, frame_role role, const char *prep, uint32_t n);

/** The word that is the surface subject of a clause, its own or a shared one (conjunct, control, participle); 0
 * without. */
uint32_t frame_surface_subject(frames *fs, uint32_t s, uint32_t w);

/** Whether the word is a clause's predicate: a verb, or has a copula or subject. */
bool frame_is_verbal(const doc *d, uint32_t s, uint32_t w);

/** The antecedent that a relative clause headed by w modifies; 0 when w heads none. */
uint32_t frame_antecedent(const doc *d, uint32_t s, uint32_t w);

#endif
