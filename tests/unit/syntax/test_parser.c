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
    assert_memory_equal(parser_name(english), "en ", 3);
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
        {"word ", 8000},
        {"the ", 8000},
        {"and ", 8000},
        {"x", 500000},
        {"( ", 8000},
        {"\xE2\x80\x8F ", 500},
        {"\xF0\x9F\x98\x80", 8000},
        {"\xE2\x80\xAE"
         "word ",
         500},
        {"\xCC\x81", 20000},
        {"He said that ", 2000},
        {"n't ", 8000},
        {"\x7F\x01", 5000},
        {"A. ", 8000},
        {"\xED\x95\x9C ", 8000},
        {"1,000 ", 8000},
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

/* A lemmatizer's table of two buckets: one sparse row with a cell for each class, one full row. */
static model_section tiny_table(unsigned classes) {
    unsigned char *out = arena_alloc(a, 512);
    size_t n = 8 + 4 * 3;
    unsigned full = (classes + 15) / 16 * 16, sparse = 3 + 3 * classes;
    out[0] = (unsigned char)classes;
    out[4] = 1;
    out[12] = (unsigned char)sparse;
    out[16] = (unsigned char)(sparse + 3 + 2 * full);
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
    return (model_section){"lemmatizer", (const char *)out, n};
}

/* Bytes of a network as syntax/network.c reads them, with weights that make some difference. */
typedef struct writer {
    unsigned char *bytes;
    size_t n;
    uint32_t random;
} writer;

static void whole(writer *w, uint32_t x) {
    memcpy(w->bytes + w->n, &x, sizeof x);
    w->n += sizeof x;
}

static void floats(writer *w, size_t n, float x) {
    for (size_t i = 0; i < n; i++, x = -x * 0.97f) {
        memcpy(w->bytes + w->n, &x, sizeof x);
        w->n += sizeof x;
    }
}

static void cells(writer *w, size_t n) {
    for (size_t i = 0; i < n; i++) {
        w->random = w->random * 1664525u + 1013904223u;
        w->bytes[w->n++] = (unsigned char)(w->random >> 24);
    }
}

static void matrix(writer *w, size_t rows, size_t columns) {
    floats(w, 1, 0.001f);
    floats(w, 2 * rows, 0.01f); /* scales, biases */
    cells(w, rows * columns);
}

static void table(writer *w, size_t rows, size_t width) {
    floats(w, rows, 0.01f);
    cells(w, rows * width);
}

static model_section tiny_network(void) {
    enum { WIDTH = 32, CLASSES = 2, ROWS = 4, DISTANCES = 16 };
    writer w = {.bytes = arena_alloc(a, 64 * 1024), .random = 1};
    static const uint32_t head[] = {WIDTH, 1, WIDTH, WIDTH, CLASSES, CLASSES, CLASSES, CLASSES, ROWS, ROWS, 1};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) whole(&w, head[i]);
    table(&w, ROWS, WIDTH);
    table(&w, ROWS, WIDTH);
    floats(&w, WIDTH + 2 * WIDTH, 0.5f); /* root, norm */
    matrix(&w, 2 * WIDTH, 3 * WIDTH);
    floats(&w, 2 * WIDTH, 0.5f);
    matrix(&w, 3 * CLASSES, WIDTH);
    floats(&w, 2 * CLASSES * WIDTH + WIDTH + 2 * WIDTH, 0.5f); /* tag input, its bias, norm */
    for (int i = 0; i < 3; i++) matrix(&w, WIDTH, WIDTH);
    floats(&w, WIDTH + 2 * DISTANCES, 0.5f);
    floats(&w, 1, 0.01f); /* the steps of the arc product */
    floats(&w, 1, 0.01f);
    matrix(&w, WIDTH, WIDTH);
    matrix(&w, WIDTH, WIDTH);
    matrix(&w, CLASSES, WIDTH);
    return (model_section){"network", (const char *)w.bytes, w.n};
}

static model_section text_of(const char *name, const char *text) {
    return (model_section){name, text, strlen(text)};
}

enum { SECTIONS = 10 };

static void tiny_model(model_section out[SECTIONS]) {
    out[0] = text_of("name", "tiny 1\n");
    out[1] = text_of("words", "[title]\nmr.\n[split]\ncan|not\n");
    out[2] = text_of("upos", "NOUN\nVERB\n");
    out[3] = text_of("xpos", "NN\nVB\n");
    out[4] = text_of("feats", "Number=Sing\n_\n");
    out[5] = text_of("deprel", "dep\nroot\n");
    out[6] = text_of("lemmas", "k 0 \nl 1 y\nt 2 ab\n");
    out[7] = tiny_table(3);
    out[8] = tiny_network();
    out[9] = text_of("tags", "NOUN\tNN\tNumber=Sing\nVERB\tVB\t_\n");
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

/* Whether a model loads; if it does, it must still make trees. */
static bool loads(const model_section *sections) {
    parser *p;
    arena *one = arena_new();
    if (load_sections(sections, SECTIONS, &p) != TRUCE_OK) {
        arena_free(one);
        return false;
    }
    truce_report r = {.bytes = "Mr. A cannot go. It is 5.", .size = 25, .body = {0, 25}};
    truce_sentences t;
    assert_int_equal(parser_read(p, one, work, &r, &t, NULL), TRUCE_OK);
    check_trees(&t);
    parser_free(p);
    arena_free(one);
    return true;
}

/* A bit of every byte of every section (of the network's, of every seventh), with a digest that is right; then every
 * section cut short. */
static void tiny_damaged(void **state) {
    (void)state;
    model_section s[SECTIONS];
    size_t refused = 0, taken = 0;
    tiny_model(s);
    for (size_t i = 0; i < SECTIONS; i++) {
        const model_section whole_section = s[i];
        size_t step = s[i].size > 4096 ? 7 : 1;
        char *damaged = arena_alloc(a, s[i].size + 1);
        memcpy(damaged, s[i].bytes, s[i].size);
        s[i].bytes = damaged;
        for (size_t at = 0; at < s[i].size; at += step) {
            char flipped = (char)(1 << at / step % 8);
            damaged[at] = (char)(damaged[at] ^ flipped);
            if (loads(s))
                taken++;
            else
                refused++;
            damaged[at] = (char)(damaged[at] ^ flipped);
        }
        for (size_t n = 0; n < whole_section.size; n += 1 + n / 16 * (step > 1)) {
            s[i].size = n;
            loads(s);
        }
        s[i] = whole_section;
    }
    assert_true(refused > 50 && taken > 50);
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
