/* SPDX-License-Identifier: Apache-2.0 */
#include "base/calendar.h"

#include <stdio.h>
#include <string.h>

/* The civil-day arithmetic of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": an era is 400 years, a
 * year starts in March, so that the leap day is its last. */
enum { DAYS_OF_ERA = 146097, DAYS_TO_EPOCH = 719468 };

int month_days(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

truce_day day_of(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_days(year, month))
        return TRUCE_NO_DAY;
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400, year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_OF_ERA + day_of_era - DAYS_TO_EPOCH;
}

void day_split(truce_day d, int *year, int *month, int *day) {
    int z = d + DAYS_TO_EPOCH;
    int era = (z >= 0 ? z : z - DAYS_OF_ERA + 1) / DAYS_OF_ERA;
    int doe = z - era * DAYS_OF_ERA;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int m = mp < 10 ? mp + 3 : mp - 9;
    if (day) *day = doy - (153 * mp + 2) / 5 + 1;
    if (month) *month = m;
    if (year) *year = yoe + era * 400 + (m <= 2);
}

int day_weekday(truce_day d) {
    int w = (d + 3) % 7; /* 1970-01-01 was a Thursday */
    return w < 0 ? w + 7 : w;
}

truce_day day_add_months(truce_day d, int months) {
    int y, m, day;
    day_split(d, &y, &m, &day);
    int count = y * 12 + (m - 1) + months;
    y = count / 12;
    m = count % 12 + 1;
    if (y < 1 || y > 9999) return TRUCE_NO_DAY;
    int last = month_days(y, m);
    return day_of(y, m, day < last ? day : last);
}

truce_day day_parse(const char *s, size_t n) {
    int v[3] = {0};
    if (n != 10 || s[4] != '-' || s[7] != '-') return TRUCE_NO_DAY;
    for (size_t i = 0, field = 0; i < n; i++) {
        if (i == 4 || i == 7) {
            field++;
            continue;
        }
        if (s[i] < '0' || s[i] > '9') return TRUCE_NO_DAY;
        v[field] = v[field] * 10 + (s[i] - '0');
    }
    return day_of(v[0], v[1], v[2]);
}

char *day_text(truce_day d, char out[DAY_TEXT]) {
    int y, m, day;
    out[0] = 0;
    if (d == TRUCE_NO_DAY) return out;
    day_split(d, &y, &m, &day);
    snprintf(out, DAY_TEXT, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100, (unsigned)day % 100);
    return out;
}

truce_day truce_day_parse(const char *text) {
    return day_parse(text, strlen(text));
}

char *truce_day_text(truce_day day, char out[TRUCE_DAY_TEXT]) {
    return day_text(day, out);
}
