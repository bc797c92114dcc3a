/* SPDX-License-Identifier: Apache-2.0 */
/* When phases run and obligations fall due, as far as the file alone tells. */
#include "agreement/model.h"

bool act_is_state(truce_act act) {
    return act == TRUCE_ACT_CEASE_FIRE || act == TRUCE_ACT_MONITOR || act == TRUCE_ACT_ADMIT_AID ||
           act == TRUCE_ACT_COMMIT || act == TRUCE_ACT_DEPLOY;
}

bool act_delivers(truce_act act) {
    return act == TRUCE_ACT_RELEASE || act == TRUCE_ACT_HANDOVER || act == TRUCE_ACT_RECOVER ||
           act == TRUCE_ACT_ADMIT_AID || act == TRUCE_ACT_RETURN_HOME || act == TRUCE_ACT_DISARM;
}

static bool set_phase(const truce_agreement *g, agreement_phase *p) {
    agreement_phase before = *p;
    if (p->on != TRUCE_NO_DAY) p->start = p->not_before = p->on;
    if (p->after.n && p->after.v[0].phase) {
        truce_day end = g->phases.v[p->after.v[0].index].end;
        if (end != TRUCE_NO_DAY) p->not_before = end + 1;
        if (p->when.n == 0) p->start = p->not_before;
    }
    if (p->start != TRUCE_NO_DAY && p->lasts) p->end = p->start + p->lasts - 1;
    return p->start != before.start || p->end != before.end || p->not_before != before.not_before;
}

static truce_day within(const truce_agreement *g, const agreement_obligation *o) {
    const agreement_phase *from = &g->phases.v[o->phase];
    if (o->deadline.of.n) {
        if (!o->deadline.of.v[0].phase)
            return TRUCE_NO_DAY; /* the day on which an obligation is kept: not in the file */
        from = &g->phases.v[o->deadline.of.v[0].index];
    }
    return from->start == TRUCE_NO_DAY ? TRUCE_NO_DAY : from->start + o->deadline.days;
}

static truce_day due(const truce_agreement *g, const agreement_obligation *o) {
    const agreement_phase *p = &g->phases.v[o->phase];
    if (o->never.n) return TRUCE_NO_DAY;
    switch (o->deadline.kind) {
    case DEADLINE_DAY: return o->deadline.day;
    case DEADLINE_WITHIN: return within(g, o);
    case DEADLINE_NUMBER: return p->start == TRUCE_NO_DAY ? TRUCE_NO_DAY : p->start + o->deadline.days - 1;
    case DEADLINE_NONE: break;
    }
    return o->every || act_is_state(o->act.v[0]) ? TRUCE_NO_DAY : p->end;
}

void agreement_set_days(truce_agreement *g) {
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t i = 0; i < g->phases.n; i++) moved = set_phase(g, &g->phases.v[i]) || moved;
    }
    for (size_t i = 0; i < g->obligations.n; i++) g->obligations.v[i].due = due(g, &g->obligations.v[i]);
}
