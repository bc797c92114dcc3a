/* SPDX-License-Identifier: Apache-2.0 */
/* The evaluator on the cases of accounts.test, and what must hold of each of them: the order of reading changes
 * nothing, nor does a copy; --known-by D is the account of the reports published by D; other names, the same account.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "base/file.h"
#include "unit/agreement/account_cases.h"

typedef struct question {
    truce_account_options dates;
    const char *expected;
    int line;
} question;

typedef struct account_case {
    const char *title, *agreement;
    const char *claim_lines; /* as written */
    int line;
    VEC(question) questions;
} account_case;

typedef VEC(account_case) case_vec;
typedef VEC(truce_claim) claim_vec;

/* ── reading accounts.test ── */

static truce_day day_after(const char *line, const char *word) {
    const char *at = strstr(line, word);
    return at ? day_parse(at + strlen(word), 10) : TRUCE_NO_DAY;
}

static const char *take_line(arena *a, const char **text) {
    size_t n = strcspn(*text, "\n");
    const char *line = arena_strndup(a, *text, n);
    *text += n + ((*text)[n] == '\n');
    return line;
}

static case_vec read_cases(arena *a) {
    char *bytes;
    size_t n;
    truce_error err;
    case_vec cases = {0};
    const char *agreement = "", **into = NULL, *text;
    assert_int_equal(file_read(a, TESTS_DIR "/unit/agreement/accounts.test", 1 << 20, &bytes, &n, &err), TRUCE_OK);
    text = bytes;
    for (int line_number = 1; *text; line_number++) {
        const char *line = take_line(a, &text);
        account_case *now = cases.n ? &cases.v[cases.n - 1] : NULL;
        if (strncmp(line, "agreement", 9) == 0 && !line[9]) {
            agreement = "";
            into = &agreement;
        } else if (strncmp(line, "== ", 3) == 0) {
            account_case next = {.title = line + 3, .agreement = agreement, .claim_lines = "", .line = line_number};
            vec_push(a, &cases, next);
            into = &cases.v[cases.n - 1].claim_lines;
        } else if (strncmp(line, "--", 2) == 0) {
            question q = {{day_after(line, "as-of "), day_after(line, "known-by ")}, "", line_number};
            vec_push(a, &now->questions, q);
            into = &now->questions.v[now->questions.n - 1].expected;
        } else if (into && *line && *line != '#') {
            *into = arena_printf(a, "%s%s\n", *into, line);
        }
    }
    return cases;
}

static claim_vec read_claims(arena *a, const account_case *c) {
    claim_vec claims = {0};
    const char *text = c->claim_lines;
    for (int line = c->line + 1; *text; line++) {
        truce_claim claim = short_claim(a, take_line(a, &text), 0, line);
        int index = 0;
        for (size_t i = 0; i < claims.n; i++) index += strcmp(claims.v[i].report, claim.report) == 0;
        if (index) {
            /* Numbered within its report: read anew with its place. */
            const char *again = c->claim_lines;
            for (size_t skip = claims.n; skip; skip--) take_line(a, &again);
            claim = short_claim(a, take_line(a, &again), index, line);
        }
        vec_push(a, &claims, claim);
    }
    return claims;
}

/* ── checking ── */

static int wrong;

static void expect(const account_case *c, const question *q, const char *what, const char *expected,
                   const char *actual) {
    if (strcmp(expected, actual) == 0) return;
    wrong++;
    print_message("accounts.test:%d: %s (%s)\nexpected:\n%sactual:\n%s", q->line, c->title, what, expected, actual);
}

static void each_case(void (*check)(arena *, const account_case *, const question *, const truce_agreement *,
                                    const truce_claims *)) {
    arena *a = arena_new();
    case_vec cases = read_cases(a);
    wrong = 0;
    assert_true(cases.n > 30);
    for (size_t i = 0; i < cases.n; i++) {
        truce_agreement *g = agreement_of(cases.v[i].agreement, cases.v[i].line);
        claim_vec claims = read_claims(a, &cases.v[i]);
        for (size_t q = 0; q < cases.v[i].questions.n; q++)
            check(a, &cases.v[i], &cases.v[i].questions.v[q], g, &(truce_claims){claims.v, claims.n});
        truce_agreement_free(g);
    }
    arena_free(a);
    assert_int_equal(wrong, 0);
}

static void check_given(arena *a, const account_case *c, const question *q, const truce_agreement *g,
                        const truce_claims *claims) {
    expect(c, q, "as given", q->expected, lines_of_claims(a, g, claims, &q->dates));
}

static void cells_are_as_expected(void **state) {
    (void)state;
    each_case(check_given);
}

