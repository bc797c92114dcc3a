/* SPDX-License-Identifier: Apache-2.0 */
/* Agreement files: what is refused, and with which words; that docs/agreement.md tells every key; warnings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/file.h"
#include "unit/agreement/account_cases.h"

static const char base[] = "agreement: X\n"
                           "in-force: 2031-01-04\n"
                           "parties:\n"
                           "  north: { name: Northland }\n"
                           "  south: { name: Southland }";

typedef struct problems {
    arena *a;
    const char *text; /* a line each, without the file */
    size_t n;
} problems;

static void gather(void *ctx, const truce_error *problem) {
    problems *p = ctx;
    char line[1200];
    truce_error bare = *problem;
    bare.file[0] = 0;
    truce_error_text(&bare, line, sizeof line);
    p->text = arena_printf(p->a, "%s%s\n", p->text, line);
    p->n++;
}

static truce_status load_text(problems *p, const char *yaml, truce_agreement **out) {
    char *path = temporary_file(yaml);
    truce_status status = truce_agreement_load(path, out, gather, p);
    unlink(path);
    return status;
}

static char *read_test_file(arena *a, const char *path) {
    char *bytes;
    size_t n;
    truce_error err;
    assert_int_equal(file_read(a, path, 1 << 20, &bytes, &n, &err), TRUCE_OK);
    return bytes;
}

static const char *take_line(arena *a, const char **text) {
    size_t n = strcspn(*text, "\n");
    const char *line = arena_strndup(a, *text, n);
    *text += n + ((*text)[n] == '\n');
    return line;
}

/* Reads a case's lines up to a line that is `end` or the next case. */
static const char *take_block(arena *a, const char **text, const char *end) {
    const char *out = "";
    while (**text && strncmp(*text, "== ", 3) != 0) {
        const char *line = take_line(a, text);
        if (end && strcmp(line, end) == 0) break;
        if (!*line) continue;
        out = arena_printf(a, "%s%s\n", out, strcmp(line, "BASE") == 0 ? base : line);
    }
    return out;
}

static void refusals_name_all_that_is_wrong(void **state) {
    (void)state;
    arena *a = arena_new();
    const char *text = read_test_file(a, TESTS_DIR "/unit/agreement/refusals.test");
    int n = 0, wrong = 0;
    while (*text && strncmp(text, "== ", 3) != 0) take_line(a, &text);
    for (; *text; n++) {
        const char *title = take_line(a, &text), *yaml = take_block(a, &text, "--"), *want = take_block(a, &text, NULL);
        problems p = {a, "", 0};
        truce_agreement *g;
        truce_status status = load_text(&p, yaml, &g);
        if (status == TRUCE_INPUT && !g && strcmp(p.text, want) == 0) continue;
        wrong++;
        print_message("%s\nexpected:\n%sfound:\n%s", title, want, p.text);
        truce_agreement_free(g);
    }
    arena_free(a);
    assert_true(n > 15);
    assert_int_equal(wrong, 0);
}

/* ── size, depth, time ── */

static void refused_at_once(const char *yaml, truce_status status, const char *message) {
    arena *a = arena_new();
    problems p = {a, "", 0};
    truce_agreement *g;
    clock_t start = clock();
    assert_int_equal(load_text(&p, yaml, &g), status);
    assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
    assert_non_null(strstr(p.text, message));
    arena_free(a);
}

static char *repeated(const char *before, const char *piece, size_t n, const char *after) {
    size_t size = strlen(piece);
    char *out = malloc(strlen(before) + n * size + strlen(after) + 1), *p = out;
    p += sprintf(p, "%s", before);
    for (size_t i = 0; i < n; i++, p += size) memcpy(p, piece, size);
    strcpy(p, after);
    return out;
}

