/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/extract.h"

#include <stdlib.h>
#include <string.h>

#include "claims/clause.h"
#include "claims/hedge.h"
#include "claims/link.h"
#include "claims/party.h"
#include "claims/quantity.h"
#include "claims/timex.h"
#include "claims/tree_mend.h"

/* A match that may become a claim. */
typedef struct candidate {
    match m;
    uint32_t s, w;
    const rule *beaten_by; /* NULL: it stands */
    clause_range range;
    size_t claim, n_claims; /* the place in the claims of those that it made */
} candidate;

typedef struct extraction {
    arena *a;
    const truce_report *report;
    const truce_sentences *text;
    const rules *rules;
    const char *model;
    truce_claims *out;
    attempts *trace;

    doc *d;
    frames *fs;
    statuses *st;
    slots *sl;
    attributions *at;
    parties *who;
    matcher m;
    VEC(candidate) found;
    VEC(attempt) tried;
    uint32_t s, w; /* the word that is tried */
    int inanimate, mutual_case, long_event, count;
} extraction;

static void note(extraction *x, const rule *r, attempt_end end, const match *m) {
    if (!x->trace) return;
    attempt t = {.s = x->s, .w = x->w, .rule = r, .end = end};
    if (m) t.failed = m->failed;
    vec_push(x->a, &x->tried, t);
}

static bool try_rule(void *ctx, const rule *r) {
    extraction *x = ctx;
    match m;
    if (!tree_match(&x->m, r, x->s, x->w, &m)) {
        note(x, r, ATTEMPT_FAILED, &m);
        return true;
    }
    vec_push(x->a, &x->found, (candidate){.m = m, .s = x->s, .w = x->w});
    return r->also;
}

/* The first word of a list of counted nouns among the arguments of the word; 0 without. */
static uint32_t counted_list(const extraction *x) {
    const frame *f = frame_of(x->fs, x->s, x->w);
    for (uint32_t i = 0; i < f->n; i++) {
        uint32_t w = f->args[i].w, counted = 0;
        if (f->args[i].role != ROLE_subject && f->args[i].role != ROLE_object && f->args[i].role != ROLE_oblique)
            continue;
        if (!tree_is_numbered(x->d, x->s, w)) continue;
        for (uint32_t c = 0; (c = doc_next_child(x->d, x->s, w, c, REL_conj, NULL));)
            counted += tree_is_numbered(x->d, x->s, c) && !frame_is_verbal(x->d, x->s, c);
        if (counted) return w;
    }
    return 0;
}

static void try_word(extraction *x) {
    uint32_t list = counted_list(x);
    x->m.pick_first = x->m.pick = list;
    rules_triggered(x->rules, x->d, x->s, x->w, try_rule, x);
    for (uint32_t c = 0; list && (c = doc_next_child(x->d, x->s, list, c, REL_conj, NULL));) {
        if (!tree_is_numbered(x->d, x->s, c)) continue;
        size_t before = x->found.n;
        x->m.pick = c;
        rules_triggered(x->rules, x->d, x->s, x->w, try_rule, x);
        /* a rule that does not look at the list has said the same already */
        size_t kept = before;
        for (size_t i = before; i < x->found.n; i++) {
            bool bound = false;
            for (int k = 0; k < SLOT_count; k++) bound = bound || x->found.v[i].m.slots[k] == c;
            if (bound) x->found.v[kept++] = x->found.v[i];
        }
        x->found.n = kept;
    }
    x->m.pick_first = x->m.pick = 0;
}

static bool governs(const candidate *outer, const candidate *inner) {
    for (uint32_t i = 0; i < inner->m.standing.n_governors; i++)
        if (inner->m.standing.governors[i] == outer->w || inner->m.standing.governors[i] == outer->m.f->top)
            return true;
    return false;
}

/* Whether the claim of `by` tells all that the noun of c tells: c is what `by` is about (`rejected the truce`). */
static bool covers(const extraction *x, const candidate *by, const candidate *c) {
    if (by->m.rule->shares || c->m.f->verbal) return false;
    uint32_t target = by->m.slots[SLOT_target];
    if (!target || by->w == c->w) return false;
    if (c->w == target || c->m.f->top == target || doc_first_conjunct(x->d, x->s, c->w) == target) return true;
    const doc_word *word = doc_at(x->d, c->s, c->w);
    return word->head == target && (word->rel == REL_compound || word->rel == REL_amod);
}

