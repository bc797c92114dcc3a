/* SPDX-License-Identifier: Apache-2.0 */
#include <truce/annotate.h>

#include "base/calendar.h"
#include "base/json.h"
#include "claims/hedge.h"
#include "claims/party.h"
#include "claims/quantity.h"
#include "pipeline/reader.h"

typedef struct annotating {
    truce_reader *reader;
    bool narrative;
    const slots *s;
    const attributions *who;
    const char **names;       /* [who->n + 1]; NULL where nobody is named */
    truce_source_kind *kinds; /* [who->n + 1] */
    truce_quantity **counts;  /* [sentence][number]; of is NULL where a number counts no noun */
} annotating;

static void find_sources(annotating *x, const doc *d) {
    x->who = attribution_build(d);
    parties *p = parties_build(d, x->who);
    x->names = arena_array(d->a, const char *, (size_t)x->who->n + 1);
    x->kinds = arena_array(d->a, truce_source_kind, (size_t)x->who->n + 1);
    for (voice_id v = 1; v <= x->who->n; v++) {
        const voice *k = &x->who->v[v];
        if (k->source) party_name(p, k->s, k->source, &x->names[v], NULL);
        x->kinds[v] = x->names[v] ? party_kind(p, k->s, k->source) : TRUCE_SOURCE_KIND_UNNAMED;
    }
}

/* All that needs the arena, before the first JSON value is made. */
static truce_status find(void *ctx) {
    annotating *x = ctx;
    truce_reader *r = x->reader;
    const slot_words *words = rules_slot_words(r->rules);
    const truce_sentences *text = hedges_mend(r->a, words, &r->sentences);
    const doc *d = doc_new(r->a, &r->report, text, rules_lexicon(r->rules));
    x->s = slots_new(r->a, words, d, x->narrative ? SLOTS_NARRATIVE : SLOTS_NEWS);
    x->counts = arena_array(r->a, truce_quantity *, d->n);
    for (uint32_t i = 0; i < d->n; i++) {
        const slots_sentence *v = &x->s->v[i];
        x->counts[i] = arena_array(r->a, truce_quantity, v->n_numbers);
        for (uint32_t k = 0; k < v->n_numbers; k++) {
            uint32_t noun = quantity_noun(x->s, i, &v->numbers[k]);
            if (noun) quantity_of(x->s, i, noun, 0, TRUCE_ACT_NONE, &x->counts[i][k]);
        }
    }
    find_sources(x, d);
    return TRUCE_OK;
}

static bool add_bytes(json_t *o, const char *key, const char *bytes, truce_span span) {
    return json_add(o, key, json_stringn(bytes + span.start, span.end - span.start));
}

static bool add_day(json_t *o, const char *key, truce_day d) {
    char text[DAY_TEXT];
    return json_add(o, key, d == TRUCE_NO_DAY ? json_null() : json_string(day_text(d, text)));
}

static bool add_bound(json_t *o, const char *key, double bound) {
    return bound == TRUCE_UNBOUNDED ? json_add(o, key, json_null()) : json_add_number(o, key, bound);
}

static bool add_span(json_t *o, truce_span span) {
    return json_add_int(o, "start", span.start) && json_add_int(o, "end", span.end);
}

static json_t *time_json(const annotating *x, const timex *t) {
    json_t *o = json_object();
    bool ok = add_span(o, t->span) && add_bytes(o, "text", x->reader->report.bytes, t->span) &&
              json_add_text(o, "type", timex_type_name(t->type)) && json_add_text(o, "value", t->value) &&
              add_day(o, "from", t->start) && add_day(o, "to", t->end);
    if (ok) return o;
    json_decref(o);
    return NULL;
}

static json_t *number_json(const annotating *x, uint32_t sentence, uint32_t i) {
    const slots_sentence *v = &x->s->v[sentence];
    const number *n = &v->numbers[i];
    const truce_quantity *q = &x->counts[sentence][i];
    truce_span span = {v->as.v[n->first].span.start, v->as.v[n->end - 1].span.end};
    json_t *o = json_object();
    bool ok = add_span(o, span) && add_bytes(o, "text", x->reader->report.bytes, span) && add_bound(o, "min", n->min) &&
              add_bound(o, "max", n->max) && json_add_text(o, "qualifier", truce_qualifier_name(n->qualifier)) &&
              add_bound(o, "total", n->total) && json_add_text(o, "of", q->of) &&
              json_add_text(o, "kind", q->kind ? truce_quantity_kind_name(q->kind) : NULL);
    if (ok) return o;
    json_decref(o);
    return NULL;
}

/* The span with its words; null where it is empty. */
static json_t *span_json(const annotating *x, truce_span span) {
    if (span.start == span.end) return json_null();
    json_t *o = json_object();
    if (add_span(o, span) && add_bytes(o, "text", x->reader->report.bytes, span)) return o;
    json_decref(o);
    return NULL;
}

static json_t *attribution_json(const annotating *x, voice_id v) {
    const voice *k = &x->who->v[v];
    json_t *o = json_object();
    bool ok = json_add(o, "source", span_json(x, k->source_span));
    ok = json_add_text(o, "name", x->names[v]) && ok;
    ok = json_add_text(o, "kind", truce_source_kind_name(x->kinds[v])) && ok;
    ok = json_add(o, "cue", span_json(x, k->cue_span)) && ok;
    ok = json_add(o, "content", span_json(x, k->content_span)) && ok;
    if (ok) return o;
    json_decref(o);
    return NULL;
}

static json_t *sentence_json(const annotating *x, uint32_t i) {
    const slots_sentence *v = &x->s->v[i];
    json_t *o = json_object(), *times = json_array(), *quantities = json_array(), *voices = json_array();
    bool ok = json_add_int(o, "sentence", (long long)i + 1) && add_span(o, x->s->d->v[i].s->span) && times &&
              quantities && voices;
    for (uint32_t k = 0; ok && k < v->n_times; k++)
        ok = v->times[k].passing || json_array_append_new(times, time_json(x, &v->times[k])) == 0;
    for (uint32_t k = 0; ok && k < v->n_numbers; k++) ok = json_array_append_new(quantities, number_json(x, i, k)) == 0;
    ok = json_add(o, "times", times) && ok;
    for (voice_id k = 1; ok && k <= x->who->n; k++)
        if (x->who->v[k].s == i && x->who->v[k].covers) ok = json_array_append_new(voices, attribution_json(x, k)) == 0;
    ok = json_add(o, "quantities", quantities) && ok;
    ok = json_add(o, "attributions", voices) && ok;
    if (ok) return o;
    json_decref(o);
    return NULL;
}

truce_status truce_annotate(truce_reader *reader, const char *path, bool narrative, FILE *out, truce_error *err) {
    annotating x = {.reader = reader, .narrative = narrative};
    truce_reading reading;
    truce_status status = truce_read(reader, path, NULL, false, &reading, err);
    if (status == TRUCE_OK) status = arena_run(reader->a, find, &x, err);
    for (uint32_t i = 0; status == TRUCE_OK && i < x.s->d->n; i++) {
        json_t *o = sentence_json(&x, i);
        status = o ? json_write_line(out, o, err) : error_set(err, TRUCE_MEMORY, "out of memory");
        json_decref(o);
    }
    return status;
}
