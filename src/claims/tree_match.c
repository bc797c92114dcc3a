/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/tree_match.h"

#include <string.h>

/* A set of words of one sentence, small. */
typedef VEC(uint32_t) word_vec;

void matcher_init(matcher *m, const rules *r, const doc *d, frames *fs, const statuses *st) {
    *m = (matcher){.rules = r, .d = d, .fs = fs, .st = st};
    m->in_report = arena_array(d->a, bool, (size_t)lexicon_class_count(d->lex) + 1);
    for (uint32_t s = 0; s < d->n; s++)
        for (uint32_t w = 1; w <= d->v[s].n; w++)
            for (uint32_t h = 0; h < doc_at(d, s, w)->n_hits; h++) m->in_report[doc_at(d, s, w)->hits[h].class] = true;
    m->time_noun = lexicon_class(d->lex, "time-noun");
    m->partitive = lexicon_class(d->lex, "partitive");
    m->actor = lexicon_class(d->lex, "actor");
}

bool tree_is_numbered(const doc *d, uint32_t s, uint32_t w) {
    int count = lexicon_class(d->lex, "count");
    if (doc_child(d, s, w, REL_nummod, NULL) || doc_is(d, s, w, count) || doc_raw(d, s, w)->upos == TRUCE_UPOS_NUM)
        return true;
    for (uint32_t i = 0; i < doc_at(d, s, w)->n_children; i++)
        if (doc_is(d, s, doc_at(d, s, w)->children[i], count)) return true;
    return false;
}

static bool is_capitals(const char *s) {
    size_t letters = 0;
    for (; *s; s++) {
        if (*s >= 'a' && *s <= 'z') return false;
        letters += *s >= 'A' && *s <= 'Z';
    }
    return letters > 1;
}

/* An acronym, in a sentence that is not all capitals: a tagger that never saw it may take it for a noun. */
static bool is_acronym(const doc *d, uint32_t s, uint32_t w) {
    if (!is_capitals(doc_raw(d, s, w)->form)) return false;
    for (uint32_t i = 1; i <= d->v[s].n; i++)
        if (doc_raw(d, s, i)->upos == TRUCE_UPOS_VERB && !is_capitals(doc_raw(d, s, i)->form)) return true;
    return false;
}

bool tree_is_actor(const doc *d, uint32_t s, uint32_t w) {
    truce_upos u = doc_raw(d, s, w)->upos;
    if (u == TRUCE_UPOS_PROPN || is_acronym(d, s, w)) return true;
    if (u == TRUCE_UPOS_PRON)
        return !doc_feature_is(d, s, w, "PronType", "Int") && !doc_feature_is(d, s, w, "PronType", "Dem");
    return doc_is(d, s, w, lexicon_class(d->lex, "actor"));
}

static bool builtin_is(const matcher *m, uint32_t s, uint32_t w, rule_builtin b) {
    truce_upos u = doc_raw(m->d, s, w)->upos;
    switch (b) {
    case BUILTIN_name: return u == TRUCE_UPOS_PROPN || u == TRUCE_UPOS_PRON;
    case BUILTIN_actor: return tree_is_actor(m->d, s, w);
    case BUILTIN_numbered: return tree_is_numbered(m->d, s, w);
    case BUILTIN_verb: return u == TRUCE_UPOS_VERB;
    case BUILTIN_noun: return u == TRUCE_UPOS_NOUN;
    case BUILTIN_adjective: return u == TRUCE_UPOS_ADJ;
    case BUILTIN_pronoun: return u == TRUCE_UPOS_PRON;
    case BUILTIN_plural: return doc_feature_is(m->d, s, w, "Number", "Plur");
    case BUILTIN_count: break;
    }
    return false;
}

bool tree_item_is(const matcher *m, uint32_t s, uint32_t w, const rule_item *item) {
    switch (item->kind) {
    case ITEM_CLASS: return doc_is(m->d, s, w, item->class);
    case ITEM_LEMMA: return doc_lemma_is(m->d, s, w, item->lemma);
    case ITEM_BUILTIN: return builtin_is(m, s, w, item->builtin);
    }
    return false;
}

