/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/timex_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claims/number_words.h"

/*
 * Each reader below takes one family of expressions at atom i and gives the atom after it, 0 when it does not fit.
 * time_read() tries all, and keeps the longest:
 *
 *     calendar  [Friday ,] 25 June 1950 · June 25 [, 1950] · June 1950 · summer of 1916 · 1950 · the 1930s · 490 BC
 *     day       today · yesterday morning · overnight on Friday
 *     shift     last week · next Monday · this summer · the same day · the past two days
 *     amount    two weeks ago · three days later · 72 - hour · more than a year
 *     clock     11 pm · 19 : 30 GMT · noon
 *     repeat    daily · every Monday
 *     ref       now · recently · soon
 *     part      early / mid - / the end of + calendar or shift;  earlier / later + on Monday, this week
 */
typedef uint32_t (*reader)(const atoms *, uint32_t, time_words *);

static uint32_t take(const atoms *as, uint32_t i, slot_class class, const slot_entry **e) {
    return atoms_take(as, i, class, e);
}

static uint32_t skip_sign(const atoms *as, uint32_t i, char c) {
    return atoms_sign(as, i, c) ? 1 : 0;
}

static uint32_t skip_the(const atoms *as, uint32_t i) {
    return take(as, i, SLOT_THE, NULL);
}

/* ---- calendar ---- */

/* An abbreviation, which may have a full stop: its value in the file says so. */
static bool is_short(const slot_entry *e) {
    return strstr(e->text, "short") != NULL;
}

/* Names of months and weekdays stand in capitals, and are no verb where a tagger has seen them: `may`, `march`. */
static uint32_t take_name(const atoms *as, uint32_t i, slot_class class, const slot_entry **e) {
    uint32_t n = take(as, i, class, e);
    if (!n || !as->v[i].upper) return 0;
    truce_upos upos = as->sentence->words[as->v[i].word].upos;
    if (upos == TRUCE_UPOS_AUX || upos == TRUCE_UPOS_VERB) return 0;
    if (is_short(*e) && atoms_sign(as, i + n, '.') && as->v[i + n].glued) n++;
    return n;
}

static bool is_whole(const atom *at) {
    return at->number && at->digits > 0;
}

/* 1..31, with or without th; `the seventh` only where ordinals are allowed. */
static uint32_t take_day(const atoms *as, uint32_t i, bool ordinal, int *day) {
    const slot_entry *e;
    if (i >= as->n) return 0;
    if (is_whole(&as->v[i]) && as->v[i].digits <= 2 && as->v[i].value >= 1 && as->v[i].value <= 31) {
        *day = (int)as->v[i].value;
        return 1 + (i + 1 < as->n && as->v[i + 1].glued ? take(as, i + 1, SLOT_ORDINAL_END, NULL) : 0);
    }
    uint32_t n = ordinal ? take(as, i, SLOT_ORDINAL, &e) : 0;
    if (n) *day = (int)e->number;
    return n;
}

/* A year that stands where only a year can stand. */
static uint32_t take_year(const atoms *as, uint32_t i, int *year) {
    const slot_entry *e;
    if (i >= as->n) return 0;
    uint32_t quote = as->v[i].text[0] == '\'' && i + 1 < as->n && as->v[i + 1].glued ? 1 : 0;
    const atom *at = &as->v[i + quote];
    if (!is_whole(at)) return 0;
    if (i + quote + 1 < as->n && as->v[i + quote + 1].glued && as->v[i + quote + 1].letters) return 0;
    if (quote) {
        if (at->digits != 2) return 0;
        *year = (int)at->value + (at->value > 30 ? 1900 : 2000);
        return 2;
    }
    uint32_t era = take(as, i + 1, SLOT_ERA, &e);
    if (era && strcmp(e->text, "BC") == 0 && at->value >= 1 && at->value < 9999) {
        *year = -(int)at->value;
        return 1 + era;
    }
    if (at->digits != 4 || at->value < 1000 || at->value > 2999) return 0;
    *year = (int)at->value;
    return 1 + era;
}

