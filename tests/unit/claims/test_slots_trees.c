/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "base/file.h"
#include "claims/hedge.h"
#include "claims/quantity.h"
#include "claims/timex.h"
#include "syntax/conllu.h"

/*
 * slots.conllu holds trees with what they must give, in comments:
 *
 *     # quantity = WORD PREDICATE ACT STATUS | MIN..MAX QUALIFIER KIND MEASURE `OF` [total N] [per `TEXT`]
 *     # time = PREDICATE | START..END [DURATION] `TEXT`          after timex_settle() of what is done
 *     # deadline = PREDICATE | DAY or DURATION `TEXT`
 *
 * or `none`. The lines before `|` name words by their forms.
 */

typedef struct run {
    arena *a;
    lexicon *lex;
    slot_words *words;
    slots *s;
    int n, wrong;
} run;

static uint32_t word_of(const run *r, uint32_t sent, const char *form) {
    const truce_sentence *s = r->s->d->v[sent].s;
    for (uint32_t w = 1; w <= s->n; w++)
        if (strcmp(s->words[w].form, form) == 0) return w;
    fail_msg("sentence %u has no word '%s'", sent + 1, form);
    return 0;
}

static const char *bound(arena *a, double x) {
    return x == TRUCE_UNBOUNDED ? "" : arena_printf(a, "%.10g", x);
}

static const char *quantity_text(run *r, uint32_t sent, const char *asked) {
    char word[32], pred[32], act[32], status[32];
    assert_int_equal(sscanf(asked, "%31s %31s %31s %31s", word, pred, act, status), 4);
    truce_act a = truce_act_from_name(act);
    truce_claim_status st = truce_claim_status_from_name(status);
    assert_true(a && st);
    uint32_t w = word_of(r, sent, word), p = word_of(r, sent, pred);
    truce_quantity q;
    if (!quantity_of(r->s, sent, w, p, a, &q)) return "none";
    q.measure = quantity_measure(r->s, sent, p, a, st, &q);
    const char *out = arena_printf(r->a, "%s..%s %s %s %s `%s`", bound(r->a, q.min), bound(r->a, q.max),
                                   truce_qualifier_name(q.qualifier), truce_quantity_kind_name(q.kind),
                                   truce_measure_name(q.measure), q.of);
    if (q.total != TRUCE_UNBOUNDED) out = arena_printf(r->a, "%s total %s", out, bound(r->a, q.total));
    return q.per ? arena_printf(r->a, "%s per `%s`", out, q.per) : out;
}

static const char *time_text(run *r, uint32_t sent, const char *asked) {
    truce_time t;
    char start[DAY_TEXT], end[DAY_TEXT];
    if (!timex_for(r->s, sent, word_of(r, sent, asked), &t)) return "none";
    timex_settle(&t, TRUCE_ACT_TALK, TRUCE_CLAIM_STATUS_DONE, r->s->d->report->date);
    if (t.duration) return arena_printf(r->a, "%s `%s`", t.duration, t.text);
    return arena_printf(r->a, "%s..%s `%s`", day_text(t.start, start), day_text(t.end, end), t.text);
}

static const char *deadline_text(run *r, uint32_t sent, const char *asked) {
    truce_deadline d;
    char day[DAY_TEXT];
    if (!deadline_for(r->s, sent, word_of(r, sent, asked), &d)) return "none";
    return arena_printf(r->a, "%s `%s`", d.duration ? d.duration : day_text(d.day, day), d.text);
}

typedef const char *answer(run *, uint32_t, const char *);

static void ask(run *r, uint32_t sent, const char *line) {
    static const struct {
        const char *prefix;
        answer *get;
    } kinds[] = {{"# quantity = ", quantity_text}, {"# time = ", time_text}, {"# deadline = ", deadline_text}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t n = strlen(kinds[i].prefix);
        if (strncmp(line, kinds[i].prefix, n) != 0) continue;
        const char *bar = strstr(line, " | ");
        assert_non_null(bar);
        const char *asked = arena_strndup(r->a, line + n, (size_t)(bar - line) - n);
        const char *got = kinds[i].get(r, sent, asked);
        r->n++;
        if (strcmp(got, bar + 3) == 0) continue;
        r->wrong++;
        print_error("sentence %u: %s\n  got: %s\n", sent + 1, line, got);
    }
}

