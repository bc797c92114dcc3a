/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/timex.h"

#include <string.h>

/* How far up a tree, and how far along a sentence, a time is looked for. */
enum { climb_max = 64, far_words = 30 };

/* ---- what an expression dates ---- */

static bool is_deadline(const timex *x) {
    return x->relation == TIMEX_BY || x->relation == TIMEX_BEFORE ||
           (x->relation == TIMEX_WITHIN && x->type == TIMEX_DURATION);
}

static bool dates_acts(const timex *x, bool deadline) {
    if (is_deadline(x) != deadline || x->relation == TIMEX_UNTIL || x->type == TIMEX_SET) return false;
    if (x->passing || x->ends_range) return false;
    if (x->type == TIMEX_TIME && !x->certain_day && !x->clock) return false; /* at dusk */
    /* freed after two years: how long something else was */
    return x->type != TIMEX_DURATION || x->certain_day || (x->relation != TIMEX_FROM && x->relation != TIMEX_AFTER);
}

static bool opens_clause(const doc *d, uint32_t sent, uint32_t w) {
    switch (doc_at(d, sent, w)->rel) {
    case REL_ccomp:
    case REL_advcl:
    case REL_acl:
    case REL_csubj:
    case REL_parataxis: return true;
    case REL_conj: return doc_raw(d, sent, w)->upos == TRUCE_UPOS_VERB;
    default: return false;
    }
}

/* Steps up from the expression to word w, staying within its clause; -1 when it does not hang below w. */
static int steps_to(const slots *s, uint32_t sent, const timex *x, uint32_t w) {
    const doc *d = s->d;
    uint32_t at = x->host;
    if (w >= x->first && w <= x->last) return -1;
    for (int steps = 1; at && steps < climb_max; steps++) {
        if (at == w) return steps;
        if (opens_clause(d, sent, at)) return -1;
        /* in the May attack, ten died: what happens in it has its date, what is done to it has not */
        if (steps == 1 && x->closed && doc_at(d, sent, at)->rel != REL_obl) return -1;
        at = doc_at(d, sent, at)->head;
    }
    return -1;
}

/* The best expression below w: fewest steps, a date before a duration, then the nearest. */
static const timex *below(const slots *s, uint32_t sent, uint32_t w, bool deadline) {
    const slots_sentence *v = &s->v[sent];
    const timex *best = NULL;
    long best_cost = 0;
    for (uint32_t i = 0; i < v->n_times; i++) {
        const timex *x = &v->times[i];
        if (!dates_acts(x, deadline)) continue;
        int steps = steps_to(s, sent, x, w);
        if (steps < 0) continue;
        long words = x->first > w ? (long)x->first - w : (long)w - x->last;
        long cost = steps * 1000L +
                    (x->present                                     ? 2500
                     : x->type == TIMEX_DURATION || !x->certain_day ? 1500
                                                                    : 0) +
                    (words > 499 ? 499 : words);
        if (!best || cost < best_cost) {
            best = x;
            best_cost = cost;
        }
    }
    return best;
}

/* The predicate whose time holds for w as well: the verb over a noun, a conjunct's first, what a participle leans on.
 */
static uint32_t leans_on(const slots *s, uint32_t sent, uint32_t w) {
    const doc *d = s->d;
    const doc_word *at = doc_at(d, sent, w);
    switch (at->rel) {
    case REL_nsubj:
    case REL_obj:
    case REL_obl:
    case REL_iobj:
    case REL_nmod:
    case REL_compound:
    case REL_appos:
    case REL_amod:
    case REL_xcomp:
    case REL_conj: return at->head;
    case REL_advcl: {
        const char *mark = doc_mark(d, sent, w);
        bool purpose = doc_feature_is(d, sent, w, "VerbForm", "Inf");
        return *mark == 0 || purpose || doc_feature_is(d, sent, w, "VerbForm", "Ger") ? at->head : 0;
    }
    default: return 0;
    }
}

/* What an act is dated by, and how. */
typedef struct dating {
    const timex *x;
    timex_relation relation;
    uint32_t at;    /* the predicate that x stands below */
    uint32_t since; /* the word that opens the clause x stands in (`since the war began in June`), 0 for none */
} dating;

/* Whether a word opens `since …`. */
static bool is_since(const slots *s, uint32_t sent, uint32_t w) {
    const atoms *as = &s->v[sent].as;
    return timex_relation_at(as, atoms_of_word(as, w)) == TIMEX_SINCE;
}

/* `since the war began in June`: the expression in a clause that a word of this relation opens. */
static dating since_clause(const slots *s, uint32_t sent, uint32_t w) {
    const doc *d = s->d;
    for (uint32_t c = 0; (c = doc_next_child(d, sent, w, c, REL_advcl, NULL));) {
        uint32_t mark = doc_child(d, sent, c, REL_mark, NULL);
        const timex *x = mark && is_since(s, sent, mark) ? below(s, sent, c, false) : NULL;
        if (x) return (dating){x, TIMEX_SINCE, w, mark};
    }
    return (dating){0};
}

