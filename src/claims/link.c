/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/link.h"

#include <string.h>

#include "claims/timex.h"

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

/* Whether the clause that hangs on word w of the sentence hangs on claim k: on its word, its carrier or what embeds it
 * (`is ready to free them if …`). */
static bool stands_at(const linking *l, size_t k, uint32_t w) {
    const match *m = &l->matches[k];
    bool at = m->f->w == w || m->f->top == w;
    for (uint32_t i = 0; i < m->standing.n_governors; i++)
        at = at || (m->standing.governors[i] == w && m->standing.embeds[i]);
    return at;
}

/* From the inner claim upward: the first joint on the way, and the claim whose clause it hangs on. */
static void link_outward(linking *l, size_t inner, size_t first, size_t last) {
    const frame *f = l->matches[inner].f;
    truce_link type = TRUCE_LINK_NONE;
    for (uint32_t w = f->w; w; w = doc_at(l->d, f->s, w)->head) {
        for (size_t k = first; type && k < last; k++)
            if (k != inner && stands_at(l, k, w)) {
                add(l, k, type, inner);
                return;
            }
        if (!type) type = joined_by(l, f->s, w);
    }
}

/* Whether one of two words of a sentence stands in the clause of the other. */
static bool share_clause(const linking *l, uint32_t s, uint32_t a, uint32_t b) {
    return doc_under(l->d, s, a, doc_clause(l->d, s, b)) || doc_under(l->d, s, b, doc_clause(l->d, s, a));
}

/* Those hurt by an attack that the same clause tells of are so because of it. */
static void link_harm(linking *l, size_t i, size_t first, size_t last) {
    if (l->claims->v[i].act != TRUCE_ACT_TOLL) return;
    uint32_t s = l->matches[i].f->s, w = l->matches[i].f->w;
    size_t best = last;
    for (size_t k = first; k < last; k++) {
        uint32_t at = l->matches[k].f->w;
        if (l->claims->v[k].act != TRUCE_ACT_ATTACK || l->claims->v[k].status != TRUCE_CLAIM_STATUS_DONE) continue;
        if (!share_clause(l, s, w, at)) continue;
        uint32_t best_at = best < last ? l->matches[best].f->w : 0;
        uint32_t far = at > w ? at - w : w - at, best_far = best_at > w ? best_at - w : w - best_at;
        if (best == last || far < best_far) best = k;
    }
    if (best == last) return;
    for (size_t n = 0; n < l->links[i].n; n++) /* `killed after …`: no mere order of time */
        if (strcmp(l->links[i].v[n].to, l->claims->v[best].id) == 0) {
            l->links[i].v[n].type = TRUCE_LINK_BECAUSE;
            return;
        }
    add(l, i, TRUCE_LINK_BECAUSE, best);
}

static bool same_names(const truce_names *a, const truce_names *b) {
    if (a->n != b->n) return false;
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->v[i], b->v[i]) != 0) return false;
    return true;
}

/* Whether two lists could be of the same ones: they are equal, or one's first name ends the other's (`deal`, `ceasefire
 * deal`). */
static bool may_be_same(const truce_names *a, const truce_names *b) {
    if (same_names(a, b)) return true;
    size_t n = strlen(a->v[0]), k = strlen(b->v[0]);
    const char *longer = n > k ? a->v[0] : b->v[0], *shorter = n > k ? b->v[0] : a->v[0];
    size_t cut = (n > k ? n - k : k - n);
    return strcmp(longer + cut, shorter) == 0 && (!cut || longer[cut - 1] == ' ');
}

static bool times_meet(const truce_time *a, const truce_time *b) {
    if (!a->text || !b->text) return true;
    return a->start == b->start && a->end == b->end;
}

static bool same_again(const truce_claim *a, const truce_claim *b) {
    if (a->act != b->act || a->status != b->status) return false;
    if (strcmp(a->source[a->n_source - 1].name, b->source[b->n_source - 1].name) != 0) return false;
    const truce_quantity *p = &a->quantity, *q = &b->quantity;
    if (p->kind != q->kind || (p->kind && (p->min != q->min || p->max != q->max))) return false;
    if (!same_names(&a->actor, &b->actor) || !times_meet(&a->time, &b->time)) return false;
    if (!same_names(&a->counterpart, &b->counterpart)) return false;
    if (!a->target.n || !b->target.n) return a->time.text && b->time.text && a->actor.n;
    return act_is_said(a->act) ? may_be_same(&a->target, &b->target) : same_names(&a->target, &b->target);
}

static bool is_agreed(const linking *l, size_t k) {
    const truce_claim *c = &l->claims->v[k];
    return c->act == TRUCE_ACT_AGREE && c->status == TRUCE_CLAIM_STATUS_DONE;
}

/* The agreement whose term a claim is: the last that was told before it, else the next. */
static void link_term(linking *l, size_t i) {
    if (l->claims->v[i].status != TRUCE_CLAIM_STATUS_STIPULATED) return;
    for (size_t k = i; k-- > 0;)
        if (is_agreed(l, k)) {
            add(l, i, TRUCE_LINK_PART_OF, k);
            return;
        }
    for (size_t k = i + 1; k < l->claims->n; k++)
        if (is_agreed(l, k)) {
            add(l, i, TRUCE_LINK_PART_OF, k);
            return;
        }
}

static void link_repeated(linking *l, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (l->matches[k].f->s != l->matches[i].f->s && same_again(&l->claims->v[k], &l->claims->v[i])) {
            add(l, i, TRUCE_LINK_SAME_AS, k);
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
        for (size_t i = first; i < last; i++) link_harm(&l, i, first, last);
        for (size_t i = first; i < last; i++) link_repeated(&l, i);
        for (size_t i = first; i < last; i++) link_term(&l, i);
    }
    for (size_t i = 0; i < claims->n; i++) {
        claims->v[i].links = l.links[i].v;
        claims->v[i].n_links = l.links[i].n;
    }
}
