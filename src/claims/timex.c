/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/timex.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "claims/timex_read.h"

/* ---- a stretch of the calendar ---- */

/* A day, week, month, season, year, decade or century: what a TIMEX3 date value names. */
typedef struct period {
    char unit; /* D W M S(season) Y E C; 0 unknown */
    int year;  /* below 0: of BC */
    int month, day;
    const char *season;
} period;

typedef struct interval {
    truce_day start, end;
} interval;

static const interval no_interval = {TRUCE_NO_DAY, TRUCE_NO_DAY};

static bool has_days(interval i) {
    return i.start != TRUCE_NO_DAY || i.end != TRUCE_NO_DAY;
}

static period period_of(truce_day d, char unit) {
    period p = {.unit = unit};
    if (d == TRUCE_NO_DAY) return (period){0};
    if (unit == 'W') d -= day_weekday(d);
    day_split(d, &p.year, &p.month, &p.day);
    if (unit == 'E') p.year -= p.year % 10;
    if (unit == 'C') p.year -= p.year % 100;
    return p;
}

/* Seasons of the northern year as reports use them: summer is June to August, winter December to February. */
static int season_month(const char *season) {
    return strcmp(season, "SP") == 0 ? 3 : strcmp(season, "SU") == 0 ? 6 : strcmp(season, "FA") == 0 ? 9 : 12;
}

static interval months_from(int year, int month, int n) {
    truce_day start = day_of(year, month, 1);
    if (start == TRUCE_NO_DAY) return no_interval;
    truce_day next = day_add_months(start, n);
    return (interval){start, next == TRUCE_NO_DAY ? TRUCE_NO_DAY : next - 1};
}

static interval period_days(period p) {
    truce_day d;
    if (p.year < 1 && p.unit != 'C') return no_interval;
    switch (p.unit) {
    case 'D': d = day_of(p.year, p.month, p.day); return (interval){d, d};
    case 'W': d = day_of(p.year, p.month, p.day); return d == TRUCE_NO_DAY ? no_interval : (interval){d, d + 6};
    case 'K': d = day_of(p.year, p.month, p.day); return d == TRUCE_NO_DAY ? no_interval : (interval){d, d + 1};
    case 'M': return months_from(p.year, p.month, 1);
    case 'S': return months_from(p.year, season_month(p.season), 3);
    case 'Q': return months_from(p.year, p.month, 3);
    case 'Y': return months_from(p.year, 1, 12);
    case 'E': return months_from(p.year, 1, 120);
    case 'C': return p.year < 0 ? no_interval : months_from(p.year ? p.year : 1, 1, 1200);
    default: return no_interval;
    }
}

/* ISO 8601 week of the Monday d: the year is that of its Thursday. */
static void iso_week(truce_day monday, int *year, int *week) {
    truce_day thursday = monday + 3;
    day_split(thursday, year, NULL, NULL);
    *week = (thursday - day_of(*year, 1, 1)) / 7 + 1;
}

static void period_value(period p, char *out) {
    char year[16];
    if (p.year < 0)
        snprintf(year, sizeof year, "BC%04d", -p.year);
    else if (p.year == 0)
        snprintf(year, sizeof year, "XXXX");
    else
        snprintf(year, sizeof year, "%04d", p.year);
    switch (p.unit) {
    case 'D':
        if (p.month)
            snprintf(out, TIMEX_VALUE, "%s-%02d-%02d", year, p.month, p.day);
        else
            snprintf(out, TIMEX_VALUE, "%s-XX-%02d", year, p.day);
        break;
    case 'W':
    case 'K': {
        int y, week;
        truce_day d = day_of(p.year, p.month, p.day);
        if (d == TRUCE_NO_DAY) {
            snprintf(out, TIMEX_VALUE, "XXXX-WXX%s", p.unit == 'K' ? "-WE" : "");
            break;
        }
        iso_week(d - day_weekday(d), &y, &week);
        snprintf(out, TIMEX_VALUE, "%04d-W%02d%s", y, week, p.unit == 'K' ? "-WE" : "");
        break;
    }
    case 'M': snprintf(out, TIMEX_VALUE, "%s-%02d", year, p.month); break;
    case 'S': snprintf(out, TIMEX_VALUE, "%s-%s", year, p.season); break;
    case 'Q': snprintf(out, TIMEX_VALUE, "%s-Q%d", year, (p.month + 2) / 3); break;
    case 'Y': snprintf(out, TIMEX_VALUE, "%s", year); break;
    case 'E': snprintf(out, TIMEX_VALUE, "%.*s", (int)strlen(year) - 1, year); break;
    case 'C': snprintf(out, TIMEX_VALUE, "%.*s", (int)strlen(year) - 2, year); break;
    default: snprintf(out, TIMEX_VALUE, "XXXX-XX-XX");
    }
}

