/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_PARTY_H
#define TRUCE_CLAIMS_PARTY_H

/** @file
 * Who is who in a report, from the report and the lexicons alone: names, descriptions, pronouns, metonyms.
 *
 * Nothing resolved beats wrongly resolved: a phrase that could stand for two stays as it is written. Strings and lists
 * live in doc->a. Lookups remember what they found: one report, one thread.
 */

#include <truce/claim.h>

#include "claims/attribution.h"

typedef struct parties parties;

/** Reads all names of a report and who stands for whom. */
parties *parties_build(const doc *d, const attributions *at);

/**
 * The name of whom the noun phrase headed by (s, w) denotes, as claims print it: the fullest form of the report,
 * without article, bracketed acronym, titles. Pronouns, descriptions (`the group`), metonyms (a capital that acts) and
 * adjectives of countries are resolved where the report tells who is meant.
 *
 * *surface  the phrase as written where the name differs from it in more than its form, else NULL; may be NULL
 *
 * false where the word denotes nobody: a pronoun without antecedent, no noun.
 */
bool party_name(parties *p, uint32_t s, uint32_t w, const char **name, const char **surface);

/** All names of a phrase: of conjuncts each (`the army and the rebels`), of `both sides` the two sides. May be empty.
 */
truce_names party_names(parties *p, uint32_t s, uint32_t w, const char **surface);

/** What the phrase is as a source. */
truce_source_kind party_kind(parties *p, uint32_t s, uint32_t w);

/** The side that a person or part stands for (`the rebels' spokesman` → the rebels), else its own name; NULL without.
 */
const char *party_side(parties *p, uint32_t s, uint32_t w);

/** The other of the report's two sides, of whoever goes by the name; NULL where it is of neither. */
const char *party_opponent(parties *p, const char *name);

/** Whether two names, as claims print them, are of one side. */
bool party_same_side(parties *p, const char *a, const char *b);

/** The country whose own office publishes the report; NULL for others. */
const char *party_issuer(parties *p);

/** How a noun phrase that need be no party is printed in `target`: its head with modifiers, without numbers,
 * determiners, relative clauses, appositions; pronouns resolved where the report tells. *surface as for party_name.
 * NULL where nothing is left. */
const char *party_phrase(parties *p, uint32_t s, uint32_t w, const char **surface);

/** The phrases of all conjuncts. */
truce_names party_phrases(parties *p, uint32_t s, uint32_t w, const char **surface);

/**
 * The source chain of a claim anchored at (s, w), outermost first: the report's outlet, then each source in force
 * there. No source stands twice in a row. At most attribution_chain_max long: of a deeper one the innermost are kept.
 */
void attribution_chain(parties *p, uint32_t s, uint32_t w, truce_source **out, size_t *n);
enum { attribution_chain_max = 8 };

#endif
