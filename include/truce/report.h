/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_REPORT_H
#define TRUCE_REPORT_H

/** @file One news report: its bytes as read, and what its header says of it. */

#include <stdint.h>
#include <truce/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A half-open range of bytes [start, end). */
typedef struct truce_span {
    uint32_t start, end;
} truce_span;

/** A civil day, counted from 1970-01-01 = 0; TRUCE_NO_DAY where there is none (an open end, an undated report). */
typedef int32_t truce_day;
#define TRUCE_NO_DAY INT32_MIN

/** The day of a date written YYYY-MM-DD; TRUCE_NO_DAY for any other text. */
TRUCE_API truce_day truce_day_parse(const char *text);

#define TRUCE_DAY_TEXT 11
/** Writes YYYY-MM-DD and a NUL (empty for TRUCE_NO_DAY) and gives out. */
TRUCE_API char *truce_day_text(truce_day day, char out[TRUCE_DAY_TEXT]);

/** The largest report that is read, in bytes: far beyond any article, so that a wrong file is refused, not read. */
#define TRUCE_REPORT_BYTES_MAX (4u * 1024 * 1024)

#define TRUCE_DIGEST_TEXT 65 /**< a SHA-256 in hexadecimal, with its NUL */

/** A report. The strings and the bytes belong to whoever made the report (its arena); none is NULL. */
typedef struct truce_report {
    char id[TRUCE_DIGEST_TEXT];        /**< SHA-256 of the bytes as read */
    char text_hash[TRUCE_DIGEST_TEXT]; /**< SHA-256 of the body in NFC with white space folded: finds copies */
    const char *name;                  /**< the file's name without folder and `.txt`; `-` for standard input */
    const char *path;                  /**< as given; `-` for standard input */
    const char *bytes;                 /**< size bytes, valid UTF-8, NUL-terminated beyond its end */
    size_t size;
    truce_span body;    /**< the text without header and dateline; quotes are found in it */
    const char *title;  /**< empty where not given */
    const char *outlet; /**< of the header, else the dateline's agency, else `unknown` */
    const char *source; /**< the header's `Source:`; empty where not given */
    truce_day date;     /**< the header's or the dateline's; TRUCE_NO_DAY where undated */
} truce_report;

#ifdef __cplusplus
}
#endif
#endif
