/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_PERCEPTRON_H
#define TRUCE_SYNTAX_PERCEPTRON_H

/** @file
 * A trained linear classifier over hashed features: the score of a class is the sum of its weights in the features'
 * rows. Rows are sparse.
 *
 *     bytes of a table
 *     0   u32  classes, 1..255          all numbers little-endian
 *     4   u32  b: there are 2^b buckets
 *     8   u32  offsets[2^b + 1], into rows, ascending
 *     …   rows, bucket by bucket: u16 print, u8 cells, then cells × { u8 class, i16 weight }; or, where cells is
 *         255, i16 weight[classes rounded up to a multiple of 16]: a row with many weights is quicker so
 *
 * A feature is a 64-bit hash: its top b bits are the bucket, its low 16 bits the print. A feature that shares both with
 * another shares its row: one in 65,536 lookups for each row in the bucket, which a linear model does not feel.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PERCEPTRON_CLASSES_MAX = 255,
    PERCEPTRON_SCORES = 256, /* room for the scores of any table */
    PERCEPTRON_BITS_MAX = 22,
    PERCEPTRON_ROW_HEAD = 3,
    PERCEPTRON_CELL = 3,
    PERCEPTRON_FULL = 255, /* cells of a row that has them all */
    PERCEPTRON_STEP = 16,
};

typedef struct perceptron {
    uint32_t classes, bits;
    const unsigned char *offsets, *rows;
} perceptron;

/** Checks the n bytes of a table to the last cell and lends them; false when anything in it is out of bounds. */
bool perceptron_open(const unsigned char *bytes, size_t n, perceptron *out);

/** Sets scores[0..classes-1] for the features; scores has room for PERCEPTRON_SCORES. */
void perceptron_score(const perceptron *p, const uint64_t *features, size_t n, int32_t *scores);

#endif
