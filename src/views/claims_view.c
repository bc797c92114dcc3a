/* SPDX-License-Identifier: Apache-2.0 */
#include "views/claims_view.h"
#include "base/error.h"
#include "claims/claim_json.h"
#include "views/safe_text.h"

#include <math.h>
#include <stdlib.h>

const char *claim_outlet(const truce_claim *c) {
    return c->n_source ? c->source[0].name : "unknown";
}

char *amount_text(double amount, char out[AMOUNT_TEXT]) {
    snprintf(out, AMOUNT_TEXT, floor(amount) == amount && fabs(amount) < 1e15 ? "%.0f" : "%.15g", amount);
    return out;
}

static truce_status write_json(FILE *out, const truce_claim *c, truce_error *err) {
    json_t *object = claim_to_json(c);
    char *text = object ? json_dumps(object, JSON_REAL_PRECISION(15)) : NULL;
    json_decref(object);
    if (!text) return error_set(err, TRUCE_MEMORY, "out of memory");
    safe_json(out, text);
    putc('\n', out);
    free(text);
    return TRUCE_OK;
}

void truce_claims_begin(FILE *out, const truce_claims_view *view) {
    if (view->format == TRUCE_CLAIMS_CSV || view->format == TRUCE_CLAIMS_TSV) claims_csv_header(out, view);
}

truce_status truce_claims_write(FILE *out, const truce_claims_view *view, const truce_claim *claim, truce_error *err) {
    switch (view->format) {
    case TRUCE_CLAIMS_TABLE: claims_text_write(out, view, claim); break;
    case TRUCE_CLAIMS_CSV:
    case TRUCE_CLAIMS_TSV: claims_csv_write(out, view, claim); break;
    case TRUCE_CLAIMS_JSONL: return write_json(out, claim, err);
    }
    return TRUCE_OK;
}