/* [,] year after a month or a day: `25 June 1950`, `December, 2001`, `May of 1916`, `May of that year` */
static uint32_t take_year_after(const atoms *as, uint32_t i, time_words *t) {
    uint32_t comma = skip_sign(as, i, ','), of = comma ? 0 : take(as, i, SLOT_OF, NULL);
    uint32_t n = take_year(as, i + comma + of, &t->year);
    if (n) return comma + of + n;
    const slot_entry *e;
    uint32_t that = of ? take(as, i + of, SLOT_CONTEXT_SHIFT, &e) : 0;
    if (!that || e->number != 0 || !(n = take(as, i + of + that, SLOT_TIME_UNIT, &e)) || e->text[0] != 'Y') return 0;
    t->context = true;
    return of + that + n;
}

/* What divides the ends of a range, after the first: `-`, `to`, `and`. */
static uint32_t take_to(const atoms *as, uint32_t i) {
    uint32_t n = take(as, i, SLOT_TO, NULL);
    return n ? n : take(as, i, SLOT_AND, NULL);
}

/* June 25 [, 1950] · June [of] 1950 · June */
static uint32_t read_month_first(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t at = i, n = take_name(as, at, SLOT_MONTH, &e);
    if (!n) return 0;
    at += n;
    t->month = (int)e->number;
    if ((n = take_year_after(as, at, t))) return at + n;
    uint32_t hyphen = skip_sign(as, at, '-');
    if ((n = take_day(as, at + hyphen, false, &t->day))) {
        at += hyphen + n;

        at += take_year_after(as, at, t);
    }
    return at;
}

/* [the] 25 [th] [of] June [,] [1950]; of `25-26 June 1950` the first day. */
static uint32_t read_day_first(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    int to;
    uint32_t the = skip_the(as, i), at = i + the, n = take_day(as, at, true, &t->day);
    if (!n) return 0;
    uint32_t first_end = at += n, range = take_to(as, at);
    if (range && (n = take_day(as, at + range, false, &to)) && to > t->day)
        at += range + n;
    else
        range = 0;
    uint32_t of = take(as, at, SLOT_OF, NULL), hyphen = skip_sign(as, at, '-');
    n = take_name(as, at + of + hyphen, SLOT_MONTH, &e);
    if (!n) return 0;
    if (!is_whole(&as->v[i + the]) && !of && !the) return 0; /* `seventh March` alone is a march */
    at += of + hyphen + n;
    t->month = (int)e->number;
    uint32_t year = skip_sign(as, at, '-') ? take_year(as, at + 1, &t->year) : 0;
    year = year ? year + 1 : take_year_after(as, at, t);
    return range ? first_end : at + year;
}

/* `the 13th`, `the ninth` */
static uint32_t read_bare_day(const atoms *as, uint32_t i, time_words *t) {
    uint32_t the = skip_the(as, i);
    if (!the) return 0;
    uint32_t n = take_day(as, i + the, true, &t->day);
    /* an adjective before a noun is no day of a month: `the seventh round` */
    if (!n || is_whole(&as->v[i + the + n - 1])) return 0;
    if (i + the + n < as->n && (as->v[i + the + n].letters || as->v[i + the + n].number) &&
        !take(as, i + the + n, SLOT_TO, NULL) && !take(as, i + the + n, SLOT_AND, NULL) &&
        !take(as, i + the + n, SLOT_PREPOSITION, NULL))
        return 0;
    return atoms_take_back(as, i, SLOT_PREPOSITION, NULL) ? i + the + n : 0;
}

/* 2025-02-27 · 27/2/2025 · 2/27/2025 · 27.02.2025 has been read as a decimal number and is none */
static uint32_t read_digits(const atoms *as, uint32_t i, time_words *t) {
    if (i + 4 >= as->n) return 0;
    const atom *a = &as->v[i];
    char sign = a[1].text[0];
    if ((sign != '-' && sign != '/') || a[3].text[0] != sign || !is_whole(&a[0]) || !is_whole(&a[2]) ||
        !is_whole(&a[4]))
        return 0;
    for (int k = 1; k < 5; k++)
        if (!a[k].glued) return 0;
    int x = (int)a[0].value, y = (int)a[2].value, z = (int)a[4].value;
    if (a[0].digits == 4) {
        t->year = x;
        t->month = y;
        t->day = z;
    } else if (a[4].digits == 4) {
        bool day_first = x > 12;
        t->year = z;
        t->month = day_first ? y : x;
        t->day = day_first ? x : y;
    } else
        return 0;
    return t->month >= 1 && t->month <= 12 && t->day >= 1 && t->day <= 31 ? i + 5 : 0;
}

