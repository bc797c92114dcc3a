/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_RULE_LEX_H
#define TRUCE_CLAIMS_RULE_LEX_H

/** @file
 * Lines of a rule file, split into tokens. A token is a word (letters, digits, `-`, `.`, `:`, `@`), a "string", or one
 * of `| / [ ] ( )` alone. Comments and blank lines are skipped; `+` and `-` lines are not split.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

typedef enum rule_token_kind { TOKEN_END, TOKEN_WORD, TOKEN_STRING, TOKEN_SIGN } rule_token_kind;

typedef struct rule_token {
    rule_token_kind kind;
    const char *text;
    size_t column;
} rule_token;

typedef struct rule_line {
    size_t line;
    bool indented;
    char example;     /**< '+' or '-'; 0 for a line of tokens */
    const char *text; /**< the line without indentation (an example's without its sign) */
    rule_token *v;    /**< ends with TOKEN_END; none for an example */
    size_t n;
} rule_line;

/** Splits bytes (NUL-terminated) into lines. Errors go to errs; a line with one is left out. */
void rule_lex(arena *a, const char *file, const char *bytes, rule_line **out, size_t *n, error_list *errs);

#endif