/* ---- the setting of one expression ---- */

/* What incomplete expressions are completed from. */
typedef struct setting {
    truce_day report; /* TRUCE_NO_DAY of an undated one, and in a narrative */
    period told;      /* the last period told of; unit 0 before the first */
    bool narrative;
    int direction; /* where the clause's tense points: -1 past, 1 future, 0 nowhere */
    const period *dated;
    size_t n_dated; /* full dates that the report gives anywhere */
} setting;

static truce_day told_day(const setting *g) {
    interval i = period_days(g->told);
    return i.start != TRUCE_NO_DAY ? i.start : g->narrative ? TRUCE_NO_DAY : g->report;
}

static truce_day base_day(const setting *g, bool context) {
    return context || g->narrative ? told_day(g) : g->report;
}

/* A day of a month that lies so far ahead is not meant where the last one is near: a term that ran out last week, told
 * of as to come. */
enum { far_days = 270 };

static int nearest_year(period p, truce_day base, int year) {
    int best = year;
    long distance = -1;
    for (int y = year - 1; y <= year + 1; y++) {
        p.year = y;
        interval i = period_days(p);
        long d = labs((long)i.start - base);
        if (!has_days(i) || (distance >= 0 && d >= distance)) continue;
        distance = d;
        best = y;
    }
    return best;
}

/* The year that puts a month, a season or a day of a month on the side that direction points to; 0: the nearest. */
static int year_toward(period p, truce_day base, int direction) {
    int year, out;
    day_split(base, &year, NULL, NULL);
    p.year = out = year;
    interval same = period_days(p);
    if (direction == 0) return nearest_year(p, base, year);
    if (!has_days(same)) return year;
    if (direction < 0 && same.start > base) out = year - 1;
    if (direction > 0 && same.end < base) out = year + 1;
    p.year = out;
    interval chosen = period_days(p);
    bool far = direction > 0 && p.unit == 'D' && has_days(chosen) && labs((long)chosen.start - base) > far_days;
    return far ? nearest_year(p, base, year) : out;
}

/* last July: the latest that is over; this July: of the year; next July: the first to come. */
static int year_shifted(period p, truce_day base, int shift) {
    int year;
    day_split(base, &year, NULL, NULL);
    if (shift == 0) return year;
    p.year = year;
    interval same = period_days(p);
    if (shift < 0) return same.end < base ? year : year - 1;
    return same.start > base ? year : year + 1;
}

static const period *dated_like(const setting *g, period p) {
    for (size_t i = 0; i < g->n_dated; i++)
        if (g->dated[i].month == p.month && g->dated[i].day == p.day) return &g->dated[i];
    return NULL;
}