static bool any_item(const matcher *m, uint32_t s, uint32_t w, const rule_items *items) {
    for (size_t i = 0; i < items->n; i++)
        if (tree_item_is(m, s, w, &items->v[i])) return true;
    return false;
}

/* The noun that a portion is of: `hundreds of prisoners`; 0 where w is none. */
static uint32_t portioned(const matcher *m, uint32_t s, uint32_t w) {
    if (!doc_is(m->d, s, w, m->partitive) && doc_raw(m->d, s, w)->upos != TRUCE_UPOS_NUM) return 0;
    for (uint32_t c = 0; (c = doc_next_child(m->d, s, w, c, REL_nmod, NULL));)
        if (!doc_has_sub(m->d, s, c, "poss")) return c;
    return 0;
}

/* The word, what it portions, and (unless one of a list is picked) its conjuncts: is one of them an item? */
static bool word_is(const matcher *m, uint32_t s, uint32_t w, const rule_items *items) {
    uint32_t part = portioned(m, s, w);
    if (any_item(m, s, w, items) || (part && any_item(m, s, part, items))) return true;
    if (w == m->pick) return false;
    for (uint32_t c = 0; (c = doc_next_child(m->d, s, w, c, REL_conj, NULL));)
        if (any_item(m, s, c, items)) return true;
    return false;
}

static bool word_has(const matcher *m, uint32_t s, uint32_t w, const rule_items *items) {
    const doc_word *top = doc_at(m->d, s, w);
    for (uint32_t c = top->first; c <= top->last; c++)
        if (doc_under(m->d, s, c, w) && any_item(m, s, c, items)) return true;
    return false;
}

/* A phrase that only tells when: no rule asks for it by its preposition (`on Sunday`). */
static bool is_time(const matcher *m, const frame *f, const frame_arg *arg) {
    return arg->role == ROLE_oblique && doc_is(m->d, f->s, arg->w, m->time_noun);
}

static bool listed(const char *list, const char *text) {
    return !list || strcmp(list, text) == 0;
}

static uint32_t picked(const matcher *m, uint32_t w) {
    return w && w == m->pick_first ? m->pick : w;
}

static void step(const matcher *m, const frame *f, const rule_step *st, word_vec *out) {
    const doc *d = m->d;
    word_vec found = {0};
    switch (st->kind) {
    case STEP_SELF: vec_push(d->a, &found, f->w); break;
    case STEP_TOP: vec_push(d->a, &found, f->top); break;
    case STEP_HEAD:
        if (doc_at(d, f->s, f->w)->head) vec_push(d->a, &found, doc_at(d, f->s, f->w)->head);
        break;
    case STEP_CHILD:
        for (uint32_t c = 0; (c = doc_next_child(d, f->s, f->w, c, st->rel, NULL));) vec_push(d->a, &found, c);
        break;
    case STEP_ROLE:
        for (uint32_t i = 0; i < f->n; i++)
            if (f->args[i].role == st->role && listed(st->prep, f->args[i].prep) && !is_time(m, f, &f->args[i]))
                vec_push(d->a, &found, picked(m, f->args[i].w));
        break;
    }
    for (size_t i = 0; i < found.n; i++)
        if (!st->filter.n || word_is(m, f->s, found.v[i], &st->filter)) vec_push(d->a, out, found.v[i]);
}

/* All words that a path leads to. */
static word_vec walk(const matcher *m, const frame *f, const rule_path *path) {
    word_vec at = {0};
    step(m, f, &path->v[0], &at);
    for (size_t i = 1; i < path->n && at.n; i++) {
        word_vec to = {0};
        for (size_t k = 0; k < at.n; k++) step(m, frame_of(m->fs, f->s, at.v[k]), &path->v[i], &to);
        at = to;
    }
    return at;
}

