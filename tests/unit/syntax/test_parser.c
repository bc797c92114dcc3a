/* SPDX-License-Identifier: Apache-2.0 */
/* The parser on damaged models and on what nobody would write. How good its trees are is test_treebank's matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "syntax/model_file.h"
#include "syntax/parser.h"

static arena *a;
static scratch *work;
static parser *english;
static char path[] = "/tmp/truce-model-XXXXXX";

static int setup(void **state) {
    (void)state;
    int fd = mkstemp(path);
    a = arena_new();
    work = scratch_new();
    if (fd < 0 || !a || !work) return -1;
    close(fd);
    return parser_load(TRUCE_SOURCE "/models/en.truce", &english, NULL) == TRUCE_OK ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    unlink(path);
    parser_free(english);
    scratch_free(work);
    arena_free(a);
    return 0;
}

static void save(const char *bytes, size_t n) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static truce_sentences read_text(const parser *p, const char *text, size_t n) {
    truce_report r = {.bytes = text, .size = n, .body = {0, (uint32_t)n}};
    truce_sentences out;
    assert_int_equal(parser_read(p, a, work, &r, &out, NULL), TRUCE_OK);
    return out;
}

/* Every column is filled, and the heads make a tree with one root. */
static void check_trees(const truce_sentences *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t roots = 0;
        for (uint32_t k = 1; k <= s->v[i].n; k++) {
            const truce_word *w = &s->v[i].words[k];
            assert_in_range(w->head, 0, s->v[i].n);
            assert_true(w->upos != TRUCE_UPOS_NONE && *w->xpos && *w->feats && *w->lemma && *w->deprel);
            assert_int_equal(w->head == 0, strcmp(w->deprel, "root") == 0);
            roots += w->head == 0;
            uint32_t up = k;
            for (uint32_t steps = 0; up; steps++) {
                assert_true(steps <= s->v[i].n);
                up = (uint32_t)s->v[i].words[up].head;
            }
        }
        assert_int_equal(roots, 1);
    }
}

static void sentence(void **state) {
    (void)state;
    const char *text = "The army released twenty prisoners on Monday.";
    truce_sentences s = read_text(english, text, strlen(text));
    assert_int_equal(s.n, 1);
    const truce_word *w = s.v[0].words;
    assert_string_equal(w[3].lemma, "release");
    assert_int_equal(w[3].upos, TRUCE_UPOS_VERB);
    assert_int_equal(w[3].head, 0);
    assert_int_equal(w[2].head, 3);
    assert_string_equal(w[2].deprel, "nsubj");
    assert_int_equal(w[5].head, 3);
    assert_string_equal(w[5].deprel, "obj");
    assert_string_equal(w[5].lemma, "prisoner");
    assert_string_equal(w[4].deprel, "nummod");
    assert_string_equal(parser_name(english), "en 1");
    check_trees(&s);
}

/* ------------------------------------------------------------------------------------------------ hostile texts */

static char *repeated(const char *unit, size_t times) {
    size_t n = strlen(unit);
    char *out = arena_alloc(a, n * times + 1);
    for (size_t i = 0; i < times; i++) memcpy(out + i * n, unit, n);
    return out;
}

static void hostile(void **state) {
    (void)state;
    static const struct {
        const char *unit;
        size_t times;
    } texts[] = {
        {"word ", TRUCE_WORDS_MAX},
        {"word ", 20000},
        {"the ", 20000},
        {"and ", 20000},
        {"x", 1000000},
        {"( ", 20000},
        {"\xE2\x80\x8F ", 500},
        {"\xF0\x9F\x98\x80", 20000},
        {"\xE2\x80\xAE"
         "word ",
         500},
        {"\xCC\x81", 50000},
        {"He said that ", 6000},
        {"n't ", 20000},
        {"\x7F\x01", 5000},
        {"A. ", 20000},
        {"\xED\x95\x9C ", 20000},
        {"1,000 ", 20000},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        clock_t start = clock();
        char *text = repeated(texts[i].unit, texts[i].times);
        truce_sentences s = read_text(english, text, strlen(text));
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (seconds > 10) fail_msg("text %zu: %.1f s", i, seconds);
        for (uint32_t k = 0; k < s.n && s.v[k].n <= 500; k++) {
            truce_sentences one = {&s.v[k], 1};
            check_trees(&one);
        }
        arena_reset(a);
    }
}

/* Trees of 5,000 words are trees, too; checked here by one walk, since check_trees() is quadratic. */
static void long_sentence(void **state) {
    (void)state;
    char *text = repeated("said ", TRUCE_WORDS_MAX);
    truce_sentences s = read_text(english, text, strlen(text));
    assert_int_equal(s.n, 1);
    assert_int_equal(s.v[0].n, TRUCE_WORDS_MAX);
    unsigned char *seen = arena_alloc(a, TRUCE_WORDS_MAX + 1);
    uint32_t reached = 0;
    seen[0] = 1;
    for (uint32_t round = 0, before = 1; reached != before && round <= TRUCE_WORDS_MAX; round++) {
        before = reached;
        for (uint32_t k = 1; k <= s.v[0].n; k++)
            if (!seen[k] && seen[s.v[0].words[k].head]) {
                seen[k] = 1;
                reached++;
            }
    }
    assert_int_equal(reached, TRUCE_WORDS_MAX);
    s.v[0].n = TRUCE_WORDS_MAX + 1;
    assert_int_equal(parser_run(english, a, work, &s.v[0], NULL), TRUCE_LIMIT);
}

/* --------------------------------------------------------------------------------------------- damaged models */

