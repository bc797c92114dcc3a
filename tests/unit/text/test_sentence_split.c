/* SPDX-License-Identifier: Apache-2.0 */
/* Runs tests/text/split.test with the English word lists, and splits what nobody would write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/vec.h"
#include "text/text.h"

typedef VEC(char) buffer;

static arena *a;
static const word_lists *lists;

static int setup(void **state) {
    (void)state;
    char *bytes;
    size_t n;
    a = arena_new();
    assert_int_equal(file_read(a, TRUCE_SOURCE "/tools/train/en_words.txt", 1 << 20, &bytes, &n, NULL), TRUCE_OK);
    return word_lists_read(a, bytes, n, &lists, NULL) == TRUCE_OK ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static truce_sentences split(const char *bytes, size_t n) {
    truce_report r = {.bytes = bytes, .size = n, .body = {0, (uint32_t)n}};
    truce_sentences out;
    text_split(a, &r, lists, &out);
    return out;
}

static void put(buffer *b, const char *s) {
    for (; *s; s++) vec_push(a, b, *s);
}

/* One sentence as the cases write it. */
static void write_sentence(buffer *b, const truce_sentence *s) {
    uint32_t extra = 0;
    for (uint32_t i = 1; i <= s->n; i++) {
        while (extra < s->n_extra && s->extra[extra].last < i) extra++;
        bool inside = extra < s->n_extra && s->extra[extra].first < i && i <= s->extra[extra].last;
        if (i > 1) put(b, inside ? "+" : " ");
        put(b, s->words[i].form);
    }
    put(b, "\n");
}

static const char *written(const truce_sentences *s) {
    buffer b = {0};
    for (uint32_t i = 0; i < s->n; i++) write_sentence(&b, &s->v[i]);
    vec_push(a, &b, 0);
    return b.v;
}

/* Spans are inside the text, in order, hold the forms, and leave out white space only. */
static void check_spans(const char *bytes, const truce_sentences *s) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        assert_int_equal(s->v[i].span.start, s->v[i].words[1].span.start);
        assert_int_equal(s->v[i].span.end, s->v[i].words[s->v[i].n].span.end);
        for (uint32_t k = 1; k <= s->v[i].n; k++) {
            const truce_word *w = &s->v[i].words[k];
            assert_true(w->span.start >= at && w->span.end > w->span.start);
            assert_int_equal(strlen(w->form), w->span.end - w->span.start);
            assert_memory_equal(w->form, bytes + w->span.start, strlen(w->form));
            at = w->span.end;
        }
    }
}

static size_t unescape(char *s) {
    char *q = s;
    for (char *p = s; *p; p++) {
        if (*p == '\\' && (p[1] == 'n' || p[1] == 'r')) {
            *q++ = p[1] == 'n' ? '\n' : '\r';
            p++;
        } else {
            *q++ = *p;
        }
    }
    *q = 0;
    return (size_t)(q - s);
}

static void cases(void **state) {
    (void)state;
    char *bytes;
    size_t n, run = 0, failed = 0, line_number = 0;
    const char *path = TESTS_DIR "/text/split.test";
    char *input = NULL;
    buffer expected = {0};
    assert_int_equal(file_read(a, path, 1 << 20, &bytes, &n, NULL), TRUCE_OK);
    for (char *p = bytes; *p || input;) {
        size_t size = strcspn(p, "\n");
        const char *line = arena_strndup(a, p, size);
        p += size + (p[size] == '\n');
        line_number++;
        if (*line == '#') continue;
        if (strncmp(line, "> ", 2) == 0) {
            input = arena_strdup(a, line + 2);
        } else if (*line) {
            put(&expected, line);
            put(&expected, "\n");
        } else if (input) {
            size_t length = unescape(input);
            truce_sentences got = split(input, length);
            vec_push(a, &expected, 0);
            check_spans(input, &got);
            if (strcmp(written(&got), expected.v) != 0) {
                print_message("%s:%zu:\nexpected:\n%sgot:\n%s", path, line_number, expected.v, written(&got));
                failed++;
            }
            run++;
            input = NULL;
            expected = (buffer){0};
        }
    }
    assert_int_equal(failed, 0);
    assert_true(run >= 25);
}

static void space_after(void **state) {
    (void)state;
    const char *text = "They didn't go (yet).";
    truce_sentences s = split(text, strlen(text));
    assert_int_equal(s.n, 1);
    assert_string_equal(s.v[0].words[5].form, "(");
    assert_string_equal(s.v[0].words[5].misc, "SpaceAfter=No");
    assert_string_equal(s.v[0].words[1].misc, "_");
    assert_string_equal(s.v[0].extra[0].line, "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_");
    assert_true(s.v[0].new_paragraph);
}

static void wrong_lists(void **state) {
    (void)state;
    const word_lists *out;
    truce_error err;
    assert_int_equal(word_lists_read(a, "[title]\nmr.\n[titles]\n", 20, &out, &err), TRUCE_INPUT);
    assert_int_equal(err.line, 3);
    assert_int_equal(word_lists_read(a, "mr.\n", 4, &out, &err), TRUCE_INPUT);
    assert_int_equal(word_lists_read(a, "[split]\ncannot\n", 15, &out, &err), TRUCE_INPUT);
    assert_int_equal(err.line, 2);
}

/* Repeats unit until size bytes are full. */
static char *repeated(const char *unit, size_t size) {
    char *out = arena_alloc(a, size + strlen(unit) + 1);
    size_t n = 0;
    while (n < size) {
        memcpy(out + n, unit, strlen(unit));
        n += strlen(unit);
    }
    out[size] = 0;
    return out;
}

/* Each within seconds, words within the limit. ASCII only, so that a cut at any byte is valid UTF-8. */
static void hostile(void **state) {
    (void)state;
    static const char *const units[] = {"word ",  "x",       "(",        "a/",     "a.",       "A.B", "\"",    "'",
                                        "\" a",   "1-",      "1,",       "http:/", "a@",       "'s",  "don't", "...",
                                        ". ",     "[1]",     "\n",       "\n\n",   "- \n",     "a\n", "((((a", "Mr. ",
                                        "U.S. a", "a.b.c.d", "\r\n\r\n", "A. ",    "\x01\x02", "-",   "&A&",   "$"};
    enum { SIZE = 512 * 1024 };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        clock_t start = clock();
        arena *one = arena_new();
        char *text = repeated(units[i], SIZE);
        truce_report r = {.bytes = text, .size = SIZE, .body = {0, SIZE}};
        truce_sentences s;
        text_split(one, &r, lists, &s);
        for (uint32_t k = 0; k < s.n; k++) assert_in_range(s.v[k].n, 1, TRUCE_WORDS_MAX);
        check_spans(text, &s);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (seconds > 5) fail_msg("%s: %.1f s", units[i], seconds);
        arena_free(one);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(cases), cmocka_unit_test(space_after),
                                       cmocka_unit_test(wrong_lists), cmocka_unit_test(hostile)};
    return cmocka_run_group_tests_name("sentence_split", tests, setup, teardown);
}
