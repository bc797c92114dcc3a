/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/number_words.h"

#include <string.h>

#include "base/vec.h"

/* ---- one cardinal ---- */

/*
 * A cardinal is built as English says it, from large to small:
 *
 *     two million   three hundred and six   thousand   forty - five
 *     [ 2 * 10^6 ]  [      306 * 10^3             ]    [  45  ]      each scale smaller than the one before
 *
 * sum holds the finished scales, part the hundreds, tens and units since; last is the smallest scale so far.
 */
typedef struct cardinal {
    double sum, part, last, room; /* room: a following unit or ten must be smaller than this */
    bool any, vague;
} cardinal;

static uint32_t take(const atoms *as, uint32_t i, slot_class class, double *value) {
    const slot_entry *e;
    uint32_t n = atoms_take(as, i, class, &e);
    if (n) *value = e->number;
    return n;
}

/* unit, teen or ten at atom i. */
static uint32_t take_small(const atoms *as, uint32_t i, double *value, double *room) {
    uint32_t n;
    *room = 0;
    if ((n = take(as, i, SLOT_TEN, value)))
        *room = 10;
    else if (!(n = take(as, i, SLOT_TEEN, value)))
        n = take(as, i, SLOT_UNIT, value);
    return n;
}

/* Adds the small word at i when it fits below what was said before it. */
static uint32_t add_small(const atoms *as, uint32_t i, cardinal *c) {
    double value, room;
    uint32_t n = take_small(as, i, &value, &room);
    if (!n || value >= c->room || (c->any && value == 0)) return 0;
    c->part += value;
    c->room = room;
    c->any = true;
    return n;
}

/* hundred, dozen, thousand …: multiplies what was said before it. */
static uint32_t multiply(const atoms *as, uint32_t i, cardinal *c) {
    double value;
    uint32_t n;
    if ((n = take(as, i, SLOT_HUNDRED, &value)) || (n = take(as, i, SLOT_DOZEN, &value))) {
        if (c->part >= 100 || (c->any && c->part == 0)) return 0;
        c->part = (c->any ? c->part : 1) * value;
        c->room = value;
        c->any = true;
        return n;
    }
    if (!(n = take(as, i, SLOT_SCALE, &value)) || value >= c->last || (c->any && c->part == 0)) return 0;
    if (!c->any && as->v[i].text[1] == 0) return 0; /* a bare `k`, `m` */
    c->sum += (c->any ? c->part : 1) * value;
    c->part = 0;
    c->last = value;
    c->room = value < 1000 ? value : 1000;
    c->any = true;
    return n;
}

/* `and a half`, of the scale said last: two and a half million is read when the scale follows. */
static uint32_t add_half(const atoms *as, uint32_t i, cardinal *c) {
    double value;
    uint32_t j = i, n;
    if (!(n = atoms_take(as, j, SLOT_AND, NULL))) return 0;
    j += n;
    if (!(n = atoms_take(as, j, SLOT_ARTICLE, NULL))) return 0;
    j += n;
    if (!(n = take(as, j, SLOT_FRACTION, &value))) return 0;
    if (c->part == 0 && c->sum > 0)
        c->sum += value * c->last;
    else
        c->part += value;
    c->room = 0;
    return j + n - i;
}

/* `point two five` */
static uint32_t add_decimals(const atoms *as, uint32_t i, cardinal *c) {
    uint32_t n = atoms_take(as, i, SLOT_POINT, NULL), digits = 0;
    if (!n) return 0;
    double place = 0.1, value;
    for (uint32_t k; digits < 9 && (k = take(as, i + n, SLOT_UNIT, &value)); digits++, n += k, place /= 10)
        c->part += value * place;
    c->room = 0;
    return digits ? n : 0;
}

/* What may stand between two words of a cardinal: a hyphen, or `and` after a hundred or a scale. */
static uint32_t joint(const atoms *as, uint32_t i, const cardinal *c) {
    if (atoms_sign(as, i, '-') && i + 1 < as->n && as->v[i].glued && as->v[i + 1].glued) return 1;
    return c->room >= 100 || (c->room == 10 && c->sum > 0) ? atoms_take(as, i, SLOT_AND, NULL) : 0;
}