/* Of the candidates found.v[first..] of one sentence: which of them give way to others. */
static void settle(extraction *x, size_t first) {
    for (size_t i = first; i < x->found.n; i++) {
        candidate *c = &x->found.v[i];
        for (size_t k = first; k < x->found.n && !c->beaten_by; k++) {
            const candidate *o = &x->found.v[k];
            if (k == i || o->beaten_by) continue;
            if ((c->m.rule->yields && !o->m.rule->yields && governs(c, o)) || covers(x, o, c)) c->beaten_by = o->m.rule;
        }
        x->w = c->w;
        if (c->beaten_by && x->trace) {
            attempt t = {.s = c->s, .w = c->w, .rule = c->m.rule, .end = ATTEMPT_YIELDED, .other = c->beaten_by};
            vec_push(x->a, &x->tried, t);
        }
    }
}

static void find_ranges(extraction *x, size_t first) {
    bool *claimed = arena_array(x->a, bool, (size_t)x->d->v[x->s].n + 1);
    for (size_t i = first; i < x->found.n; i++)
        if (!x->found.v[i].beaten_by) claimed[x->found.v[i].w] = true;
    for (size_t i = first; i < x->found.n; i++) {
        candidate *c = &x->found.v[i];
        if (!c->beaten_by) c->range = clause_of(x->fs, x->at, &c->m, claimed);
    }
}

/* `three rounds of talks between A and B`: those between whom it is; 0 without. */
static uint32_t those_between(const extraction *x, uint32_t s, uint32_t w) {
    const doc_word *top = doc_at(x->d, s, w);
    for (uint32_t c = w + 1; c <= top->last; c++) {
        uint32_t mark = doc_child(x->d, s, c, REL_case, NULL);
        if (mark && doc_is(x->d, s, mark, x->mutual_case) && tree_is_actor(x->d, s, c) && doc_under(x->d, s, c, w))
            return c;
    }
    return 0;
}

/* The actor's words: the phrase that acts, or what its act belongs to (`Northland's shelling killed …`). */
static uint32_t actor_word(extraction *x, uint32_t s, uint32_t w) {
    if (!w || tree_is_actor(x->d, s, w)) return w;
    uint32_t sides = those_between(x, s, w);
    if (sides) return sides;
    if (doc_raw(x->d, s, w)->upos == TRUCE_UPOS_NOUN && !doc_is(x->d, s, w, x->inanimate)) return w;
    const frame *f = frame_of(x->fs, s, w);
    static const frame_role order[] = {ROLE_poss, ROLE_subject, ROLE_modifier};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (uint32_t n = 0, c; (c = frame_get(f, order[i], NULL, n)); n++)
            if (tree_is_actor(x->d, s, c) && (order[i] != ROLE_modifier || !doc_is(x->d, s, w, x->long_event)))
                return c;
    return 0;
}

static truce_names names_of(extraction *x, uint32_t s, uint32_t w, const char **surface) {
    if (surface) *surface = NULL;
    return w ? party_names(x->who, s, w, surface) : (truce_names){0};
}

static void add_all(extraction *x, truce_names *to, truce_names more) {
    const char **v = arena_array(x->a, const char *, to->n + more.n + 1);
    size_t n = to->n;
    if (n) memcpy(v, to->v, n * sizeof *v);
    for (size_t i = 0; i < more.n; i++) {
        bool there = false;
        for (size_t k = 0; k < n; k++) there = there || strcmp(v[k], more.v[i]) == 0;
        if (!there) v[n++] = more.v[i];
    }
    *to = (truce_names){v, n};
}

/* Whose a noun and those beside it are: `[Northland's] fire and [Eastlandish] raids`. */
static truce_names owners(extraction *x, uint32_t s, uint32_t w) {
    static const frame_role order[] = {ROLE_poss, ROLE_modifier};
    truce_names out = {0};
    uint32_t owner = 0;
    const frame *f = frame_of(x->fs, s, w);
    for (size_t i = 0; i < sizeof order / sizeof *order && !owner; i++)
        for (uint32_t n = 0, c; !owner && (c = frame_get(f, order[i], NULL, n)); n++)
            if (tree_is_actor(x->d, s, c)) owner = c;
    if (owner) add_all(x, &out, names_of(x, s, owner, NULL));
    for (uint32_t c = 0; (c = doc_next_child(x->d, s, w, c, REL_conj, NULL));)
        if (doc_raw(x->d, s, c)->upos == TRUCE_UPOS_NOUN) add_all(x, &out, owners(x, s, c));
    return out;
}

