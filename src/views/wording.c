/* SPDX-License-Identifier: Apache-2.0 */
#include "views/wording.h"

#include <stdio.h>

#include "base/calendar.h"
#include "base/vec.h"

/* ── acts and kinds in words ── */

typedef struct act_words {
    const char *noun; /* before `of …` */
    const char *bare; /* without an object */
    const char *past; /* as a row's standing */
} act_words;

static const act_words acts[TRUCE_ACT_COUNT] = {
    [TRUCE_ACT_RELEASE] = {"release of", "release", "released"},
    [TRUCE_ACT_HANDOVER] = {"handover of", "handover", "handed over"},
    [TRUCE_ACT_RECOVER] = {"recovery of", "recovery", "recovered"},
    [TRUCE_ACT_CONTACT] = {"contact with", "contact", "done"},
    [TRUCE_ACT_CAPTURE] = {"capture of", "capture", "done"},
    [TRUCE_ACT_CEASE_FIRE] = {"ceasefire for", "ceasefire", "done"},
    [TRUCE_ACT_EXTEND] = {"extension of", "extension", "done"},
    [TRUCE_ACT_ATTACK] = {"attack on", "attack", "done"},
    [TRUCE_ACT_WITHDRAW] = {"withdrawal of", "withdrawal", "withdrawn"},
    [TRUCE_ACT_DEPLOY] = {"deployment of", "deployment", "deployed"},
    [TRUCE_ACT_MONITOR] = {"monitoring by", "monitoring", "done"},
    [TRUCE_ACT_ADMIT_AID] = {"admission of", "admission of aid", "admitted"},
    [TRUCE_ACT_BLOCK_AID] = {"obstruction of", "obstruction of aid", "done"},
    [TRUCE_ACT_TALK] = {"talks on", "talks", "done"},
    [TRUCE_ACT_DISARM] = {"disarmament of", "disarmament", "done"},
    [TRUCE_ACT_TRANSFER_POWER] = {"transfer of", "transfer of power", "done"},
    [TRUCE_ACT_RETURN_HOME] = {"return home of", "return home", "returned"},
    [TRUCE_ACT_LIFT_SANCTION] = {"lifting of", "lifting of sanctions", "done"},
};

static const char *act_noun(truce_act act, bool object) {
    const char *word = object ? acts[act].noun : acts[act].bare;
    return word ? word : truce_act_name(act);
}

static const char *past_of(truce_act act) {
    return acts[act].past ? acts[act].past : "done";
}

static const char *kind_words(truce_quantity_kind kind, bool one) {
    switch (kind) {
    case TRUCE_QUANTITY_KIND_CAPTIVES_LIVING: return one ? "living captive" : "living captives";
    case TRUCE_QUANTITY_KIND_CAPTIVES: return one ? "captive" : "captives";
    case TRUCE_QUANTITY_KIND_PRISONERS: return one ? "prisoner" : "prisoners";
    case TRUCE_QUANTITY_KIND_DETAINEES: return one ? "detainee" : "detainees";
    case TRUCE_QUANTITY_KIND_FIGHTERS: return one ? "fighter" : "fighters";
    case TRUCE_QUANTITY_KIND_MONITORS: return one ? "monitor" : "monitors";
    case TRUCE_QUANTITY_KIND_WEAPONS: return one ? "weapon" : "weapons";
    case TRUCE_QUANTITY_KIND_TRUCKS: return one ? "truck" : "trucks";
    case TRUCE_QUANTITY_KIND_KILLED_OR_INJURED: return "killed or injured";
    case TRUCE_QUANTITY_KIND_OTHER: return "others";
    case TRUCE_QUANTITY_KIND_REMAINS:
    case TRUCE_QUANTITY_KIND_KILLED:
    case TRUCE_QUANTITY_KIND_INJURED:
    case TRUCE_QUANTITY_KIND_DISPLACED:
    case TRUCE_QUANTITY_KIND_MISSING:
    case TRUCE_QUANTITY_KIND_NONE:
    case TRUCE_QUANTITY_KIND_COUNT: break;
    }
    return truce_quantity_kind_name(kind);
}

/* ── numbers and days ── */

