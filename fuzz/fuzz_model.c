/* SPDX-License-Identifier: Apache-2.0 */
/* Model files: a damaged one is refused; one that loads makes trees over its words, whatever its weights. The digest of
 * the first line is put right, so that damage behind it is met. */
#define _GNU_SOURCE
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/digest.h"
#include "syntax/model_file.h"
#include "syntax/parser.h"
#include "text/text.h"

typedef struct input {
    arena *a;
    const parser *p;
    scratch *work;
} input;

static void check_sentence(const truce_sentence *s) {
    uint32_t roots = 0;
    for (uint32_t i = 1; i <= s->n; i++) {
        const truce_word *w = &s->words[i];
        uint32_t steps = 0;
        CHECK(w->lemma && w->deprel && w->xpos && w->feats && w->upos < TRUCE_UPOS_COUNT);
        roots += w->head == 0;
        for (int32_t at = (int32_t)i; at; at = s->words[at].head) {
            CHECK(at > 0 && at <= (int32_t)s->n);
            CHECK(steps++ <= s->n);
        }
    }
    CHECK(roots == 1);
}

static truce_status parse(void *ctx) {
    static const char text[] = "Mr. Holt cannot go. They freed 20 prisoners, and \"all is well\".";
    const input *in = ctx;
    truce_report r = {.bytes = text, .size = sizeof text - 1, .body = {0, sizeof text - 1}};
    truce_sentences sentences;
    truce_error err;
    CHECK(parser_read(in->p, in->a, in->work, &r, &sentences, &err) == TRUCE_OK);
    for (uint32_t i = 0; i < sentences.n; i++) check_sentence(&sentences.v[i]);
    return TRUCE_OK;
}

static void use(const parser *p) {
    input in = {arena_new(), p, scratch_new()};
    CHECK(in.a && in.work && parser_name(p));
    arena_run(in.a, parse, &in, NULL);
    scratch_free(in.work);
    arena_free(in.a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *newline = size ? memchr(data, '\n', size) : NULL;
    const uint8_t *body = newline ? newline + 1 : data;
    size_t n = size - (size_t)(body - data);
    char head[160], digest[TRUCE_DIGEST_TEXT], path[64];
    parser *p;
    truce_error err;
    snprintf(head, sizeof head, "truce-model %d %s\n", MODEL_FORMAT, digest_text(body, n, digest));
    int fd = memfd_create("model", 0);
    CHECK(fd >= 0 && write(fd, head, strlen(head)) > 0 && write(fd, body, n) == (ssize_t)n);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    truce_status status = parser_load(path, &p, &err);
    close(fd);
    CHECK((status == TRUCE_OK) == (p != NULL));
    if (status)
        check_error(status, &err);
    else
        use(p);
    parser_free(p);
    return 0;
}
