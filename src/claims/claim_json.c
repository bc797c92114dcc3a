/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/claim_json.h"

#include <math.h>

#include "base/calendar.h"
#include "base/vec.h"

/* ── writing ── */

static bool add_day(json_t *object, const char *key, truce_day d) {
    char text[DAY_TEXT];
    return json_add(object, key, d == TRUCE_NO_DAY ? json_null() : json_string(day_text(d, text)));
}

static bool add_known_day(json_t *object, const char *key, truce_day d) {
    return d == TRUCE_NO_DAY || add_day(object, key, d);
}

/* Names of closed sets: "" is none. */
static bool add_name(json_t *object, const char *key, const char *name) {
    return !name[0] || json_add_text(object, key, name);
}

static bool add_bound(json_t *object, const char *key, double bound) {
    return json_add_number(object, key, bound == TRUCE_UNBOUNDED ? NAN : bound);
}

static bool add_names(json_t *object, const char *key, const truce_names *names) {
    if (names->n == 0) return true;
    json_t *list = json_array();
    bool ok = list;
    for (size_t i = 0; ok && i < names->n; i++) ok = json_array_append_new(list, json_string(names->v[i])) == 0;
    return json_add(object, key, list) && ok;
}

static bool add_sources(json_t *object, const truce_claim *c) {
    json_t *list = json_array();
    bool ok = list;
    for (size_t i = 0; ok && i < c->n_source; i++) {
        const truce_source *s = &c->source[i];
        json_t *o = json_object();
        ok = json_add_text(o, "name", s->name) && add_name(o, "kind", truce_source_kind_name(s->kind)) &&
             json_add_text(o, "cue", s->cue) && add_known_day(o, "said", s->said);
        ok = json_array_append_new(list, o) == 0 && ok;
    }
    return json_add(object, "source", list) && ok;
}

static bool add_quantity(json_t *object, const truce_quantity *q) {
    if (!q->kind) return true;
    json_t *o = json_object();
    bool ok = add_bound(o, "min", q->min) && add_bound(o, "max", q->max) &&
              add_name(o, "qualifier", truce_qualifier_name(q->qualifier)) && json_add_text(o, "of", q->of) &&
              add_name(o, "kind", truce_quantity_kind_name(q->kind)) && json_add_text(o, "per", q->per) &&
              (q->total == TRUCE_UNBOUNDED || json_add_number(o, "total", q->total)) &&
              add_name(o, "measure", truce_measure_name(q->measure));
    return json_add(object, "quantity", o) && ok;
}

static bool add_time(json_t *object, const truce_time *t) {
    if (!t->text) return true;
    json_t *o = json_object();
    bool ok = (t->start == TRUCE_NO_DAY && t->end == TRUCE_NO_DAY) ||
              (add_day(o, "start", t->start) && add_day(o, "end", t->end));
    ok = ok && json_add_text(o, "duration", t->duration) && json_add_text(o, "text", t->text);
    return json_add(object, "time", o) && ok;
}

static bool add_deadline(json_t *object, const truce_deadline *d) {
    if (!d->duration && !d->from && !d->text) return add_known_day(object, "deadline", d->day);
    json_t *o = json_object();
    bool ok = add_known_day(o, "day", d->day) && json_add_text(o, "duration", d->duration) &&
              json_add_text(o, "from", d->from) && json_add_text(o, "text", d->text);
    return json_add(object, "deadline", o) && ok;
}

static bool add_links(json_t *object, const truce_claim *c) {
    if (c->n_links == 0) return true;
    json_t *list = json_array();
    bool ok = list;
    for (size_t i = 0; ok && i < c->n_links; i++) {
        json_t *o = json_object();
        ok = add_name(o, "type", truce_link_name(c->links[i].type)) && json_add_text(o, "to", c->links[i].to);
        ok = json_array_append_new(list, o) == 0 && ok;
    }
    return json_add(object, "links", list) && ok;
}

