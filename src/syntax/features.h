/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_FEATURES_H
#define TRUCE_SYNTAX_FEATURES_H

/** @file
 * What the classifiers look at. The trainer and the parser share this code, so that they cannot drift apart; a change
 * here needs a newly trained model.
 */

#include <stddef.h>
#include <stdint.h>

/** One word as the features see it; index 0 is the root, and stands for "nothing there" too. */
typedef struct atoms {
    uint64_t low;                  /**< the form in lower case, digits made alike */
    uint64_t shape;                /**< capitals, digits and signs, runs shortened */
    uint64_t prefix[3], suffix[5]; /**< of 1.. characters of the form in lower case; 0 when it is shorter */
    uint32_t tag;                  /**< index of the whole tag, + 1; 0 while unset */
    uint32_t pos;                  /**< index of UPOS and XPOS together, + 1 */
    uint32_t upos;
} atoms;

/** Sets all but the tags. */
void atoms_of_form(const char *form, atoms *out);

enum { TAG_FEATURES_MAX = 64, LEMMA_FEATURES_MAX = 16, MOVE_FEATURES_MAX = 128 };

/** Features of word i of w[1..n]; the tags of words before i are read. Gives their number. */
size_t tag_features(const atoms *w, uint32_t n, uint32_t i, uint64_t *out);

/** Features of a tagged word for its lemma. */
size_t lemma_features(const atoms *w, uint64_t *out);

struct moves;
/** Features of a parser state. */
size_t move_features(const struct moves *m, uint64_t *out);

#endif
