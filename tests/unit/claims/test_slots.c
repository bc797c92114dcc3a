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
#include "base/vec.h"
#include "claims/slots.h"
#include "claims/timex.h"

/* Cases are lines of text files: what is asked, ` = `, what comes out. A text is one sentence, its words parted by
 * spaces, without a tree. */

typedef struct fixture {
    arena *a;
    lexicon *lex;
    slot_words *words;
    int wrong;
} fixture;

static int setup(void **state) {
    fixture *f = calloc(1, sizeof *f);
    error_list errs = {0};
    f->a = arena_new();
    assert_int_equal(lexicon_load(TRUCE_SOURCE "/rules/en/lexicon", &f->lex, &errs), TRUCE_OK);
    assert_int_equal(slot_words_load(TRUCE_SOURCE "/rules/en/slots", &f->words, &errs), TRUCE_OK);
    *state = f;
    return 0;
}

static int teardown(void **state) {
    fixture *f = *state;
    lexicon_free(f->lex);
    slot_words_free(f->words);
    arena_free(f->a);
    free(f);
    return 0;
}

/* The report with the text as its only sentence; punctuation at a word's end is a word of its own. */
static slots *read_text(fixture *f, const char *text, truce_day date, slots_mode mode) {
    arena *a = f->a;
    VEC(truce_word) words = {0};
    truce_word w = {.lemma = "_", .xpos = "_", .feats = "_", .deprel = "_", .deps = "_", .misc = "_", .form = ""};
    w.head = -1;
    vec_push(a, &words, w);
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, " "), tail = n > 1 && strchr(",;", p[n - 1]) ? 1 : 0;
        for (int part = 0; part < 2; part++) {
            size_t from = part ? n - tail : 0, to = part ? n : n - tail;
            if (from == to) continue;
            w.form = arena_strndup(a, p + from, to - from);
            w.lemma = w.form;
            w.span = (truce_span){(uint32_t)(p + from - text), (uint32_t)(p + to - text)};
            vec_push(a, &words, w);
        }
        p += n;
        p += strspn(p, " ");
    }
    truce_report *r = arena_new_of(a, truce_report);
    uint32_t size = (uint32_t)strlen(text);
    *r = (truce_report){.name = "t", .bytes = text, .size = size, .body = {0, size}, .date = date};
    truce_sentence *s = arena_new_of(a, truce_sentence);
    *s = (truce_sentence){.span = {0, size}, .n = (uint32_t)words.n - 1, .words = words.v};
    truce_sentences *all = arena_new_of(a, truce_sentences);
    *all = (truce_sentences){s, 1};
    return slots_new(a, f->words, doc_new(a, r, all, f->lex), mode);
}

static const char *bound(arena *a, double x) {
    return x == TRUCE_UNBOUNDED ? "-" : arena_printf(a, "%.10g", x);
}

static const char *numbers_text(fixture *f, const char *text) {
    slots *s = read_text(f, text, TRUCE_NO_DAY, SLOTS_NEWS);
    const char *out = "";
    for (uint32_t i = 0; i < s->v[0].n_numbers; i++) {
        const number *n = &s->v[0].numbers[i];
        out = arena_printf(f->a, "%s%s%s..%s %s", out, i ? "; " : "", bound(f->a, n->min), bound(f->a, n->max),
                           truce_qualifier_name(n->qualifier));
        if (n->total != TRUCE_UNBOUNDED) out = arena_printf(f->a, "%s / %s", out, bound(f->a, n->total));
        if (n->strong) out = arena_printf(f->a, "%s strong", out);
    }
    return out;
}

static const char *times_text(fixture *f, const char *text, truce_day date) {
    slots *s = read_text(f, text, date, SLOTS_NEWS);
    const char *out = "";
    char start[DAY_TEXT], end[DAY_TEXT];
    for (uint32_t i = 0; i < s->v[0].n_times; i++) {
        const timex *x = &s->v[0].times[i];
        out = arena_printf(f->a, "%s%s`%.*s` %s %s %s..%s", out, i ? "; " : "", (int)(x->span.end - x->span.start),
                           text + x->span.start, timex_type_name(x->type), x->value, day_text(x->start, start),
                           day_text(x->end, end));
    }
    return out;
}

static void check(fixture *f, const char *file, int line, const char *asked, const char *expected, const char *got) {
    if (strcmp(expected, got) == 0) return;
    f->wrong++;
    print_error("%s:%d: %s\n  expected: %s\n  got:      %s\n", file, line, asked, expected, got);
}

typedef struct run {
    fixture *f;
    const char *file;
    bool times;
} run;

