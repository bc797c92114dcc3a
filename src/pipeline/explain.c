/* SPDX-License-Identifier: Apache-2.0 */
#include <truce/explain.h>

#include <string.h>

#include "base/vec.h"
#include "claims/rule_try.h"
#include "pipeline/reader.h"

typedef struct explaining {
    truce_reader *reader;
    const attempts *trace;
    truce_explanation *out;
} explaining;

static void bind(arena *a, const attempts *trace, const attempt *from, truce_attempt *out) {
    static const char *const names[] = {
#define NAME(name) #name,
        RULE_SLOT_LIST(NAME)
#undef NAME
    };
    truce_binding *v = arena_array(a, truce_binding, SLOT_count);
    for (int i = 0; i < SLOT_count; i++)
        if (from->slots[i])
            v[out->n_bindings++] = (truce_binding){names[i], doc_raw(trace->d, from->s, from->slots[i])->form};
    out->bindings = v;
}

static truce_attempt attempt_of(const explaining *x, const attempt *from) {
    truce_attempt out = {.word = doc_raw(x->trace->d, from->s, from->w)->form,
                         .rule = from->rule->id,
                         .file = from->rule->file,
                         .line = from->rule->line};
    switch (from->end) {
    case ATTEMPT_CLAIM:
        out.end = TRUCE_ATTEMPT_CLAIM;
        out.claim = &x->reader->claims.v[from->claim];
        bind(x->reader->a, x->trace, from, &out);
        break;
    case ATTEMPT_FAILED:
        out.end = TRUCE_ATTEMPT_FAILED;
        out.condition = from->failed->text;
        out.line = from->failed->line;
        break;
    case ATTEMPT_YIELDED:
        out.end = TRUCE_ATTEMPT_YIELDED;
        out.other = from->other->id;
        break;
    case ATTEMPT_MENTION: out.end = TRUCE_ATTEMPT_MENTION; break;
    }
    return out;
}

static truce_status explain(void *ctx) {
    explaining *x = ctx;
    arena *a = x->reader->a;
    const doc *d = x->trace->d;
    truce_explained_sentence *sentences = arena_array(a, truce_explained_sentence, d->n);
    truce_attempt *all = arena_array(a, truce_attempt, x->trace->n);
    size_t at = 0;
    for (uint32_t s = 0; s < d->n; s++) {
        truce_span span = d->text->v[s].span;
        sentences[s] = (truce_explained_sentence){.span = span, .text = doc_span_text(d, span), .attempts = all + at};
        for (; at < x->trace->n && x->trace->v[at].s == s; at++) {
            all[at] = attempt_of(x, &x->trace->v[at]);
            sentences[s].n++;
        }
    }
    *x->out = (truce_explanation){&x->reader->report, &x->reader->claims, sentences, d->n};
    return TRUCE_OK;
}

truce_status truce_explain(truce_reader *reader, const char *path, truce_explanation *out, truce_error *err) {
    attempts trace = {0};
    truce_status status = reader_explain(reader, path, &trace, err);
    if (status != TRUCE_OK) return status;
    explaining x = {reader, &trace, out};
    return arena_run(reader->a, explain, &x, err);
}

truce_status truce_rules_try(truce_reader *reader, void (*complain)(void *, const truce_error *), void *ctx,
                             truce_rules_trial *out, truce_error *err) {
    *out = (truce_rules_trial){0};
    if (!reader->parser) return error_set(err, TRUCE_USAGE, "rules can only be tried with a parser's model");
    rules_all(reader->rules, &out->rules);
    rule_trial trial = {reader->parser, reader->months, reader->rules};
    return rule_try_all(&trial, complain, ctx, &out->sentences, &out->wrong, err);
}
