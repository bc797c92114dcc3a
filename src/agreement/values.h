/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_AGREEMENT_VALUES_H
#define TRUCE_AGREEMENT_VALUES_H

/** @file
 * The values of an agreement file: each reader takes a node, fills the slot that its type names, and tells of what is
 * wrong. All errors of a file are gathered, so a reader goes on after one and leaves its slot as it was.
 */

#include "agreement/model.h"
#include "base/error.h"
#include "base/vec.h"

/** What all readers share. */
typedef struct agreement_reader {
    arena *a;
    const char *path;
    truce_agreement *g;
    error_list *errs;
    VEC(agreement_obligation) obligations; /**< of all phases */
} agreement_reader;

/** Notes an error at a node; a NULL node is the file. */
void value_wrong(agreement_reader *r, const yaml_node *at, const char *fmt, ...) TRUCE_PRINTF(3, 4);

/** Notes `no WHAT 'WRONG'; did you mean 'NEAR'?`, or the names to choose from where none is near. */
void value_unknown(agreement_reader *r, size_t line, size_t column, const char *what, const char *wrong,
                   const char *const *names, size_t n);

/** Whether node is of a kind; notes `KEY must be a list, is a map` where not. */
bool value_is(agreement_reader *r, const char *key, const yaml_node *node, yaml_kind kind);

void value_text(agreement_reader *r, const char *key, const yaml_node *node, void *slot);     /**< const char * */
void value_id(agreement_reader *r, const char *key, const yaml_node *node, void *slot);       /**< const char * */
void value_day(agreement_reader *r, const char *key, const yaml_node *node, void *slot);      /**< truce_day */
void value_duration(agreement_reader *r, const char *key, const yaml_node *node, void *slot); /**< int, days */
void value_percent(agreement_reader *r, const char *key, const yaml_node *node, void *slot);  /**< double */
void value_count(agreement_reader *r, const char *key, const yaml_node *node, void *slot);    /**< value_counted */
void value_names(agreement_reader *r, const char *key, const yaml_node *node, void *slot);    /**< truce_names */
void value_acts(agreement_reader *r, const char *key, const yaml_node *node, void *slot);     /**< agreement_acts */
void value_kinds(agreement_reader *r, const char *key, const yaml_node *node, void *slot);    /**< agreement_kinds */
void value_refs(agreement_reader *r, const char *key, const yaml_node *node, void *slot);     /**< agreement_refs */
void value_ref(agreement_reader *r, const char *key, const yaml_node *node, void *slot);      /**< one of them */

/** `about 2000` and its kin. */
typedef struct value_counted {
    amount count;
    bool counted, about;
} value_counted;

/** Days of an ISO 8601 duration of weeks, days and hours (hours rounded up to days); 0 for anything else. */
int duration_days(const char *text);

#endif