/* A month, a season or a day of a month without its year. */
static void complete_year(const setting *g, const time_words *t, period *p) {
    if (t->context) { /* May of that year */
        p->year = g->told.year;
        return;
    }
    const period *same = p->unit == 'D' && !t->shifted && g->direction <= 0 ? dated_like(g, *p) : NULL;
    truce_day base = base_day(g, false);
    if (same)
        p->year = same->year;
    else if (g->narrative) {
        p->year = g->told.year;
        if (!p->year) return;
        int months = g->told.unit == 'M' || g->told.unit == 'D' ? g->told.month - p->month : 0;
        if (t->shifted)
            p->year += t->shift;
        else if (p->month && months > 8)
            p->year++; /* told of December, now of January */
    } else if (base != TRUCE_NO_DAY)
        p->year = t->shifted ? year_shifted(*p, base, t->shift)
                             : year_toward(*p, base,
                                           p->unit == 'D' ? g->direction
                                           : g->direction ? g->direction
                                                          : -1);
}

static truce_day weekday_day(const setting *g, const time_words *t) {
    truce_day base = base_day(g, t->context);
    if (base == TRUCE_NO_DAY) return TRUCE_NO_DAY;
    int wanted = t->weekday - 1, now = day_weekday(base);
    if (t->shifted && t->shift > 0) return base + (wanted - now + 6) % 7 + 1;
    if (t->shifted && t->shift < 0) return base - (now - wanted + 6) % 7 - 1;
    if (t->shifted) return base - now + wanted;
    if (g->direction > 0) return base + (wanted - now + 7) % 7;
    return base - (now - wanted + 7) % 7;
}

static period date_period(const setting *g, const time_words *t) {
    period p = {.year = t->year, .month = t->month, .day = t->day, .season = t->season};
    if (t->century)
        p.unit = 'C';
    else if (t->decade)
        p.unit = 'E';
    else if (t->season)
        p.unit = 'S';
    else if (t->day)
        p.unit = 'D';
    else if (t->month)
        p.unit = 'M';
    else if (t->weekday) {
        truce_day d = weekday_day(g, t);
        return d == TRUCE_NO_DAY ? (period){0} : period_of(d, 'D');
    } else
        p.unit = 'Y';
    if (p.unit == 'D' && !p.month) { /* the 13th */
        truce_day base = g->told.unit == 'D' || g->told.unit == 'M' ? told_day(g) : base_day(g, false);
        if (base != TRUCE_NO_DAY)
            day_split(base, &p.year, &p.month, NULL);
        else if (g->told.month) {
            p.year = g->told.year;
            p.month = g->told.month;
        }
    } else if (!p.year)
        complete_year(g, t, &p);
    return p;
}

/* base moved by whole units of the calendar. */
static period shift_period(truce_day base, const char *unit, double n, bool amount) {
    int k = (int)n;
    char u = unit[0];
    switch (u) {
    case 'T': return period_of(base, 'D');
    case 'D': return period_of(base + k, 'D');
    case 'W': return period_of(base + 7 * k, 'W');
    case 'F': return period_of(base + 14 * k, amount ? 'W' : 'D');
    case 'K': {
        /* the weekend that is last, this, next: Saturday and Sunday of the week */
        truce_day saturday = base - day_weekday(base) + 5;
        return period_of(saturday + 7 * k, 'K');
    }
    case 'M': return period_of(day_add_months(base, k), 'M');
    case 'Y': return period_of(day_add_months(base, 12 * k), 'Y');
    case 'E': return period_of(day_add_months(base, 120 * k), amount ? 'Y' : 'E');
    case 'C': return period_of(day_add_months(base, 1200 * k), 'C');
    default: return (period){0};
    }
}

/* ---- values ---- */

static double unit_factor(char *unit) {
    switch (*unit) {
    case 'E': *unit = 'Y'; return 10;
    case 'C': *unit = 'Y'; return 100;
    case 'F': *unit = 'W'; return 2;
    case 'Q': *unit = 'M'; return 3;
    default: return 1;
    }
}

