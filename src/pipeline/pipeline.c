/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/reader.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/utf8.h"
#include "claims/extract.h"
#include "claims/parse_names.h"
#include "ingest/report.h"
#include "syntax/conllu.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

/* CoNLL-U takes some ten times the bytes of its text. */
enum { CONLLU_BYTES_MAX = 16 * TRUCE_REPORT_BYTES_MAX };

/* ---- opening ---- */

typedef struct opening {
    truce_reader *reader;
    const truce_reader_options *options;
    error_list problems;
    truce_error *err;
} opening;

static truce_status find(arena *a, const char *given, const char *form, const char *language, const char **out,
                         truce_error *err) {
    if (given) *out = arena_strdup(a, given);
    return given ? TRUCE_OK : file_find_data(a, arena_printf(a, form, language), out, err);
}

static truce_status load_rules(opening *open, const char *language) {
    truce_reader *r = open->reader;
    truce_status status = find(r->loaded, open->options->rules, "rules/%s", language, &r->rules_folder, open->err);
    const char *folder = r->rules_folder;
    if (status != TRUCE_OK) return status;
    status = calendar_words_load(r->loaded, arena_printf(r->loaded, "%s/lexicon/calendar.tsv", folder), &r->months,
                                 open->err);
    if (status != TRUCE_OK) return status;
    status = rules_load(folder, &r->rules, &open->problems);
    if (status == TRUCE_OK || !open->err) return status;
    if (open->problems.n)
        *open->err = open->problems.v[0];
    else
        error_at(open->err, status, folder, 0, 0, "the rules cannot be read");
    return status;
}

static truce_status open_body(void *ctx) {
    opening *open = ctx;
    truce_reader *r = open->reader;
    const char *language = open->options->language ? open->options->language : "en";
    truce_status status = load_rules(open, language);
    if (status != TRUCE_OK || open->options->conllu) return status;
    status = find(r->loaded, open->options->model, "models/%s.truce", language, &r->model_path, open->err);
    if (status == TRUCE_OK) status = parser_load(r->model_path, &r->parser, open->err);
    return status;
}

truce_status truce_reader_open(const truce_reader_options *options, void (*complain)(void *, const truce_error *),
                               void *ctx, truce_reader **out, truce_error *err) {
    static const truce_reader_options plain = {0};
    truce_reader *r = calloc(1, sizeof *r);
    opening open = {.reader = r, .options = options ? options : &plain, .err = err};
    *out = NULL;
    if (r) {
        r->loaded = arena_new();
        r->a = arena_new();
        r->scratch = scratch_new();
    }
    if (!r || !r->loaded || !r->a || !r->scratch) {
        truce_reader_free(r);
        return error_set(err, TRUCE_MEMORY, "out of memory");
    }
    truce_status status = arena_run(r->loaded, open_body, &open, err);
    for (size_t i = 0; complain && i < open.problems.n && i < error_list_max; i++) complain(ctx, &open.problems.v[i]);
    error_list_free(&open.problems);
    if (status == TRUCE_OK)
        *out = r;
    else
        truce_reader_free(r);
    return status;
}

void truce_reader_free(truce_reader *reader) {
    if (!reader) return;
    rules_free(reader->rules);
    scratch_free(reader->scratch);
    parser_free(reader->parser);
    arena_free(reader->a);
    arena_free(reader->loaded);
    free(reader);
}

truce_reader_facts truce_reader_describe(const truce_reader *r) {
    const bool text = r->parser != NULL;
    return (truce_reader_facts){r->rules_folder, rules_version(r->rules), text ? r->model_path : "",
                                text ? parser_name(r->parser) : ""};
}

/* ---- one report ---- */

typedef struct work {
    truce_reader *reader;
    const char *path;
    truce_ledger *ledger;
    bool again;
    attempts *trace; /* NULL: not asked for */
    truce_added added;
    bool copy;
    truce_error *err;
} work;

/* The text of a report in CoNLL-U: that of its sentences, whose spans are bytes of the CoNLL-U file. */
static void hash_sentences(truce_reader *r) {
    char *text = arena_alloc(r->a, r->report.size + r->sentences.n);
    size_t n = 0;
    for (uint32_t i = 0; i < r->sentences.n; i++) {
        truce_span span = r->sentences.v[i].span;
        memcpy(text + n, r->report.bytes + span.start, span.end - span.start);
        n += span.end - span.start;
        text[n++] = ' ';
    }
    report_text_hash(r->a, text, n, r->report.text_hash);
}

