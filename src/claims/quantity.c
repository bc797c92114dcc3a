/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/quantity.h"

#include <string.h>

#include "claims/timex.h"

/* ---- numbers and their nouns ---- */

static uint32_t first_word(const slots_sentence *v, const number *n) {
    return v->as.v[n->bare].word;
}

static uint32_t last_word(const slots_sentence *v, const number *n) {
    return v->as.v[n->end - 1].word;
}

/* The word of a number that hangs on something outside it. */
static uint32_t number_head(const slots *s, uint32_t sent, const number *n) {
    const slots_sentence *v = &s->v[sent];
    uint32_t first = first_word(v, n), last = last_word(v, n);
    for (uint32_t w = last; w >= first && w > 0; w--) {
        uint32_t head = doc_at(s->d, sent, w)->head;
        if (head < first || head > last) return w;
    }
    return last;
}

static const number *number_with(const slots *s, uint32_t sent, uint32_t w) {
    const slots_sentence *v = &s->v[sent];
    for (uint32_t i = 0; i < v->n_numbers; i++)
        if (w >= first_word(v, &v->numbers[i]) && w <= last_word(v, &v->numbers[i])) return &v->numbers[i];
    return NULL;
}

/* Words that may stand between a number and its noun. */
static bool is_premodifier(truce_upos upos) {
    return upos == TRUCE_UPOS_ADJ || upos == TRUCE_UPOS_NOUN || upos == TRUCE_UPOS_PROPN || upos == TRUCE_UPOS_ADV ||
           upos == TRUCE_UPOS_PUNCT || upos == TRUCE_UPOS_VERB || upos == TRUCE_UPOS_NUM;
}

static bool reaches(const slots *s, uint32_t sent, uint32_t from, uint32_t noun) {
    for (uint32_t w = from + 1; w < noun; w++)
        if (!is_premodifier(doc_raw(s->d, sent, w)->upos) || !doc_under(s->d, sent, w, noun)) return false;
    return true;
}

/* The number that modifies noun w: by the tree, or standing before it with nothing but its modifiers between. */
static const number *number_on(const slots *s, uint32_t sent, uint32_t w, bool strong) {
    const slots_sentence *v = &s->v[sent];
    const number *found = NULL;
    for (uint32_t i = 0; i < v->n_numbers; i++) {
        const number *n = &v->numbers[i];
        uint32_t h = number_head(s, sent, n);
        if (n->strong != strong || h >= w || !doc_under(s->d, sent, h, w)) continue;
        bool direct = doc_at(s->d, sent, h)->head == w && doc_at(s->d, sent, h)->rel != REL_conj;
        if (direct || (strong && h < w) || reaches(s, sent, h, w)) found = n;
    }
    return found;
}

static bool has_case(const slots *s, uint32_t sent, uint32_t w, const char *lemma) {
    return strcmp(doc_case(s->d, sent, w), lemma) == 0;
}

/* The noun after `of` below w. */
static uint32_t of_child(const slots *s, uint32_t sent, uint32_t w) {
    const doc_word *at = doc_at(s->d, sent, w);
    for (uint32_t i = 0; i < at->n_children; i++) {
        doc_relation rel = doc_at(s->d, sent, at->children[i])->rel;
        if ((rel == REL_nmod || rel == REL_obl) && at->children[i] > w && has_case(s, sent, at->children[i], "of"))
            return at->children[i];
    }
    return 0;
}

uint32_t quantity_noun(const slots *s, uint32_t sent, const number *n) {
    uint32_t h = number_head(s, sent, n), noun = of_child(s, sent, h);
    if (noun) return noun;
    const doc_word *at = doc_at(s->d, sent, h);
    if ((at->rel == REL_nummod || at->rel == REL_compound || at->rel == REL_amod || at->rel == REL_det) && at->head > h)
        return at->head;
    return 0;
}

/* ---- kinds ---- */

static truce_quantity_kind kind_value(const slots *s, uint32_t sent, uint32_t w, int class) {
    const char *value = w ? doc_value(s->d, sent, w, class) : NULL;
    return value ? truce_quantity_kind_from_name(value) : TRUCE_QUANTITY_KIND_NONE;
}

