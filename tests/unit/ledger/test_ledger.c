/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "claims/claim_json.h"
#include "ingest/report.h"
#include "ledger/db.h"

/* Each test has a folder of its own with a ledger in it. */
typedef struct fixture {
    arena *a;
    char folder[64], path[80];
    truce_ledger *ledger;
} fixture;

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    truce_error err;
    f->a = arena_new();
    strcpy(f->folder, "/tmp/truce-ledger-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/truce.db", f->folder);
    *state = f;
    return truce_ledger_open(f->path, TRUCE_LEDGER_WRITE, &f->ledger, &err) == TRUCE_OK ? 0 : -1;
}

static int tear_down(void **state) {
    fixture *f = *state;
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", f->folder);
    truce_ledger_free(f->ledger);
    arena_free(f->a);
    free(f);
    return system(command);
}

static truce_report report_of(fixture *f, const char *name, const char *text) {
    truce_report r;
    assert_int_equal(report_from_bytes(f->a, name, name, text, strlen(text), NULL, &r, NULL), TRUCE_OK);
    return r;
}

/* Claims from JSON objects, one a line, without the fields that come from the report. */
static truce_claims claims_of(fixture *f, const char *lines) {
    truce_claim *v = arena_array(f->a, truce_claim, 20);
    truce_claims out = {v, 0};
    while (*lines) {
        size_t n = strcspn(lines, "\n");
        json_t *value;
        truce_error err = {0};
        const char *text = arena_printf(f->a, "{\"report\": \"x\", %.*s", (int)n - 1, lines + 1);
        if (json_read(text, strlen(text), "test", 1, &value, &err) != TRUCE_OK) fail_msg("%s", err.message);
        if (claim_from_json(f->a, value, &v[out.n++], &err) != TRUCE_OK) fail_msg("%s", err.message);
        json_decref(value);
        lines += n + (lines[n] == '\n');
    }
    return out;
}

#define SOURCE "\"source\": [{\"name\": \"Northern Wire\", \"kind\": \"outlet\"}]"
#define PLAIN(id, act)                                                                                                 \
    "{\"id\": \"" id "\", \"quote\": \"q\", \"start\": 1, \"end\": 2, " SOURCE ", \"act\": \"" act                     \
    "\", \"status\": \"done\"}\n"

static void add(fixture *f, const char *name, const char *text, const char *lines) {
    truce_report r = report_of(f, name, text);
    truce_claims c = claims_of(f, lines);
    truce_added added;
    truce_error err = {0};
    if (truce_ledger_add(f->ledger, &r, &c, false, &added, NULL, &err) != TRUCE_OK) fail_msg("%s", err.message);
}

/* `report:id …` of the claims that the filter lets through. */
static truce_status note(void *ctx, const truce_claim *c, truce_error *err) {
    (void)err;
    char *out = ctx;
    snprintf(out + strlen(out), 400 - strlen(out), "%s%s:%s", *out ? " " : "", c->report, c->id);
    return TRUCE_OK;
}

static void assert_found(fixture *f, truce_filter filter, const char *expected) {
    char found[400] = "";
    truce_error err = {0};
    if (truce_ledger_claims(f->ledger, &filter, note, found, &err) != TRUCE_OK) fail_msg("%s", err.message);
    assert_string_equal(found, expected);
}

static int64_t number(fixture *f, const char *sql) {
    int64_t out;
    truce_error err = {0};
    if (ledger_number(f->ledger, sql, &out, &err) != TRUCE_OK) fail_msg("%s", err.message);
    return out;
}

static void execute(fixture *f, const char *sql) {
    truce_error err = {0};
    if (ledger_exec(f->ledger, sql, &err) != TRUCE_OK) fail_msg("%s", err.message);
}