static void bombs_are_refused(void **state) {
    (void)state;
    char *deep = repeated("agreement: ", "[", 100000, "");
    refused_at_once(deep, TRUCE_LIMIT, "nested too deep");
    char *blocks = repeated("", "- ", 100000, "x");
    refused_at_once(blocks, TRUCE_LIMIT, "nested too deep");
    char *large = repeated("agreement: \"", "0123456789", 1000000, "\"\n");
    refused_at_once(large, TRUCE_LIMIT, "larger than 1048576 bytes");
    char *keys = repeated("agreement: X\n", "unknown-key: 1\n", 60000, "");
    refused_at_once(keys, TRUCE_INPUT, "more");
    char *actors = repeated("agreement: X\nparties:\n", "  north: { name: Northland }\n", 10000, "");
    refused_at_once(actors, TRUCE_INPUT, "'north' is given twice");
    free(deep);
    free(blocks);
    free(large);
    free(keys);
    free(actors);
    refused_at_once("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", TRUCE_INPUT, "anchors and aliases");
    refused_at_once("agreement: N\xf6rdland\n", TRUCE_INPUT, "1:13: not UTF-8: save the file in that encoding");
}

static void missing_files_are_told(void **state) {
    (void)state;
    arena *a = arena_new();
    problems p = {a, "", 0};
    truce_agreement *g;
    assert_int_equal(truce_agreement_load("/nowhere/at/all.yaml", &g, gather, &p), TRUCE_IO);
    assert_string_equal(p.text, "cannot open: No such file or directory\n");
    assert_null(g);
    truce_agreement_free(NULL);
    arena_free(a);
}

/* ── what is taken ── */

static void days_follow_from_the_file(void **state) {
    (void)state;
    truce_agreement *g =
        agreement_of("agreement: X\n"
                     "in-force: 2031-01-04\n"
                     "parties: { north: { name: Northland }, south: { name: Southland } }\n"
                     "phases:\n"
                     "  - id: first\n"
                     "    starts: 2031-01-04\n"
                     "    lasts: P6W\n"
                     "    obligations:\n"
                     "      - { id: a, by: north, act: release }\n"
                     "      - { id: b, by: north, act: release, deadline: PT72H }\n"
                     "      - { id: c, by: north, act: release, deadline: { day: 16 } }\n"
                     "      - { id: d, by: north, act: release, deadline: { within: P1D, of: a } }\n"
                     "      - { id: e, by: north, act: cease-fire }\n"
                     "      - { id: f, by: north, never: attack }\n"
                     "  - id: second\n"
                     "    starts: { after: first }\n"
                     "    obligations:\n"
                     "      - { id: g, by: north, act: release, deadline: P1D }\n"
                     "      - { id: h, by: north, act: release, deadline: { within: P2D, of: first } }\n"
                     "  - id: third\n"
                     "    starts: { after: first, if: a }\n"
                     "    obligations: [{ id: i, by: north, act: release, deadline: P1D }]\n",
                     __LINE__);
    static const char *const due[] = {"2031-02-14", "2031-01-07", "2031-01-19", "", "",
                                      "",           "2031-02-16", "2031-01-06", ""};
    assert_int_equal(g->obligations.n, 9);
    for (size_t i = 0; i < g->obligations.n; i++) {
        char text[TRUCE_DAY_TEXT];
        truce_day_text(g->obligations.v[i].due, text);
        assert_string_equal(text, due[i]);
    }
    assert_int_equal(g->phases.v[2].start, TRUCE_NO_DAY);
    assert_int_equal(g->phases.v[2].not_before, g->phases.v[1].start);
    truce_agreement_free(g);
}

static const char warnings[] =
    "6:33: a circle: the phase 'first' waits for 'c', which is owed in the phase 'first' and waits for it\n"
    "8:9: 'a' has no deadline, and its phase no end: it can never be overdue\n"
    "8:9: 'a' has no 'count': what is still owed cannot be told\n"
    "8:9: 'a' has no 'to': with 3 sides its creditor is not known\n"
    "9:9: 'c' is owed by north to itself\n"
    "9:9: 'c' is in exchange for itself\n"
    "9:9: 'c': batch 1 is due after the whole\n"
    "9:9: 'c': its batches are 2 together, its count is not\n"
    "12:19: 'b' is due before its phase 'second' can start\n"
    "13:5: the phase 'third' has no 'starts': nothing in it is ever due\n"
    "13:5: the phase 'third' has no obligations\n";