/* A report whose trees come with it. */
static truce_status read_conllu(work *w) {
    truce_reader *r = w->reader;
    char *bytes;
    size_t size;
    truce_status status = file_read(r->a, w->path, CONLLU_BYTES_MAX, &bytes, &size, w->err);
    if (status != TRUCE_OK) return status;
    if (utf8_valid(bytes, size) != size)
        return error_at(w->err, TRUCE_INPUT, w->path, 0, 0, "is not UTF-8 from byte %zu on", utf8_valid(bytes, size));
    status = conllu_report(r->a, w->path, bytes, size, &r->report, w->err);
    if (status == TRUCE_OK) status = conllu_read(r->a, w->path, bytes, size, &r->sentences, w->err);
    if (status == TRUCE_OK && r->sentences.n == 0)
        return error_at(w->err, TRUCE_INPUT, w->path, 0, 0, "has no sentence");
    if (status != TRUCE_OK) return status;
    r->report.name = report_name(r->a, w->path);
    r->report.path = report_path(r->a, w->path);
    digest_text(bytes, size, r->report.id);
    hash_sentences(r);
    return TRUCE_OK;
}

/* Whether the ledger lacks the report, or is to take it again. */
static truce_status is_wanted(work *w, bool *out) {
    bool has = false;
    truce_status status = w->ledger ? truce_ledger_has(w->ledger, w->reader->report.id, &has, w->err) : TRUCE_OK;
    *out = !has || w->again;
    w->added = has ? TRUCE_KNOWN : TRUCE_ADDED;
    return status;
}

/* The way of a report, from its bytes to its rows: every floor of the library once. */
static truce_status read_body(void *ctx) {
    work *w = ctx;
    truce_reader *r = w->reader;
    const bool from_text = r->parser != NULL;
    bool wanted = false;
    truce_status status;

    status = from_text ? report_read(r->a, w->path, r->months, &r->report, w->err) : read_conllu(w);
    if (status == TRUCE_OK) status = is_wanted(w, &wanted);
    if (status != TRUCE_OK || !wanted) return status;

    if (from_text) {
        text_split(r->a, &r->report, parser_word_lists(r->parser), &r->sentences);
        status = parse_names_aside(r->a, r->parser, r->scratch, rules_lexicon(r->rules), &r->sentences, w->err);
        if (status != TRUCE_OK) return status;
    }

    const char *model = from_text ? parser_name(r->parser) : NULL;
    status = claims_explain(r->a, &r->report, &r->sentences, r->rules, model, &r->claims, w->trace, w->err);
    if (status != TRUCE_OK || !w->ledger) return status;

    return truce_ledger_add(w->ledger, &r->report, &r->claims, w->again, &w->added, &w->copy, w->err);
}

static truce_status run(work *w) {
    truce_reader *r = w->reader;
    arena_reset(r->a);
    r->report = (truce_report){0};
    r->sentences = (truce_sentences){0};
    r->claims = (truce_claims){0};
    truce_status status = arena_run(r->a, read_body, w, w->err);
    return status == TRUCE_OK ? TRUCE_OK : error_in_file(w->err, status, w->path);
}

truce_status reader_explain(truce_reader *r, const char *path, attempts *trace, truce_error *err) {
    work w = {.reader = r, .path = path, .trace = trace, .err = err};
    return run(&w);
}

truce_status truce_read(truce_reader *reader, const char *path, truce_ledger *ledger, bool again, truce_reading *out,
                        truce_error *err) {
    work w = {.reader = reader, .path = path, .ledger = ledger, .again = again, .err = err};
    truce_status status = run(&w);
    *out = (truce_reading){&reader->report, &reader->sentences, &reader->claims, w.added, w.copy};
    return status;
}

/* ---- many reports ---- */

typedef struct listing {
    arena *a;
    const char *path, *suffix;
    const char **v;
    size_t n;
    truce_error *err;
} listing;

static truce_status list_body(void *ctx) {
    listing *l = ctx;
    return file_list(l->a, l->path, l->suffix, &l->v, &l->n, l->err);
}

truce_status truce_reports_under(const truce_reader *reader, const char *path,
                                 truce_status (*visit)(void *ctx, const char *path, truce_error *err), void *ctx,
                                 truce_error *err) {
    listing l = {.a = arena_new(), .path = path, .suffix = reader->parser ? ".txt" : ".conllu", .err = err};
    if (!l.a) return error_set(err, TRUCE_MEMORY, "out of memory");
    truce_status listed = arena_run(l.a, list_body, &l, err), status = TRUCE_OK;
    truce_error own;
    for (size_t i = 0; status == TRUCE_OK && i < l.n; i++) status = visit(ctx, l.v[i], listed == TRUCE_OK ? err : &own);
    arena_free(l.a);
    return listed == TRUCE_OK ? status : listed;
}