/* Every slot, and every slot left out, comes back as it went in: as JSON, byte for byte. */
static void every_slot(void **state) {
    static const char lines[] =
        "{\"id\": \"c1\", \"quote\": \"caf\u00e9\", \"start\": 30, \"end\": 35, \"source\": [{\"name\": \"Northern "
        "Wire\", "
        "\"kind\": \"outlet\"}, {\"name\": \"X\", \"kind\": \"party\", \"cue\": \"said\", \"said\": \"2031-01-02\"}], "
        "\"act\": \"release\", \"status\": \"stipulated\", \"actor\": [\"B\", \"A\"], \"actor_text\": \"the group\", "
        "\"target\": [\"T\"], \"target_text\": \"them\", \"counterpart\": [\"C\", \"D\"], \"via\": [\"V\"], "
        "\"quantity\": {\"min\": 3, \"max\": 4.5, \"qualifier\": \"about\", \"of\": \"captives\", \"kind\": "
        "\"captives-living\", \"per\": \"each one\", \"total\": 28, \"measure\": \"batch\"}, \"time\": {\"start\": "
        "\"2031-01-02\", \"end\": null, \"duration\": \"P2D\", \"text\": \"two days from\"}, \"deadline\": {\"day\": "
        "\"2031-01-05\", \"duration\": \"PT72H\", \"from\": \"c2\", \"text\": \"within\"}, \"place\": \"Kirka\", "
        "\"links\": [{\"type\": \"if\", \"to\": \"c2\"}, {\"type\": \"part-of\", \"to\": \"c1\"}], \"rule\": \"r1\", "
        "\"model\": \"m1\"}\n"
        "{\"id\": \"c2\", \"quote\": \"q\", \"start\": 1, \"end\": 2, " SOURCE
        ", \"act\": \"describe\", \"status\": \"possible\"}\n"
        "{\"id\": \"c3\", \"quote\": \"q\", \"start\": 1, \"end\": 2, " SOURCE
        ", \"act\": \"toll\", \"status\": \"done\", "
        "\"quantity\": {\"min\": null, \"max\": 0, \"qualifier\": \"up-to\", \"kind\": \"killed\"}, \"time\": "
        "{\"text\": \"last week\"}, \"deadline\": \"2031-01-05\"}\n";
    fixture *f = *state;
    truce_report r =
        report_of(f, "r", "Date: 2031-01-03\nOutlet: Northern Wire\nTitle: T\nSource: S\n\nThe caf\u00e9.");
    truce_claims in = claims_of(f, lines);
    truce_claim_list *list;
    truce_added added;
    bool copy = true;
    assert_int_equal(truce_ledger_add(f->ledger, &r, &in, false, &added, &copy, NULL), TRUCE_OK);
    assert_int_equal(added, TRUCE_ADDED);
    assert_false(copy);
    assert_int_equal(truce_ledger_list(f->ledger, &TRUCE_FILTER_ALL, &list, NULL), TRUCE_OK);
    const truce_claims *out = truce_claim_list_claims(list);
    assert_int_equal(out->n, in.n);
    for (size_t i = 0; i < in.n; i++) {
        in.v[i].report = r.name;
        in.v[i].report_id = r.id;
        in.v[i].text_hash = r.text_hash;
        in.v[i].report_date = r.date;
        json_t *was = claim_to_json(&in.v[i]), *is = claim_to_json(&out->v[i]);
        char *was_text = json_dumps(was, JSON_COMPACT), *is_text = json_dumps(is, JSON_COMPACT);
        assert_string_equal(is_text, was_text);
        free(was_text);
        free(is_text);
        json_decref(was);
        json_decref(is);
    }
    truce_claim_list_free(list);
    /* whole numbers are stored as such, so that they look so in any SQLite browser */
    assert_int_equal(number(f, "SELECT typeof(quantity_min) = 'integer' FROM claims WHERE claim_id = 'c1'"), 1);
    assert_int_equal(truce_ledger_check(f->ledger, NULL), TRUCE_OK);
}

