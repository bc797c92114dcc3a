/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of claims: what is read is written, and reads back as the same; an error has its line; good lines are kept. */
#include "fuzz.h"

#include "claims/claim_json.h"

/* One line that is valid JSON of whatever kind. */
static void check_line(arena *a, const json_t *value) {
    truce_claim claim, again;
    truce_error err;
    truce_status status = claim_from_json(a, value, &claim, &err);
    if (status) {
        check_error(status, &err);
        return;
    }
    CHECK(claim.span.start <= claim.span.end && claim.n_source > 0);
    json_t *written = claim_to_json(&claim);
    CHECK(written);
    CHECK(claim_from_json(a, written, &again, &err) == TRUCE_OK);
    json_t *rewritten = claim_to_json(&again);
    CHECK(json_equal(written, rewritten));
    json_decref(written);
    json_decref(rewritten);
}

static void check_text(arena *a, const char *line, size_t n) {
    json_t *value;
    truce_error err;
    truce_status status = json_read(line, n, "f", 1, &value, &err);
    if (status) {
        check_error(status, &err);
        CHECK(err.line == 1 && err.column >= 1);
        return;
    }
    check_line(a, value);
    json_decref(value);
}

typedef struct input {
    arena *a;
    const char *data;
    size_t size;
} input;

static truce_status check_all(void *ctx) {
    const input *in = ctx;
    for (const char *line = in->data, *end = in->data + in->size; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        if (!stop) stop = end;
        check_text(in->a, line, (size_t)(stop - line));
        line = stop + (stop < end);
    }
    return TRUCE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    input in = {arena_new(), (const char *)data, size};
    CHECK(in.a);
    arena_run(in.a, check_all, &in, NULL);
    arena_free(in.a);
    return 0;
}
