/* SPDX-License-Identifier: Apache-2.0 */
#include "oracle.h"

/* Gold children of a word that are still in the buffer. */
static int children_to_come(const moves *m, const int32_t *gold, uint32_t word) {
    int n = 0;
    for (uint32_t d = m->next; d <= m->n; d++) n += gold[d] == (int32_t)word;
    return n;
}

move_costs oracle_costs(const moves *m, const int32_t *gold) {
    move_costs c = {0, 0, 0};
    int32_t b0 = (int32_t)m->next, s0 = (int32_t)m->stack[m->height - 1];
    if (m->next <= m->n)
        for (uint32_t i = 0; i < m->height; i++) {
            int32_t k = (int32_t)m->stack[i];
            c.shift += k && gold[k] == b0;                 /* b0 takes no child to its left any more */
            c.shift += i + 1 < m->height && gold[b0] == k; /* only s0 can still become its head */
        }
    if (m->height < 2) return c;
    int lost = children_to_come(m, gold, (uint32_t)s0);
    int32_t s1 = (int32_t)m->stack[m->height - 2];
    c.left = lost + (gold[s0] > b0 || gold[s0] == s1);
    c.right = lost + (gold[s0] >= b0);
    return c;
}

int oracle_cost(const moves *m, const move_costs *costs, uint32_t move, const int32_t *gold, const uint8_t *labels) {
    if (move == MOVE_SHIFT) return costs->shift;
    uint32_t s0 = m->stack[m->height - 1];
    if (move <= m->labels) return costs->left + (gold[s0] == (int32_t)m->next && labels[s0] != move - 1);
    bool is_gold = gold[s0] == (int32_t)m->stack[m->height - 2];
    return costs->right + (is_gold && labels[s0] != move - 1 - m->labels);
}