static void read_twice(void **state) {
    fixture *f = *state;
    truce_report r = report_of(f, "r", "The first.");
    truce_report same_text = report_of(f, "s", "Title: x\n\nThe  first.\n");
    truce_claims one = claims_of(f, PLAIN("c1", "release")),
                 two = claims_of(f, PLAIN("c1", "talk") PLAIN("c2", "talk"));
    truce_added added;
    bool copy, has;
    assert_int_equal(truce_ledger_has(f->ledger, r.id, &has, NULL), TRUCE_OK);
    assert_false(has);
    assert_int_equal(truce_ledger_add(f->ledger, &r, &one, false, &added, &copy, NULL), TRUCE_OK);
    assert_int_equal(truce_ledger_has(f->ledger, r.id, &has, NULL), TRUCE_OK);
    assert_true(has);

    assert_int_equal(truce_ledger_add(f->ledger, &r, &two, false, &added, &copy, NULL), TRUCE_OK);
    assert_int_equal(added, TRUCE_KNOWN);
    assert_int_equal(number(f, "SELECT count(*) FROM claims WHERE act = 'release'"), 1);

    assert_int_equal(truce_ledger_add(f->ledger, &r, &two, true, &added, &copy, NULL), TRUCE_OK);
    assert_int_equal(added, TRUCE_REPLACED);
    assert_false(copy);
    assert_int_equal(number(f, "SELECT count(*) FROM claims WHERE act = 'talk'"), 2);
    assert_int_equal(number(f, "SELECT count(*) FROM claims"), 2);
    assert_int_equal(number(f, "SELECT count(*) FROM claim_sources"), 2);
    assert_int_equal(number(f, "SELECT count(*) FROM reports"), 1);

    assert_int_equal(truce_ledger_add(f->ledger, &same_text, &one, false, &added, &copy, NULL), TRUCE_OK);
    assert_int_equal(added, TRUCE_ADDED);
    assert_true(copy);
    truce_ledger_facts facts;
    assert_int_equal(truce_ledger_count(f->ledger, &facts, NULL), TRUCE_OK);
    assert_int_equal(facts.reports, 2);
    assert_int_equal(facts.copies, 1);
    assert_int_equal(facts.claims, 3);
    assert_int_equal(facts.outlets, 1);
    assert_int_equal(facts.version, TRUCE_SCHEMA_VERSION);
    assert_int_equal(facts.first, TRUCE_NO_DAY);
}

/* A report whose last claim or link cannot be written leaves nothing behind, also when it is read again. */
static void all_or_nothing(void **state) {
    fixture *f = *state;
    truce_report r = report_of(f, "r", "The first.");
    truce_claims good = claims_of(f, PLAIN("c1", "release"));
    truce_claims twice = claims_of(f, PLAIN("c1", "talk") PLAIN("c1", "talk"));
    truce_claims astray = claims_of(f, "{\"id\": \"c1\", \"quote\": \"q\", \"start\": 1, \"end\": 2, " SOURCE
                                       ", \"act\": \"talk\", \"status\": \"done\", \"links\": [{\"type\": \"if\", "
                                       "\"to\": \"c9\"}]}\n");
    truce_added added;
    truce_error err;
    assert_int_equal(truce_ledger_add(f->ledger, &r, &twice, false, &added, NULL, &err), TRUCE_INPUT);
    assert_int_equal(truce_ledger_add(f->ledger, &r, &astray, false, &added, NULL, &err), TRUCE_INPUT);
    assert_string_equal(err.message, "claim c1 is linked to c9, which is no claim of the report");
    assert_int_equal(number(f, "SELECT count(*) FROM reports"), 0);
    assert_int_equal(truce_ledger_add(f->ledger, &r, &good, false, &added, NULL, NULL), TRUCE_OK);
    assert_int_equal(truce_ledger_add(f->ledger, &r, &astray, true, &added, NULL, NULL), TRUCE_INPUT);
    assert_int_equal(number(f, "SELECT count(*) FROM claims WHERE act = 'release'"), 1);
    assert_int_equal(number(f, "SELECT count(*) FROM claims"), 1);
    assert_int_equal(truce_ledger_check(f->ledger, NULL), TRUCE_OK);
}