json_t *claim_to_json(const truce_claim *c) {
    json_t *o = json_object();
    bool ok = o && json_add_text(o, "id", c->id) && json_add_text(o, "report", c->report) &&
              add_known_day(o, "report_date", c->report_date) && json_add_text(o, "quote", c->quote) &&
              json_add_int(o, "start", c->span.start) && json_add_int(o, "end", c->span.end) && add_sources(o, c) &&
              add_name(o, "act", truce_act_name(c->act)) && add_name(o, "status", truce_claim_status_name(c->status)) &&
              add_names(o, "actor", &c->actor) && json_add_text(o, "actor_text", c->actor_text) &&
              add_names(o, "target", &c->target) && json_add_text(o, "target_text", c->target_text) &&
              add_names(o, "counterpart", &c->counterpart) && add_names(o, "via", &c->via) &&
              add_quantity(o, &c->quantity) && add_time(o, &c->time) && add_deadline(o, &c->deadline) &&
              json_add_text(o, "place", c->place) && add_links(o, c) && json_add_text(o, "report_id", c->report_id) &&
              json_add_text(o, "text_hash", c->text_hash) && json_add_text(o, "rule", c->rule) &&
              json_add_text(o, "model", c->model) &&
              (!c->report_id || json_add_int(o, "schema_version", TRUCE_SCHEMA_VERSION));
    if (ok) return o;
    json_decref(o);
    return NULL;
}

/* ── reading: each get_ leaves *out as it is where the key is absent ── */

#define TRY(call)                                                                                                      \
    do {                                                                                                               \
        truce_status status_ = (call);                                                                                 \
        if (status_) return status_;                                                                                   \
    } while (0)

static truce_status get_day(const json_t *object, const char *key, truce_day *out, truce_error *err) {
    const json_t *value;
    TRY(json_get(object, key, JSON_STRING, &value, err));
    if (!value) return TRUCE_OK;
    *out = day_parse(json_string_value(value), json_string_length(value));
    if (*out != TRUCE_NO_DAY) return TRUCE_OK;
    return error_set(err, TRUCE_INPUT, "\"%s\" must be a day YYYY-MM-DD, is \"%s\"", key, json_string_value(value));
}

/* Reads a name of a closed set by its from_name function. */
#define GET_NAME(object, key, from_name, out, err)                                                                     \
    do {                                                                                                               \
        const json_t *value_;                                                                                          \
        TRY(json_get(object, key, JSON_STRING, &value_, err));                                                         \
        if (value_ && !(*(out) = from_name(json_string_value(value_))))                                                \
            return error_set(err, TRUCE_INPUT, "unknown %s \"%s\"", key, json_string_value(value_));                   \
    } while (0)

static truce_status get_bound(const json_t *object, const char *key, double *out, truce_error *err) {
    double bound = NAN;
    TRY(json_get_number(object, key, &bound, err));
    if (bound < 0) return error_set(err, TRUCE_INPUT, "\"%s\" must not be negative", key);
    *out = isnan(bound) ? TRUCE_UNBOUNDED : bound;
    return TRUCE_OK;
}

/* A list's item, or the error that it is of another type. */
static truce_status item(const json_t *list, size_t i, json_type type, const char *key, const char *wanted,
                         const json_t **out, truce_error *err) {
    *out = json_array_get(list, i);
    if (json_typeof(*out) == type) return TRUCE_OK;
    return error_set(err, TRUCE_INPUT, "\"%s\" must hold %s, holds %s", key, wanted, json_type_text(*out));
}

static truce_status get_names(arena *a, const json_t *object, const char *key, truce_names *out, truce_error *err) {
    const json_t *list;
    TRY(json_get(object, key, JSON_ARRAY, &list, err));
    size_t n = json_array_size(list);
    const char **v = arena_array(a, const char *, n);
    for (size_t i = 0; i < n; i++) {
        const json_t *name;
        TRY(item(list, i, JSON_STRING, key, "strings", &name, err));
        v[i] = arena_strdup(a, json_string_value(name));
    }
    *out = (truce_names){v, n};
    return TRUCE_OK;
}

static truce_status missing(const char *key, truce_error *err) {
    return error_set(err, TRUCE_INPUT, "no \"%s\"", key);
}

static truce_status get_sources(arena *a, const json_t *object, truce_claim *out, truce_error *err) {
    const json_t *list;
    TRY(json_get(object, "source", JSON_ARRAY, &list, err));
    size_t n = json_array_size(list);
    if (n == 0) return missing("source", err);
    out->source = arena_array(a, truce_source, n);
    out->n_source = n;
    for (size_t i = 0; i < n; i++) {
        truce_source *s = &out->source[i];
        const json_t *o;
        *s = (truce_source){.said = TRUCE_NO_DAY};
        TRY(item(list, i, JSON_OBJECT, "source", "objects", &o, err));
        TRY(json_get_text(a, o, "name", &s->name, err));
        GET_NAME(o, "kind", truce_source_kind_from_name, &s->kind, err);
        TRY(json_get_text(a, o, "cue", &s->cue, err));
        TRY(get_day(o, "said", &s->said, err));
        if (!s->name) return missing("name", err);
        if (!s->kind) return missing("kind", err);
    }
    return TRUCE_OK;
}

