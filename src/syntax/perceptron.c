/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/perceptron.h"

#include <string.h>

static uint32_t u32_at(const unsigned char *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t u16_at(const unsigned char *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

/* Walks a bucket's rows: each must end inside it, and its classes must be known. */
static bool bucket_is_sound(const unsigned char *p, const unsigned char *end, uint32_t classes) {
    while (p < end) {
        if (end - p < PERCEPTRON_ROW_HEAD) return false;
        size_t cells = p[2];
        p += PERCEPTRON_ROW_HEAD;
        if ((size_t)(end - p) < cells * PERCEPTRON_CELL) return false;
        for (; cells; cells--, p += PERCEPTRON_CELL)
            if (*p >= classes) return false;
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

static void add_row(const unsigned char *cell, size_t cells, int32_t *scores) {
    for (; cells; cells--, cell += PERCEPTRON_CELL) scores[*cell] += (int16_t)u16_at(cell + 1);
}

void perceptron_score(const perceptron *p, const uint64_t *features, size_t n, int32_t *scores) {
    memset(scores, 0, p->classes * sizeof *scores);
    for (size_t i = 0; i < n; i++) {
        const unsigned char *bounds = p->offsets + 4 * (features[i] >> (64 - p->bits));
        const unsigned char *row = p->rows + u32_at(bounds), *end = p->rows + u32_at(bounds + 4);
        uint32_t print = (uint32_t)features[i] & 0xFFFF;
        while (row < end) {
            size_t cells = row[2];
            if (u16_at(row) == print) add_row(row + PERCEPTRON_ROW_HEAD, cells, scores);
            row += PERCEPTRON_ROW_HEAD + cells * PERCEPTRON_CELL;
        }
    }
}
