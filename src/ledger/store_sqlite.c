/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"
#include "ledger/db.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { BUSY_MILLISECONDS = 10000 };

/* ---- errors ---- */

truce_status ledger_error(const truce_ledger *ledger, truce_error *err) {
    int code = ledger->db ? sqlite3_extended_errcode(ledger->db) : SQLITE_NOMEM;
    int os = ledger->db ? sqlite3_system_errno(ledger->db) : 0;
    if (os == 0 && code == SQLITE_IOERR_WRITE) os = errno; /* SQLite does not keep it when it rolls back by itself */
    const char *path = ledger->path;
#define SAY(...) error_at(err, TRUCE_LEDGER, path, 0, 0, __VA_ARGS__)
    switch (code & 0xff) {
    case SQLITE_NOMEM: return error_set(err, TRUCE_MEMORY, "out of memory");
    case SQLITE_CONSTRAINT:
        return error_set(err, TRUCE_INPUT, "a claim that the ledger does not take: %s", sqlite3_errmsg(ledger->db));
    case SQLITE_FULL: return SAY("the disk is full: what was not yet in the ledger is left out of it");
    case SQLITE_IOERR: return SAY("the ledger cannot be read or written: %s", os ? strerror(os) : "input/output error");
    case SQLITE_BUSY: return SAY("the ledger is in use by another program; try again when it is done");
    case SQLITE_NOTADB: return SAY("is no ledger: no SQLite database");
    case SQLITE_CORRUPT: return SAY("the ledger is damaged (%s); 'truce doctor' checks it", sqlite3_errmsg(ledger->db));
    case SQLITE_READONLY: return SAY("the ledger cannot be written: it or its folder is read-only");
    case SQLITE_CANTOPEN: return SAY("cannot open the ledger: %s", os ? strerror(os) : sqlite3_errmsg(ledger->db));
    default: return SAY("the ledger failed: %s", sqlite3_errmsg(ledger->db));
    }
#undef SAY
}

/* ---- statements ---- */

#define REPORT_COLUMNS                                                                                                 \
    "text_hash, name, path, outlet, outlet_words, title, source, report_date, size_bytes, body_start, body_end, "      \
    "report_id"

static const char *const sql[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_FIND_REPORT] = "SELECT report_key FROM reports WHERE report_id = ?",
    [SQL_ADD_REPORT] = "INSERT INTO reports (" REPORT_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [SQL_UPDATE_REPORT] =
        "UPDATE reports SET (" REPORT_COLUMNS ") = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
        " WHERE report_id = ?12",
    [SQL_CLEAR_CLAIMS] = "DELETE FROM claims WHERE report_key = ?",
    [SQL_FIND_COPY] = "SELECT 1 FROM reports WHERE text_hash = ? AND report_id <> ? LIMIT 1",
    [SQL_ADD_CLAIM] = "INSERT INTO claims (report_key, position, " CLAIM_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
                      "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [SQL_ADD_SOURCE] = "INSERT INTO claim_sources (claim_key, position, name, words, kind, cue, said) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?)",
    [SQL_ADD_NAME] = "INSERT INTO claim_names (claim_key, slot, position, name, words) VALUES (?, ?, ?, ?, ?)",
    [SQL_ADD_LINK] = "INSERT INTO claim_links (claim_key, position, link_type, to_claim_key) VALUES (?, ?, ?, ?)",
    [SQL_GET_SOURCES] = "SELECT name, kind, cue, said FROM claim_sources WHERE claim_key = ? ORDER BY position",
    [SQL_GET_NAMES] = "SELECT name FROM claim_names WHERE claim_key = ? AND slot = ? ORDER BY position",
    [SQL_GET_LINKS] = "SELECT l.link_type, t.claim_id FROM claim_links l JOIN claims t ON t.claim_key = l.to_claim_key "
                      "WHERE l.claim_key = ? ORDER BY l.position",
};

truce_status ledger_exec(truce_ledger *ledger, const char *text, truce_error *err) {
    return sqlite3_exec(ledger->db, text, NULL, NULL, NULL) == SQLITE_OK ? TRUCE_OK : ledger_error(ledger, err);
}

