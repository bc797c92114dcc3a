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
#include "syntax/conllu.h"

static arena *a;

static int setup(void **state) {
    (void)state;
    a = arena_new();
    return a ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static void sample(char **bytes, size_t *n) {
    assert_int_equal(file_read(a, TESTS_DIR "/conllu/sample.conllu", 1 << 20, bytes, n, NULL), TRUCE_OK);
}

static void check_round_trip(const char *bytes, size_t n) {
    truce_sentences s;
    char *out = NULL;
    size_t size;
    assert_int_equal(conllu_read(a, "sample", bytes, n, &s, NULL), TRUCE_OK);
    FILE *f = open_memstream(&out, &size);
    for (uint32_t i = 0; i < s.n; i++) assert_int_equal(conllu_write(f, &s.v[i], NULL), TRUCE_OK);
    fclose(f);
    assert_int_equal(size, n);
    assert_memory_equal(out, bytes, n);
    free(out);
}

static void round_trip(void **state) {
    (void)state;
    char *bytes;
    size_t n;
    sample(&bytes, &n);
    check_round_trip(bytes, n);
}

/* The development parts of both treebanks, where they are at hand. */
static void treebanks(void **state) {
    (void)state;
    const char *shared = getenv("TRUCE_SHARED");
    static const char *const parts[] = {"EWT/en_ewt-ud-dev", "GUM/en_gum-a-ud-dev", "GUM/en_gum-b-ud-dev"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *path = arena_printf(a, "%s/data/ud/UD_English-%s.conllu.gz", shared ? shared : "", parts[i]);
        FILE *there = fopen(path, "rb");
        if (!there) skip(); /* TRUCE_SHARED is not at hand */
        fclose(there);
        FILE *f = popen(arena_printf(a, "gzip -dc '%s'", path), "r");
        size_t n = 0, room = 16 * 1024 * 1024;
        char *bytes = arena_alloc(a, room + 1);
        for (size_t got; (got = fread(bytes + n, 1, room - n, f)) > 0;) n += got;
        assert_int_equal(pclose(f), 0);
        assert_true(n > 100000);
        check_round_trip(bytes, n);
    }
}

static void fields(void **state) {
    (void)state;
    char *bytes;
    size_t n;
    truce_sentences s;
    sample(&bytes, &n);
    assert_int_equal(conllu_read(a, "sample", bytes, n, &s, NULL), TRUCE_OK);
    assert_int_equal(s.n, 5);
    const truce_sentence *first = &s.v[0];
    assert_int_equal(first->n, 6);
    assert_true(first->new_paragraph);
    assert_false(s.v[1].new_paragraph);
    assert_int_equal(first->words[5].head, 0);
    assert_int_equal(first->words[1].upos, TRUCE_UPOS_DET);
    assert_string_equal(first->words[3].feats, "Mood=Ind|Tense=Pres|VerbForm=Fin");
    assert_int_equal(first->n_extra, 1);
    assert_int_equal(first->extra[0].first, 3);
    assert_int_equal(first->extra[0].last, 4);
    assert_int_equal(s.v[1].extra[0].before, 6);
    assert_int_equal(s.v[1].extra[0].first, 0);
    assert_int_equal(s.v[3].words[1].head, -1);
}

static void check_span(const char *bytes, truce_span span, const char *text) {
    assert_int_equal(span.end - span.start, strlen(text));
    assert_memory_equal(bytes + span.start, text, strlen(text));
}

static void spans(void **state) {
    (void)state;
    char *bytes;
    size_t n;
    truce_sentences s;
    sample(&bytes, &n);
    assert_int_equal(conllu_read(a, "sample", bytes, n, &s, NULL), TRUCE_OK);
    check_span(bytes, s.v[0].span, "The sides don't fight.");
    check_span(bytes, s.v[0].words[4].span, "n't");
    check_span(bytes, s.v[0].extra[0].span, "don't");
    check_span(bytes, s.v[2].words[3].span, "du"); /* de + le do not add up */
    check_span(bytes, s.v[2].words[4].span, "du");
    check_span(bytes, s.v[2].words[5].span, "camp");
    check_span(bytes, s.v[4].words[1].span, "10 000");
}

static void report(void **state) {
    (void)state;
    char *bytes;
    size_t n;
    truce_report r;
    truce_error err;
    sample(&bytes, &n);
    assert_int_equal(conllu_report(a, "folder/sample.conllu", bytes, n, &r, &err), TRUCE_OK);
    assert_string_equal(r.name, "sample");
    assert_string_equal(r.title, "A truce in Port Emery");
    assert_string_equal(r.outlet, "Emery Post");
    assert_string_equal(r.source, "");
    assert_int_equal(r.date, day_of(2025, 3, 2));
    assert_int_equal(conllu_report(a, "x", "# text = A\n# date = 2025-02-30\n", 31, &r, &err), TRUCE_INPUT);
    assert_int_equal(err.line, 2);
}

/* What is refused: the file, the line, the message. W(…) is a word's line. */
#define W(id, form, head) id "\t" form "\t_\t_\t_\t_\t" head "\t_\t_\t_\n"
static const struct {
    const char *bytes;
    size_t line;
    const char *message;
} refusals[] = {
    {W("1", "A", "0"), 1, "a sentence without a line \"# text = …\""},
    {"# text = A\n1\tA\t_\t_\t_\t_\t0\t_\t_\n", 2, "not ten columns parted by tabs, none empty"},
    {"# text = A\n1\tA\t\t_\t_\t_\t0\t_\t_\t_\n", 2, "not ten columns parted by tabs, none empty"},
    {"# text = A\n" W("2", "A", "0"), 2, "the word numbers are not 1, 2, 3 …: 2"},
    {"# text = A\n" W("x", "A", "0"), 2, "ID is no number, range or decimal: x"},
    {"# text = A\n" W("01", "A", "0"), 2, "ID is no number, range or decimal: 01"},
    {"# text = A\n" W("1", "A", "-1"), 2, "HEAD is no word number: -1"},
    {"# text = A\n" W("1", "A", "5"), 1, "a HEAD beyond the sentence: A"},
    {"# text = A\n" W("1", "A", "1"), 1, "not one root"},
    {"# text = A B\n" W("1", "A", "0") W("2", "B", "0"), 1, "not one root"},
    {"# text = A B C\n" W("1", "A", "0") W("2", "B", "3") W("3", "C", "2"), 1, "the heads go in a circle: B"},
    {"# text = A B\n" W("1", "A", "0") W("2", "B", "_"), 1, "some words have a HEAD and some have none"},
    {"# text = A B\n" W("1", "A", "0"), 1, "\"# text = …\" goes on after the words"},
    {"# text = A\n" W("1", "B", "0"), 1, "not the next token in \"# text = …\": B"},
    {"# text = A\n\n", 1, "a sentence without words"},
    {"\n", 1, "a sentence without words"},
    {"# text = A\n" W("1", "A", "0") "\n\n", 4, "a sentence without words"},
    {"# text = A\n" W("1", "A", "0") "# text = B\n", 3, "a comment between words"},
    {"# text = A\r\n" W("1", "A", "0"), 1, "the line ends with a carriage return"},
    {"# text = A\n1\tA\t_\tNAME\t_\t_\t0\t_\t_\t_\n", 2, "no universal part of speech: NAME"},
    {"# text = AB\n" W("1-2", "AB", "_") W("1", "A", "0"), 1, "a multiword token without all its words"},
    {"# text = AB\n" W("2-3", "AB", "_"), 2, "ID is no number, range or decimal in its place: 2-3"},
    {"# text = AB\n" W("1-1", "AB", "_"), 2, "ID is no number, range or decimal in its place: 1-1"},
    {"# text = ABC\n" W("1-2", "AB", "_") W("1", "A", "0") W("2-3", "BC", "_"), 4, "multiword tokens overlap: 2-3"},
    {"# text = A\n" W("2.1", "_", "_"), 2, "ID is no number, range or decimal in its place: 2.1"},
};

static void refused(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        truce_sentences s;
        truce_error err = {0};
        truce_status status = conllu_read(a, "f", refusals[i].bytes, strlen(refusals[i].bytes), &s, &err);
        if (status != TRUCE_INPUT || err.line != refusals[i].line || strcmp(err.message, refusals[i].message) != 0)
            fail_msg("case %zu: status %d, line %zu, %s", i, (int)status, err.line, err.message);
    }
}

static void too_long(void **state) {
    (void)state;
    char *bytes = NULL;
    size_t n;
    truce_sentences s;
    FILE *f = open_memstream(&bytes, &n);
    fputs("# text =", f);
    for (int i = 0; i <= TRUCE_WORDS_MAX; i++) fputs(" a", f);
    fputc('\n', f);
    for (int i = 0; i <= TRUCE_WORDS_MAX; i++) fprintf(f, "%d\ta\t_\t_\t_\t_\t%d\t_\t_\t_\n", i + 1, i);
    fclose(f);
    assert_int_equal(conllu_read(a, "f", bytes, n, &s, NULL), TRUCE_LIMIT);
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip), cmocka_unit_test(treebanks), cmocka_unit_test(fields),  cmocka_unit_test(spans),
        cmocka_unit_test(report),     cmocka_unit_test(refused),   cmocka_unit_test(too_long)};
    return cmocka_run_group_tests_name("conllu", tests, setup, teardown);
}
