/* SPDX-License-Identifier: Apache-2.0 */
#include "score/score_align.h"

#include <stdlib.h>

#include "base/vec.h"
#include "score/score_slots.h"

typedef struct pair {
    overlap o;
    bool same_quantity, same_actor;
    size_t gold, system;
} pair;

typedef VEC(pair) pairs;

overlap span_overlap(truce_span x, truce_span y) {
    uint32_t start = x.start > y.start ? x.start : y.start, end = x.end < y.end ? x.end : y.end;
    uint64_t shared = end > start ? end - start : 0;
    return (overlap){shared, (uint64_t)(x.end - x.start) + (y.end - y.start) - shared};
}

double overlap_share(overlap o) {
    return o.covered ? (double)o.shared / (double)o.covered : 0;
}

/* The better pair first. No two pairs are equal, so that the order does not hang on the sort's. */
static int compare(const void *left, const void *right) {
    const pair *x = left, *y = right;
    uint64_t of_x = x->o.shared * y->o.covered, of_y = y->o.shared * x->o.covered; /* spans are below 2^31 */
    if (of_x != of_y) return of_x > of_y ? -1 : 1;
    if (x->same_quantity != y->same_quantity) return x->same_quantity ? -1 : 1;
    if (x->same_actor != y->same_actor) return x->same_actor ? -1 : 1;
    if (x->gold != y->gold) return x->gold < y->gold ? -1 : 1;
    return x->system < y->system ? -1 : 1;
}

static pairs candidates(arena *scratch, claim_list gold, claim_list system) {
    pairs out = {0};
    for (size_t g = 0; g < gold.n; g++)
        for (size_t s = 0; s < system.n; s++) {
            overlap o = span_overlap(gold.v[g]->span, system.v[s]->span);
            if (gold.v[g]->act != system.v[s]->act || o.shared == 0 || 3 * o.shared < o.covered) continue;
            pair p = {o, slot_right(scratch, gold.v[g], system.v[s], TRUCE_SLOT_QUANTITY),
                      slot_right(scratch, gold.v[g], system.v[s], TRUCE_SLOT_ACTOR), g, s};
            vec_push(scratch, &out, p);
        }
    return out;
}

void align(arena *scratch, claim_list gold, claim_list system, size_t *gold_partner, size_t *system_partner) {
    for (size_t g = 0; g < gold.n; g++) gold_partner[g] = NO_PARTNER;
    for (size_t s = 0; s < system.n; s++) system_partner[s] = NO_PARTNER;
    pairs all = candidates(scratch, gold, system);
    if (all.n) qsort(all.v, all.n, sizeof *all.v, compare);
    for (size_t i = 0; i < all.n; i++) {
        const pair *p = &all.v[i];
        if (gold_partner[p->gold] != NO_PARTNER || system_partner[p->system] != NO_PARTNER) continue;
        gold_partner[p->gold] = p->system;
        system_partner[p->system] = p->gold;
    }
}
