/* SPDX-License-Identifier: Apache-2.0 */
/* The account: claims are sorted into reports, reports that concern the agreement are kept, each claim goes to the
 * cells on which it bears, and each cell is tallied. Sorting comes first, so that the order of reading is nowhere seen.
 */
#include "agreement/account.h"

#include <stdlib.h>

#include "agreement/standing.h"
#include "base/error.h"
#include "base/utf8.h"
#include "base/vec.h"

typedef VEC(const truce_claim *) claim_vec;
typedef VEC(bearing_report) report_vec;
typedef VEC(account_group) group_vec;
typedef VEC(account_said) said_vec;
typedef VEC(account_claim) account_claim_vec;
typedef VEC(account_cell) cell_vec;
typedef VEC(int) int_vec;

/* A claim on its way to a cell. */
typedef struct entry {
    bearing b;
    int group;
    size_t order;
} entry;

typedef VEC(entry) entry_vec;

/* An outlet by its folded name. */
typedef struct outlet_group {
    const char *key;
    int group;
} outlet_group;

typedef struct making {
    truce_account *out;
    const truce_claims *claims;
    truce_account_options options;
    arena *a, *scratch;
    bearing_context ctx;
    bool none_dated;     /* no report has a date */
    report_vec reports;  /* that concern the agreement, by date */
    const char **copies; /* for each of them, the earlier report whose text it repeats */
    bool *told;          /* whether one of its claims bears on an obligation */
    group_vec groups;
    VEC(outlet_group) outlets; /* unaligned ones */
    entry_vec entries;
    said_vec said;
    truce_error *err;
} making;

/* ── reports ── */

static int compare_text(const char *a, const char *b) {
    if (!a || !b) return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int compare_day(truce_day a, truce_day b) {
    if (a == TRUCE_NO_DAY || b == TRUCE_NO_DAY) return (a == TRUCE_NO_DAY) - (b == TRUCE_NO_DAY);
    return (a > b) - (a < b);
}

static int compare_report(const truce_claim *a, const truce_claim *b) {
    int c = compare_day(a->report_date, b->report_date);
    if (!c) c = compare_text(a->report, b->report);
    return c ? c : compare_text(a->report_id, b->report_id);
}

static int compare_size(size_t a, size_t b) {
    return (a > b) - (a < b);
}

static int by_report(const void *x, const void *y) {
    const truce_claim *a = *(const truce_claim *const *)x, *b = *(const truce_claim *const *)y;
    int c = compare_report(a, b);
    if (!c) c = compare_size(a->span.start, b->span.start);
    if (!c) c = compare_size(a->span.end, b->span.end);
    /* c9 comes before c10. */
    if (!c) c = compare_size(strlen(a->id), strlen(b->id));
    return c ? c : compare_text(a->id, b->id);
}

static bool same_claim(const truce_claim *a, const truce_claim *b) {
    return compare_report(a, b) == 0 && strcmp(a->id, b->id) == 0 && a->span.start == b->span.start &&
           a->span.end == b->span.end;
}

static const char *outlet_of(const truce_claim *c) {
    return c->n_source ? c->source[0].name : "unknown";
}

/* Nobody knows when an undated report was published: it counts only where no report has a date. */
static bool published(const making *m, const truce_claim *c) {
    if (c->report_date == TRUCE_NO_DAY) return m->none_dated;
    return !m->out->known_by_given || c->report_date <= m->out->known_by;
}

/* The claims known by then and the undated ones, in the order of their reports. A claim that was handed in twice is
 * there once. */
static claim_vec sorted_claims(making *m) {
    claim_vec all = {0};
    m->none_dated = !m->out->known_by_given;
    for (size_t i = 0; i < m->claims->n && m->none_dated; i++)
        m->none_dated = m->claims->v[i].report_date == TRUCE_NO_DAY;
    for (size_t i = 0; i < m->claims->n; i++)
        if (published(m, &m->claims->v[i]) || m->claims->v[i].report_date == TRUCE_NO_DAY)
            vec_push(m->a, &all, &m->claims->v[i]);
    if (all.n) qsort(all.v, all.n, sizeof *all.v, by_report);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++)
        if (n == 0 || !same_claim(all.v[n - 1], all.v[i])) all.v[n++] = all.v[i];
    all.n = n;
    return all;
}

