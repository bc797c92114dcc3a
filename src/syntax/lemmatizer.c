/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/parser_parts.h"

const char *lemmatizer_run(const parser *p, arena *a, const char *form, uint32_t upos, uint32_t xpos) {
    uint64_t features[LEMMA_FEATURES_MAX];
    int32_t scores[PERCEPTRON_SCORES];
    atoms word;
    atoms_of_form(form, &word);
    word.upos = upos + 1;
    word.xpos = xpos + 1;
    perceptron_score(&p->lemmatizer, features, lemma_features(&word, features), scores);
    uint32_t best = 0;
    for (uint32_t i = 1; i < p->n_lemmas; i++)
        if (scores[i] > scores[best]) best = i;
    return lemma_rule_apply(a, &p->lemmas[best], form);
}
