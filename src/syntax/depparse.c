/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/parser_parts.h"

/* Greedy: the best legal move, 2n times. */
void depparse_run(const parser *p, scratch *s, truce_sentence *sentence) {
    moves *m = &s->state;
    m->words = s->words;
    m->n = sentence->n;
    m->labels = p->n_labels;
    m->root = p->root;
    for (moves_start(m); !moves_done(m);) {
        size_t n = move_features(m, s->features);
        perceptron_score(&p->moves, s->features, n, s->scores);
        moves_make(m, moves_best(m, s->scores));
    }
    for (uint32_t i = 1; i <= sentence->n; i++) {
        sentence->words[i].head = m->head[i];
        sentence->words[i].deprel = p->labels[m->label[i]];
    }
}