static uint32_t read_words(const atoms *as, uint32_t i, cardinal *c) {
    uint32_t at = i;
    for (;;) {
        uint32_t skip = c->any ? joint(as, at, c) : 0, n = add_small(as, at + skip, c);
        if (!n) {
            skip = c->any && atoms_sign(as, at, '-') ? 1 : 0;
            n = multiply(as, at + skip, c);
        }
        if (!n) break;
        at += skip + n;
    }
    if (c->any && c->room < 1000) {
        uint32_t n = add_decimals(as, at, c);
        at += n;
    }
    return at;
}

/* `dozens`, `tens of thousands`, `several hundred`, `a few dozen`, `many thousands` */
static uint32_t read_vague(const atoms *as, uint32_t i, number *out) {
    double value;
    uint32_t n = take(as, i, SLOT_VAGUE, &value);
    if (!n) {
        double few;
        uint32_t k = take(as, i, SLOT_FEW, &few);
        if (!k) return 0;
        if ((n = take(as, i + k, SLOT_VAGUE, &value)))
            n += k;
        else {
            cardinal c = {.last = NUMBER_MAX};
            uint32_t m = multiply(as, i + k, &c);
            if (!m) return 0;
            n = k + m;
            uint32_t scale = multiply(as, i + n, &c);
            n += scale;
            value = (c.sum + c.part) * few;
        }
    }
    *out = (number){.first = i,
                    .bare = i,
                    .end = i + n,
                    .min = value,
                    .max = TRUCE_UNBOUNDED,
                    .qualifier = TRUCE_QUALIFIER_ABOUT,
                    .total = TRUCE_UNBOUNDED};
    return i + n;
}

/* `half a million`, `a quarter of a million`, `half a dozen` */
static uint32_t read_fraction(const atoms *as, uint32_t i, double *value) {
    double part;
    uint32_t at = i + atoms_take(as, i, SLOT_ARTICLE, NULL), n = take(as, at, SLOT_FRACTION, &part);
    if (!n) return 0;
    at += n;
    at += atoms_take(as, at, SLOT_OF, NULL);
    at += atoms_take(as, at, SLOT_ARTICLE, NULL);
    if (atoms_sign(as, at, '-')) at++;
    cardinal c = {.last = NUMBER_MAX * 10};
    n = multiply(as, at, &c);
    *value = part * (c.sum + c.part);
    return n && *value >= 1 ? at + n : 0;
}

/* `a hundred`, `a dozen`, `a pair of`: the article alone is no number. */
static uint32_t read_article(const atoms *as, uint32_t i, cardinal *c) {
    uint32_t article = atoms_take(as, i, SLOT_ARTICLE, NULL), n;
    double value;
    n = take(as, i + article, SLOT_GROUP_OF, &value);
    if (n && (article || atoms_take(as, i + n, SLOT_OF, NULL))) {
        *c = (cardinal){.part = value, .any = true};
        return i + article + n;
    }
    if (!article) return 0;
    n = multiply(as, i + article, c);
    return n ? read_words(as, i + article + n, c) : 0;
}

/* 596 · 40 000 · 1.2 million · 3k · 2 hundred thousand */
static uint32_t read_digits(const atoms *as, uint32_t i, cardinal *c) {
    c->part = as->v[i].value;
    c->any = c->part > 0;
    c->room = 0;
    uint32_t end = i + 1;
    bool groups = c->any && as->v[i].digits > 0 && as->v[i].digits <= 3;
    for (; groups && end < as->n && as->v[end].digits == 3 && as->v[end].value == 0 && c->part < 1e9; end++)
        c->part *= 1000;
    uint32_t skip = atoms_sign(as, end, '-') ? 1 : 0, n = multiply(as, end + skip, c);
    if (!n) return end;
    end += skip + n;
    return end + multiply(as, end, c);
}

uint32_t number_read(const atoms *as, uint32_t i, number *out) {
    uint32_t end = read_vague(as, i, out);
    if (end) return end;
    cardinal c = {.last = NUMBER_MAX * 10, .room = 100};
    double value;
    if ((end = read_fraction(as, i, &value))) {
        c.part = value;
        c.any = true;
    } else if ((end = read_article(as, i, &c)) == 0) {
        if (i < as->n && as->v[i].number) {
            end = read_digits(as, i, &c);
        } else {
            end = read_words(as, i, &c);
            if (end == i) return 0;
        }
    }
    uint32_t half = add_half(as, end, &c);
    if (half) {
        end += half;
        end += multiply(as, end, &c);
    }
    value = c.sum + c.part;
    *out = (number){.first = i,
                    .bare = i,
                    .end = end,
                    .min = value,
                    .max = value,
                    .qualifier = TRUCE_QUALIFIER_EXACT,
                    .total = TRUCE_UNBOUNDED};
    return end;
}