/* Who acts where the clause names nobody: those between whom it is (`the talks between A and B have stalled`), whose
 * step it is, and whose arms, forces or fire they are that are laid down, leave or cease. */
static truce_names implied_actor(extraction *x, const match *m, truce_act act) {
    uint32_t s = m->f->s, target = m->slots[SLOT_target];
    bool joint = act == TRUCE_ACT_AGREE || act == TRUCE_ACT_TALK || act == TRUCE_ACT_CEASE_FIRE ||
                 act == TRUCE_ACT_EXTEND || (act == TRUCE_ACT_SUSPEND && m->f->verbal);
    const uint32_t words[] = {m->f->w, target};
    for (size_t i = 0; joint && i < 2; i++) {
        uint32_t sides = words[i] ? those_between(x, s, words[i]) : 0;
        if (sides) return names_of(x, s, sides, NULL);
    }
    truce_names own = {0};
    if (!m->f->verbal && act == TRUCE_ACT_ATTACK) own = owners(x, s, m->f->w);
    bool of_target = act == TRUCE_ACT_CEASE_FIRE || act == TRUCE_ACT_WITHDRAW || act == TRUCE_ACT_DISARM;
    if (!own.n && of_target && target && doc_raw(x->d, s, target)->upos == TRUCE_UPOS_NOUN) own = owners(x, s, target);
    return own;
}

/* A clause as target: its words without the marker. */
static truce_names clause_names(extraction *x, uint32_t s, uint32_t w) {
    const doc_word *word = doc_at(x->d, s, w);
    uint32_t first = word->first;
    uint32_t mark = doc_child(x->d, s, w, REL_mark, NULL);
    if (mark == first && first < word->last) first++;
    const char **v = arena_array(x->a, const char *, 1);
    v[0] = doc_text(x->d, s, first, word->last);
    return (truce_names){v, 1};
}

/* Whom a number is of (`hundreds of villagers`): numbers stand in no target. 0: nobody is told. */
static uint32_t whom_counted(const extraction *x, uint32_t s, uint32_t w) {
    while (w && (doc_raw(x->d, s, w)->upos == TRUCE_UPOS_NUM || doc_is(x->d, s, w, x->count)))
        w = doc_child(x->d, s, w, REL_nmod, "");
    return w;
}

static void fill_target(extraction *x, const match *m, truce_claim *c) {
    uint32_t s = m->f->s, w = whom_counted(x, s, m->slots[SLOT_target]);
    if (!w) return;
    if (doc_raw(x->d, s, w)->upos == TRUCE_UPOS_VERB) {
        c->target = clause_names(x, s, w);
    } else if (w == m->pick) {
        const char *phrase = party_phrase(x->who, s, w, &c->target_text);
        const char **v = arena_array(x->a, const char *, 1);
        v[0] = phrase;
        c->target = (truce_names){v, phrase ? 1 : 0};
    } else {
        c->target = party_phrases(x->who, s, w, &c->target_text);
    }
}

/* Who says so, as the one who acts by saying it. */
static truce_names speaker_of(extraction *x, const truce_claim *c) {
    const truce_source *inner = &c->source[c->n_source - 1];
    if (inner->kind == TRUCE_SOURCE_KIND_UNNAMED) return (truce_names){0};
    const char **v = arena_array(x->a, const char *, 1);
    v[0] = inner->name;
    return (truce_names){v, 1};
}

/* Who is charged, where a side tells of breaches and names nobody: the other one. */
static truce_names charged(extraction *x, const truce_claim *c) {
    const char *name = c->n_source > 1 ? party_opponent(x->who, c->source[c->n_source - 1].name) : NULL;
    if (!name) return (truce_names){0};
    const char **v = arena_array(x->a, const char *, 1);
    v[0] = name;
    return (truce_names){v, 1};
}