static account_report report_row(const bearing_report *r) {
    const truce_claim *c = r->v[0];
    return (account_report){c->report, c->report_id, outlet_of(c), c->report_date, NULL};
}

static uint32_t sides_of(making *m, const bearing_report *r) {
    uint32_t sides = 0;
    for (size_t i = 0; i < r->n; i++) {
        sides |= claim_sides(m->out->g, m->scratch, r->v[i]);
        arena_reset(m->scratch);
    }
    return sides;
}

/* Keeps the reports that name a side and are no older than the agreement. */
static void choose_reports(making *m, const claim_vec *claims) {
    VEC(account_report) left_out = {0};
    truce_account *out = m->out;
    for (size_t i = 0, end; i < claims->n; i = end) {
        for (end = i + 1; end < claims->n && compare_report(claims->v[i], claims->v[end]) == 0; end++) {
        }
        bearing_report r = {claims->v + i, end - i, 0, claims->v[i]->report_date};
        r.sides = sides_of(m, &r);
        if (!r.sides)
            out->n_others++;
        else if (!published(m, r.v[0]))
            vec_push(m->a, &left_out, report_row(&r));
        else if (r.date != TRUCE_NO_DAY && r.date < out->g->signed_on)
            out->n_early++;
        else
            vec_push(m->a, &m->reports, r);
    }
    out->left_out.v = left_out.v;
    out->left_out.n = left_out.n;
}

/* A report's text and its place among the reports. */
typedef struct hashed {
    const char *hash;
    size_t index;
} hashed;

static int by_hash(const void *x, const void *y) {
    const hashed *a = x, *b = y;
    int c = strcmp(a->hash, b->hash);
    return c ? c : compare_size(a->index, b->index);
}

/* Equal texts: the first by date is the original. */
static void find_copies(making *m) {
    VEC(hashed) all = {0};
    m->copies = arena_array(m->a, const char *, m->reports.n);
    m->told = arena_array(m->a, bool, m->reports.n);
    for (size_t i = 0; i < m->reports.n; i++) {
        const char *hash = m->reports.v[i].v[0]->text_hash;
        if (hash) vec_push(m->a, &all, (hashed){hash, i});
    }
    if (all.n) qsort(all.v, all.n, sizeof *all.v, by_hash);
    for (size_t i = 1, first = 0; i < all.n; i++) {
        if (strcmp(all.v[i].hash, all.v[first].hash) != 0)
            first = i;
        else
            m->copies[all.v[i].index] = m->reports.v[all.v[first].index].v[0]->report;
    }
}

/* Reports from after the agreement's last day are mostly of what took its place: they do not set its dates. */
static void set_dates(making *m) {
    truce_account *out = m->out;
    truce_day newest = TRUCE_NO_DAY, until = out->g->until;
    for (size_t i = 0; i < m->reports.n; i++) {
        truce_day date = m->reports.v[i].date;
        if (date == TRUCE_NO_DAY || (until != TRUCE_NO_DAY && date > until)) continue;
        if (newest == TRUCE_NO_DAY || date > newest) newest = date;
    }
    if (!out->known_by_given) out->known_by = newest;
    if (!out->as_of_given) out->as_of = newest == TRUCE_NO_DAY ? out->g->in_force : newest;
}

/* ── groups ── */

static const char *const group_ids[] = {
    "",        "mediators", "intermediaries", "institutions", "third-states", "persons", "other-parties",
    "unnamed", "",          "overall"};
static const char *const group_names[] = {
    "", "mediators", "intermediaries", "institutions", "third states", "persons", "other parties", "unnamed sources",
    "", "overall"};

static int find_group(const making *m, const char *id) {
    for (size_t i = 0; i < m->groups.n; i++)
        if (strcmp(m->groups.v[i].id, id) == 0) return (int)i;
    return -1;
}

static int group_by_kind(making *m, account_group_kind kind) {
    int found = find_group(m, group_ids[kind]);
    if (found >= 0) return found;
    vec_push(m->a, &m->groups, (account_group){kind, -1, group_ids[kind], group_names[kind]});
    return (int)m->groups.n - 1;
}

