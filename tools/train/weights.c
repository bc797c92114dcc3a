/* SPDX-License-Identifier: Apache-2.0 */
#include "weights.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "syntax/perceptron.h"

/* A weight, and the sum of its changes times the moment of each, from which the average follows. */
typedef struct cell {
    uint32_t class;
    int32_t weight;
    int64_t moments;
} cell;

typedef struct row {
    uint64_t feature;
    cell *cells; /* NULL: the place is free */
    uint32_t n, room, updates;
} row;

struct weights {
    row *rows; /* open addressing */
    size_t mask, used;
    uint32_t classes;
    int64_t now;
};

/* A row with weights for one class in so many is written with those of all. */
enum { FULL_FROM = 4 };

static void *need(void *p) {
    if (!p) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return p;
}

weights *weights_new(uint32_t classes) {
    weights *w = need(calloc(1, sizeof *w));
    w->mask = ((size_t)1 << 16) - 1;
    w->rows = need(calloc(w->mask + 1, sizeof *w->rows));
    w->classes = classes;
    w->now = 1;
    return w;
}

void weights_free(weights *w) {
    for (size_t i = 0; i <= w->mask; i++) free(w->rows[i].cells);
    free(w->rows);
    free(w);
}

static row *find(const weights *w, uint64_t feature) {
    size_t i = feature & w->mask;
    while (w->rows[i].cells && w->rows[i].feature != feature) i = (i + 1) & w->mask;
    return &w->rows[i];
}

static void grow(weights *w) {
    weights larger = *w;
    larger.mask = w->mask * 2 + 1;
    larger.rows = need(calloc(larger.mask + 1, sizeof *larger.rows));
    for (size_t i = 0; i <= w->mask; i++)
        if (w->rows[i].cells) *find(&larger, w->rows[i].feature) = w->rows[i];
    free(w->rows);
    *w = larger;
}

static row *find_or_add(weights *w, uint64_t feature) {
    row *r = find(w, feature);
    if (r->cells) return r;
    if (++w->used * 2 > w->mask) {
        grow(w);
        r = find(w, feature);
    }
    r->feature = feature;
    r->room = 2;
    r->cells = need(malloc(r->room * sizeof *r->cells));
    return r;
}

void weights_score(const weights *w, const uint64_t *features, size_t n, int32_t *scores) {
    memset(scores, 0, w->classes * sizeof *scores);
    for (size_t i = 0; i < n; i++) __builtin_prefetch(&w->rows[features[i] & w->mask]);
    for (size_t i = 0; i < n; i++) {
        const row *r = find(w, features[i]);
        if (!r->cells) continue;
        for (uint32_t k = 0; k < r->n; k++) scores[r->cells[k].class] += r->cells[k].weight;
    }
}

void weights_update(weights *w, const uint64_t *features, size_t n, uint32_t class, int32_t delta) {
    for (size_t i = 0; i < n; i++) {
        row *r = find_or_add(w, features[i]);
        uint32_t k = 0;
        r->updates++;
        while (k < r->n && r->cells[k].class != class) k++;
        if (k == r->room) {
            r->room *= 2;
            r->cells = need(realloc(r->cells, r->room * sizeof *r->cells));
        }
        if (k == r->n) r->cells[r->n++] = (cell){.class = class};
        r->cells[k].weight += delta;
        r->cells[k].moments += delta * w->now;
    }
}

void weights_tick(weights *w) {
    w->now++;
}

/* ------------------------------------------------------------------------------------------------------- export */

static double average(const weights *w, const cell *c) {
    return (double)c->weight - (double)c->moments / (double)w->now;
}

static int by_feature(const void *x, const void *y) {
    const row *a = *(const row *const *)x, *b = *(const row *const *)y;
    return (a->feature > b->feature) - (a->feature < b->feature);
}

static void put(char **p, uint32_t x, int bytes) {
    for (int i = 0; i < bytes; i++, x >>= 8) *(*p)++ = (char)(x & 0xFF);
}

/* Writes a row's cells that are not too small, one by one or, when they are many, for all classes. */
static void put_row(const weights *w, const row *r, double scale, double least, char **p) {
    int32_t values[PERCEPTRON_SCORES] = {0};
    uint32_t n = 0, full = (w->classes + PERCEPTRON_STEP - 1) / PERCEPTRON_STEP * PERCEPTRON_STEP;
    for (uint32_t k = 0; k < r->n; k++) {
        double x = average(w, &r->cells[k]);
        if (fabs(x) < least) continue;
        values[r->cells[k].class] = (int32_t)lround(x * scale);
        n += values[r->cells[k].class] != 0;
    }
    if (!n) return;
    bool many = n * FULL_FROM >= w->classes;
    put(p, (uint32_t)(r->feature & 0xFFFF), 2);
    put(p, many ? PERCEPTRON_FULL : n, 1);
    for (uint32_t k = 0; k < (many ? full : w->classes); k++) {
        if (!many && !values[k]) continue;
        if (!many) put(p, k, 1);
        put(p, (uint32_t)values[k], 2);
    }
}

char *weights_export(weights *w, uint32_t min_updates, double precision, size_t *size) {
    const row **kept = need(malloc(w->used * sizeof(const row *) + 1));
    size_t n = 0, cells = 0;
    double largest = 1e-9;
    for (size_t i = 0; i <= w->mask; i++) {
        const row *r = &w->rows[i];
        if (!r->cells || r->updates < min_updates) continue;
        kept[n++] = r;
        cells += r->n;
        for (uint32_t k = 0; k < r->n; k++) largest = fmax(largest, fabs(average(w, &r->cells[k])));
    }
    qsort(kept, n, sizeof *kept, by_feature);
    uint32_t bits = 1;
    while (bits < PERCEPTRON_BITS_MAX && ((size_t)4 << bits) < n) bits++;
    size_t buckets = (size_t)1 << bits, head = 8 + 4 * (buckets + 1);
    char *out = need(calloc(1, head + n * PERCEPTRON_ROW_HEAD + cells * 2 * (FULL_FROM + 1) + n * 2 * PERCEPTRON_STEP)),
         *p = out, *rows = out + head;
    put(&p, w->classes, 4);
    put(&p, bits, 4);
    char *q = rows;
    for (size_t b = 0, i = 0; b <= buckets; b++) {
        put(&p, (uint32_t)(q - rows), 4);
        for (; b < buckets && i < n && kept[i]->feature >> (64 - bits) == b; i++)
            put_row(w, kept[i], 32767 / largest, largest / precision, &q);
    }
    free(kept);
    *size = (size_t)(q - out);
    return out;
}