static void filters(void **state) {
    fixture *f = *state;
    add(f, "b", "Date: 2031-01-03\nOutlet: Northern Wire\n\nB.",
        "{\"id\": \"c1\", \"quote\": \"q\", \"start\": 1, \"end\": 2, \"source\": [{\"name\": \"Northern Wire\", "
        "\"kind\": "
        "\"outlet\"}, {\"name\": \"the Al-Noor Movement\", \"kind\": \"party\"}], \"act\": \"release\", \"status\": "
        "\"pledged\", \"actor\": [\"Southland\"], \"quantity\": {\"min\": 1, \"max\": 1, \"qualifier\": \"exact\", "
        "\"kind\": "
        "\"captives\"}, \"time\": {\"start\": \"2031-01-10\", \"end\": \"2031-01-12\", \"text\": \"t\"}}\n"
        "{\"id\": \"c2\", \"quote\": \"q\", \"start\": 1, \"end\": 2, " SOURCE
        ", \"act\": \"talk\", \"status\": \"done\", \"counterpart\": [\"\u00c9milie of AL NOOR\"], \"time\": "
        "{\"start\": null, "
        "\"end\": \"2031-01-01\", \"text\": \"t\"}}\n");
    add(f, "a", "Outlet: South Post\n\nA.", PLAIN("c1", "release") PLAIN("c2", "toll"));
    add(f, "c", "Date: 2031-01-02\nOutlet: South Post\n\nC.", PLAIN("c1", "toll"));

    truce_filter all = TRUCE_FILTER_ALL, q;
#define FOUND(expected, ...)                                                                                           \
    do {                                                                                                               \
        q = all;                                                                                                       \
        __VA_ARGS__;                                                                                                   \
        assert_found(f, q, expected);                                                                                  \
    } while (0)
    FOUND("c:c1 b:c1 b:c2 a:c1 a:c2");
    FOUND("b:c1 a:c1", q.acts = 1u << TRUCE_ACT_RELEASE);
    FOUND("c:c1 b:c2 a:c2", q.acts = 1ull << TRUCE_ACT_TOLL | 1ull << TRUCE_ACT_TALK);
    FOUND("b:c1", q.statuses = 1u << TRUCE_CLAIM_STATUS_PLEDGED);
    FOUND("b:c1", q.kinds = 1u << TRUCE_QUANTITY_KIND_CAPTIVES);
    FOUND("b:c1 b:c2", q.party = "al noor");
    FOUND("b:c1 b:c2", q.party = "AL-NOOR");
    FOUND("b:c2", q.party = "\u00e9milie");
    FOUND("", q.party = "noo");
    FOUND("b:c1", q.source = "al-Noor");
    FOUND("b:c1", q.party = "southland");
    FOUND("", q.source = "southland");
    FOUND("c:c1 a:c1 a:c2", q.outlet = "south");
    FOUND("c:c1", q.report = "c");
    FOUND("", q.report = "C");
    FOUND("b:c1 b:c2", q.since = day_of(2031, 1, 3));
    FOUND("c:c1", q.until = day_of(2031, 1, 2));
    FOUND("c:c1 b:c1 b:c2", q.since = day_of(2031, 1, 2), q.until = day_of(2031, 1, 3));
    FOUND("b:c1", q.time_since = day_of(2031, 1, 12));
    FOUND("", q.time_since = day_of(2031, 1, 13));
    FOUND("b:c2", q.time_until = day_of(2031, 1, 9));
    FOUND("b:c1 b:c2", q.time_until = day_of(2031, 1, 10));
    FOUND("b:c1", q.outlet = "wire", q.acts = 1u << TRUCE_ACT_RELEASE);
    truce_report c = report_of(f, "c", "Date: 2031-01-02\nOutlet: South Post\n\nC.");
    char digits[9];
    snprintf(digits, sizeof digits, "%.8s", c.id);
    FOUND("c:c1", q.report = digits);
    digits[7] = 0;
    FOUND("", q.report = digits);
}

static truce_status note_report(void *ctx, const truce_ledger_report *r, truce_error *err) {
    (void)err;
    char *out = ctx, day[DAY_TEXT];
    snprintf(out + strlen(out), 400 - strlen(out), "%s|%s|%s|%s|%s|%u\n", r->name, r->outlet, r->title, r->source,
             day_text(r->date, day), r->n_claims);
    return TRUCE_OK;
}

static void reports(void **state) {
    fixture *f = *state;
    add(f, "b", "Outlet: Northern Wire\nTitle: T\nSource: S\n\nB.", PLAIN("c1", "toll") PLAIN("c2", "toll"));
    add(f, "a", "Date: 2031-01-03\n\nA.", "");
    char found[400] = "";
    assert_int_equal(truce_ledger_reports(f->ledger, &TRUCE_FILTER_ALL, note_report, found, NULL), TRUCE_OK);
    assert_string_equal(found, "a|unknown|||2031-01-03|0\nb|Northern Wire|T|S||2\n");
    truce_filter q = TRUCE_FILTER_ALL;
    q.outlet = "wire";
    *found = 0;
    assert_int_equal(truce_ledger_reports(f->ledger, &q, note_report, found, NULL), TRUCE_OK);
    assert_string_equal(found, "b|Northern Wire|T|S||2\n");
}

