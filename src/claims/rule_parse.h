/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_RULE_PARSE_H
#define TRUCE_CLAIMS_RULE_PARSE_H

#include "claims/rule_lex.h"
#include "claims/rules.h"

typedef VEC(rule) rule_vec;

/** Reads one file's lines into rules, in a; names are looked up in lex. What is wrong goes to errs, and reading goes on
 * with the next line. */
void rule_parse(arena *a, const char *file, const rule_line *lines, size_t n, const lexicon *lex, rule_vec *out,
                error_list *errs);

/** Holds each rule against the ones tried before it: duplicate ids, rules that nothing can reach, rules without trigger
 * or act. */
void rule_check(const rule *v, size_t n, error_list *errs);

#endif