static const timex *timex_with(const slots *s, uint32_t sent, uint32_t w) {
    for (uint32_t i = 0; i < s->v[sent].n_times; i++)
        if (w >= s->v[sent].times[i].first && w <= s->v[sent].times[i].last) return &s->v[sent].times[i];
    return NULL;
}

static const timex *closed_on(const slots *s, uint32_t sent, uint32_t noun) {
    for (uint32_t i = 0; i < s->v[sent].n_times; i++) {
        const timex *x = &s->v[sent].times[i];
        if (x->host == noun && x->type != TIMEX_DURATION && x->closed) return x;
    }
    return NULL;
}

/* What a clause on a noun and the noun lend each other: `a deal reached in May`, `the May attack, which killed ten`,
 * `Sunday, when ten died`. */
static dating across_relative(const slots *s, uint32_t sent, uint32_t w, bool deadline) {
    const doc *d = s->d;
    const doc_word *at = doc_at(d, sent, w);
    const timex *x;
    if (at->rel == REL_acl && at->head) {
        if ((x = timex_with(s, sent, at->head)) && !deadline) return (dating){x, TIMEX_PLAIN, w, 0};
        if ((x = below(s, sent, at->head, deadline))) return (dating){x, x->relation, at->head, 0};
        uint32_t noun = at->head;
        for (int k = 0; k < 3 && noun && doc_at(d, sent, noun)->rel == REL_nmod; k++) {
            noun = doc_at(d, sent, noun)->head;
            x = deadline ? NULL : closed_on(s, sent, noun);
            if (x) return (dating){x, TIMEX_PLAIN, noun, 0};
        }
    }
    for (uint32_t c = 0; (c = doc_next_child(d, sent, w, c, REL_acl, NULL));)
        if ((x = below(s, sent, c, deadline))) return (dating){x, x->relation, c, 0};
    return (dating){0};
}

static uint32_t purpose_of(const doc *d, uint32_t sent, uint32_t w) {
    for (uint32_t c = 0; (c = doc_next_child(d, sent, w, c, REL_advcl, NULL));)
        if (doc_feature_is(d, sent, c, "VerbForm", "Inf")) return c;
    return 0;
}

/* The next expression after w that no other verb stands before: what a parser hung on some word in between. A verb
 * after `since` is one of that clause: `since the war began in June`. */
static dating next_after(const slots *s, uint32_t sent, uint32_t w, bool deadline) {
    const slots_sentence *v = &s->v[sent];
    for (uint32_t i = 0; i < v->n_times; i++) {
        const timex *x = &v->times[i];
        if (x->first <= w || !dates_acts(x, deadline) || x->type == TIMEX_DURATION || x->closed) continue;
        if (x->first - w > far_words) break;
        uint32_t since = 0;
        for (uint32_t k = w + 1; k < x->first; k++) {
            if (!since && is_since(s, sent, k)) since = k;
            if (doc_raw(s->d, sent, k)->upos == TRUCE_UPOS_VERB && !since) return (dating){0};
        }
        return (dating){x, since ? TIMEX_SINCE : x->relation, w, since};
    }
    return (dating){0};
}

static dating find_for(const slots *s, uint32_t sent, uint32_t w, bool deadline) {
    uint32_t start = w;
    const doc *d = s->d;
    for (int round = 0; w && round < 4; round++) {
        const timex *x = below(s, sent, w, deadline);
        if (x) return (dating){x, x->relation, w, 0};
        dating clause = deadline ? (dating){0} : since_clause(s, sent, w);
        if (clause.x) return clause;
        /* `is expected to meet on Friday`, `met to sign on Friday` */
        uint32_t to = doc_child(d, sent, w, REL_xcomp, NULL);
        if (!to) to = purpose_of(d, sent, w);
        if (to && round == 0 && (x = below(s, sent, to, deadline))) return (dating){x, x->relation, to, 0};
        dating relative = across_relative(s, sent, w, deadline);
        if (relative.x) return relative;

        w = leans_on(s, sent, w);
    }
    return next_after(s, sent, start, deadline);
}

static void fill_days(const slots *s, uint32_t sent, const timex *x, timex_relation relation, truce_time *out) {
    truce_day report = s->d->report->date;
    out->start = x->clock ? report : x->start; /* a time of no day is one of the report's */
    out->end = x->clock ? report : x->end;
    if (x->joined && x->joined <= s->v[sent].n_times) {
        const timex *last = &s->v[sent].times[x->joined - 1];
        if (last->end != TRUCE_NO_DAY && last->end >= out->start) {
            out->end = last->end;
            out->text = doc_span_text(s->d, (truce_span){x->with_preposition.start, last->span.end});
            return;
        }
    }
    switch (relation) {
    case TIMEX_SINCE: out->end = x->start == TRUCE_NO_DAY ? TRUCE_NO_DAY : report; break;
    case TIMEX_FROM:
    case TIMEX_NOT_BEFORE: out->end = TRUCE_NO_DAY; break;
    case TIMEX_AFTER:
        out->start = x->end == TRUCE_NO_DAY ? TRUCE_NO_DAY : x->end;
        out->end = TRUCE_NO_DAY;
        break;
    case TIMEX_FOR:
        if (x->duration) out->start = out->end = TRUCE_NO_DAY;
        break;
    default: break;
    }
    if (out->start != TRUCE_NO_DAY && out->end != TRUCE_NO_DAY && out->start > out->end)
        out->start = out->end = TRUCE_NO_DAY; /* since a day to come */
}

