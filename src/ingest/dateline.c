/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/dateline.h"
#include "base/calendar.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

/* ---- the words ---- */

typedef struct month_name {
    const char *name; /* lower case */
    size_t n;
    int month;
} month_name;

struct calendar_words {
    VEC(month_name) months;
};

enum { CALENDAR_BYTES_MAX = 1024 * 1024 };

static truce_status add_row(arena *a, calendar_words *words, const char *row, size_t n, const char *path, size_t line,
                            truce_error *err) {
    static const char class[] = "month\t";
    if (n < sizeof class || memcmp(row, class, sizeof class - 1) != 0) return TRUCE_OK;
    const char *name = row + sizeof class - 1, *tab = memchr(name, '\t', (size_t)(row + n - name));
    int month = 0;
    for (const char *p = tab ? tab + 1 : row + n; p < row + n && *p >= '0' && *p <= '9' && month < 100; p++)
        month = month * 10 + (*p - '0');
    if (!tab || tab == name || month < 1 || month > 12)
        return error_at(err, TRUCE_INPUT, path, line, 0, "a month's row is: month, TAB, its name, TAB, 1 to 12");
    char *lower = utf8_lower(a, name, (size_t)(tab - name));
    vec_push(a, &words->months, (month_name){lower, strlen(lower), month});
    return TRUCE_OK;
}

truce_status calendar_words_load(arena *a, const char *path, const calendar_words **out, truce_error *err) {
    calendar_words *words = arena_new_of(a, calendar_words);
    char *bytes;
    size_t size, line = 1;
    truce_status status = file_read(a, path, CALENDAR_BYTES_MAX, &bytes, &size, err);
    if (status != TRUCE_OK) return status;
    if (utf8_valid(bytes, size) != size) return error_at(err, TRUCE_INPUT, path, 0, 0, "is not UTF-8");
    for (const char *row = bytes; status == TRUCE_OK && row < bytes + size; line++) {
        size_t n = strcspn(row, "\r\n");
        status = add_row(a, words, row, n, path, line, err);
        row += n + strspn(row + n, "\r");
        row += *row == '\n';
    }
    *out = words;
    return status;
}

/* ---- reading at a place ---- */

typedef struct cursor {
    const char *at, *end;
} cursor;

static bool done(const cursor *c) {
    return c->at >= c->end;
}

static bool take(cursor *c, char sign) {
    if (done(c) || *c->at != sign) return false;
    c->at++;
    return true;
}

static void skip_blanks(cursor *c) {
    while (!done(c) && (*c->at == ' ' || *c->at == '\t')) c->at++;
}

/* A number of at most `digits` digits that no digit follows; -1 otherwise. */
static int take_number(cursor *c, int digits, int *n_digits) {
    const char *p = c->at;
    int value = 0;
    while (p < c->end && *p >= '0' && *p <= '9' && p - c->at <= digits) value = value * 10 + (*p++ - '0');
    *n_digits = (int)(p - c->at);
    if (*n_digits == 0 || *n_digits > digits) return -1;
    c->at = p;
    return value;
}

/* A month's name, with or without a full stop, in any case; 0 otherwise. */
static int take_month(cursor *c, const calendar_words *words) {
    char lower[64];
    size_t n = 0;
    const char *p = c->at;
    while (p < c->end) {
        size_t size;
        int32_t letter = utf8_decode(p, c->end, &size);
        if (!utf8_is_letter(letter) || n + 4 > sizeof lower) break;
        n += utf8_encode(utf8_to_lower(letter), lower + n);
        p += size;
    }
    for (size_t i = 0; words && i < words->months.n; i++) {
        const month_name *m = &words->months.v[i];
        if (m->n != n || memcmp(m->name, lower, n) != 0) continue;
        c->at = p;
        take(c, '.');
        return m->month;
    }
    return 0;
}

/* `, 2025`, ` 2025` or ` 90`; 0 where no year follows. POSIX's rule for two digits: 69 to 99 are of the 1900s. */
static int take_year(cursor *c) {
    cursor next = *c;
    int digits;
    take(&next, ',');
    skip_blanks(&next);
    int year = take_number(&next, 4, &digits);
    if (year < 0 || (digits != 4 && digits != 2)) return 0;
    *c = next;
    return digits == 4 ? year : year + (year < 69 ? 2000 : 1900);
}

static bool is_day(const written_date *d) {
    return day_of(d->year ? d->year : 2000, d->month, d->day) != TRUCE_NO_DAY; /* 2000 has all days */
}