static void duration_value(const time_words *t, char *out) {
    bool clock = t->unit[0] == 'T';
    char unit = clock ? t->unit[1] : t->unit[0];
    double n = (t->n < 0 ? -t->n : t->n) * (clock ? 1 : unit_factor(&unit));
    const char *start = clock ? "PT" : "P";
    if (t->vague)
        snprintf(out, TIMEX_VALUE, "%sX%c", start, unit);
    else if (n == 0.5 && clock && unit == 'H')
        snprintf(out, TIMEX_VALUE, "PT30M");
    else if (n == 0.5 && unit == 'Y')
        snprintf(out, TIMEX_VALUE, "P6M");
    else
        snprintf(out, TIMEX_VALUE, "%s%.6g%c", start, n, unit);
}

static void add_daypart(const time_words *t, timex *x) {
    size_t n = strlen(x->value);
    if (t->clock[0])
        snprintf(x->value + n, TIMEX_VALUE - n, "T%s", t->clock);
    else if (t->daypart)
        snprintf(x->value + n, TIMEX_VALUE - n, "T%.2s", t->daypart);
    if (t->clock[0] || t->daypart) x->type = TIMEX_TIME;
}

static interval third_of(interval whole, period p, time_third third) {
    int year, month;
    if (!third || whole.start == TRUCE_NO_DAY || whole.end == TRUCE_NO_DAY) return whole;
    day_split(whole.start, &year, &month, NULL);
    if (p.unit == 'M') {
        truce_day first = whole.start;
        if (third == THIRD_START) return (interval){first, first + 9};
        if (third == THIRD_MID) return (interval){first + 10, first + 19};
        return (interval){first + 20, whole.end};
    }
    if (p.unit == 'Y') return months_from(year, third == THIRD_START ? 1 : third == THIRD_MID ? 5 : 9, 4);
    return whole;
}

/* Days of years that a calendar has; a shift may lead out of them. */
static truce_day within_calendar(truce_day d) {
    return d < day_of(1, 1, 1) || d > day_of(9999, 12, 31) ? TRUCE_NO_DAY : d;
}

static void set_days(timex *x, interval i) {
    x->start = within_calendar(i.start);
    x->end = within_calendar(i.end);
    x->certain_day = x->start != TRUCE_NO_DAY || x->end != TRUCE_NO_DAY;
}

/* What goes into the report's own period so far: `this week` of something past ends today. */
static interval so_far(interval i, const setting *g) {
    if (g->direction <= 0 && g->report != TRUCE_NO_DAY && i.start != TRUCE_NO_DAY && i.start <= g->report &&
        i.end > g->report)
        i.end = g->report;
    return i;
}

static period set_date(const setting *g, const time_words *t, timex *x) {
    period p = date_period(g, t);
    if (p.unit)
        period_value(p, x->value);
    else if (t->weekday)
        snprintf(x->value, TIMEX_VALUE, "XXXX-WXX-%d", t->weekday);
    interval i = so_far(third_of(period_days(p), p, t->third), g);
    if (t->overnight && i.start != TRUCE_NO_DAY) i.end = i.start + 1;

    set_days(x, i);
    x->at_end = t->third == THIRD_END;
    add_daypart(t, x);
    return p;
}