static truce_status get_quantity(arena *a, const json_t *object, truce_quantity *q, truce_error *err) {
    const json_t *o;
    TRY(json_get(object, "quantity", JSON_OBJECT, &o, err));
    if (!o) return TRUCE_OK;
    TRY(get_bound(o, "min", &q->min, err));
    TRY(get_bound(o, "max", &q->max, err));
    TRY(get_bound(o, "total", &q->total, err));
    GET_NAME(o, "qualifier", truce_qualifier_from_name, &q->qualifier, err);
    GET_NAME(o, "kind", truce_quantity_kind_from_name, &q->kind, err);
    GET_NAME(o, "measure", truce_measure_from_name, &q->measure, err);
    TRY(json_get_text(a, o, "of", &q->of, err));
    TRY(json_get_text(a, o, "per", &q->per, err));
    return q->kind ? TRUCE_OK : missing("kind", err);
}

static truce_status get_time(arena *a, const json_t *object, truce_time *t, truce_error *err) {
    const json_t *o;
    TRY(json_get(object, "time", JSON_OBJECT, &o, err));
    if (!o) return TRUCE_OK;
    TRY(get_day(o, "start", &t->start, err));
    TRY(get_day(o, "end", &t->end, err));
    if (t->start != TRUCE_NO_DAY && t->end != TRUCE_NO_DAY && t->start > t->end)
        return error_set(err, TRUCE_INPUT, "\"time\" starts after its end");
    TRY(json_get_text(a, o, "duration", &t->duration, err));
    TRY(json_get_text(a, o, "text", &t->text, err));
    return t->text ? TRUCE_OK : missing("text", err);
}

static truce_status get_deadline(arena *a, const json_t *object, truce_deadline *d, truce_error *err) {
    const json_t *value = json_object_get(object, "deadline");
    if (json_is_string(value)) return get_day(object, "deadline", &d->day, err);
    TRY(json_get(object, "deadline", JSON_OBJECT, &value, err));
    if (!value) return TRUCE_OK;
    TRY(get_day(value, "day", &d->day, err));
    TRY(json_get_text(a, value, "duration", &d->duration, err));
    TRY(json_get_text(a, value, "from", &d->from, err));
    return json_get_text(a, value, "text", &d->text, err);
}

static truce_status get_links(arena *a, const json_t *object, truce_claim *out, truce_error *err) {
    const json_t *list;
    TRY(json_get(object, "links", JSON_ARRAY, &list, err));
    size_t n = json_array_size(list);
    out->links = arena_array(a, truce_claim_link, n);
    out->n_links = n;
    for (size_t i = 0; i < n; i++) {
        truce_claim_link *l = &out->links[i];
        const json_t *o;
        TRY(item(list, i, JSON_OBJECT, "links", "objects", &o, err));
        GET_NAME(o, "type", truce_link_from_name, &l->type, err);
        TRY(json_get_text(a, o, "to", &l->to, err));
        if (!l->type) return missing("type", err);
        if (!l->to) return missing("to", err);
    }
    return TRUCE_OK;
}

static truce_status get_span(const json_t *object, truce_span *out, truce_error *err) {
    long long start = -1, end = -1;
    TRY(json_get_int(object, "start", 0, TRUCE_REPORT_BYTES_MAX, &start, err));
    TRY(json_get_int(object, "end", 0, TRUCE_REPORT_BYTES_MAX, &end, err));
    if (start < 0) return missing("start", err);
    if (end < 0) return missing("end", err);
    if (start > end) return error_set(err, TRUCE_INPUT, "\"start\" is after \"end\"");
    *out = (truce_span){(uint32_t)start, (uint32_t)end};
    return TRUCE_OK;
}

