/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/clause.h"

#include <string.h>

typedef struct cutting {
    const doc *d;
    frames *fs;
    const attributions *at;
    uint32_t s;
    const bool *claimed;
    clause_range range;
} cutting;

static void widen(cutting *c, uint32_t w) {
    if (!c->range.first || w < c->range.first) c->range.first = w;
    if (w > c->range.last) c->range.last = w;
}

static bool holds_claim(const cutting *c, uint32_t top) {
    const doc_word *word = doc_at(c->d, c->s, top);
    for (uint32_t w = word->first; w <= word->last; w++)
        if (c->claimed[w] && doc_under(c->d, c->s, w, top)) return true;
    return false;
}

static bool is_cue(const cutting *c, uint32_t w) {
    if (c->at->cue[c->s][w]) return true;
    uint32_t mark = doc_child(c->d, c->s, w, REL_case, NULL);
    return mark && c->at->cue[c->s][mark];
}

static void add_phrase(cutting *c, uint32_t w);

/* What hangs on a noun: all but clauses joined to it, asides set off by a comma, and relative clauses with a claim of
 * their own.
 */
static bool belongs_to_noun(const cutting *c, uint32_t w) {
    switch (doc_at(c->d, c->s, w)->rel) {
    case REL_punct:
    case REL_parataxis:
    case REL_discourse:
    case REL_vocative: return false;
    case REL_conj: return !holds_claim(c, w) && !doc_child(c->d, c->s, w, REL_nsubj, NULL);
    case REL_appos:
    case REL_acl:
        return !doc_is_set_off(c->d, c->s, w) && !(doc_at(c->d, c->s, w)->rel == REL_acl && holds_claim(c, w));
    default: return true;
    }
}

static void add_phrase(cutting *c, uint32_t w) {
    widen(c, w);
    const doc_word *word = doc_at(c->d, c->s, w);
    for (uint32_t i = 0; i < word->n_children; i++)
        if (belongs_to_noun(c, word->children[i])) add_phrase(c, word->children[i]);
}

static bool belongs_to_clause(const cutting *c, uint32_t w, uint32_t inner) {
    const doc_word *word = doc_at(c->d, c->s, w);
    if (w == inner) return true;
    switch (word->rel) {
    case REL_punct:
    case REL_parataxis:
    case REL_discourse:
    case REL_vocative:
    case REL_cc:
    case REL_conj:
    case REL_dislocated:
    case REL_list:
    case REL_reparandum: return false;
    case REL_mark: return doc_lemma_is(c->d, c->s, w, "to");
    case REL_advcl: return !doc_is_set_off(c->d, c->s, w) && !holds_claim(c, w);
    case REL_ccomp: return !holds_claim(c, w);
    case REL_obl:
    case REL_nmod: return !is_cue(c, w);
    default: return true;
    }
}

/* The clause headed by w; inner: the complement that the claim stands in (0: none), added by its own measure. */
static void add_clause(cutting *c, uint32_t w, uint32_t inner) {
    widen(c, w);
    const doc_word *word = doc_at(c->d, c->s, w);
    for (uint32_t i = 0; i < word->n_children; i++) {
        uint32_t child = word->children[i];
        if (child == inner || !belongs_to_clause(c, child, inner)) continue;
        if (doc_at(c->d, c->s, child)->rel == REL_xcomp || doc_at(c->d, c->s, child)->rel == REL_ccomp ||
            doc_at(c->d, c->s, child)->rel == REL_advcl)
            add_clause(c, child, 0);
        else
            add_phrase(c, child);
    }
}

/* The governor whose words belong to the claim of the clause headed by w: the one that w's subject is the subject of
 * (`is ready to free`), or the noun that w is the content of (`readiness to free`). 0 without. */
static uint32_t outer_clause(const cutting *c, uint32_t w, const standing *st) {
    const doc *d = c->d;
    const doc_word *word = doc_at(d, c->s, w);
    if (!word->head || doc_child(d, c->s, w, REL_nsubj, NULL)) return 0;
    bool governs = false;
    for (uint32_t i = 0; i < st->n_governors; i++)
        governs = governs || (st->governors[i] == word->head && st->embeds[i]);
    if (!governs) return 0;
    switch (word->rel) {
    case REL_xcomp:
    case REL_advcl:
    case REL_ccomp:
        return frame_surface_subject(c->fs, c->s, w) == frame_surface_subject(c->fs, c->s, word->head) ? word->head : 0;
    case REL_acl: return strcmp(word->sub, "relcl") != 0 && strcmp(doc_mark(d, c->s, w), "to") == 0 ? word->head : 0;
    default: return 0;
    }
}

/* What stands in the clause of w by its sense, and beside it in the tree: whom somebody makes do it (`forced ten men to
 * flee`), what it does to them together with the verb after it (`killed and wounded ten men`). */