const char *word_number(arena *a, double n) {
    char digits[48];
    snprintf(digits, sizeof digits, "%.15g", n);
    size_t whole = strspn(digits, "0123456789"), groups = whole ? (whole - 1) / 3 : 0;
    if (strchr(digits, 'e')) return arena_strdup(a, digits);
    char *out = arena_alloc(a, strlen(digits) + groups + 1), *p = out;
    for (size_t i = 0; digits[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0) *p++ = ',';
        *p++ = digits[i];
    }
    return out;
}

const char *word_amount(arena *a, amount x) {
    if (x.min < 0 && x.max < 0) return "not told";
    if (x.min == x.max) return word_number(a, x.min);
    if (x.max < 0) return arena_printf(a, "%s or more", word_number(a, x.min));
    if (x.min <= 0) return arena_printf(a, "up to %s", word_number(a, x.max));
    return arena_printf(a, "%s to %s", word_number(a, x.min), word_number(a, x.max));
}

const char *word_done(arena *a, const truce_account *account, const account_cell *cell) {
    const agreement_obligation *o = &account->g->obligations.v[cell->obligation];
    amount done = cell->done;
    /* A bound that no source gives would read as if one did. */
    if (!cell->bounded && done.min != done.max) done.max = TRUCE_UNBOUNDED;
    const char *out = word_amount(a, done);
    if (cell->agreed.min < 0 && cell->agreed.max < 0) return out;
    bool about = o->about && !o->per.n && !o->every;
    return arena_printf(a, "%s of %s%s", out, about ? "about " : "", word_amount(a, about ? o->count : cell->agreed));
}

const char *word_count(arena *a, size_t n, const char *noun) {
    return arena_printf(a, "%s %s%s", word_number(a, (double)n), noun, n == 1 ? "" : "s");
}

static const char *day(arena *a, truce_day d) {
    char text[DAY_TEXT];
    return d == TRUCE_NO_DAY ? "no date" : arena_strdup(a, day_text(d, text));
}

const char *word_days(arena *a, truce_day from, truce_day to) {
    if (from == to || to == TRUCE_NO_DAY) return day(a, from);
    return arena_printf(a, "%s to %s", day(a, from), day(a, to));
}

static const char *days_long(arena *a, int days) {
    return days == 1 ? "day" : arena_printf(a, "%d days", days);
}

/* ── lists ── */

/* Adds text to a list: `a`, `a and b`; of more than two `a, b and c`. */
static const char *listed(arena *a, const char *const *names, size_t n, const char *last) {
    const char *out = n ? names[0] : "";
    for (size_t i = 1; i < n; i++)
        out = arena_printf(a, i + 1 == n ? "%s %s %s" : "%s,%s %s", out, i + 1 == n ? last : "", names[i]);
    return out;
}

const char *word_actors(arena *a, const truce_agreement *g, const agreement_refs *refs) {
    const char **names = arena_array(a, const char *, refs->n);
    for (size_t i = 0; i < refs->n; i++) names[i] = g->actors.v[refs->v[i].index].name;
    return listed(a, names, refs->n, "and");
}

static const char *obligation_ids(arena *a, const agreement_refs *refs) {
    const char **names = arena_array(a, const char *, refs->n);
    for (size_t i = 0; i < refs->n; i++) names[i] = refs->v[i].id;
    return listed(a, names, refs->n, "and");
}

/* ── obligations ── */

/* `33 captives or remains`, `about 2,000 prisoners`. */
static const char *object_words(arena *a, const agreement_obligation *o) {
    const char **names = arena_array(a, const char *, o->of.n);
    bool one = o->counted && o->count.min == 1 && o->count.max == 1;
    for (size_t i = 0; i < o->of.n; i++) names[i] = kind_words(o->of.v[i], one);
    const char *kinds = listed(a, names, o->of.n, "or");
    if (!o->counted) return kinds;
    return arena_printf(a, "%s%s %s", o->about ? "about " : "", word_amount(a, o->count), kinds);
}