/* The harm that a predicate tells of, or what it makes of its object (`left 20 dead`). */
static truce_quantity_kind harm_at(const slots *s, uint32_t sent, uint32_t w) {
    if (!w) return TRUCE_QUANTITY_KIND_NONE;
    truce_quantity_kind kind = kind_value(s, sent, w, s->classes.harm);
    const doc_word *at = doc_at(s->d, sent, w);
    for (uint32_t i = 0; i < at->n_children; i++) {
        uint32_t c = at->children[i];
        truce_quantity_kind other = kind_value(s, sent, c, s->classes.harm);
        if (!other || doc_at(s->d, sent, c)->rel == REL_nsubj) continue;
        uint32_t cc = doc_child(s->d, sent, c, REL_cc, NULL);
        if (kind && other != kind && doc_at(s->d, sent, c)->rel == REL_conj && cc && doc_lemma_is(s->d, sent, cc, "or"))
            return TRUCE_QUANTITY_KIND_KILLED_OR_INJURED;
        if (!kind && doc_at(s->d, sent, c)->rel != REL_conj) kind = other;
    }
    return kind;
}

static bool is_about_captives(truce_act act) {
    return act == TRUCE_ACT_RELEASE || act == TRUCE_ACT_HANDOVER || act == TRUCE_ACT_RECOVER ||
           act == TRUCE_ACT_CONTACT || act == TRUCE_ACT_HOLD || act == TRUCE_ACT_CAPTURE;
}

/* The kind told by the word of a class that stands nearest to w: `imprisoned`, `in jail`; `killed`. */
static truce_quantity_kind kind_near(const slots *s, uint32_t sent, uint32_t w, int class) {
    truce_quantity_kind kind = TRUCE_QUANTITY_KIND_NONE;
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 1; i <= s->d->v[sent].n; i++) {
        truce_quantity_kind k = kind_value(s, sent, i, class);
        uint32_t distance = i > w ? i - w : w - i;
        if (k && distance < best) {
            kind = k;
            best = distance;
        }
    }
    return kind;
}

static bool is_person(const slots *s, uint32_t sent, uint32_t w) {
    return doc_is(s->d, sent, w, s->classes.person) || doc_is(s->d, sent, w, s->classes.pronoun) ||
           doc_is(s->d, sent, w, s->classes.others) || doc_raw(s->d, sent, w)->upos == TRUCE_UPOS_PROPN ||
           doc_raw(s->d, sent, w)->upos == TRUCE_UPOS_NUM || doc_raw(s->d, sent, w)->upos == TRUCE_UPOS_ADJ;
}

truce_quantity_kind quantity_held_as(const slots *s) {
    static const truce_quantity_kind kinds[] = {TRUCE_QUANTITY_KIND_CAPTIVES, TRUCE_QUANTITY_KIND_PRISONERS,
                                                TRUCE_QUANTITY_KIND_DETAINEES};
    size_t counts[3] = {0}, best = 0;
    for (uint32_t i = 0; i < s->d->n; i++)
        for (uint32_t w = 1; w <= s->d->v[i].n; w++) {
            truce_quantity_kind k = kind_value(s, i, w, s->classes.custody);
            if (!k) k = kind_value(s, i, w, s->classes.counted);
            for (size_t j = 0; k && j < 3; j++) counts[j] += k == kinds[j];
        }
    for (size_t j = 1; j < 3; j++)
        if (counts[j] > counts[best]) best = j;
    return kinds[best];
}

/* Whoever is held or freed is a person, whatever the noun. */
static bool is_held(const slots *s, uint32_t sent, uint32_t noun, truce_act act) {
    return act == TRUCE_ACT_RELEASE || act == TRUCE_ACT_HOLD || act == TRUCE_ACT_CAPTURE || is_person(s, sent, noun);
}