static period set_shift(const setting *g, const time_words *t, timex *x) {
    truce_day base = base_day(g, t->context);
    if (t->overnight) {
        period p = period_of(base, 'D');
        if (base != TRUCE_NO_DAY) {
            period_value(period_of(base - 1, 'D'), x->value);
            set_days(x, (interval){base - 1, base});
        } else
            snprintf(x->value, TIMEX_VALUE, "XXXX-XX-XX");
        strcat(x->value, "TNI");
        x->type = TIMEX_TIME;
        return p;
    }
    period p = {0};
    double n = t->n;
    /* the weekend of something past is the one before this week's */
    if (t->unit[0] == 'K' && n == 0 && base != TRUCE_NO_DAY && day_weekday(base) < 5 && g->direction <= 0) n = -1;
    if (!t->vague && base != TRUCE_NO_DAY && n > -1e5 && n < 1e5) p = shift_period(base, t->unit, n, t->amount);
    if (t->vague && t->unit[0] == 'T' && base != TRUCE_NO_DAY) p = period_of(base, 'D');
    if (t->context && g->narrative && t->unit[0] == 'Y' && !g->told.unit) p = (period){0};
    interval i = period_days(p);
    if (p.unit && has_days(i)) {
        period_value(p, x->value);
        i = so_far(third_of(i, p, t->third), g);
        if (t->amount && t->hedge == TRUCE_QUALIFIER_MORE_THAN && t->n < 0) {
            i.end = t->unit[0] == 'Y' || t->unit[0] == 'M'
                        ? day_add_months(base, (int)t->n * (t->unit[0] == 'Y' ? 12 : 1))
                        : i.end;
            i.start = TRUCE_NO_DAY;
            x->past_bound = true;
        } else if (t->amount && t->hedge != TRUCE_QUALIFIER_EXACT)
            i = no_interval;
        set_days(x, i);
    } else {
        p = (period){0};
        snprintf(x->value, TIMEX_VALUE, "%s",
                 t->vague            ? (t->n < 0 ? "PAST_REF" : "FUTURE_REF")
                 : t->unit[0] == 'Y' ? "XXXX"
                                     : "XXXX-XX-XX");
    }
    x->at_end = t->third == THIRD_END;
    add_daypart(t, x);
    return p;
}

static void set_span(const setting *g, const time_words *t, timex *x) {
    truce_day base = base_day(g, false);
    duration_value(t, x->value);
    x->type = TIMEX_DURATION;
    if (base == TRUCE_NO_DAY || t->n > 1e5) return;
    interval i = {base, base};
    char u = t->unit[0];
    int n = (int)t->n * t->shift;
    truce_day other = base;
    if (t->vague) {
        if (u != 'T' && t->shift < 0) return;
        if (u != 'T') i.end = TRUCE_NO_DAY;
        set_days(x, i);
        return;
    }
    switch (u) {
    case 'T': other = strncmp(t->unit, "TH", 2) == 0 ? base + n / 24 : base; break;
    case 'D': other = base + n - t->shift; break;
    case 'W': other = base + 7 * n - t->shift; break;
    case 'F': other = base + 14 * n - t->shift; break;
    case 'M': other = day_add_months(base, n); break;
    case 'Y': other = day_add_months(base, 12 * n); break;
    case 'E': other = day_add_months(base, 120 * n); break;
    default: return;
    }
    if (other == TRUCE_NO_DAY) return;
    if (t->shift < 0)
        i.start = other;
    else
        i.end = other;
    set_days(x, i);
}

/* PRESENT_REF, or with a tail what it says of days: /day the report's own, /until all up to it. */
static void set_ref(const setting *g, const time_words *t, timex *x) {
    const char *slash = strchr(t->ref, '/');
    snprintf(x->value, TIMEX_VALUE, "%.*s", slash ? (int)(slash - t->ref) : (int)strlen(t->ref), t->ref);
    x->passing = !slash;
    x->present = slash && strcmp(slash, "/day") == 0;
    if (!slash || g->report == TRUCE_NO_DAY) return;
    x->past_bound = strcmp(slash, "/until") == 0;
    set_days(x, (interval){x->past_bound ? TRUCE_NO_DAY : g->report, g->report});
}

static void set_time_of_day(const setting *g, const time_words *t, timex *x) {
    truce_day base = g->narrative && t->clock[0] ? told_day(g) : TRUCE_NO_DAY;
    if (base != TRUCE_NO_DAY && g->told.unit == 'D')
        period_value(g->told, x->value);
    else
        snprintf(x->value, TIMEX_VALUE, "XXXX-XX-XX");
    add_daypart(t, x);
    x->type = TIMEX_TIME;
    x->clock = t->clock[0] != 0;
}

static void set_repeat(const time_words *t, timex *x) {
    x->type = TIMEX_SET;
    if (t->ref)
        snprintf(x->value, TIMEX_VALUE, "%s", t->ref);
    else if (t->weekday)
        snprintf(x->value, TIMEX_VALUE, "XXXX-WXX-%d", t->weekday);
    else
        duration_value(t, x->value);
}

