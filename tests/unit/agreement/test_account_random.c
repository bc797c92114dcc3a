/* SPDX-License-Identifier: Apache-2.0 */
/* Random claims against a naive model: the lower bound is the largest sum of figures that are pairwise distinct, found
 * by trying all sets. And what must hold of any claims: their order changes nothing, one more never lowers a bound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "unit/agreement/account_cases.h"

static const char agreement[] = "agreement: Treaty of the Ford\n"
                                "in-force: 2031-01-01\n"
                                "parties: { north: { name: Northland }, south: { name: Southland } }\n"
                                "phases:\n"
                                "  - id: first\n"
                                "    starts: 2031-01-01\n"
                                "    lasts: P60D\n"
                                "    obligations:\n"
                                "      - { id: captives, by: north, act: [release, handover], of: [captives, remains], "
                                "count: 1000, to: south }\n";

enum { CASES = 3000, CLAIMS = 8 };

/* ── chance ── */

static uint64_t state_of_chance;

static int chance(int n) {
    state_of_chance = state_of_chance * 6364136223846793005u + 1442695040888963407u;
    return (int)((state_of_chance >> 33) % (uint64_t)n);
}

static const char *const reports[] = {"a", "b", "c"};
static const char *const mouths[] = {"Ada", "Bela"};
static const truce_quantity_kind kinds[] = {TRUCE_QUANTITY_KIND_CAPTIVES_LIVING, TRUCE_QUANTITY_KIND_CAPTIVES,
                                            TRUCE_QUANTITY_KIND_REMAINS};

/* One outlet's reports, so that all figures are of one group; two mouths, both of persons, make another. */
static truce_claim random_claim(arena *a, int i, truce_day start) {
    int report = chance(3), inner = chance(3), from = chance(12), days = chance(3);
    truce_source *source = arena_array(a, truce_source, 2);
    const char **actor = arena_array(a, const char *, 2);
    actor[0] = "Northland";
    actor[1] = "Southland";
    source[0] = (truce_source){"Pharos", TRUCE_SOURCE_KIND_OUTLET, NULL, TRUCE_NO_DAY};
    if (inner) source[1] = (truce_source){mouths[inner - 1], TRUCE_SOURCE_KIND_PERSON, "said", TRUCE_NO_DAY};
    truce_claim c = {
        .id = arena_printf(a, "c%d", i),
        .report = reports[report],
        .report_date = start + 20,
        .span = {(uint32_t)i * 10, (uint32_t)i * 10 + 5},
        .quote = arena_printf(a, "q%d", i),
        .source = source,
        .n_source = inner ? 2 : 1,
        .act = chance(2) ? TRUCE_ACT_RELEASE : TRUCE_ACT_HANDOVER,
        .status = TRUCE_CLAIM_STATUS_DONE,
        .actor = {actor, 1},
        .counterpart = {actor + 1, 1},
        .quantity = {.kind = kinds[chance(3)], .measure = TRUCE_MEASURE_BATCH, .total = TRUCE_UNBOUNDED},
        .time = {TRUCE_NO_DAY, TRUCE_NO_DAY, NULL, NULL},
        .deadline = {.day = TRUCE_NO_DAY},
    };
    c.quantity.min = c.quantity.max = 1 + chance(4);
    if (chance(5) == 0) c.quantity.measure = TRUCE_MEASURE_CUMULATIVE;
    if (chance(4)) c.time = (truce_time){start + from, start + from + days, NULL, "then"};
    return c;
}

/* ── the naive model ── */

static truce_day first_of(const truce_claim *c, truce_day start) {
    return c->time.text ? c->time.start : start;
}

static truce_day last_of(const truce_claim *c) {
    return c->time.text ? c->time.end : c->report_date;
}

static bool meet(const truce_claim *x, const truce_claim *y, truce_day start) {
    return first_of(x, start) <= last_of(y) && first_of(y, start) <= last_of(x);
}

static bool same_mouth(const truce_claim *x, const truce_claim *y) {
    return strcmp(x->report, y->report) == 0 && x->n_source == y->n_source &&
           strcmp(x->source[x->n_source - 1].name, y->source[y->n_source - 1].name) == 0;
}

static bool both_may_be(truce_quantity_kind x, truce_quantity_kind y) {
    return (x == TRUCE_QUANTITY_KIND_REMAINS) == (y == TRUCE_QUANTITY_KIND_REMAINS);
}

static bool distinct(const truce_claim *x, const truce_claim *y, truce_day start) {
    if (!meet(x, y, start)) return true;
    bool one_event = x->quantity.min == y->quantity.min && both_may_be(x->quantity.kind, y->quantity.kind);
    return same_mouth(x, y) && !one_event;
}

static bool in_group(const truce_claim *c, bool persons) {
    return (c->n_source == 2) == persons;
}

static bool is_batch(const truce_claim *c, bool persons, truce_quantity_kind only) {
    return in_group(c, persons) && c->quantity.measure == TRUCE_MEASURE_BATCH && (!only || c->quantity.kind == only);
}

