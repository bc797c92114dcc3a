/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/tree_decode.h"

#include <stdbool.h>
#include <string.h>

static void best_heads(const float *arcs, uint32_t n, int32_t *heads) {
    size_t rows = (size_t)n + 1;
    for (size_t word = 1; word <= n; word++) {
        size_t best = word == 1 ? 0 : 1;
        const float *row = arcs + word * rows;
        for (size_t head = 0; head <= n; head++)
            if (head != word && row[head] > row[best]) best = head;
        heads[word] = (int32_t)best;
    }
}

/* A word on a cycle of heads, or 0. seen is scratch of n + 1. */
static uint32_t on_cycle(const int32_t *heads, const bool *merged, uint32_t n, uint32_t *seen) {
    memset(seen, 0, ((size_t)n + 1) * sizeof *seen);
    for (uint32_t start = 1; start <= n; start++) {
        uint32_t w = start;
        while (w && !merged[w] && !seen[w]) {
            seen[w] = start;
            w = (uint32_t)heads[w];
        }
        if (w && !merged[w] && seen[w] == start) return w;
    }
    return 0;
}

static uint32_t root_count(const int32_t *heads, uint32_t n) {
    uint32_t count = 0;
    for (uint32_t w = 1; w <= n; w++) count += heads[w] == 0;
    return count;
}

/*
 * One contraction after another, in place. A cycle is merged into one of its words, its keeper:
 *
 *     into the cycle   arcs[keeper][h] = max over w in the cycle of arcs[w][h] - arcs[w][head of w]; enter[h] = that w
 *     out of it        arcs[d][keeper] = max over w in the cycle of arcs[d][w];                      leave[d] = that w
 *
 * The others are marked merged. Undoing the merges backwards, the word by which the tree enters the cycle takes the
 * outer head, and the rest keep theirs.
 */
typedef struct merge {
    struct merge *previous;
    uint32_t keeper;
    uint32_t *members, count;
    int32_t *inner;          /* the heads within the cycle */
    uint32_t *enter, *leave; /* [n + 1] */
} merge;

static merge *contract(arena *a, float *arcs, uint32_t n, int32_t *heads, bool *merged, uint32_t keeper, merge *last) {
    size_t rows = (size_t)n + 1;
    merge *m = arena_new_of(a, merge);
    *m = (merge){.previous = last, .keeper = keeper};
    m->members = arena_array(a, uint32_t, rows);
    m->inner = arena_array(a, int32_t, rows);
    m->enter = arena_array(a, uint32_t, rows);
    m->leave = arena_array(a, uint32_t, rows);
    bool *inside = arena_array(a, bool, rows);
    for (uint32_t w = keeper; !inside[w]; w = (uint32_t)heads[w]) {
        inside[w] = true;
        m->inner[m->count] = heads[w];
        m->members[m->count++] = w;
    }
    for (uint32_t other = 0; other <= n; other++) {
        if (merged[other] || inside[other]) continue;
        float in = 0, out = 0;
        for (uint32_t i = 0; i < m->count; i++) {
            uint32_t w = m->members[i];
            float gain = arcs[w * rows + other] - arcs[w * rows + (size_t)m->inner[i]];
            if (i == 0 || gain > in) in = gain, m->enter[other] = w;
            if (i == 0 || arcs[other * rows + w] > out) out = arcs[other * rows + w], m->leave[other] = w;
        }
        arcs[keeper * rows + other] = in;
        arcs[other * rows + keeper] = out;
    }
    for (uint32_t i = 0; i < m->count; i++) merged[m->members[i]] = m->members[i] != keeper;
    return m;
}

/* The best head of each word that still stands. */
static void choose(const float *arcs, const bool *merged, uint32_t n, int32_t *heads) {
    size_t rows = (size_t)n + 1;
    for (uint32_t word = 1; word <= n; word++) {
        if (merged[word]) continue;
        int32_t best = -1;
        for (uint32_t head = 0; head <= n; head++) {
            if (head == word || merged[head]) continue;
            if (best < 0 || arcs[word * rows + head] > arcs[word * rows + (size_t)best]) best = (int32_t)head;
        }
        heads[word] = best;
    }
}

static void undo(const merge *m, uint32_t n, int32_t *heads, const bool *merged_before) {
    int32_t outer = heads[m->keeper];
    uint32_t entry = m->enter[outer];
    for (uint32_t word = 1; word <= n; word++)
        if (!merged_before[word] && heads[word] == (int32_t)m->keeper) heads[word] = (int32_t)m->leave[word];
    for (uint32_t i = 0; i < m->count; i++) heads[m->members[i]] = m->inner[i];
    heads[entry] = outer;
}

static void maximum_tree(arena *a, float *arcs, uint32_t n, int32_t *heads) {
    size_t rows = (size_t)n + 1;
    bool *merged = arena_array(a, bool, rows);
    uint32_t *seen = arena_array(a, uint32_t, rows);
    merge *last = NULL;
    choose(arcs, merged, n, heads);
    for (uint32_t w; (w = on_cycle(heads, merged, n, seen)) != 0; choose(arcs, merged, n, heads))
        last = contract(a, arcs, n, heads, merged, w, last);
    for (; last; last = last->previous) {
        undo(last, n, heads, merged);
        for (uint32_t i = 0; i < last->count; i++) merged[last->members[i]] = false;
    }
}

/* A head of 0 costs more than any other change of one head can gain, so that the best tree has one root. That needs
 * bounded scores, which a damaged model need not give. */
static const float score_max = 1e4f, root_cost = 1e5f;

static void bound(float *arcs, uint32_t n) {
    size_t cells = ((size_t)n + 1) * ((size_t)n + 1);
    for (size_t i = 0; i < cells; i++) {
        if (!(arcs[i] > -score_max)) arcs[i] = -score_max; /* NaN, too */
        if (arcs[i] > score_max) arcs[i] = score_max;
    }
}

void tree_decode(arena *a, float *arcs, uint32_t n, int32_t *heads) {
    size_t rows = (size_t)n + 1;
    uint32_t *seen = arena_array(a, uint32_t, rows);
    bool *none = arena_array(a, bool, rows);
    best_heads(arcs, n, heads);
    if (root_count(heads, n) == 1 && !on_cycle(heads, none, n, seen)) return;
    bound(arcs, n);
    for (size_t word = 1; word <= n; word++) arcs[word * rows] -= root_cost;
    maximum_tree(a, arcs, n, heads);
}
