/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_PIPELINE_H
#define TRUCE_PIPELINE_H

/** @file
 * From a report's bytes to its claims and the ledger's rows.
 *
 * A reader holds what is loaded once (the parser's model, the rules) and the memory of the report it read last. One
 * reader is for one thread.
 */

#include <truce/ledger.h>
#include <truce/sentence.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct truce_reader truce_reader;

typedef struct truce_reader_options {
    const char *language; /**< the folder under rules/ and the model's name; NULL: `en` */
    const char *rules;    /**< a folder of rules; NULL: the language's own among the installed ones */
    const char *model;    /**< a parser's model; NULL: the language's own */
    bool conllu;          /**< reports come as CoNLL-U: no model is loaded */
} truce_reader_options;

/** options NULL: English. What is wrong with the rules is told by complain (may be NULL), once for each error; err has
 * the first of them. */
TRUCE_API truce_status truce_reader_open(const truce_reader_options *options,
                                         void (*complain)(void *ctx, const truce_error *err), void *ctx,
                                         truce_reader **out, truce_error *err);
TRUCE_API void truce_reader_free(truce_reader *reader);

/** What a reader reads with; lent by it. */
typedef struct truce_reader_facts {
    const char *rules;         /**< the folder */
    const char *rules_version; /**< SHA-256 of its files */
    const char *model;         /**< the parser's model, a file; "" for a reader of CoNLL-U */
    const char *model_name;    /**< its name and version; "" for a reader of CoNLL-U */
} truce_reader_facts;

TRUCE_API truce_reader_facts truce_reader_describe(const truce_reader *reader);

/** A report that was read; all of it lives until the reader's next call. */
typedef struct truce_reading {
    const truce_report *report;
    const truce_sentences *sentences;
    const truce_claims *claims;
    truce_added added; /**< what the ledger says; TRUCE_ADDED without one. Of a KNOWN report no claims are read */
    bool copy;         /**< the ledger has another report with the same text */
} truce_reading;

/** Reads the report at path ("-": standard input) and puts it into ledger (may be NULL). again: also a report that the
 * ledger has already. TRUCE_LEDGER and TRUCE_VERSION tell of the ledger, all else of the report. */
TRUCE_API truce_status truce_read(truce_reader *reader, const char *path, truce_ledger *ledger, bool again,
                                  truce_reading *out, truce_error *err);

/** Lists the reports under path as truce_read() takes them: a file or "-" itself, of a folder its `*.txt` (of a reader
 * of CoNLL-U its `*.conllu`) in the order of their names. Calls visit for each; anything
 * but TRUCE_OK ends it. TRUCE_IO for what could not be listed; all that could has been visited then. */
TRUCE_API truce_status truce_reports_under(const truce_reader *reader, const char *path,
                                           truce_status (*visit)(void *ctx, const char *path, truce_error *err),
                                           void *ctx, truce_error *err);

#ifdef __cplusplus
}
#endif
#endif
