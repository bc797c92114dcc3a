/* SPDX-License-Identifier: Apache-2.0 */
#include "agreement/values.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "base/nearest.h"

void value_wrong(agreement_reader *r, const yaml_node *at, const char *fmt, ...) {
    char message[400];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    truce_error err;
    error_at(&err, TRUCE_INPUT, r->path, at ? at->line : 0, at ? at->column : 0, "%s", message);
    error_list_add(r->errs, &err);
}

/* `a, b, c`, as far as it fits. */
static void list_names(char *out, size_t size, const char *const *names, size_t n) {
    size_t used = 0;
    out[0] = 0;
    for (size_t i = 0; i < n && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "", names[i]);
}

void value_unknown(agreement_reader *r, size_t line, size_t column, const char *what, const char *wrong,
                   const char *const *names, size_t n) {
    yaml_node at = {.line = line, .column = column};
    const char *near = nearest_name(wrong, names, n);
    char all[300];
    list_names(all, sizeof all, names, n);
    if (near)
        value_wrong(r, &at, "no %s '%s'; did you mean '%s'?", what, wrong, near);
    else if (n)
        value_wrong(r, &at, "no %s '%s'; there are: %s", what, wrong, all);
    else
        value_wrong(r, &at, "no %s '%s'; there are none", what, wrong);
}

static const char *kind_text(yaml_kind kind) {
    yaml_node node = {.kind = kind};
    return yaml_kind_text(&node);
}

bool value_is(agreement_reader *r, const char *key, const yaml_node *node, yaml_kind kind) {
    if (node->kind != kind)
        value_wrong(r, node, "%s must be %s, is %s", key, kind_text(kind), yaml_kind_text(node));
    else if (kind == YAML_TEXT && !*node->text)
        value_wrong(r, node, "%s is empty", key);
    else
        return true;
    return false;
}

void value_text(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    if (value_is(r, key, node, YAML_TEXT)) *(const char **)slot = node->text;
}

void value_id(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    if (!value_is(r, key, node, YAML_TEXT)) return;
    for (const char *p = node->text; *p; p++)
        if (!islower((unsigned char)*p) && !isdigit((unsigned char)*p) && *p != '-') {
            value_wrong(r, node, "%s '%s': an id is of the letters a to z, digits and '-'", key, node->text);
            return;
        }
    *(const char **)slot = node->text;
}

void value_day(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    if (!value_is(r, key, node, YAML_TEXT)) return;
    truce_day d = day_parse(node->text, strlen(node->text));
    if (d == TRUCE_NO_DAY)
        value_wrong(r, node, "%s: no such date '%s'; a date is written 2025-01-19", key, node->text);
    else
        *(truce_day *)slot = d;
}

int duration_days(const char *text) {
    enum { LONGEST = 36525 }; /* a century */
    long days = 0, hours = 0;
    bool any = false, in_time = false;
    if (*text++ != 'P') return 0;
    while (*text) {
        if (*text == 'T' && !in_time) {
            in_time = true;
            text++;
            continue;
        }
        char *end;
        if (!isdigit((unsigned char)*text)) return 0;
        long n = strtol(text, &end, 10);
        if (n > LONGEST * 24) return 0;
        if (*end == 'W' && !in_time)
            days += 7 * n;
        else if (*end == 'D' && !in_time)
            days += n;
        else if (*end == 'H' && in_time)
            hours += n;
        else
            return 0;
        any = true;
        text = end + 1;
    }
    days += (hours + 23) / 24;
    return any && days <= LONGEST ? (int)days : 0;
}

void value_duration(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    if (!value_is(r, key, node, YAML_TEXT)) return;
    int days = duration_days(node->text);
    if (days == 0)
        value_wrong(r, node, "%s: no such duration '%s'; write days, weeks or hours: P42D, P6W, PT72H", key,
                    node->text);
    else
        *(int *)slot = days;
}

/* A number without a sign that ends at *end; -1 for none. */
static double number(const char *s, const char **end) {
    double n = 0, place = 1;
    *end = s;
    if (!isdigit((unsigned char)*s)) return -1;
    for (; isdigit((unsigned char)*s); s++) n = n * 10 + (*s - '0');
    if (*s == '.' && isdigit((unsigned char)s[1]))
        for (s++; isdigit((unsigned char)*s); s++) n += (*s - '0') * (place /= 10);
    if (n > 1e12) return -1;
    *end = s;
    return n;
}

void value_percent(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    if (!value_is(r, key, node, YAML_TEXT)) return;
    const char *end;
    double n = number(node->text, &end);
    if (n < 0 || strcmp(end, "%") != 0 || n >= 100)
        value_wrong(r, node, "%s: '%s' is no share below 100%%; it is written 2%%", key, node->text);
    else
        *(double *)slot = n / 100;
}

