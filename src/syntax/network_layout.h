/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_NETWORK_LAYOUT_H
#define TRUCE_SYNTAX_NETWORK_LAYOUT_H

/** @file The parameters in memory; shared by network.c and the builds of network_forward.inc. */

#include "syntax/network.h"

enum { WIDTH_MAX = 512, LAYERS_MAX = 8, CLASSES_MAX = 2048, DISTANCES = 16, LANES = 32, TILE = 16 };

/** y = scale[row] * step * (weights[row] · x) + bias[row], x in units of step. */
typedef struct matrix {
    uint32_t rows, columns;
    float step; /**< what 1 of the int16 input stands for */
    const float *scale, *bias;
    const int16_t *weights; /**< packed, see network_pack() */
} matrix;

/** How many numbers a packed matrix takes: rows are filled up to whole tiles. */
static inline size_t network_packed_size(size_t rows, size_t columns) {
    return (rows + TILE - 1) / TILE * TILE * columns;
}

/** Where row r, column c stands in a packed matrix: [rows / TILE][columns / 2][TILE][2]. So two columns of TILE rows
 * lie side by side, and a vector of their sums needs no adding up across its lanes. columns is even. */
static inline size_t network_packed_index(size_t r, size_t c, size_t columns) {
    return r / TILE * TILE * columns + c / 2 * TILE * 2 + r % TILE * 2 + c % 2;
}

/** Packs w[rows][columns] into out, which is zeroed. */
static inline void network_pack(const int16_t *w, size_t rows, size_t columns, int16_t *out) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) out[network_packed_index(r, c, columns)] = w[r * columns + c];
}

/** Embeddings: row r is scale[r] * cells[r]. */
typedef struct table {
    uint32_t rows;
    const float *scale;
    const int8_t *cells; /**< [rows][width] */
} table;

struct network {
    uint32_t width, layers, arc, hidden;
    network_shape classes;
    uint32_t dilation[LAYERS_MAX];
    table forms, affixes;
    const float *root, *input_norm, *output_norm; /**< a norm: gains, then biases */
    matrix conv[LAYERS_MAX];
    const float *norm[LAYERS_MAX];
    matrix tags;                             /**< UPOS, XPOS, FEATS */
    const float *tag_input, *tag_input_bias; /**< [upos + xpos][width] */
    matrix arc_head, arc_word, arc_product;
    const float *head_bias; /**< [arc] */
    const float *distance;  /**< [2][DISTANCES]: head to the right, head to the left; by half powers of two */
    const float *arc_steps; /**< units of the two int16 sides of the arc product */
    matrix relation_head, relation_word, relation;
    int16_t *weights; /**< of all matrices */
    float *floats;    /**< all other numbers */
    void (*run)(const network *net, arena *a, const uint32_t *features, uint32_t n, network_scores *out);
    void (*relations)(const network *net, arena *a, const network_scores *scores, const int32_t *heads, uint32_t root,
                      uint32_t *out);
};

void network_run_plain(const network *net, arena *a, const uint32_t *features, uint32_t n, network_scores *out);
void network_relations_plain(const network *net, arena *a, const network_scores *scores, const int32_t *heads,
                             uint32_t root, uint32_t *out);
void network_run_avx2(const network *net, arena *a, const uint32_t *features, uint32_t n, network_scores *out);
void network_relations_avx2(const network *net, arena *a, const network_scores *scores, const int32_t *heads,
                            uint32_t root, uint32_t *out);
void network_run_vnni(const network *net, arena *a, const uint32_t *features, uint32_t n, network_scores *out);
void network_relations_vnni(const network *net, arena *a, const network_scores *scores, const int32_t *heads,
                            uint32_t root, uint32_t *out);

#endif
