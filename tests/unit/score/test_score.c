/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <truce/score.h>

#include "base/arena.h"
#include "base/error.h"
#include "claims/claim_json.h"

#define NEAR(x, y) assert_true((x) - (y) < 1e-12 && (y) - (x) < 1e-12)

/* ── claims written short ── */

/* A claim of report r over bytes [start, end): by default a talk that the outlet tells as done. */
static char *claim_text(arena *a, const char *id, int start, int end, const char *rest) {
    return arena_printf(
        a, "{\"id\": \"%s\", \"report\": \"r\", \"quote\": \"q\", \"start\": %d, \"end\": %d%s%s%s%s%s}\n", id, start,
        end, strstr(rest, "\"act\"") ? "" : ", \"act\": \"talk\"",
        strstr(rest, "\"status\"") ? "" : ", \"status\": \"done\"",
        strstr(rest, "\"source\"") ? "" : ", \"source\": [{\"name\": \"Delta Wire\", \"kind\": \"outlet\"}]",
        *rest ? ", " : "", rest);
}

static char *temporary(arena *a, const char *text) {
    char *path = arena_strdup(a, "/tmp/truce-score-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    return path;
}

/* The score of one file's claims against another's. */
static truce_score *scored(arena *a, const char *gold, const char *system) {
    truce_score *s;
    truce_error err;
    char *gold_path = temporary(a, gold), *system_path = temporary(a, system);
    if (truce_score_open(gold_path, NULL, &s, &err)) fail_msg("%s", err.message);
    if (truce_score_add_file(s, system_path, NULL, NULL, &err)) fail_msg("%s", err.message);
    assert_int_equal(truce_score_run(s, &err), TRUCE_OK);
    unlink(gold_path);
    unlink(system_path);
    return s;
}

static void expect_counts(const char *gold, const char *system, size_t matched, size_t excused) {
    arena *a = arena_new();
    truce_score *s = scored(a, gold, system);
    assert_int_equal(truce_score_all(s)->matched, matched);
    assert_int_equal(truce_score_all(s)->excused, excused);
    truce_score_free(s);
    arena_free(a);
}

/* ── slots ── */

enum { EMPTY, RIGHT, WRONG };

/* How slot is judged for two claims that differ in nothing but what is given. */
static void slot_case(const char *gold, const char *system, truce_slot slot, int expected) {
    arena *a = arena_new();
    truce_score *s = scored(a, claim_text(a, "c1", 0, 10, gold), claim_text(a, "c1", 0, 10, system));
    const truce_tally *all = truce_score_all(s);
    int found = all->counting[slot] == 0 ? EMPTY : all->right[slot] ? RIGHT : WRONG;
    if (all->matched != 1 || found != expected) fail_msg("%s\n%s\nslot %s", gold, system, truce_slot_name(slot));
    truce_score_free(s);
    arena_free(a);
}

static void statuses(void **state) {
    (void)state;
    slot_case("", "", TRUCE_SLOT_STATUS, RIGHT);
    slot_case("\"status\": \"pledged\"", "", TRUCE_SLOT_STATUS, WRONG);
}

#define OUTLET         "{\"name\": \"Delta Wire\", \"kind\": \"outlet\"}"
#define CHAIN(inner)   "\"source\": [" OUTLET ", " inner "]"
#define SAID(who)      CHAIN("{\"name\": \"" who "\", \"kind\": \"party\", \"cue\": \"said\"}")
#define LONG_CHAIN(in) "\"source\": [" OUTLET ", " OUTLET ", " in "]"

static void sources(void **state) {
    (void)state;
    slot_case(SAID("Northland"), SAID("northland"), TRUCE_SLOT_SOURCE, RIGHT);
    slot_case(SAID("the Ministry of Rivers"), SAID("Ministry of Rivers."), TRUCE_SLOT_SOURCE, RIGHT);
    slot_case(SAID("Northland"), SAID("Southland"), TRUCE_SLOT_SOURCE, WRONG);
    slot_case(SAID("Northland"), SAID("Northland army"), TRUCE_SLOT_SOURCE, WRONG);
    slot_case(SAID("Northland"), "", TRUCE_SLOT_SOURCE, WRONG);
    slot_case(SAID("Northland"), "\"source\": [{\"name\": \"Northland\", \"kind\": \"outlet\"}]", TRUCE_SLOT_SOURCE,
              WRONG);
    slot_case(SAID("Northland"), LONG_CHAIN("{\"name\": \"Northland\", \"kind\": \"party\"}"), TRUCE_SLOT_SOURCE,
              WRONG);
    /* the kind and the cue are not compared */
    slot_case(SAID("Northland"), CHAIN("{\"name\": \"Northland\", \"kind\": \"person\"}"), TRUCE_SLOT_SOURCE, RIGHT);
}

static void acronyms(void **state) {
    (void)state;
    slot_case(SAID("River People's Front"), SAID("River People's Front (RPF)"), TRUCE_SLOT_SOURCE, RIGHT);
    slot_case(SAID("River People's Front"), SAID("RPF"), TRUCE_SLOT_SOURCE, RIGHT);
    slot_case(SAID("R.P.F."), SAID("the River People's Front"), TRUCE_SLOT_SOURCE, RIGHT);
    slot_case(SAID("Front of the River (FLR)"), SAID("FLR"), TRUCE_SLOT_SOURCE, RIGHT);
    slot_case(SAID("River People's Front"), SAID("RPA"), TRUCE_SLOT_SOURCE, WRONG);
    slot_case(SAID("River People's Front"), SAID("rpf"), TRUCE_SLOT_SOURCE, WRONG);
    slot_case("\"actor\": [\"River People's Front\", \"Northland\"]", "\"actor\": [\"RPF\"]", TRUCE_SLOT_ACTOR, RIGHT);
}

static void actors_and_targets(void **state) {
    (void)state;
    slot_case("", "", TRUCE_SLOT_ACTOR, EMPTY);
    slot_case("\"actor\": [\"Northland\"]", "", TRUCE_SLOT_ACTOR, WRONG);
    slot_case("", "\"actor\": [\"Northland\"]", TRUCE_SLOT_ACTOR, WRONG);
    slot_case("\"actor\": [\"Northland\", \"Southland\"]", "\"actor\": [\"southland\", \"the Northland\"]",
              TRUCE_SLOT_ACTOR, RIGHT);
    /* token F1 2/3, 1/2, 2/5 */
    slot_case("\"target\": [\"four captives\"]", "\"target\": [\"captives\"]", TRUCE_SLOT_TARGET, RIGHT);
    slot_case("\"target\": [\"four old captives\"]", "\"target\": [\"captives\"]", TRUCE_SLOT_TARGET, RIGHT);
    slot_case("\"target\": [\"four old sick captives\"]", "\"target\": [\"captives\"]", TRUCE_SLOT_TARGET, WRONG);
    /* a word is used once: F1 2 * 1 / 4 with it, else 1 */
    slot_case("\"target\": [\"x x x\"]", "\"target\": [\"x\"]", TRUCE_SLOT_TARGET, RIGHT);
    slot_case("\"target\": [\"x x x x\"]", "\"target\": [\"x\"]", TRUCE_SLOT_TARGET, WRONG);
}

#define QUANTITY(min, max, rest) "\"quantity\": {\"min\": " min ", \"max\": " max ", \"of\": \"x\"" rest "}"
#define CAPTIVES                 ", \"kind\": \"captives\""

static void quantities(void **state) {
    (void)state;
    const char *seven = QUANTITY("7", "7", CAPTIVES ", \"measure\": \"batch\"");
    slot_case("", "", TRUCE_SLOT_QUANTITY, EMPTY);
    slot_case(seven, "", TRUCE_SLOT_QUANTITY, WRONG);
    slot_case("", seven, TRUCE_SLOT_QUANTITY, WRONG);
    slot_case(seven, seven, TRUCE_SLOT_QUANTITY, RIGHT);
    slot_case(seven, QUANTITY("7", "8", CAPTIVES), TRUCE_SLOT_QUANTITY, WRONG);
    slot_case(seven, QUANTITY("6", "7", CAPTIVES), TRUCE_SLOT_QUANTITY, WRONG);
    slot_case(seven, QUANTITY("7", "null", CAPTIVES), TRUCE_SLOT_QUANTITY, WRONG);
    slot_case(seven, QUANTITY("7", "7", ", \"kind\": \"remains\""), TRUCE_SLOT_QUANTITY, WRONG);
    /* measure apart */
    slot_case(seven, QUANTITY("7", "7", CAPTIVES ", \"measure\": \"stock\""), TRUCE_SLOT_QUANTITY, RIGHT);
    slot_case(seven, QUANTITY("7", "7", CAPTIVES ", \"measure\": \"stock\""), TRUCE_SLOT_MEASURE, WRONG);
    slot_case(seven, QUANTITY("8", "8", CAPTIVES ", \"measure\": \"batch\""), TRUCE_SLOT_MEASURE, RIGHT);
    slot_case(seven, QUANTITY("7", "7", CAPTIVES), TRUCE_SLOT_MEASURE, WRONG);
}

#define DAYS(start, end) "\"time\": {\"start\": " start ", \"end\": " end ", \"text\": \"then\"}"

static void times(void **state) {
    (void)state;
    const char *may = DAYS("\"2031-05-01\"", "\"2031-05-31\"");
    slot_case("", "", TRUCE_SLOT_TIME, EMPTY);
    slot_case(may, "", TRUCE_SLOT_TIME, WRONG);
    slot_case("", may, TRUCE_SLOT_TIME, WRONG);
    slot_case(may, "\"time\": {\"start\": \"2031-05-01\", \"end\": \"2031-05-31\", \"text\": \"in May\"}",
              TRUCE_SLOT_TIME, RIGHT);
    slot_case(may, DAYS("\"2031-05-02\"", "\"2031-05-31\""), TRUCE_SLOT_TIME, WRONG);
    slot_case(may, DAYS("\"2031-05-01\"", "null"), TRUCE_SLOT_TIME, WRONG);
    slot_case("\"time\": {\"text\": \"then\"}", may, TRUCE_SLOT_TIME, WRONG);
    slot_case("\"time\": {\"text\": \"then\"}", "\"time\": {\"text\": \"once\"}", TRUCE_SLOT_TIME, RIGHT);
    slot_case("\"time\": {\"duration\": \"P3D\", \"text\": \"x\"}",
              "\"time\": {\"duration\": \"P3D\", \"text\": \"y\"}", TRUCE_SLOT_TIME, RIGHT);
    slot_case("\"time\": {\"duration\": \"P3D\", \"text\": \"x\"}",
              "\"time\": {\"duration\": \"P3M\", \"text\": \"x\"}", TRUCE_SLOT_TIME, WRONG);
    slot_case("\"time\": {\"duration\": \"P3D\", \"text\": \"x\"}", "\"time\": {\"text\": \"x\"}", TRUCE_SLOT_TIME,
              WRONG);
}

/* status and source right, actor right, target made up: three of four; measure wrong counts nothing */
static void a_match_is_worth_its_share(void **state) {
    (void)state;
    arena *a = arena_new();
    truce_score *s = scored(a, claim_text(a, "c1", 0, 10, "\"actor\": [\"Northland\"]"),
                            claim_text(a, "c1", 0, 10, "\"actor\": [\"Northland\"], \"target\": [\"talks\"]"));
    NEAR(truce_tally_figures(truce_score_all(s)).f1, 1.0);
    NEAR(truce_tally_figures_with_slots(truce_score_all(s)).f1, 0.75);
    truce_score_free(s);
    s = scored(a, claim_text(a, "c1", 0, 10, QUANTITY("7", "7", CAPTIVES ", \"measure\": \"batch\"")),
               claim_text(a, "c1", 0, 10, QUANTITY("7", "7", CAPTIVES)));
    NEAR(truce_tally_figures_with_slots(truce_score_all(s)).f1, 1.0);
    assert_int_equal(truce_score_all(s)->right[TRUCE_SLOT_MEASURE], 0);
    truce_score_free(s);
    arena_free(a);
}

/* ── matching ── */

static void acts_and_spans_decide(void **state) {
    (void)state;
    arena *a = arena_new();
    const char *gold = claim_text(a, "c1", 10, 40, "");
    expect_counts(gold, claim_text(a, "c1", 10, 40, "\"act\": \"agree\""), 0, 0);
    expect_counts(gold, claim_text(a, "c1", 0, 90, ""), 1, 0);  /* 30 of 90: a third */
    expect_counts(gold, claim_text(a, "c1", 0, 91, ""), 0, 0);  /* 30 of 91 */
    expect_counts(gold, claim_text(a, "c1", 25, 55, ""), 1, 0); /* 15 of 45 */
    expect_counts(gold, claim_text(a, "c1", 26, 55, ""), 0, 0); /* 14 of 45 */
    expect_counts(gold, claim_text(a, "c1", 40, 70, ""), 0, 0);
    expect_counts(gold, "", 0, 0);
    expect_counts("", "", 0, 0);
    arena_free(a);
}

static const truce_judgement *judgement_of(const truce_score *s, const char *gold_id) {
    size_t n;
    const truce_judgement *v = truce_score_judgements(s, &n);
    for (size_t i = 0; i < n; i++)
        if (v[i].gold && strcmp(v[i].gold->id, gold_id) == 0) return &v[i];
    return NULL;
}

static void expect_partner(const char *gold, const char *system, const char *gold_id, const char *system_id) {
    arena *a = arena_new();
    truce_score *s = scored(a, gold, system);
    const truce_judgement *j = judgement_of(s, gold_id);
    assert_non_null(j);
    assert_string_equal(j->system ? j->system->id : "none", system_id);
    truce_score_free(s);
    arena_free(a);
}

static void one_to_one_the_largest_share_first(void **state) {
    (void)state;
    arena *a = arena_new();
    const char *gold = claim_text(a, "c1", 0, 30, "");
    const char *two = arena_printf(a, "%s%s", claim_text(a, "c1", 0, 20, ""), claim_text(a, "c2", 0, 29, ""));
    expect_partner(gold, two, "c1", "c2");
    expect_counts(gold, two, 1, 0);
    arena_free(a);
}

static void ties_go_by_quantity_then_actor(void **state) {
    (void)state;
    arena *a = arena_new();
    const char *seven = QUANTITY("7", "7", CAPTIVES), *eight = QUANTITY("8", "8", CAPTIVES);
    const char *by_quantity =
        arena_printf(a, "%s%s", claim_text(a, "c1", 0, 30, arena_printf(a, "\"actor\": [\"Northland\"], %s", eight)),
                     claim_text(a, "c2", 0, 30, seven));
    const char *gold = claim_text(a, "c1", 0, 30, arena_printf(a, "\"actor\": [\"Northland\"], %s", seven));
    expect_partner(gold, by_quantity, "c1", "c2");
    const char *by_actor = arena_printf(a, "%s%s", claim_text(a, "c1", 0, 30, "\"actor\": [\"Southland\"]"),
                                        claim_text(a, "c2", 0, 30, "\"actor\": [\"Northland\"]"));
    expect_partner(claim_text(a, "c1", 0, 30, "\"actor\": [\"Northland\"]"), by_actor, "c1", "c2");
    /* no difference: the first */
    const char *alike = arena_printf(a, "%s%s", claim_text(a, "c1", 0, 30, ""), claim_text(a, "c2", 0, 30, ""));
    expect_partner(claim_text(a, "c1", 0, 30, ""), alike, "c1", "c1");
    arena_free(a);
}

static void a_repetition_is_excused(void **state) {
    (void)state;
    arena *a = arena_new();
    const char *same_as_c1 = "\"links\": [{\"type\": \"same-as\", \"to\": \"c1\"}]";
    const char *first = claim_text(a, "c1", 0, 10, ""), *other = claim_text(a, "c9", 90, 99, "");
    const char *gold = arena_printf(a, "%s%s%s", first, claim_text(a, "c2", 20, 30, same_as_c1), other);
    expect_counts(gold, first, 1, 1);
    expect_counts(gold, other, 1, 0);                           /* its original is missed too */
    expect_counts(gold, claim_text(a, "c1", 20, 30, ""), 1, 0); /* only the repetition is found */
    const char *chain = arena_printf(
        a, "%s%s", gold, claim_text(a, "c3", 40, 50, "\"links\": [{\"type\": \"same-as\", \"to\": \"c2\"}]"));
    expect_counts(chain, first, 1, 2);
    const char *circle =
        arena_printf(a, "%s%s", claim_text(a, "c1", 0, 10, "\"links\": [{\"type\": \"same-as\", \"to\": \"c2\"}]"),
                     claim_text(a, "c2", 20, 30, same_as_c1));
    expect_counts(circle, "", 0, 0);
    /* other links excuse nothing */
    const char *part = arena_printf(
        a, "%s%s", first, claim_text(a, "c2", 20, 30, "\"links\": [{\"type\": \"part-of\", \"to\": \"c1\"}]"));
    expect_counts(part, first, 1, 0);
    truce_score *s = scored(a, gold, first);
    NEAR(truce_tally_figures(truce_score_all(s)).recall, 1.0 / 2);
    truce_score_free(s);
    arena_free(a);
}

static void figures(void **state) {
    (void)state;
    arena *a = arena_new();
    const char *gold = arena_printf(a, "%s%s%s", claim_text(a, "c1", 0, 10, ""), claim_text(a, "c2", 20, 30, ""),
                                    claim_text(a, "c3", 40, 50, "\"act\": \"agree\""));
    const char *system = arena_printf(a, "%s%s", claim_text(a, "c1", 0, 10, "\"rule\": \"talk-1\""),
                                      claim_text(a, "c2", 60, 70, "\"rule\": \"talk-1\""));
    truce_score *s = scored(a, gold, system);
    truce_figures f = truce_tally_figures(truce_score_all(s));
    NEAR(f.precision, 1.0 / 2);
    NEAR(f.recall, 1.0 / 3);
    NEAR(f.f1, 0.4);
    size_t n;
    const truce_tally *acts = truce_score_by(s, TRUCE_SCORE_BY_ACT, &n);
    assert_int_equal(n, 2);
    assert_string_equal(acts[0].name, "talk");
    assert_int_equal(acts[0].gold, 2);
    assert_int_equal(acts[1].matched, 0);
    const truce_tally *rules = truce_score_by(s, TRUCE_SCORE_BY_RULE, &n);
    assert_int_equal(n, 1);
    assert_string_equal(rules[0].name, "talk-1");
    assert_int_equal(rules[0].system, 2);
    assert_int_equal(rules[0].matched, 1);
    truce_score_free(s);
    s = scored(a, "", "");
    NEAR(truce_tally_figures(truce_score_all(s)).f1, 1.0);
    truce_score_free(s);
    s = scored(a, gold, "");
    NEAR(truce_tally_figures(truce_score_all(s)).f1, 0.0);
    truce_score_free(s);
    arena_free(a);
}

/* ── whole gold sets ── */

/* What the gold folder of the shared data holds, with a score over it; skips where it is absent. */
typedef struct gold_set {
    arena *a;
    truce_score *s;
    truce_claims claims;
    const char *shared;
} gold_set;

static gold_set open_gold(void) {
    gold_set g = {.a = arena_new(), .shared = getenv("TRUCE_SHARED")};
    truce_error err;
    if (!g.shared || truce_score_open(arena_printf(g.a, "%s/gold", g.shared), NULL, &g.s, &err)) {
        arena_free(g.a);
        skip();
    }
    truce_score_run(g.s, NULL);
    g.claims.v = arena_array(g.a, truce_claim, truce_score_all(g.s)->gold);
    size_t n;
    const truce_judgement *v = truce_score_judgements(g.s, &n);
    for (size_t i = 0; i < n; i++) g.claims.v[g.claims.n++] = *v[i].gold;
    return g;
}

static void close_gold(gold_set *g) {
    truce_score_free(g->s);
    arena_free(g->a);
}

static void gold_against_itself_is_one(void **state) {
    (void)state;
    gold_set g = open_gold();
    assert_int_equal(truce_score_add(g.s, &g.claims, NULL), TRUCE_OK);
    assert_int_equal(truce_score_run(g.s, NULL), TRUCE_OK);
    const truce_tally *all = truce_score_all(g.s);
    assert_true(all->gold > 1000);
    assert_int_equal(all->matched, all->gold);
    assert_true(truce_tally_figures(all).f1 == 1.0);
    assert_true(truce_tally_figures_with_slots(all).f1 == 1.0);
    close_gold(&g);
}

/* An act that no record of the report has. */
static truce_act unused_act(const truce_claims *claims, const char *report) {
    bool used[TRUCE_ACT_COUNT] = {false};
    for (size_t i = 0; i < claims->n; i++)
        if (strcmp(claims->v[i].report, report) == 0) used[claims->v[i].act] = true;
    truce_act act = (truce_act)1;
    while (used[act]) act++;
    assert_true(act < TRUCE_ACT_COUNT);
    return act;
}

static bool repeats(const truce_claim *c) {
    for (size_t i = 0; i < c->n_links; i++)
        if (c->links[i].type == TRUCE_LINK_SAME_AS) return true;
    return false;
}

/* k of n records with another act: nothing is excused where no repetition is changed, so P = R = F1 = (n - k) / n. */
static void every_tenth_act_changed(void **state) {
    (void)state;
    gold_set g = open_gold();
    truce_claims changed = {arena_array(g.a, truce_claim, g.claims.n), g.claims.n};
    size_t k = 0, seen = 0;
    for (size_t i = 0; i < changed.n; i++) {
        changed.v[i] = g.claims.v[i];
        if (repeats(&changed.v[i]) || ++seen % 10 != 0) continue;
        changed.v[i].act = unused_act(&g.claims, changed.v[i].report);
        k++;
    }
    assert_true(k > 100);
    assert_int_equal(truce_score_add(g.s, &changed, NULL), TRUCE_OK);
    assert_int_equal(truce_score_run(g.s, NULL), TRUCE_OK);
    const truce_tally *all = truce_score_all(g.s);
    assert_int_equal(all->matched, all->gold - k);
    NEAR(truce_tally_figures(all).f1, (double)(all->gold - k) / (double)all->gold);
    close_gold(&g);
}

/* For each report as many claims as the gold has, over the whole text, with the acts in proportion to their frequency
 * in all the gold: what a counter of words without a parser could know at best. */
static void a_counter_without_a_parser_scores_low(void **state) {
    (void)state;
    gold_set g = open_gold();
    size_t often[TRUCE_ACT_COUNT] = {0};
    for (size_t i = 0; i < g.claims.n; i++) often[g.claims.v[i].act]++;
    truce_claims guess = {arena_array(g.a, truce_claim, g.claims.n), g.claims.n};
    double owed[TRUCE_ACT_COUNT] = {0};
    for (size_t i = 0; i < guess.n; i++) {
        struct stat info;
        truce_act most = (truce_act)1;
        guess.v[i] = g.claims.v[i];
        if (i == 0 || strcmp(guess.v[i].report, guess.v[i - 1].report) != 0) memset(owed, 0, sizeof owed);
        for (int act = 1; act < TRUCE_ACT_COUNT; act++) {
            owed[act] += (double)often[act] / (double)g.claims.n;
            if (owed[act] > owed[most]) most = (truce_act)act;
        }
        owed[most] -= 1;
        guess.v[i].act = most;
        if (stat(arena_printf(g.a, "%s/reports/%s.txt", g.shared, guess.v[i].report), &info) != 0) skip();
        guess.v[i].span = (truce_span){0, (uint32_t)info.st_size};
    }
    assert_int_equal(truce_score_add(g.s, &guess, NULL), TRUCE_OK);
    assert_int_equal(truce_score_run(g.s, NULL), TRUCE_OK);
    assert_true(truce_tally_figures(truce_score_all(g.s)).f1 < 0.15);
    close_gold(&g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statuses),
        cmocka_unit_test(sources),
        cmocka_unit_test(acronyms),
        cmocka_unit_test(actors_and_targets),
        cmocka_unit_test(quantities),
        cmocka_unit_test(times),
        cmocka_unit_test(a_match_is_worth_its_share),
        cmocka_unit_test(acts_and_spans_decide),
        cmocka_unit_test(one_to_one_the_largest_share_first),
        cmocka_unit_test(ties_go_by_quantity_then_actor),
        cmocka_unit_test(a_repetition_is_excused),
        cmocka_unit_test(figures),
        cmocka_unit_test(gold_against_itself_is_one),
        cmocka_unit_test(every_tenth_act_changed),
        cmocka_unit_test(a_counter_without_a_parser_scores_low),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
