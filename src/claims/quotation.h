/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_QUOTATION_H
#define TRUCE_CLAIMS_QUOTATION_H

/** @file
 * What stands between quotation marks in a report.
 *
 *     “A b. C d.”       one quotation over two sentences
 *     “A b.¶ “C d.”     one more: a paragraph that opens anew goes on with a quotation that was not closed
 *     “A b.¶ C d.       unclosed: it ends with its paragraph
 *     [begin recording] [Reza] A b. [Reporter] C d. [end recording]     two, with who speaks in brackets before each
 *
 * Everything lives in doc->a.
 */

#include "claims/doc.h"

typedef struct quotation {
    uint32_t first_s, first_w, last_s, last_w; /**< the first and last word, marks included */
    uint32_t n_words;                          /**< without the marks */
    bool closed;
    uint32_t label_s, label; /**< the word that says who speaks, of a recording; 0 without */
    bool continues;          /**< a paragraph of a quotation that began in an earlier one */
} quotation;

typedef struct quotations {
    quotation *v; /**< in text order; they never overlap */
    uint32_t n;
    uint32_t **at; /**< at[s][w]: number of the quotation that word w of sentence s stands in, from 1; 0 none */
} quotations;

quotations *quotations_find(const doc *d);

#endif
