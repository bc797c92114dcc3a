/* SPDX-License-Identifier: Apache-2.0 */
#include <truce/agreement.h>

#include <stdlib.h>

#include "claims/claim_json.h"

struct truce_claim_file {
    arena *a;
    truce_claims claims;
};

typedef struct reading {
    truce_claim_file *file;
    const char *path;
    error_list *errs;
} reading;

static truce_status read_body(void *ctx) {
    reading *r = ctx;
    return claims_read_jsonl(r->file->a, r->path, &r->file->claims, r->errs);
}

truce_status truce_claim_file_read(const char *path, truce_claim_file **out, truce_problem *problem, void *ctx) {
    error_list errs = {0};
    truce_error err = {0};
    truce_claim_file *file = calloc(1, sizeof *file);
    if (file) file->a = arena_new();
    reading r = {file, path, &errs};
    truce_status status =
        file && file->a ? arena_run(file->a, read_body, &r, &err) : error_set(&err, TRUCE_MEMORY, "out of memory");
    size_t n = errs.n < errs.capacity ? errs.n : errs.capacity;
    for (size_t i = 0; problem && i < n; i++) problem(ctx, &errs.v[i]);
    if (problem && errs.n > n) {
        truce_error more;
        error_set(&more, TRUCE_INPUT, "and %zu more", errs.n - n);
        problem(ctx, &more);
    }
    if (problem && status == TRUCE_MEMORY && !errs.n) problem(ctx, &err);
    error_list_free(&errs);
    *out = NULL;
    if (status == TRUCE_OK || status == TRUCE_INPUT)
        *out = file;
    else
        truce_claim_file_free(file);
    return status;
}

const truce_claims *truce_claim_file_claims(const truce_claim_file *file) {
    return &file->claims;
}

void truce_claim_file_free(truce_claim_file *file) {
    if (!file) return;
    arena_free(file->a);
    free(file);
}