/* Gives x its type, value and days; and what it tells of for the expressions after it (unit 0: nothing new). */
static period set_value(const setting *g, const time_words *t, timex *x) {
    x->start = x->end = TRUCE_NO_DAY;
    x->type = TIMEX_DATE;
    switch (t->form) {
    case TIME_DATE: return set_date(g, t, x);
    case TIME_SHIFT: return set_shift(g, t, x);
    case TIME_DURATION:
        x->type = TIMEX_DURATION;
        x->age = t->old;
        duration_value(t, x->value);
        break;
    case TIME_SPAN: set_span(g, t, x); break;
    case TIME_REF: set_ref(g, t, x); break;
    case TIME_SET: set_repeat(t, x); break;
    case TIME_OF_DAY: set_time_of_day(g, t, x); break;
    case TIME_THEN: {
        interval i = period_days(g->told);
        period_value(g->told, x->value);
        set_days(x, i);
        break;
    }
    case TIME_NO_FORM: break;
    }
    return (period){0};
}

/* ---- tense ---- */

enum { climb_max = 64 };

static bool has_future_aux(const slots *s, uint32_t sent, uint32_t w) {
    for (uint32_t c = 0; (c = doc_next_child(s->d, sent, w, c, REL_aux, NULL));)
        if (doc_is(s->d, sent, c, s->classes.future)) return true;
    return false;
}

static bool is_past(const slots *s, uint32_t sent, uint32_t w) {
    const doc *d = s->d;
    if (doc_feature_is(d, sent, w, "Tense", "Past") && doc_feature_is(d, sent, w, "VerbForm", "Fin")) return true;
    bool participle = doc_feature_is(d, sent, w, "VerbForm", "Part") && doc_feature_is(d, sent, w, "Tense", "Past");
    for (uint32_t k = 0; k < doc_at(d, sent, w)->n_children; k++) {
        uint32_t c = doc_at(d, sent, w)->children[k];
        doc_relation rel = doc_at(d, sent, c)->rel;
        if (rel != REL_aux && rel != REL_cop) continue;
        if (doc_feature_is(d, sent, c, "Tense", "Past") || doc_is(d, sent, c, s->classes.perfect)) return true;
        participle = false;
    }
    return participle;
}

static bool is_verbal(const doc *d, uint32_t sent, uint32_t w) {
    truce_upos upos = doc_raw(d, sent, w)->upos;
    return upos == TRUCE_UPOS_VERB || upos == TRUCE_UPOS_AUX || doc_child(d, sent, w, REL_cop, NULL);
}

/* Where the tense around w points. Going up: a word of planning (will, due, scheduled) decides for the future, as does
 * a verb of promising or asking over an infinitive; the nearest past tense for the past. */
static int direction_at(const slots *s, uint32_t sent, uint32_t w) {
    const doc *d = s->d;
    bool infinitive = false;
    for (int round = 0; w && round < climb_max; round++, w = doc_at(d, sent, w)->head) {
        if (doc_is(d, sent, w, s->classes.future) || has_future_aux(s, sent, w)) return 1;
        if (!is_verbal(d, sent, w)) continue;
        if (doc_feature_is(d, sent, w, "VerbForm", "Inf")) {
            infinitive = true;
            continue;
        }
        if (infinitive && doc_is(d, sent, w, s->classes.future_matrix)) return 1;
        if (is_past(s, sent, w)) return -1;
        if (doc_feature_is(d, sent, w, "VerbForm", "Fin")) return 0;
    }
    return 0;
}

/* ---- finding ---- */

/* Whether an expression hangs so closely on a noun that it dates that noun, not the verb above: `the May truce`. */
static bool is_closed(const doc *d, uint32_t sent, const timex *x) {
    const doc_word *w = doc_at(d, sent, x->head);
    return w->rel == REL_compound || w->rel == REL_amod || w->rel == REL_nummod || strcmp(w->sub, "poss") == 0 ||
           (w->rel == REL_nmod && !x->preposition && w->head > x->last);
}