static int group_of_side(making *m, int side) {
    const agreement_actor *actor = &m->out->g->actors.v[side];
    int found = find_group(m, actor->id);
    if (found >= 0) return found;
    vec_push(m->a, &m->groups, (account_group){GROUP_SIDE, side, actor->id, actor->name});
    return (int)m->groups.n - 1;
}

static int group_of_actor(making *m, int actor) {
    switch (m->out->g->actors.v[actor].role) {
    case ROLE_SIDE: return group_of_side(m, actor);
    case ROLE_MEDIATOR: return group_by_kind(m, GROUP_MEDIATORS);
    case ROLE_INTERMEDIARY: return group_by_kind(m, GROUP_INTERMEDIARIES);
    }
    return -1;
}

/* Outlets are told apart by their folded names and shown as first spelt. */
static int group_of_outlet(making *m, const char *name) {
    const truce_agreement *g = m->out->g;
    const char *key = name_key(m->scratch, &g->articles, name);
    for (size_t i = 0; i < g->outlets.n; i++)
        if (strcmp(g->outlets.v[i].key, key) == 0) return group_of_side(m, g->outlets.v[i].side.v[0].index);
    for (size_t i = 0; i < m->outlets.n; i++)
        if (strcmp(m->outlets.v[i].key, key) == 0) return m->outlets.v[i].group;
    account_group group = {GROUP_OUTLET, -1, arena_printf(m->a, "outlet:%s", name), name};
    vec_push(m->a, &m->outlets, (outlet_group){arena_strdup(m->a, key), (int)m->groups.n});
    vec_push(m->a, &m->groups, group);
    return (int)m->groups.n - 1;
}

static account_group_kind kind_of_source(truce_source_kind kind) {
    switch (kind) {
    case TRUCE_SOURCE_KIND_PARTY: return GROUP_OTHER_PARTIES;
    case TRUCE_SOURCE_KIND_MEDIATOR: return GROUP_MEDIATORS;
    case TRUCE_SOURCE_KIND_OFFICIAL: return GROUP_THIRD_STATES;
    case TRUCE_SOURCE_KIND_INSTITUTION: return GROUP_INSTITUTIONS;
    case TRUCE_SOURCE_KIND_PERSON: return GROUP_PERSONS;
    case TRUCE_SOURCE_KIND_OUTLET:
    case TRUCE_SOURCE_KIND_UNNAMED:
    case TRUCE_SOURCE_KIND_NONE:
    case TRUCE_SOURCE_KIND_COUNT: break;
    }
    return GROUP_UNNAMED;
}

static void add_once(arena *a, int_vec *list, int value) {
    for (size_t i = 0; i < list->n; i++)
        if (list->v[i] == value) return;
    vec_push(a, list, value);
}

/* A joint statement, `A and B` (docs/claims.md), is said by each. */
static void groups_of_joint(making *m, const char *name, int_vec *groups, int *speaker) {
    static const char joint[] = " and ";
    for (const char *part = name, *end; part; part = end ? end + strlen(joint) : NULL) {
        end = strstr(part, joint);
        const char *one = end ? arena_strndup(m->scratch, part, (size_t)(end - part)) : part;
        int actor = agreement_actor_of(m->out->g, m->scratch, one, -1);
        if (actor < 0) continue;
        if (*speaker < 0) *speaker = actor;
        add_once(m->scratch, groups, group_of_actor(m, actor));
    }
}

/* The groups of a claim's innermost source, and the actor that speaks, or -1. */
static int_vec groups_of(making *m, const truce_claim *c, int *speaker) {
    int_vec groups = {0};
    *speaker = -1;
    const truce_source *s = c->n_source ? &c->source[c->n_source - 1] : NULL;
    int actor = s ? agreement_actor_of(m->out->g, m->scratch, s->name, -1) : -1;
    if (actor >= 0) {
        *speaker = actor;
        vec_push(m->scratch, &groups, group_of_actor(m, actor));
    } else if (s && s->kind == TRUCE_SOURCE_KIND_OUTLET) {
        int group = group_of_outlet(m, s->name);
        if (m->groups.v[group].kind == GROUP_SIDE) *speaker = m->groups.v[group].side;
        vec_push(m->scratch, &groups, group);
    } else if (s) {
        groups_of_joint(m, s->name, &groups, speaker);
    }
    if (!groups.n) vec_push(m->scratch, &groups, group_by_kind(m, s ? kind_of_source(s->kind) : GROUP_UNNAMED));
    return groups;
}