static truce_quantity_kind kind_of(const slots *s, uint32_t sent, uint32_t noun, uint32_t pred, truce_act act) {
    truce_quantity_kind own = kind_value(s, sent, noun, s->classes.counted);
    truce_quantity_kind harmed = kind_value(s, sent, noun, s->classes.harm);
    if (act == TRUCE_ACT_TOLL) {
        truce_quantity_kind harm = harm_at(s, sent, pred);
        if (!harm) harm = harmed ? harmed : harm_at(s, sent, noun);
        if (!harm) harm = kind_near(s, sent, noun, s->classes.harm);
        return harm ? harm : TRUCE_QUANTITY_KIND_KILLED;
    }
    if (harmed) return harmed;
    uint32_t inner = own ? 0 : of_child(s, sent, noun); /* tonnes of ammunition, the release of ten prisoners */
    if (inner) own = kind_value(s, sent, inner, s->classes.counted);
    if (inner && !is_person(s, sent, noun)) noun = inner;
    if (is_about_captives(act) && (own == TRUCE_QUANTITY_KIND_FIGHTERS || (!own && is_held(s, sent, noun, act)))) {
        own = kind_near(s, sent, noun, s->classes.custody);
        if (!own) own = s->held_as;
    }
    return own ? own : TRUCE_QUANTITY_KIND_OTHER;
}

/* `20 living captives`, `20 of them alive`, `deceased captives`: whether a word of the class stands with what is
 * counted, from the number to two words past the noun, before another number. */
static bool is_said_of(const slots *s, uint32_t sent, uint32_t first, uint32_t noun, int class) {
    uint32_t end = noun + 2 > s->d->v[sent].n ? s->d->v[sent].n : noun + 2;
    for (uint32_t w = first; w <= end; w++) {
        if (doc_is(s->d, sent, w, class)) return true;
        if (w > noun && (number_with(s, sent, w) || doc_raw(s->d, sent, w)->upos == TRUCE_UPOS_VERB)) return false;
    }
    return false;
}

static truce_quantity_kind kind_by_state(const slots *s, uint32_t sent, uint32_t first, uint32_t noun,
                                         truce_quantity_kind kind) {
    if (kind != TRUCE_QUANTITY_KIND_CAPTIVES) return kind;
    if (is_said_of(s, sent, first, noun, s->classes.living)) return TRUCE_QUANTITY_KIND_CAPTIVES_LIVING;
    if (is_said_of(s, sent, first, noun, s->classes.deceased)) return TRUCE_QUANTITY_KIND_REMAINS;
    return kind;
}

/* ---- words ---- */

/* The noun with what stands before it, without number, articles and possessives. */
static const char *noun_text(const slots *s, uint32_t sent, uint32_t noun) {
    const doc *d = s->d;
    uint32_t first = noun;
    while (first > 1) {
        uint32_t w = first - 1;
        doc_relation rel = doc_at(d, sent, w)->rel;
        bool modifier =
            rel == REL_amod || rel == REL_compound || rel == REL_flat || rel == REL_punct || rel == REL_advmod;
        if (!modifier || number_with(s, sent, w) || !doc_under(d, sent, w, noun)) break;
        first = w;
    }
    while (first < noun && doc_at(d, sent, first)->rel == REL_punct) first++;
    return doc_text(d, sent, first, noun);
}

static const char *of_text(const slots *s, uint32_t sent, uint32_t noun, uint32_t depth) {
    const char *text = noun_text(s, sent, noun);
    uint32_t inner = depth < 2 && !is_person(s, sent, noun) ? of_child(s, sent, noun) : 0;
    return inner ? arena_printf(s->a, "%s of %s", text, of_text(s, sent, inner, depth + 1)) : text;
}

/* `for each captive`: the ratio told after word `after`, before another number. */
static const char *per_text(const slots *s, uint32_t sent, const number *n) {
    const slots_sentence *v = &s->v[sent];
    for (uint32_t i = n->end; i < v->as.n && i < n->end + 24; i++) {
        if (number_with(s, sent, v->as.v[i].word) && i > n->end + 1) return NULL;
        uint32_t k = atoms_take(&v->as, i, SLOT_PER, NULL);
        if (!k) continue;
        uint32_t each = v->as.v[i + k - 1].word, noun = doc_at(s->d, sent, each)->head;
        return noun > each && noun < each + 6 ? doc_text(s->d, sent, each, noun) : NULL;
    }
    return NULL;
}

/* ---- what a pronoun or a bare number stands for ---- */

