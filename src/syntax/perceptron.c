/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/perceptron.h"

#include <string.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the tables are read as little-endian numbers"
#endif

static uint32_t u32_at(const unsigned char *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t u16_at(const unsigned char *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static size_t full_cells(uint32_t classes) {
    return ((size_t)classes + PERCEPTRON_STEP - 1) / PERCEPTRON_STEP * PERCEPTRON_STEP;
}

static size_t row_size(const unsigned char *row, uint32_t classes) {
    return PERCEPTRON_ROW_HEAD +
           (row[2] == PERCEPTRON_FULL ? full_cells(classes) * 2 : (size_t)row[2] * PERCEPTRON_CELL);
}

/* Walks a bucket's rows: each must end inside it, and its classes must be known. */
static bool bucket_is_sound(const unsigned char *p, const unsigned char *end, uint32_t classes) {
    while (p < end) {
        if (end - p < PERCEPTRON_ROW_HEAD || (size_t)(end - p) < row_size(p, classes)) return false;
        for (size_t i = 0; p[2] != PERCEPTRON_FULL && i < p[2]; i++)
            if (p[PERCEPTRON_ROW_HEAD + i * PERCEPTRON_CELL] >= classes) return false;
        p += row_size(p, classes);
    }
    return true;
}

bool perceptron_open(const unsigned char *bytes, size_t n, perceptron *out) {
    if (n < 8) return false;
    *out = (perceptron){.classes = u32_at(bytes), .bits = u32_at(bytes + 4)};
    if (!out->classes || out->classes > PERCEPTRON_CLASSES_MAX || !out->bits || out->bits > PERCEPTRON_BITS_MAX)
        return false;
    size_t buckets = (size_t)1 << out->bits, head = 8 + 4 * (buckets + 1);
    if (n < head) return false;
    out->offsets = bytes + 8;
    out->rows = bytes + head;
    size_t previous = 0;
    for (size_t i = 0; i <= buckets; i++) {
        size_t offset = u32_at(out->offsets + 4 * i);
        if (offset < previous || offset > n - head || (i == 0 && offset) || (i == buckets && offset != n - head))
            return false;
        if (!bucket_is_sound(out->rows + previous, out->rows + offset, out->classes)) return false;
        previous = offset;
    }
    return true;
}

static void add_cells(const unsigned char *cell, size_t cells, int32_t *scores) {
    for (; cells; cells--, cell += PERCEPTRON_CELL) scores[*cell] += (int16_t)u16_at(cell + 1);
}

/* In steps of a fixed size, which compilers turn into vector instructions. */
static void add_full(const unsigned char *restrict weights, size_t n, int32_t *restrict scores) {
    for (size_t i = 0; i < n; i += PERCEPTRON_STEP) {
        int16_t w[PERCEPTRON_STEP];
        memcpy(w, weights + 2 * i, sizeof w);
        for (int k = 0; k < PERCEPTRON_STEP; k++) scores[i + (size_t)k] += w[k];
    }
}

/* The rows of one feature's bucket that carry its print. */
static void add_bucket(const perceptron *p, uint64_t feature, int32_t *scores) {
    const unsigned char *bounds = p->offsets + 4 * (feature >> (64 - p->bits));
    const unsigned char *row = p->rows + u32_at(bounds), *end = p->rows + u32_at(bounds + 4);
    uint32_t print = (uint32_t)feature & 0xFFFF;
    for (; row < end; row += row_size(row, p->classes)) {
        if (u16_at(row) != print) continue;
        if (row[2] == PERCEPTRON_FULL)
            add_full(row + PERCEPTRON_ROW_HEAD, full_cells(p->classes), scores);
        else
            add_cells(row + PERCEPTRON_ROW_HEAD, row[2], scores);
    }
}

/* Nearly every feature is a walk into memory that no cache holds: all walks are begun before the first is needed. */
void perceptron_score(const perceptron *p, const uint64_t *features, size_t n, int32_t *scores) {
    memset(scores, 0, full_cells(p->classes) * sizeof *scores);
    for (size_t i = 0; i < n; i++) __builtin_prefetch(p->offsets + 4 * (features[i] >> (64 - p->bits)));
    for (size_t i = 0; i < n; i++)
        __builtin_prefetch(p->rows + u32_at(p->offsets + 4 * (features[i] >> (64 - p->bits))));
    for (size_t i = 0; i < n; i++) add_bucket(p, features[i], scores);
}