static bool take_date(cursor *c, const calendar_words *words, written_date *out) {
    cursor next = *c;
    int digits;
    if (next.end - next.at >= 10 && day_parse(next.at, 10) != TRUCE_NO_DAY) {
        day_split(day_parse(next.at, 10), &out->year, &out->month, &out->day);
        c->at += 10;
        return true;
    }
    int day = take_number(&next, 2, &digits);
    skip_blanks(&next);
    int month = take_month(&next, words);
    if (month == 0) return false;
    if (day < 0) {
        skip_blanks(&next);
        day = take_number(&next, 2, &digits);
    }
    *out = (written_date){.month = month, .day = day};
    if (day < 0) return false;
    out->year = take_year(&next);
    if (!is_day(out)) return false;
    *c = next;
    return true;
}

size_t date_read(const calendar_words *words, const char *s, size_t n, written_date *out) {
    cursor c = {s, s + n};
    return take_date(&c, words, out) ? (size_t)(c.at - s) : 0;
}

/* ---- the dateline ---- */

enum { DATELINE_BYTES_MAX = 200, PLACE_WORDS_MAX = 6 };

/* ASCII -, --, and the en and em dash: what divides a dateline from the text; white space or the end follows it. */
static bool take_dash(cursor *c) {
    static const char *const dashes[] = {"--", "-", "\u2013", "\u2014"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t n = strlen(dashes[i]);
        if ((size_t)(c->end - c->at) < n || memcmp(c->at, dashes[i], n) != 0) continue;
        if (c->at + n < c->end && !strchr(" \t\r\n", c->at[n])) continue;
        c->at += n;
        return true;
    }
    return false;
}

/* Words of a place: `SAN SALVADOR`, `Port-au-Prince`, `Rio de Janeiro`; *capitals says whether all letters are. */
static bool take_place(cursor *c, bool *capitals) {
    cursor next = *c;
    int words = 0;
    for (;;) {
        cursor word = next;
        bool capital = false;
        size_t letters = 0;
        while (!done(&word)) {
            size_t size;
            int32_t sign = utf8_decode(word.at, word.end, &size);
            bool joint = sign == '.' || sign == '/' || sign == '\'' || sign == 0x2019 || (sign == '-' && letters > 0);
            if (!utf8_is_letter(sign) && !joint) break;
            if (letters == 0 && utf8_is_upper(sign)) capital = true;
            if (utf8_is_lower(sign)) *capitals = false;
            letters += utf8_is_letter(sign);
            word.at += size;
        }
        if (letters == 0 || (!capital && (letters > 3 || words == 0))) break;
        if (++words > PLACE_WORDS_MAX) return false;
        *c = next = word; /* the white space after the last word is not the place's */
        skip_blanks(&next);
    }
    return words > 0;
}

/* `(Some Agency)`: what stands in the brackets, none within it. */
static bool take_bracket(cursor *c, const char *start, dateline *out) {
    if (done(c) || *c->at != '(') return false;
    const char *close = memchr(c->at, ')', (size_t)(c->end - c->at));
    if (!close || close == c->at + 1 || memchr(c->at + 1, '(', (size_t)(close - c->at - 1))) return false;
    out->agency = (size_t)(c->at + 1 - start);
    out->n_agency = (size_t)(close - c->at - 1);
    c->at = close + 1;
    return true;
}

/* An editor's mark before the text, `[Text]`. */
static void skip_mark(cursor *c) {
    cursor next = *c;
    bool capitals;
    if (take(&next, '[') && take_place(&next, &capitals) && take(&next, ']')) *c = next;
}

static void skip_space(cursor *c) {
    while (!done(c) && strchr(" \t\r\n", *c->at)) c->at++;
}

dateline dateline_read(const calendar_words *words, const char *s, size_t n) {
    static const dateline none = {0};
    dateline out = {0};
    const char *newline = memchr(s, '\n', n);
    cursor c = {s, newline ? newline : s + n};
    bool capitals = true, dated = false, agency = false;
    if (c.end > s && c.end[-1] == '\r') c.end--;
    if (c.end - s > DATELINE_BYTES_MAX) c.end = s + DATELINE_BYTES_MAX;
    if (!take_place(&c, &capitals)) return none;
    skip_blanks(&c);
    agency = take_bracket(&c, s, &out);
    while (!dated && take(&c, ',')) {
        skip_blanks(&c);
        dated = take_date(&c, words, &out.date);
        if (!dated && !take_place(&c, &(bool){true})) return none;
        skip_blanks(&c);
        /* brackets before a further part held a country, not the agency */
        out.n_agency = 0;
        agency = take_bracket(&c, s, &out);
        skip_blanks(&c);
    }
    if (!dated && !capitals) return none;
    skip_blanks(&c);
    bool dash = take_dash(&c), alone = done(&c) && c.end - s < DATELINE_BYTES_MAX;
    if (!dash && !(alone && (dated || agency))) return none;
    c.end = s + n;
    skip_space(&c);
    skip_mark(&c);
    skip_space(&c);
    out.size = (size_t)(c.at - s);
    return out;
}
