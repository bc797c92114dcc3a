/* SPDX-License-Identifier: Apache-2.0 */
#include "agreement/standing.h"

#include <math.h>

static const char *const progress_names[] = {"no-report", "reported-not-done", "number-not-reported", "partly", "done",
                                             "over"};
static const char *const timing_names[] = {"not-due", "due", "overdue", "late", "no-deadline", "unknown"};
static const char *const conduct_names[] = {"", "no-breach-reported", "alleged", "admitted", "denied"};
static const char *const part_names[] = {"",      "batch",    "cumulative", "ratio",  "named", "done",      "under-way",
                                         "level", "expected", "refused",    "denied", "term",  "suspended", "alleged"};

const char *account_progress_name(account_progress p) {
    return progress_names[p];
}

const char *account_timing_name(account_timing t) {
    return timing_names[t];
}

const char *account_conduct_name(account_conduct c) {
    return conduct_names[c];
}

const char *account_part_name(account_part p) {
    return part_names[p];
}

static const agreement_obligation *obligation_of(const truce_agreement *g, const account_cell *cell) {
    return &g->obligations.v[cell->obligation];
}

static bool has_part(const account_cell *cell, account_part part) {
    for (size_t i = 0; i < cell->claims.n; i++)
        if (cell->claims.v[i].part == part) return true;
    return false;
}

/* ── how much was agreed ── */

/* Spans of `every` that have begun by a day. */
static double periods(const truce_agreement *g, const agreement_obligation *o, truce_day until) {
    const agreement_phase *p = &g->phases.v[o->phase];
    if (p->start == TRUCE_NO_DAY || until < p->start) return -1;
    if (p->end != TRUCE_NO_DAY && until > p->end) until = p->end;
    return floor((double)(until - p->start) / o->every) + 1;
}

static amount times(amount x, amount by) {
    return (amount){x.min < 0 || by.min < 0 ? TRUCE_UNBOUNDED : x.min * by.min,
                    x.max < 0 || by.max < 0 ? TRUCE_UNBOUNDED : x.max * by.max};
}

static amount agreed_of(const truce_agreement *g, const agreement_obligation *o, amount base, truce_day as_of) {
    amount agreed = o->count;
    if (!o->counted) return AMOUNT_UNKNOWN;
    if (o->about) agreed = tally_widened(agreed, g->tolerance);
    if (o->per.n) agreed = times(agreed, base);
    double n = o->every ? periods(g, o, as_of) : 1;
    return n < 0 ? AMOUNT_UNKNOWN : times(agreed, (amount){n, n});
}

static amount owed_of(amount agreed, amount done) {
    amount owed = AMOUNT_UNKNOWN;
    if (agreed.min >= 0 && done.max >= 0) owed.min = fmax(0, agreed.min - done.max);
    if (agreed.min >= 0 && done.max < 0 && done.min >= 0) owed.min = 0;
    if (agreed.max >= 0 && done.min >= 0) owed.max = fmax(0, agreed.max - done.min);
    return owed;
}

/* `50 a day` comes to 50 for each span that the claim's days meet. */
static double spans_of(const truce_agreement *g, const agreement_obligation *o, const account_claim *c) {
    const agreement_phase *p = &g->phases.v[o->phase];
    if (c->last == TRUCE_NO_DAY || p->start == TRUCE_NO_DAY) return -1;
    if (c->undated || c->first <= p->start) return periods(g, o, c->last);
    return floor((double)(c->last - c->first) / o->every) + 1;
}

/* A figure for each of another obligation, or for each span, times as many as there were. */
static void set_figures(const truce_agreement *g, const agreement_obligation *o, account_claims *claims, amount base) {
    for (size_t i = 0; i < claims->n; i++) {
        account_claim *c = &claims->v[i];
        c->figure = c->claim->quantity.kind ? tally_figure(&c->claim->quantity, g->tolerance) : AMOUNT_UNKNOWN;
        c->in_all = c->part == PART_CUMULATIVE;
        if (c->part != PART_RATIO) continue;
        double n = o->every ? spans_of(g, o, c) : -1;
        c->figure = times(c->figure, o->every ? (amount){n, n} : base);
        c->in_all = !o->every || c->undated || c->first <= g->phases.v[o->phase].start;
    }
}

