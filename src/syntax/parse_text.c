/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <truce/syntax.h>

#include "base/error.h"
#include "base/file.h"
#include "base/vec.h"
#include "ingest/report.h"
#include "syntax/conllu.h"
#include "syntax/parser.h"
#include "syntax/ud_eval.h"
#include "text/text.h"

enum { GOLD_BYTES_MAX = 1 << 28 };

struct truce_parser {
    parser *model;
    scratch *work;
    const calendar_words *months; /* NULL with a model of the caller's: its language is not known */
    arena *kept;                  /* of months */
    arena *memory;                /* of the call at hand */
};

/* One call of the API inside arena_run(). */
typedef struct call {
    truce_parser *p;
    const char *path; /* of the model, the report, or the gold file */
    FILE *out;
    bool from_text;
    truce_parse_scores *scores;
    truce_error *err;
} call;

static truce_status open_body(void *ctx) {
    call *c = ctx;
    const char *calendar;
    if (c->path) return parser_load(c->path, &c->p->model, c->err);
    truce_status status = file_find_data(c->p->kept, "models/en.truce", &c->path, c->err);
    if (status == TRUCE_OK) status = parser_load(c->path, &c->p->model, c->err);
    if (status == TRUCE_OK) status = file_find_data(c->p->kept, "rules/en/lexicon/calendar.tsv", &calendar, c->err);
    if (status == TRUCE_OK) status = calendar_words_load(c->p->kept, calendar, &c->p->months, c->err);
    return status;
}

truce_status truce_parser_open(const char *model, truce_parser **out, truce_error *err) {
    truce_parser *p = calloc(1, sizeof *p);
    if (p) {
        p->work = scratch_new();
        p->memory = arena_new();
        p->kept = arena_new();
    }
    truce_status status =
        p && p->work && p->memory && p->kept ? TRUCE_OK : error_set(err, TRUCE_MEMORY, "out of memory");
    if (status == TRUCE_OK) status = arena_run(p->kept, open_body, &(call){.p = p, .path = model, .err = err}, err);
    if (status != TRUCE_OK) {
        truce_parser_free(p);
        p = NULL;
    }
    *out = p;
    return status;
}

void truce_parser_free(truce_parser *p) {
    if (!p) return;
    parser_free(p->model);
    scratch_free(p->work);
    arena_free(p->memory);
    arena_free(p->kept);
    free(p);
}

const char *truce_parser_name(const truce_parser *p) {
    return parser_name(p->model);
}

static truce_status parse_body(void *ctx) {
    call *c = ctx;
    arena *a = c->p->memory;
    truce_report r;
    truce_sentences s;
    truce_status status = report_read(a, c->path, c->p->months, &r, c->err);
    if (status == TRUCE_OK) status = parser_read(c->p->model, a, c->p->work, &r, &s, c->err);
    if (status != TRUCE_OK) return status;
    fprintf(c->out, "# newdoc id = %s\n", r.name);
    for (uint32_t i = 0; i < s.n && status == TRUCE_OK; i++) {
        conllu_comments(a, &s.v[i], &r, r.name, i + 1);
        status = conllu_write(c->out, &s.v[i], c->err);
    }
    return status;
}

truce_status truce_parse(truce_parser *p, const char *path, FILE *out, truce_error *err) {
    arena_reset(p->memory);
    return arena_run(p->memory, parse_body, &(call){.p = p, .path = path, .out = out, .err = err}, err);
}

/* -------------------------------------------------------------------------------------------------- evaluation */

/* Copies with the forms alone, so that nothing gold is left to be seen. */
static truce_sentences forms_of(arena *a, const truce_sentences *gold) {
    truce_sentences out = {arena_array(a, truce_sentence, gold->n), gold->n};
    for (uint32_t i = 0; i < gold->n; i++) {
        out.v[i] = gold->v[i];
        out.v[i].words = arena_array(a, truce_word, gold->v[i].n + 1);
        for (uint32_t k = 0; k <= gold->v[i].n; k++)
            out.v[i].words[k] = (truce_word){.form = gold->v[i].words[k].form,
                                             .head = -1,
                                             .lemma = "_",
                                             .xpos = "_",
                                             .feats = "_",
                                             .deprel = "_",
                                             .deps = "_",
                                             .misc = "_"};
    }
    return out;
}

typedef VEC(char) text;

static void append(arena *a, text *t, const char *s, size_t n) {
    for (size_t i = 0; i < n; i++) vec_push(a, t, s[i]);
}

static bool space_after(const truce_sentence *s) {
    const char *misc = s->words[s->n].misc;
    for (uint32_t i = 0; i < s->n_extra; i++)
        if (s->extra[i].last == s->n) misc = s->extra[i].line;
    return !strstr(misc, "SpaceAfter=No");
}

/* The text that the gold sentences were: their `# text`, with paragraphs, and no space where the gold has none. */
static truce_report text_of(arena *a, const char *bytes, const truce_sentences *gold) {
    text t = {0};
    for (uint32_t i = 0; i < gold->n; i++) {
        const truce_sentence *s = &gold->v[i];
        if (i && s->new_paragraph)
            append(a, &t, "\n\n", 2);
        else if (i && space_after(&gold->v[i - 1]))
            append(a, &t, " ", 1);
        append(a, &t, bytes + s->span.start, s->span.end - s->span.start);
    }
    append(a, &t, "", 1);
    return (truce_report){.bytes = t.v, .size = t.n - 1, .body = {0, (uint32_t)t.n - 1}};
}

static truce_status parse_gold_words(call *c, truce_sentences *system) {
    truce_status status = TRUCE_OK;
    for (uint32_t i = 0; i < system->n && status == TRUCE_OK; i++)
        status = parser_run(c->p->model, c->p->memory, c->p->work, &system->v[i], c->err);
    return status;
}

static truce_status evaluate_body(void *ctx) {
    call *c = ctx;
    arena *a = c->p->memory;
    char *bytes;
    size_t n;
    truce_sentences gold, system;
    truce_report r;
    truce_status status = file_read(a, c->path, GOLD_BYTES_MAX, &bytes, &n, c->err);
    if (status == TRUCE_OK) status = conllu_read(a, c->path, bytes, n, &gold, c->err);
    if (status != TRUCE_OK) return status;
    if (c->from_text)
        r = text_of(a, bytes, &gold);
    else
        system = forms_of(a, &gold);
    clock_t start = clock();
    if (c->from_text)
        status = parser_read(c->p->model, a, c->p->work, &r, &system, c->err);
    else
        status = parse_gold_words(c, &system);
    c->scores->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
    if (status != TRUCE_OK) return status;
    for (uint32_t i = 0; i < system.n; i++) c->scores->words += system.v[i].n;
    return error_in_file(c->err, ud_eval(a, &gold, &system, c->scores->measures, c->err), c->path);
}

truce_status truce_parse_evaluate(truce_parser *p, const char *const *gold, size_t n, int from_text,
                                  truce_parse_scores *out, truce_error *err) {
    truce_status status = TRUCE_OK;
    *out = (truce_parse_scores){0};
    for (size_t i = 0; i < n && status == TRUCE_OK; i++) {
        call c = {.p = p, .path = gold[i], .from_text = from_text != 0, .scores = out, .err = err};
        arena_reset(p->memory);
        status = arena_run(p->memory, evaluate_body, &c, err);
    }
    return status;
}