static truce_status stop(void *ctx, const truce_claim *claim, truce_error *err) {
    (void)claim;
    ++*(int *)ctx;
    return error_set(err, TRUCE_USAGE, "enough");
}

/* A visitor's error ends the query, is passed on, and leaves no lock. */
static void visitor_stops(void **state) {
    fixture *f = *state;
    int calls = 0;
    truce_error err;
    add(f, "r", "A.", PLAIN("c1", "toll") PLAIN("c2", "toll"));
    assert_int_equal(truce_ledger_claims(f->ledger, &TRUCE_FILTER_ALL, stop, &calls, &err), TRUCE_USAGE);
    assert_int_equal(calls, 1);
    assert_string_equal(err.message, "enough");
    truce_ledger *other;
    assert_int_equal(truce_ledger_open(f->path, TRUCE_LEDGER_WRITE, &other, NULL), TRUCE_OK);
    execute(f, "BEGIN EXCLUSIVE; COMMIT");
    truce_ledger_free(other);
}

static void wide_view(void **state) {
    fixture *f = *state;
    add(f, "r", "Date: 2031-01-03\nOutlet: Northern Wire\n\nB.",
        "{\"id\": \"c1\", \"quote\": \"q\", \"start\": 1, \"end\": 2, \"source\": [{\"name\": \"Northern Wire\", "
        "\"kind\": "
        "\"outlet\"}, {\"name\": \"Z\", \"kind\": \"party\"}, {\"name\": \"A\", \"kind\": \"person\"}], \"act\": "
        "\"talk\", "
        "\"status\": \"done\", \"actor\": [\"Z\", \"B\"], \"links\": [{\"type\": \"if\", \"to\": \"c2\"}]}\n" PLAIN(
            "c2", "toll"));
    assert_int_equal(number(f,
                            "SELECT count(*) FROM claims_wide WHERE claim_id = 'c1' AND source_chain = "
                            "'Northern Wire > Z > A' AND source_kind = 'person' AND actor = 'Z; B' AND target IS NULL "
                            "AND links = 'if c2' AND report = 'r' AND report_date = '2031-01-03'"),
                     1);
    /* names that statistics programs take */
    assert_int_equal(number(f, "SELECT count(*) FROM pragma_table_info('claims_wide') WHERE name GLOB '*[^a-z0-9_]*' "
                               "OR length(name) > 32"),
                     0);
}

static void other_files(void **state) {
    fixture *f = *state;
    truce_ledger *ledger;
    truce_error err;
    char path[100];
    snprintf(path, sizeof path, "%s/other", f->folder);

    assert_int_equal(truce_ledger_open(path, TRUCE_LEDGER_READ, &ledger, &err), TRUCE_LEDGER);
    assert_string_equal(err.message, "no ledger here; 'truce read' makes one");
    assert_int_not_equal(access(path, F_OK), 0);

    FILE *file = fopen(path, "w");
    fputs(
        "This is a text, and a long one at that, of more than a hundred bytes, so that nobody takes it for a database "
        "that was only begun.",
        file);
    fclose(file);
    for (int mode = TRUCE_LEDGER_READ; mode <= TRUCE_LEDGER_WRITE; mode++) {
        assert_int_equal(truce_ledger_open(path, (truce_ledger_mode)mode, &ledger, &err), TRUCE_LEDGER);
        assert_string_equal(err.message, "is no ledger: no SQLite database");
        assert_null(ledger);
    }
    fclose(fopen(path, "w"));
    assert_int_equal(truce_ledger_open(path, TRUCE_LEDGER_READ, &ledger, &err), TRUCE_LEDGER);
    assert_string_equal(err.message, "the ledger is empty; 'truce read' fills it");
    assert_int_equal(truce_ledger_open(path, TRUCE_LEDGER_WRITE, &ledger, &err), TRUCE_OK);
    truce_ledger_free(ledger);

    execute(f, "PRAGMA application_id = 7");
    assert_int_equal(truce_ledger_open(f->path, TRUCE_LEDGER_WRITE, &ledger, &err), TRUCE_LEDGER);
    assert_string_equal(err.message, "is a database, but no ledger of truce");
    assert_int_equal(truce_ledger_open(f->folder, TRUCE_LEDGER_WRITE, &ledger, &err), TRUCE_LEDGER);
}

