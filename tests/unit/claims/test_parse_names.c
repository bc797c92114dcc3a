/* SPDX-License-Identifier: Apache-2.0 */
/* Trees of sentences that differ in their names only are the same, and each is a tree over its own words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/vec.h"
#include "claims/parse_names.h"
#include "text/text.h"

typedef struct fixture {
    arena *a;
    parser *p;
    scratch *work;
    lexicon *lex;
} fixture;

static int set_up(void **state) {
    static fixture f;
    error_list errs = {0};
    f = (fixture){.a = arena_new(), .work = scratch_new()};
    *state = &f;
    if (parser_load(TRUCE_SOURCE "/models/en.truce", &f.p, NULL)) return -1;
    return lexicon_load(TRUCE_SOURCE "/rules/en/lexicon", &f.lex, &errs) ? -1 : 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    parser_free(f->p);
    scratch_free(f->work);
    lexicon_free(f->lex);
    arena_free(f->a);
    return 0;
}

static truce_sentences parsed(fixture *f, const char *text) {
    truce_report r = {.bytes = text, .size = strlen(text), .body = {0, (uint32_t)strlen(text)}};
    truce_sentences out;
    text_split(f->a, &r, parser_word_lists(f->p), &out);
    assert_int_equal(parse_names_aside(f->a, f->p, f->work, f->lex, &out, NULL), TRUCE_OK);
    return out;
}

static void check_tree(const truce_sentence *s) {
    uint32_t roots = 0;
    for (uint32_t w = 1; w <= s->n; w++) {
        uint32_t steps = 0;
        roots += s->words[w].head == 0;
        assert_true(*s->words[w].lemma && *s->words[w].deprel && s->words[w].upos);
        for (int32_t at = (int32_t)w; at; at = s->words[at].head) {
            assert_in_range(at, 1, s->n);
            assert_true(steps++ <= s->n);
        }
    }
    assert_int_equal(roots, 1);
}

/* `form/relation>head's form` of each word that does not stand in the span, and `*` for those that do. */
static const char *shape(arena *a, const truce_sentence *s, truce_span name) {
    VEC(char) out = {0};
    for (uint32_t w = 1; w <= s->n; w++) {
        const truce_word *x = &s->words[w], *head = &s->words[x->head];
        if (x->span.start >= name.start && x->span.end <= name.end) continue;
        bool named = x->head && head->span.start >= name.start && head->span.end <= name.end;
        const char *piece = arena_printf(a, "%s/%s>%s ", x->form, x->deprel, named ? "*" : x->head ? head->form : "-");
        for (; *piece; piece++) vec_push(a, &out, *piece);
    }
    vec_push(a, &out, 0);
    return out.v;
}

/* The tree of the first sentence, with the name in place of `#`. The second tells the report that it is a name. */
static const char *shape_with(fixture *f, const char *pattern, const char *name, const char *acronym) {
    const char *mark = strchr(pattern, '#');
    truce_span span = {(uint32_t)(mark - pattern), (uint32_t)(mark - pattern) + (uint32_t)strlen(name)};
    truce_sentences s = parsed(f, arena_printf(f->a, "%.*s%s%s\n\nHe met the %s %s once.\n", (int)(mark - pattern),
                                               pattern, name, mark + 1, name, acronym));
    for (uint32_t k = 0; k < s.n; k++) check_tree(&s.v[k]);
    return shape(f->a, &s.v[0], span);
}

static void the_name_does_not_matter(void **state) {
    static const char *const patterns[] = {
        "# freed ten prisoners on Monday.",
        "On Monday, envoys of # and Southland met in Ford.",
        "Southland accused # of breaking the truce, and later denied it.",
        "The government said that # troops had shelled two towns.",
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        const char *plain = shape_with(*state, patterns[i], "Northland", "");
        assert_string_equal(plain, shape_with(*state, patterns[i], "Ur", ""));
        assert_string_equal(plain, shape_with(*state, patterns[i], "Red Brigade", ""));
        assert_string_equal(plain, shape_with(*state, patterns[i], "Isle People's Front", ""));
        assert_string_equal(plain, shape_with(*state, patterns[i], "League of the Upper Isles", ""));
        assert_string_equal(plain, shape_with(*state, patterns[i], "Isle Front for the Rivers", "(IFR)"));
        assert_string_equal(plain, shape_with(*state, patterns[i], "the Front", ""));
    }
}

static void words_of_a_name_are_put_back(void **state) {
    fixture *f = *state;
    truce_sentences s = parsed(f, "They met the Isle People's Front of Upper Ford.");
    const truce_word *w = s.v[0].words;
    static const char *const forms[] = {"",   "They",  "met", "the",   "Isle", "People",
                                        "'s", "Front", "of",  "Upper", "Ford"};
    static const char *const relations[] = {"",     "",    "",     "det",      "compound", "nmod:poss",
                                            "case", "obj", "case", "compound", "nmod"};
    static const int heads[] = {0, 0, 0, 7, 7, 7, 5, 2, 10, 10, 7};
    for (uint32_t i = 3; i <= 10; i++) {
        assert_string_equal(w[i].form, forms[i]);
        assert_string_equal(w[i].deprel, relations[i]);
        assert_int_equal(w[i].head, heads[i]);
    }
    assert_int_equal(w[4].upos, TRUCE_UPOS_PROPN);
    assert_string_equal(w[4].lemma, "Isle");
}

static bool is_proper(const truce_sentences *s, uint32_t k, const char *form) {
    for (uint32_t w = 1; w <= s->v[k].n; w++)
        if (strcmp(s->v[k].words[w].form, form) == 0) return s->v[k].words[w].upos == TRUCE_UPOS_PROPN;
    fail_msg("no word %s", form);
    return false;
}

static void what_is_a_name(void **state) {
    fixture *f = *state;
    truce_sentences s = parsed(f, "Rebels freed ten captives. The rebels met Ur. Ur thanked President Holt. "
                                  "The talks began on Monday. Talks are hard.");
    assert_false(is_proper(&s, 0, "Rebels"));
    assert_true(is_proper(&s, 1, "Ur"));
    assert_true(is_proper(&s, 2, "Ur"));
    assert_true(is_proper(&s, 2, "Holt"));
    assert_false(is_proper(&s, 4, "Talks"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_name_does_not_matter),
        cmocka_unit_test(words_of_a_name_are_put_back),
        cmocka_unit_test(what_is_a_name),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
