/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "claims/doc.h"

/* A folder with one lexicon file, gone when the test ends. */
typedef struct folder {
    char path[64], file[96];
} folder;

static folder folder_with(const char *text) {
    folder f = {.path = "/tmp/truce_lexicon_XXXXXX"};
    assert_non_null(mkdtemp(f.path));
    snprintf(f.file, sizeof f.file, "%s/words.tsv", f.path);
    FILE *out = fopen(f.file, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
    return f;
}

static void folder_remove(const folder *f) {
    unlink(f->file);
    rmdir(f->path);
}

/* "Northland set the two men free ." */
static truce_word words[] = {
    {.form = "", .lemma = "", .deprel = "", .feats = "_"},
    {{0, 9}, "Northland", "Northland", "NNP", "_", "nsubj", "_", "_", TRUCE_UPOS_PROPN, 2},
    {{10, 13}, "set", "set", "VBD", "Mood=Ind|Tense=Past", "root", "_", "_", TRUCE_UPOS_VERB, 0},
    {{14, 18}, "free", "free", "JJ", "_", "xcomp", "_", "_", TRUCE_UPOS_ADJ, 2},
    {{19, 22}, "two", "two", "CD", "_", "nummod", "_", "_", TRUCE_UPOS_NUM, 5},
    {{23, 26}, "men", "man", "NNS", "_", "obj", "_", "_", TRUCE_UPOS_NOUN, 2},
};
static truce_sentence sentence = {.span = {0, 26}, .n = 5, .words = words};
static const truce_sentences text = {&sentence, 1};
static const truce_report report = {.name = "r", .bytes = "Northland set free two men", .size = 26, .body = {0, 26}};

typedef struct use {
    lexicon *lex;
    arena *a;
} use;

static truce_status look(void *ctx) {
    use *u = ctx;
    doc *d = doc_new(u->a, &report, &text, u->lex);
    int free_class = lexicon_class(u->lex, "set-free"), any = lexicon_class(u->lex, "let-go");
    const lexicon_hit *hit = doc_hit(d, 0, 2, free_class);
    assert_non_null(hit);
    assert_int_equal(hit->first, 2);
    assert_int_equal(hit->last, 3);
    assert_string_equal(hit->value, "whole");
    assert_true(doc_is(d, 0, 2, any));
    assert_false(doc_is(d, 0, 3, free_class));
    assert_true(doc_is(d, 0, 1, lexicon_class(u->lex, "place")));
    assert_false(doc_is(d, 0, 5, lexicon_class(u->lex, "place"))); /* "Men" with its capital is not "men" */
    assert_string_equal(doc_text(d, 0, 4, 5), "two men");
    assert_int_equal(doc_child(d, 0, 2, REL_obj, NULL), 5);
    assert_true(doc_feature_is(d, 0, 2, "Tense", "Past"));
    assert_int_equal(doc_at(d, 0, 2)->last, 5);
    assert_int_equal(doc_at(d, 0, 5)->first, 4);
    return TRUCE_OK;
}

static void finds_longest_entry_at_its_head(void **state) {
    (void)state;
    folder f = folder_with("# verbs\nset-free\tset/VERB\nset-free\tset free/ADJ\twhole\nlet-go\t@set-free\n"
                           "place\tnorthland\nplace\tMen\n");
    error_list errs = {0};
    use u = {.a = arena_new()};
    assert_int_equal(lexicon_load(f.path, &u.lex, &errs), TRUCE_OK);
    truce_error err;
    assert_int_equal(arena_run(u.a, look, &u, &err), TRUCE_OK);
    arena_free(u.a);
    lexicon_free(u.lex);
    folder_remove(&f);
}

static truce_status look_at_cycle(void *ctx) {
    use *u = ctx;
    truce_word bad[6];
    for (int i = 0; i < 6; i++) bad[i] = words[i];
    bad[2].head = 5, bad[3].head = 99; /* 2 → 5 → 2, and a head beyond the end */
    truce_sentence s = {.span = {0, 26}, .n = 5, .words = bad};
    truce_sentences t = {&s, 1};
    doc *d = doc_new(u->a, &report, &t, u->lex);
    for (uint32_t w = 1; w <= 5; w++) {
        uint32_t steps = 0;
        for (uint32_t h = w; h; h = doc_at(d, 0, h)->head) assert_true(++steps <= 5);
    }
    return TRUCE_OK;
}

static void cuts_cycles(void **state) {
    (void)state;
    folder f = folder_with("place\tnorthland\n");
    error_list errs = {0};
    use u = {.a = arena_new()};
    assert_int_equal(lexicon_load(f.path, &u.lex, &errs), TRUCE_OK);
    assert_int_equal(arena_run(u.a, look_at_cycle, &u, NULL), TRUCE_OK);
    arena_free(u.a);
    lexicon_free(u.lex);
    folder_remove(&f);
}

static void tells_all_errors_with_their_place(void **state) {
    (void)state;
    folder f = folder_with("place\tnorthland\nplace southland\nPlace\tx\nplace\ta b/NOPE\nplace\t@nowhere\n");
    error_list errs = {0};
    lexicon *lex;
    assert_int_equal(lexicon_load(f.path, &lex, &errs), TRUCE_INPUT);
    assert_null(lex);
    assert_int_equal(errs.n, 4);
    assert_int_equal(errs.v[0].line, 2);
    assert_string_equal(errs.v[0].message, "no tab after the class: 'place southland'");
    assert_int_equal(errs.v[1].line, 3);
    assert_int_equal(errs.v[2].line, 4);
    assert_int_equal(errs.v[2].column, 11);
    assert_int_equal(errs.v[3].line, 5);
    assert_string_equal(errs.v[3].message, "no class 'nowhere'");
    error_list_free(&errs);
    folder_remove(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_longest_entry_at_its_head),
        cmocka_unit_test(cuts_cycles),
        cmocka_unit_test(tells_all_errors_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
