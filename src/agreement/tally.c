/* SPDX-License-Identifier: Apache-2.0 */
/* How much a group of sources reports done: a lower bound that is certain if the group speaks true, and an upper one.
 *
 * Lower bound: the larger of the best cumulative figure and the sum of distinct batches. Two batches are distinct when
 * one report tells both from one mouth, or when their days do not meet: told twice, in two reports that leave the day
 * open, one event counts once. So the sum is a weighted interval scheduling: time is cut into windows, and in each
 * window one teller's batches are added up.
 *
 *     Monday's report     ├──7──┤            ├──5──┤        windows of this report: 7, 5, and 12 over both
 *     Friday's report          ├──────9──────┤              window: 9      best: 12
 *
 * The living and the dead are never the same persons, so that their bounds add up across tellers, too.
 *
 * Upper bound: the latest cumulative figure that covers every kind owed, plus later batches; else what was agreed, else
 * open. */
#include "agreement/account.h"

#include <math.h>
#include <stdlib.h>

#include "base/vec.h"

/* ── figures ── */

amount tally_widened(amount about, double tolerance) {
    /* A hundred-millionth is no person: it keeps 0.98 * 50 from coming out below 49. */
    if (about.min >= 0) about.min = ceil(about.min * (1 - tolerance) - 1e-8);
    if (about.max >= 0) about.max = floor(about.max * (1 + tolerance) + 1e-8);
    return about;
}

amount tally_figure(const truce_quantity *q, double tolerance) {
    amount figure = {q->min < 0 ? 0 : q->min, q->max};
    bool one_number = q->min >= 0 && q->min == q->max;
    return q->qualifier == TRUCE_QUALIFIER_ABOUT && one_number ? tally_widened(figure, tolerance) : figure;
}

/* ── items ── */

/* A figure that takes part. */
typedef struct item {
    account_claim *claim;
    truce_quantity_kind kind;
    truce_day first, last;
    amount figure;
    const char *name; /* of a person freed by name */
} item;

typedef VEC(item) item_vec;

static truce_day last_day(const account_claim *c) {
    return c->last == TRUCE_NO_DAY ? INT32_MAX : c->last;
}

