/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include <truce/pipeline.h>

typedef struct fixture {
    char folder[64];
    truce_reader *reader;
    truce_ledger *ledger;
} fixture;

static void write_file(const fixture *f, const char *name, const char *text, char path[120]) {
    snprintf(path, 120, "%s/%s", f->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    truce_error err;
    char path[120];
    strcpy(f->folder, "/tmp/truce-pipeline-XXXXXX");
    if (!mkdtemp(f->folder)) return -1;
    snprintf(path, sizeof path, "%s/truce.db", f->folder);
    *state = f;
    if (truce_reader_open(NULL, NULL, NULL, &f->reader, &err) != TRUCE_OK) return -1;
    return truce_ledger_open(path, TRUCE_LEDGER_WRITE, &f->ledger, &err) == TRUCE_OK ? 0 : -1;
}

static int tear_down(void **state) {
    fixture *f = *state;
    char command[120];
    snprintf(command, sizeof command, "rm -rf %s", f->folder);
    truce_reader_free(f->reader);
    truce_ledger_free(f->ledger);
    free(f);
    return system(command);
}

static const char report[] = "Outlet: Delta Wire\nDate: 2031-01-05\n\nNorthland released seven captives on Friday.\n";

/* From bytes to rows: what each floor gives is handed out, and the ledger has it. */
static void one_report(void **state) {
    fixture *f = *state;
    char path[120];
    truce_reading r;
    truce_ledger_facts facts;
    write_file(f, "one.txt", report, path);
    assert_int_equal(truce_read(f->reader, path, f->ledger, false, &r, NULL), TRUCE_OK);
    assert_int_equal(r.added, TRUCE_ADDED);
    assert_string_equal(r.report->outlet, "Delta Wire");
    assert_int_equal(r.sentences->n, 1);
    assert_string_equal(r.sentences->v[0].words[2].lemma, "release");
    assert_int_equal(r.claims->n, 1);
    assert_int_equal(r.claims->v[0].act, TRUCE_ACT_RELEASE);
    assert_string_equal(r.claims->v[0].model, truce_reader_describe(f->reader).model_name);

    assert_int_equal(truce_read(f->reader, path, f->ledger, false, &r, NULL), TRUCE_OK);
    assert_int_equal(r.added, TRUCE_KNOWN);
    assert_int_equal(r.claims->n, 0);
    assert_int_equal(truce_read(f->reader, path, f->ledger, true, &r, NULL), TRUCE_OK);
    assert_int_equal(r.added, TRUCE_REPLACED);
    assert_int_equal(r.claims->n, 1);
    assert_int_equal(truce_ledger_count(f->ledger, &facts, NULL), TRUCE_OK);
    assert_int_equal(facts.reports, 1);
    assert_int_equal(facts.claims, 1);
}

/* Quotes are the report's bytes. */
static void quotes_are_literal(void **state) {
    fixture *f = *state;
    char path[120];
    truce_reading r;
    write_file(f, "q.txt",
               "\xef\xbb\xbfTitle: x\r\n\r\nThe \u201cNorthland Front\u201d said it had freed nearly 40\r\nprisoners; "
               "Southland"
               " attacked Kirka \u2014 and caf\u00e9s.\r\n",
               path);
    assert_int_equal(truce_read(f->reader, path, NULL, false, &r, NULL), TRUCE_OK);
    assert_true(r.claims->n > 0);
    for (size_t i = 0; i < r.claims->n; i++) {
        const truce_claim *c = &r.claims->v[i];
        assert_true(r.report->body.start <= c->span.start && c->span.end <= r.report->body.end);
        assert_int_equal(strlen(c->quote), c->span.end - c->span.start);
        assert_memory_equal(c->quote, r.report->bytes + c->span.start, strlen(c->quote));
    }
}

static void refusals(void **state) {
    fixture *f = *state;
    char path[120];
    truce_reading r;
    truce_error err;
    truce_ledger_facts facts;
    write_file(f, "bad.txt", "caf\xe9", path);
    assert_int_equal(truce_read(f->reader, path, f->ledger, false, &r, &err), TRUCE_INPUT);
    assert_string_equal(err.file, path);
    assert_int_equal(truce_read(f->reader, "/none.txt", f->ledger, false, &r, &err), TRUCE_IO);
    assert_int_equal(truce_ledger_count(f->ledger, &facts, NULL), TRUCE_OK);
    assert_int_equal(facts.reports, 0);
    /* the reader goes on */
    write_file(f, "one.txt", report, path);
    assert_int_equal(truce_read(f->reader, path, f->ledger, false, &r, &err), TRUCE_OK);
}

static truce_status note(void *ctx, const char *path, truce_error *err) {
    (void)err;
    const char *slash = strrchr(path, '/');
    strcat(strcat(ctx, " "), slash + 1);
    return TRUCE_OK;
}

static void folders(void **state) {
    fixture *f = *state;
    char path[120], found[200] = "";
    truce_error err;
    snprintf(path, sizeof path, "%s/deeper", f->folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_file(f, "b.txt", "x", path);
    write_file(f, "deeper/a.txt", "x", path);
    write_file(f, ".hidden.txt", "x", path);
    write_file(f, "c.md", "x", path);
    assert_int_equal(truce_reports_under(f->reader, f->folder, note, found, &err), TRUCE_OK);
    assert_string_equal(found, " b.txt a.txt");
    *found = 0;
    assert_int_equal(truce_reports_under(f->reader, path, note, found, &err), TRUCE_OK);
    assert_string_equal(found, " c.md");
    assert_int_equal(truce_reports_under(f->reader, "/none", note, found, &err), TRUCE_IO);
}

static void count_complaint(void *ctx, const truce_error *err) {
    assert_true(err->line > 0);
    ++*(int *)ctx;
}

static void bad_rules(void **state) {
    fixture *f = *state;
    char path[120], lexicon[120];
    truce_reader *reader;
    truce_error err;
    int complaints = 0;
    truce_reader_options options = {.rules = f->folder};
    assert_int_equal(truce_reader_open(&options, count_complaint, &complaints, &reader, &err), TRUCE_IO);
    assert_null(reader);
    assert_int_equal(complaints, 0);
    snprintf(lexicon, sizeof lexicon, "cp -r %s/rules/en/. %s", TRUCE_SOURCE, f->folder);
    assert_int_equal(system(lexicon), 0);
    write_file(f, "zz.rules", "rule {{\n", path);
    assert_int_equal(truce_reader_open(&options, count_complaint, &complaints, &reader, &err), TRUCE_INPUT);
    assert_null(reader);
    assert_true(complaints > 0);
    assert_string_equal(err.file, path);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {IN_FOLDER(one_report), IN_FOLDER(quotes_are_literal), IN_FOLDER(refusals),
                                       IN_FOLDER(folders), IN_FOLDER(bad_rules)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