static bool read_count(const char *text, value_counted *out) {
    const char *end, *space = strchr(text, ' ');
    truce_qualifier how = TRUCE_QUALIFIER_NONE;
    if (space && !isdigit((unsigned char)*text)) {
        char word[16] = "";
        if (space - text < (long)sizeof word) memcpy(word, text, (size_t)(space - text));
        how = truce_qualifier_from_name(word);
        if (!how) return false;
        text = space + 1;
    }
    double n = number(text, &end), m = n;
    if (n >= 0 && !how && strncmp(end, " to ", 4) == 0) m = number(end + 4, &end);
    if (n < 0 || m < n || *end) return false;
    *out = (value_counted){{n, m}, true, how == TRUCE_QUALIFIER_ABOUT};
    if (how == TRUCE_QUALIFIER_AT_LEAST || how == TRUCE_QUALIFIER_MORE_THAN) out->count.max = TRUCE_UNBOUNDED;
    if (how == TRUCE_QUALIFIER_UP_TO || how == TRUCE_QUALIFIER_LESS_THAN) out->count.min = 0;
    return true;
}

void value_count(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    if (!value_is(r, key, node, YAML_TEXT)) return;
    if (!read_count(node->text, slot))
        value_wrong(r, node, "%s: no count '%s'; write 33, 1900 to 2000, about 2000, at-least 20 or up-to 50", key,
                    node->text);
}

/* A text stands for a list of one. Calls take for each text of the list. */
static void each_text(agreement_reader *r, const char *key, const yaml_node *node,
                      void (*take)(agreement_reader *, const char *, const yaml_node *, void *), void *ctx) {
    if (node->kind == YAML_TEXT) {
        if (value_is(r, key, node, YAML_TEXT)) take(r, key, node, ctx);
        return;
    }
    if (!value_is(r, key, node, YAML_LIST)) return;
    if (node->n == 0) value_wrong(r, node, "%s is empty", key);
    for (size_t i = 0; i < node->n; i++)
        if (value_is(r, key, node->v[i], YAML_TEXT)) take(r, key, node->v[i], ctx);
}

typedef VEC(const char *) text_vec;
typedef VEC(truce_act) act_vec;
typedef VEC(truce_quantity_kind) kind_vec;
typedef VEC(agreement_ref) ref_vec;

static void take_name(agreement_reader *r, const char *key, const yaml_node *node, void *ctx) {
    (void)key;
    text_vec *names = ctx;
    vec_push(r->a, names, node->text);
}

void value_names(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    text_vec names = {0};
    each_text(r, key, node, take_name, &names);
    *(truce_names *)slot = (truce_names){names.v, names.n};
}

static void take_act(agreement_reader *r, const char *key, const yaml_node *node, void *ctx) {
    (void)key;
    act_vec *acts = ctx;
    const char *names[TRUCE_ACT_COUNT];
    truce_act act = truce_act_from_name(node->text);
    for (int i = 1; i < TRUCE_ACT_COUNT; i++) names[i - 1] = truce_act_name((truce_act)i);
    if (act)
        vec_push(r->a, acts, act);
    else
        value_unknown(r, node->line, node->column, "act", node->text, names, TRUCE_ACT_COUNT - 1);
}

void value_acts(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    act_vec acts = {0};
    each_text(r, key, node, take_act, &acts);
    *(agreement_acts *)slot = (agreement_acts){acts.v, acts.n};
}

static void take_kind(agreement_reader *r, const char *key, const yaml_node *node, void *ctx) {
    (void)key;
    kind_vec *kinds = ctx;
    const char *names[TRUCE_QUANTITY_KIND_COUNT];
    truce_quantity_kind kind = truce_quantity_kind_from_name(node->text);
    for (int i = 1; i < TRUCE_QUANTITY_KIND_COUNT; i++) names[i - 1] = truce_quantity_kind_name((truce_quantity_kind)i);
    if (kind)
        vec_push(r->a, kinds, kind);
    else
        value_unknown(r, node->line, node->column, "kind", node->text, names, TRUCE_QUANTITY_KIND_COUNT - 1);
}

void value_kinds(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    kind_vec kinds = {0};
    each_text(r, key, node, take_kind, &kinds);
    *(agreement_kinds *)slot = (agreement_kinds){kinds.v, kinds.n};
}

static void take_ref(agreement_reader *r, const char *key, const yaml_node *node, void *ctx) {
    (void)key;
    ref_vec *refs = ctx;
    vec_push(r->a, refs, (agreement_ref){.id = node->text, .line = node->line, .column = node->column, .index = -1});
}

void value_refs(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    ref_vec refs = {0};
    each_text(r, key, node, take_ref, &refs);
    *(agreement_refs *)slot = (agreement_refs){refs.v, refs.n};
}

void value_ref(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    if (value_is(r, key, node, YAML_TEXT)) value_refs(r, key, node, slot);
}
