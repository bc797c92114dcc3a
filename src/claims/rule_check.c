/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "claims/rule_parse.h"

static void complain(error_list *errs, const rule *r, const char *fmt, const char *other) {
    truce_error err;
    error_at(&err, TRUCE_INPUT, r->file, r->line, 6, fmt, r->id, other);
    error_list_add(errs, &err);
}

static bool same_trigger(const rule_trigger *a, const rule_trigger *b) {
    if (a->upos && a->upos != b->upos) return false;
    if (a->item.kind != b->item.kind) return false;
    return a->item.kind == ITEM_CLASS ? a->item.class == b->item.class : strcmp(a->item.lemma, b->item.lemma) == 0;
}

static bool has_trigger(const rule *r, const rule_trigger *t) {
    for (size_t i = 0; i < r->triggers.n; i++)
        if (same_trigger(&r->triggers.v[i], t)) return true;
    return false;
}

static bool has_condition(const rule *r, const rule_condition *c) {
    for (size_t i = 0; i < r->conditions.n; i++)
        if (strcmp(r->conditions.v[i].text, c->text) == 0) return true;
    return false;
}

/* Whether `first`, tried before, takes every word that `later` could: its triggers are among first's, and all that
 * first asks later asks too. */
static bool hides(const rule *first, const rule *later) {
    if (first->also || first->yields) return false;
    for (size_t i = 0; i < later->triggers.n; i++)
        if (!has_trigger(first, &later->triggers.v[i])) return false;
    for (size_t i = 0; i < first->conditions.n; i++)
        if (!has_condition(later, &first->conditions.v[i])) return false;
    return true;
}

void rule_check(const rule *v, size_t n, error_list *errs) {
    for (size_t i = 0; i < n; i++) {
        if (!v[i].triggers.n) complain(errs, &v[i], "rule '%s' has no trigger%s", "");
        if (!v[i].act) complain(errs, &v[i], "rule '%s' has no act%s", "");
        for (size_t k = 0; k < i; k++) {
            if (strcmp(v[i].id, v[k].id) == 0)
                complain(errs, &v[i], "a second rule '%s'%s", "");
            else if (v[k].triggers.n && hides(&v[k], &v[i]))
                complain(errs, &v[i], "rule '%s' can never apply: '%s' takes all its words first", v[k].id);
        }
    }
}
