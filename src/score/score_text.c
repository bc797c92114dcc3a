/* SPDX-License-Identifier: Apache-2.0 */
#include <truce/score.h>

#include <stdarg.h>

#include "base/calendar.h"

/* Text that is cut to fit. */
typedef struct cut {
    char *out;
    size_t size, n;
} cut;

static void put(cut *c, const char *fmt, ...) TRUCE_PRINTF(2, 3);

static void put(cut *c, const char *fmt, ...) {
    if (c->n >= c->size) return;
    va_list args;
    va_start(args, fmt);
    int k = vsnprintf(c->out + c->n, c->size - c->n, fmt, args);
    va_end(args);
    if (k > 0) c->n += (size_t)k;
}

static void put_names(cut *c, const truce_names *names) {
    for (size_t i = 0; i < names->n; i++) put(c, "%s%s", i ? "; " : "", names->v[i]);
}

static void put_bound(cut *c, double bound) {
    if (bound == TRUCE_UNBOUNDED)
        put(c, "?");
    else
        put(c, "%.15g", bound);
}

static void put_quantity(cut *c, const truce_quantity *q) {
    if (!q->kind) return;
    put_bound(c, q->min);
    put(c, "..");
    put_bound(c, q->max);
    put(c, " %s", truce_quantity_kind_name(q->kind));
}

static void put_time(cut *c, const truce_time *t) {
    char day[DAY_TEXT];
    if (!t->text) return;
    if (t->start != TRUCE_NO_DAY || t->end != TRUCE_NO_DAY) {
        put(c, "%s..", day_text(t->start, day));
        put(c, "%s ", day_text(t->end, day));
    }
    if (t->duration) put(c, "%s ", t->duration);
    put(c, "\"%s\"", t->text);
}

char *truce_slot_text(const truce_claim *c, truce_slot slot, char *out, size_t size) {
    cut text = {out, size, 0};
    if (size) out[0] = 0;
    switch (slot) {
    case TRUCE_SLOT_STATUS: put(&text, "%s", truce_claim_status_name(c->status)); break;
    case TRUCE_SLOT_SOURCE:
        for (size_t i = 0; i < c->n_source; i++) put(&text, "%s%s", i ? " > " : "", c->source[i].name);
        break;
    case TRUCE_SLOT_ACTOR: put_names(&text, &c->actor); break;
    case TRUCE_SLOT_TARGET: put_names(&text, &c->target); break;
    case TRUCE_SLOT_QUANTITY: put_quantity(&text, &c->quantity); break;
    case TRUCE_SLOT_TIME: put_time(&text, &c->time); break;
    case TRUCE_SLOT_MEASURE: put(&text, "%s", truce_measure_name(c->quantity.measure)); break;
    case TRUCE_SLOT_COUNT: break;
    }
    return out;
}