static const char *acts_words(arena *a, const agreement_acts *list, bool object) {
    const char **names = arena_array(a, const char *, list->n);
    /* `release or handover of …`: only the last one takes the preposition. */
    for (size_t i = 0; i < list->n; i++) names[i] = act_noun(list->v[i], object && i + 1 == list->n);
    return listed(a, names, list->n, "or");
}

/* `9 by 2024-03-08, 7 by 2024-03-15`. */
static const char *batches_words(arena *a, const agreement_obligation *o) {
    const char *out = "";
    for (size_t i = 0; i < o->batches.n; i++) {
        const agreement_batch *b = &o->batches.v[i];
        out = arena_printf(a, "%s%s%s", out, i ? ", " : "", word_amount(a, b->count));
        if (b->by != TRUCE_NO_DAY) out = arena_printf(a, "%s by %s", out, day(a, b->by));
    }
    return arena_printf(a, "(%s)", out);
}

const char *word_obligation(arena *a, const truce_account *account, const agreement_obligation *o) {
    const truce_agreement *g = account->g;
    const char *out = o->never.n ? arena_printf(a, "no %s", acts_words(a, &o->never, o->of.n > 0))
                                 : acts_words(a, &o->act, o->of.n > 0);
    if (o->of.n) out = arena_printf(a, "%s %s", out, object_words(a, o));
    if (o->per.n) out = arena_printf(a, "%s for each one of %s", out, o->per.v[0].id);
    if (o->batches.n) out = arena_printf(a, "%s %s", out, batches_words(a, o));
    if (o->every) out = arena_printf(a, "%s every %s", out, days_long(a, o->every));
    if (o->place.n)
        out = arena_printf(a, "%s %s %s", out, o->act.n && o->act.v[0] == TRUCE_ACT_WITHDRAW ? "from" : "in",
                           listed(a, o->place.v, o->place.n, "and"));
    if (o->to.n) out = arena_printf(a, "%s to %s", out, word_actors(a, g, &o->to));
    if (o->via.n) out = arena_printf(a, "%s via %s", out, word_actors(a, g, &o->via));
    if (o->in_exchange_for.n)
        out = arena_printf(a, "%s in exchange for %s", out, obligation_ids(a, &o->in_exchange_for));
    if (o->note) out = arena_printf(a, "%s (%s)", out, o->note);
    if (o->due != TRUCE_NO_DAY) out = arena_printf(a, "%s, by %s", out, day(a, o->due));
    return out;
}

const char *word_phase_days(arena *a, const agreement_phase *p) {
    if (p->start != TRUCE_NO_DAY) {
        return p->end == TRUCE_NO_DAY ? arena_printf(a, "from %s", day(a, p->start)) : word_days(a, p->start, p->end);
    }
    const char *out = "start not set";
    if (p->after.n) out = arena_printf(a, "after %s", p->after.v[0].id);
    if (p->not_before != TRUCE_NO_DAY) out = arena_printf(a, "from %s at the earliest", day(a, p->not_before));
    if (p->when.n) out = arena_printf(a, "%s, if %s is kept", out, obligation_ids(a, &p->when));
    return out;
}

/* ── claims ── */

static const char *qualifier_words(truce_qualifier q) {
    switch (q) {
    case TRUCE_QUALIFIER_ABOUT: return "about ";
    case TRUCE_QUALIFIER_AT_LEAST: return "at least ";
    case TRUCE_QUALIFIER_MORE_THAN: return "more than ";
    case TRUCE_QUALIFIER_UP_TO: return "up to ";
    case TRUCE_QUALIFIER_LESS_THAN: return "less than ";
    case TRUCE_QUALIFIER_NONE:
    case TRUCE_QUALIFIER_EXACT:
    case TRUCE_QUALIFIER_COUNT: break;
    }
    return "";
}

