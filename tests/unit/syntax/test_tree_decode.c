/* SPDX-License-Identifier: Apache-2.0 */
/* tree_decode() against trying all trees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "syntax/tree_decode.h"

enum { TREE_WORDS = 5, TREE_ROWS = TREE_WORDS + 1 };

/* Whether heads are a tree with one word under the root; its score. */
static int is_tree(const int32_t *heads, uint32_t n, const float *arcs, double *score) {
    int roots = 0;
    *score = 0;
    for (uint32_t i = 1; i <= n; i++) {
        uint32_t w = i, steps = 0;
        *score += arcs[i * (n + 1) + (uint32_t)heads[i]];
        roots += heads[i] == 0;
        for (; w && steps <= n; steps++) w = (uint32_t)heads[w];
        if (w) return 0;
    }
    return roots == 1;
}

static double best_by_trying(const float *arcs, uint32_t n) {
    int32_t heads[TREE_ROWS] = {0};
    double best = -1e9, score;
    uint32_t all = 1;
    for (uint32_t i = 0; i < n; i++) all *= n + 1;
    for (uint32_t code = 0; code < all; code++) {
        for (uint32_t i = 1, rest = code; i <= n; i++, rest /= n + 1) heads[i] = (int32_t)(rest % (n + 1));
        if (is_tree(heads, n, arcs, &score) && score > best) best = score;
    }
    return best;
}

static truce_status trees(void *ctx) {
    arena *a = ctx;
    srand(1);
    for (int round = 0; round < 1000; round++) {
        uint32_t n = 1 + (uint32_t)rand() % TREE_WORDS;
        float arcs[TREE_ROWS * TREE_ROWS], work[TREE_ROWS * TREE_ROWS];
        int32_t heads[TREE_ROWS] = {0};
        double score;
        for (uint32_t i = 0; i < (n + 1) * (n + 1); i++) arcs[i] = (float)(rand() % 1000) / 10 - 50;
        for (uint32_t i = 0; i <= n; i++) arcs[i * (n + 1) + i] = -1e4f;
        memcpy(work, arcs, sizeof arcs);
        tree_decode(a, work, n, heads);
        assert_true(is_tree(heads, n, arcs, &score));
        assert_true(best_by_trying(arcs, n) - score < 1e-2);
    }
    return TRUCE_OK;
}

static void test_trees_are_the_best(void **state) {
    (void)state;
    arena *a = arena_new();
    assert_int_equal(arena_run(a, trees, a, NULL), TRUCE_OK);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_trees_are_the_best)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
