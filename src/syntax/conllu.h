/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_CONLLU_H
#define TRUCE_SYNTAX_CONLLU_H

/** @file
 * CoNLL-U (https://universaldependencies.org/format.html), read and written byte for byte: what is read and written
 * again is the same file, but for a missing empty line at its end.
 */

#include <stdio.h>
#include <truce/report.h>
#include <truce/sentence.h>

#include "base/arena.h"

/**
 * Reads n bytes (valid UTF-8, a NUL after them) of the file named path, which only errors use.
 *
 * Word spans are bytes of the file: the words are found, in order, in the `# text = ` line of their sentence, with
 * white space between them skipped, so that a quotation is literal. TRUCE_INPUT, with the line, for a sentence without
 * such a line or whose words are not those of the line; for a line that is not CoNLL-U; for heads that do not make a
 * tree. Heads may be `_` in the whole sentence (head -1). TRUCE_LIMIT over TRUCE_WORDS_MAX words.
 */
truce_status conllu_read(arena *a, const char *path, const char *bytes, size_t n, truce_sentences *out,
                         truce_error *err);

/** Makes a report of the same bytes: name, outlet, title, source and date come from the comments `# title = `,
 * `# outlet = `, `# source = `, `# date = YYYY-MM-DD` before or in the first sentence that has them. id, text_hash and
 * path are left to the caller; body is the whole file. TRUCE_INPUT, with the line, for a date that is none. */
truce_status conllu_report(arena *a, const char *path, const char *bytes, size_t n, truce_report *out,
                           truce_error *err);

/** Gives a sentence of truce's own the comments `# newpar`, `# sent_id = DOC-NUMBER`, `# text = …`. */
void conllu_comments(arena *a, truce_sentence *s, const truce_report *r, const char *doc, uint32_t number);

/** Writes a sentence and the empty line after it. TRUCE_IO when the stream fails. */
truce_status conllu_write(FILE *out, const truce_sentence *s, truce_error *err);

#endif