/* The groups that have a row even where they say nothing. */
static void add_standing_groups(making *m) {
    for (size_t i = 0; i < m->out->g->actors.n; i++) group_of_actor(m, (int)i);
}

static int by_group(const void *x, const void *y) {
    const account_group *a = x, *b = y;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (a->side != b->side) return a->side < b->side ? -1 : 1;
    return strcmp(a->id, b->id);
}

/* Sorts the groups; entries follow. */
static void sort_groups(making *m) {
    const account_group *before = m->groups.v;
    account_group *v = arena_array(m->a, account_group, m->groups.n);
    int *to = arena_array(m->a, int, m->groups.n);
    if (m->groups.n) memcpy(v, before, m->groups.n * sizeof *v);
    qsort(v, m->groups.n, sizeof *v, by_group);
    for (size_t i = 0; i < m->groups.n; i++)
        for (size_t k = 0; k < m->groups.n; k++)
            if (strcmp(before[i].id, v[k].id) == 0) to[i] = (int)k;
    for (size_t i = 0; i < m->entries.n; i++) m->entries.v[i].group = to[m->entries.v[i].group];
    for (size_t i = 0; i < m->said.n; i++) m->said.v[i].group = to[m->said.v[i].group];
    m->out->groups.v = v;
    m->out->groups.n = m->groups.n;
}

/* ── claims to cells ── */

/* Breaches and suspensions that are of no one obligation. */
static bool is_of_the_whole(const making *m, const truce_claim *c) {
    bool status = c->status == TRUCE_CLAIM_STATUS_DONE || c->status == TRUCE_CLAIM_STATUS_ONGOING ||
                  c->status == TRUCE_CLAIM_STATUS_DENIED;
    bool by_a_side = c->actor.n == 0;
    for (size_t i = 0; i < c->actor.n; i++)
        if (agreement_actor_of(m->out->g, m->scratch, c->actor.v[i], -1) >= 0) by_a_side = true;
    for (size_t i = 0; i < c->n_links; i++)
        if (c->links[i].type == TRUCE_LINK_SAME_AS) return false; /* the original is there */
    return status && by_a_side && (c->act == TRUCE_ACT_BREACH || c->act == TRUCE_ACT_SUSPEND);
}

static void place_claim(making *m, size_t report, size_t i) {
    const bearing_report *r = &m->reports.v[report];
    const char *copy_of = m->copies[report];
    int speaker;
    bearings found;
    int_vec groups = groups_of(m, r->v[i], &speaker);
    claim_bearings(&m->ctx, r, i, speaker, &found);
    for (size_t k = 0; k < found.n; k++) {
        bearing b = found.v[k];
        b.claim.report = report;
        if (copy_of && b.kind == BEARS) {
            b.kind = BEARS_ASIDE;
            b.claim.reason = arena_printf(m->a, "a copy of %s", copy_of);
        }
        m->told[report] = m->told[report] || b.kind == BEARS;
        for (size_t g = 0; g < groups.n; g++) vec_push(m->a, &m->entries, (entry){b, groups.v[g], m->entries.n});
    }
    if (found.n || copy_of || !is_of_the_whole(m, r->v[i])) return;
    account_claim said = {.claim = r->v[i], .report = report, .part = PART_ALLEGED, .figure = AMOUNT_UNKNOWN};
    claim_days(&m->ctx, r->v[i], &said);
    if (days_aside(&m->ctx, &said)) return;
    m->told[report] = true;
    for (size_t g = 0; g < groups.n; g++) vec_push(m->a, &m->said, (account_said){said, groups.v[g]});
}

static void place_claims(making *m) {
    for (size_t r = 0; r < m->reports.n; r++)
        for (size_t i = 0; i < m->reports.v[r].n; i++) {
            place_claim(m, r, i);
            arena_reset(m->scratch);
        }
}

static int by_cell(const void *x, const void *y) {
    const entry *a = x, *b = y;
    if (a->b.obligation != b->b.obligation) return a->b.obligation < b->b.obligation ? -1 : 1;
    if (a->b.debtor != b->b.debtor) return a->b.debtor < b->b.debtor ? -1 : 1;
    if (a->group != b->group) return a->group < b->group ? -1 : 1;
    return compare_size(a->order, b->order);
}