/* the 1930s · 1870's · '80s */
static uint32_t read_decade(const atoms *as, uint32_t i, time_words *t) {
    uint32_t at = i + skip_the(as, i);
    uint32_t quote = at < as->n && as->v[at].text[0] == '\'' ? 1 : 0;
    at += quote;
    if (at + 1 >= as->n || !is_whole(&as->v[at])) return 0;
    int value = (int)as->v[at].value;
    uint32_t tail = at + 1;
    if (as->v[tail].text[0] == '\'' && as->v[tail].glued) tail++;
    if (!take(as, tail, SLOT_PLURAL, NULL) || !as->v[tail].glued || value % 10) return 0;
    if (as->v[at].digits == 2 && (quote || value >= 30))
        value += 1900;
    else if (as->v[at].digits != 4)
        return 0;
    if (value < 1000 || value > 2999) return 0;
    t->year = value;
    t->decade = true;
    const slot_entry *e;
    uint32_t n = take(as, tail + 1, SLOT_ERA, &e);
    if (n && strcmp(e->text, "BC") == 0) t->year = -value;
    return tail + 1 + n;
}

/* the nineteenth century [BC] */
static uint32_t read_century(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t at = i + skip_the(as, i), n = take(as, at, SLOT_ORDINAL, &e);
    int value = 0;
    if (n)
        value = (int)e->number;
    else if ((n = take_day(as, at, false, &value)) < 2)
        return 0;
    at += n;
    at += skip_sign(as, at, '-');
    n = take(as, at, SLOT_TIME_UNIT, &e);
    if (!n || e->text[0] != 'C' || value < 1) return 0;
    at += n;
    t->century = true;
    t->year = (value - 1) * 100;
    n = take(as, at, SLOT_ERA, &e);
    if (n && strcmp(e->text, "BC") == 0)
        t->year = -(value - 1) * 100 - 1;
    else if (t->year == 0)
        t->year = 1;
    return at + n;
}

/* [the] summer [of] [1916] */
static uint32_t read_season(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t the = skip_the(as, i), at = i + the, n = take(as, at, SLOT_SEASON, &e);
    if (!n) return 0;
    t->season = e->text;
    at += n;
    n = take_year_after(as, at, t);
    /* `fall` and `spring` are other words, too */
    truce_upos upos = as->sentence->words[as->v[i + the].word].upos;
    if (!n && (upos == TRUCE_UPOS_VERB || take(as, at, SLOT_OF, NULL))) return 0;
    if (!n && !the && !atoms_take_back(as, i, SLOT_PREPOSITION, NULL) && !atoms_take_back(as, i, SLOT_THIRD, NULL))
        return 0;
    return at + n;
}

static uint32_t read_holiday(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t n = take(as, i, SLOT_HOLIDAY, &e);
    if (!n) return 0;
    if (sscanf(e->text, "%d-%d", &t->month, &t->day) != 2) return 0;
    return i + n + take_year_after(as, i + n, t);
}

/* The first year of `499-493 BC`, whose era stands once. */
static uint32_t take_first_year(const atoms *as, uint32_t i, int *year) {
    int last;
    if (i >= as->n || !is_whole(&as->v[i])) return 0;
    uint32_t to = take_to(as, i + 1);
    if (!to || !take_year(as, i + 1 + to, &last) || last >= 0 || as->v[i].value <= -last) return 0;
    *year = -(int)as->v[i].value;
    return 1;
}

