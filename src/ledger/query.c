/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/vec.h"
#include "ledger/db.h"

#include <stdlib.h>
#include <string.h>

enum { ID_DIGITS_LEAST = 8 };

/* ---- a filter as SQL ---- */

typedef const char *(*value_name)(int value);

static const char *act_name(int value) {
    return truce_act_name((truce_act)value);
}

static const char *status_name(int value) {
    return truce_claim_status_name((truce_claim_status)value);
}

static const char *kind_name(int value) {
    return truce_quantity_kind_name((truce_quantity_kind)value);
}

/* ` AND column IN ('a', 'b')` for the bits that are set; names of a closed set need no quoting. */
static const char *in_set(arena *a, const char *column, uint64_t bits, value_name name) {
    const char *list = "";
    if (bits == 0) return "";
    for (int value = 1; value < 64; value++)
        if (bits >> value & 1) list = arena_printf(a, "%s%s'%s'", list, *list ? ", " : "", name(value));
    return arena_printf(a, " AND %s IN (%s)", column, list);
}

static bool is_id_prefix(const char *s) {
    return strlen(s) >= ID_DIGITS_LEAST && s[strspn(s, "0123456789abcdef")] == 0;
}

/* What a filter says of reports, as conditions on `r`; its parameters are named, and bound by bind_filter(). */
static const char *report_conditions(arena *a, const truce_filter *f) {
    const char *report = !f->report                ? ""
                         : is_id_prefix(f->report) ? " AND (r.name = :report OR substr(r.report_id, 1, "
                                                     "length(:report)) = :report)"
                                                   : " AND r.name = :report";
    return arena_printf(a, "%s%s%s%s", f->outlet ? " AND instr(r.outlet_words, :outlet)" : "", report,
                        f->since != TRUCE_NO_DAY ? " AND r.report_date >= :since" : "",
                        f->until != TRUCE_NO_DAY ? " AND r.report_date <= :until" : "");
}

static const char *claim_conditions(arena *a, const truce_filter *f) {
    static const char source[] = "EXISTS (SELECT 1 FROM claim_sources s WHERE s.claim_key = c.claim_key AND "
                                 "instr(s.words, %s))";
    const char *by_source = arena_printf(a, source, ":source"), *by_party = arena_printf(a, source, ":party");
    return arena_printf(
        a, "%s%s%s%s%s%s%s%s%s%s%s", in_set(a, "c.act", f->acts, act_name),
        in_set(a, "c.status", f->statuses, status_name), in_set(a, "c.quantity_kind", f->kinds, kind_name),
        f->source ? " AND " : "", f->source ? by_source : "", f->party ? " AND (" : "", f->party ? by_party : "",
        f->party
            ? " OR EXISTS (SELECT 1 FROM claim_names n WHERE n.claim_key = c.claim_key AND instr(n.words, :party)))"
            : "",
        f->time_since != TRUCE_NO_DAY || f->time_until != TRUCE_NO_DAY
            ? " AND (c.time_start IS NOT NULL OR c.time_end IS NOT NULL)"
            : "",
        f->time_since != TRUCE_NO_DAY ? " AND (c.time_end IS NULL OR c.time_end >= :time_since)" : "",
        f->time_until != TRUCE_NO_DAY ? " AND (c.time_start IS NULL OR c.time_start <= :time_until)" : "");
}

static void bind_named_text(sqlite3_stmt *s, const char *name, const char *text) {
    int i = sqlite3_bind_parameter_index(s, name);
    if (i) sqlite3_bind_text(s, i, text, -1, SQLITE_TRANSIENT);
}

static void bind_named_day(sqlite3_stmt *s, const char *name, truce_day day) {
    char text[TRUCE_DAY_TEXT];
    bind_named_text(s, name, truce_day_text(day, text));
}

/* Makes ledger->query from the SQL and fills in what the filter holds. */
static truce_status prepare(truce_ledger *ledger, const char *sql, const truce_filter *f, truce_error *err) {
    arena *a = ledger->scratch;
    sqlite3_finalize(ledger->query);
    ledger->query = NULL;
    if (sqlite3_prepare_v2(ledger->db, sql, -1, &ledger->query, NULL) != SQLITE_OK) return ledger_error(ledger, err);
    if (f->party) bind_named_text(ledger->query, ":party", ledger_words(a, f->party));
    if (f->source) bind_named_text(ledger->query, ":source", ledger_words(a, f->source));
    if (f->outlet) bind_named_text(ledger->query, ":outlet", ledger_words(a, f->outlet));
    if (f->report) bind_named_text(ledger->query, ":report", f->report);
    bind_named_day(ledger->query, ":since", f->since);
    bind_named_day(ledger->query, ":until", f->until);
    bind_named_day(ledger->query, ":time_since", f->time_since);
    bind_named_day(ledger->query, ":time_until", f->time_until);
    return TRUCE_OK;
}