static void versions(void **state) {
    fixture *f = *state;
    truce_ledger *ledger;
    truce_error err;
    execute(f, "PRAGMA user_version = 99");
    for (int mode = TRUCE_LEDGER_READ; mode <= TRUCE_LEDGER_WRITE; mode++) {
        assert_int_equal(truce_ledger_open(f->path, (truce_ledger_mode)mode, &ledger, &err), TRUCE_VERSION);
        assert_string_equal(err.message,
                            "is a ledger of schema version 99; this truce knows versions up to 1: use a newer truce");
        assert_string_equal(err.file, f->path);
    }
    assert_int_equal(number(f, "SELECT user_version FROM pragma_user_version"), 99);
}

/* Steps are taken from the version that the ledger has, all or none of them. */
static void migration(void **state) {
    fixture *f = *state;
    truce_error err;
    const char *steps[] = {ledger_steps[0], "ALTER TABLE reports ADD COLUMN extra TEXT DEFAULT 'new'",
                           "UPDATE reports SET extra = extra || 'er'"};
    const char *broken[] = {ledger_steps[0], steps[1], steps[2], "UPDATE reports SET extra = 'x'; SELECT nothing"};
    add(f, "r", "A.", PLAIN("c1", "toll"));
    assert_int_equal(ledger_migrate(f->ledger, steps, 3, NULL), TRUCE_OK);
    assert_int_equal(number(f, "SELECT user_version FROM pragma_user_version"), 3);
    assert_int_equal(number(f, "SELECT count(*) FROM reports WHERE extra = 'newer'"), 1);
    assert_int_equal(number(f, "SELECT count(*) FROM claims"), 1);
    assert_int_equal(ledger_migrate(f->ledger, steps, 3, NULL), TRUCE_OK);
    assert_int_equal(number(f, "SELECT count(*) FROM reports WHERE extra = 'newer'"), 1);
    assert_int_equal(ledger_migrate(f->ledger, broken, 4, &err), TRUCE_LEDGER);
    assert_int_equal(number(f, "SELECT user_version FROM pragma_user_version"), 3);
    assert_int_equal(number(f, "SELECT count(*) FROM reports WHERE extra = 'newer'"), 1);
    assert_int_equal(ledger_migrate(f->ledger, steps, 2, &err), TRUCE_VERSION);
}

static void damage(void **state) {
    fixture *f = *state;
    truce_error err;
    add(f, "r", "A.", PLAIN("c1", "toll"));
    execute(f, "DELETE FROM claim_sources");
    assert_int_equal(truce_ledger_check(f->ledger, &err), TRUCE_LEDGER);
    assert_string_equal(err.message, "the ledger is damaged: claim c1 of report r has no source");
    execute(f, "PRAGMA foreign_keys = OFF; DELETE FROM reports");
    assert_int_equal(truce_ledger_check(f->ledger, &err), TRUCE_LEDGER);
    assert_string_equal(err.message, "the ledger is damaged: a row of claims refers to nothing");
}

static void words(void **state) {
    fixture *f = *state;
    assert_string_equal(ledger_words(f->a, "Al-Noor"), " al noor ");
    assert_string_equal(ledger_words(f->a, "  (\u00c9mile\u2019s 3rd) "), " \u00e9mile s 3rd ");
    assert_string_equal(ledger_words(f->a, ""), " ");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_FOLDER(every_slot), IN_FOLDER(read_twice), IN_FOLDER(all_or_nothing), IN_FOLDER(filters),
        IN_FOLDER(reports),    IN_FOLDER(wide_view),  IN_FOLDER(visitor_stops),  IN_FOLDER(other_files),
        IN_FOLDER(versions),   IN_FOLDER(migration),  IN_FOLDER(damage),         IN_FOLDER(words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