static uint32_t counted_before(const slots *s, uint32_t sent, uint32_t before) {
    for (uint32_t w = before; w-- > 1;) {
        const truce_upos upos = doc_raw(s->d, sent, w)->upos;
        if (upos != TRUCE_UPOS_NOUN && upos != TRUCE_UPOS_PROPN) continue;
        const bool counted = doc_is(s->d, sent, w, s->classes.counted) || doc_is(s->d, sent, w, s->classes.person);
        if (counted && upos == TRUCE_UPOS_NOUN) return w; /* a name means nobody that is counted: `the Guard` */
        const number *n = number_on(s, sent, w, false);
        if (n && !number_with(s, sent, w)) return w;
    }
    return 0;
}

/* The noun meant by w, in this sentence or the one before; false when none is found. */
static bool antecedent(const slots *s, uint32_t sent, uint32_t w, uint32_t *in, uint32_t *noun) {
    *in = sent;
    if ((*noun = counted_before(s, sent, w))) return true;
    if (sent == 0) return false;
    *in = sent - 1;
    *noun = counted_before(s, *in, s->d->v[*in].n + 1);
    return *noun != 0;
}

/* ---- the quantity of a word ---- */

static void set_number(truce_quantity *q, double min, double max, truce_qualifier qualifier) {
    q->min = min;
    q->max = max;
    q->qualifier = qualifier;
}

static void set_from(truce_quantity *q, const number *n) {
    set_number(q, n->min, n->max, n->qualifier);
    if (n->total != TRUCE_UNBOUNDED) q->total = n->total;
}

/* A noun without a number: `a soldier` 1, `another soldier` 1, `no injuries` 0. */
static bool from_determiner(const slots *s, uint32_t sent, uint32_t w, truce_quantity *q) {
    const doc *d = s->d;
    uint32_t det = doc_child(d, sent, w, REL_det, NULL);
    if (!det || doc_raw(d, sent, w)->upos != TRUCE_UPOS_NOUN) return false;
    bool counted = doc_is(d, sent, w, s->classes.counted) || doc_is(d, sent, w, s->classes.person) ||
                   doc_is(d, sent, w, s->classes.harm);
    if (!counted) return false;
    const slots_sentence *v = &s->v[sent];
    uint32_t i = atoms_of_word(&v->as, det);
    if (atoms_take(&v->as, i, SLOT_NONE, NULL)) {
        set_number(q, 0, 0, TRUCE_QUALIFIER_EXACT);
        return true;
    }
    bool one = atoms_take(&v->as, i, SLOT_ARTICLE, NULL) || atoms_take(&v->as, i, SLOT_ANOTHER, NULL);
    if (!one || doc_feature_is(d, sent, w, "Number", "Plur")) return false;
    set_number(q, 1, 1, TRUCE_QUALIFIER_EXACT);
    return true;
}

/* `the number of captives rose to 78`: the figure in the clause of a word for numbers; `an equal number of guards`: the
 * figure before. */
static const number *figure_of(const slots *s, uint32_t sent, uint32_t w) {
    const slots_sentence *v = &s->v[sent];
    uint32_t clause = doc_at(s->d, sent, w)->head;
    bool same = false;
    const number *best = NULL;
    for (uint32_t i = 0; i < doc_at(s->d, sent, w)->n_children; i++)
        same = same || doc_is(s->d, sent, doc_at(s->d, sent, w)->children[i], s->classes.same_number);
    for (uint32_t i = 0; i < v->n_numbers; i++) {
        const number *n = &v->numbers[i];
        uint32_t h = number_head(s, sent, n), head = doc_at(s->d, sent, h)->head;
        if (same && h < w) best = n;
        if (same || !clause || doc_under(s->d, sent, h, w) || quantity_noun(s, sent, n)) continue;
        if (head == clause || doc_at(s->d, sent, head)->head == clause) best = n;
    }
    return best;
}