static void warnings_have_reasons(void **state) {
    (void)state;
    arena *a = arena_new();
    problems p = {a, "", 0};
    truce_agreement *g =
        agreement_of("agreement: X\n"
                     "in-force: 2031-01-04\n"
                     "parties: { north: { name: Northland }, south: { name: Southland }, isles: { name: Isles } }\n"
                     "phases:\n"
                     "  - id: first\n"
                     "    starts: { after: b, if: [b, c] }\n"
                     "    obligations:\n"
                     "      - { id: a, by: north, act: release, of: captives }\n"
                     "      - { id: c, by: north, to: north, act: release, of: captives, count: 5, "
                     "in-exchange-for: c, deadline: 2031-01-10, batches: [{ count: 2, by: 2031-01-12 }] }\n"
                     "  - id: second\n"
                     "    starts: 2031-01-20\n"
                     "    obligations: [{ id: b, by: north, act: talk, deadline: 2031-01-19 }]\n"
                     "  - id: third\n"
                     "    obligations: []\n",
                     __LINE__);
    assert_int_equal(truce_agreement_warn(g, gather, &p), 11);
    assert_string_equal(p.text, warnings);
    truce_agreement_free(g);
    arena_free(a);
}

/* ── documentation ── */

static void docs_tell_every_key(void **state) {
    (void)state;
    arena *a = arena_new();
    const char *docs = read_test_file(a, TRUCE_SOURCE "/docs/agreement.md"), *at = docs;
    const char *context = "";
    agreement_key_doc k;
    size_t n = 0;
    for (; agreement_schema_key(n, &k); n++) {
        if (strcmp(context, k.context) != 0) at = strstr(docs, arena_printf(a, "\n### %s\n", k.context));
        context = k.context;
        assert_non_null(at);
        const char *row =
            arena_printf(a, "\n| `%s`%s | %s | %s |\n", k.key, k.required ? " (needed)" : "", k.type, k.doc);
        const char *found = strstr(at, row);
        if (!found) fail_msg("docs/agreement.md has not, below '%s':%s", context, row);
    }
    assert_true(n > 40);
    /* And no row more. */
    size_t rows = 0;
    for (const char *p = strstr(docs, "## Keys"); (p = strstr(p, "\n| `")); p++) rows += strstr(docs, "## Names") > p;
    assert_int_equal(rows, n);
    arena_free(a);
}

static void the_example_of_the_docs_is_fine(void **state) {
    (void)state;
    arena *a = arena_new();
    const char *docs = read_test_file(a, TRUCE_SOURCE "/docs/agreement.md");
    const char *from = strstr(docs, "```yaml\n") + strlen("```yaml\n"), *to = strstr(from, "```");
    problems p = {a, "", 0};
    truce_agreement *g;
    assert_int_equal(load_text(&p, arena_strndup(a, from, (size_t)(to - from)), &g), TRUCE_OK);
    assert_int_equal(truce_agreement_warn(g, gather, &p), 0);
    assert_string_equal(p.text, "");
    truce_agreement_free(g);
    arena_free(a);
}

static void committed_agreements_are_fine(void **state) {
    (void)state;
    static const char *const files[] = {"examples/agreement.yaml", "agreements/gaza-2025-01.yaml",
                                        "agreements/gaza-2025-10.yaml"};
    arena *a = arena_new();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        problems p = {a, "", 0};
        truce_agreement *g;
        truce_agreement_load(arena_printf(a, "%s/%s", TRUCE_SOURCE, files[i]), &g, gather, &p);
        assert_string_equal(p.text, "");
        assert_non_null(g);
        truce_agreement_free(g);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refusals_name_all_that_is_wrong), cmocka_unit_test(bombs_are_refused),
        cmocka_unit_test(missing_files_are_told),          cmocka_unit_test(days_follow_from_the_file),
        cmocka_unit_test(warnings_have_reasons),           cmocka_unit_test(docs_tell_every_key),
        cmocka_unit_test(the_example_of_the_docs_is_fine), cmocka_unit_test(committed_agreements_are_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