/* TRUE while there is a row; the end and an error are told apart in *status. */
static bool next_row(truce_ledger *ledger, sqlite3_stmt *s, truce_status *status, truce_error *err) {
    int code = sqlite3_step(s);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) *status = ledger_error(ledger, err);
    sqlite3_reset(s);
    return false;
}

/* ---- claims ---- */

static truce_status get_sources(arena *a, truce_ledger *ledger, int64_t key, truce_claim *c, truce_error *err) {
    VEC(truce_source) sources = {0};
    sqlite3_stmt *s;
    truce_status status = ledger_statement(ledger, SQL_GET_SOURCES, &s, err);
    if (status != TRUCE_OK) return status;
    sqlite3_bind_int64(s, 1, key);
    while (next_row(ledger, s, &status, err)) {
        ledger_row row = {.statement = s};
        truce_source source = {0};
        source.name = get_text(a, &row);
        source.kind = truce_source_kind_from_name(get_text(a, &row));
        source.cue = get_text(a, &row);
        source.said = get_day(&row);
        vec_push(a, &sources, source);
    }
    c->source = sources.v;
    c->n_source = sources.n;
    return status;
}

static truce_status get_names(arena *a, truce_ledger *ledger, int64_t key, const char *slot, truce_names *out,
                              truce_error *err) {
    VEC(const char *) names = {0};
    sqlite3_stmt *s;
    truce_status status = ledger_statement(ledger, SQL_GET_NAMES, &s, err);
    if (status != TRUCE_OK) return status;
    sqlite3_bind_int64(s, 1, key);
    sqlite3_bind_text(s, 2, slot, -1, SQLITE_STATIC);
    while (next_row(ledger, s, &status, err)) {
        ledger_row row = {.statement = s};
        vec_push(a, &names, get_text(a, &row));
    }
    *out = (truce_names){names.v, names.n};
    return status;
}

static truce_status get_links(arena *a, truce_ledger *ledger, int64_t key, truce_claim *c, truce_error *err) {
    VEC(truce_claim_link) links = {0};
    sqlite3_stmt *s;
    truce_status status = ledger_statement(ledger, SQL_GET_LINKS, &s, err);
    if (status != TRUCE_OK) return status;
    sqlite3_bind_int64(s, 1, key);
    while (next_row(ledger, s, &status, err)) {
        ledger_row row = {.statement = s};
        truce_link type = truce_link_from_name(get_text(a, &row));
        vec_push(a, &links, (truce_claim_link){type, get_text(a, &row)});
    }
    c->links = links.v;
    c->n_links = links.n;
    return status;
}

#define GET_VALUE(set, out)                                                                                            \
    do {                                                                                                               \
        const char *name = get_text(a, row);                                                                           \
        (out) = name ? truce_##set##_from_name(name) : (truce_##set)0;                                                 \
    } while (0)

/* The row's columns in the order of CLAIM_COLUMNS. */
static void get_claim_columns(arena *a, ledger_row *row, truce_claim *c) {
    c->id = get_text(a, row);
    c->quote = get_text(a, row);
    c->span.start = (uint32_t)get_int(row);
    c->span.end = (uint32_t)get_int(row);
    GET_VALUE(act, c->act);
    GET_VALUE(claim_status, c->status);
    c->actor_text = get_text(a, row);
    c->target_text = get_text(a, row);
    c->quantity.min = get_amount(row);
    c->quantity.max = get_amount(row);
    GET_VALUE(qualifier, c->quantity.qualifier);
    c->quantity.of = get_text(a, row);
    GET_VALUE(quantity_kind, c->quantity.kind);
    GET_VALUE(measure, c->quantity.measure);
    c->quantity.per = get_text(a, row);
    c->quantity.total = get_amount(row);
    c->time.start = get_day(row);
    c->time.end = get_day(row);
    c->time.duration = get_text(a, row);
    c->time.text = get_text(a, row);
    c->deadline.day = get_day(row);
    c->deadline.duration = get_text(a, row);
    c->deadline.from = get_text(a, row);
    c->deadline.text = get_text(a, row);
    c->place = get_text(a, row);
    c->rule = get_text(a, row);
    c->model = get_text(a, row);
}

