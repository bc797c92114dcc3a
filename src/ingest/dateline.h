/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_INGEST_DATELINE_H
#define TRUCE_INGEST_DATELINE_H

/** @file
 * Dates as people write them, and the line with place, date and agency that opens an agency's report:
 *
 *     GAZA, Jan 15 (Some Agency) - The first …
 *     ABUJA, Dec 5                                alone on its line
 *     GENEVA (Some Agency) - The envoy …
 *     KIRKA, Southland, 17 Oct 88 (SA) -- [Text] The …
 *     KIRKA — The first …
 *
 *     dateline = place *("," place) ["," date] ["(" agency ")"] (dash ["[" word "]"] | end of line)
 *
 * Each word of a place has a capital; where there is no date, all its letters are capitals. A lead such as
 * `Some News Agency: The …` is no dateline.
 */

#include "base/arena.h"
#include "base/error.h"

#include <truce/report.h>

/** The names of the months in one language; read only. */
typedef struct calendar_words calendar_words;

/** Reads `month<tab>NAME<tab>1…12` rows of a tab-separated file; rows of other classes are passed over. The result
 * belongs to a. TRUCE_INPUT with the line of a row that is none. */
truce_status calendar_words_load(arena *a, const char *path, const calendar_words **out, truce_error *err);

/** A date that may lack its year. */
typedef struct written_date {
    int year, month, day; /**< year 0 where it is not written */
} written_date;

/** Reads a date at s: `2025-01-15`, `15 January 2025`, `Jan. 15, 2025`, `15 JAN 90` (1969 to 2068), the last three also
 * without the year. Gives the bytes read, 0 where s has no date. words NULL: only the first form. */
size_t date_read(const calendar_words *words, const char *s, size_t n, written_date *out);

typedef struct dateline {
    size_t size;       /**< of the dateline with the white space after it, in bytes; 0: there is none */
    size_t agency;     /**< where the agency's name starts */
    size_t n_agency;   /**< its length; 0: not given */
    written_date date; /**< month 0: not given */
} dateline;

/** Reads the dateline at s, n bytes of valid UTF-8. */
dateline dateline_read(const calendar_words *words, const char *s, size_t n);

#endif