static uint32_t first_of(const matcher *m, const frame *f, const rule_ref *ref) {
    for (size_t i = 0; i < ref->n; i++) {
        word_vec words = walk(m, f, &ref->v[i]);
        if (words.n) return words.v[0];
    }
    return 0;
}

static bool state_holds(const matcher *m, const match *x, rule_state state) {
    const doc *d = m->d;
    switch (state) {
    case STATE_passive: return x->f->passive;
    case STATE_active: return !x->f->passive;
    case STATE_negated: return x->standing.negated;
    case STATE_verbal: return x->f->verbal || frame_is_verbal(d, x->f->s, x->f->top);
    case STATE_nominal: return !x->f->verbal;
    case STATE_relative: return frame_antecedent(d, x->f->s, x->f->w) != 0;
    case STATE_attributive: return doc_at(d, x->f->s, x->f->w)->rel == REL_amod;
    case STATE_question: {
        const doc_sentence *ds = &d->v[x->f->s];
        return ds->n && strcmp(doc_raw(d, x->f->s, ds->n)->form, "?") == 0;
    }
    case STATE_count: break;
    }
    return false;
}

static bool ref_holds(const matcher *m, const match *x, const rule_test *t) {
    for (size_t i = 0; i < t->ref.n; i++) {
        word_vec words = walk(m, x->f, &t->ref.v[i]);
        for (size_t k = 0; k < words.n; k++) {
            if (t->kind == TEST_PRESENT) return true;
            if (t->kind == TEST_IS && word_is(m, x->f->s, words.v[k], &t->items)) return true;
            if (t->kind == TEST_HAS && word_has(m, x->f->s, words.v[k], &t->items)) return true;
        }
    }
    return false;
}

static bool sentence_has(const matcher *m, uint32_t s, const rule_items *items) {
    for (uint32_t w = 1; w <= m->d->v[s].n; w++)
        if (any_item(m, s, w, items)) return true;
    return false;
}

static bool report_has(const matcher *m, const rule_items *items) {
    for (size_t i = 0; i < items->n; i++) {
        if (items->v[i].kind == ITEM_CLASS && m->in_report[items->v[i].class]) return true;
        if (items->v[i].kind == ITEM_CLASS) continue;
        for (uint32_t s = 0; s < m->d->n; s++)
            if (sentence_has(m, s, &(rule_items){&items->v[i], 1})) return true;
    }
    return false;
}

static bool test_holds(const matcher *m, const match *x, const rule_test *t) {
    bool holds = false;
    switch (t->kind) {
    case TEST_PRESENT:
    case TEST_IS:
    case TEST_HAS: holds = ref_holds(m, x, t); break;
    case TEST_STATE: holds = state_holds(m, x, t->state); break;
    case TEST_UNDER:
        for (uint32_t i = 0; i < x->standing.n_governors && !holds; i++)
            holds = any_item(m, x->f->s, x->standing.governors[i], &t->items);
        break;
    case TEST_SENTENCE: holds = sentence_has(m, x->f->s, &t->items); break;
    case TEST_REPORT: holds = report_has(m, &t->items); break;
    case TEST_STATUS: holds = (t->statuses >> status_settle(&x->standing, true, true, true)) & 1u; break;
    }
    return holds != t->negated;
}

static bool condition_holds(const matcher *m, const match *x, const rule_condition *c) {
    for (size_t i = 0; i < c->n; i++)
        if (test_holds(m, x, &c->v[i])) return !c->unless;
    return c->unless;
}

bool tree_match(const matcher *m, const rule *r, uint32_t s, uint32_t w, match *out) {
    *out = (match){.rule = r, .f = frame_of(m->fs, s, w), .pick_first = m->pick_first, .pick = m->pick};
    status_read(m->st, out->f, &out->standing);
    for (size_t i = 0; i < r->conditions.n; i++)
        if (!condition_holds(m, out, &r->conditions.v[i])) {
            out->failed = &r->conditions.v[i];
            return false;
        }
    for (int i = 0; i < SLOT_count; i++) out->slots[i] = first_of(m, out->f, &r->slots[i]);
    return true;
}
