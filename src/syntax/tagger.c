/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/parser_parts.h"

void atoms_set_tag(atoms *w, const model_tag *tags, uint32_t tag) {
    w->tag = tag + 1;
    w->pos = tags[tag].pos + 1;
    w->upos = (uint32_t)tags[tag].upos;
}

static uint32_t best_of(const int32_t *scores, uint32_t n) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        if (scores[i] > scores[best]) best = i;
    return best;
}

void tagger_run(const parser *p, scratch *s, truce_sentence *sentence) {
    for (uint32_t i = 1; i <= sentence->n; i++) {
        size_t n = tag_features(s->words, sentence->n, i, s->features);
        perceptron_score(&p->tagger, s->features, n, s->scores);
        uint32_t tag = best_of(s->scores, p->n_tags);
        atoms_set_tag(&s->words[i], p->tags, tag);
        truce_word *w = &sentence->words[i];
        w->upos = p->tags[tag].upos;
        w->xpos = p->tags[tag].xpos;
        w->feats = p->tags[tag].feats;
    }
}

void lemmatizer_run(const parser *p, arena *a, scratch *s, truce_sentence *sentence) {
    for (uint32_t i = 1; i <= sentence->n; i++) {
        size_t n = lemma_features(&s->words[i], s->features);
        perceptron_score(&p->lemmatizer, s->features, n, s->scores);
        const lemma_rule *rule = &p->lemmas[best_of(s->scores, p->n_lemmas)];
        sentence->words[i].lemma = lemma_rule_apply(a, rule, sentence->words[i].form);
    }
}
