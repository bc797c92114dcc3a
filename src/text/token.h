/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_TEXT_TOKEN_H
#define TRUCE_TEXT_TOKEN_H

/** @file Text without breaks → tokens, as UD English has them (EWT, GUM). */

#include <truce/report.h>

#include "base/vec.h"
#include "text/word_lists.h"

enum { TOKEN_PARTS_MAX = 3 };

/** A token and the syntactic words it holds: `don't` has the parts `do`, `n't`. */
typedef struct token {
    truce_span span;
    bool space_before;                 /**< white space, or nothing, stands before it */
    uint8_t n_parts;                   /**< 1 for an ordinary word */
    uint32_t cut[TOKEN_PARTS_MAX - 1]; /**< where the parts after the first begin, in bytes of the text */
} token;

typedef VEC(token) token_list;

/** Appends the tokens of bytes [span.start, span.end); white space of any kind parts them. Linear in time. */
void tokenize(arena *a, const char *bytes, truce_span span, const word_lists *lists, token_list *out);

#endif