static double best_set(const truce_claims *claims, bool persons, truce_quantity_kind only, truce_day start) {
    double best = 0;
    for (unsigned set = 0; set < 1u << claims->n; set++) {
        double sum = 0;
        bool fits = true;
        for (size_t i = 0; i < claims->n && fits; i++) {
            if (!(set >> i & 1)) continue;
            fits = is_batch(&claims->v[i], persons, only);
            sum += claims->v[i].quantity.min;
            for (size_t k = 0; k < i && fits; k++)
                fits = !(set >> k & 1) || distinct(&claims->v[i], &claims->v[k], start);
        }
        if (fits && sum > best) best = sum;
    }
    return best;
}

/* Of one mouth: the most captives, living or not told, and the most remains. */
static double total_of(const truce_claims *claims, const truce_claim *of, bool persons, truce_quantity_kind only) {
    double captives = 0, remains = 0;
    for (size_t i = 0; i < claims->n; i++) {
        const truce_claim *c = &claims->v[i];
        if (!in_group(c, persons) || c->quantity.measure != TRUCE_MEASURE_CUMULATIVE || !same_mouth(c, of)) continue;
        if (only && c->quantity.kind != only) continue;
        double *most = c->quantity.kind == TRUCE_QUANTITY_KIND_REMAINS ? &remains : &captives;
        if (c->quantity.min > *most) *most = c->quantity.min;
    }
    return captives + remains;
}

static double naive_part(const truce_claims *claims, bool persons, truce_quantity_kind only, truce_day start) {
    double best = best_set(claims, persons, only, start);
    for (size_t i = 0; i < claims->n; i++) {
        double total = in_group(&claims->v[i], persons) ? total_of(claims, &claims->v[i], persons, only) : 0;
        if (total > best) best = total;
    }
    return best;
}

static double naive_bound(const truce_claims *claims, bool persons, truce_day start) {
    double all = naive_part(claims, persons, TRUCE_QUANTITY_KIND_NONE, start);
    double apart = naive_part(claims, persons, TRUCE_QUANTITY_KIND_CAPTIVES_LIVING, start) +
                   naive_part(claims, persons, TRUCE_QUANTITY_KIND_REMAINS, start);
    return all > apart ? all : apart;
}

/* ── the evaluator ── */

static double bound_of(const truce_agreement *g, const truce_claims *claims, bool persons) {
    truce_account *account = account_of_claims(g, claims, NULL);
    double bound = 0;
    for (size_t i = 0; i < account->cells.n; i++) {
        const account_cell *cell = &account->cells.v[i];
        account_group_kind kind = account->groups.v[cell->group].kind;
        if (kind == (persons ? GROUP_PERSONS : GROUP_OUTLET) && cell->done.min > 0) bound = cell->done.min;
    }
    truce_account_free(account);
    return bound;
}

static void each_random(void (*check)(arena *, const truce_agreement *, truce_claims *, truce_day, int)) {
    truce_agreement *g = agreement_of(agreement, __LINE__);
    truce_day start = day_of(2031, 1, 1);
    state_of_chance = 2031;
    for (int i = 0; i < CASES; i++) {
        arena *a = arena_new();
        truce_claims claims = {arena_array(a, truce_claim, CLAIMS), 1 + (size_t)chance(CLAIMS)};
        for (size_t k = 0; k < claims.n; k++) claims.v[k] = random_claim(a, (int)k + 1, start);
        check(a, g, &claims, start, i);
        arena_free(a);
    }
    truce_agreement_free(g);
}

static void check_naive(arena *a, const truce_agreement *g, truce_claims *claims, truce_day start, int i) {
    for (int persons = 0; persons < 2; persons++) {
        double expected = naive_bound(claims, persons, start), actual = bound_of(g, claims, persons);
        if (expected == actual) continue;
        print_message("case %d, %s: %g expected, %g found\n%s", i, persons ? "persons" : "outlet", expected, actual,
                      lines_of_claims(a, g, claims, NULL));
        for (size_t k = 0; k < claims->n; k++) print_message("  %s\n", json_dumps(claim_to_json(&claims->v[k]), 0));
        fail();
    }
}

static void bounds_are_those_of_all_sets(void **state) {
    (void)state;
    each_random(check_naive);
}

static void check_shuffled(arena *a, const truce_agreement *g, truce_claims *claims, truce_day start, int i) {
    (void)start;
    (void)i;
    const char *before = lines_of_claims(a, g, claims, NULL);
    for (size_t k = claims->n; k-- > 1;) {
        size_t other = (size_t)chance((int)k + 1);
        truce_claim c = claims->v[k];
        claims->v[k] = claims->v[other];
        claims->v[other] = c;
    }
    assert_string_equal(before, lines_of_claims(a, g, claims, NULL));
}

static void order_changes_nothing(void **state) {
    (void)state;
    each_random(check_shuffled);
}

static void check_growing(arena *a, const truce_agreement *g, truce_claims *claims, truce_day start, int i) {
    (void)a;
    (void)start;
    for (int persons = 0; persons < 2; persons++) {
        double before = 0;
        for (size_t n = 1; n <= claims->n; n++) {
            double bound = bound_of(g, &(truce_claims){claims->v, n}, persons);
            if (bound < before) print_message("case %d: claim %zu lowers %g to %g\n", i, n, before, bound);
            assert_true(bound >= before);
            before = bound;
        }
    }
}

static void one_more_claim_lowers_no_bound(void **state) {
    (void)state;
    each_random(check_growing);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_are_those_of_all_sets),
        cmocka_unit_test(order_changes_nothing),
        cmocka_unit_test(one_more_claim_lowers_no_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