static bool meet(const item *a, const item *b) {
    return a->first <= b->last && b->first <= a->last;
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_report(const truce_claim *a, const truce_claim *b) {
    return same_text(a->report, b->report) && same_text(a->report_id, b->report_id);
}

static const char *innermost(const truce_claim *c) {
    return c->n_source ? c->source[c->n_source - 1].name : NULL;
}

static bool same_teller(const item *a, const item *b) {
    if (a->name || b->name) return a->name && b->name; /* whoever is freed by name: each name is another person */
    return same_report(a->claim->claim, b->claim->claim) &&
           same_text(innermost(a->claim->claim), innermost(b->claim->claim));
}

static bool linked(const truce_claim *from, const truce_claim *to, truce_link type) {
    for (size_t i = 0; i < from->n_links; i++)
        if ((!type || from->links[i].type == type) && same_text(from->links[i].to, to->id)) return true;
    return false;
}

static bool same_figure(const item *a, const item *b) {
    return a->figure.min == b->figure.min && a->figure.max == b->figure.max;
}

/* b says that it tells of a's persons again. */
static bool said_again(const item *a, const item *b) {
    const truce_claim *x = a->claim->claim, *y = b->claim->claim;
    if (!same_report(x, y) || !same_figure(a, b) || !kinds_meet(a->kind, b->kind)) return false;
    if (linked(x, y, TRUCE_LINK_SAME_AS) || linked(y, x, TRUCE_LINK_SAME_AS)) return true;
    return x->act != y->act && (linked(x, y, TRUCE_LINK_NONE) || linked(y, x, TRUCE_LINK_NONE));
}

/* One report, the same figure, days that meet: a release and the handover that ends it, or one event told twice. */
static bool may_be_one(const item *a, const item *b) {
    return !a->name && !b->name && same_figure(a, b) && kinds_meet(a->kind, b->kind) && meet(a, b);
}

/* b is a part of a: `five of them`. */
static bool part_of(const item *a, const item *b) {
    const truce_claim *x = a->claim->claim, *y = b->claim->claim;
    if (!same_report(x, y) || !linked(y, x, TRUCE_LINK_PART_OF)) return false;
    return a->figure.min > b->figure.min || (a->figure.min == b->figure.min && !linked(x, y, TRUCE_LINK_PART_OF));
}

static bool by_until(const account_claim *c, truce_day until) {
    return until == TRUCE_NO_DAY || last_day(c) <= until;
}

static item item_of(account_claim *c) {
    return (item){c, c->claim->quantity.kind, c->first, last_day(c), c->figure, NULL};
}

static bool part_of_any(const item_vec *items, const item *it) {
    for (size_t i = 0; i < items->n; i++)
        if (items->v[i].claim != it->claim && part_of(&items->v[i], it)) return true;
    return false;
}

static bool held_already(const item_vec *batches, const item_vec *totals, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (!batches->v[k].claim->elsewhere && said_again(&batches->v[k], &batches->v[i])) return true;
    return part_of_any(batches, &batches->v[i]) || part_of_any(totals, &batches->v[i]);
}

static void drop_elsewhere(item_vec *items) {
    size_t n = 0;
    for (size_t i = 0; i < items->n; i++)
        if (!items->v[i].claim->elsewhere) items->v[n++] = items->v[i];
    items->n = n;
}

/* For the reader only: which of them counts, the sum decides. */
static bool told_before(const item_vec *batches, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (!batches->v[k].claim->elsewhere && same_report(batches->v[k].claim->claim, batches->v[i].claim->claim) &&
            may_be_one(&batches->v[k], &batches->v[i]))
            return true;
    return false;
}

/* Batches and cumulative figures, without what other figures of their report hold already. */
static void gather(arena *a, account_claims *claims, truce_day until, item_vec *batches, item_vec *totals) {
    for (size_t i = 0; i < claims->n; i++) {
        account_claim *c = &claims->v[i];
        c->elsewhere = false;
        if (!by_until(c, until)) continue;
        bool figure = c->part == PART_BATCH || c->part == PART_CUMULATIVE || c->part == PART_RATIO;
        if (!figure || c->figure.min < 0) continue;
        if (c->in_all)
            vec_push(a, totals, item_of(c));
        else
            vec_push(a, batches, item_of(c));
    }
    for (size_t i = 0; i < batches->n; i++) batches->v[i].claim->elsewhere = held_already(batches, totals, i);
    for (size_t i = 0; i < totals->n; i++) totals->v[i].claim->elsewhere = part_of_any(totals, &totals->v[i]);
    drop_elsewhere(batches);
    drop_elsewhere(totals);
    for (size_t i = 0; i < batches->n; i++) batches->v[i].claim->elsewhere = told_before(batches, i);
}

/* ── persons by name ── */

static bool told_with_number(arena *a, const item_vec *batches, const char *key) {
    static const truce_names none = {0};
    for (size_t i = 0; i < batches->n; i++) {
        const truce_names *target = &batches->v[i].claim->claim->target;
        for (size_t k = 0; k < target->n; k++)
            if (strcmp(name_key(a, &none, target->v[k]), key) == 0) return true;
    }
    return false;
}

static void add_name(arena *a, account_claim *c, const char *name, const item_vec *batches, item_vec *named) {
    static const truce_names none = {0};
    const char *key = name_key(a, &none, name);
    if (told_with_number(a, batches, key)) return;
    item it = item_of(c);
    it.figure = (amount){1, 1};
    it.name = key;
    for (size_t i = 0; i < named->n; i++) {
        item *known = &named->v[i];
        if (strcmp(known->name, key) != 0) continue;
        if (it.last - (double)it.first < known->last - (double)known->first) *known = it;
        return;
    }
    vec_push(a, named, it);
}

static void gather_names(arena *a, account_claims *claims, truce_day until, const item_vec *batches, item_vec *named) {
    for (size_t i = 0; i < claims->n; i++) {
        account_claim *c = &claims->v[i];
        if (c->part != PART_NAMED || !by_until(c, until)) continue;
        for (size_t k = 0; k < c->claim->target.n; k++) add_name(a, c, c->claim->target.v[k], batches, named);
    }
}

/* ── the sum of distinct batches ── */

typedef struct window {
    truce_day first, last;
    double sum;
} window;

typedef VEC(window) window_vec;

static int by_last(const void *x, const void *y) {
    const item *a = x, *b = y;
    return (a->last > b->last) - (a->last < b->last);
}

static int by_window_end(const void *x, const void *y) {
    const window *a = x, *b = y;
    return (a->last > b->last) - (a->last < b->last);
}

/* Every span from one of the teller's first days to one of its last days, and what it reports within. Of figures that
 * may be of one event, as many count as have days of their own: taken by their ends, they are most. */
static void add_windows(arena *a, item_vec *teller, window_vec *windows) {
    if (teller->n) qsort(teller->v, teller->n, sizeof *teller->v, by_last);
    size_t *counted = arena_array(a, size_t, teller->n);
    for (size_t i = 0; i < teller->n; i++) {
        truce_day first = teller->v[i].first;
        size_t n = 0;
        double sum = 0;
        for (size_t k = 0; k < teller->n; k++) {
            bool again = teller->v[k].first < first;
            for (size_t c = 0; c < n && !again; c++) again = may_be_one(&teller->v[counted[c]], &teller->v[k]);
            if (again) continue;
            counted[n++] = k;
            sum += teller->v[k].figure.min;
            vec_push(a, windows, (window){first, teller->v[k].last, sum});
        }
    }
}

static double best_of(const window_vec *windows, const double *best, truce_day before) {
    size_t low = 0, high = windows->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (windows->v[middle].last < before)
            low = middle + 1;
        else
            high = middle;
    }
    return best[low];
}