/* A bare year where nothing shows that it counts something. */
static uint32_t read_year(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t word = take(as, i, SLOT_YEAR_WORD, NULL), at = i + word, n = take_first_year(as, at, &t->year);
    if (!n) n = take_year(as, at, &t->year);
    if (!n) return 0;
    if (word || t->year < 0 || n > 1) return at + n;
    if (take(as, at + n, SLOT_PERCENT, NULL) || take(as, at + n, SLOT_MONEY, NULL) ||
        take(as, at + n, SLOT_MEASURE, NULL) || take(as, at + n, SLOT_SCALE, NULL) ||
        take(as, at + n, SLOT_TIME_UNIT, NULL) || take(as, at + n, SLOT_HUNDRED, NULL))
        return 0;
    if (atoms_take_back(as, at, SLOT_HEDGE, &e) && strcmp(e->text, "about") != 0) return 0;
    if (atoms_take_back(as, at, SLOT_MONEY, NULL) || atoms_take_back(as, at, SLOT_LABEL, NULL)) return 0;
    if (at > 0 && as->v[at].glued && (as->v[at - 1].letters || strchr(".:/#", as->v[at - 1].text[0]))) return 0;
    if (at + n < as->n && as->v[at + n].glued && as->v[at + n].letters) return 0;
    bool certain = atoms_take_back(as, at, SLOT_PREPOSITION, NULL) || atoms_sign(as, at ? at - 1 : 0, '(') ||
                   atoms_take_back(as, at, SLOT_THIRD, NULL) || atoms_take_back(as, at, SLOT_OF, NULL);
    if (t->year < 1500 && !certain) return 0;
    /* `2000 people`: a plural noun that the number belongs to, without an article before it */
    const truce_sentence *s = as->sentence;
    uint32_t w = as->v[at].word;
    bool before_noun = w < s->n && s->words[w + 1].upos == TRUCE_UPOS_NOUN;
    bool plural = before_noun && (strcmp(s->words[w + 1].xpos, "NNS") == 0 || strstr(s->words[w + 1].feats, "Plur"));
    if (plural && !(w > 1 && s->words[w - 1].upos == TRUCE_UPOS_DET)) return 0;
    if (!certain && before_noun && !(w > 1 && (s->words[w - 1].upos == TRUCE_UPOS_DET || atoms_sign(as, at - 1, '\''))))
        return 0;
    return at + n;
}

/* Weekday alone, or before a date: `Saturday, June 24, 1950`; with a part of the day: `Thursday night`. */
static uint32_t read_weekday(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t n = take_name(as, i, SLOT_WEEKDAY, &e), at;
    if (!n) return 0;
    t->weekday = (int)e->number + 1;
    at = i + n;
    uint32_t comma = skip_sign(as, at, ',');
    const slot_entry *part;
    uint32_t day_part = take(as, at, SLOT_DAYPART, &part), of = 0;
    if (day_part) {
        t->daypart = part->text;
        at += day_part;
        comma = skip_sign(as, at, ',');
        of = take(as, at, SLOT_OF, NULL);
    }
    time_words date = {0};
    uint32_t end = read_month_first(as, at + comma + of, &date);
    if (!end) end = read_day_first(as, at + comma + of, &date);
    if (end && date.day) {
        t->month = date.month;
        t->day = date.day;
        t->year = date.year;
        return end;
    }
    /* `Sun` is a name of other things, too */
    return is_short(e) && !atoms_take_back(as, i, SLOT_PREPOSITION, NULL) ? 0 : at;
}

static const reader calendar_readers[] = {read_digits,  read_month_first, read_day_first, read_bare_day, read_decade,
                                          read_century, read_season,      read_holiday,   read_year,     read_weekday};

static uint32_t longest(const reader *readers, size_t n_readers, const atoms *as, uint32_t i, time_form form,
                        time_words *out) {
    uint32_t best = 0;
    for (size_t k = 0; k < n_readers; k++) {
        time_words t = {.form = form};
        uint32_t end = readers[k](as, i, &t);
        if (end > best) {
            best = end;
            *out = t;
        }
    }
    return best;
}

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static uint32_t read_calendar(const atoms *as, uint32_t i, time_words *t) {
    return longest(calendar_readers, COUNT_OF(calendar_readers), as, i, TIME_DATE, t);
}

/* ---- days and shifts ---- */

