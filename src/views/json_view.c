/* SPDX-License-Identifier: Apache-2.0 */
#include <truce/view.h>

#include <math.h>
#include <stdlib.h>

#include "agreement/account.h"
#include "base/calendar.h"
#include "base/error.h"
#include "base/json.h"
#include "claims/claim_json.h"
#include "views/safe_text.h"

static bool add_day(json_t *object, const char *key, truce_day d) {
    char text[DAY_TEXT];
    return json_add(object, key, d == TRUCE_NO_DAY ? json_null() : json_string(day_text(d, text)));
}

static json_t *amount_json(amount x) {
    json_t *o = json_object();
    bool ok = json_add_number(o, "min", x.min < 0 ? NAN : x.min);
    ok = json_add_number(o, "max", x.max < 0 ? NAN : x.max) && ok;
    if (ok) return o;
    json_decref(o);
    return NULL;
}

/* The claim's own fields, and what it does in its cell. */
static json_t *claim_json(const account_claim *c) {
    json_t *o = claim_to_json(c->claim);
    bool ok = json_add_text(o, "part", account_part_name(c->part));
    ok = add_day(o, "first", c->first) && ok;
    ok = add_day(o, "last", c->last) && ok;
    if (c->undated) ok = json_add(o, "undated", json_true()) && ok;
    if (c->elsewhere) ok = json_add(o, "counted_elsewhere", json_true()) && ok;
    if (ok) return o;
    json_decref(o);
    return NULL;
}

static bool append(json_t *list, json_t *value, bool ok) {
    return json_array_append_new(list, value) == 0 && ok;
}

static json_t *claims_json(const account_claims *claims) {
    json_t *list = json_array();
    bool ok = list;
    for (size_t i = 0; i < claims->n; i++) ok = append(list, claim_json(&claims->v[i]), ok);
    if (ok) return list;
    json_decref(list);
    return NULL;
}

static json_t *aside_json(const account_claims *claims) {
    json_t *list = json_array();
    bool ok = list;
    for (size_t i = 0; i < claims->n; i++) {
        json_t *o = json_object();
        ok = json_add(o, "claim", claim_json(&claims->v[i])) && ok;
        ok = json_add_text(o, "reason", claims->v[i].reason) && ok;
        ok = append(list, o, ok);
    }
    if (ok) return list;
    json_decref(list);
    return NULL;
}

static json_t *flags_json(unsigned flags) {
    json_t *list = json_array();
    bool ok = list;
    if (flags & FLAG_REFUSED) ok = append(list, json_string("refused"), ok);
    if (flags & FLAG_SUSPENDED) ok = append(list, json_string("suspended"), ok);
    if (flags & FLAG_DISPUTED) ok = append(list, json_string("disputed"), ok);
    if (ok) return list;
    json_decref(list);
    return NULL;
}

static json_t *cell_json(const truce_account *account, const account_cell *cell) {
    const truce_agreement *g = account->g;
    json_t *o = json_object();
    bool ok = json_add_text(o, "obligation", g->obligations.v[cell->obligation].id);
    if (cell->debtor >= 0) ok = json_add_text(o, "debtor", g->actors.v[cell->debtor].id) && ok;
    ok = json_add_text(o, "group", account->groups.v[cell->group].id) && ok;
    ok = json_add(o, "agreed", amount_json(cell->agreed)) && ok;
    ok = json_add(o, "done", amount_json(cell->done)) && ok;
    ok = json_add(o, "owed", amount_json(cell->owed)) && ok;
    ok = json_add_text(o, "progress", account_progress_name(cell->progress)) && ok;
    ok = json_add_text(o, "timing", account_timing_name(cell->timing)) && ok;
    if (cell->due != TRUCE_NO_DAY) ok = add_day(o, "due", cell->due) && ok;
    ok = json_add(o, "flags", flags_json(cell->flags)) && ok;
    ok = json_add(o, "conduct", cell->conduct ? json_string(account_conduct_name(cell->conduct)) : json_null()) && ok;
    ok = json_add(o, "claims", claims_json(&cell->claims)) && ok;
    ok = json_add(o, "set_aside", aside_json(&cell->set_aside)) && ok;
    if (ok) return o;
    json_decref(o);
    return NULL;
}

static json_t *report_json(const account_report *r) {
    json_t *o = json_object();
    bool ok = json_add_text(o, "report", r->name);
    ok = json_add_text(o, "report_id", r->id) && ok;
    ok = json_add_text(o, "outlet", r->outlet) && ok;
    ok = add_day(o, "report_date", r->date) && ok;
    ok = json_add_text(o, "copy_of", r->copy_of) && ok;
    if (ok) return o;
    json_decref(o);
    return NULL;
}

static json_t *head_json(const truce_account *account) {
    json_t *o = json_object(), *reports = json_array(), *left_out = json_array(), *head = json_object();
    bool ok = json_add_text(o, "agreement", account->g->name);
    for (size_t i = 0; i < account->reports.n; i++) ok = append(reports, report_json(&account->reports.v[i]), ok);
    for (size_t i = 0; i < account->left_out.n; i++) ok = append(left_out, report_json(&account->left_out.v[i]), ok);
    ok = add_day(o, "as_of", account->as_of) && ok;
    ok = add_day(o, "known_by", account->known_by) && ok;
    ok = json_add_number(o, "tolerance", account->g->tolerance) && ok;
    ok = add_day(o, "from", account->from) && ok;
    ok = add_day(o, "to", account->to) && ok;
    ok = json_add(o, "reports", reports) && ok;
    ok = json_add(o, "undated_left_out", left_out) && ok;
    ok = json_add_int(o, "earlier_left_out", (long long)account->n_early) && ok;
    ok = json_add_int(o, "later_left_out", (long long)account->n_late) && ok;
    ok = json_add_int(o, "others_left_out", (long long)account->n_others) && ok;
    ok = json_add(head, "account", o) && ok;
    if (ok) return head;
    json_decref(head);
    return NULL;
}

static json_t *said_json(const truce_account *account, const account_said *said) {
    json_t *o = json_object(), *head = json_object();
    bool ok = json_add_text(o, "group", account->groups.v[said->group].id);
    ok = json_add(o, "claim", claim_json(&said->said)) && ok;
    ok = json_add(head, "said", o) && ok;
    if (ok) return head;
    json_decref(head);
    return NULL;
}

/* What could steer a terminal is in quotes: JSON has escapes of its own for it. */
static truce_status write_line(FILE *out, json_t *value, truce_error *err) {
    char *text = value ? json_dumps(value, JSON_REAL_PRECISION(15)) : NULL;
    json_decref(value);
    if (!text) return error_set(err, TRUCE_MEMORY, "out of memory");
    safe_json(out, text);
    fputc('\n', out);
    free(text);
    return ferror(out) ? error_errno(err, NULL, "write the account") : TRUCE_OK;
}

truce_status truce_account_write_json(const truce_account *account, FILE *out, truce_error *err) {
    truce_status status = write_line(out, head_json(account), err);
    for (size_t i = 0; !status && i < account->cells.n; i++)
        status = write_line(out, cell_json(account, &account->cells.v[i]), err);
    for (size_t i = 0; !status && i < account->said.n; i++)
        status = write_line(out, said_json(account, &account->said.v[i]), err);
    return status;
}
