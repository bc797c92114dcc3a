/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_INGEST_REPORT_H
#define TRUCE_INGEST_REPORT_H

/** @file
 * Text files → reports. A file is one report; what is said of it may stand, each part optional, at its head:
 *
 *     [BOM] ( KEY ": " VALUE NEWLINE )+ NEWLINE     a header block; keys Title, Outlet, Date, Source in any order and
 *                                                  case; the value `(not given)` is as good as no line
 *     or    "date " YYYY-MM-DD [" " …] NEWLINE     a first line with the date; the rest of it is text
 *     BODY                                         which may open with a dateline (dateline.h)
 *
 * Lines end with LF or CRLF. The body's span starts after header and dateline, without the white space around it.
 */

#include "base/arena.h"
#include "ingest/dateline.h"

/** Reads one report from a file ("-": standard input). All that out holds belongs to a.
 * TRUCE_IO, TRUCE_LIMIT (over TRUCE_REPORT_BYTES_MAX), TRUCE_INPUT (empty, not UTF-8, NUL bytes, a date that is none);
 * err names path. To be called within arena_run(). */
truce_status report_read(arena *a, const char *path, const calendar_words *words, truce_report *out, truce_error *err);

/** The same for bytes at hand, which are copied; name and path as in truce_report. */
truce_status report_from_bytes(arena *a, const char *name, const char *path, const char *bytes, size_t size,
                               const calendar_words *words, truce_report *out, truce_error *err);

/** SHA-256 of a text in NFC, each run of white space one space, none at its ends: equal for copies. */
void report_text_hash(arena *a, const char *text, size_t n_text, char out[TRUCE_DIGEST_TEXT]);

/** The name of the report at path: without folders and `.txt` or `.conllu`. Bytes that are no UTF-8 become `?`. */
const char *report_name(arena *a, const char *path);
/** path with the bytes that are no UTF-8 as `?`. */
const char *report_path(arena *a, const char *path);

#endif