/* The figure as the source gives it: `about 2,000 prisoners`, `15 of 28 remains`, `at least 200 prisoners`. */
static const char *figure_words(arena *a, const truce_quantity *q) {
    const char *number, *how = qualifier_words(q->qualifier);
    bool one = q->min == 1 && q->max == 1;
    if (!q->kind || (q->min < 0 && q->max < 0)) return "";
    if (q->min >= 0 && q->min == q->max)
        number = arena_printf(a, "%s%s", how, word_number(a, q->min));
    else if (q->max < 0 && q->qualifier != TRUCE_QUALIFIER_MORE_THAN)
        number = arena_printf(a, "at least %s", word_number(a, q->min));
    else if (q->min < 0 || q->max < 0)
        number = arena_printf(a, "%s%s", how, word_number(a, q->min < 0 ? q->max : q->min));
    else
        number = arena_printf(a, "%s to %s", word_number(a, q->min), word_number(a, q->max));
    if (q->total >= 0) number = arena_printf(a, "%s of %s", number, word_number(a, q->total));
    const char *what = arena_printf(a, "%s %s", number, kind_words(q->kind, one && q->total < 0));
    return q->per ? arena_printf(a, "%s for “%s”", what, q->per) : what;
}

/* When, and how sure that is. */
static const char *claim_days_words(arena *a, const account_claim *c) {
    if (c->undated && c->last == TRUCE_NO_DAY) return "undated";
    if (c->undated) return arena_printf(a, "undated, by %s", day(a, c->last));
    return word_days(a, c->first, c->last);
}

static const char *with_figure(arena *a, const char *label, const char *figure) {
    return *figure ? arena_printf(a, "%s: %s", label, figure) : label;
}

/* The day that a plan is for, not the day of saying so. */
static const char *planned_days(arena *a, const account_claim *c) {
    const truce_time *t = &c->claim->time;
    bool dated = t->start != TRUCE_NO_DAY || t->end != TRUCE_NO_DAY;
    if (dated) return arena_printf(a, ", %s", word_days(a, c->first, c->last));
    return c->last == TRUCE_NO_DAY ? ", undated" : arena_printf(a, ", said %s", day(a, c->last));
}

static const char *expected_words(arena *a, const account_claim *c, const char *figure) {
    static const char *const labels[TRUCE_CLAIM_STATUS_COUNT] = {
        [TRUCE_CLAIM_STATUS_SCHEDULED] = "expected", [TRUCE_CLAIM_STATUS_PLEDGED] = "promised",
        [TRUCE_CLAIM_STATUS_WILLING] = "offered",    [TRUCE_CLAIM_STATUS_DEMANDED] = "demanded",
        [TRUCE_CLAIM_STATUS_POSSIBLE] = "possible",
    };
    const char *label = labels[c->claim->status] ? labels[c->claim->status] : truce_claim_status_name(c->claim->status);
    return arena_printf(a, "%s%s", with_figure(a, label, figure), planned_days(a, c));
}

const char *word_claim(arena *a, const truce_account *account, const account_cell *cell, const account_claim *c) {
    const agreement_obligation *o = &account->g->obligations.v[cell->obligation];
    const char *figure = figure_words(a, &c->claim->quantity), *days = claim_days_words(a, c), *out = "";
    switch (c->part) {
    case PART_BATCH: out = arena_printf(a, "%s, %s", figure, days); break;
    case PART_CUMULATIVE: {
        bool by = c->last != TRUCE_NO_DAY;
        out = arena_printf(a, "%s in all%s%s", figure, by ? " by " : "", by ? day(a, c->last) : "");
        break;
    }
    case PART_RATIO: out = arena_printf(a, "%s, %s", figure, days); break;
    case PART_NAMED:
        out = arena_printf(a, "by name: %s, %s", listed(a, c->claim->target.v, c->claim->target.n, "and"), days);
        break;
    case PART_DONE:
        out = arena_printf(a, "%s%s, %s", past_of(c->claim->act), o->of.n ? ", no number" : "", days);
        break;
    case PART_UNDER_WAY: out = arena_printf(a, "under way, %s", days); break;
    case PART_LEVEL: out = arena_printf(a, "%s held on %s", *figure ? figure : "some", day(a, c->last)); break;
    case PART_EXPECTED: out = expected_words(a, c, figure); break;
    case PART_REFUSED: out = arena_printf(a, "%s%s", with_figure(a, "refused", figure), planned_days(a, c)); break;
    case PART_DENIED:
        out = arena_printf(a, "%s%s", with_figure(a, o->never.n ? "denied" : "not done", figure), planned_days(a, c));
        break;
    case PART_TERM: out = with_figure(a, "the terms, as told", figure); break;
    case PART_SUSPENDED: out = arena_printf(a, "suspended, %s", days); break;
    case PART_ALLEGED:
        out = arena_printf(a, "%s%s, %s", act_noun(c->claim->act, false),
                           c->claim->place ? arena_printf(a, " (%s)", c->claim->place) : "", days);
        break;
    case PART_NONE: break;
    }
    return c->elsewhere ? arena_printf(a, "%s (the same persons or things as in another line)", out) : out;
}