/* Whether what the innermost source says of the actor's steps binds the actor: it is the actor itself, or speaks for
 * its side. */
static bool binds(extraction *x, const truce_claim *c, const match *m) {
    uint32_t s = m->f->s, subject = m->slots[SLOT_actor];
    if (subject && doc_feature_is(x->d, s, subject, "Person", "1")) return true;
    const truce_source *inner = &c->source[c->n_source - 1];
    const char *name = c->n_source > 1 ? inner->name : party_issuer(x->who);
    if (!name) return false;
    for (size_t i = 0; i < c->actor.n; i++)
        if (party_same_side(x->who, c->actor.v[i], name)) return true;
    const char *side = subject ? party_side(x->who, s, subject) : NULL;
    if (side && strcmp(side, name) == 0) return true;
    if (c->n_source < 2 || inner->kind != TRUCE_SOURCE_KIND_PARTY) return false;
    const char *other = party_opponent(x->who, name);
    return !other || !side || strcmp(side, other) != 0;
}

static void fill_quantity(extraction *x, const match *m, truce_claim *c) {
    uint32_t s = m->f->s, w = m->slots[SLOT_quantity];
    if (!w && !act_is_said(c->act)) w = quantity_argument(x->sl, s, m->f->w);
    if (!w || !quantity_of(x->sl, s, w, m->f->w, c->act, &c->quantity)) return;
    if (m->rule->kind) c->quantity.kind = m->rule->kind;
    c->quantity.measure = quantity_measure(x->sl, s, m->f->w, c->act, c->status, &c->quantity);
}

static void fill_time(extraction *x, const match *m, truce_claim *c) {
    uint32_t s = m->f->s;
    if (!timex_for(x->sl, s, m->f->w, &c->time) && m->f->top != m->f->w) timex_for(x->sl, s, m->f->top, &c->time);
    if (!c->time.text && act_is_said(c->act)) timex_of_saying(x->sl, s, m->f->w, &c->time);
    if (!deadline_for(x->sl, s, m->f->w, &c->deadline) && m->f->top != m->f->w)
        deadline_for(x->sl, s, m->f->top, &c->deadline);
    timex_settle(&c->time, c->act, c->status, x->report->date);
}

static truce_span span_of(const extraction *x, uint32_t s, clause_range r) {
    return (truce_span){doc_raw(x->d, s, r.first)->span.start, doc_raw(x->d, s, r.last)->span.end};
}

/* What is done by saying it is done when it is said, whatever the tense: `we stand by the deal`. */
static truce_claim_status as_said(truce_act act, truce_claim_status status) {
    if (status == TRUCE_CLAIM_STATUS_ONGOING) return TRUCE_CLAIM_STATUS_DONE;
    if (act == TRUCE_ACT_ASSESS || act == TRUCE_ACT_THREATEN) return TRUCE_CLAIM_STATUS_DONE;
    return act == TRUCE_ACT_COMMIT && status == TRUCE_CLAIM_STATUS_PLEDGED ? TRUCE_CLAIM_STATUS_DONE : status;
}

static void make_claim(extraction *x, const candidate *from, truce_claim *c) {
    const match *m = &from->m;
    uint32_t s = from->s;
    *c = (truce_claim){.report = x->report->name,
                       .report_id = x->report->id,
                       .text_hash = x->report->text_hash,
                       .report_date = x->report->date,
                       .act = m->rule->act,
                       .rule = m->rule->id,
                       .model = x->model,
                       .span = span_of(x, s, from->range)};
    c->quantity.min = c->quantity.max = c->quantity.total = TRUCE_UNBOUNDED;
    c->time.start = c->time.end = c->deadline.day = TRUCE_NO_DAY;
    c->quote = arena_strndup(x->a, x->report->bytes + c->span.start, c->span.end - c->span.start);
    attribution_chain(x->who, s, from->w, &c->source, &c->n_source);
    c->actor = names_of(x, s, actor_word(x, s, m->slots[SLOT_actor]), &c->actor_text);
    if (!c->actor.n && m->rule->speaker && c->n_source > 1) c->actor = speaker_of(x, c);
    if (!c->actor.n && c->act == TRUCE_ACT_BREACH) c->actor = charged(x, c);
    fill_target(x, m, c);
    c->counterpart = names_of(x, s, m->slots[SLOT_counterpart], NULL);
    c->via = names_of(x, s, m->slots[SLOT_via], NULL);
    if (m->slots[SLOT_place]) c->place = party_phrase(x->who, s, m->slots[SLOT_place], NULL);
    c->status = status_settle(&m->standing, binds(x, c, m), c->actor.n > 0, c->n_source > 1);
    if (m->rule->status[c->status]) c->status = m->rule->status[c->status];
    if (act_is_said(c->act)) c->status = as_said(c->act, c->status);
    fill_quantity(x, m, c);
    fill_time(x, m, c);
}