/* The most that disjoint windows give: best[i] is that of the first i windows by their ends. */
static double schedule(arena *a, window_vec *windows) {
    if (!windows->n) return 0;
    if (windows->n) qsort(windows->v, windows->n, sizeof *windows->v, by_window_end);
    double *best = arena_array(a, double, windows->n + 1);
    for (size_t i = 0; i < windows->n; i++) {
        double with = windows->v[i].sum + best_of(windows, best, windows->v[i].first);
        best[i + 1] = with > best[i] ? with : best[i];
    }
    return best[windows->n];
}

static double sum_of_distinct(arena *a, const item_vec *items, truce_quantity_kind only) {
    window_vec windows = {0};
    bool *taken = arena_array(a, bool, items->n);
    for (size_t i = 0; i < items->n; i++) {
        item_vec teller = {0};
        for (size_t k = i; k < items->n; k++) {
            if (taken[k] || !same_teller(&items->v[i], &items->v[k])) continue;
            taken[k] = true;
            if (!only || items->v[k].kind == only) vec_push(a, &teller, items->v[k]);
        }
        add_windows(a, &teller, &windows);
    }
    return schedule(a, &windows);
}

/* ── cumulative figures ── */

/* What a teller's totals come to: kinds that cannot be the same persons add up, of others the largest counts. */
static double total_of(const item_vec *totals, size_t teller, truce_quantity_kind only) {
    double sum = 0;
    for (size_t i = 0; i < totals->n; i++) {
        const item *x = &totals->v[i];
        if (!same_teller(&totals->v[teller], x) || (only && x->kind != only)) continue;
        bool largest = true;
        for (size_t k = 0; k < totals->n && largest; k++) {
            const item *y = &totals->v[k];
            if (k == i || !same_teller(x, y) || !kinds_meet(x->kind, y->kind) || (only && y->kind != only)) continue;
            largest = x->figure.min > y->figure.min || (x->figure.min == y->figure.min && i < k);
        }
        if (largest) sum += x->figure.min;
    }
    return sum;
}

static double best_total(const item_vec *totals, truce_quantity_kind only) {
    double best = 0;
    for (size_t i = 0; i < totals->n; i++) best = fmax(best, total_of(totals, i, only));
    return best;
}

