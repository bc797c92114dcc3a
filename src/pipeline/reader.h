/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_PIPELINE_READER_H
#define TRUCE_PIPELINE_READER_H

/** @file A reader's inside, for the files of this floor. */

#include <truce/pipeline.h>

#include "base/error.h"
#include "claims/extract.h"
#include "ingest/dateline.h"
#include "syntax/parser.h"

struct truce_reader {
    arena *loaded; /* what lives as long as the reader */
    const calendar_words *months;
    parser *parser; /* NULL: reports come as CoNLL-U */
    const char *model_path;
    scratch *scratch;
    rules *rules;
    const char *rules_folder;

    /* of the report that was read last */
    arena *a;
    truce_report report;
    truce_sentences sentences;
    truce_claims claims;
};

/** Reads a report as truce_read() does, without a ledger, and tells what every rule made of it. */
truce_status reader_explain(truce_reader *r, const char *path, attempts *trace, truce_error *err);

#endif
