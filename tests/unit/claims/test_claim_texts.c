/* SPDX-License-Identifier: Apache-2.0 */

/* Runs tests/claims/\*.test: sentences of one report, then the claims expected of them, one a line, then a blank line.
 *
 *     Northland freed 20 prisoners on Monday.
 *     = release done actor=Northland quantity=20 time=2025-03-03
 *
 * All claims must be listed, in the order of the text; `= none` where there is none. `#` starts a comment line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "claims/expect.h"
#include "claims/rule_try.h"

typedef struct run {
    arena *kept, *a;
    scratch *s;
    rule_trial trial;
    const char *file;
    size_t line; /* of the case's first sentence */
    const char *text, *expected;
    size_t cases, failures;
} run;

static void fail_case(run *r, const char *what, const char *detail) {
    r->failures++;
    printf("%s:%zu: %s%s\n", r->file, r->line, what, detail);
}

static truce_status run_case(void *ctx) {
    run *r = ctx;
    truce_claims claims;
    truce_error err = {0};
    truce_status status = rule_try_text(r->a, r->s, &r->trial, r->text, &claims, &err);
    if (status) {
        fail_case(r, "cannot be read: ", err.message);
        return TRUCE_OK;
    }
    expectations wanted;
    if (expect_read(r->a, r->expected, &wanted, &err)) {
        fail_case(r, "the expected claims cannot be read: ", err.message);
        return TRUCE_OK;
    }
    bool equal = wanted.n == claims.n;
    const char *why = "";
    if (!equal) why = arena_printf(r->a, "%zu claims, not %zu", claims.n, wanted.n);
    for (size_t i = 0; equal && i < wanted.n; i++) equal = expect_holds(r->a, &wanted.v[i], &claims.v[i], &why);
    if (equal) return TRUCE_OK;
    fail_case(r, why, arena_printf(r->a, "\n    %s", r->text));
    for (size_t i = 0; i < claims.n; i++) printf("    = %s\n", expect_write(r->a, &claims.v[i]));
    return TRUCE_OK;
}

static void finish_case(run *r, const char **text, const char **expected) {
    if (**text) {
        r->text = *text, r->expected = *expected;
        r->cases++;
        assert_int_equal(arena_run(r->a, run_case, r, NULL), TRUCE_OK);
        arena_reset(r->a);
    }
    *text = *expected = "";
}

static void run_file(run *r, const char *path, char *bytes) {
    const char *text = "", *expected = "";
    r->file = strrchr(path, '/') + 1;
    size_t line = 0;
    for (char *p = bytes; *p;) {
        char *end = strchr(p, '\n');
        if (end) *end = 0;
        line++;
        if (!*p) {
            finish_case(r, &text, &expected);
        } else if (*p == '=') {
            expected = arena_printf(r->kept, "%s%s%s", expected, *expected ? ";" : "", p + 1);
        } else if (*p != '#') {
            if (!*text) r->line = line;
            text = arena_printf(r->kept, "%s%s%s", text, *text ? "\n\n" : "", p);
        }
        p = end ? end + 1 : p + strlen(p);
    }
    finish_case(r, &text, &expected);
}

static void claims_are_as_expected(void **state) {
    (void)state;
    run r = {.kept = arena_new(), .a = arena_new(), .s = scratch_new()};
    error_list errs = {0};
    truce_error err = {0};
    parser *p = NULL;
    rules *rs = NULL;
    assert_int_equal(parser_load(TRUCE_SOURCE "/models/en.truce", &p, &err), TRUCE_OK);
    assert_int_equal(rules_load(TRUCE_SOURCE "/rules/en", &rs, &errs), TRUCE_OK);
    assert_int_equal(calendar_words_load(r.kept, TRUCE_SOURCE "/rules/en/lexicon/calendar.tsv", &r.trial.words, &err),
                     TRUCE_OK);
    r.trial.parser = p;
    r.trial.rules = rs;
    const char **files;
    size_t n;
    assert_int_equal(file_list(r.kept, TESTS_DIR "/claims", ".test", &files, &n, &err), TRUCE_OK);
    assert_true(n > 0);
    for (size_t i = 0; i < n; i++) {
        char *bytes;
        size_t size;
        assert_int_equal(file_read(r.kept, files[i], 1 << 20, &bytes, &size, &err), TRUCE_OK);
        run_file(&r, files[i], bytes);
    }
    printf("%zu cases, %zu failed\n", r.cases, r.failures);
    assert_int_equal(r.failures, 0);
    rules_free(rs);
    parser_free(p);
    scratch_free(r.s);
    arena_free(r.a);
    arena_free(r.kept);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(claims_are_as_expected)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