/* `wounding another`, `seized the trio`: a word that is a number by itself. */
static bool from_word(const slots *s, uint32_t sent, uint32_t w, truce_quantity *q) {
    const slots_sentence *v = &s->v[sent];
    const slot_entry *e;
    uint32_t i = atoms_of_word(&v->as, w);
    bool alone = doc_at(s->d, sent, w)->rel != REL_det && doc_at(s->d, sent, w)->rel != REL_amod;
    if (alone && atoms_take(&v->as, i, SLOT_ANOTHER, NULL))
        set_number(q, 1, 1, TRUCE_QUALIFIER_EXACT);
    else if (alone && atoms_take(&v->as, i, SLOT_GROUP_OF, &e))
        set_number(q, e->number, e->number, TRUCE_QUALIFIER_EXACT);
    else
        return false;
    return true;
}

/* What was found: the number and the noun that it counts. */
typedef struct count {
    const number *n;
    uint32_t in, noun; /* the noun's sentence, and the noun */
} count;

static bool count_number(const slots *s, uint32_t sent, const number *n, uint32_t w, count *c) {
    c->n = n;
    c->noun = quantity_noun(s, sent, n);
    if (!c->noun) return antecedent(s, sent, w, &c->in, &c->noun) || (c->in = sent, c->noun = 0, true);
    if (doc_is(s->d, sent, c->noun, s->classes.pronoun) || doc_is(s->d, sent, c->noun, s->classes.others)) {
        uint32_t in, noun;
        if (antecedent(s, sent, first_word(&s->v[sent], n), &in, &noun)) {
            c->in = in;
            c->noun = noun;
        }
    }
    return true;
}

static bool count_noun(const slots *s, uint32_t sent, uint32_t w, truce_quantity *q, count *c) {
    uint32_t head = doc_at(s->d, sent, w)->head, inner;
    c->noun = w;
    if (number_with(s, sent, head) && has_case(s, sent, w, "of")) {
        c->n = number_with(s, sent, head);
        return true;
    }
    bool contained = head && doc_is(s->d, sent, head, s->classes.container) && has_case(s, sent, w, "of");
    const number *strong = number_on(s, sent, contained ? head : w, true);
    c->n = number_on(s, sent, w, false);
    if (contained && strong) {
        if (c->n && c->n->min != TRUCE_UNBOUNDED) q->total = c->n->min;
        c->n = strong;
        return true;
    }
    if (c->n) return true;
    if ((doc_is(s->d, sent, w, s->classes.container) || doc_is(s->d, sent, w, s->classes.part)) &&
        (inner = of_child(s, sent, w))) {
        const number *own = number_with(s, sent, inner), *n = own ? own : number_on(s, sent, inner, false);
        if (doc_is(s->d, sent, w, s->classes.container)) c->noun = inner;
        if (strong) {
            if (n) q->total = n->min;
            c->n = strong;
        } else
            c->n = n;
        if (c->n && own && c->noun == inner) return count_number(s, sent, own, w, c);
        return c->n != NULL;
    }
    if (doc_is(s->d, sent, w, s->classes.number_of) && (c->n = figure_of(s, sent, w))) {
        inner = of_child(s, sent, w);
        if (inner) c->noun = inner;
        return true;
    }
    c->n = strong;
    return strong != NULL;
}

/* The noun that a pronoun of a clause stands for: of a relative clause the one it hangs on, of `them` a counted one
 * earlier in the sentence. 0 where w is no such pronoun. */
static uint32_t stands_for(const slots *s, uint32_t sent, uint32_t w) {
    if (doc_raw(s->d, sent, w)->upos != TRUCE_UPOS_PRON || !doc_is(s->d, sent, w, s->classes.pronoun)) return 0;
    uint32_t clause = doc_clause(s->d, sent, w);
    if (doc_feature_is(s->d, sent, w, "PronType", "Rel")) {
        const doc_word *at = doc_at(s->d, sent, clause);
        return at->rel == REL_acl ? at->head : 0;
    }
    uint32_t noun = doc_at(s->d, sent, w)->rel == REL_obj ? counted_before(s, sent, w) : 0;
    return noun && number_on(s, sent, noun, false) ? noun : 0;
}

