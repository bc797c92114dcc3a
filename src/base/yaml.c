/* SPDX-License-Identifier: Apache-2.0 */
#include "base/yaml.h"

#include <yaml.h>

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"

typedef VEC(const yaml_node *) nodes;

/* A list or map that is still open, with the children read so far. */
typedef struct open_node {
    yaml_node *node;
    nodes children;
} open_node;

typedef struct reading {
    arena *a;
    const char *name;
    yaml_parser_t *parser;
    open_node open[YAML_DEPTH_MAX];
    size_t depth, documents;
    const yaml_node *root;
    truce_error *err;
} reading;

static truce_status refuse(reading *r, truce_status code, yaml_mark_t at, const char *what) {
    return error_at(r->err, code, r->name, at.line + 1, at.column + 1, "%s", what);
}

static void attach(reading *r, const yaml_node *node) {
    if (r->depth == 0)
        r->root = node;
    else
        vec_push(r->a, &r->open[r->depth - 1].children, node);
}

static yaml_node *new_node(reading *r, yaml_kind kind, yaml_mark_t at) {
    yaml_node *node = arena_new_of(r->a, yaml_node);
    node->kind = kind;
    node->line = at.line + 1;
    node->column = at.column + 1;
    return node;
}

static truce_status open_one(reading *r, yaml_kind kind, const yaml_event_t *e) {
    if (r->depth == YAML_DEPTH_MAX) return refuse(r, TRUCE_LIMIT, e->start_mark, "nested too deep");
    yaml_node *node = new_node(r, kind, e->start_mark);
    attach(r, node);
    r->open[r->depth++] = (open_node){.node = node};
    return TRUCE_OK;
}

static void close_one(reading *r) {
    open_node *o = &r->open[--r->depth];
    o->node->v = o->children.v;
    o->node->n = o->node->kind == YAML_MAP ? o->children.n / 2 : o->children.n;
}

static void take_scalar(reading *r, const yaml_event_t *e) {
    yaml_node *node = new_node(r, YAML_TEXT, e->start_mark);
    node->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->text = arena_strndup(r->a, (const char *)e->data.scalar.value, e->data.scalar.length);
    attach(r, node);
}

static truce_status take(reading *r, const yaml_event_t *e) {
    static const char *const no_anchor = "anchors and aliases are not taken: write the value out";
    static const char *const no_tag = "tags are not taken: leave it out";
    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (r->documents++) return refuse(r, TRUCE_INPUT, e->start_mark, "a second document: one file holds one");
        return TRUCE_OK;
    case YAML_ALIAS_EVENT: return refuse(r, TRUCE_INPUT, e->start_mark, no_anchor);
    case YAML_SCALAR_EVENT:
        if (e->data.scalar.anchor) return refuse(r, TRUCE_INPUT, e->start_mark, no_anchor);
        if (e->data.scalar.tag) return refuse(r, TRUCE_INPUT, e->start_mark, no_tag);
        if (strlen((const char *)e->data.scalar.value) != e->data.scalar.length)
            return refuse(r, TRUCE_INPUT, e->start_mark, "a text with a NUL in it");
        take_scalar(r, e);
        return TRUCE_OK;
    case YAML_SEQUENCE_START_EVENT:
        if (e->data.sequence_start.anchor) return refuse(r, TRUCE_INPUT, e->start_mark, no_anchor);
        if (e->data.sequence_start.tag) return refuse(r, TRUCE_INPUT, e->start_mark, no_tag);
        return open_one(r, YAML_LIST, e);
    case YAML_MAPPING_START_EVENT:
        if (e->data.mapping_start.anchor) return refuse(r, TRUCE_INPUT, e->start_mark, no_anchor);
        if (e->data.mapping_start.tag) return refuse(r, TRUCE_INPUT, e->start_mark, no_tag);
        return open_one(r, YAML_MAP, e);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: close_one(r); return TRUCE_OK;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT: return TRUCE_OK;
    }
    return TRUCE_OK;
}

static truce_status parse_error(reading *r) {
    const yaml_parser_t *p = r->parser;
    if (p->error == YAML_MEMORY_ERROR) return error_set(r->err, TRUCE_MEMORY, "out of memory");
    yaml_mark_t at = p->problem_mark;
    /* `while …` names where the broken thing began: without it `did not find expected ']'` points at the file's end. */
    if (!p->context) return error_at(r->err, TRUCE_INPUT, r->name, at.line + 1, at.column + 1, "%s", p->problem);
    return error_at(r->err, TRUCE_INPUT, r->name, at.line + 1, at.column + 1, "%s %s that begins at line %zu",
                    p->problem, p->context, p->context_mark.line + 1);
}

typedef struct event_taking {
    reading *r;
    const yaml_event_t *event;
} event_taking;

static truce_status take_body(void *ctx) {
    event_taking *t = ctx;
    return take(t->r, t->event);
}

static truce_status read_events(reading *r) {
    for (bool ended = false; !ended;) {
        yaml_event_t event;
        if (!yaml_parser_parse(r->parser, &event)) return parse_error(r);
        ended = event.type == YAML_STREAM_END_EVENT;
        /* Guarded event by event, so that the event is let go when memory runs out. */
        event_taking t = {r, &event};
        truce_status status = arena_run(r->a, take_body, &t, r->err);
        yaml_event_delete(&event);
        if (status) return status;
    }
    return TRUCE_OK;
}

static truce_status not_utf8(const char *name, const char *bytes, size_t at, truce_error *err) {
    size_t line = 1, start = 0;
    for (size_t i = 0; i < at; i++)
        if (bytes[i] == '\n') {
            line++;
            start = i + 1;
        }
    return error_at(err, TRUCE_INPUT, name, line, at - start + 1,
                    bytes[at] ? "not UTF-8: save the file in that encoding" : "a NUL byte: this is no text file");
}

truce_status yaml_read(arena *a, const char *name, const char *bytes, size_t n, const yaml_node **out,
                       truce_error *err) {
    *out = NULL;
    if (n > YAML_BYTES_MAX) return error_at(err, TRUCE_LIMIT, name, 0, 0, "larger than %zu bytes", YAML_BYTES_MAX);
    size_t valid = utf8_valid(bytes, n);
    if (valid < n) return not_utf8(name, bytes, valid, err);
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) return error_set(err, TRUCE_MEMORY, "out of memory");
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, n);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    reading r = {.a = a, .name = name, .parser = &parser, .err = err};
    truce_status status = read_events(&r);
    yaml_parser_delete(&parser);
    if (!status) *out = r.root;
    return status;
}

truce_status yaml_read_file(arena *a, const char *path, const yaml_node **out, truce_error *err) {
    char *bytes;
    size_t n;
    *out = NULL;
    truce_status status = file_read(a, path, YAML_BYTES_MAX, &bytes, &n, err);
    return status ? status : yaml_read(a, path, bytes, n, out, err);
}

const char *yaml_kind_text(const yaml_node *node) {
    switch (node->kind) {
    case YAML_TEXT: return "a text";
    case YAML_LIST: return "a list";
    case YAML_MAP: return "a map";
    }
    return "";
}
