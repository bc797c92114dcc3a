/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_FEATURES_H
#define TRUCE_SYNTAX_FEATURES_H

/** @file
 * What the lemmatizer looks at. The trainer and the lemmatizer share this code, so that they cannot drift apart; a
 * change here needs a newly trained model.
 */

#include <stddef.h>
#include <stdint.h>

/** One word as the features see it. */
typedef struct atoms {
    uint64_t low;                  /**< the form in lower case, digits made alike */
    uint64_t shape;                /**< capitals, digits and signs, runs shortened */
    uint64_t prefix[3], suffix[5]; /**< of 1.. characters of the form in lower case; 0 when it is shorter */
    uint32_t upos, xpos;           /**< the classes' indices, + 1; 0 while unset */
} atoms;

/** Sets all but the tags. */
void atoms_of_form(const char *form, atoms *out);

enum { LEMMA_FEATURES_MAX = 16 };

/** Features of a tagged word for its lemma. */
size_t lemma_features(const atoms *w, uint64_t *out);

#endif