/* ── progress ── */

/* Who is talking has met. */
static bool met_by_going_on(truce_act act) {
    return act_is_state(act) || act == TRUCE_ACT_TALK || act == TRUCE_ACT_CONTACT;
}

static bool done_by(const account_claim *c, truce_day until) {
    bool done = c->part == PART_BATCH || c->part == PART_CUMULATIVE || c->part == PART_RATIO || c->part == PART_NAMED ||
                c->part == PART_DONE || (c->part == PART_UNDER_WAY && met_by_going_on(c->claim->act));
    return done && (until == TRUCE_NO_DAY || (c->last != TRUCE_NO_DAY && c->last <= until));
}

static bool covers(arena *a, const truce_agreement *g, const account_claim *c, const char *place_key) {
    if (!c->claim->place) return true;
    const char *key = name_key(a, &g->articles, c->claim->place);
    return key_holds(key, place_key) || key_holds(place_key, key);
}

/* Of what is not counted: whether it is done, at every place that it is owed at. */
static account_progress uncounted(arena *a, const truce_agreement *g, const account_cell *cell, truce_day until) {
    const agreement_obligation *o = obligation_of(g, cell);
    size_t places = 0;
    bool any = false;
    for (size_t i = 0; i < cell->claims.n; i++) any = any || done_by(&cell->claims.v[i], until);
    for (size_t k = 0; k < o->place_keys.n; k++) {
        bool covered = false;
        for (size_t i = 0; i < cell->claims.n && !covered; i++)
            covered = done_by(&cell->claims.v[i], until) && covers(a, g, &cell->claims.v[i], o->place_keys.v[k]);
        places += covered;
    }
    if (any && places == o->place_keys.n) return PROGRESS_DONE;
    return any || has_part(cell, PART_UNDER_WAY) ? PROGRESS_PARTLY : PROGRESS_REPORTED_NOT_DONE;
}

static bool only_terms(const account_cell *cell) {
    for (size_t i = 0; i < cell->claims.n; i++) {
        account_part part = cell->claims.v[i].part;
        if (part != PART_TERM && part != PART_LEVEL) return false;
    }
    return true;
}

static account_progress compare(amount done, amount agreed) {
    if (agreed.max >= 0 && done.min > agreed.max) return PROGRESS_OVER;
    if (agreed.min >= 0 && done.min >= agreed.min) return PROGRESS_DONE;
    if (agreed.min < 0) return PROGRESS_PARTLY;
    return done.min > 0 ? PROGRESS_PARTLY : PROGRESS_REPORTED_NOT_DONE;
}

static account_progress progress_of(arena *a, const truce_agreement *g, const account_cell *cell, const tally *t) {
    const agreement_obligation *o = obligation_of(g, cell);
    if (only_terms(cell)) return PROGRESS_NO_REPORT;
    if (o->of.n && o->counted && t->figure) return compare(t->done, cell->agreed);
    if (o->of.n && o->counted && (t->report || has_part(cell, PART_UNDER_WAY)))
        return t->report ? PROGRESS_NUMBER_NOT_REPORTED : PROGRESS_REPORTED_NOT_DONE;
    if (o->of.n && act_delivers(o->act.v[0]) && (t->figure || t->report))
        return t->figure ? PROGRESS_PARTLY : PROGRESS_NUMBER_NOT_REPORTED;
    return uncounted(a, g, cell, TRUCE_NO_DAY);
}

/* ── timing ── */

static bool is_done(account_progress p) {
    return p == PROGRESS_DONE || p == PROGRESS_OVER;
}

