/* SPDX-License-Identifier: Apache-2.0 */
/* Which claims bear on an obligation: its act is one of the obligation's, its kind fits, and no slot contradicts it.
 *
 * A claim is first tried on every obligation by itself (try_obligation), then what fits several is sorted out
 * (settle): a claim without an actor must leave one debtor, and of several obligations of one debtor the words, the
 * kind and then the phase decide. What stays open is set aside, with the reason. */
#include "agreement/account.h"

#include <stdlib.h>

#include "agreement/values.h"
#include "base/calendar.h"
#include "base/vec.h"

typedef VEC(bearing) bearing_vec;

/* A claim that is being tried. */
typedef struct trial {
    const bearing_context *ctx;
    const bearing_report *report;
    const truce_claim *c;
    int speaker;
    const char *object;  /* key of the words for what it is done to */
    const char *when;    /* key of the words that could name a phase */
    int *actors, *parts; /* of actor and counterpart: whom each name stands for, -1: nobody known */
    size_t called;       /* how closely object names that of an obligation that fits by act and kind */
    bool debtor_called;  /* … which the actor owes */
} trial;

static const agreement_obligation *obligation(const trial *t, int i) {
    return &t->ctx->g->obligations.v[i];
}

static bool has_ref(const agreement_refs *refs, int index) {
    for (size_t i = 0; i < refs->n; i++)
        if (refs->v[i].index == index) return true;
    return false;
}

static bool same_refs(const agreement_refs *a, const agreement_refs *b) {
    for (size_t i = 0; i < a->n; i++)
        if (!has_ref(b, a->v[i].index)) return false;
    return a->n == b->n;
}

static bool has_act(const agreement_acts *acts, truce_act act) {
    for (size_t i = 0; i < acts->n; i++)
        if (acts->v[i] == act) return true;
    return false;
}

/* ── kinds ── */

bool kinds_meet(truce_quantity_kind a, truce_quantity_kind b) {
    static const truce_quantity_kind general_of[TRUCE_QUANTITY_KIND_COUNT] = {
        [TRUCE_QUANTITY_KIND_CAPTIVES_LIVING] = TRUCE_QUANTITY_KIND_CAPTIVES,
        [TRUCE_QUANTITY_KIND_KILLED] = TRUCE_QUANTITY_KIND_KILLED_OR_INJURED,
        [TRUCE_QUANTITY_KIND_INJURED] = TRUCE_QUANTITY_KIND_KILLED_OR_INJURED,
    };
    return a == b || general_of[a] == b || general_of[b] == a;
}

static bool kind_fits(const agreement_obligation *o, truce_quantity_kind kind) {
    if (!kind || !o->of.n) return true;
    for (size_t i = 0; i < o->of.n; i++)
        if (kinds_meet(o->of.v[i], kind)) return true;
    return false;
}

static bool kind_exact(const agreement_obligation *o, truce_quantity_kind kind) {
    for (size_t i = 0; i < o->of.n; i++)
        if (o->of.v[i] == kind) return true;
    return false;
}

/* ── words ── */

static bool holds_any(const char *key, const truce_names *keys) {
    for (size_t i = 0; i < keys->n; i++)
        if (key_holds(key, keys->v[i])) return true;
    return false;
}

static size_t words_of(const char *key) {
    size_t n = 0;
    for (const char *p = key + 1; *p; p++) n += *p == ' ';
    return n;
}

/* How closely an object's words, parts of which `|` separates, name what is called by keys: by the words of the longest
 * key that they hold, then by the parts that hold one. 0: not at all. */
static size_t closeness(arena *scratch, const char *object, const truce_names *keys) {
    enum { PARTS_MAX = 64 };
    size_t longest = 0, parts = 0;
    for (const char *part = object; *part; part += strcspn(part, "|"), part += *part == '|') {
        const char *key = arena_strndup(scratch, part, strcspn(part, "|"));
        bool held = false;
        for (size_t i = 0; i < keys->n; i++) {
            if (!key_holds(key, keys->v[i])) continue;
            held = true;
            if (words_of(keys->v[i]) > longest) longest = words_of(keys->v[i]);
        }
        parts += held && parts + 1 < PARTS_MAX;
    }
    return longest * PARTS_MAX + parts;
}

static const char *join_keys(const bearing_context *ctx, const char *a, const char *text) {
    if (!text) return a;
    return arena_printf(ctx->scratch, "%s|%s", a, name_key(ctx->scratch, &ctx->g->articles, text));
}

