/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "claims/extract.h"

/* Trees that no parser makes and a stored file may hold: very long, very deep, cyclic, with any relation anywhere. The
 * words are ones that rules look for. What is asked: it ends soon, and claims quote the report. */

enum { n_words = 5000, n_seeds = 4, seconds_max = 30 };

typedef struct kind {
    const char *form, *lemma, *feats;
    truce_upos upos;
} kind;

static const kind kinds[] = {
    {"rebels", "rebel", "Number=Plur", TRUCE_UPOS_NOUN},
    {"released", "release", "Mood=Ind|Tense=Past|VerbForm=Fin", TRUCE_UPOS_VERB},
    {"ten", "ten", "NumType=Card", TRUCE_UPOS_NUM},
    {"prisoners", "prisoner", "Number=Plur", TRUCE_UPOS_NOUN},
    {"and", "and", "_", TRUCE_UPOS_CCONJ},
    {"Northland", "Northland", "Number=Sing", TRUCE_UPOS_PROPN},
    {"said", "say", "Mood=Ind|Tense=Past|VerbForm=Fin", TRUCE_UPOS_VERB},
    {"which", "which", "PronType=Rel", TRUCE_UPOS_PRON},
    {"agreed", "agree", "Tense=Past|VerbForm=Part", TRUCE_UPOS_VERB},
    {"to", "to", "_", TRUCE_UPOS_PART},
    {"talks", "talk", "Number=Plur", TRUCE_UPOS_NOUN},
    {",", ",", "_", TRUCE_UPOS_PUNCT},
    {"killing", "kill", "Tense=Pres|VerbForm=Part", TRUCE_UPOS_VERB},
    {"by", "by", "_", TRUCE_UPOS_ADP},
    {"will", "will", "VerbForm=Fin", TRUCE_UPOS_AUX},
    {"it", "it", "Person=3|PronType=Prs", TRUCE_UPOS_PRON},
};
static const char *const relations[] = {"nsubj", "obj", "obl",   "nmod",       "acl", "acl:relcl", "advcl", "conj",
                                        "ccomp", "cc",  "xcomp", "nsubj:pass", "aux", "mark",      "case",  "compound"};

enum { n_kinds = sizeof kinds / sizeof *kinds, n_relations = sizeof relations / sizeof *relations };

typedef enum shape { SHAPE_UP, SHAPE_DOWN, SHAPE_FLAT, SHAPE_RANDOM, SHAPE_CYCLES, SHAPE_COUNT } shape;

typedef struct use {
    arena *a;
    rules *rules;
    shape shape;
    bool one_relation; /* each word hangs by the same one */
    uint32_t seed;
    size_t claims; /* all that were made */
} use;

/* Numbers that are the same each time. */
static uint32_t next(use *u) {
    u->seed = u->seed * 1664525u + 1013904223u;
    return u->seed >> 8;
}

static int32_t head_of(use *u, uint32_t w) {
    switch (u->shape) {
    case SHAPE_UP: return (int32_t)w - 1;
    case SHAPE_DOWN: return w < n_words ? (int32_t)w + 1 : 0;
    case SHAPE_FLAT: return w == 2 ? 0 : 2;
    case SHAPE_RANDOM: return w == 1 ? 0 : (int32_t)(next(u) % (w - 1)) + 1;
    case SHAPE_CYCLES:
    case SHAPE_COUNT: break;
    }
    return (int32_t)(next(u) % (n_words + 1));
}

static truce_status extract_one(void *ctx) {
    use *u = ctx;
    const char *relation = relations[next(u) % n_relations];
    truce_word *words = arena_array(u->a, truce_word, n_words + 1);
    char *bytes = arena_alloc(u->a, (size_t)n_words * 12), *end = bytes;
    words[0] = (truce_word){.form = "", .lemma = "", .deprel = "", .feats = "_"};
    for (uint32_t w = 1; w <= n_words; w++) {
        const kind *k = &kinds[next(u) % n_kinds];
        uint32_t start = (uint32_t)(end - bytes), size = (uint32_t)strlen(k->form);
        memcpy(end, k->form, size);
        end += size;
        *end++ = ' ';
        words[w] = (truce_word){.span = {start, start + size},
                                .form = k->form,
                                .lemma = k->lemma,
                                .xpos = "_",
                                .feats = k->feats,
                                .deprel = u->one_relation ? relation : relations[next(u) % n_relations],
                                .deps = "_",
                                .misc = "_",
                                .upos = k->upos,
                                .head = head_of(u, w)};
    }
    *end = 0;
    uint32_t size = (uint32_t)(end - bytes);
    truce_report report = {.name = "r", .outlet = "Test", .bytes = bytes, .size = size, .body = {0, size}};
    report.date = TRUCE_NO_DAY;
    truce_sentence sentence = {.span = {0, size}, .n = n_words, .words = words};
    truce_sentences text = {&sentence, 1};
    truce_claims claims;
    truce_error err;
    assert_int_equal(claims_extract(u->a, &report, &text, u->rules, "test", &claims, &err), TRUCE_OK);
    u->claims += claims.n;
    for (size_t i = 0; i < claims.n; i++) {
        const truce_claim *c = &claims.v[i];
        assert_true(c->span.start < c->span.end && c->span.end <= size);
        assert_memory_equal(c->quote, bytes + c->span.start, c->span.end - c->span.start);
    }
    return TRUCE_OK;
}

static void ends_soon_whatever_the_tree(void **state) {
    (void)state;
    use u = {.a = arena_new()};
    error_list errs = {0};
    assert_int_equal(rules_load(TRUCE_SOURCE "/rules/en", &u.rules, &errs), TRUCE_OK);
    for (u.shape = 0; u.shape < SHAPE_COUNT; u.shape++)
        for (u.seed = 1; u.seed <= n_seeds; u.seed++) {
            uint32_t seed = u.seed;
            u.one_relation = seed % 2 == 0;
            clock_t start = clock();
            truce_error err;
            assert_int_equal(arena_run(u.a, extract_one, &u, &err), TRUCE_OK);
            double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
            if (seconds > seconds_max) fail_msg("shape %d, seed %u: %.0f s", (int)u.shape, seed, seconds);
            arena_reset(u.a);
            u.seed = seed;
        }
    assert_true(u.claims > 0);
    rules_free(u.rules);
    arena_free(u.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(ends_soon_whatever_the_tree)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