static truce_status run_all(void *ctx) {
    run *r = ctx;
    const char *path = TESTS_DIR "/unit/claims/slots.conllu";
    char *bytes;
    size_t size;
    truce_report report;
    truce_sentences read;
    assert_int_equal(file_read(r->a, path, 1 << 20, &bytes, &size, NULL), TRUCE_OK);
    assert_int_equal(conllu_report(r->a, path, bytes, size, &report, NULL), TRUCE_OK);
    assert_int_equal(conllu_read(r->a, path, bytes, size, &read, NULL), TRUCE_OK);
    const truce_sentences *text = hedges_mend(r->a, r->words, &read);
    r->s = slots_new(r->a, r->words, doc_new(r->a, &report, text, r->lex), SLOTS_NEWS);
    for (uint32_t i = 0; i < text->n; i++)
        for (uint32_t k = 0; k < text->v[i].n_comments; k++) ask(r, i, text->v[i].comments[k]);
    return TRUCE_OK;
}

static run open_run(void) {
    run r = {.a = arena_new()};
    error_list errs = {0};
    assert_int_equal(lexicon_load(TRUCE_SOURCE "/rules/en/lexicon", &r.lex, &errs), TRUCE_OK);
    assert_int_equal(slot_words_load(TRUCE_SOURCE "/rules/en/slots", &r.words, &errs), TRUCE_OK);
    return r;
}

static void close_run(run *r) {
    lexicon_free(r->lex);
    slot_words_free(r->words);
    arena_free(r->a);
}

static void trees(void **state) {
    (void)state;
    run r = open_run();
    assert_int_equal(arena_run(r.a, run_all, &r, NULL), TRUCE_OK);
    assert_true(r.n > 40);
    assert_int_equal(r.wrong, 0);
    close_run(&r);
}

/* ---- mending ---- */

/* "killed more than 20 people": killed →obj more, killed →obl people →case than. */
static truce_word killed[] = {
    {.form = "", .lemma = "", .deprel = "", .feats = "_", .xpos = "_", .deps = "_", .misc = "_"},
    {{0, 6}, "killed", "kill", "VBD", "_", "root", "_", "_", TRUCE_UPOS_VERB, 0},
    {{7, 11}, "more", "more", "JJR", "_", "obj", "_", "_", TRUCE_UPOS_ADJ, 1},
    {{12, 16}, "than", "than", "IN", "_", "case", "_", "_", TRUCE_UPOS_ADP, 5},
    {{17, 19}, "20", "20", "CD", "_", "nummod", "_", "_", TRUCE_UPOS_NUM, 5},
    {{20, 26}, "people", "people", "NNS", "_", "obl", "_", "_", TRUCE_UPOS_NOUN, 1},
};
static truce_sentence killing = {.span = {0, 26}, .n = 5, .words = killed};
static const truce_sentences one = {&killing, 1};

static truce_status mend_one(void *ctx) {
    run *r = ctx;
    const truce_sentences *out = hedges_mend(r->a, r->words, &one);
    assert_ptr_not_equal(out, &one);
    const truce_word *w = out->v[0].words;
    assert_int_equal(w[5].head, 1);
    assert_string_equal(w[5].deprel, "obj");
    assert_int_equal(w[2].head, 4);
    assert_string_equal(w[2].deprel, "advmod");
    assert_int_equal(w[3].head, 2);
    assert_string_equal(w[3].deprel, "fixed");
    assert_int_equal(killed[2].head, 1); /* what was given is as it was */
    assert_ptr_equal(hedges_mend(r->a, r->words, out), out);
    return TRUCE_OK;
}

static void mend(void **state) {
    (void)state;
    run r = open_run();
    assert_int_equal(arena_run(r.a, mend_one, &r, NULL), TRUCE_OK);
    close_run(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(trees), cmocka_unit_test(mend)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
