/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_TRAIN_WEIGHTS_H
#define TRUCE_TRAIN_WEIGHTS_H

/** @file The weights of an averaged perceptron while it is trained (Freund and Schapire 1999; Collins 2002).
 *
 * Rows come into being when a feature is first updated. The program ends when memory does. */

#include <stddef.h>
#include <stdint.h>

typedef struct weights weights;

weights *weights_new(uint32_t classes);
void weights_free(weights *w);

/** The scores with the weights of now. */
void weights_score(const weights *w, const uint64_t *features, size_t n, int32_t *scores);

/** Adds delta to the class in all the features' rows. */
void weights_update(weights *w, const uint64_t *features, size_t n, uint32_t class, int32_t delta);

/** Counts one more decision; the averages are over decisions. */
void weights_tick(weights *w);

/** The averaged weights in the form of syntax/perceptron.h, allocated. Rows of features that were updated fewer than
 * min_updates times, and weights below a part of the largest (1 / precision), are left out. */
char *weights_export(weights *w, uint32_t min_updates, double precision, size_t *size);

#endif