static bool find_count(const slots *s, uint32_t sent, uint32_t w, truce_quantity *q, count *c) {
    const number *own = number_with(s, sent, w);
    if (own ? count_number(s, sent, own, w, c) : count_noun(s, sent, w, q, c)) {
        set_from(q, c->n);
        if (own && doc_is(s->d, sent, w, s->classes.harm)) c->noun = w;
        return true;
    }
    c->n = NULL;
    if (from_word(s, sent, w, q)) {
        if (!antecedent(s, sent, w, &c->in, &c->noun)) c->noun = 0;
        return true;
    }
    c->noun = w;
    return from_determiner(s, sent, w, q);
}

bool quantity_of(const slots *s, uint32_t sent, uint32_t w, uint32_t pred, truce_act act, truce_quantity *out) {
    *out = (truce_quantity){.min = TRUCE_UNBOUNDED, .max = TRUCE_UNBOUNDED, .total = TRUCE_UNBOUNDED};
    truce_quantity q = *out;
    if (w == 0 || w > s->d->v[sent].n) return false;
    uint32_t meant = stands_for(s, sent, w);
    if (meant) w = meant;
    count c = {.in = sent};
    if (!find_count(s, sent, w, &q, &c)) return false;
    if (!c.noun) {
        c.in = sent;
        c.noun = w;
    }
    bool here = c.in == sent;
    q.of = of_text(s, c.in, c.noun, 0);
    q.kind = kind_of(s, c.in, c.noun, here ? pred : 0, act);
    truce_quantity_kind harm = act == TRUCE_ACT_TOLL && !here ? harm_at(s, sent, pred) : TRUCE_QUANTITY_KIND_NONE;
    if (harm) q.kind = harm;
    if (c.n && c.n->strong && q.kind == TRUCE_QUANTITY_KIND_REMAINS) q.kind = TRUCE_QUANTITY_KIND_OTHER; /* a body */
    if (c.n) {
        uint32_t first = first_word(&s->v[sent], c.n), last = last_word(&s->v[sent], c.n);
        uint32_t noun = here && c.noun > first ? c.noun : quantity_noun(s, sent, c.n);
        q.kind = kind_by_state(s, sent, first, noun > last ? noun : last, q.kind);
        q.per = per_text(s, sent, c.n);
    }
    *out = q;
    return true;
}

static bool has_number(const slots *s, uint32_t sent, uint32_t w) {
    count c = {.in = sent};
    truce_quantity q;
    return number_with(s, sent, w) || (count_noun(s, sent, w, &q, &c) && c.n);
}

uint32_t quantity_argument(const slots *s, uint32_t sent, uint32_t pred) {
    const doc_word *at = doc_at(s->d, sent, pred);
    for (uint32_t i = 0; i < at->n_children; i++) {
        uint32_t c = at->children[i];
        const doc_word *child = doc_at(s->d, sent, c);
        bool passive = child->rel == REL_nsubj && strcmp(child->sub, "pass") == 0;
        if ((child->rel == REL_obj || passive) && has_number(s, sent, c)) return c;
    }
    return 0;
}

/* ---- what is counted ---- */

static bool clause_has(const slots *s, uint32_t sent, uint32_t pred, int class) {
    for (uint32_t w = 1; w <= s->d->v[sent].n; w++)
        if (doc_is(s->d, sent, w, class) && doc_clause(s->d, sent, w) == doc_clause(s->d, sent, pred)) return true;
    return false;
}

/* A war that has killed so many, a war in which so many died: also under what it is the war of. */
static bool is_of_long_event(const slots *s, uint32_t sent, uint32_t pred) {
    const doc_word *at = doc_at(s->d, sent, pred);
    for (uint32_t i = 0; i < at->n_children; i++)
        if (doc_is(s->d, sent, at->children[i], s->classes.long_event)) return true;
    if ((at->rel != REL_acl && at->rel != REL_advcl) || !at->head) return false;
    uint32_t of = of_child(s, sent, at->head);
    return doc_is(s->d, sent, at->head, s->classes.long_event) || (of && doc_is(s->d, sent, of, s->classes.long_event));
}

/* A figure told of a stretch that reaches the report's day, or since a day. */
static bool is_over_time(const slots *s, uint32_t sent, uint32_t pred) {
    truce_time t;
    truce_day report = s->d->report->date;
    timex_relation relation;
    if (!timex_stretch(s, sent, pred, &t, &relation)) return false;
    if (relation == TIMEX_SINCE || relation == TIMEX_BETWEEN) return true;
    return t.end != TRUCE_NO_DAY && t.end == report && (t.start == TRUCE_NO_DAY || t.start < report - 1);
}

