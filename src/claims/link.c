/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/link.h"

#include <string.h>

typedef VEC(truce_claim_link) link_vec;

typedef struct linking {
    const doc *d;
    const match *matches;
    truce_claims *claims;
    link_vec *links; /* [claims] */
    int classes[TRUCE_LINK_COUNT];
} linking;

static void add(linking *l, size_t from, truce_link type, size_t to) {
    for (size_t i = 0; i < l->links[from].n; i++)
        if (strcmp(l->links[from].v[i].to, l->claims->v[to].id) == 0) return;
    vec_push(l->d->a, &l->links[from], (truce_claim_link){type, l->claims->v[to].id});
}

/* How the clause or phrase headed by w is joined to what it hangs on. */
static truce_link joined_by(const linking *l, uint32_t s, uint32_t w) {
    static const doc_relation words[] = {REL_mark, REL_case, REL_advmod};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (uint32_t c = 0; (c = doc_next_child(l->d, s, w, c, words[i], NULL));)
            for (int t = 1; t < TRUCE_LINK_COUNT; t++)
                if (doc_is(l->d, s, c, l->classes[t])) return (truce_link)t;
    /* `freed three men in exchange for ten`: the ten hang on the exchange */
    for (int t = 1; t < TRUCE_LINK_COUNT && doc_raw(l->d, s, w)->upos == TRUCE_UPOS_NOUN; t++)
        if (doc_is(l->d, s, w, l->classes[t])) return (truce_link)t;
    return TRUCE_LINK_NONE;
}

/* From the inner claim upward: the first joint on the way, and the claim whose clause it hangs on. */
static void link_outward(linking *l, size_t inner, size_t first, size_t last) {
    const frame *f = l->matches[inner].f;
    truce_link type = TRUCE_LINK_NONE;
    for (uint32_t w = f->w; w; w = doc_at(l->d, f->s, w)->head) {
        if (type)
            for (size_t k = first; k < last; k++) {
                const frame *g = l->matches[k].f;
                if (k != inner && (g->w == w || g->top == w)) {
                    add(l, k, type, inner);
                    return;
                }
            }
        if (!type) type = joined_by(l, f->s, w);
    }
}

static bool same_names(const truce_names *a, const truce_names *b) {
    if (a->n != b->n) return false;
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->v[i], b->v[i]) != 0) return false;
    return true;
}

static bool same_again(const truce_claim *a, const truce_claim *b) {
    if (a->act != b->act || a->status != b->status || !same_names(&a->actor, &b->actor)) return false;
    if (strcmp(a->source[a->n_source - 1].name, b->source[b->n_source - 1].name) != 0) return false;
    const truce_quantity *p = &a->quantity, *q = &b->quantity;
    if (p->kind != q->kind || (p->kind && (p->min != q->min || p->max != q->max))) return false;
    return same_names(&a->target, &b->target) && (a->actor.n || a->target.n);
}

static void link_across(linking *l, size_t i) {
    truce_claim *c = &l->claims->v[i];
    for (size_t k = 0; k < i; k++)
        if (l->matches[k].f->s != l->matches[i].f->s && same_again(&l->claims->v[k], c)) {
            add(l, i, TRUCE_LINK_SAME_AS, k);
            return;
        }
    for (size_t k = i; c->status == TRUCE_CLAIM_STATUS_STIPULATED && k-- > 0;)
        if (l->claims->v[k].act == TRUCE_ACT_AGREE && l->claims->v[k].status == TRUCE_CLAIM_STATUS_DONE) {
            add(l, i, TRUCE_LINK_PART_OF, k);
            return;
        }
}

void link_claims(const doc *d, const match *matches, truce_claims *claims) {
    linking l = {.d = d, .matches = matches, .claims = claims};
    l.links = arena_alloc_n(d->a, claims->n, sizeof *l.links);
    for (int t = 1; t < TRUCE_LINK_COUNT; t++)
        l.classes[t] = lexicon_class(d->lex, arena_printf(d->a, "link-%s", truce_link_name((truce_link)t)));
    for (size_t first = 0, last; first < claims->n; first = last) {
        for (last = first; last < claims->n && matches[last].f->s == matches[first].f->s;) last++;
        for (size_t i = first; i < last; i++) link_outward(&l, i, first, last);
        for (size_t i = first; i < last; i++) link_across(&l, i);
    }
    for (size_t i = 0; i < claims->n; i++) {
        claims->v[i].links = l.links[i].v;
        claims->v[i].n_links = l.links[i].n;
    }
}
