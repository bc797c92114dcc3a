/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_TREE_MATCH_H
#define TRUCE_CLAIMS_TREE_MATCH_H

/** @file One rule against one word of a tree: does it hold, and which words fill its slots. */

#include "claims/rules.h"
#include "claims/status.h"

/** What matching looks things up in; one a report. */
typedef struct matcher {
    const rules *rules;
    const doc *d;
    frames *fs;
    const statuses *st;
    bool *in_report; /**< [classes]: some word of the report is of the class */
    int time_noun;   /**< what a phrase tells when by: `on Sunday` */
    int partitive;   /**< nouns that count or portion others: `hundreds of prisoners` */
    int actor;
    /** Where an argument is a list of counted nouns (`ten men and three bodies`) each is matched by itself: pick_first
     * is the list's first word and pick the one that is looked at. Both 0 otherwise. */
    uint32_t pick_first, pick;
} matcher;

typedef struct match {
    const rule *rule;
    const frame *f;
    standing standing;
    uint32_t slots[SLOT_count]; /**< the word that fills it; 0 where none does */
    uint32_t pick_first, pick;
    const rule_condition *failed; /**< the first condition that did not hold; NULL in a match */
} match;

void matcher_init(matcher *m, const rules *r, const doc *d, frames *fs, const statuses *st);

/** Whether the rule holds of (s, w). out is filled either way. */
bool tree_match(const matcher *m, const rule *r, uint32_t s, uint32_t w, match *out);

bool tree_item_is(const matcher *m, uint32_t s, uint32_t w, const rule_item *item);

/** Whether the noun phrase headed by w is counted by a number or a word of the class `count`. */
bool tree_is_numbered(const doc *d, uint32_t s, uint32_t w);

/** Whether w can act: a name, a pronoun that can stand for one, a noun of class `actor`. */
bool tree_is_actor(const doc *d, uint32_t s, uint32_t w);

#endif