static truce_status run_cases(void *ctx) {
    run *r = ctx;
    fixture *f = r->f;
    char *bytes;
    size_t size;
    assert_int_equal(file_read(f->a, r->file, 1 << 20, &bytes, &size, NULL), TRUCE_OK);
    int n = 0, line = 0;
    for (char *row = strtok(bytes, "\n"); row; row = strtok(NULL, "\n")) {
        line++;
        if (*row == '#') continue;
        char *equals = strstr(row, " =");
        assert_non_null(equals);
        *equals = 0;
        const char *expected = equals[2] ? equals + 3 : "", *got, *asked = row;
        if (r->times) {
            char *bar = strstr(row, " | ");
            assert_non_null(bar);
            *bar = 0;
            got = times_text(f, bar + 3, day_parse(row, strlen(row)));
            asked = bar + 3;
        } else
            got = numbers_text(f, row);
        check(f, r->file, line, asked, expected, got);
        n++;
    }
    assert_true(n > 50);
    return TRUCE_OK;
}

static void test_file(void **state, const char *file, bool times) {
    run r = {*state, file, times};
    r.f->wrong = 0;
    assert_int_equal(arena_run(r.f->a, run_cases, &r, NULL), TRUCE_OK);
    assert_int_equal(r.f->wrong, 0);
}

static void numbers(void **state) {
    test_file(state, TESTS_DIR "/unit/claims/numbers.test", false);
}

static void times(void **state) {
    test_file(state, TESTS_DIR "/unit/claims/times.test", true);
}

/* ---- hostile input: it ends, in order, and believes nothing absurd ---- */

static const char *repeated(arena *a, const char *piece, size_t n) {
    size_t size = strlen(piece);
    char *out = arena_alloc(a, size * n + 1);
    for (size_t i = 0; i < n; i++) memcpy(out + i * size, piece, size);
    return out;
}

static truce_status read_hostile(void *ctx) {
    fixture *f = ctx;
    static const char *const pieces[] = {
        "one ",
        "hundred ",
        "one hundred thousand million ",
        "twenty-",
        "1,000 ",
        "and ",
        "of ",
        "at least ",
        "between 1 and ",
        "99999999999999 ",
        "Monday ",
        "the last ",
        "the end of ",
        "May ",
        "two days ago ",
        "point one ",
        "half a ",
        "- ",
        "several ",
        "1-",
        "June 1 ",
        "31/31/9999 ",
        "25:61 ",
        "999999999 years ago ",
        "9999 ",
        "in 99999999999999999999 weeks ",
        "the 99th century ",
        "99999 BC ",
        "' ",
        "\xe2\x80\x93 ",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        const char *text = repeated(f->a, pieces[i], 5000);
        slots *s = read_text(f, text, day_of(9999, 12, 31), i % 2 ? SLOTS_NEWS : SLOTS_NARRATIVE);
        uint32_t last = 0;
        for (uint32_t k = 0; k < s->v[0].n_numbers; k++) {
            const number *n = &s->v[0].numbers[k];
            assert_true(n->first >= last && n->end > n->first);
            assert_true(n->min <= NUMBER_MAX && n->max <= NUMBER_MAX);
            last = n->end;
        }
        uint32_t end = 0;
        for (uint32_t k = 0; k < s->v[0].n_times; k++) {
            const timex *x = &s->v[0].times[k];
            assert_true(x->span.start >= end && x->span.end > x->span.start);
            assert_true(strlen(x->value) < TIMEX_VALUE);
            end = x->span.end;
        }
    }
    return TRUCE_OK;
}

static void hostile(void **state) {
    fixture *f = *state;
    assert_int_equal(arena_run(f->a, read_hostile, f, NULL), TRUCE_OK);
}

/* ---- the word files ---- */

static void bad_words(void **state) {
    (void)state;
    char folder[] = "/tmp/truce_slots_XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/number.words", folder);
    FILE *out = fopen(path, "w");
    fputs("# fine\nunit\tone\t1\nunits\ttwo\t2\nunit\tthree\tmany\nunit\nunit\t \t4\n", out);
    fclose(out);
    error_list errs = {0};
    slot_words *words;
    assert_int_equal(slot_words_load(folder, &words, &errs), TRUCE_IO); /* there is no time.words */
    assert_null(words);
    assert_int_equal(errs.n, 5);
    assert_int_equal(errs.v[0].line, 3);
    assert_string_equal(errs.v[0].message, "'units' is no class of numbers or times");
    assert_int_equal(errs.v[1].line, 4);
    assert_string_equal(errs.v[1].message, "the value of 'three' must be a number");
    assert_string_equal(errs.v[2].message, "no tab after the class: 'unit'");
    assert_string_equal(errs.v[3].message, "' ' is no phrase of one to eight words");
    error_list_free(&errs);
    remove(path);
    remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(times),
        cmocka_unit_test(hostile),
        cmocka_unit_test(bad_words),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
