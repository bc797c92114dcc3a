/* SPDX-License-Identifier: Apache-2.0 */
/* Rule files: every error has its place; rules without an error have what a rule must have. */
#include "fuzz.h"

#include "claims/rule_parse.h"

static lexicon *words;

typedef struct input {
    arena *a;
    const char *data;
    size_t size;
} input;

static void check_rule(const rule *r) {
    CHECK(r->id && r->id[0] && r->line >= 1);
    CHECK(r->triggers.n > 0 && r->act > TRUCE_ACT_NONE && r->act < TRUCE_ACT_COUNT);
    for (size_t i = 0; i < r->conditions.n; i++) CHECK(r->conditions.v[i].n > 0 && r->conditions.v[i].text);
    for (size_t i = 0; i < r->examples.n; i++) CHECK(r->examples.v[i].sentence);
}

static truce_status check_input(void *ctx) {
    const input *in = ctx;
    error_list errs = {0};
    rule_vec parsed = {0};
    rule_line *lines;
    size_t n;
    rule_lex(in->a, "f.rules", arena_strndup(in->a, in->data, in->size), &lines, &n, &errs);
    rule_parse(in->a, "f.rules", lines, n, words, &parsed, &errs);
    rule_check(parsed.v, parsed.n, &errs);
    for (size_t i = 0; i < errs.n && i < error_list_max; i++) {
        check_error(TRUCE_INPUT, &errs.v[i]);
        CHECK(errs.v[i].line >= 1 && strcmp(errs.v[i].file, "f.rules") == 0);
    }
    for (size_t i = 0; errs.n == 0 && i < parsed.n; i++) check_rule(&parsed.v[i]);
    error_list_free(&errs);
    return TRUCE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    input in = {arena_new(), (const char *)data, size};
    error_list errs = {0};
    if (!words) CHECK(lexicon_load(TRUCE_SOURCE "/rules/en/lexicon", &words, &errs) == TRUCE_OK);
    CHECK(in.a);
    if (is_text(data, size)) arena_run(in.a, check_input, &in, NULL);
    arena_free(in.a);
    return 0;
}