static double lower_bound(arena *a, const item_vec *batches, const item_vec *totals) {
    double all =
        fmax(best_total(totals, TRUCE_QUANTITY_KIND_NONE), sum_of_distinct(a, batches, TRUCE_QUANTITY_KIND_NONE));
    double living = fmax(best_total(totals, TRUCE_QUANTITY_KIND_CAPTIVES_LIVING),
                         sum_of_distinct(a, batches, TRUCE_QUANTITY_KIND_CAPTIVES_LIVING));
    double dead =
        fmax(best_total(totals, TRUCE_QUANTITY_KIND_REMAINS), sum_of_distinct(a, batches, TRUCE_QUANTITY_KIND_REMAINS));
    return fmax(all, living + dead);
}

/* ── upper bound ── */

/* The most that a teller's totals allow, and their day; false when they leave a kind open. */
static bool teller_bound(const agreement_obligation *o, const item_vec *totals, size_t teller, double *bound,
                         truce_day *on) {
    *bound = 0;
    *on = INT32_MIN;
    for (size_t k = 0; k < o->of.n; k++) {
        double most = -1;
        for (size_t i = 0; i < totals->n; i++) {
            const item *x = &totals->v[i];
            if (!same_teller(&totals->v[teller], x) || !kinds_meet(o->of.v[k], x->kind)) continue;
            if (x->figure.max < 0) return false;
            most = fmax(most, x->figure.max);
            if (x->last > *on) *on = x->last;
        }
        if (most < 0) return false;
        *bound += most;
    }
    return o->of.n > 0;
}

/* Batches from after a day, told twice counted once; negative for one without an upper bound. */
static double later_batches(const item_vec *batches, truce_day after) {
    double sum = 0;
    for (size_t i = 0; i < batches->n; i++) {
        const item *x = &batches->v[i];
        bool again = x->first <= after;
        for (size_t k = 0; k < i && !again; k++) {
            const item *y = &batches->v[k];
            again = y->first > after && same_figure(x, y) && kinds_meet(x->kind, y->kind) && meet(x, y) &&
                    same_text(x->name, y->name);
        }
        if (again) continue;
        if (x->figure.max < 0) return -1;
        sum += x->figure.max;
    }
    return sum;
}

static void upper_bound(const agreement_obligation *o, const item_vec *batches, const item_vec *totals, amount agreed,
                        tally *t) {
    for (size_t i = 0; i < totals->n; i++) {
        double bound;
        truce_day on;
        if (!teller_bound(o, totals, i, &bound, &on)) continue;
        if (t->bounded && (on < t->bound_day || (on == t->bound_day && bound <= t->bound))) continue;
        t->bounded = true;
        t->bound = bound;
        t->bound_day = on;
    }
    double later = t->bounded ? later_batches(batches, t->bound_day) : -1;
    if (t->bounded && later >= 0)
        t->done.max = fmax(t->bound + later, t->done.min);
    else if (!t->bounded && agreed.max >= t->done.min)
        t->done.max = agreed.max;
    else
        t->done.max = TRUCE_UNBOUNDED;
}

/* ── the whole ── */

tally tally_claims(arena *a, const agreement_obligation *o, account_claims *claims, amount agreed, truce_day until) {
    tally t = {.done = AMOUNT_UNKNOWN, .bound_day = TRUCE_NO_DAY};
    item_vec batches = {0}, totals = {0}, named = {0};
    gather(a, claims, until, &batches, &totals);
    gather_names(a, claims, until, &batches, &named);
    for (size_t i = 0; i < named.n; i++) vec_push(a, &batches, named.v[i]);
    for (size_t i = 0; i < claims->n; i++) {
        account_part part = claims->v[i].part;
        bool done = part == PART_BATCH || part == PART_CUMULATIVE || part == PART_RATIO || part == PART_NAMED ||
                    part == PART_DONE;
        t.report = t.report || (done && by_until(&claims->v[i], until));
    }
    t.figure = batches.n || totals.n;
    if (!t.figure) return t;
    t.done.min = lower_bound(a, &batches, &totals);
    upper_bound(o, &batches, &totals, agreed, &t);
    return t;
}
