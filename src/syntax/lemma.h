/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_LEMMA_H
#define TRUCE_SYNTAX_LEMMA_H

/** @file
 * Lemma rules: how a form becomes its lemma. `l 1 y` puts `Armies` into lower case, takes one
 * character off the end
 * and adds `y`.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct lemma_rule {
    char letters;    /**< 'k' keep them, 'l' lower case, 't' lower case but for the first */
    uint32_t cut;    /**< characters taken off the end */
    const char *add; /**< what is put there */
} lemma_rule;

/** Reads `l 1 y`; add may be empty, and is copied to a. False for anything else. */
bool lemma_rule_read(arena *a, const char *line, size_t n, lemma_rule *out);

/** The rule that makes lemma from form, the one that cuts least. */
lemma_rule lemma_rule_of(arena *a, const char *form, const char *lemma);

/** The lemma in a; the form itself where the rule would leave nothing. */
const char *lemma_rule_apply(arena *a, const lemma_rule *rule, const char *form);

#endif