/* Whether a noun is but named in passing: nothing holds or embeds it, and who, whom, when and how many is not told. */
static bool is_mention(const candidate *from, const truce_claim *c) {
    const match *m = &from->m;
    bool told = m->f->verbal || m->f->top != m->f->w || m->standing.n_governors;
    return !told && !c->actor.n && !c->target.n && !c->counterpart.n && !c->quantity.kind && !c->time.text;
}

static void note_mention(extraction *x, const candidate *c) {
    if (x->trace) vec_push(x->a, &x->tried, (attempt){.s = c->s, .w = c->w, .rule = c->m.rule, .end = ATTEMPT_MENTION});
}

/* The verb above the claim by which sides charge one another (`accused each other of …`); 0 without. */
static uint32_t mutual_verb(const extraction *x, const match *m) {
    int reciprocal = lexicon_class(x->d->lex, "reciprocal");
    for (uint32_t w = doc_at(x->d, m->f->s, m->f->w)->head; w; w = doc_at(x->d, m->f->s, w)->head)
        for (uint32_t i = 0; i < doc_at(x->d, m->f->s, w)->n_children; i++)
            if (doc_is(x->d, m->f->s, doc_at(x->d, m->f->s, w)->children[i], reciprocal)) return w;
    return 0;
}

/* `The two sides accused each other of breaking the truce` is two claims: each of the other, by the word of the one. */
static bool split_mutual(extraction *x, const match *m, truce_claim *c, truce_claim *second) {
    uint32_t verb = mutual_verb(x, m);
    uint32_t subject = verb ? frame_surface_subject(x->fs, m->f->s, verb) : 0;
    if (!subject) return false;
    truce_names sides = party_names(x->who, m->f->s, subject, NULL);
    if (sides.n != 2) return false;
    *second = *c;
    truce_claim *both[2] = {c, second};
    size_t outer = c->n_source > 1 ? c->n_source - 1 : 1;
    for (size_t i = 0; i < 2; i++) {
        truce_source *chain = arena_array(x->a, truce_source, outer + 1);
        memcpy(chain, c->source, outer * sizeof *chain);
        chain[outer] = (truce_source){.name = sides.v[1 - i],
                                      .kind = TRUCE_SOURCE_KIND_PARTY,
                                      .cue = doc_raw(x->d, m->f->s, verb)->form,
                                      .said = TRUCE_NO_DAY};
        both[i]->actor = (truce_names){&sides.v[i], 1};
        both[i]->actor_text = NULL;
        both[i]->source = chain;
        both[i]->n_source = outer + 1;
    }
    return true;
}

static int by_place(const void *p, const void *q) {
    const candidate *a = p, *b = q;
    if (a->s != b->s) return a->s < b->s ? -1 : 1;
    if (a->range.first != b->range.first) return a->range.first < b->range.first ? -1 : 1;
    if (a->range.last != b->range.last) return a->range.last < b->range.last ? -1 : 1;
    if (a->w != b->w) return a->w < b->w ? -1 : 1;
    return a->m.rule->precedence - b->m.rule->precedence;
}

/* One claim for one act: the same act quoted by the same words, with the same figure, is said once. */
static bool said_already(const candidate *a, const candidate *b) {
    return a->s == b->s && a->range.first == b->range.first && a->range.last == b->range.last &&
           a->m.rule->act == b->m.rule->act && a->m.slots[SLOT_quantity] == b->m.slots[SLOT_quantity] &&
           a->m.slots[SLOT_target] == b->m.slots[SLOT_target];
}

