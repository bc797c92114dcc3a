/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_NETWORK_H
#define TRUCE_SYNTAX_NETWORK_H

/** @file
 * The neural half of a model: words → scores of tags, heads and relations.
 *
 *     form, affixes, shape → hashed embeddings, summed           (Bloom embeddings, as in spaCy's tok2vec)
 *                          → residual dilated convolutions, gated (Gehring et al. 2017; Strubell et al. 2017)
 *                          → tags, fed back softly after the middle layer
 *                          → biaffine head scores                 (Dozat and Manning 2017)
 *                          → relation of each word to its head
 *
 * Weights are int8 by row, activations int16 with one scale a layer, sums int32: exact, so that every processor gives
 * the same sums. The float steps between them run in one fixed order. Parameters are read only and shared by threads.
 */

#include <stdbool.h>
#include <stdint.h>
#include <truce/status.h>

#include "base/arena.h"

typedef struct network network;

/** Reads the network section of a model: n bytes, kept by the caller as long as the network. TRUCE_INPUT when sizes or
 * offsets do not fit, with the offset; TRUCE_MEMORY. */
truce_status network_open(const unsigned char *bytes, size_t n, network **out, truce_error *err);
void network_free(network *net);

/** How many classes there are. */
typedef struct network_shape {
    uint32_t upos, xpos, feats, deprel;
} network_shape;
network_shape network_classes(const network *net);

/** The most words that are scored together; longer sentences are cut by the caller. */
#define NETWORK_WORDS_MAX 400

/** The hashed features of one word. */
#define NETWORK_FEATURES 11
void network_features(const network *net, arena *a, const char *form, uint32_t out[NETWORK_FEATURES]);

/** Scores of n words; arrays in the arena given to network_run(), word i at index i, the root at 0. */
typedef struct network_scores {
    uint32_t n;
    float *tags;              /**< [n + 1][upos + xpos + feats]: logarithms of odds, more is better */
    float *arcs;              /**< [n + 1][n + 1]: word, head; more is better; a word is never its own head */
    float *as_head, *as_word; /**< what network_relations() needs of each word */
} network_scores;

/** Scores a sentence of n <= NETWORK_WORDS_MAX words. features [n + 1][NETWORK_FEATURES], row 0 unused. */
void network_run(const network *net, arena *a, const uint32_t *features, uint32_t n, network_scores *out);

/** The best relation out[i] of each word i = 1..n to heads[i]. The class root belongs to head 0 alone. */
void network_relations(const network *net, arena *a, const network_scores *scores, const int32_t *heads, uint32_t root,
                       uint32_t *out);

#endif
