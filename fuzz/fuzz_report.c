/* SPDX-License-Identifier: Apache-2.0 */
/* A report's bytes: header, dateline, sentences, words. Spans lie inside the text, in order, on whole characters. */
#include "fuzz.h"

#include "base/digest.h"
#include "ingest/report.h"
#include "text/text.h"

typedef struct input {
    arena *a;
    const char *data;
    size_t size;
} input;

static bool starts_character(const truce_report *r, uint32_t at) {
    return at == r->size || ((unsigned char)r->bytes[at] & 0xc0) != 0x80;
}

static void check_span(const truce_report *r, truce_span in, truce_span span) {
    CHECK(in.start <= span.start && span.start <= span.end && span.end <= in.end);
    CHECK(starts_character(r, span.start) && starts_character(r, span.end));
}

static void check_report(const truce_report *r, const input *in) {
    char id[TRUCE_DIGEST_TEXT];
    CHECK(r->size == in->size && memcmp(r->bytes, in->data, in->size) == 0);
    CHECK(strcmp(digest_text(in->data, in->size, id), r->id) == 0);
    CHECK(r->name && r->path && r->title && r->outlet && r->source && *r->outlet);
    CHECK(is_text((const uint8_t *)in->data, in->size));
    check_span(r, (truce_span){0, (uint32_t)r->size}, r->body);
}

static void check_sentence(const truce_report *r, const truce_sentence *s) {
    uint32_t last = s->span.start;
    CHECK(s->n >= 1 && s->n <= TRUCE_WORDS_MAX);
    for (uint32_t i = 1; i <= s->n; i++) {
        const truce_word *w = &s->words[i];
        check_span(r, s->span, w->span);
        CHECK(w->span.end > w->span.start && w->form && *w->form);
        CHECK(w->span.start >= last || w->span.end == last); /* parts of a multiword token may share its span */
        last = w->span.end;
    }
}

static truce_status check_input(void *ctx) {
    const input *in = ctx;
    const calendar_words *months;
    const word_lists *lists;
    truce_sentences sentences;
    truce_report r;
    truce_error err = {0};
    static const char words[] = "[title]\nMr. Gen.\n[abbreviation]\nU.N. a.m.\n[clitic]\n's n't\n[prefix]\nal-\n";
    CHECK(word_lists_read(in->a, words, sizeof words - 1, &lists, &err) == TRUCE_OK);
    CHECK(calendar_words_load(in->a, TRUCE_SOURCE "/rules/en/lexicon/calendar.tsv", &months, &err) == TRUCE_OK);
    truce_status status = report_from_bytes(in->a, "r", "r.txt", in->data, in->size, months, &r, &err);
    if (status) {
        check_error(status, &err);
        return TRUCE_OK;
    }
    check_report(&r, in);
    text_split(in->a, &r, lists, &sentences);
    for (uint32_t i = 0, last = r.body.start; i < sentences.n; i++) {
        check_span(&r, r.body, sentences.v[i].span);
        CHECK(sentences.v[i].span.start >= last);
        last = sentences.v[i].span.end;
        check_sentence(&r, &sentences.v[i]);
    }
    return TRUCE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    input in = {arena_new(), (const char *)data, size};
    CHECK(in.a);
    arena_run(in.a, check_input, &in, NULL);
    arena_free(in.a);
    return 0;
}