static void add_shared(cutting *c, uint32_t w) {
    const doc_word *word = doc_at(c->d, c->s, w);
    if (word->rel == REL_xcomp && !doc_child(c->d, c->s, w, REL_nsubj, NULL)) {
        uint32_t who = doc_child(c->d, c->s, word->head, REL_obj, NULL);
        if (who && who < w) add_phrase(c, who);
    }
    uint32_t next = doc_child(c->d, c->s, w, REL_conj, NULL);
    bool alone = !doc_child(c->d, c->s, w, REL_obj, NULL) && !doc_child(c->d, c->s, w, REL_obl, NULL);
    if (!next || !alone || frame_of(c->fs, c->s, w)->passive || !frame_is_verbal(c->d, c->s, next)) return;
    if (!doc_child(c->d, c->s, next, REL_nsubj, NULL)) {
        uint32_t whom = doc_child(c->d, c->s, next, REL_obj, NULL);
        if (whom && frame_get(frame_of(c->fs, c->s, w), ROLE_object, NULL, 0) == whom) add_phrase(c, whom);
    }
}

/* Takes off what joins the words to those before them: `and`, `, `, `that`. */
static clause_range trimmed(const cutting *c) {
    clause_range r = c->range;
    for (; r.first < r.last; r.first++) {
        truce_upos u = doc_raw(c->d, c->s, r.first)->upos;
        if (u != TRUCE_UPOS_PUNCT && u != TRUCE_UPOS_CCONJ) break;
    }
    while (r.last > r.first && doc_raw(c->d, c->s, r.last)->upos == TRUCE_UPOS_PUNCT) r.last--;
    return r;
}

/* The clause around the trigger; of an adjective without a subject what it counts: `[20 of them alive]`. */
static uint32_t whole_clause(const doc *d, const match *m) {
    uint32_t s = m->f->s, top = m->f->top, counted = m->slots[SLOT_quantity];
    bool adjective = doc_raw(d, s, top)->upos == TRUCE_UPOS_ADJ && !doc_child(d, s, top, REL_nsubj, NULL);
    return adjective && counted ? counted : doc_clause(d, s, top);
}

/* The clause that a nominal's phrase is a part of, where it tells of nothing else: `the raid drew protests`. w itself
 * where there is none. */
static uint32_t clause_about(const cutting *c, uint32_t w) {
    const doc_word *word = doc_at(c->d, c->s, w);
    if (!word->head || frame_is_verbal(c->d, c->s, w)) return w;
    if (word->rel != REL_nsubj && word->rel != REL_obl) return w;
    return frame_is_verbal(c->d, c->s, word->head) && !c->claimed[word->head] ? word->head : w;
}

clause_range clause_of(frames *fs, const attributions *at, const match *m, const bool *claimed) {
    cutting c = {.d = at->d, .fs = fs, .at = at, .s = m->f->s, .claimed = claimed};
    const doc *d = c.d;
    uint32_t w = m->rule->whole ? whole_clause(d, m) : clause_about(&c, m->f->top);
    if (m->pick && m->pick != m->pick_first) {
        /* the later ones of a list are quoted by themselves */
        add_phrase(&c, m->pick);
        return trimmed(&c);
    }
    /* a later one of several nouns that a verb carries is quoted by itself */
    if (!m->rule->whole && w != m->f->w && doc_first_conjunct(d, c.s, m->f->w) != m->f->w) w = m->f->w;
    bool verbal = frame_is_verbal(d, c.s, w);
    if (!verbal) {
        widen(&c, w);
        if (m->rule->whole) widen(&c, m->f->top);
        const doc_word *word = doc_at(d, c.s, w);
        for (uint32_t i = 0; i < word->n_children; i++) {
            doc_relation rel = doc_at(d, c.s, word->children[i])->rel;
            bool outside = rel == REL_case || rel == REL_cc || rel == REL_conj || rel == REL_mark;
            if (!outside && belongs_to_noun(&c, word->children[i])) add_phrase(&c, word->children[i]);
        }
        return trimmed(&c);
    }
    add_clause(&c, w, 0);
    add_shared(&c, w);
    for (uint32_t outer; (outer = outer_clause(&c, w, &m->standing)); w = outer) {
        if (frame_is_verbal(d, c.s, outer))
            add_clause(&c, outer, w);
        else
            add_phrase(&c, outer);
    }
    const doc_word *word = doc_at(d, c.s, w);
    bool participle = word->rel == REL_acl && strcmp(word->sub, "relcl") != 0 && !doc_child(d, c.s, w, REL_mark, NULL);
    if (participle && !doc_is_set_off(d, c.s, w)) {
        /* `the ten men held by …` is quoted with the men */
        const doc_word *noun = doc_at(d, c.s, word->head);
        widen(&c, word->head);
        for (uint32_t i = 0; i < noun->n_children; i++) {
            doc_relation rel = doc_at(d, c.s, noun->children[i])->rel;
            if (noun->children[i] < word->head && rel != REL_case && rel != REL_cc && rel != REL_punct)
                add_phrase(&c, noun->children[i]);
        }
    }
    return trimmed(&c);
}
