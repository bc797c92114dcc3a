/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_ENTITY_H
#define TRUCE_CLAIMS_ENTITY_H

/** @file
 * Who is named in a report: every proper name and every noun that denotes a body or an office, with what belongs
 * together: acronym and full name, surname and full name, a person and the side that the title tells.
 *
 *     Moro Front (MF) … the MF … MF spokesman Ali Reza … Reza
 *     1 "Moro Front", acronym MF; 2 "MF", short for 1; 3 "Ali Reza", a person, of side 1; 4 "Reza", short for 3
 *
 * Everything lives in doc->a.
 */

#include "claims/phrase.h"

/** Entities count from 1; 0 is nobody. */
typedef uint32_t entity_id;

typedef enum entity_type {
    ENTITY_NAMED,     /**< a proper name: a body, a place, a person not seen as one */
    ENTITY_PERSON,    /**< a proper name that came with a title, an office, or a pronoun of persons */
    ENTITY_COUNTRY,   /**< a country, under any of its names */
    ENTITY_DESCRIBED, /**< a common noun: `Northland army`, `rebels`, `senior official` */
} entity_type;

typedef struct entity {
    entity_type type;
    const char *name;    /**< as first written; of a country the longest name written, else the table's */
    const char *country; /**< the table's name of a country; NULL otherwise */
    const char *head;    /**< the head noun's lemma */
    uint32_t s, w;       /**< the first mention */
    entity_id full;      /**< the entity that this is a shorter form of; 0 for itself */
    entity_id side;      /**< the body or country that it belongs to by its modifiers or title; 0 unknown */
    uint32_t mentions;   /**< of it and its shorter forms */
    uint32_t acts;       /**< times that it does what sides do: attacks, holds, negotiates */
    uint32_t mediates;   /**< times that it does what mediators do */
    uint32_t places;     /**< times that it stands after a preposition of place */
    uint32_t words;      /**< of its name */
    bool written;        /**< of a country: named by a noun, not only by an adjective */
    bool member;         /**< of a country: a member of the United Nations */
    bool plural;
} entity;

/** A nominal in text order, with the entity that it names itself; pronouns and bare descriptions have none. */
typedef struct mention {
    uint32_t s, w;
    entity_id entity; /**< 0 for a common noun that is no entity */
    bool subject;
} mention;

/** `the group Northern Star`, `Ada Holt, the spokeswoman`: noun says what entity is. */
typedef struct description {
    entity_id entity;
    const char *noun; /**< lemma */
    entity_id of;     /**< the body or country in the describing phrase; 0 without */
} description;

typedef struct entity_classes {
    int country, demonym, capital, seat, role, leader, witness, mediator_noun, mediate, group, body, fighter,
        government, army, part, side, both, other_side, institution, world_body, outlet, act, terms, statement, people,
        counted, passive_actor, any_role, count_noun, pair_prep, party_prep, place_prep, modifier_prep, state_body,
        member;
} entity_classes;

typedef struct entities {
    const doc *d;
    entity_classes c;
    phrase_classes pc;
    entity *v; /**< v[1..n] */
    uint32_t n;
    mention *mentions;
    uint32_t n_mentions;
    uint32_t *first_mention; /**< [d->n + 1]: index of a sentence's first mention */
    entity_id **of;          /**< of[s][w]: the entity whose phrase the word heads */
    description *descriptions;
    uint32_t n_descriptions;
    entity_id *countries;
    uint32_t n_countries;
} entities;

entities *entities_find(const doc *d);

/** The entity that stands for e in full; e itself if none. */
entity_id entity_full(const entities *es, entity_id e);

/** The side of e: followed from a spokesman to his body, from an army to its country; e itself where it has none. */
entity_id entity_side(const entities *es, entity_id e);

/** The entity of a country by the table's name; 0 where no word of the report denotes it. */
entity_id entity_of_country(const entities *es, const char *country);

/** The entity that modifies a noun: its possessor, adjective of a country, compound, or `of` phrase; 0 without. */
entity_id entity_of_modifier(const entities *es, uint32_t s, uint32_t w);

#endif