/* Killed `in an attack`: one event that is named. */
static bool is_of_event(const slots *s, uint32_t sent, uint32_t pred, bool under_conjunct) {
    const doc_word *at = doc_at(s->d, sent, pred);
    for (uint32_t i = 0; i < at->n_children; i++) {
        uint32_t c = at->children[i];
        if (doc_is(s->d, sent, c, s->classes.event) && !doc_feature_is(s->d, sent, c, "Number", "Plur")) return true;
        if (doc_at(s->d, sent, c)->rel == REL_conj && !under_conjunct && is_of_event(s, sent, c, true)) return true;
    }
    return false;
}

/* A step that is set for a day is one step; one without is what a plan provides for. */
static bool is_dated(const slots *s, uint32_t sent, uint32_t pred) {
    truce_time t;
    truce_deadline by;
    timex_relation relation;
    return timex_stretch(s, sent, pred, &t, &relation) || deadline_for(s, sent, pred, &by);
}

static bool is_on_day(const slots *s, uint32_t sent, uint32_t pred) {
    truce_time t;
    timex_relation relation;
    return timex_stretch(s, sent, pred, &t, &relation) && t.start != TRUCE_NO_DAY && t.start == t.end;
}

/* From here on, a figure of the dead without a day is one of a war, not of an attack. */
enum { large_toll = 500 };

truce_measure quantity_measure(const slots *s, uint32_t sent, uint32_t pred, truce_act act, truce_claim_status status,
                               const truce_quantity *q) {
    switch (status) {
    case TRUCE_CLAIM_STATUS_PLEDGED:
    case TRUCE_CLAIM_STATUS_REFUSED: return act == TRUCE_ACT_HOLD ? TRUCE_MEASURE_STOCK : TRUCE_MEASURE_TERM;
    case TRUCE_CLAIM_STATUS_STIPULATED:
    case TRUCE_CLAIM_STATUS_DEMANDED:
    case TRUCE_CLAIM_STATUS_WILLING: return TRUCE_MEASURE_TERM;
    default: break;
    }
    if (q->per || act == TRUCE_ACT_DEMAND || act == TRUCE_ACT_PROPOSE || act == TRUCE_ACT_RATIFY ||
        act == TRUCE_ACT_COMMIT)
        return TRUCE_MEASURE_TERM;
    if (act == TRUCE_ACT_HOLD || act == TRUCE_ACT_DESCRIBE || q->kind == TRUCE_QUANTITY_KIND_MISSING)
        return TRUCE_MEASURE_STOCK;

    if (act == TRUCE_ACT_DEPLOY && status == TRUCE_CLAIM_STATUS_ONGOING) return TRUCE_MEASURE_STOCK;
    if (!pred) return TRUCE_MEASURE_BATCH;
    if (status == TRUCE_CLAIM_STATUS_SCHEDULED)
        return is_dated(s, sent, pred) ? TRUCE_MEASURE_BATCH : TRUCE_MEASURE_TERM;
    if (clause_has(s, sent, pred, s->classes.cumulative) || is_over_time(s, sent, pred))
        return TRUCE_MEASURE_CUMULATIVE;
    if (act == TRUCE_ACT_TOLL) {
        bool adds_up = doc_is_perfect(s->d, sent, pred, s->classes.perfect, true) ||
                       (q->min >= large_toll && !is_on_day(s, sent, pred));
        if (is_of_long_event(s, sent, pred) || (adds_up && !is_of_event(s, sent, pred, false)))
            return TRUCE_MEASURE_CUMULATIVE;
    }
    bool perfect = doc_is_perfect(s->d, sent, pred, s->classes.perfect, false);
    bool active = perfect && doc_child(s->d, sent, pred, REL_obj, NULL) && q->min > 1;
    if (active && is_about_captives(act)) return TRUCE_MEASURE_CUMULATIVE;
    return perfect && q->total != TRUCE_UNBOUNDED ? TRUCE_MEASURE_CUMULATIVE : TRUCE_MEASURE_BATCH;
}
