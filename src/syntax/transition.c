/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/transition.h"

#include <assert.h>
#include <string.h>

void moves_start(moves *m) {
    size_t n = (size_t)m->n + 1;
    for (size_t i = 0; i < n; i++) m->head[i] = -1;
    memset(m->label, 0, n);
    memset(m->n_left, 0, n);
    memset(m->n_right, 0, n);
    memset(m->left, 0, n * sizeof *m->left);
    memset(m->left2, 0, n * sizeof *m->left2);
    memset(m->right, 0, n * sizeof *m->right);
    memset(m->right2, 0, n * sizeof *m->right2);
    m->stack[0] = 0;
    m->height = 1;
    m->next = 1;
}

bool moves_done(const moves *m) {
    return m->height == 1 && m->next > m->n;
}

bool moves_may_shift(const moves *m) {
    return m->next <= m->n;
}

bool moves_may_left(const moves *m) {
    return m->height > 1 && m->next <= m->n;
}

bool moves_may_right(const moves *m) {
    return m->height > 2 || (m->height == 2 && m->next > m->n);
}

/* The relation `root` goes with the root, and with it alone. */
bool moves_legal(const moves *m, uint32_t move) {
    if (move == MOVE_SHIFT) return moves_may_shift(m);
    if (move <= m->labels) return moves_may_left(m) && move - 1 != m->root;
    return moves_may_right(m) && (move - 1 - m->labels == m->root) == (m->height == 2);
}

static uint8_t one_more(uint8_t n) {
    return n < UINT8_MAX ? (uint8_t)(n + 1) : n;
}

static void attach(moves *m, uint32_t head, uint32_t child, uint32_t label) {
    m->head[child] = (int32_t)head;
    m->label[child] = (uint8_t)label;
    if (child < head) {
        m->left2[head] = m->left[head];
        m->left[head] = child;
        m->n_left[head] = one_more(m->n_left[head]);
    } else {
        m->right2[head] = m->right[head];
        m->right[head] = child;
        m->n_right[head] = one_more(m->n_right[head]);
    }
}

void moves_make(moves *m, uint32_t move) {
    assert(moves_legal(m, move));
    if (move == MOVE_SHIFT) {
        m->stack[m->height++] = m->next++;
        return;
    }
    uint32_t child = m->stack[--m->height];
    if (move <= m->labels)
        attach(m, m->next, child, move - 1);
    else
        attach(m, m->stack[m->height - 1], child, move - 1 - m->labels);
}

uint32_t moves_best(const moves *m, const int32_t *scores) {
    uint32_t best = MOVE_SHIFT;
    bool found = moves_may_shift(m);
    for (uint32_t move = 1; moves_may_left(m) && move <= m->labels; move++)
        if (move - 1 != m->root && (!found || scores[move] > scores[best])) {
            best = move;
            found = true;
        }
    if (!moves_may_right(m)) return best;
    if (m->height == 2) return 1 + m->labels + m->root; /* the buffer is empty: nothing else is left to do */
    for (uint32_t l = 0; l < m->labels; l++)
        if (l != m->root && (!found || scores[1 + m->labels + l] > scores[best])) {
            best = 1 + m->labels + l;
            found = true;
        }
    return best;
}
