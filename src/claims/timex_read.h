/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_TIMEX_READ_H
#define TRUCE_CLAIMS_TIMEX_READ_H

/** @file Expressions of time as a text writes them, before they are set against a calendar: pure functions over atoms.
 */

#include "claims/slot_words.h"

typedef enum time_form {
    TIME_NO_FORM = 0,
    TIME_DATE,     /**< fields of a calendar, any of them: `Monday`, `7 October 2023`, `spring 2016`, `the 1930s` */
    TIME_SHIFT,    /**< n units from a day: `yesterday`, `last week`, `two days ago`, `three months later` */
    TIME_DURATION, /**< n units: `three days`, `50-day`, `several months` */
    TIME_SPAN,     /**< n units that touch a day: `the past two days`, `the next few hours` */
    TIME_REF,      /**< `now`, `recently`, `soon` */
    TIME_SET,      /**< `daily`, `every Monday` */
    TIME_OF_DAY,   /**< `11pm`, `at dawn`, without a day */
    TIME_THEN,     /**< `then`: the day told of */
} time_form;

typedef enum time_third { THIRD_NONE = 0, THIRD_START, THIRD_MID, THIRD_END } time_third;

/** What an expression says. Fields that it does not give are 0, days of the week and of holidays included. */
typedef struct time_words {
    uint32_t first, end; /**< atoms [first, end) */
    time_form form;
    int year;       /**< 0: not given; below 0: of BC, -490 */
    int month, day; /**< 1 to 12 */
    int weekday;    /**< 1 Monday to 7 Sunday */
    bool decade, century;
    const char *season, *daypart;
    char clock[16]; /**< `23:00` */
    time_third third;
    const char *unit; /**< of a time-unit entry: `D` */
    double n;         /**< units; of a shift with its sign */
    bool vague;       /**< n is not given: `several days` */
    bool context;     /**< from the day told of, not from the report's */
    bool amount; /**< of a shift: an amount was named (`two weeks ago`), the unit's calendar was not (`last week`) */
    bool overnight, old;
    int shift;    /**< of a named day, month, season: `last Monday` -1, `this` 0, `next` 1 */
    bool shifted; /**< shift is given */
    truce_qualifier hedge;
    const char *ref; /**< of TIME_REF and TIME_SET: the TIMEX3 value */
} time_words;

/** Reads the longest expression that starts at atom i; gives the atom after it, 0 where none starts. */
uint32_t time_read(const atoms *as, uint32_t i, time_words *out);

/** Reads what ends a range that start begins and that gives only a part of a date: `25` of `March 23-25`, `16` of
 * `1915-16`. Gives the atom after it, 0 where none follows. */
uint32_t time_read_end(const atoms *as, const time_words *start, time_words *out);

#endif