static void keep_standing(extraction *x) {
    size_t n = 0;
    for (size_t i = 0; i < x->found.n; i++)
        if (!x->found.v[i].beaten_by) x->found.v[n++] = x->found.v[i];
    if (n) qsort(x->found.v, n, sizeof *x->found.v, by_place);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!kept || !said_already(&x->found.v[kept - 1], &x->found.v[i])) x->found.v[kept++] = x->found.v[i];
    x->found.n = kept;
}

static int by_word(const void *p, const void *q) {
    const attempt *a = p, *b = q;
    if (a->s != b->s) return a->s < b->s ? -1 : 1;
    if (a->w != b->w) return a->w < b->w ? -1 : 1;
    return a->rule->precedence - b->rule->precedence;
}

static void finish_trace(extraction *x) {
    for (size_t i = 0; i < x->found.n; i++) {
        const candidate *c = &x->found.v[i];
        for (size_t k = 0; k < c->n_claims; k++) {
            attempt t = {.s = c->s, .w = c->w, .rule = c->m.rule, .end = ATTEMPT_CLAIM, .claim = c->claim + k};
            memcpy(t.slots, c->m.slots, sizeof t.slots);
            vec_push(x->a, &x->tried, t);
        }
    }
    if (x->tried.n) qsort(x->tried.v, x->tried.n, sizeof *x->tried.v, by_word);
    *x->trace = (attempts){x->tried.v, x->tried.n, x->d};
}

static truce_status extract(void *ctx) {
    extraction *x = ctx;
    const truce_sentences *text = hedges_mend(x->a, rules_slot_words(x->rules), x->text);
    text = trees_mend(x->a, rules_lexicon(x->rules), text);
    x->d = doc_new(x->a, x->report, text, rules_lexicon(x->rules));
    x->fs = frames_new(x->d);
    x->st = statuses_new(x->fs, x->d);
    x->sl = slots_new(x->a, rules_slot_words(x->rules), x->d, SLOTS_NEWS);
    x->at = attribution_build(x->d);
    attribution_date(x->at, x->sl);
    x->who = parties_build(x->d, x->at);
    x->mutual_case = lexicon_class(x->d->lex, "mutual-case");
    x->long_event = lexicon_class(x->d->lex, "long-event");
    x->count = lexicon_class(x->d->lex, "count");
    x->inanimate = lexicon_class(x->d->lex, "inanimate");
    matcher_init(&x->m, x->rules, x->d, x->fs, x->st);
    for (x->s = 0; x->s < x->d->n; x->s++) {
        size_t first = x->found.n;
        for (x->w = 1; x->w <= x->d->v[x->s].n; x->w++) try_word(x);
        settle(x, first);
        find_ranges(x, first);
    }
    keep_standing(x);
    truce_claim *claims = arena_array(x->a, truce_claim, 2 * x->found.n);
    match *matches = arena_array(x->a, match, 2 * x->found.n);
    size_t n = 0;
    for (size_t i = 0; i < x->found.n; i++) {
        candidate *c = &x->found.v[i];
        c->claim = n;
        make_claim(x, c, &claims[n]);
        if (is_mention(c, &claims[n])) {
            note_mention(x, c);
            continue;
        }
        if (!claims[n].actor.n) claims[n].actor = implied_actor(x, &c->m, claims[n].act);
        c->n_claims = split_mutual(x, &c->m, &claims[n], &claims[n + 1]) ? 2 : 1;
        for (size_t k = 0; k < c->n_claims; k++, n++) {
            claims[n].id = arena_printf(x->a, "c%zu", n + 1);
            matches[n] = c->m;
        }
    }
    *x->out = (truce_claims){claims, n};
    link_claims(x->d, matches, x->out);
    if (x->trace) finish_trace(x);
    return TRUCE_OK;
}

truce_status claims_explain(arena *a, const truce_report *r, const truce_sentences *s, const rules *rs,
                            const char *model, truce_claims *out, attempts *trace, truce_error *err) {
    extraction x = {.a = a, .report = r, .text = s, .rules = rs, .model = model, .out = out, .trace = trace};
    *out = (truce_claims){0};
    return arena_run(a, extract, &x, err);
}

truce_status claims_extract(arena *a, const truce_report *r, const truce_sentences *s, const rules *rs,
                            const char *model, truce_claims *out, truce_error *err) {
    return claims_explain(a, r, s, rs, model, out, NULL, err);
}