/* today · tonight · yesterday morning · overnight [on Friday] */
static uint32_t read_day(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t n = take(as, i, SLOT_OVERNIGHT, NULL);
    if (n) {
        t->overnight = true;
        uint32_t on = atoms_take(as, i + n, SLOT_PREPOSITION, &e) && strcmp(e->text, "in") == 0 ? 1 : 0;
        const slot_entry *day;
        uint32_t k = take_name(as, i + n + on, SLOT_WEEKDAY, &day);
        if (k) {
            t->form = TIME_DATE;
            t->weekday = (int)day->number + 1;
            return i + n + on + k;
        }
    } else if (!(n = take(as, i, SLOT_DAY, &e)))
        return 0;
    t->form = TIME_SHIFT;
    t->unit = "D";
    if (t->overnight) return i + n;
    t->n = e->number;
    const char *slash = strchr(e->text, '/');
    if (slash) t->daypart = slash + 1;
    const slot_entry *part;
    uint32_t k = take(as, i + n, SLOT_DAYPART, &part);
    if (k) t->daypart = part->text;
    return i + n + k;
}

/* An amount before a unit: a number, `a few`, `several`; 0 atoms where none. */
static uint32_t read_amount_number(const atoms *as, uint32_t i, time_words *t) {
    number n;
    uint32_t k = number_read(as, i, &n);
    if (k) {
        t->n = n.min;
        t->vague = n.max == TRUCE_UNBOUNDED;
        return k - i;
    }
    if ((k = take(as, i, SLOT_FEW, NULL))) t->vague = true;
    return k;
}

static bool is_unit(const slot_entry *e, char c) {
    return e->text[0] == c;
}

static bool is_plural(const slot_entry *unit) {
    return strchr(unit->text, '+') != NULL;
}

static uint32_t take_unit(const atoms *as, uint32_t i, const slot_entry **e) {
    return take(as, i, SLOT_TIME_UNIT, e);
}

/* What last, this, next stands before: a unit, a named day, month, season, or a part of the day. */
static uint32_t read_shifted(const atoms *as, uint32_t i, int shift, bool context, time_words *t) {
    const slot_entry *e;
    uint32_t n;
    t->context = context;
    if ((n = take_unit(as, i, &e))) {
        if (e->text[0] == 'T' && strncmp(e->text, "TH", 2) != 0) return 0;
        t->form = TIME_SHIFT;
        t->unit = e->text;
        t->n = shift;
        return i + n;
    }
    if ((n = take(as, i, SLOT_DAYPART, &e))) {
        if (shift > 0 && !context) return 0;
        t->form = TIME_SHIFT;
        t->unit = "D";
        t->n = context || strcmp(e->text, "NI") == 0 ? shift : 0;
        t->daypart = e->text;
        return i + n;
    }
    t->form = TIME_DATE;
    t->shift = shift;
    t->shifted = true;
    if ((n = take_name(as, i, SLOT_WEEKDAY, &e))) {
        t->weekday = (int)e->number + 1;
        const slot_entry *part;
        uint32_t k = take(as, i + n, SLOT_DAYPART, &part);
        if (k) t->daypart = part->text;
        return i + n + k;
    }
    if ((n = take_name(as, i, SLOT_MONTH, &e))) {
        t->month = (int)e->number;
        return i + n + take_day(as, i + n, false, &t->day);
    }
    if ((n = take(as, i, SLOT_SEASON, &e))) {
        t->season = e->text;
        return i + n;
    }
    return 0;
}

/* [the] last week · next Monday · this summer · that day · the following year */
static uint32_t read_shift(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t the = skip_the(as, i), best = 0, end, n;
    time_words found;
    if (the && (n = take(as, i + the, SLOT_TIME_UNIT, &e)) && e->text[0] == 'K') {
        *t = (time_words){.form = TIME_SHIFT, .unit = e->text};
        return i + the + n;
    }
    for (int context = 0; context < 2; context++) {
        for (uint32_t skip = 0; skip <= the; skip++) {
            n = take(as, i + skip, context ? SLOT_CONTEXT_SHIFT : SLOT_SHIFT, &e);
            if (!n) continue;
            found = (time_words){0};
            end = read_shifted(as, i + skip + n, (int)e->number, context, &found);
            if (end > best) {
                best = end;
                *t = found;
            }
        }
    }
    return best;
}