static void english_damaged(void **state) {
    (void)state;
    char *bytes;
    size_t n;
    assert_int_equal(file_read(a, TRUCE_SOURCE "/models/en.truce", MODEL_BYTES_MAX, &bytes, &n, NULL), TRUCE_OK);
    for (size_t i = 0; i < 40; i++) {
        size_t at = i < 16 ? i * 7 : n / 40 * i;
        parser *p = NULL;
        bytes[at] ^= 0x10;
        save(bytes, n);
        bytes[at] ^= 0x10;
        assert_int_not_equal(parser_load(path, &p, NULL), TRUCE_OK);
        assert_null(p);
    }
    for (size_t i = 0; i < 20; i++) {
        parser *p = NULL;
        save(bytes, i < 10 ? i * 9 : n / 20 * i);
        assert_int_not_equal(parser_load(path, &p, NULL), TRUCE_OK);
        assert_null(p);
    }
    arena_reset(a);
}

/* A table of two buckets: one sparse row with a cell for each class, one full row. */
static model_section tiny_table(const char *name, unsigned classes) {
    unsigned char *out = arena_alloc(a, 512);
    size_t n = 0, head = 8 + 4 * 3;
    unsigned full = (classes + 15) / 16 * 16, sparse = 3 + 3 * classes;
    out[0] = (unsigned char)classes;
    out[4] = 1;
    out[12] = (unsigned char)sparse;
    out[16] = (unsigned char)(sparse + 3 + 2 * full);
    n = head;
    out[n++] = 7;
    out[n++] = 7;
    out[n++] = (unsigned char)classes;
    for (unsigned k = 0; k < classes; k++) {
        out[n++] = (unsigned char)k;
        out[n++] = 1;
        out[n++] = 0;
    }
    n += 2;
    out[n++] = 255;
    n += 2 * full;
    return (model_section){name, (const char *)out, n};
}

static model_section text_of(const char *name, const char *text) {
    return (model_section){name, text, strlen(text)};
}

enum { SECTIONS = 8 };

static void tiny_model(model_section out[SECTIONS]) {
    out[0] = text_of("name", "tiny 1\n");
    out[1] = text_of("words", "[title]\nmr.\n[split]\ncan|not\n");
    out[2] = text_of("tags", "NOUN\tNN\tNumber=Sing\nVERB\tVB\t_\n");
    out[3] = text_of("labels", "root\ndep\n");
    out[4] = text_of("lemmas", "k 0 \nl 1 y\nt 2 ab\n");
    out[5] = tiny_table("tagger", 2);
    out[6] = tiny_table("lemmatizer", 3);
    out[7] = tiny_table("parser", 5);
}

static truce_status load_sections(const model_section *sections, size_t n, parser **out) {
    FILE *f = fopen(path, "wb");
    assert_int_equal(model_file_write(f, sections, n, NULL), TRUCE_OK);
    assert_int_equal(fclose(f), 0);
    return parser_load(path, out, NULL);
}

static void tiny(void **state) {
    (void)state;
    model_section s[SECTIONS];
    parser *p;
    tiny_model(s);
    assert_int_equal(load_sections(s, SECTIONS, &p), TRUCE_OK);
    truce_sentences t = read_text(p, "Mr. A cannot go. ", 17);
    assert_int_equal(t.n, 1);
    assert_int_equal(t.v[0].n, 6);
    check_trees(&t);
    parser_free(p);
    for (size_t i = 0; i < SECTIONS; i++) { /* none may be missing */
        model_section saved = s[i];
        s[i].name = "other";
        assert_int_equal(load_sections(s, SECTIONS, &p), TRUCE_INPUT);
        s[i] = saved;
    }
}

/* Every bit of every section, with a digest that is right: an error, or a parser that still makes trees. */
static void tiny_damaged(void **state) {
    (void)state;
    model_section s[SECTIONS];
    size_t refused = 0, taken = 0;
    tiny_model(s);
    for (size_t i = 0; i < SECTIONS; i++) {
        const char *whole = s[i].bytes;
        char *damaged = arena_alloc(a, s[i].size + 1);
        for (size_t bit = 0; bit < s[i].size * 8; bit++) {
            parser *p;
            memcpy(damaged, whole, s[i].size);
            damaged[bit / 8] = (char)(damaged[bit / 8] ^ (1 << bit % 8));
            s[i].bytes = damaged;
            if (load_sections(s, SECTIONS, &p) == TRUCE_OK) {
                truce_sentences t = read_text(p, "Mr. A cannot go. It is 5.", 25);
                assert_true(t.n >= 1);
                taken++;
                parser_free(p);
            } else {
                refused++;
            }
        }
        for (size_t n = 0; n < s[i].size; n++) {
            parser *p;
            size_t size = s[i].size;
            s[i].size = n;
            if (load_sections(s, SECTIONS, &p) == TRUCE_OK) parser_free(p);
            s[i].size = size;
        }
        s[i].bytes = whole;
    }
    assert_true(refused > 100 && taken > 100);
}

static void newer(void **state) {
    (void)state;
    parser *p;
    truce_error err;
    save("truce-model 99 00\n", 18);
    assert_int_equal(parser_load(path, &p, &err), TRUCE_VERSION);
    save("hello\n", 6);
    assert_int_equal(parser_load(path, &p, &err), TRUCE_INPUT);
    assert_string_equal(err.message, "no truce model");
    assert_int_equal(parser_load("/nowhere/en.truce", &p, &err), TRUCE_IO);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(sentence),       cmocka_unit_test(hostile),
                                       cmocka_unit_test(long_sentence),  cmocka_unit_test(tiny),
                                       cmocka_unit_test(tiny_damaged),   cmocka_unit_test(newer),
                                       cmocka_unit_test(english_damaged)};
    return cmocka_run_group_tests_name("parser", tests, setup, teardown);
}