const char *word_said(arena *a, const account_said *said) {
    const truce_claim *c = said->said.claim;
    const char *who = listed(a, c->actor.v, c->actor.n, "and");
    return arena_printf(a, "%s: %s%s, %s", *who ? who : "nobody named", truce_act_name(c->act),
                        c->status == TRUCE_CLAIM_STATUS_DENIED ? " denied" : "", claim_days_words(a, &said->said));
}

const char *word_place(arena *a, const truce_claim *c) {
    return arena_printf(a, "%s, bytes %u–%u", c->report, c->span.start, c->span.end);
}

/* ── standing ── */

static const char *progress_words(arena *a, const account_cell *cell, const agreement_obligation *o, bool overall) {
    switch (cell->progress) {
    case PROGRESS_NO_REPORT: return overall ? "not reported done by all of them" : "nothing reported done";
    case PROGRESS_REPORTED_NOT_DONE: return "reported, not done";
    case PROGRESS_NUMBER_NOT_REPORTED: return arena_printf(a, "%s, number not reported", past_of(o->act.v[0]));
    case PROGRESS_PARTLY: return "partly";
    case PROGRESS_DONE: return "done";
    case PROGRESS_OVER: return "more than agreed";
    }
    return "";
}

static const char *timing_words(arena *a, const account_cell *cell) {
    bool done = cell->progress >= PROGRESS_DONE;
    switch (cell->timing) {
    case TIMING_NOT_DUE: return "not due yet";
    case TIMING_DUE:
        return done                                   ? "in time"
               : cell->progress == PROGRESS_NO_REPORT ? ""
                                                      : arena_printf(a, "due by %s", day(a, cell->due));
    case TIMING_OVERDUE: return arena_printf(a, "overdue since %s", day(a, cell->due));
    case TIMING_LATE: return "late";
    case TIMING_UNKNOWN:
        if (done) return "day not told";
        return cell->due == TRUCE_NO_DAY ? "" : arena_printf(a, "its day, %s, is past", day(a, cell->due));
    case TIMING_NO_DEADLINE: break;
    }
    return "";
}

static const char *conduct_words(const account_cell *cell) {
    switch (cell->conduct) {
    case CONDUCT_NONE: break;
    case CONDUCT_NO_BREACH_REPORTED: return "no breach reported";
    case CONDUCT_ALLEGED: return "breach alleged";
    case CONDUCT_ADMITTED: return "breach admitted";
    case CONDUCT_DENIED: return "breach denied";
    }
    return "";
}

static const char *joined(arena *a, const char *text, const char *more) {
    return !*more ? text : *text ? arena_printf(a, "%s; %s", text, more) : more;
}

const char *word_standing(arena *a, const truce_account *account, const account_cell *cell) {
    const agreement_obligation *o = &account->g->obligations.v[cell->obligation];
    bool overall = account->groups.v[cell->group].kind == GROUP_OVERALL;
    const char *out = cell->conduct ? conduct_words(cell) : progress_words(a, cell, o, overall);
    if (!cell->conduct) out = joined(a, out, timing_words(a, cell));
    if (cell->flags & FLAG_REFUSED) out = joined(a, out, "refused");
    if (cell->flags & FLAG_SUSPENDED) out = joined(a, out, "suspended");
    if (cell->flags & FLAG_DISPUTED) out = joined(a, out, "disputed");
    return out;
}

/* ── head ── */

const char *word_group(const account_group *group) {
    /* An outlet's own name stands in its reports; `unknown` is what a report without one has (docs/claims.md). */
    if (group->kind == GROUP_OUTLET && strcmp(group->name, "unknown") == 0) return "an unknown outlet";
    return group->name;
}