static const char *names_key(const bearing_context *ctx, const char *key, const truce_names *names) {
    for (size_t i = 0; i < names->n; i++) key = join_keys(ctx, key, names->v[i]);
    return key;
}

static int *actors_of(const trial *t, const truce_names *names) {
    int *out = arena_array(t->ctx->scratch, int, names->n);
    for (size_t i = 0; i < names->n; i++)
        out[i] = agreement_actor_of(t->ctx->g, t->ctx->scratch, names->v[i], t->speaker);
    return out;
}

static uint32_t sides_in(const truce_agreement *g, const char *key) {
    uint32_t sides = 0;
    for (size_t i = 0; i < g->aliases.n; i++) {
        const agreement_alias *alias = &g->aliases.v[i];
        if ((size_t)alias->actor < g->n_sides && key_holds(key, alias->key)) sides |= (uint32_t)1 << alias->actor;
    }
    return sides;
}

uint32_t claim_sides(const truce_agreement *g, arena *scratch, const truce_claim *c) {
    bearing_context ctx = {.g = g, .scratch = scratch};
    const char *key = names_key(&ctx, " ", &c->actor);
    key = names_key(&ctx, key, &c->target);
    key = names_key(&ctx, key, &c->counterpart);
    key = names_key(&ctx, key, &c->via);
    key = join_keys(&ctx, key, c->actor_text);
    key = join_keys(&ctx, key, c->target_text);
    key = join_keys(&ctx, key, c->quantity.of);
    for (size_t i = 0; i < c->n_source; i++) key = join_keys(&ctx, key, c->source[i].name);
    return sides_in(g, key);
}

/* ── days ── */

static bool happens(truce_claim_status status) {
    return status == TRUCE_CLAIM_STATUS_DONE || status == TRUCE_CLAIM_STATUS_ONGOING;
}

void claim_days(const bearing_context *ctx, const truce_claim *c, account_claim *out) {
    truce_day in_force = ctx->g->in_force, now = c->report_date;
    out->first = c->time.start;
    out->last = c->time.end;
    if (out->first != TRUCE_NO_DAY && out->last == TRUCE_NO_DAY) out->last = now;
    if (out->first != TRUCE_NO_DAY && out->last != TRUCE_NO_DAY) return;
    bool dated = out->last != TRUCE_NO_DAY;
    out->undated = !dated && (now == TRUCE_NO_DAY || c->status == TRUCE_CLAIM_STATUS_DONE);
    if (!dated) out->last = now;
    if (out->first == TRUCE_NO_DAY) out->first = in_force;
    /* What is so, or said, without a day is so on the day of the report; what was done, on that day or earlier. */
    bool now_only = !dated && now != TRUCE_NO_DAY && c->status != TRUCE_CLAIM_STATUS_DONE;
    if (now_only || (out->last != TRUCE_NO_DAY && out->last < out->first)) out->first = out->last;
}

static const char *day(arena *a, truce_day d) {
    char text[DAY_TEXT];
    return arena_strdup(a, day_text(d, text));
}

static bool began_before(const truce_agreement *g, const truce_claim *c) {
    int days = c->time.duration ? duration_days(c->time.duration) : 0;
    if (c->status != TRUCE_CLAIM_STATUS_ONGOING || c->report_date == TRUCE_NO_DAY || !c->time.duration) return false;
    /* Months and years have no fixed number of days; none is shorter than what they are compared with here. */
    if (!days && strchr(c->time.duration, 'Y')) days = 365;
    return days > c->report_date - g->in_force;
}

static const char *act_aside(const bearing_context *ctx, const account_claim *c) {
    const truce_agreement *g = ctx->g;
    bool open = c->last == TRUCE_NO_DAY;
    if (!open && c->last < g->in_force) return "it is from before the agreement was in force";
    /* A night belongs to two days. */
    if (c->first < g->in_force - 1) return "it may be from before the agreement was in force";
    if (began_before(g, c->claim)) return "it began before the agreement was in force";
    if (g->until != TRUCE_NO_DAY && c->first > g->until)
        return arena_printf(ctx->a, "it is from after %s, the last day of this agreement", day(ctx->a, g->until));
    if (g->until != TRUCE_NO_DAY && !open && c->last > g->until)
        return arena_printf(ctx->a, "it may be from after %s, the last day of this agreement", day(ctx->a, g->until));
    if (c->first > ctx->as_of) return arena_printf(ctx->a, "it is from after %s", day(ctx->a, ctx->as_of));
    if (!open && c->last > ctx->as_of) return arena_printf(ctx->a, "it may be from after %s", day(ctx->a, ctx->as_of));
    return NULL;
}