static void check_order(arena *a, const account_case *c, const question *q, const truce_agreement *g,
                        const truce_claims *claims) {
    truce_claims shuffled = {arena_array(a, truce_claim, claims->n), claims->n};
    uint32_t seed = 7;
    for (int round = 0; round < 4; round++) {
        for (size_t i = 0; i < claims->n; i++) {
            seed = seed * 1664525 + 1013904223;
            size_t k = (seed >> 16) % (i + 1);
            shuffled.v[i] = shuffled.v[k];
            shuffled.v[k] = claims->v[i];
        }
        expect(c, q, "in another order", q->expected, lines_of_claims(a, g, &shuffled, &q->dates));
    }
}

static void order_of_reading_changes_nothing(void **state) {
    (void)state;
    each_case(check_order);
}

/* Only cells, no claims set aside: copies are. */
static const char *cells_only(arena *a, const char *lines) {
    const char *out = "";
    while (*lines) {
        const char *line = take_line(a, &lines);
        if (*line != ' ' && strstr(line, "no-report") == NULL) out = arena_printf(a, "%s%s\n", out, line);
    }
    return out;
}

/* Every report again, as another one with the same text; and every claim handed in twice. */
static void check_copies(arena *a, const account_case *c, const question *q, const truce_agreement *g,
                         const truce_claims *claims) {
    truce_claims all = {arena_array(a, truce_claim, 3 * claims->n), 3 * claims->n};
    for (size_t i = 0; i < claims->n; i++) {
        truce_claim one = claims->v[i], copy;
        if (!one.text_hash) one.text_hash = one.report;
        copy = one;
        copy.report = arena_printf(a, "%s-reprinted", one.report);
        all.v[3 * i] = all.v[3 * i + 1] = one;
        all.v[3 * i + 2] = copy;
    }
    expect(c, q, "with copies", cells_only(a, q->expected), cells_only(a, lines_of_claims(a, g, &all, &q->dates)));
}

static void copies_change_nothing(void **state) {
    (void)state;
    each_case(check_copies);
}

/* Known by D = the account of what was published by D. */
static void check_known_by(arena *a, const account_case *c, const question *q, const truce_agreement *g,
                           const truce_claims *claims) {
    for (size_t k = 0; k < claims->n; k++) {
        truce_day known_by = claims->v[k].report_date;
        if (known_by == TRUCE_NO_DAY) continue;
        claim_vec published = {0};
        for (size_t i = 0; i < claims->n; i++)
            if (claims->v[i].report_date != TRUCE_NO_DAY && claims->v[i].report_date <= known_by)
                vec_push(a, &published, claims->v[i]);
        truce_account_options then = {q->dates.as_of, known_by}, all = {q->dates.as_of, TRUCE_NO_DAY};
        expect(c, q, "known by a day", lines_of_claims(a, g, &(truce_claims){published.v, published.n}, &all),
               lines_of_claims(a, g, claims, &then));
    }
}

static void known_by_is_the_account_of_its_reports(void **state) {
    (void)state;
    each_case(check_known_by);
}

/* Puts one word for another, wherever it stands. */
static const char *replaced(arena *a, const char *text, const char *from, const char *to) {
    const char *out = "", *at;
    while ((at = strstr(text, from))) {
        out = arena_printf(a, "%s%.*s%s", out, (int)(at - text), text, to);
        text = at + strlen(from);
    }
    return arena_printf(a, "%s%s", out, text);
}

/* The sides under each other's names: a longer and a shorter one, later and earlier in the alphabet. */
static const char *swapped(arena *a, const char *text) {
    text = replaced(a, replaced(a, replaced(a, text, "North", "\1"), "South", "North"), "\1", "South");
    text = replaced(a, replaced(a, replaced(a, text, "north", "\2"), "south", "north"), "\2", "south");
    return replaced(a, replaced(a, text, "Northland", "Zu"), "Southland", "Archipelago of the Eastern Sea");
}

/* The actor that is meant where a line does not name one. */
static const char *with_actors(arena *a, const char *lines) {
    const char *out = "";
    while (*lines) {
        const char *line = take_line(a, &lines);
        bool named = strstr(line, "\"who\"") != NULL;
        out = arena_printf(a, "%s{%s%s\n", out, named ? "" : "\"who\": [\"Northland\"], ", line + 1);
    }
    return out;
}

static void check_names(arena *a, const account_case *c, const question *q, const truce_agreement *g,
                        const truce_claims *claims) {
    (void)g;
    (void)claims;
    account_case other = *c;
    other.claim_lines = swapped(a, with_actors(a, c->claim_lines));
    claim_vec again = read_claims(a, &other);
    truce_agreement *h = agreement_of(swapped(a, c->agreement), c->line);
    expect(c, q, "under other names", swapped(a, q->expected),
           lines_of_claims(a, h, &(truce_claims){again.v, again.n}, &q->dates));
    truce_agreement_free(h);
}

static void other_names_give_the_same_account(void **state) {
    (void)state;
    each_case(check_names);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_as_expected),
        cmocka_unit_test(order_of_reading_changes_nothing),
        cmocka_unit_test(copies_change_nothing),
        cmocka_unit_test(known_by_is_the_account_of_its_reports),
        cmocka_unit_test(other_names_give_the_same_account),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