static truce_status get_claim(arena *a, truce_ledger *ledger, truce_claim *c, truce_error *err) {
    ledger_row row = {.statement = ledger->query};
    int64_t key = get_int(&row);
    *c = (truce_claim){0};
    c->report = get_text(a, &row);
    c->report_id = get_text(a, &row);
    c->text_hash = get_text(a, &row);
    c->report_date = get_day(&row);
    get_claim_columns(a, &row, c);
    truce_status status = get_sources(a, ledger, key, c, err);
    if (status == TRUCE_OK) status = get_names(a, ledger, key, "actor", &c->actor, err);
    if (status == TRUCE_OK) status = get_names(a, ledger, key, "target", &c->target, err);
    if (status == TRUCE_OK) status = get_names(a, ledger, key, "counterpart", &c->counterpart, err);
    if (status == TRUCE_OK) status = get_names(a, ledger, key, "via", &c->via, err);
    return status == TRUCE_OK ? get_links(a, ledger, key, c, err) : status;
}

/* Readers go by this order, and so do exports: it depends on the reports alone, not on when they were read. */
#define REPORT_ORDER "r.report_date IS NULL, r.report_date, r.name, r.report_id"

static truce_status prepare_claims(truce_ledger *ledger, const truce_filter *f, truce_error *err) {
    arena *a = ledger->scratch;
    const char *sql =
        arena_printf(a,
                     "SELECT c.claim_key, r.name, r.report_id, r.text_hash, r.report_date, " CLAIM_COLUMNS
                     " FROM claims c JOIN reports r ON r.report_key = c.report_key WHERE 1%s%s ORDER BY " REPORT_ORDER
                     ", c.position",
                     report_conditions(a, f), claim_conditions(a, f));
    return prepare(ledger, sql, f, err);
}

typedef struct claims_query {
    arena *a; /* where the claims live */
    truce_ledger *ledger;
    const truce_filter *filter;
    truce_claim claim;
    bool found;
    truce_error *err;
} claims_query;

static truce_status query_start(void *ctx) {
    claims_query *q = ctx;
    return prepare_claims(q->ledger, q->filter, q->err);
}

static truce_status query_step(void *ctx) {
    claims_query *q = ctx;
    truce_status status = TRUCE_OK;
    q->found = next_row(q->ledger, q->ledger->query, &status, q->err);
    return q->found ? get_claim(q->a, q->ledger, &q->claim, q->err) : status;
}

/* The statement holds a lock on the ledger until it is reset. */
static truce_status query_end(truce_ledger *ledger, truce_status status) {
    sqlite3_finalize(ledger->query);
    ledger->query = NULL;
    arena_reset(ledger->scratch);
    return status;
}

truce_status truce_ledger_claims(truce_ledger *ledger, const truce_filter *filter, truce_claim_visit *visit, void *ctx,
                                 truce_error *err) {
    claims_query q = {.a = ledger->scratch, .ledger = ledger, .filter = filter, .err = err};
    truce_status status = arena_run(q.a, query_start, &q, err);
    while (status == TRUCE_OK) {
        arena_reset(q.a);
        status = arena_run(q.a, query_step, &q, err);
        if (status != TRUCE_OK || !q.found) break;
        status = visit(ctx, &q.claim, err);
    }
    return query_end(ledger, status);
}

struct truce_claim_list {
    arena *a;
    truce_claims claims;
};

typedef struct listing {
    claims_query query;
    truce_claim_list *list;
} listing;

static truce_status list_all(void *ctx) {
    listing *l = ctx;
    VEC(truce_claim) claims = {0};
    truce_status status = TRUCE_OK;
    while (status == TRUCE_OK) {
        status = query_step(&l->query);
        if (status != TRUCE_OK || !l->query.found) break;
        vec_push(l->list->a, &claims, l->query.claim);
    }
    l->list->claims = (truce_claims){claims.v, claims.n};
    return status;
}

truce_status truce_ledger_list(truce_ledger *ledger, const truce_filter *filter, truce_claim_list **out,
                               truce_error *err) {
    truce_claim_list *list = calloc(1, sizeof *list);
    if (list) list->a = arena_new();
    *out = NULL;
    if (!list || !list->a) {
        truce_claim_list_free(list);
        return error_set(err, TRUCE_MEMORY, "out of memory");
    }
    listing l = {{.a = list->a, .ledger = ledger, .filter = filter, .err = err}, list};
    truce_status status = arena_run(ledger->scratch, query_start, &l.query, err);
    if (status == TRUCE_OK) status = arena_run(list->a, list_all, &l, err);
    if (status == TRUCE_OK)
        *out = list;
    else
        truce_claim_list_free(list);
    return query_end(ledger, status);
}

const truce_claims *truce_claim_list_claims(const truce_claim_list *list) {
    return &list->claims;
}

void truce_claim_list_free(truce_claim_list *list) {
    if (!list) return;
    arena_free(list->a);
    free(list);
}

/* ---- reports ---- */