truce_day claim_said_on(const truce_claim *c) {
    truce_day said = c->n_source ? c->source[c->n_source - 1].said : TRUCE_NO_DAY;
    return said == TRUCE_NO_DAY ? c->report_date : said;
}

static const char *saying_aside(const bearing_context *ctx, const truce_claim *c) {
    const truce_agreement *g = ctx->g;
    truce_day said = claim_said_on(c);
    if (said == TRUCE_NO_DAY) return NULL;
    if (said < g->signed_on) return "it was said before the agreement was signed";
    if (g->until != TRUCE_NO_DAY && said > g->until)
        return arena_printf(ctx->a, "it was said after %s, the last day of this agreement", day(ctx->a, g->until));
    if (said > ctx->as_of) return arena_printf(ctx->a, "it was said after %s", day(ctx->a, ctx->as_of));
    return NULL;
}

const char *days_aside(const bearing_context *ctx, const account_claim *c) {
    return happens(c->claim->status) ? act_aside(ctx, c) : saying_aside(ctx, c->claim);
}

/* ── who ── */

typedef enum actor_fit { ACTOR_MISSING, ACTOR_DEBTOR, ACTOR_OTHER, ACTOR_CARRIER, ACTOR_UNKNOWN } actor_fit;

static actor_fit fit_actor(const trial *t, const agreement_obligation *o, int debtor) {
    bool other = false, carrier = false, unknown = false;
    if (!t->c->actor.n) return ACTOR_MISSING;
    for (size_t i = 0; i < t->c->actor.n; i++) {
        int actor = t->actors[i];
        if (debtor >= 0 ? actor == debtor : has_ref(&o->by, actor)) return ACTOR_DEBTOR;
        if (actor < 0)
            unknown = true;
        else if (has_ref(&o->via, actor) || t->ctx->g->actors.v[actor].role == ROLE_INTERMEDIARY)
            carrier = true;
        else
            other = true;
    }
    return other ? ACTOR_OTHER : carrier ? ACTOR_CARRIER : unknown ? ACTOR_UNKNOWN : ACTOR_OTHER;
}

/* Of `Northland and Eastland`, the name that is nobody's in the file. Names that hold a side's are left be: a
 * government. */
static const char *stranger(const trial *t) {
    for (size_t i = 0; i < t->c->actor.n; i++) {
        const char *key = name_key(t->ctx->scratch, &t->ctx->g->articles, t->c->actor.v[i]);
        if (t->actors[i] < 0 && !sides_in(t->ctx->g, key)) return t->c->actor.v[i];
    }
    return NULL;
}

static bool counterpart_contradicts(const trial *t, const agreement_obligation *o) {
    for (size_t i = 0; i < t->c->counterpart.n; i++) {
        int side = t->parts[i];
        if (side < 0 || (size_t)side >= t->ctx->g->n_sides) continue;
        if (o->to.n ? !has_ref(&o->to, side) : o->by.n == 1 && has_ref(&o->by, side)) return true;
    }
    return false;
}

static bool target_contradicts(const trial *t, const agreement_obligation *o) {
    if (!o->never.n || !o->to.n) return false;
    for (size_t i = 0; i < t->c->target.n; i++) {
        int side = agreement_actor_of(t->ctx->g, t->ctx->scratch, t->c->target.v[i], t->speaker);
        if (side >= 0 && (size_t)side < t->ctx->g->n_sides && !has_ref(&o->to, side)) return true;
    }
    return false;
}

/* ── where ── */

static bool place_fits(const trial *t, const agreement_obligation *o) {
    if (!o->place.n || !t->c->place) return true;
    const char *key = name_key(t->ctx->scratch, &t->ctx->g->articles, t->c->place);
    for (size_t i = 0; i < o->place_keys.n; i++)
        if (key_holds(key, o->place_keys.v[i]) || key_holds(o->place_keys.v[i], key)) return true;
    return false;
}

/* ── one obligation ── */

/* Freed by name, without a number. */
static bool names_persons(const trial *t) {
    for (size_t i = 0; i < t->c->target.n; i++) {
        const char *key = name_key(t->ctx->scratch, &t->ctx->g->articles, t->c->target.v[i]);
        if (!name_is_a_persons(t->c->target.v[i]) || sides_in(t->ctx->g, key)) return false;
    }
    return t->c->target.n > 0;
}

