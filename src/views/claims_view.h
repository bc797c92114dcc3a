/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_VIEWS_CLAIMS_VIEW_H
#define TRUCE_VIEWS_CLAIMS_VIEW_H

/** @file The parts of the claims' list. */

#include <truce/view.h>

/** The name of the outlet; `unknown` where a claim has no source. */
const char *claim_outlet(const truce_claim *c);

/** An amount as digits: whole numbers without a point. */
#define AMOUNT_TEXT 32
char *amount_text(double amount, char out[AMOUNT_TEXT]);

void claims_text_write(FILE *out, const truce_claims_view *view, const truce_claim *c);
void claims_csv_header(FILE *out, const truce_claims_view *view);
void claims_csv_write(FILE *out, const truce_claims_view *view, const truce_claim *c);

#endif
