/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_VIEW_H
#define TRUCE_VIEW_H

/** @file Answers as text, JSON, CSV and pages: only shape, no decisions. All write to a stream of the caller's. */

#include <stdbool.h>
#include <stdio.h>
#include <truce/agreement.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Writes text that comes from reports, files or users, with what could steer a terminal or hide text (control
 * characters, text direction marks, bytes that are no UTF-8) as `\x1B` or `\u{202E}`. */
TRUCE_API void truce_text_write(FILE *out, const char *text);

typedef enum truce_claims_format {
    TRUCE_CLAIMS_TABLE, /**< for people: a block a claim, with its quote and where that stands */
    TRUCE_CLAIMS_CSV,   /**< RFC 4180 with a header row */
    TRUCE_CLAIMS_TSV,   /**< with a header row; tab, line ends and `\` as `\t`, `\n`, `\r`, `\\` */
    TRUCE_CLAIMS_JSONL, /**< the fields of docs/claims.md, an object a line */
} truce_claims_format;

typedef struct truce_claims_view {
    truce_claims_format format;
    int columns;   /**< of the table, at least 40 */
    bool raw;      /**< CSV and TSV: leave cells that a spreadsheet would run as a formula as they are */
    bool bom;      /**< CSV and TSV: begin with a byte order mark, which Excel wants */
    bool terminal; /**< CSV and TSV go to a terminal: write cells as truce_text_write() does */
} truce_claims_view;

/** What stands before the first claim. */
TRUCE_API void truce_claims_begin(FILE *out, const truce_claims_view *view);

/** Writes one claim. TRUCE_MEMORY; whether the stream took it, ferror() tells. */
TRUCE_API truce_status truce_claims_write(FILE *out, const truce_claims_view *view, const truce_claim *claim,
                                          truce_error *err);

/* An account: what it rests on, then each obligation with who says what of it, then what is said of the agreement as a
 * whole. Each gives TRUCE_IO, with errno's message, when out does not take it; TRUCE_MEMORY. */

/** For people, in lines of at most 100 columns. */
TRUCE_API truce_status truce_account_write_text(const truce_account *account, FILE *out, truce_error *err);

/** One object a line: `{"account": …}`, what it rests on; a cell each (docs/agreement.md); `{"said": …}` each. */
TRUCE_API truce_status truce_account_write_json(const truce_account *account, FILE *out, truce_error *err);

/** One self-contained HTML page without a script; every figure links to its quote and report below. */
TRUCE_API truce_status truce_account_write_html(const truce_account *account, FILE *out, truce_error *err);

#ifdef __cplusplus
}
#endif
#endif
