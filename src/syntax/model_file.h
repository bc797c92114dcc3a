/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SYNTAX_MODEL_FILE_H
#define TRUCE_SYNTAX_MODEL_FILE_H

/** @file
 * The one door for the bytes of a model.
 *
 *     line 1      truce-model FORMAT SHA-256        of all bytes after this line
 *     line 2      SECTIONS
 *     lines       NAME SIZE                         one a section
 *     then        the sections' bytes, one after the other
 *
 * Text sections (one entry a line): `name` the model's name and version; `words` the word lists of text/word_lists.h;
 * `upos`, `xpos`, `feats`, `deprel` the classes of the network; `tags` which of the first three go together, parted by
 * tabs; `lemmas` the rules of syntax/lemma.h. `lemmatizer` is a table of syntax/perceptron.h, whose classes are the
 * lemma rules; `network` is what syntax/network.c reads.
 */

#include <stdio.h>
#include <truce/status.h>

#include "base/arena.h"

enum { MODEL_FORMAT = 1, MODEL_SECTIONS_MAX = 16, MODEL_NAME_MAX = 32 };
#define MODEL_BYTES_MAX ((size_t)256 * 1024 * 1024)

typedef struct model_section {
    const char *name;
    const char *bytes;
    size_t size;
} model_section;

typedef struct model_file {
    model_section sections[MODEL_SECTIONS_MAX];
    size_t n;
} model_file;

/** Takes the n bytes of a model file apart; names and sections are lent from a and bytes. TRUCE_INPUT when they are no
 * model or the digest is another, TRUCE_VERSION for a newer format. */
truce_status model_file_read(arena *a, const char *path, const char *bytes, size_t n, model_file *out,
                             truce_error *err);

/** The section, or NULL. */
const model_section *model_file_section(const model_file *m, const char *name);

/** Writes a model file. TRUCE_IO when the stream fails. */
truce_status model_file_write(FILE *out, const model_section *sections, size_t n, truce_error *err);

#endif