static const struct {
    const char *name;
    timex_relation relation;
} relation_names[] = {
    {"in", TIMEX_PLAIN},      {"since", TIMEX_SINCE},   {"until", TIMEX_UNTIL},     {"by", TIMEX_BY},
    {"before", TIMEX_BEFORE}, {"within", TIMEX_WITHIN}, {"for", TIMEX_FOR},         {"over", TIMEX_OVER},
    {"from", TIMEX_FROM},     {"after", TIMEX_AFTER},   {"between", TIMEX_BETWEEN}, {"not-before", TIMEX_NOT_BEFORE},
};

static timex_relation relation_from(const char *name) {
    for (size_t i = 0; i < sizeof relation_names / sizeof *relation_names; i++)
        if (strcmp(relation_names[i].name, name) == 0) return relation_names[i].relation;
    return TIMEX_PLAIN;
}

timex_relation timex_relation_at(const atoms *as, uint32_t i) {
    const slot_entry *e;
    return atoms_take(as, i, SLOT_PREPOSITION, &e) ? relation_from(e->text) : TIMEX_PLAIN;
}

static uint32_t outer_word(const doc *d, uint32_t sent, uint32_t first, uint32_t last) {
    for (uint32_t w = last; w >= first && w > 0; w--) {
        uint32_t head = doc_at(d, sent, w)->head;
        if ((head < first || head > last) && doc_at(d, sent, w)->rel != REL_punct) return w;
    }
    return last;
}

/* What the expression hangs on. A bare one (`blew up a bridge Tuesday`, `were seized last month and later freed`) looks
 * like an argument to a parser; then it is the nearest verb before it, else after it. */
static uint32_t host_of(const doc *d, uint32_t sent, const timex *x) {
    const doc_word *at = doc_at(d, sent, x->head);
    bool bare = !x->preposition && !doc_child(d, sent, x->head, REL_case, NULL) && x->type != TIMEX_DURATION;
    switch (at->rel) {
    case REL_appos:
    case REL_obj:
    case REL_iobj:
    case REL_nsubj:
    case REL_dep:
    case REL_conj:
    case REL_flat:
    case REL_list: break;
    default: bare = false;
    }
    if (!bare) return at->head;
    for (uint32_t w = x->first; w-- > 1;)
        if (doc_raw(d, sent, w)->upos == TRUCE_UPOS_VERB) return w;
    for (uint32_t w = x->last + 1; w <= d->v[sent].n; w++)
        if (doc_raw(d, sent, w)->upos == TRUCE_UPOS_VERB) return w;
    return at->head;
}

typedef VEC(timex) timex_list;
typedef VEC(time_words) words_list;
typedef VEC(period) period_list;

/* The places first, so that a date anywhere in the report can complete one elsewhere. */
static void find_places(slots *s, uint32_t sent, words_list *out) {
    const atoms *as = &s->v[sent].as;
    for (uint32_t i = 0; i < as->n;) {
        time_words t;
        uint32_t end = time_read(as, i, &t);
        if (end) vec_push(s->a, out, t);
        time_words last;
        uint32_t past = end ? time_read_end(as, &t, &last) : 0;
        if (past) {
            vec_push(s->a, out, last);
            end = past;
        }
        i = end ? end : i + 1;
    }
}

static void place(const slots *s, uint32_t sent, const time_words *t, timex *x) {
    const atoms *as = &s->v[sent].as;
    const slot_entry *e;
    x->first = as->v[t->first].word;
    x->last = as->v[t->end - 1].word;
    x->span = (truce_span){as->v[t->first].span.start, as->v[t->end - 1].span.end};
    x->with_preposition = x->span;
    x->head = outer_word(s->d, sent, x->first, x->last);
    uint32_t n = atoms_take_back(as, t->first, SLOT_PREPOSITION, &e);
    if (!n && t->first > 0) {
        uint32_t hedge = atoms_take_back(as, t->first, SLOT_HEDGE, NULL);
        if (hedge && (n = atoms_take_back(as, t->first - hedge, SLOT_PREPOSITION, &e))) n += hedge;
    }
    if (!n) return;
    x->preposition = true;
    x->relation = relation_from(e->text);
    x->with_preposition.start = as->v[t->first - n].span.start;
}

