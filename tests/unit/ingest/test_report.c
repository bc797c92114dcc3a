/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "base/digest.h"
#include "ingest/report.h"

typedef struct fixture {
    arena *a;
    const calendar_words *words;
} fixture;

static int set_up(void **state) {
    static fixture f;
    truce_error err;
    f.a = arena_new();
    *state = &f;
    return (int)calendar_words_load(f.a, TRUCE_SOURCE "/rules/en/lexicon/calendar.tsv", &f.words, &err);
}

static int tear_down(void **state) {
    arena_free(((fixture *)*state)->a);
    return 0;
}

static truce_report read_ok(fixture *f, const char *text) {
    truce_report r;
    truce_error err = {0};
    if (report_from_bytes(f->a, "r", "r.txt", text, strlen(text), f->words, &r, &err) != TRUCE_OK)
        fail_msg("%s: %s", text, err.message);
    return r;
}

static void assert_refused(fixture *f, const char *bytes, size_t n, truce_status status, size_t line,
                           const char *message) {
    truce_report r;
    truce_error err = {0};
    assert_int_equal(report_from_bytes(f->a, "r", "r.txt", bytes, n, f->words, &r, &err), status);
    assert_string_equal(err.file, "r.txt");
    assert_int_equal(err.line, line);
    assert_string_equal(err.message, message);
}

static const char *body_of(fixture *f, const truce_report *r) {
    return arena_strndup(f->a, r->bytes + r->body.start, r->body.end - r->body.start);
}

/* What each form of a head gives: date, outlet and body. */
static void heads(void **state) {
    static const struct {
        const char *text, *date, *outlet, *title, *body;
    } rows[] = {
        {"Title: A swap\nOutlet: Northern Wire\nDate: 2031-02-27\nSource: seed\n\nThe first.\n", "2031-02-27",
         "Northern Wire", "A swap", "The first."},
        {"date: 27 February 2031\r\nOUTLET:  Northern Wire \r\n\r\nThe first.\r\nThe second.\r\n", "2031-02-27",
         "Northern Wire", "", "The first.\r\nThe second."},
        {"\xef\xbb\xbfTitle: (not given)\nOutlet: (not given)\nDate: (not given)\n\nThe first.", "", "unknown", "",
         "The first."},
        {"Title: A\nURL: x\nDate: Feb. 27, 2031\n\nKIRKA, Feb 26 (Southern Post) - The first.", "2031-02-27",
         "Southern Post", "A", "The first."},
        {"Date: 2031-02-27T10:00:00Z\nThe first: it has no blank line before it.", "2031-02-27", "unknown", "",
         "The first: it has no blank line before it."},
        {"date 2031-02-27 The first.\nThe second.", "2031-02-27", "unknown", "", "The first.\nThe second."},
        {"date 2031-02-27\nThe first.", "2031-02-27", "unknown", "", "The first."},
        {"date 2031-02-30 is no day.", "", "unknown", "", "date 2031-02-30 is no day."},
        {"KIRKA, Jan 15 (Northern Wire) - The first.", "", "Northern Wire", "", "The first."},
        {"KIRKA, Jan 15, 2031 (Northern Wire)\n\nThe first.", "2031-01-15", "Northern Wire", "", "The first."},
        {"Outlet: Own\n\nKirka, Southland, January 15, 2031 (Northern Wire) -- [Text] The first.", "2031-01-15", "Own",
         "", "The first."},
        {"SAN KIRKA, 31 JAN 90 (N-W) -- [TEXT] THE FIRST.", "1990-01-31", "N-W", "", "THE FIRST."},
        {"KIRKA (SOUTHLAND), 27 SEP 31 (RADIO SOUTH) -- The first.", "2031-09-27", "RADIO SOUTH", "", "The first."},
        {"KIRKA, Dec 5\n\nThe first.", "", "unknown", "", "The first."},
        {"Sunday, January 18, 2031\n\nThe first.", "2031-01-18", "unknown", "", "The first."},
        {"KIRKA (Northern Wire) \xe2\x80\x94 The first.", "", "Northern Wire", "", "The first."},
        {"KIRKA \xe2\x80\x94 The first.", "", "unknown", "", "The first."},
        {"PORT-AU-KIRKA, 3 May - The first.", "", "unknown", "", "The first."},
        /* no datelines */
        {"Some News Agency: The first.", "", "unknown", "", "Some News Agency: The first."},
        {"The Group (Northern Wing) - the smaller - left.", "", "unknown", "",
         "The Group (Northern Wing) - the smaller - left."},
        {"Kirka, Jan 15 was a quiet day.", "", "unknown", "", "Kirka, Jan 15 was a quiet day."},
        {"KIRKA The first.", "", "unknown", "", "KIRKA The first."},
        {"KIRKA-BASED groups left.", "", "unknown", "", "KIRKA-BASED groups left."},
        {"Note: The first.", "", "unknown", "", "Note: The first."},
    };
    fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        truce_report r = read_ok(f, rows[i].text);
        char day[DAY_TEXT];
        assert_string_equal(day_text(r.date, day), rows[i].date);
        assert_string_equal(r.outlet, rows[i].outlet);
        assert_string_equal(r.title, rows[i].title);
        assert_string_equal(body_of(f, &r), rows[i].body);
    }
}