static truce_status prepare_reports(void *ctx) {
    claims_query *q = ctx;
    arena *a = q->ledger->scratch;
    const char *sql = arena_printf(a,
                                   "SELECT r.report_id, r.text_hash, r.name, r.path, r.outlet, r.title, r.source, "
                                   "r.report_date, (SELECT count(*) FROM claims c WHERE c.report_key = r.report_key) "
                                   "FROM reports r WHERE 1%s ORDER BY " REPORT_ORDER,
                                   report_conditions(a, q->filter));
    return prepare(q->ledger, sql, q->filter, q->err);
}

typedef struct report_step {
    truce_ledger *ledger;
    truce_ledger_report report;
    bool found;
    truce_error *err;
} report_step;

static truce_status next_report(void *ctx) {
    report_step *step = ctx;
    arena *a = step->ledger->scratch;
    truce_status status = TRUCE_OK;
    step->found = next_row(step->ledger, step->ledger->query, &status, step->err);
    if (!step->found) return status;
    ledger_row row = {.statement = step->ledger->query};
    truce_ledger_report *r = &step->report;
    r->id = get_text(a, &row);
    r->text_hash = get_text(a, &row);
    r->name = get_text(a, &row);
    r->path = get_text(a, &row);
    r->outlet = get_text(a, &row);
    r->title = get_text(a, &row);
    r->source = get_text(a, &row);
    r->date = get_day(&row);
    r->n_claims = (uint32_t)get_int(&row);
    return status;
}

truce_status truce_ledger_reports(truce_ledger *ledger, const truce_filter *filter, truce_report_visit *visit,
                                  void *ctx, truce_error *err) {
    claims_query q = {.a = ledger->scratch, .ledger = ledger, .filter = filter, .err = err};
    report_step step = {.ledger = ledger, .err = err};
    truce_status status = arena_run(ledger->scratch, prepare_reports, &q, err);
    while (status == TRUCE_OK) {
        arena_reset(ledger->scratch);
        status = arena_run(ledger->scratch, next_report, &step, err);
        if (status != TRUCE_OK || !step.found) break;
        status = visit(ctx, &step.report, err);
    }
    return query_end(ledger, status);
}

/* ---- counts and health ---- */

truce_status truce_ledger_count(truce_ledger *ledger, truce_ledger_facts *out, truce_error *err) {
    static const char sql[] = "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM claims), "
                              "(SELECT count(DISTINCT outlet) FROM reports), "
                              "(SELECT count(*) - count(DISTINCT text_hash) FROM reports), "
                              "(SELECT min(report_date) FROM reports), (SELECT max(report_date) FROM reports), "
                              "(SELECT user_version FROM pragma_user_version)";
    sqlite3_stmt *s = NULL;
    truce_status status = TRUCE_OK;
    *out = (truce_ledger_facts){.first = TRUCE_NO_DAY, .last = TRUCE_NO_DAY};
    if (sqlite3_prepare_v2(ledger->db, sql, -1, &s, NULL) != SQLITE_OK) return ledger_error(ledger, err);
    if (next_row(ledger, s, &status, err)) {
        ledger_row row = {.statement = s};
        out->reports = (uint64_t)get_int(&row);
        out->claims = (uint64_t)get_int(&row);
        out->outlets = (uint64_t)get_int(&row);
        out->copies = (uint64_t)get_int(&row);
        out->first = get_day(&row);
        out->last = get_day(&row);
        out->version = (int)get_int(&row);
    }
    sqlite3_finalize(s);
    return status;
}

/* A check gives a row, with a text in its first column, for each thing wrong. */
static truce_status check_by(truce_ledger *ledger, const char *sql, truce_error *err) {
    sqlite3_stmt *s = NULL;
    truce_status status = TRUCE_OK;
    if (sqlite3_prepare_v2(ledger->db, sql, -1, &s, NULL) != SQLITE_OK) return ledger_error(ledger, err);
    if (next_row(ledger, s, &status, err))
        status = error_at(err, TRUCE_LEDGER, ledger->path, 0, 0, "the ledger is damaged: %s",
                          (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    return status;
}

truce_status truce_ledger_check(truce_ledger *ledger, truce_error *err) {
    static const char *const checks[] = {
        "SELECT integrity_check FROM pragma_integrity_check(1) WHERE integrity_check <> 'ok'",
        "SELECT 'a row of ' || \"table\" || ' refers to nothing' FROM pragma_foreign_key_check",
        "SELECT 'claim ' || claim_id || ' of report ' || name || ' has no source' FROM claims c "
        "JOIN reports r ON r.report_key = c.report_key "
        "WHERE NOT EXISTS (SELECT 1 FROM claim_sources s WHERE s.claim_key = c.claim_key AND s.position = 1)",
    };
    truce_status status = TRUCE_OK;
    for (size_t i = 0; status == TRUCE_OK && i < sizeof checks / sizeof *checks; i++)
        status = check_by(ledger, checks[i], err);
    return status;
}
