/* SPDX-License-Identifier: Apache-2.0 */
#include "score/score_slots.h"

#include <string.h>

#include "score/score_names.h"

static bool fills(const truce_claim *c, truce_slot slot) {
    switch (slot) {
    case TRUCE_SLOT_STATUS:
    case TRUCE_SLOT_SOURCE: return true;
    case TRUCE_SLOT_ACTOR: return c->actor.n > 0;
    case TRUCE_SLOT_TARGET: return c->target.n > 0;
    case TRUCE_SLOT_QUANTITY: return c->quantity.kind != TRUCE_QUANTITY_KIND_NONE;
    case TRUCE_SLOT_TIME: return c->time.text != NULL;
    case TRUCE_SLOT_MEASURE: return c->quantity.measure != TRUCE_MEASURE_NONE;
    case TRUCE_SLOT_COUNT: break;
    }
    return false;
}

static bool same_text(const char *x, const char *y) {
    return x && y ? strcmp(x, y) == 0 : x == y;
}

static bool same_source(arena *scratch, const truce_claim *x, const truce_claim *y) {
    size_t n = x->n_source;
    if (n != y->n_source) return false;
    return n == 0 || names_equal(scratch, x->source[n - 1].name, y->source[n - 1].name);
}

static bool same_quantity(const truce_quantity *x, const truce_quantity *y) {
    return x->kind == y->kind && (!x->kind || (x->min == y->min && x->max == y->max));
}

static bool same_time(const truce_time *x, const truce_time *y) {
    if (!x->text || !y->text) return x->text == y->text;
    return x->start == y->start && x->end == y->end && same_text(x->duration, y->duration);
}

bool slot_counts(const truce_claim *gold, const truce_claim *system, truce_slot slot) {
    return fills(gold, slot) || fills(system, slot);
}

bool slot_right(arena *scratch, const truce_claim *gold, const truce_claim *system, truce_slot slot) {
    switch (slot) {
    case TRUCE_SLOT_STATUS: return gold->status == system->status;
    case TRUCE_SLOT_SOURCE: return same_source(scratch, gold, system);
    case TRUCE_SLOT_ACTOR: return names_alike(scratch, &gold->actor, &system->actor);
    case TRUCE_SLOT_TARGET: return names_alike(scratch, &gold->target, &system->target);
    case TRUCE_SLOT_QUANTITY: return same_quantity(&gold->quantity, &system->quantity);
    case TRUCE_SLOT_TIME: return same_time(&gold->time, &system->time);
    case TRUCE_SLOT_MEASURE: return gold->quantity.measure == system->quantity.measure;
    case TRUCE_SLOT_COUNT: break;
    }
    return false;
}

slot_marks slots_compare(arena *scratch, const truce_claim *gold, const truce_claim *system) {
    slot_marks out = {0};
    for (truce_slot slot = 0; slot < TRUCE_SLOT_COUNT; slot++) {
        if (!slot_counts(gold, system, slot)) continue;
        out.counting |= 1u << slot;
        if (slot_right(scratch, gold, system, slot)) out.right |= 1u << slot;
    }
    return out;
}

double slots_share(slot_marks marks) {
    unsigned counting = 0, right = 0;
    for (unsigned slot = 0; slot < TRUCE_SLOT_MEASURE; slot++) {
        counting += marks.counting >> slot & 1;
        right += marks.right >> slot & 1;
    }
    return counting ? (double)right / counting : 0;
}
