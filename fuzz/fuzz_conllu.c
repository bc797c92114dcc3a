/* SPDX-License-Identifier: Apache-2.0 */
/* CoNLL-U from outside: heads form a tree, spans hold the forms, and what is written reads back as the same bytes. */
#include "fuzz.h"

#include "syntax/conllu.h"

typedef struct input {
    arena *a;
    const char *data;
    size_t size;
} input;

/* Each word's way up ends at the root; or no word has a head. */
static void check_heads(const truce_sentence *s) {
    bool unset = s->words[1].head < 0;
    for (uint32_t i = 1; i <= s->n; i++) {
        uint32_t steps = 0;
        CHECK((s->words[i].head < 0) == unset);
        for (int32_t at = (int32_t)i; !unset && at > 0; at = s->words[at].head) {
            CHECK(at <= (int32_t)s->n);
            CHECK(steps++ <= s->n);
        }
    }
}

static void check_spans(const truce_sentence *s, size_t size) {
    CHECK(s->span.start <= s->span.end && s->span.end <= size);
    for (uint32_t i = 1; i <= s->n; i++) {
        truce_span span = s->words[i].span;
        CHECK(s->span.start <= span.start && span.start < span.end && span.end <= s->span.end);
    }
}

static char *written(const truce_sentences *all, size_t *size) {
    char *out = NULL;
    FILE *f = open_memstream(&out, size);
    CHECK(f);
    for (uint32_t i = 0; i < all->n; i++) CHECK(conllu_write(f, &all->v[i], NULL) == TRUCE_OK);
    CHECK(fclose(f) == 0);
    return out;
}

static truce_status check_input(void *ctx) {
    const input *in = ctx;
    truce_sentences all, again;
    truce_report report;
    truce_error err = {0};
    const char *bytes = arena_strndup(in->a, in->data, in->size);
    truce_status status = conllu_read(in->a, "f", bytes, in->size, &all, &err);
    if (status) {
        check_error(status, &err);
        CHECK(err.line >= 1);
        return TRUCE_OK;
    }
    for (uint32_t i = 0; i < all.n; i++) {
        check_heads(&all.v[i]);
        check_spans(&all.v[i], in->size);
    }
    size_t size, size_again;
    char *text = written(&all, &size);
    CHECK(size >= in->size && memcmp(text, in->data, in->size) == 0);
    CHECK(conllu_read(in->a, "f", arena_strndup(in->a, text, size), size, &again, &err) == TRUCE_OK);
    char *text_again = written(&again, &size_again);
    CHECK(size == size_again && memcmp(text, text_again, size) == 0);
    free(text);
    free(text_again);
    status = conllu_report(in->a, "f", bytes, in->size, &report, &err);
    if (status) check_error(status, &err);
    return TRUCE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    input in = {arena_new(), (const char *)data, size};
    CHECK(in.a);
    if (is_text(data, size)) arena_run(in.a, check_input, &in, NULL);
    arena_free(in.a);
    return 0;
}