/* the past two days · the last 72 hours · the next few weeks · the past year */
static uint32_t read_span(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e, *unit;
    uint32_t n = take(as, i, SLOT_SPAN, &e), at = i + n;
    if (!n) {
        uint32_t the = skip_the(as, i);
        if (!the || !(n = take(as, i + the, SLOT_SPAN, &e))) return 0;
        at = i + the + n;
    }
    uint32_t amount = read_amount_number(as, at, t);
    if (!amount) t->n = 1;
    at += amount;
    uint32_t hyphen = skip_sign(as, at, '-');
    at += hyphen;
    if (!(n = take_unit(as, at, &unit))) return 0;
    if (hyphen && !is_plural(unit)) return 0; /* the last 72-hour truce */
    /* without a number, `last week` is a week of the calendar; `the past year` is a stretch; `recent months` is vague
     */
    if (!amount && is_plural(unit)) t->vague = true;
    if (!amount && !is_plural(unit) && !strstr(e->text, "alone")) return 0;
    t->form = TIME_SPAN;
    t->unit = unit->text;
    t->shift = e->number < 0 ? -1 : 1;
    return at + n;
}

/* ---- amounts ---- */

/* Words between a unit and its end: `- old`, `- long`, `plus`. */
static uint32_t take_long(const atoms *as, uint32_t i, time_words *t) {
    uint32_t at = i, n;
    const slot_entry *e;
    while ((n = take(as, at, SLOT_LONG, &e))) {
        if (strstr(e->phrase, "old")) t->old = true;
        at += n;
        if (at - i > 8) break;
    }
    return at - i;
}

/* `a year and a half` */
static uint32_t read_half(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t and = take(as, i, SLOT_AND, NULL), a = and? take(as, i + and, SLOT_ARTICLE, NULL) : 0;
    uint32_t half = a ? take(as, i + and+a, SLOT_FRACTION, &e) : 0;
    if (!half || t->vague) return 0;
    t->n += e->number;
    return and+a + half;
}

/* [hedge] two [and a half] weeks [ago | later] · an hour · 50 - day · hours earlier */
static uint32_t read_amount(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e, *hedge;
    uint32_t at = i, n;
    t->hedge = TRUCE_QUALIFIER_EXACT;
    for (int k = 0; k < 2 && (n = take(as, at, SLOT_HEDGE, &hedge)); k++) {
        t->hedge = truce_qualifier_from_name(hedge->text);
        at += n;
    }
    at += take(as, at, SLOT_ANOTHER, NULL);
    uint32_t amount = read_amount_number(as, at, t), article = 0;
    if (!amount) {
        const slot_entry *fraction;
        article = take(as, at, SLOT_ARTICLE, NULL);
        uint32_t half = take(as, at + article, SLOT_FRACTION, &fraction);
        if (half && fraction->number == 0.5) {
            t->n = 0.5;
            at += article + half;
            at += skip_sign(as, at, '-');
            amount = 1;
            at += take(as, at, SLOT_ARTICLE, NULL);
        } else {
            t->n = 1;
            at += article;
        }
    } else
        at += amount;
    at += skip_sign(as, at, '-');
    if (!(n = take_unit(as, at, &e))) return 0;
    bool bare = !amount && !article && at == i;
    bool plural = is_plural(e);
    if (is_unit(e, 'K') || (article && strncmp(e->text, "TS", 2) == 0) || (!amount && !article && !bare)) return 0;
    if (bare) t->vague = true;
    t->unit = e->text;
    at += n;
    uint32_t half = read_half(as, at, t);
    at += half;
    uint32_t tail = take_long(as, at, t);
    at += tail;
    t->form = TIME_DURATION;
    uint32_t ago = take(as, at, SLOT_AGO, &e);
    if (!ago && (ago = take(as, at, SLOT_CONTEXT_AGO, &e))) t->context = true;
    /* `two days after the vote` counts from the vote, which no calendar knows */
    bool more = at + ago < as->n && (as->v[at + ago].letters || as->v[at + ago].number);
    if (ago && t->context && more && strstr(e->text, "event")) {
        ago = 0;
        t->context = false;
    }
    if (ago && !(tail && !t->old)) {
        t->form = TIME_SHIFT;
        t->amount = true;
        t->n *= e->number < 0 ? -1 : 1;
        return at + ago;
    }
    if (bare && !tail) return 0;
    if (!amount && !article && !plural && !tail && !bare) return 0;
    return at;
}

/* ---- clock, repeats, references ---- */

static uint32_t take_zone(const atoms *as, uint32_t i) {
    uint32_t n = 0, k;
    for (int round = 0; round < 2 && (k = take(as, i + n, SLOT_ZONE, NULL)); round++) n += k;
    return n;
}