truce_status ledger_statement(truce_ledger *ledger, ledger_sql which, sqlite3_stmt **out, truce_error *err) {
    sqlite3_stmt **s = &ledger->prepared[which];
    *out = NULL;
    if (!*s && sqlite3_prepare_v3(ledger->db, sql[which], -1, SQLITE_PREPARE_PERSISTENT, s, NULL) != SQLITE_OK)
        return ledger_error(ledger, err);
    sqlite3_reset(*s);
    sqlite3_clear_bindings(*s);
    *out = *s;
    return TRUCE_OK;
}

truce_status ledger_number(truce_ledger *ledger, const char *text, int64_t *out, truce_error *err) {
    sqlite3_stmt *s = NULL;
    bool ok = sqlite3_prepare_v2(ledger->db, text, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW;
    truce_status status = ok ? TRUCE_OK : ledger_error(ledger, err);
    *out = ok ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return status;
}

const char *ledger_words(arena *a, const char *name) {
    const char *folded = utf8_fold(a, name, strlen(name));
    size_t n = strlen(folded), used = 0;
    char *out = arena_alloc(a, n + 3);
    out[used++] = ' ';
    for (const char *p = folded, *end = folded + n; p < end;) {
        size_t size;
        int32_t c = utf8_decode(p, end, &size);
        if (utf8_is_letter(c) || utf8_is_digit(c)) {
            memcpy(out + used, p, size);
            used += size;
        } else if (out[used - 1] != ' ') {
            out[used++] = ' ';
        }
        p += size;
    }
    if (out[used - 1] != ' ') out[used++] = ' ';
    return out;
}

/* ---- opening ---- */

static truce_status connect(truce_ledger *ledger, truce_ledger_mode mode, truce_error *err) {
    /* Reading, too, opens for writing where that is allowed: a journal left by a process that was killed must be rolled
     * back before anything can be read. */
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == TRUCE_LEDGER_WRITE ? SQLITE_OPEN_CREATE : 0);
    int code = sqlite3_open_v2(ledger->path, &ledger->db, flags, NULL);
    if (code == SQLITE_CANTOPEN && mode == TRUCE_LEDGER_READ && sqlite3_system_errno(ledger->db) == ENOENT)
        return error_at(err, TRUCE_LEDGER, ledger->path, 0, 0, "no ledger here; 'truce read' makes one");
    if (code != SQLITE_OK) return ledger_error(ledger, err);
    sqlite3_extended_result_codes(ledger->db, 1);
    sqlite3_busy_timeout(ledger->db, BUSY_MILLISECONDS);
    sqlite3_db_config(ledger->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return ledger_exec(ledger, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON",
                       err);
}

/* Whether it is a ledger, or empty and so may become one. */
static truce_status recognize(truce_ledger *ledger, int64_t *version, truce_error *err) {
    int64_t application = 0, things = 0;
    truce_status status = ledger_number(ledger, "PRAGMA application_id", &application, err);
    if (status == TRUCE_OK) status = ledger_number(ledger, "PRAGMA user_version", version, err);
    if (status == TRUCE_OK) status = ledger_number(ledger, "SELECT count(*) FROM sqlite_schema", &things, err);
    bool fresh = application == 0 && *version == 0 && things == 0;
    if (status == TRUCE_OK && !fresh && application != LEDGER_APPLICATION_ID)
        return error_at(err, TRUCE_LEDGER, ledger->path, 0, 0, "is a database, but no ledger of truce");
    return status;
}

static truce_status open_for_reading(truce_ledger *ledger, int64_t version, truce_error *err) {
    if (version == TRUCE_SCHEMA_VERSION) return ledger_exec(ledger, "PRAGMA query_only = ON", err);
    if (version == 0)
        return error_at(err, TRUCE_LEDGER, ledger->path, 0, 0, "the ledger is empty; 'truce read' fills it");
    if (version > TRUCE_SCHEMA_VERSION)
        return error_at(err, TRUCE_VERSION, ledger->path, 0, 0,
                        "is a ledger of schema version %lld; this truce knows versions up to %d: use a newer truce",
                        (long long)version, TRUCE_SCHEMA_VERSION);
    return error_at(err, TRUCE_LEDGER, ledger->path, 0, 0,
                    "is a ledger of schema version %lld; 'truce read' brings it to version %d", (long long)version,
                    TRUCE_SCHEMA_VERSION);
}

static truce_status open_for_writing(truce_ledger *ledger, truce_error *err) {
    if (sqlite3_db_readonly(ledger->db, "main") == 1)
        return error_at(err, TRUCE_LEDGER, ledger->path, 0, 0, "the ledger cannot be written: it is read-only");
    /* The rollback journal: SQLite before 3.51.3 can, rarely, damage a WAL ledger that two programs write. */
    truce_status status = ledger_exec(ledger, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL", err);
    return status == TRUCE_OK ? ledger_migrate(ledger, ledger_steps, TRUCE_SCHEMA_VERSION, err) : status;
}

truce_status truce_ledger_open(const char *path, truce_ledger_mode mode, truce_ledger **out, truce_error *err) {
    truce_ledger *ledger = calloc(1, sizeof *ledger);
    int64_t version = 0;
    *out = NULL;
    if (ledger) {
        ledger->path = strdup(path);
        ledger->scratch = arena_new();
    }
    if (!ledger || !ledger->path || !ledger->scratch) {
        truce_ledger_free(ledger);
        return error_set(err, TRUCE_MEMORY, "out of memory");
    }
    truce_status status = connect(ledger, mode, err);
    if (status == TRUCE_OK) status = recognize(ledger, &version, err);
    if (status == TRUCE_OK)
        status = mode == TRUCE_LEDGER_READ ? open_for_reading(ledger, version, err) : open_for_writing(ledger, err);
    if (status == TRUCE_OK) {
        *out = ledger;
        return TRUCE_OK;
    }
    truce_ledger_free(ledger);
    return status;
}

void truce_ledger_free(truce_ledger *ledger) {
    if (!ledger) return;
    for (int i = 0; i < SQL_COUNT; i++) sqlite3_finalize(ledger->prepared[i]);
    sqlite3_finalize(ledger->query);
    sqlite3_close(ledger->db);
    arena_free(ledger->scratch);
    free(ledger->path);
    free(ledger);
}

/* ---- adding a report ---- */

static truce_status find_report(truce_ledger *ledger, const char *id, int64_t *key, truce_error *err) {
    ledger_row row = {0};
    truce_status status = ledger_statement(ledger, SQL_FIND_REPORT, &row.statement, err);
    *key = 0;
    if (status != TRUCE_OK) return status;
    put_text(&row, id);
    int code = sqlite3_step(row.statement);
    if (code == SQLITE_ROW) *key = sqlite3_column_int64(row.statement, 0);
    if (code != SQLITE_ROW && code != SQLITE_DONE) status = ledger_error(ledger, err);
    sqlite3_reset(row.statement);
    return status;
}

truce_status truce_ledger_has(truce_ledger *ledger, const char *report_id, bool *out, truce_error *err) {
    int64_t key;
    truce_status status = find_report(ledger, report_id, &key, err);
    *out = key != 0;
    return status;
}

static truce_status find_copy(truce_ledger *ledger, const truce_report *r, bool *out, truce_error *err) {
    ledger_row row = {0};
    truce_status status = ledger_statement(ledger, SQL_FIND_COPY, &row.statement, err);
    if (status != TRUCE_OK) return status;
    put_text(&row, r->text_hash);
    put_text(&row, r->id);
    int code = sqlite3_step(row.statement);
    *out = code == SQLITE_ROW;
    if (code != SQLITE_ROW && code != SQLITE_DONE) status = ledger_error(ledger, err);
    sqlite3_reset(row.statement);
    return status;
}

static truce_status write_report(truce_ledger *ledger, ledger_sql which, const truce_report *r, truce_error *err) {
    ledger_row row = {0};
    truce_status status = ledger_statement(ledger, which, &row.statement, err);
    if (status != TRUCE_OK) return status;
    put_text(&row, r->text_hash);
    put_text(&row, r->name);
    put_text(&row, r->path);
    put_text(&row, r->outlet);
    put_text(&row, ledger_words(ledger->scratch, r->outlet));
    put_text(&row, r->title);
    put_text(&row, r->source);
    put_day(&row, r->date);
    put_int(&row, (int64_t)r->size);
    put_int(&row, r->body.start);
    put_int(&row, r->body.end);
    put_text(&row, r->id);
    return row_write(ledger, &row, err);
}

static truce_status clear_claims(truce_ledger *ledger, int64_t report_key, truce_error *err) {
    ledger_row row = {0};
    truce_status status = ledger_statement(ledger, SQL_CLEAR_CLAIMS, &row.statement, err);
    if (status != TRUCE_OK) return status;
    put_int(&row, report_key);
    return row_write(ledger, &row, err);
}

/* The row of `claims`, without lists. A quantity without kind, a time without text are not there. */
static truce_status write_claim(truce_ledger *ledger, int64_t report_key, int64_t position, const truce_claim *c,
                                truce_error *err) {
    ledger_row row = {0};
    truce_status status = ledger_statement(ledger, SQL_ADD_CLAIM, &row.statement, err);
    if (status != TRUCE_OK) return status;
    const truce_quantity no_quantity = {.min = TRUCE_UNBOUNDED, .max = TRUCE_UNBOUNDED, .total = TRUCE_UNBOUNDED};
    const truce_quantity *q = c->quantity.kind ? &c->quantity : &no_quantity;
#define NAME_OF(set, value) ((value) ? truce_##set##_name(value) : NULL)
    put_int(&row, report_key);
    put_int(&row, position);
    put_text(&row, c->id);
    put_text(&row, c->quote);
    put_int(&row, c->span.start);
    put_int(&row, c->span.end);
    put_text(&row, NAME_OF(act, c->act));
    put_text(&row, NAME_OF(claim_status, c->status));
    put_text(&row, c->actor_text);
    put_text(&row, c->target_text);
    put_amount(&row, q->min);
    put_amount(&row, q->max);
    put_text(&row, NAME_OF(qualifier, q->qualifier));
    put_text(&row, q->of);
    put_text(&row, NAME_OF(quantity_kind, q->kind));
    put_text(&row, NAME_OF(measure, q->measure));
    put_text(&row, q->per);
    put_amount(&row, q->total);
    put_day(&row, c->time.text ? c->time.start : TRUCE_NO_DAY);
    put_day(&row, c->time.text ? c->time.end : TRUCE_NO_DAY);
    put_text(&row, c->time.text ? c->time.duration : NULL);
    put_text(&row, c->time.text);
    put_day(&row, c->deadline.day);
    put_text(&row, c->deadline.duration);
    put_text(&row, c->deadline.from);
    put_text(&row, c->deadline.text);
    put_text(&row, c->place);
    put_text(&row, c->rule);
    put_text(&row, c->model);
    return row_write(ledger, &row, err);
}

static truce_status write_sources(truce_ledger *ledger, int64_t key, const truce_claim *c, truce_error *err) {
    truce_status status = TRUCE_OK;
    for (size_t i = 0; status == TRUCE_OK && i < c->n_source; i++) {
        const truce_source *s = &c->source[i];
        ledger_row row = {0};
        status = ledger_statement(ledger, SQL_ADD_SOURCE, &row.statement, err);
        if (status != TRUCE_OK) break;
        put_int(&row, key);
        put_int(&row, (int64_t)i + 1);
        put_text(&row, s->name);
        put_text(&row, ledger_words(ledger->scratch, s->name));
        put_text(&row, NAME_OF(source_kind, s->kind));
        put_text(&row, s->cue);
        put_day(&row, s->said);
        status = row_write(ledger, &row, err);
    }
    return status;
}

static truce_status write_names(truce_ledger *ledger, int64_t key, const char *slot, const truce_names *names,
                                truce_error *err) {
    truce_status status = TRUCE_OK;
    for (size_t i = 0; status == TRUCE_OK && i < names->n; i++) {
        ledger_row row = {0};
        status = ledger_statement(ledger, SQL_ADD_NAME, &row.statement, err);
        if (status != TRUCE_OK) break;
        put_int(&row, key);
        put_text(&row, slot);
        put_int(&row, (int64_t)i + 1);
        put_text(&row, names->v[i]);
        put_text(&row, ledger_words(ledger->scratch, names->v[i]));
        status = row_write(ledger, &row, err);
    }
    return status;
}

/* Links are written once all claims of the report have their keys: keys[i] is that of claims->v[i]. */
static truce_status write_links(truce_ledger *ledger, const truce_claims *claims, size_t at, const int64_t *keys,
                                truce_error *err) {
    const truce_claim *c = &claims->v[at];
    truce_status status = TRUCE_OK;
    for (size_t i = 0; status == TRUCE_OK && i < c->n_links; i++) {
        size_t to = 0;
        while (to < claims->n && strcmp(claims->v[to].id, c->links[i].to) != 0) to++;
        if (to == claims->n)
            return error_set(err, TRUCE_INPUT, "claim %s is linked to %s, which is no claim of the report", c->id,
                             c->links[i].to);
        ledger_row row = {0};
        status = ledger_statement(ledger, SQL_ADD_LINK, &row.statement, err);
        if (status != TRUCE_OK) break;
        put_int(&row, keys[at]);
        put_int(&row, (int64_t)i + 1);
        put_text(&row, NAME_OF(link, c->links[i].type));
        put_int(&row, keys[to]);
        status = row_write(ledger, &row, err);
    }
    return status;
}

static truce_status write_claims(truce_ledger *ledger, int64_t report_key, const truce_claims *claims,
                                 truce_error *err) {
    int64_t *keys = arena_array(ledger->scratch, int64_t, claims->n);
    truce_status status = TRUCE_OK;
    for (size_t i = 0; status == TRUCE_OK && i < claims->n; i++) {
        const truce_claim *c = &claims->v[i];
        status = write_claim(ledger, report_key, (int64_t)i + 1, c, err);
        keys[i] = sqlite3_last_insert_rowid(ledger->db);
        if (status == TRUCE_OK) status = write_sources(ledger, keys[i], c, err);
        if (status == TRUCE_OK) status = write_names(ledger, keys[i], "actor", &c->actor, err);
        if (status == TRUCE_OK) status = write_names(ledger, keys[i], "target", &c->target, err);
        if (status == TRUCE_OK) status = write_names(ledger, keys[i], "counterpart", &c->counterpart, err);
        if (status == TRUCE_OK) status = write_names(ledger, keys[i], "via", &c->via, err);
    }
    for (size_t i = 0; status == TRUCE_OK && i < claims->n; i++) status = write_links(ledger, claims, i, keys, err);
    return status;
}

typedef struct addition {
    truce_ledger *ledger;
    const truce_report *report;
    const truce_claims *claims;
    bool again;
    truce_added added;
    bool copy;
    truce_error *err;
} addition;

/* Within the transaction. */
static truce_status add_body(void *ctx) {
    addition *add = ctx;
    truce_ledger *ledger = add->ledger;
    int64_t key;
    truce_status status = find_copy(ledger, add->report, &add->copy, add->err);
    if (status == TRUCE_OK) status = find_report(ledger, add->report->id, &key, add->err);
    if (status != TRUCE_OK) return status;
    add->added = key == 0 ? TRUCE_ADDED : add->again ? TRUCE_REPLACED : TRUCE_KNOWN;
    if (add->added == TRUCE_KNOWN) return TRUCE_OK;
    status = write_report(ledger, key ? SQL_UPDATE_REPORT : SQL_ADD_REPORT, add->report, add->err);
    if (status == TRUCE_OK && key) status = clear_claims(ledger, key, add->err);
    if (!key) key = sqlite3_last_insert_rowid(ledger->db);
    return status == TRUCE_OK ? write_claims(ledger, key, add->claims, add->err) : status;
}

static truce_status run_statement(truce_ledger *ledger, ledger_sql which, truce_error *err) {
    ledger_row row = {0};
    truce_status status = ledger_statement(ledger, which, &row.statement, err);
    return status == TRUCE_OK ? row_write(ledger, &row, err) : status;
}

truce_status truce_ledger_add(truce_ledger *ledger, const truce_report *report, const truce_claims *claims, bool again,
                              truce_added *out, bool *copy, truce_error *err) {
    addition add = {ledger, report, claims, again, TRUCE_ADDED, false, err};
    truce_status status = run_statement(ledger, SQL_BEGIN, err);
    if (status != TRUCE_OK) return status;
    status = arena_run(ledger->scratch, add_body, &add, err);
    if (status == TRUCE_OK) status = run_statement(ledger, SQL_COMMIT, err);
    /* A full disk may have rolled the transaction back already. */
    if (status != TRUCE_OK && !sqlite3_get_autocommit(ledger->db)) run_statement(ledger, SQL_ROLLBACK, NULL);
    arena_reset(ledger->scratch);
    *out = add.added;
    if (copy) *copy = add.copy;
    return status;
}

const char *truce_ledger_engine(void) {
    return sqlite3_libversion();
}