/* Whether it was done by the deadline, as far as days are reported. */
static account_timing timing_of_done(arena *a, const truce_agreement *g, account_cell *cell) {
    const agreement_obligation *o = obligation_of(g, cell);
    truce_day due = o->due;
    bool counted = o->of.n && o->counted;
    tally by_due = tally_claims(a, o, &cell->claims, cell->agreed, due);
    bool in_time = counted ? by_due.figure && is_done(compare(by_due.done, cell->agreed))
                           : uncounted(a, g, cell, due) == PROGRESS_DONE;
    if (in_time) return TIMING_DUE;
    for (size_t i = 0; i < cell->claims.n; i++) {
        const account_claim *c = &cell->claims.v[i];
        if (done_by(c, TRUCE_NO_DAY) && c->first <= due && (c->last == TRUCE_NO_DAY || c->last > due))
            return TIMING_UNKNOWN;
    }
    return TIMING_LATE;
}

/* Whether the group itself tells that less than `need` was done after a day. What it does not tell may have been done.
 */
static bool figures_fall_short(const account_cell *cell, const tally *t, double need, truce_day due) {
    return t->bounded && t->bound_day > due && cell->done.max >= 0 && cell->done.max < need;
}

/* Whether the group, after a day, still spoke of it as of something to come, or not to come. */
static bool spoken_of_as_open(const account_cell *cell, truce_day due) {
    for (size_t i = 0; i < cell->claims.n; i++) {
        const account_claim *c = &cell->claims.v[i];
        bool open = c->part == PART_EXPECTED || c->part == PART_REFUSED || c->part == PART_DENIED ||
                    c->part == PART_UNDER_WAY || c->part == PART_SUSPENDED;
        truce_day said = claim_said_on(c->claim);
        if (open && said != TRUCE_NO_DAY && said > due) return true;
    }
    return false;
}

/* The day of the first batch that the group's own figures miss; TRUCE_NO_DAY without one. */
static truce_day missed_batch(const agreement_obligation *o, const account_cell *cell, const tally *t) {
    double need = 0;
    for (size_t i = 0; i < o->batches.n && o->batches.v[i].by != TRUCE_NO_DAY; i++) {
        need += o->batches.v[i].count.min;
        if (figures_fall_short(cell, t, need, o->batches.v[i].by)) return o->batches.v[i].by;
    }
    return TRUCE_NO_DAY;
}

static account_timing timing_of(arena *a, const truce_agreement *g, account_cell *cell, const tally *t,
                                truce_day as_of) {
    const agreement_obligation *o = obligation_of(g, cell);
    const agreement_phase *p = &g->phases.v[o->phase];
    bool done = is_done(cell->progress);
    cell->due = o->due;
    if (done && o->due != TRUCE_NO_DAY) return timing_of_done(a, g, cell);
    if (!done && p->not_before != TRUCE_NO_DAY && as_of < p->not_before) return TIMING_NOT_DUE;
    if (!done && p->start == TRUCE_NO_DAY) return TIMING_UNKNOWN;
    truce_day missed = done ? TRUCE_NO_DAY : missed_batch(o, cell, t);
    if (missed != TRUCE_NO_DAY) {
        cell->due = missed;
        return TIMING_OVERDUE;
    }
    if (o->due == TRUCE_NO_DAY) return o->deadline.kind == DEADLINE_NONE ? TIMING_NO_DEADLINE : TIMING_UNKNOWN;
    if (as_of <= o->due) return TIMING_DUE;
    bool open = figures_fall_short(cell, t, cell->agreed.min, o->due) || spoken_of_as_open(cell, o->due);
    return open ? TIMING_OVERDUE : TIMING_UNKNOWN;
}

/* ── the cell ── */

static account_conduct conduct_of(const account_cell *cell, bool own_voice) {
    if (has_part(cell, PART_ALLEGED)) return own_voice ? CONDUCT_ADMITTED : CONDUCT_ALLEGED;
    return has_part(cell, PART_DENIED) ? CONDUCT_DENIED : CONDUCT_NO_BREACH_REPORTED;
}