static account_part part_of(const trial *t, const agreement_obligation *o) {
    const truce_quantity *q = &t->c->quantity;
    if (t->c->act == TRUCE_ACT_HOLD) return PART_LEVEL;
    switch (t->c->status) {
    case TRUCE_CLAIM_STATUS_DONE:
    case TRUCE_CLAIM_STATUS_ONGOING: break;
    case TRUCE_CLAIM_STATUS_REFUSED: return PART_REFUSED;
    case TRUCE_CLAIM_STATUS_DENIED: return PART_DENIED;
    case TRUCE_CLAIM_STATUS_STIPULATED: return PART_TERM;
    case TRUCE_CLAIM_STATUS_SCHEDULED:
    case TRUCE_CLAIM_STATUS_PLEDGED:
    case TRUCE_CLAIM_STATUS_WILLING:
    case TRUCE_CLAIM_STATUS_DEMANDED:
    case TRUCE_CLAIM_STATUS_POSSIBLE: return PART_EXPECTED;
    case TRUCE_CLAIM_STATUS_NONE:
    case TRUCE_CLAIM_STATUS_COUNT: return PART_NONE;
    }
    bool done = t->c->status == TRUCE_CLAIM_STATUS_DONE;
    if (o->never.n) return PART_ALLEGED;
    if (q->kind && q->per) return done && (o->per.n || o->every) ? PART_RATIO : done ? PART_DONE : PART_UNDER_WAY;
    if (q->kind && (q->min >= 0 || q->max >= 0)) {
        if (q->measure == TRUCE_MEASURE_STOCK) return PART_LEVEL;
        if (q->measure == TRUCE_MEASURE_CUMULATIVE) return PART_CUMULATIVE;
        if (q->measure != TRUCE_MEASURE_TERM) return PART_BATCH;
    }
    if (done && !q->kind && o->of.n && names_persons(t)) return PART_NAMED;
    return done ? PART_DONE : PART_UNDER_WAY;
}

static bool act_fits(const trial *t, const agreement_obligation *o) {
    if (t->c->act != TRUCE_ACT_HOLD) return has_act(o->never.n ? &o->never : &o->act, t->c->act);
    /* Who is still held is a level of what has to be freed. */
    bool frees = has_act(&o->act, TRUCE_ACT_RELEASE) || has_act(&o->act, TRUCE_ACT_HANDOVER);
    return frees && o->of.n && happens(t->c->status);
}

/* Whether its words call this obligation's object, more closely than any other's. */
static bool called(const trial *t, const agreement_obligation *o) {
    return t->called && closeness(t->ctx->scratch, t->object, &o->called_keys) == t->called;
}

/* Whether it matters with whom, and the claim does not tell: a side may talk with others, too, and fight them. */
static bool with_others(const trial *t, const agreement_obligation *o) {
    for (size_t i = 0; i < t->c->counterpart.n; i++)
        if (t->parts[i] < 0) return true;
    return o->never.n || o->by.n > 1;
}

/* Why a claim that fits by act and kind is set aside; NULL where it bears. *not: it is about something else. */
static const char *doubt(const trial *t, const agreement_obligation *o, int debtor, const account_claim *as,
                         bool * not ) {
    const bearing_context *ctx = t->ctx;
    const truce_claim *c = t->c;
    actor_fit fit = fit_actor(t, o, debtor);
    bool one_side = !(t->report->sides & (t->report->sides - 1));
    bool by_name = called(t, o), other_called = t->called && !by_name;
    *not = true;
    if (fit == ACTOR_OTHER) return NULL;
    if (fit == ACTOR_UNKNOWN && one_side) return NULL;
    if (counterpart_contradicts(t, o) || target_contradicts(t, o)) return NULL;
    if (other_called && (fit != ACTOR_DEBTOR || t->debtor_called)) return NULL;
    *not = false;
    if (fit == ACTOR_CARRIER) return "it is the carrier's leg of the way: only the debtor's counts";
    const char *days = days_aside(ctx, as);
    if (days) return days;
    if (fit == ACTOR_UNKNOWN) return arena_printf(ctx->a, "'%s' is nobody's name in the agreement file", c->actor.v[0]);
    if (other_called)
        return arena_printf(ctx->a, "'%s' is what another obligation is about",
                            c->target.n ? c->target.v[0] : c->quantity.of);
    if (!place_fits(t, o)) return arena_printf(ctx->a, "'%s' is none of its places", c->place);
    if (as->part == PART_ALLEGED && as->undated) return "no day is given: it may be from before the agreement";
    if (one_side && fit == ACTOR_MISSING && !by_name) return "it names nobody, and its report only one of the sides";
    bool told = o->of.n || (o->place.n && c->place);
    if (one_side && !told && with_others(t, o)) return "its report names only one of the sides";
    if (!told && stranger(t)) return arena_printf(ctx->a, "it is also about '%s'", stranger(t));
    return NULL;
}

