/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_VIEWS_SAFE_TEXT_H
#define TRUCE_VIEWS_SAFE_TEXT_H

#include <stdio.h>

/** truce_text_write() of n bytes. */
void safe_text(FILE *out, const char *text, size_t n);

/** Writes JSON, whose strings may hold any character, with the same characters as JSON's own `\u202E`. */
void safe_json(FILE *out, const char *json);

#endif