static truce_status get_head(arena *a, const json_t *o, truce_claim *c, truce_error *err) {
    TRY(json_get_text(a, o, "id", &c->id, err));
    TRY(json_get_text(a, o, "report", &c->report, err));
    TRY(json_get_text(a, o, "report_id", &c->report_id, err));
    TRY(json_get_text(a, o, "text_hash", &c->text_hash, err));
    TRY(get_day(o, "report_date", &c->report_date, err));
    TRY(json_get_text(a, o, "quote", &c->quote, err));
    if (!c->id) return missing("id", err);
    if (!c->report) return missing("report", err);
    if (!c->quote) return missing("quote", err);
    TRY(get_span(o, &c->span, err));
    TRY(get_sources(a, o, c, err));
    GET_NAME(o, "act", truce_act_from_name, &c->act, err);
    GET_NAME(o, "status", truce_claim_status_from_name, &c->status, err);
    if (!c->act) return missing("act", err);
    return c->status ? TRUCE_OK : missing("status", err);
}

static truce_status get_slots(arena *a, const json_t *o, truce_claim *c, truce_error *err) {
    TRY(get_names(a, o, "actor", &c->actor, err));
    TRY(get_names(a, o, "target", &c->target, err));
    TRY(get_names(a, o, "counterpart", &c->counterpart, err));
    TRY(get_names(a, o, "via", &c->via, err));
    TRY(json_get_text(a, o, "actor_text", &c->actor_text, err));
    TRY(json_get_text(a, o, "target_text", &c->target_text, err));
    TRY(get_quantity(a, o, &c->quantity, err));
    TRY(get_time(a, o, &c->time, err));
    TRY(get_deadline(a, o, &c->deadline, err));
    TRY(json_get_text(a, o, "place", &c->place, err));
    TRY(get_links(a, o, c, err));
    TRY(json_get_text(a, o, "rule", &c->rule, err));
    return json_get_text(a, o, "model", &c->model, err);
}

truce_status claim_from_json(arena *a, const json_t *value, truce_claim *out, truce_error *err) {
    *out = (truce_claim){
        .report_date = TRUCE_NO_DAY,
        .quantity = {.min = TRUCE_UNBOUNDED, .max = TRUCE_UNBOUNDED, .total = TRUCE_UNBOUNDED},
        .time = {.start = TRUCE_NO_DAY, .end = TRUCE_NO_DAY},
        .deadline = {.day = TRUCE_NO_DAY},
    };
    if (!json_is_object(value)) return error_set(err, TRUCE_INPUT, "a claim must be an object");
    TRY(get_head(a, value, out, err));
    return get_slots(a, value, out, err);
}

/* ── files ── */

typedef VEC(truce_claim) claim_vec;

typedef struct line_reading {
    arena *a;
    const json_t *value;
    claim_vec *claims;
    truce_error *err;
} line_reading;

static truce_status read_claim(void *ctx) {
    line_reading *r = ctx;
    truce_claim c;
    truce_status status = claim_from_json(r->a, r->value, &c, r->err);
    if (!status) vec_push(r->a, r->claims, c);
    return status;
}

/* One line; *ended at the end of the file. */
static truce_status read_line(arena *a, json_lines *in, const char *path, claim_vec *claims, bool *ended,
                              truce_error *err) {
    json_t *value;
    size_t line;
    truce_status status = json_lines_next(in, &value, &line, err);
    *ended = !status && !value;
    if (status || !value) return status;
    line_reading r = {a, value, claims, err};
    status = arena_run(a, read_claim, &r, err); /* of its own, so that value is let go when memory runs out */
    json_decref(value);
    if (status == TRUCE_INPUT) {
        err->line = line;
        error_in_file(err, status, path);
    }
    return status;
}

truce_status claims_read_jsonl(arena *a, const char *path, truce_claims *out, error_list *errs) {
    claim_vec claims = {0};
    json_lines *in;
    truce_error err;
    bool ended = false, refused = false;
    truce_status status = json_lines_open(path, &in, &err);
    if (status) error_list_add(errs, &err);
    while (!status && !ended) {
        status = read_line(a, in, path, &claims, &ended, &err);
        if (!status) continue;
        error_list_add(errs, &err);
        if (status == TRUCE_INPUT || status == TRUCE_LIMIT) {
            refused = true;
            status = TRUCE_OK;
        }
    }
    json_lines_close(in);
    *out = (truce_claims){claims.v, claims.n};
    return !status && refused ? TRUCE_INPUT : status;
}
