/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_BASE_CALENDAR_H
#define TRUCE_BASE_CALENDAR_H

/** @file Civil days of the proleptic Gregorian calendar, years 1 to 9999; weeks start on Monday. */

#include <stdbool.h>
#include <truce/report.h>

/** The day of a date; TRUCE_NO_DAY when there is no such date (31 June, year 0). */
truce_day day_of(int year, int month, int day);

/** Splits a day (not TRUCE_NO_DAY); any out may be NULL. */
void day_split(truce_day d, int *year, int *month, int *day);

int day_weekday(truce_day d); /**< 0 Monday … 6 Sunday */
int month_days(int year, int month);

/** d moved by months, the day of the month cut to the month's last (31 January + 1 = 28 February). */
truce_day day_add_months(truce_day d, int months);

/** Reads YYYY-MM-DD of exactly n bytes; TRUCE_NO_DAY otherwise. */
truce_day day_parse(const char *s, size_t n);

#define DAY_TEXT 11
/** Writes YYYY-MM-DD and a NUL (empty for TRUCE_NO_DAY) and gives out. */
char *day_text(truce_day d, char out[DAY_TEXT]);

#endif