/* Tallying for the deadline marks claims anew: the marks of the whole are put back. */
static void keep_marks(arena *a, const truce_agreement *g, account_cell *cell) {
    tally_claims(a, obligation_of(g, cell), &cell->claims, cell->agreed, TRUCE_NO_DAY);
}

void cell_stand(arena *a, const truce_agreement *g, account_cell *cell, amount base, truce_day as_of, bool own_voice) {
    const agreement_obligation *o = obligation_of(g, cell);
    cell->agreed = agreed_of(g, o, base, as_of);
    set_figures(g, o, &cell->claims, base);
    tally t = tally_claims(a, o, &cell->claims, cell->agreed, TRUCE_NO_DAY);
    cell->done = o->of.n ? t.done : AMOUNT_UNKNOWN;
    cell->bounded = t.bounded;
    cell->owed = owed_of(cell->agreed, cell->done);
    if (o->never.n) {
        cell->progress = only_terms(cell) ? PROGRESS_NO_REPORT : PROGRESS_REPORTED_NOT_DONE;
        cell->timing = TIMING_NO_DEADLINE;
        cell->due = TRUCE_NO_DAY;
        cell->conduct = conduct_of(cell, own_voice);
        return;
    }
    cell->progress = progress_of(a, g, cell, &t);
    cell->timing = timing_of(a, g, cell, &t, as_of);
    keep_marks(a, g, cell);
    if (is_done(cell->progress)) return;
    if (has_part(cell, PART_REFUSED)) cell->flags |= FLAG_REFUSED;
    if (has_part(cell, PART_SUSPENDED)) cell->flags |= FLAG_SUSPENDED;
}

/* ── disputes ── */

/* `two` tells how many there were in all by a day; by then `one` has seen more. */
static bool figures_clash(arena *a, const agreement_obligation *o, account_cell *one, account_cell *two) {
    tally bound = tally_claims(a, o, &two->claims, two->agreed, TRUCE_NO_DAY);
    if (!o->of.n || !bound.bounded) return false;
    tally seen = tally_claims(a, o, &one->claims, one->agreed, bound.bound_day);
    return seen.figure && seen.done.min > bound.bound;
}

/* `two` denies what `one` reports done by then. */
static bool denial_clashes(arena *a, const truce_agreement *g, account_cell *one, const account_cell *two) {
    const agreement_obligation *o = obligation_of(g, one);
    if (is_done(two->progress)) return false;
    for (size_t i = 0; i < two->claims.n; i++) {
        const account_claim *c = &two->claims.v[i];
        if (c->part != PART_DENIED || c->last == TRUCE_NO_DAY) continue;
        tally t = tally_claims(a, o, &one->claims, one->agreed, c->last);
        if (o->of.n && o->counted ? t.figure && is_done(compare(t.done, one->agreed))
                                  : uncounted(a, g, one, c->last) == PROGRESS_DONE)
            return true;
    }
    return false;
}

static bool conduct_clashes(const account_cell *one, const account_cell *two) {
    return one->conduct == CONDUCT_ALLEGED && has_part(two, PART_DENIED);
}

void cells_dispute(arena *a, const truce_agreement *g, account_cell *cells, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            const agreement_obligation *o = obligation_of(g, &cells[i]);
            if (i == k || !cells[i].claims.n || !cells[k].claims.n) continue;
            bool clash = o->never.n
                             ? conduct_clashes(&cells[i], &cells[k])
                             : figures_clash(a, o, &cells[i], &cells[k]) || denial_clashes(a, g, &cells[i], &cells[k]);
            if (!clash) continue;
            cells[i].flags |= FLAG_DISPUTED;
            cells[k].flags |= FLAG_DISPUTED;
        }
    for (size_t i = 0; i < n; i++) keep_marks(a, g, &cells[i]);
}