static bool is_perfect(const slots *s, uint32_t sent, uint32_t w) {
    for (uint32_t c = 0; (c = doc_next_child(s->d, sent, w, c, REL_aux, NULL));)
        if (doc_is(s->d, sent, c, s->classes.perfect)) return true;
    return false;
}

bool timex_stretch(const slots *s, uint32_t sent, uint32_t w, truce_time *out, timex_relation *relation) {
    *out = (truce_time){.start = TRUCE_NO_DAY, .end = TRUCE_NO_DAY};
    dating found = find_for(s, sent, w, false);
    if (!found.x || (found.x->present && !is_perfect(s, sent, found.at))) return false;
    *relation = found.x->joined ? TIMEX_BETWEEN : found.relation;
    fill_days(s, sent, found.x, found.relation, out);
    return true;
}

bool timex_for(const slots *s, uint32_t sent, uint32_t w, truce_time *out) {
    *out = (truce_time){.start = TRUCE_NO_DAY, .end = TRUCE_NO_DAY};
    dating found = find_for(s, sent, w, false);
    const timex *x = found.x;
    if (!x || (x->present && !is_perfect(s, sent, found.at))) return false;
    out->text = found.since ? doc_text(s->d, sent, found.since, x->last) : doc_span_text(s->d, x->with_preposition);
    fill_days(s, sent, x, found.relation, out);
    if (x->present) out->start = TRUCE_NO_DAY; /* have now freed ten */
    bool days = out->start != TRUCE_NO_DAY || out->end != TRUCE_NO_DAY;
    if (x->duration && !strchr(x->duration, 'X') && (!days || strncmp(x->duration, "PT", 2) == 0))
        out->duration = x->duration;
    return true;
}

bool timex_of_saying(const slots *s, uint32_t sent, uint32_t w, truce_time *out) {
    const doc *d = s->d;
    *out = (truce_time){.start = TRUCE_NO_DAY, .end = TRUCE_NO_DAY};
    for (int k = 0; w && k < climb_max; k++) {
        doc_relation rel = doc_at(d, sent, w)->rel;
        w = doc_at(d, sent, w)->head;
        const timex *x = w && (rel == REL_ccomp || rel == REL_parataxis) ? below(s, sent, w, false) : NULL;
        if (!x || x->type == TIMEX_DURATION || x->present) continue;
        out->text = doc_span_text(d, x->with_preposition);
        fill_days(s, sent, x, x->relation, out);
        return true;
    }
    return false;
}

bool deadline_for(const slots *s, uint32_t sent, uint32_t w, truce_deadline *out) {
    *out = (truce_deadline){.day = TRUCE_NO_DAY};
    const timex *x = find_for(s, sent, w, true).x;
    if (!x) return false;
    out->text = doc_span_text(s->d, x->with_preposition);
    if (x->relation == TIMEX_WITHIN)
        out->duration = strchr(x->duration, 'X') ? NULL : x->duration;
    else if (x->relation == TIMEX_BEFORE && !x->at_end && x->start != x->end)
        out->day = x->start == TRUCE_NO_DAY ? TRUCE_NO_DAY : x->start - 1;
    else
        out->day = x->end;
    return true;
}

bool act_is_said(truce_act act) {
    return act == TRUCE_ACT_AGREE || act == TRUCE_ACT_PROPOSE || act == TRUCE_ACT_REFUSE || act == TRUCE_ACT_DEMAND ||
           act == TRUCE_ACT_COMMIT || act == TRUCE_ACT_ASSESS || act == TRUCE_ACT_THREATEN;
}

void timex_settle(truce_time *time, truce_act act, truce_claim_status status, truce_day report) {
    if (!time->text || report == TRUCE_NO_DAY) return;
    bool past = status == TRUCE_CLAIM_STATUS_DONE || status == TRUCE_CLAIM_STATUS_DENIED || act == TRUCE_ACT_TOLL;
    bool open = time->start != TRUCE_NO_DAY && time->start < report;
    if (past && open && time->end != TRUCE_NO_DAY && time->end > report) time->end = report;
    if (status == TRUCE_CLAIM_STATUS_ONGOING && open && time->end == report) time->end = TRUCE_NO_DAY;
    /* a step still to be taken has not the day on which it was promised or asked for */
    bool ahead = status == TRUCE_CLAIM_STATUS_PLEDGED || status == TRUCE_CLAIM_STATUS_WILLING ||
                 status == TRUCE_CLAIM_STATUS_DEMANDED || status == TRUCE_CLAIM_STATUS_STIPULATED;
    if (ahead && !act_is_said(act) && time->end != TRUCE_NO_DAY && time->end < report)
        *time = (truce_time){.start = TRUCE_NO_DAY, .end = TRUCE_NO_DAY};
}