/* Reports from after the agreement's last day that tell nothing of it: they are of what took its place. */
static bool is_left_out(const making *m, size_t report) {
    truce_day until = m->out->g->until, date = m->reports.v[report].date;
    return until != TRUCE_NO_DAY && date != TRUCE_NO_DAY && date > until && !m->told[report];
}

/* Drops them with what was set aside of them, and has claims name their reports by the new places. */
static void drop_later_reports(making *m) {
    size_t kept = 0, n = 0;
    size_t *moved = arena_array(m->a, size_t, m->reports.n);
    for (size_t i = 0; i < m->entries.n; i++)
        if (!is_left_out(m, m->entries.v[i].b.claim.report)) m->entries.v[n++] = m->entries.v[i];
    m->entries.n = n;
    for (size_t r = 0; r < m->reports.n; r++) {
        if (is_left_out(m, r)) {
            m->out->n_late++;
            continue;
        }
        moved[r] = kept;
        m->copies[kept] = m->copies[r];
        m->reports.v[kept++] = m->reports.v[r];
    }
    m->reports.n = kept;
    for (size_t i = 0; i < m->entries.n; i++) m->entries.v[i].b.claim.report = moved[m->entries.v[i].b.claim.report];
    for (size_t i = 0; i < m->said.n; i++) m->said.v[i].said.report = moved[m->said.v[i].said.report];
}

/* A line that some source has, and the report where it stands. */
typedef struct source_line {
    const char *key;
    const truce_claim *claim;
} source_line;

typedef VEC(source_line) line_vec;

/* One agency's line in two outlets: same words, same source at the inside of the chain. The first by date stays.
 * Gives that one, or NULL. */
static const truce_claim *line_seen(making *m, line_vec *lines, const truce_claim *c) {
    static const truce_names none = {0};
    if (c->n_source < 2) return NULL;
    const char *quote = name_key(m->scratch, &none, c->quote);
    const char *name = name_key(m->scratch, &none, c->source[c->n_source - 1].name);
    const char *key = arena_printf(m->a, "%s|%s|%d|%d", quote, name, (int)c->act, (int)c->status);
    for (size_t i = 0; i < lines->n; i++)
        if (strcmp(lines->v[i].key, key) == 0 && compare_report(lines->v[i].claim, c) != 0) return lines->v[i].claim;
    vec_push(m->a, lines, (source_line){key, c});
    return NULL;
}

static void add_to_cell(making *m, account_claim_vec *claims, account_claim_vec *aside, line_vec *lines,
                        const entry *e) {
    account_claim c = e->b.claim;
    const truce_claim *seen = e->b.kind == BEARS ? line_seen(m, lines, c.claim) : NULL;
    if (seen) c.reason = arena_printf(m->a, "the same line of the same source as in %s", seen->report);
    if (e->b.kind == BEARS && !seen)
        vec_push(m->a, claims, c);
    else
        vec_push(m->a, aside, c);
    arena_reset(m->scratch);
}

static bool always_shown(const account_group *group) {
    return group->kind == GROUP_SIDE || group->kind == GROUP_MEDIATORS || group->kind == GROUP_INTERMEDIARIES;
}

/* The cells of one obligation and debtor; *next is the first entry not yet used. */
static void make_cells(making *m, int obligation, int debtor, size_t *next, cell_vec *cells) {
    for (size_t g = 0; g < m->out->groups.n; g++) {
        account_cell cell = {.obligation = obligation, .debtor = debtor, .group = (int)g};
        account_claim_vec claims = {0}, aside = {0};
        line_vec lines = {0};
        for (; *next < m->entries.n; ++*next) {
            const entry *e = &m->entries.v[*next];
            if (e->b.obligation != obligation || e->b.debtor != debtor || e->group != (int)g) break;
            add_to_cell(m, &claims, &aside, &lines, e);
        }
        if (!claims.n && !aside.n && !always_shown(&m->out->groups.v[g])) continue;
        cell.claims = (account_claims){claims.v, claims.n};
        cell.set_aside = (account_claims){aside.v, aside.n};
        vec_push(m->a, cells, cell);
    }
}

static int by_index(const void *x, const void *y) {
    int a = *(const int *)x, b = *(const int *)y;
    return (a > b) - (a < b);
}

