/* SPDX-License-Identifier: Apache-2.0 */
/* What is odd or dangerous in an agreement that is well formed. */
#include <stdarg.h>
#include <stdio.h>

#include "agreement/model.h"
#include "base/error.h"

typedef struct warner {
    const truce_agreement *g;
    truce_problem *problem;
    void *ctx;
    int n;
} warner;

static void warn(warner *w, size_t line, size_t column, const char *fmt, ...) TRUCE_PRINTF(4, 5);

static void warn(warner *w, size_t line, size_t column, const char *fmt, ...) {
    char message[400];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    truce_error err;
    error_at(&err, TRUCE_OK, w->g->path, line, column, "%s", message);
    if (w->problem) w->problem(w->ctx, &err);
    w->n++;
}

/* Whether phase p waits, by whatever way round, for phase `on`. */
static bool waits_for(const truce_agreement *g, size_t p, size_t on) {
    for (size_t steps = 0; steps <= g->phases.n; steps++) {
        if (p == on) return true;
        if (!g->phases.v[p].after.n) return false;
        const agreement_ref *after = &g->phases.v[p].after.v[0];
        p = (size_t)(after->phase ? after->index : g->obligations.v[after->index].phase);
    }
    return false;
}

static void check_phase(warner *w, size_t index) {
    const agreement_phase *p = &w->g->phases.v[index];
    if (p->on == TRUCE_NO_DAY && !p->after.n)
        warn(w, p->line, p->column, "the phase '%s' has no 'starts': nothing in it is ever due", p->id);
    for (size_t i = 0; i < p->when.n; i++) {
        const agreement_obligation *o = &w->g->obligations.v[p->when.v[i].index];
        if (waits_for(w->g, (size_t)o->phase, index))
            warn(w, p->when.v[i].line, p->when.v[i].column,
                 "a circle: the phase '%s' waits for '%s', which is owed in the phase '%s' and waits for it", p->id,
                 o->id, w->g->phases.v[o->phase].id);
    }
    if (p->n == 0) warn(w, p->line, p->column, "the phase '%s' has no obligations", p->id);
}

static void check_batches(warner *w, const agreement_obligation *o) {
    double sum = 0;
    for (size_t i = 0; i < o->batches.n; i++) {
        sum += o->batches.v[i].count.min;
        if (o->batches.v[i].by != TRUCE_NO_DAY && o->due != TRUCE_NO_DAY && o->batches.v[i].by > o->due)
            warn(w, o->line, o->column, "'%s': batch %zu is due after the whole", o->id, i + 1);
    }
    if (o->batches.n && o->counted && (sum < o->count.min || (o->count.max >= 0 && sum > o->count.max)))
        warn(w, o->line, o->column, "'%s': its batches are %.15g together, its count is not", o->id, sum);
}

static void check_obligation(warner *w, const agreement_obligation *o) {
    const agreement_phase *p = &w->g->phases.v[o->phase];
    bool timed = o->deadline.kind != DEADLINE_NONE || p->lasts || o->every || o->never.n || act_is_state(o->act.v[0]);
    if (!timed)
        warn(w, o->line, o->column, "'%s' has no deadline, and its phase no end: it can never be overdue", o->id);
    if (o->deadline.kind != DEADLINE_NONE && o->due != TRUCE_NO_DAY && p->not_before != TRUCE_NO_DAY &&
        o->due < p->not_before)
        warn(w, o->line, o->column, "'%s' is due before its phase '%s' can start", o->id, p->id);
    if (o->of.n && !o->counted && o->act.n && act_delivers(o->act.v[0]))
        warn(w, o->line, o->column, "'%s' has no 'count': what is still owed cannot be told", o->id);
    if (o->of.n && !o->to.n && o->act.n && w->g->n_sides > 2)
        warn(w, o->line, o->column, "'%s' has no 'to': with %zu sides its creditor is not known", o->id, w->g->n_sides);
    for (size_t i = 0; i < o->to.n; i++)
        for (size_t k = 0; k < o->by.n; k++)
            if (o->to.v[i].index == o->by.v[k].index)
                warn(w, o->line, o->column, "'%s' is owed by %s to itself", o->id, o->by.v[k].id);
    for (size_t i = 0; i < o->in_exchange_for.n; i++)
        if (&w->g->obligations.v[o->in_exchange_for.v[i].index] == o)
            warn(w, o->line, o->column, "'%s' is in exchange for itself", o->id);
    check_batches(w, o);
}

int truce_agreement_warn(const truce_agreement *g, truce_problem *problem, void *ctx) {
    warner w = {g, problem, ctx, 0};
    for (size_t p = 0; p < g->phases.n; p++) {
        check_phase(&w, p);
        for (int i = 0; i < g->phases.v[p].n; i++) check_obligation(&w, &g->obligations.v[g->phases.v[p].first + i]);
    }
    return w.n;
}