static void try_obligation(const trial *t, int index, int debtor, bearing_vec *found) {
    const agreement_obligation *o = obligation(t, index);
    account_claim as = {.claim = t->c, .part = part_of(t, o), .figure = AMOUNT_UNKNOWN};
    bool not ;
    if (as.part == PART_NONE || !kind_fits(o, t->c->quantity.kind)) return;
    claim_days(t->ctx, t->c, &as);
    as.reason = doubt(t, o, debtor, &as, &not );
    if (not ) return;
    vec_push(t->ctx->scratch, found, (bearing){as.reason ? BEARS_ASIDE : BEARS, index, debtor, as});
}

/* A suspension bears on an obligation that it names, or whose performance it is linked with. */
static bool suspends(const trial *t, const agreement_obligation *o) {
    if (t->c->act != TRUCE_ACT_SUSPEND || t->c->status != TRUCE_CLAIM_STATUS_DONE || !o->act.n) return false;
    if (fit_actor(t, o, -1) != ACTOR_DEBTOR) return false;
    if (holds_any(t->object, &o->called_keys)) return true;
    for (size_t i = 0; i < t->report->n; i++) {
        const truce_claim *other = t->report->v[i];
        if (!has_act(&o->act, other->act) || !kind_fits(o, other->quantity.kind)) continue;
        trial second = *t;
        second.c = other;
        second.actors = actors_of(&second, &other->actor);
        actor_fit fit = fit_actor(&second, o, -1);
        if (fit != ACTOR_DEBTOR && fit != ACTOR_MISSING) continue;
        for (size_t k = 0; k < t->c->n_links; k++)
            if (strcmp(t->c->links[k].to, other->id) == 0) return true;
        for (size_t k = 0; k < other->n_links; k++)
            if (strcmp(other->links[k].to, t->c->id) == 0) return true;
    }
    return false;
}

static void try_suspension(const trial *t, int index, bearing_vec *found) {
    if (!suspends(t, obligation(t, index))) return;
    account_claim as = {.claim = t->c, .part = PART_SUSPENDED, .figure = AMOUNT_UNKNOWN};
    claim_days(t->ctx, t->c, &as);
    as.reason = days_aside(t->ctx, &as);
    vec_push(t->ctx->scratch, found, (bearing){as.reason ? BEARS_ASIDE : BEARS, index, -1, as});
}

/* ── several obligations ── */

/* Keeps the candidates that good() likes, where it likes any. */
static void prefer(const trial *t, bearing_vec *found, bool (*good)(const trial *, const bearing *)) {
    size_t n = 0, liked = 0;
    for (size_t i = 0; i < found->n; i++) liked += good(t, &found->v[i]);
    if (!liked) return;
    for (size_t i = 0; i < found->n; i++)
        if (good(t, &found->v[i])) found->v[n++] = found->v[i];
    found->n = n;
}

static bool bears(const trial *t, const bearing *b) {
    (void)t;
    return b->kind == BEARS;
}

static bool names_phase(const trial *t, const bearing *b) {
    return holds_any(t->when, &t->ctx->g->phases.v[obligation(t, b->obligation)->phase].called_keys);
}

static bool not_called(const trial *t, const bearing *b) {
    const agreement_obligation *o = obligation(t, b->obligation);
    return t->c->quantity.kind || !o->called.n || called(t, o);
}

static bool of_kind(const trial *t, const bearing *b) {
    return kind_exact(obligation(t, b->obligation), t->c->quantity.kind);
}