static size_t originals(const truce_account *account) {
    size_t n = 0;
    for (size_t i = 0; i < account->reports.n; i++) n += account->reports.v[i].copy_of == NULL;
    return n;
}

static const char *base_words(arena *a, const truce_account *account) {
    return arena_printf(a, "%s by %s%s%s", word_count(a, originals(account), "report"),
                        word_count(a, account->outlets.n, "outlet"), account->from == TRUCE_NO_DAY ? "" : ", ",
                        account->from == TRUCE_NO_DAY ? "" : word_days(a, account->from, account->to));
}

const char *word_none_found(arena *a, const truce_account *account) {
    return arena_printf(a, "none found in %s", base_words(a, account));
}

static const char *outlets_words(arena *a, const truce_account *account) {
    enum { SHOWN = 8 };
    const char *out = "";
    for (size_t i = 0; i < account->outlets.n && i < SHOWN; i++) {
        const account_outlet *outlet = &account->outlets.v[i];
        out = arena_printf(a, "%s%s%s (%zu)", out, i ? ", " : "", outlet->name, outlet->reports);
    }
    if (account->outlets.n > SHOWN) out = arena_printf(a, "%s and %zu more", out, account->outlets.n - SHOWN);
    return out;
}

static const char *left_out_words(arena *a, const truce_account *account) {
    enum { SHOWN = 5 };
    const truce_agreement *g = account->g;
    const char *out = "";
    if (account->left_out.n) {
        out = word_count(a, account->left_out.n, "undated report");
        for (size_t i = 0; i < account->left_out.n && i < SHOWN; i++)
            out = arena_printf(a, "%s%s%s", out, i ? ", " : ": ", account->left_out.v[i].name);
        if (account->left_out.n > SHOWN) out = arena_printf(a, "%s and others", out);
    }
    if (account->n_early)
        out = joined(
            a, out,
            arena_printf(a, "%s from before %s", word_count(a, account->n_early, "report"), day(a, g->signed_on)));
    if (account->n_late)
        out = joined(a, out,
                     arena_printf(a, "%s from after %s", word_count(a, account->n_late, "report"), day(a, g->until)));
    if (account->n_others)
        out = joined(a, out,
                     arena_printf(a, "%s that %s no party", word_count(a, account->n_others, "report"),
                                  account->n_others == 1 ? "names" : "name"));
    return out;
}

static const char *date_words(arena *a, const char *label, truce_day d, bool given) {
    return arena_printf(a, "%s %s%s", label, day(a, d), given ? "" : ", the newest report's day");
}

static const char *dates_words(arena *a, const truce_account *account) {
    bool as_of = account->as_of_given, known_by = account->known_by_given;
    if (account->from == TRUCE_NO_DAY && !known_by) return arena_printf(a, "As of %s.", day(a, account->as_of));
    if (!as_of && !known_by) return arena_printf(a, "%s.", date_words(a, "As of and known by", account->as_of, false));
    return arena_printf(a, "%s; %s.", date_words(a, "As of", account->as_of, as_of),
                        date_words(a, "known by", account->known_by, known_by));
}

size_t word_head(arena *a, const truce_account *account, const char *lines[8]) {
    const truce_agreement *g = account->g;
    size_t n = 0, copies = account->reports.n - originals(account);
    lines[n++] = arena_printf(a, "In force from %s. %s", day(a, g->in_force), dates_words(a, account));
    lines[n++] = account->reports.n
                     ? arena_printf(a, "It rests on %s: %s.", base_words(a, account), outlets_words(a, account))
                     : "It rests on no report: none names a party since it was signed.";
    if (copies)
        lines[n++] = arena_printf(a, "%zu more only %s what one of them says, word for word: counted once.", copies,
                                  copies == 1 ? "repeats" : "repeat");
    const char *left_out = left_out_words(a, account);
    if (*left_out) lines[n++] = arena_printf(a, "Left out: %s.", left_out);
    if (g->tolerance > 0)
        lines[n++] = arena_printf(a, "\"About\" reaches %.15g %% to either side.", g->tolerance * 100);
    return n;
}