/* ---- counts in a sentence ---- */

static bool is_range(const number *low, const number *high) {
    return low->max != TRUCE_UNBOUNDED && high->max != TRUCE_UNBOUNDED && high->max > low->min;
}

static void join_range(number *low, const number *high) {
    low->max = high->max;
    low->qualifier = TRUCE_QUALIFIER_ABOUT;
    low->end = high->end;
}

/* `20 to 25`, `20-25`, `20 or 25`; after `between` also `20 and 25`; after `from`, a change from one number to another,
 * none. */
static void take_range(const atoms *as, number *n) {
    number high;
    uint32_t j = n->end, open = atoms_take_back(as, n->first, SLOT_BETWEEN, NULL);
    if (!open && atoms_take_back(as, n->first, SLOT_FROM, NULL)) return;
    uint32_t k = atoms_take(as, j, open ? SLOT_AND : SLOT_TO, NULL);
    if (!k && open) k = atoms_take(as, j, SLOT_TO, NULL);
    if (!k || !number_read(as, j + k, &high) || !is_range(n, &high)) return;
    /* `five - ten of them`: only a hyphen without space around it divides a range */
    if (atoms_sign(as, j, '-') && !(as->v[j].glued && as->v[j + 1].glued)) return;
    join_range(n, &high);
    if (open) n->first -= open;
}

static void set_qualifier(number *n, truce_qualifier q) {
    n->qualifier = q;
    if (q == TRUCE_QUALIFIER_AT_LEAST || q == TRUCE_QUALIFIER_MORE_THAN) n->max = TRUCE_UNBOUNDED;
    if (q == TRUCE_QUALIFIER_UP_TO || q == TRUCE_QUALIFIER_LESS_THAN) {
        if (n->max == TRUCE_UNBOUNDED) n->max = n->min;
        n->min = TRUCE_UNBOUNDED;
    }
}

/* A bound wins over `about`, the outer of two bounds over the inner: `more than about 20`. */
static void apply_hedge(number *n, const char *name) {
    truce_qualifier q = truce_qualifier_from_name(name);
    if (q == TRUCE_QUALIFIER_EXACT) return;
    if (q == TRUCE_QUALIFIER_ABOUT && n->qualifier != TRUCE_QUALIFIER_EXACT) return;
    if (n->max == TRUCE_UNBOUNDED && (q == TRUCE_QUALIFIER_UP_TO || q == TRUCE_QUALIFIER_LESS_THAN)) return;
    set_qualifier(n, q);
}

static void take_hedges(const atoms *as, number *n) {
    const slot_entry *e;
    uint32_t k;
    for (int round = 0; round < 3; round++) {
        uint32_t at = n->first, skip = atoms_take_back(as, at, SLOT_DETERMINER, NULL);
        if (atoms_take_back(as, at - skip, SLOT_PHRASAL, NULL)) break;
        if (!(k = atoms_take_back(as, at, SLOT_HEDGE, &e))) {
            if (!skip || !(k = atoms_take_back(as, at - skip, SLOT_HEDGE, &e))) break;
            k += skip;
        }
        n->first -= k;
        apply_hedge(n, e->text);
    }
    if ((k = atoms_take(as, n->end, SLOT_HEDGE_AFTER, &e)) && n->max == n->min) {
        n->end += k;
        apply_hedge(n, e->text);
    }
}

/* `15 of 28`, `15 out of the 28`, `nine of its 28`; not `15 of 28 October`. */
static uint32_t take_total(const atoms *as, const bool *taken, number *n) {
    number whole;
    uint32_t j = n->end, k = atoms_take(as, j, SLOT_OUT_OF, NULL);
    if (!k) return 0;
    j += k;
    j += atoms_take(as, j, SLOT_DETERMINER, NULL);
    if (j >= as->n || (taken && taken[j])) return 0;
    uint32_t end = number_read(as, j, &whole);
    if (!end || whole.max == TRUCE_UNBOUNDED || whole.min < (n->max == TRUCE_UNBOUNDED ? n->min : n->max)) return 0;
    n->total = whole.min;
    return end;
}