static void dates(void **state) {
    static const struct {
        const char *text;
        size_t n;
        written_date date;
    } rows[] = {
        {"2025-01-15", 10, {2025, 1, 15}},
        {"15 January 2025", 15, {2025, 1, 15}},
        {"Jan. 15, 2025", 13, {2025, 1, 15}},
        {"SEPT. 5 said", 7, {0, 9, 5}},
        {"5 sep", 5, {0, 9, 5}},
        {"29 Feb", 6, {0, 2, 29}},
        {"29 Feb 2025", 0, {0}},
        {"31 June", 0, {0}},
        {"0 June", 0, {0}},
        {"June", 0, {0}},
        {"Juneau 5", 0, {0}},
        {"123 June", 0, {0}},
        {"1 Oct 68", 8, {2068, 10, 1}},
        {"1 Oct 69", 8, {1969, 10, 1}},
    };
    fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        written_date d = {0};
        assert_int_equal(date_read(f->words, rows[i].text, strlen(rows[i].text), &d), rows[i].n);
        if (rows[i].n) assert_memory_equal(&d, &rows[i].date, sizeof d);
    }
    written_date d;
    assert_int_equal(date_read(NULL, "15 January 2025", 15, &d), 0);
    assert_int_equal(date_read(NULL, "2025-01-15", 10, &d), 10);
}

static void refusals(void **state) {
    fixture *f = *state;
#define REFUSED(text, ...) assert_refused(f, text, sizeof(text) - 1, __VA_ARGS__)
    REFUSED("", TRUCE_INPUT, 0, "is empty");
    REFUSED(" \n\n", TRUCE_INPUT, 0, "has no text");
    REFUSED("Title: Alone\nDate: 2031-01-01\n\n", TRUCE_INPUT, 0, "has no text");
    REFUSED("KIRKA, Dec 5\n", TRUCE_INPUT, 0, "has no text");
    REFUSED("abc\xffz", TRUCE_INPUT, 0, "is not UTF-8 from byte 3 on; iconv converts other encodings");
    REFUSED("\xff\xfe"
            "a",
            TRUCE_INPUT, 0, "is not UTF-8 from byte 0 on; iconv converts other encodings");
    REFUSED("abc\xe2\x80", TRUCE_INPUT, 0, "is not UTF-8 from byte 3 on; iconv converts other encodings");
    REFUSED("ab\0c", TRUCE_INPUT, 0, "has a NUL at byte 2: it is no text");
    REFUSED("Title: x\nDate: last week\n\nThe first.", TRUCE_INPUT, 2,
            "'last week' is no date; write it as 2025-01-19 or 19 January 2025");
    REFUSED("Date: 5 May\n\nThe first.", TRUCE_INPUT, 1,
            "'5 May' is no date; write it as 2025-01-19 or 19 January 2025");
    REFUSED("Date: 2031-01-01\nTitle: x\ndate: 2031-01-02\n\nThe first.", TRUCE_INPUT, 3,
            "a second Date: line; the first is line 1");
    char *large = memset(arena_alloc(f->a, TRUCE_REPORT_BYTES_MAX + 1), 'a', TRUCE_REPORT_BYTES_MAX + 1);
    assert_refused(f, large, TRUCE_REPORT_BYTES_MAX + 1, TRUCE_LIMIT, 0,
                   "larger than 4194304 bytes: one file is one report");
    truce_report r;
    assert_int_equal(report_from_bytes(f->a, "r", "r", large, TRUCE_REPORT_BYTES_MAX, f->words, &r, NULL), TRUCE_OK);
}

/* The id is the file's; the text hash does not see header, dateline, white space and composition. */
static void hashes(void **state) {
    fixture *f = *state;
    truce_report one = read_ok(f, "Title: One\n\nThe caf\xc3\xa9  was\r\nopen.\n");
    truce_report two = read_ok(f, "KIRKA, Dec 5 (Wire) - The cafe\xcc\x81 was\xc2\xa0open.");
    truce_report three = read_ok(f, "The caf\xc3\xa9 was opened.");
    char id[TRUCE_DIGEST_TEXT];
    assert_string_equal(one.id, digest_text(one.bytes, one.size, id));
    assert_string_equal(one.text_hash, digest_text("The caf\xc3\xa9 was open.", 19, id));
    assert_string_equal(one.text_hash, two.text_hash);
    assert_string_not_equal(one.text_hash, three.text_hash);
}

static void names(void **state) {
    fixture *f = *state;
    assert_string_equal(report_name(f->a, "a/b.c/d.txt"), "d");
    assert_string_equal(report_name(f->a, "d.conllu"), "d");
    assert_string_equal(report_name(f->a, "a/d.html"), "d.html");
    assert_string_equal(report_name(f->a, ".txt"), ".txt");
    assert_string_equal(report_name(f->a, "-"), "-");
    truce_report r;
    assert_int_equal(report_from_bytes(f->a, "n\xff", "p/n\xff", "The first.", 10, NULL, &r, NULL), TRUCE_OK);
    assert_string_equal(r.name, "n?");
    assert_string_equal(r.path, "p/n?");
}

static void bad_calendar(void **state) {
    fixture *f = *state;
    const calendar_words *words;
    truce_error err;
    const char *path = TESTS_DIR "/unit/ingest/bad_calendar.tsv";
    assert_int_equal(calendar_words_load(f->a, path, &words, &err), TRUCE_INPUT);
    assert_int_equal(err.line, 4);
    assert_int_equal(calendar_words_load(f->a, TESTS_DIR "/none.tsv", &words, &err), TRUCE_IO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heads),  cmocka_unit_test(dates), cmocka_unit_test(refusals),
        cmocka_unit_test(hashes), cmocka_unit_test(names), cmocka_unit_test(bad_calendar),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