static void make_all_cells(making *m) {
    const truce_agreement *g = m->out->g;
    cell_vec cells = {0};
    size_t next = 0;
    if (m->entries.n) qsort(m->entries.v, m->entries.n, sizeof *m->entries.v, by_cell);
    for (size_t i = 0; i < g->obligations.n; i++) {
        const agreement_obligation *o = &g->obligations.v[i];
        int *debtors = arena_array(m->a, int, o->by.n + 1);
        debtors[0] = -1;
        for (size_t d = 0; o->never.n && d < o->by.n; d++) debtors[d] = o->by.v[d].index;
        size_t n = o->never.n ? o->by.n : 1;
        qsort(debtors, n, sizeof *debtors, by_index);
        for (size_t d = 0; d < n; d++) make_cells(m, (int)i, debtors[d], &next, &cells);
    }
    m->out->cells.v = cells.v;
    m->out->cells.n = cells.n;
}

static int by_claim(const void *x, const void *y) {
    const account_claim *a = *(account_claim *const *)x, *b = *(account_claim *const *)y;
    if (a->claim != b->claim) return (uintptr_t)a->claim < (uintptr_t)b->claim ? -1 : 1;
    return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}

/* Marks claims that a cell before has set aside already. The arena gives no order to cells: their lists are joined. */
static void mark_repeats(making *m) {
    VEC(account_claim *) all = {0};
    size_t n = 0;
    for (size_t i = 0; i < m->out->cells.n; i++) n += m->out->cells.v[i].set_aside.n;
    account_claim *joined = arena_array(m->a, account_claim, n), *to = joined;
    for (size_t i = 0; i < m->out->cells.n; i++) {
        account_claims *aside = &m->out->cells.v[i].set_aside;
        if (aside->n) memcpy(to, aside->v, aside->n * sizeof *to);
        aside->v = to;
        for (size_t k = 0; k < aside->n; k++) vec_push(m->a, &all, to++);
    }
    if (all.n) qsort(all.v, all.n, sizeof *all.v, by_claim);
    for (size_t i = 1; i < all.n; i++) all.v[i]->repeated = all.v[i]->claim == all.v[i - 1]->claim;
}

/* ── standing ── */

static const account_cell *cell_at(const truce_account *out, int obligation, int group) {
    for (size_t i = 0; i < out->cells.n; i++)
        if (out->cells.v[i].obligation == obligation && out->cells.v[i].group == group) return &out->cells.v[i];
    return NULL;
}

/* How many ratios stand between an obligation and a number. */
static int ratio_depth(const truce_agreement *g, int obligation) {
    int depth = 0;
    for (; g->obligations.v[obligation].per.n; depth++) obligation = g->obligations.v[obligation].per.v[0].index;
    return depth;
}

static void stand(making *m, account_cell *cell) {
    const truce_agreement *g = m->out->g;
    const agreement_obligation *o = &g->obligations.v[cell->obligation];
    const account_group *group = &m->out->groups.v[cell->group];
    amount base = AMOUNT_UNKNOWN;
    const account_cell *other = o->per.n ? cell_at(m->out, o->per.v[0].index, cell->group) : NULL;
    if (other) base = other->done;
    cell_stand(m->scratch, g, cell, base, m->out->as_of, group->kind == GROUP_SIDE && group->side == cell->debtor);
    arena_reset(m->scratch);
}

static void stand_all(making *m) {
    truce_account *out = m->out;
    bool more = true;
    for (int depth = 0; more; depth++) {
        more = false;
        for (size_t i = 0; i < out->cells.n; i++) {
            int own = ratio_depth(out->g, out->cells.v[i].obligation);
            if (own == depth) stand(m, &out->cells.v[i]);
            more = more || own > depth;
        }
    }
    for (size_t i = 0, end; i < out->cells.n; i = end) {
        const account_cell *first = &out->cells.v[i];
        for (end = i + 1; end < out->cells.n && out->cells.v[end].obligation == first->obligation &&
                          out->cells.v[end].debtor == first->debtor;
             end++) {
        }
        cells_dispute(m->scratch, out->g, &out->cells.v[i], end - i);
        arena_reset(m->scratch);
    }
}

/* ── overall ── */

