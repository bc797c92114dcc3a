/* SPDX-License-Identifier: Apache-2.0 */
#include <truce/score.h>

#include "base/error.h"
#include "claims/claim_json.h"

/* Writes o, made without a failure if ok, and lets go of it. */
static truce_status write_made(json_t *o, bool ok, FILE *f, truce_error *err) {
    truce_status status = ok ? json_write_line(f, o, err) : error_set(err, TRUCE_MEMORY, "out of memory");
    json_decref(o);
    return status;
}

static bool add_figures(json_t *o, truce_figures figures) {
    return json_add_number(o, "precision", figures.precision) && json_add_number(o, "recall", figures.recall) &&
           json_add_number(o, "f1", figures.f1);
}

static truce_status write_tally(const truce_tally *t, const char *by, FILE *f, truce_error *err) {
    json_t *o = json_object(), *with_slots = json_object();
    bool ok = json_add_text(o, "by", by) && json_add_text(o, "name", t->name) &&
              json_add_int(o, "gold", (long long)t->gold) && json_add_int(o, "excused", (long long)t->excused) &&
              json_add_int(o, "system", (long long)t->system) && json_add_int(o, "matched", (long long)t->matched) &&
              add_figures(o, truce_tally_figures(t)) && add_figures(with_slots, truce_tally_figures_with_slots(t));
    ok = json_add(o, "with_slots", with_slots) && ok;
    return write_made(o, ok, f, err);
}

static truce_status write_slot(const truce_tally *t, truce_slot slot, FILE *f, truce_error *err) {
    size_t counting = t->counting[slot], right = t->right[slot];
    json_t *o = json_object();
    bool ok = json_add_text(o, "by", "slot") && json_add_text(o, "name", truce_slot_name(slot)) &&
              json_add_int(o, "counting", (long long)counting) && json_add_int(o, "right", (long long)right) &&
              json_add(o, "accuracy", counting ? json_real((double)right / (double)counting) : json_null());
    return write_made(o, ok, f, err);
}

truce_status truce_score_write_json(const truce_score *s, truce_score_axis axis, FILE *f, truce_error *err) {
    static const char *const names[] = {"act", "report", "rule"};
    size_t n;
    const truce_tally *v = truce_score_by(s, axis, &n), *all = truce_score_all(s);
    truce_status status = write_tally(all, "all", f, err);
    for (size_t i = 0; !status && i < n; i++) status = write_tally(&v[i], names[axis], f, err);
    for (truce_slot slot = 0; !status && slot < TRUCE_SLOT_COUNT; slot++) status = write_slot(all, slot, f, err);
    return status;
}

static bool add_claim(json_t *o, const char *key, const truce_claim *c) {
    return !c || json_add(o, key, claim_to_json(c));
}

truce_status truce_judgement_write_json(const truce_judgement *j, FILE *f, truce_error *err) {
    json_t *o = json_object(), *wrong = json_array();
    bool ok = wrong;
    for (unsigned slot = 0; ok && slot < TRUCE_SLOT_COUNT; slot++)
        if ((j->counting & ~j->right) >> slot & 1)
            ok = json_array_append_new(wrong, json_string(truce_slot_name((truce_slot)slot))) == 0;
    ok = ok && json_add_text(o, "outcome", truce_outcome_name(j->outcome)) && json_add_number(o, "overlap", j->overlap);
    ok = json_add(o, "wrong", wrong) && ok;
    ok = ok && add_claim(o, "gold", j->gold) && add_claim(o, "system", j->system) && add_claim(o, "near", j->near);
    return write_made(o, ok, f, err);
}
