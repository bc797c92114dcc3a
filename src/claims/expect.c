/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/expect.h"

#include <string.h>

#include "base/calendar.h"
#include "base/vec.h"

static const char *const known_keys[] = {"actor",       "target", "counterpart", "via",      "actor_text",
                                         "target_text", "place",  "quantity",    "kind",     "qualifier",
                                         "measure",     "of",     "time",        "duration", "deadline",
                                         "source",      "chain",  "link",        "rule",     "quote"};

static bool known(const char *key) {
    for (size_t i = 0; i < sizeof known_keys / sizeof *known_keys; i++)
        if (strcmp(known_keys[i], key) == 0) return true;
    return false;
}

/* A word up to a space or `;`, or what stands between quotation marks. */
static const char *read_value(arena *a, const char **p) {
    if (**p == '"') {
        const char *from = ++*p;
        *p += strcspn(*p, "\"");
        const char *out = arena_strndup(a, from, (size_t)(*p - from));
        if (**p) ++*p;
        return out;
    }
    const char *from = *p;
    *p += strcspn(*p, " ;");
    return arena_strndup(a, from, (size_t)(*p - from));
}

static truce_status read_one(arena *a, const char *line, const char **p, expectation *e, truce_error *err) {
    VEC(const char *) keys = {0}, values = {0};
    const char *from = *p;
    for (;;) {
        *p += strspn(*p, " ");
        size_t column = (size_t)(*p - line) + 1;
        if (!**p || **p == ';') break;
        size_t n = strcspn(*p, " =;");
        const char *word = arena_strndup(a, *p, n);
        *p += n;
        if (**p == '=') {
            ++*p;
            if (!known(word)) return error_at(err, TRUCE_INPUT, NULL, 0, column, "no slot '%s'", word);
            vec_push(a, &keys, word);
            vec_push(a, &values, read_value(a, p));
        } else if (!e->act) {
            e->act = truce_act_from_name(word);
            if (!e->act) return error_at(err, TRUCE_INPUT, NULL, 0, column, "no act '%s'", word);
        } else {
            e->status = truce_claim_status_from_name(word);
            if (!e->status) return error_at(err, TRUCE_INPUT, NULL, 0, column, "no status '%s'", word);
        }
    }
    e->text = arena_strndup(a, from, (size_t)(*p - from));
    e->keys = keys.v, e->values = values.v, e->n = keys.n;
    if (!e->act) return error_at(err, TRUCE_INPUT, NULL, 0, (size_t)(from - line) + 1, "an act expected");
    return TRUCE_OK;
}

truce_status expect_read(arena *a, const char *line, expectations *out, truce_error *err) {
    VEC(expectation) all = {0};
    *out = (expectations){0};
    const char *p = line + strspn(line, " ");
    if (strcmp(p, "none") == 0) return TRUCE_OK;
    while (*p) {
        expectation e = {0};
        truce_status status = read_one(a, line, &p, &e, err);
        if (status) return status;
        vec_push(a, &all, e);
        if (*p == ';') p++;
        p += strspn(p, " ");
    }
    *out = (expectations){all.v, all.n};
    return TRUCE_OK;
}

static const char *names_text(arena *a, const truce_names *names) {
    const char *out = "";
    for (size_t i = 0; i < names->n; i++) out = arena_printf(a, "%s%s%s", out, i ? "|" : "", names->v[i]);
    return out;
}

static const char *number_text(arena *a, double n) {
    return n == TRUCE_UNBOUNDED ? "" : arena_printf(a, "%.10g", n);
}

static const char *quantity_text(arena *a, const truce_quantity *q) {
    if (!q->kind) return "";
    const char *min = number_text(a, q->min), *max = number_text(a, q->max);
    return q->min == q->max ? min : arena_printf(a, "%s..%s", min, max);
}

static const char *days_text(arena *a, truce_day from, truce_day to) {
    char x[DAY_TEXT], y[DAY_TEXT];
    day_text(from, x), day_text(to, y);
    return from == to ? arena_strdup(a, x) : arena_printf(a, "%s..%s", x, y);
}

static const char *or_empty(const char *s) {
    return s ? s : "";
}

static const char *links_text(arena *a, const truce_claim *c) {
    const char *out = "";
    for (size_t i = 0; i < c->n_links; i++)
        out = arena_printf(a, "%s%s%s>%s", out, i ? "|" : "", truce_link_name(c->links[i].type), c->links[i].to);
    return out;
}

/* What the claim has under a key, "" for an empty slot. */
static const char *value_of(arena *a, const truce_claim *c, const char *key) {
    if (strcmp(key, "actor") == 0) return names_text(a, &c->actor);
    if (strcmp(key, "target") == 0) return names_text(a, &c->target);
    if (strcmp(key, "counterpart") == 0) return names_text(a, &c->counterpart);
    if (strcmp(key, "via") == 0) return names_text(a, &c->via);
    if (strcmp(key, "actor_text") == 0) return or_empty(c->actor_text);
    if (strcmp(key, "target_text") == 0) return or_empty(c->target_text);
    if (strcmp(key, "place") == 0) return or_empty(c->place);
    if (strcmp(key, "quantity") == 0) return quantity_text(a, &c->quantity);
    if (strcmp(key, "kind") == 0) return truce_quantity_kind_name(c->quantity.kind);
    if (strcmp(key, "qualifier") == 0) return truce_qualifier_name(c->quantity.qualifier);
    if (strcmp(key, "measure") == 0) return truce_measure_name(c->quantity.measure);
    if (strcmp(key, "of") == 0) return or_empty(c->quantity.of);
    if (strcmp(key, "time") == 0) return c->time.text ? days_text(a, c->time.start, c->time.end) : "";
    if (strcmp(key, "duration") == 0) return or_empty(c->time.duration);
    if (strcmp(key, "deadline") == 0)
        return c->deadline.duration ? c->deadline.duration : days_text(a, c->deadline.day, c->deadline.day);
    if (strcmp(key, "source") == 0) return c->source[c->n_source - 1].name;
    if (strcmp(key, "chain") == 0) return arena_printf(a, "%zu", c->n_source);
    if (strcmp(key, "link") == 0) return links_text(a, c);
    if (strcmp(key, "rule") == 0) return or_empty(c->rule);
    return c->quote;
}

static bool differs(arena *a, const char **why, const char *key, const char *wanted, const char *got) {
    if (why) *why = arena_printf(a, "%s is '%s', not '%s'", key, got, wanted);
    return false;
}

bool expect_holds(arena *a, const expectation *e, const truce_claim *c, const char **why) {
    if (e->act != c->act) return differs(a, why, "the act", truce_act_name(e->act), truce_act_name(c->act));
    if (e->status && e->status != c->status)
        return differs(a, why, "the status", truce_claim_status_name(e->status), truce_claim_status_name(c->status));
    for (size_t i = 0; i < e->n; i++) {
        const char *got = value_of(a, c, e->keys[i]);
        if (strcmp(got, e->values[i]) != 0) return differs(a, why, e->keys[i], e->values[i], got);
    }
    return true;
}

const char *expect_write(arena *a, const truce_claim *c) {
    const char *out = arena_printf(a, "%s %s", truce_act_name(c->act), truce_claim_status_name(c->status));
    for (size_t i = 0; i < sizeof known_keys / sizeof *known_keys; i++) {
        const char *value = value_of(a, c, known_keys[i]);
        if (!*value) continue;
        bool quoted = strpbrk(value, " ;") != NULL;
        out = arena_printf(a, "%s %s=%s%s%s", out, known_keys[i], quoted ? "\"" : "", value, quoted ? "\"" : "");
    }
    return out;
}