/* Keeps the candidates of the last phase that had started on the claim's day, or of the first phase. */
static void prefer_phase(const trial *t, bearing_vec *found) {
    int best = -1, first = -1;
    size_t n = 0;
    for (size_t i = 0; i < found->n; i++) {
        int p = obligation(t, found->v[i].obligation)->phase;
        truce_day start = t->ctx->g->phases.v[p].start, at = found->v[i].claim.last;
        if (first < 0 || p < first) first = p;
        if (start != TRUCE_NO_DAY && at != TRUCE_NO_DAY && start <= at && p > best) best = p;
    }
    if (best < 0) best = first;
    for (size_t i = 0; i < found->n; i++)
        if (obligation(t, found->v[i].obligation)->phase == best) found->v[n++] = found->v[i];
    found->n = n;
}

static void set_aside(bearing_vec *found, const char *reason) {
    for (size_t i = 0; i < found->n; i++) {
        if (found->v[i].kind == BEARS) found->v[i].claim.reason = reason;
        found->v[i].kind = BEARS_ASIDE;
    }
}

static bool one_debtor(const trial *t, const bearing_vec *found) {
    for (size_t i = 1; i < found->n; i++) {
        const bearing *b = &found->v[i], *one = &found->v[0];
        if (b->debtor != one->debtor ||
            !same_refs(&obligation(t, b->obligation)->by, &obligation(t, one->obligation)->by))
            return false;
    }
    return true;
}

/* A claim that has found its place is set aside nowhere else; one that has not is, where it would most likely belong.
 */
static void settle(const trial *t, bearing_vec *found) {
    static const char one_of_several[] = "more than one obligation may be meant";
    prefer(t, found, bears);
    prefer(t, found, not_called);
    prefer(t, found, names_phase);
    if (!one_debtor(t, found)) {
        set_aside(found, t->c->actor.n ? one_of_several : "it names nobody, and more than one side may be meant");
        return;
    }
    prefer(t, found, of_kind);
    prefer_phase(t, found);
    /* A level has no part in any sum: it is shown once, with the first that it may belong to. */
    if (t->c->act == TRUCE_ACT_HOLD && found->n) found->n = 1;
    if (found->n > 1) set_aside(found, one_of_several);
}

/* Finds whose object the claim's words call. */
static void find_called(trial *t) {
    for (size_t i = 0; i < t->ctx->g->obligations.n; i++) {
        const agreement_obligation *o = obligation(t, (int)i);
        if (!act_fits(t, o) || !kind_fits(o, t->c->quantity.kind)) continue;
        size_t close = closeness(t->ctx->scratch, t->object, &o->called_keys);
        if (!close || close < t->called) continue;
        if (close > t->called) t->debtor_called = false;
        t->called = close;
        t->debtor_called = t->debtor_called || fit_actor(t, o, -1) == ACTOR_DEBTOR;
    }
}

static void append(const bearing_context *ctx, const bearing_vec *from, bearing_vec *to) {
    for (size_t i = 0; i < from->n; i++) vec_push(ctx->scratch, to, from->v[i]);
}

void claim_bearings(const bearing_context *ctx, const bearing_report *report, size_t i, int speaker, bearings *out) {
    const truce_claim *c = report->v[i];
    trial t = {.ctx = ctx, .report = report, .c = c, .speaker = speaker};
    bearing_vec owed = {0}, suspended = {0}, all = {0};
    *out = (bearings){0};
    if (!report->sides) return;
    t.object = join_keys(ctx, join_keys(ctx, names_key(ctx, " ", &c->target), c->target_text), c->quantity.of);
    t.when = join_keys(ctx, join_keys(ctx, names_key(ctx, " ", &c->target), c->time.text), c->quote);
    t.actors = actors_of(&t, &c->actor);
    t.parts = actors_of(&t, &c->counterpart);
    find_called(&t);
    for (size_t k = 0; k < ctx->g->obligations.n; k++) {
        const agreement_obligation *o = &ctx->g->obligations.v[k];
        bearing_vec never = {0};
        try_suspension(&t, (int)k, &suspended);
        if (!act_fits(&t, o)) continue;
        if (!o->never.n) try_obligation(&t, (int)k, -1, &owed);
        for (size_t d = 0; o->never.n && d < o->by.n; d++) try_obligation(&t, (int)k, o->by.v[d].index, &never);
        if (!c->actor.n && !one_debtor(&t, &never))
            set_aside(&never, "it names nobody, and more than one side may be meant");
        append(ctx, &never, &all);
    }
    settle(&t, &owed);
    prefer(&t, &suspended, names_phase);
    prefer_phase(&t, &suspended);
    append(ctx, &owed, &all);
    append(ctx, &suspended, &all);
    *out = (bearings){all.v, all.n};
}