static void need_actor(making *m, int_vec *needed, int actor) {
    const truce_account *out = m->out;
    for (size_t g = 0; g < out->groups.n; g++) {
        const account_group *group = &out->groups.v[g];
        agreement_role role = out->g->actors.v[actor].role;
        if ((role == ROLE_SIDE && group->kind == GROUP_SIDE && group->side == actor) ||
            (role == ROLE_MEDIATOR && group->kind == GROUP_MEDIATORS) ||
            (role == ROLE_INTERMEDIARY && group->kind == GROUP_INTERMEDIARIES))
            add_once(m->a, needed, (int)g);
    }
}

static void need_all(making *m, int_vec *needed, const agreement_refs *refs) {
    for (size_t i = 0; i < refs->n; i++) need_actor(m, needed, refs->v[i].index);
}

/* To whom it is owed: `to`, else every other side. */
static void need_creditors(making *m, int_vec *needed, const agreement_obligation *o) {
    need_all(m, needed, &o->to);
    for (size_t s = 0; !o->to.n && s < m->out->g->n_sides; s++) {
        bool debtor = false;
        for (size_t i = 0; i < o->by.n; i++) debtor = debtor || o->by.v[i].index == (int)s;
        if (!debtor || o->by.n > 1) need_actor(m, needed, (int)s);
    }
}

/* The groups that must report it done (done-when). */
static int_vec needed_groups(making *m, const agreement_obligation *o) {
    const truce_agreement *g = m->out->g;
    int_vec needed = {0};
    switch (g->done_when) {
    case DONE_WHEN_NOT_GIVEN: break;
    case DONE_WHEN_DEBTOR_AND_CREDITOR:
        need_all(m, &needed, &o->by);
        need_creditors(m, &needed, o);
        break;
    case DONE_WHEN_CREDITOR: need_creditors(m, &needed, o); break;
    case DONE_WHEN_ALL_SIDES:
        for (size_t s = 0; s < g->n_sides; s++) need_actor(m, &needed, (int)s);
        break;
    case DONE_WHEN_INTERMEDIARY:
        for (size_t i = 0; i < g->actors.n; i++)
            if (g->actors.v[i].role == ROLE_INTERMEDIARY) need_actor(m, &needed, (int)i);
        break;
    case DONE_WHEN_GROUPS: need_all(m, &needed, &g->done_groups); break;
    }
    return needed;
}

static double least(double a, double b) {
    return a < 0 || b < 0 ? TRUCE_UNBOUNDED : a < b ? a : b;
}

static double most(double a, double b) {
    return a < 0 || b < 0 ? TRUCE_UNBOUNDED : a > b ? a : b;
}

/* As little as any of the needed groups reports. */
static account_cell overall(making *m, int obligation, int group, const int_vec *needed) {
    account_cell all = {
        .obligation = obligation, .debtor = -1, .group = group, .timing = TIMING_UNKNOWN, .due = TRUCE_NO_DAY};
    for (size_t i = 0; i < needed->n; i++) {
        const account_cell *cell = cell_at(m->out, obligation, needed->v[i]);
        if (i == 0) {
            all.agreed = cell->agreed;
            all.done = cell->done;
            all.owed = cell->owed;
            all.progress = cell->progress;
            all.timing = cell->timing;
            all.due = cell->due;
        } else {
            all.done = (amount){least(all.done.min, cell->done.min), most(all.done.max, cell->done.max)};
            all.owed = (amount){least(all.owed.min, cell->owed.min), most(all.owed.max, cell->owed.max)};
            if (cell->progress < all.progress) all.progress = cell->progress;
            if (cell->timing != all.timing) all.timing = TIMING_UNKNOWN;
        }
        all.flags |= cell->flags & FLAG_DISPUTED;
    }
    return all;
}

static void add_overall(making *m) {
    truce_account *out = m->out;
    if (!out->g->done_when) return;
    account_group *groups = arena_array(m->a, account_group, out->groups.n + 1);
    memcpy(groups, out->groups.v, out->groups.n * sizeof *groups);
    groups[out->groups.n] = (account_group){GROUP_OVERALL, -1, group_ids[GROUP_OVERALL], group_names[GROUP_OVERALL]};
    out->groups.v = groups;
    int group = (int)out->groups.n++;
    cell_vec cells = {0};
    for (size_t i = 0; i < out->cells.n; i++) {
        const account_cell *cell = &out->cells.v[i];
        vec_push(m->a, &cells, *cell);
        bool last = i + 1 == out->cells.n || out->cells.v[i + 1].obligation != cell->obligation;
        if (!last || cell->debtor >= 0) continue;
        int_vec needed = needed_groups(m, &out->g->obligations.v[cell->obligation]);
        if (needed.n) vec_push(m->a, &cells, overall(m, cell->obligation, group, &needed));
    }
    out->cells.v = cells.v;
    out->cells.n = cells.n;
}