/* `between A and B`, `from A to B`, `A-B`, `on Tuesday and Wednesday` */
static bool joins(const atoms *as, const time_words *t, const time_words *next, timex_relation relation) {
    uint32_t i = t->end, n = atoms_take(as, i, SLOT_TO, NULL);
    if (!n) n = atoms_take(as, i, SLOT_AND, NULL);
    if (!n || i + n != next->first) return false;
    bool to = atoms_take(as, i, SLOT_TO, NULL) > 0;
    return next->form == TIME_DATE && t->form == TIME_DATE && (to || relation == TIMEX_BETWEEN || t->weekday || t->day);
}

static void collect_dated(slots *s, const words_list *places, period_list *out) {
    for (size_t i = 0; i < places->n; i++) {
        const time_words *t = &places->v[i];
        if (t->form == TIME_DATE && t->day && t->month && t->year > 0)
            vec_push(s->a, out, (period){.unit = 'D', .year = t->year, .month = t->month, .day = t->day});
    }
}

/* `between April and June 2015`: the year stands once. */
static void share_year(words_list *places, size_t i) {
    time_words *t = &places->v[i];
    const time_words *next = &places->v[i + 1];
    if (!t->year && t->month && next->year > 0 && next->month >= t->month) t->year = next->year;
}

/* `(1998)` names a book or a card, and tells of nothing. */
static bool is_citation(const atoms *as, const time_words *t) {
    return t->form == TIME_DATE && !t->month && t->first > 0 && atoms_sign(as, t->first - 1, '(') &&
           atoms_sign(as, t->end, ')');
}

void timex_find(slots *s, slots_mode mode) {
    const doc *d = s->d;
    words_list *places = arena_array(s->a, words_list, d->n ? d->n : 1);
    period_list dated = {0};
    for (uint32_t i = 0; i < d->n; i++) {
        find_places(s, i, &places[i]);
        if (dated.n < 1000) collect_dated(s, &places[i], &dated);
    }
    setting g = {.report = mode == SLOTS_NARRATIVE ? TRUCE_NO_DAY : d->report->date,
                 .narrative = mode == SLOTS_NARRATIVE,
                 .dated = dated.v,
                 .n_dated = dated.n};
    for (uint32_t i = 0; i < d->n; i++) {
        timex_list found = {0};
        for (size_t k = 0; k < places[i].n; k++) {
            timex x = {0};
            time_words *t = &places[i].v[k];
            place(s, i, t, &x);
            bool joined = k + 1 < places[i].n && joins(&s->v[i].as, t, &places[i].v[k + 1], x.relation);
            if (joined) share_year(&places[i], k);
            x.closed = is_closed(d, i, &x);
            g.direction = x.closed && !t->weekday ? 0 : direction_at(s, i, x.head);
            if (!g.direction && (x.relation == TIMEX_BY || x.relation == TIMEX_UNTIL)) g.direction = 1;
            period told = set_value(&g, t, &x);
            if (told.unit && !is_citation(&s->v[i].as, t)) g.told = told;
            if (x.type == TIMEX_DURATION) x.duration = arena_strdup(s->a, x.value);
            x.host = host_of(d, i, &x);
            x.ends_range = found.n > 0 && found.v[found.n - 1].joined > 0;
            if (joined) x.joined = (uint32_t)found.n + 2;
            vec_push(s->a, &found, x);
        }
        s->v[i].times = found.v;
        s->v[i].n_times = (uint32_t)found.n;
    }
}