/* 11 pm · 4 a.m. GMT · 19 : 30 · 03:00hrs */
static uint32_t read_clock(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    if (i >= as->n || !as->v[i].number || as->v[i].value > 9999) return 0;
    const atom *at = &as->v[i];
    int hour = (int)at->value, minute = 0;
    uint32_t n = 1;
    bool colon = false;
    if (at->digits && i + 2 < as->n && at[1].text[0] == ':' && at[1].glued && is_whole(&at[2]) && at[2].glued &&
        at[2].digits == 2) {
        minute = (int)at[2].value;
        n = 3;
        colon = true;
    } else if (!at->digits && at->span.end - at->span.start <= 5) { /* 10.30 am */
        minute = (int)((at->value - hour) * 100 + 0.5);
    } else if (!at->digits)
        return 0;
    uint32_t half = take(as, i + n, SLOT_CLOCK, &e);
    if (half) {
        n += half;
        if (hour > 12) return 0;
        if (e->text[0] == 'P' && hour < 12) hour += 12;
        if (e->text[0] == 'A' && hour == 12) hour = 0;
    }
    uint32_t zone = take_zone(as, i + n);
    if (!colon && !half && at->digits == 4 && zone) { /* 0300 GMT */
        minute = hour % 100;
        hour /= 100;
    } else if (!colon && !half)
        return 0;
    if (hour > 24 || minute > 59) return 0;
    t->form = TIME_OF_DAY;
    snprintf(t->clock, sizeof t->clock, "%02d:%02d", hour % 100, minute % 100);
    return i + n + zone;
}

/* A part of the day alone: `at dawn`, `the morning`; left of a noun it is no time (`night club`). */
static uint32_t read_daypart(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e, *p;
    uint32_t the = skip_the(as, i), n = take(as, i + the, SLOT_DAYPART, &e);
    if (!n) return 0;
    if (!the && !atoms_take_back(as, i, SLOT_PREPOSITION, &p)) return 0;
    t->form = TIME_OF_DAY;
    t->daypart = e->text;
    uint32_t at = i + the + n, of = take(as, at, SLOT_OF, NULL), on = 0;
    if (!of && take(as, at, SLOT_PREPOSITION, &p) && strcmp(p->text, "in") == 0) on = 1;
    time_words date = {0};
    uint32_t end = of || on ? read_calendar(as, at + of + on, &date) : 0;
    if (end && (date.day || date.weekday)) {
        const char *part = t->daypart;
        *t = date;
        t->daypart = part;
        return end;
    }
    return at;
}

/* daily · every Monday · each year · every two weeks · per month · once a week */
static uint32_t read_repeat(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t n = take(as, i, SLOT_SET, &e);
    t->form = TIME_SET;
    if (n) {
        t->ref = e->text;
        return i + n;
    }
    if (!(n = take(as, i, SLOT_EVERY, NULL))) return 0;
    uint32_t at = i + n, k;
    if ((k = take_name(as, at, SLOT_WEEKDAY, &e))) {
        t->weekday = (int)e->number + 1;
        return at + k;
    }
    t->n = 1;
    at += read_amount_number(as, at, t);
    if (!(k = take_unit(as, at, &e))) {
        if (!(k = take(as, at, SLOT_DAYPART, &e))) return 0;
        t->unit = "D";
        t->daypart = e->text;
        return at + k;
    }
    t->unit = e->text;
    return at + k;
}

static uint32_t read_ref(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t n = take(as, i, SLOT_REF, &e);
    if (n) {
        t->form = TIME_REF;
        t->ref = e->text;
        return i + n;
    }
    n = take(as, i, SLOT_SINCE_THEN, &e);
    if (!n || !atoms_take_back(as, i, SLOT_PREPOSITION, NULL)) return 0;
    t->form = TIME_THEN;
    return i + n;
}

/* ---- parts ---- */

static const reader whole_readers[] = {read_calendar, read_day,     read_shift,  read_span, read_amount,
                                       read_clock,    read_daypart, read_repeat, read_ref};

static uint32_t read_whole(const atoms *as, uint32_t i, time_words *t) {
    return longest(whole_readers, COUNT_OF(whole_readers), as, i, TIME_NO_FORM, t);
}