/* ── the head ── */

static int by_outlet(const void *x, const void *y) {
    const account_outlet *a = x, *b = y;
    return strcmp(a->name, b->name);
}

static void add_outlet(making *m, account_outlet *outlets, size_t *n, const char *name) {
    const char *key = name_key(m->scratch, &m->out->g->articles, name);
    for (size_t i = 0; i < *n; i++)
        if (strcmp(name_key(m->scratch, &m->out->g->articles, outlets[i].name), key) == 0) {
            outlets[i].reports++;
            return;
        }
    outlets[(*n)++] = (account_outlet){name, 1};
}

static void make_head(making *m) {
    truce_account *out = m->out;
    out->reports.v = arena_array(m->a, account_report, m->reports.n);
    out->reports.n = m->reports.n;
    out->outlets.v = arena_array(m->a, account_outlet, m->reports.n);
    out->from = out->to = TRUCE_NO_DAY;
    for (size_t i = 0; i < m->reports.n; i++) {
        account_report *row = &out->reports.v[i];
        *row = report_row(&m->reports.v[i]);
        row->copy_of = m->copies[i];
        add_outlet(m, out->outlets.v, &out->outlets.n, row->outlet);
        arena_reset(m->scratch);
        if (row->date == TRUCE_NO_DAY) out->n_undated++;
        if (row->date == TRUCE_NO_DAY) continue;
        if (out->from == TRUCE_NO_DAY) out->from = row->date;
        out->to = row->date;
    }
    if (out->outlets.n) qsort(out->outlets.v, out->outlets.n, sizeof *out->outlets.v, by_outlet);
}

/* ── the whole ── */

static truce_status compute(making *m) {
    claim_vec claims = sorted_claims(m);
    choose_reports(m, &claims);
    find_copies(m);
    set_dates(m);
    m->ctx = (bearing_context){m->out->g, m->a, m->scratch, m->out->as_of};
    add_standing_groups(m);
    place_claims(m);
    drop_later_reports(m);
    sort_groups(m);
    make_all_cells(m);
    mark_repeats(m);
    stand_all(m);
    add_overall(m);
    make_head(m);
    m->out->said.v = m->said.v;
    m->out->said.n = m->said.n;
    return TRUCE_OK;
}

/* Either arena may run out of memory: each leaves its own arena_run. */
static truce_status run_outer(void *ctx) {
    return compute(ctx);
}

static truce_status run_inner(void *ctx) {
    making *m = ctx;
    return arena_run(m->scratch, run_outer, m, m->err);
}

truce_status truce_account_compute(const truce_agreement *agreement, const truce_claims *claims,
                                   const truce_account_options *options, truce_account **out, truce_error *err) {
    truce_account_options none = {TRUCE_NO_DAY, TRUCE_NO_DAY};
    *out = NULL;
    truce_account *account = calloc(1, sizeof *account);
    making m = {.out = account, .claims = claims, .options = options ? *options : none, .err = err};
    m.a = arena_new();
    m.scratch = arena_new();
    truce_status status = TRUCE_MEMORY;
    if (account && m.a && m.scratch) {
        account->a = m.a;
        account->g = agreement;
        account->as_of = m.options.as_of;
        account->known_by = m.options.known_by;
        account->as_of_given = m.options.as_of != TRUCE_NO_DAY;
        account->known_by_given = m.options.known_by != TRUCE_NO_DAY;
        status = arena_run(m.a, run_inner, &m, err);
    } else {
        error_set(err, TRUCE_MEMORY, "out of memory");
    }
    arena_free(m.scratch);
    if (status) {
        arena_free(m.a);
        free(account);
    } else {
        *out = account;
    }
    return status;
}

void truce_account_free(truce_account *account) {
    if (!account) return;
    arena_free(account->a);
    free(account);
}