/* A number glued to letters or to another number by a sign: F-16, M23, 3/4, 192.168, 20.5-point. */
static bool is_name_part(const atoms *as, const number *n) {
    const atom *first = &as->v[n->bare];
    if (first->number && n->bare > 0 && first->glued) {
        const atom *before = first - 1;
        if (before->letters || before->number || strchr("/.:_#", before->text[0])) return true;
        bool after = n->bare > 1 && before->glued && n->first == n->bare;
        if (before->text[0] == '-' && after && ((before - 1)->letters || (before - 1)->number)) return true;
    }
    if (n->end < as->n && as->v[n->end - 1].number && as->v[n->end].glued) {
        const atom *after = &as->v[n->end];
        if (after->letters || strchr("/:_", after->text[0])) return true;
        if (after->text[0] == '.' && n->end + 1 < as->n && as->v[n->end + 1].glued && as->v[n->end + 1].number)
            return true;
    }
    return false;
}

/* `the one`, `no one`: a pronoun; `the one captive` counts. */
static bool is_pronoun(const atoms *as, const number *n) {
    if (n->min != 1 || as->v[n->bare].number || n->end - n->bare != 1 || n->first != n->bare || n->bare == 0)
        return false;
    bool before = atoms_take_back(as, n->bare, SLOT_DETERMINER, NULL) || atoms_take_back(as, n->bare, SLOT_NONE, NULL);
    truce_upos upos = n->end < as->n ? as->sentence->words[as->v[n->end].word].upos : TRUCE_UPOS_NONE;
    bool noun =
        upos == TRUCE_UPOS_NOUN || upos == TRUCE_UPOS_ADJ || upos == TRUCE_UPOS_PROPN || upos == TRUCE_UPOS_VERB;
    return before && !noun && !atoms_take(as, n->end, SLOT_OF, NULL);
}

/* `Anna Berg, 41, said` */
static bool is_age(const atoms *as, const number *n) {
    if (n->bare < 2 || n->end >= as->n) return false;
    const truce_word *name = &as->sentence->words[as->v[n->bare - 2].word];
    return atoms_sign(as, n->bare - 1, ',') && (atoms_sign(as, n->end, ',') || atoms_sign(as, n->end, '.')) &&
           name->upos == TRUCE_UPOS_PROPN && n->min < 120 && n->min == n->max;
}

static bool counts_nothing(const atoms *as, const number *n) {
    uint32_t end = n->end, hyphen = atoms_sign(as, end, '-') ? 1 : 0;
    if (n->min > NUMBER_MAX || n->max > NUMBER_MAX) return true;
    if (atoms_take(as, end, SLOT_PERCENT, NULL) || atoms_take(as, end + hyphen, SLOT_MONEY, NULL) ||
        atoms_take(as, end + hyphen, SLOT_MEASURE, NULL) || atoms_take(as, end, SLOT_ORDINAL_END, NULL) ||
        atoms_take(as, end + hyphen, SLOT_ORDINAL, NULL))
        return true;
    if (atoms_take_back(as, n->bare, SLOT_MONEY, NULL) || atoms_take_back(as, n->bare, SLOT_AGED, NULL)) return true;
    uint32_t label = n->first == n->bare ? atoms_take_back(as, n->bare, SLOT_LABEL, NULL) : 0;
    if (label && !atoms_take(as, n->bare - label, SLOT_HEDGE, NULL)) return true;
    return is_name_part(as, n) || is_age(as, n) || is_pronoun(as, n);
}

static bool is_taken(const bool *taken, const number *n) {
    if (!taken) return false;
    for (uint32_t i = n->bare; i < n->end; i++)
        if (taken[i]) return true;
    return false;
}

uint32_t number_find(arena *a, const atoms *as, const bool *taken, number **out) {
    VEC(number) list = {0};
    for (uint32_t i = 0; i < as->n;) {
        number n;
        uint32_t end = number_read(as, i, &n);
        if (!end) {
            i++;
            continue;
        }
        i = end;
        if (is_taken(taken, &n)) continue;
        take_range(as, &n);
        take_hedges(as, &n);
        uint32_t past = take_total(as, taken, &n);
        if (n.end > i) i = n.end;
        if (atoms_sign(as, n.end, '-') && atoms_take(as, n.end + 1, SLOT_STRONG, NULL)) n.strong = true;
        if (counts_nothing(as, &n)) continue;
        vec_push(a, &list, n);
        if (past > i) i = past;
    }
    *out = list.v;
    return (uint32_t)list.n;
}