static time_third third_from(const char *name) {
    return name[0] == 'S' ? THIRD_START : name[0] == 'M' ? THIRD_MID : THIRD_END;
}

/* A small `on`, `in`, `of`, `this`, `the` between a part and its whole. */
static uint32_t take_link(const atoms *as, uint32_t i) {
    const slot_entry *e;
    uint32_t n = take(as, i, SLOT_OF, NULL);
    if (!n && take(as, i, SLOT_PREPOSITION, &e) && strcmp(e->text, "in") == 0) n = 1;
    return n;
}

/* [the] early [- | in | on] WHOLE; a whole that is a month, a year, a day, a unit of the calendar. */
static uint32_t read_third(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t n = take(as, i, SLOT_THIRD, &e), at;
    if (!n) {
        uint32_t the = skip_the(as, i);
        if (!the || !(n = take(as, i + the, SLOT_THIRD, &e))) return 0;
        at = i + the + n;
    } else
        at = i + n;
    uint32_t link = take_link(as, at), the = skip_the(as, at + link);
    uint32_t end = read_whole(as, at + link, t);
    if (end && t->form == TIME_DURATION) end = 0;
    if (!end && the) {
        /* the end of the month, of the year */
        const slot_entry *unit;
        uint32_t k = take_unit(as, at + link + the, &unit);
        if (k && unit->text[0] != 'T') {
            *t = (time_words){.form = TIME_SHIFT, .unit = unit->text};
            end = at + link + the + k;
        }
    }
    if (!end || (t->form != TIME_DATE && t->form != TIME_SHIFT)) return 0;
    t->third = third_from(e->text);
    return end;
}

/* earlier / later + on Monday · this week · in the day: the whole's value. */
static uint32_t read_within(const atoms *as, uint32_t i, time_words *t) {
    const slot_entry *e;
    uint32_t n = take(as, i, SLOT_WITHIN_DAY, &e);
    if (!n) return 0;
    uint32_t link = take_link(as, i + n), the = skip_the(as, i + n + link);
    uint32_t end = read_whole(as, i + n + link, t);
    if (end && (t->form == TIME_DATE || t->form == TIME_SHIFT || t->form == TIME_OF_DAY)) return end;
    const slot_entry *unit;
    uint32_t k = the ? take_unit(as, i + n + link + the, &unit) : 0;
    if (!k || unit->text[0] == 'T') return 0;
    *t = (time_words){.form = TIME_SHIFT, .unit = unit->text};
    return i + n + link + the + k;
}

static const reader all_readers[] = {read_whole, read_third, read_within};

uint32_t time_read(const atoms *as, uint32_t i, time_words *out) {
    uint32_t end = longest(all_readers, COUNT_OF(all_readers), as, i, TIME_NO_FORM, out);
    if (!end) return 0;
    out->first = i;
    out->end = end;
    return end;
}

uint32_t time_read_end(const atoms *as, const time_words *start, time_words *out) {
    uint32_t i = start->end, to = take_to(as, i), n;
    if (!to || start->form != TIME_DATE) return 0;
    *out = (time_words){.form = TIME_DATE, .first = i + to, .year = start->year, .month = start->month};
    if (start->month && start->day) { /* March 23-25 */
        n = take_day(as, i + to, false, &out->day);
        if (!n || out->day <= start->day) return 0;
        uint32_t end = i + to + n;
        const slot_entry *month;
        if (take_name(as, end, SLOT_MONTH, &month)) return 0;
        bool ends = end >= as->n || !(as->v[end].letters || as->v[end].number);
        if (!ends && !take(as, i, SLOT_TO, NULL)) return 0; /* `on May 4 and 5 soldiers` */
        out->end = end + take_year_after(as, end, out);
        return out->end;
    }
    if (start->month || start->year < 1000 || start->season || start->decade || start->century) return 0;
    const atom *at = i + to < as->n ? &as->v[i + to] : NULL; /* 1915-16 */
    if (!at || !is_whole(at) || !at->glued || at->digits != 2 || at->value <= start->year % 100) return 0;
    out->year = start->year - start->year % 100 + (int)at->value;
    out->end = i + to + 1;
    return out->end;
}
