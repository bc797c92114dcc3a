/* SPDX-License-Identifier: Apache-2.0 */
/* The builds of the network for different processors give the same numbers, to the bit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "syntax/model_file.h"
#include "syntax/network_layout.h"

/* As many words as there are, then fewer, so that the last words do not fill a vector. */
static const char *const words[] = {
    "The", "army", "released", "20",     "prisoners", "on", "Monday", ",",     "and", "Ümit", "said", "\"",       "we",
    "do",  "n't",  "\"",       "48,300", "talks",     "un", "-",      "known", "x",   "!",    "GAZA", "ceasefire"};
enum { WORDS = sizeof words / sizeof *words };

typedef struct build {
    void (*run)(const network *, arena *, const uint32_t *, uint32_t, network_scores *);
    void (*relations)(const network *, arena *, const network_scores *, const int32_t *, uint32_t, uint32_t *);
} build;

static void compare(const network *net, arena *a, const build *other, uint32_t n) {
    uint32_t *features = arena_array(a, uint32_t, (n + 1) * NETWORK_FEATURES);
    int32_t *heads = arena_array(a, int32_t, n + 1);
    uint32_t *one = arena_array(a, uint32_t, n + 1), *two = arena_array(a, uint32_t, n + 1);
    network_scores plain, scores;
    for (uint32_t i = 1; i <= n; i++) {
        network_features(net, a, words[i - 1], features + i * NETWORK_FEATURES);
        heads[i] = (int32_t)i - 1;
    }
    network_run_plain(net, a, features, n, &plain);
    other->run(net, a, features, n, &scores);
    network_shape shape = network_classes(net);
    size_t tags = shape.upos + shape.xpos + shape.feats;
    assert_memory_equal(plain.tags, scores.tags, (n + 1) * tags * sizeof *plain.tags);
    assert_memory_equal(plain.arcs, scores.arcs, (size_t)(n + 1) * (n + 1) * sizeof *plain.arcs);
    network_relations_plain(net, a, &plain, heads, 0, one);
    other->relations(net, a, &scores, heads, 0, two);
    assert_memory_equal(one + 1, two + 1, n * sizeof *one);
}

static void builds_agree(void **state) {
    (void)state;
    arena *a = arena_new();
    char *bytes;
    size_t n;
    model_file file;
    network *net;
    assert_int_equal(file_read(a, TRUCE_SOURCE "/models/en.truce", MODEL_BYTES_MAX, &bytes, &n, NULL), TRUCE_OK);
    assert_int_equal(model_file_read(a, "en.truce", bytes, n, &file, NULL), TRUCE_OK);
    const model_section *s = model_file_section(&file, "network");
    assert_non_null(s);
    assert_int_equal(network_open((const unsigned char *)s->bytes, s->size, &net, NULL), TRUCE_OK);
    build builds[2] = {{net->run, net->relations}}; /* what this processor gets, and AVX2 where that is another */
    size_t n_builds = 1;
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx2")) builds[n_builds++] = (build){network_run_avx2, network_relations_avx2};
#endif
    for (size_t i = 0; i < n_builds; i++)
        for (uint32_t k = 1; k <= WORDS; k++) compare(net, a, &builds[i], k);
    network_free(net);
    arena_free(a);
}

static void packed(void **state) {
    (void)state;
    enum { ROWS = 21, COLUMNS = 6 };
    unsigned char seen[2 * TILE * COLUMNS] = {0};
    assert_int_equal(network_packed_size(ROWS, COLUMNS), sizeof seen);
    for (size_t r = 0; r < ROWS; r++)
        for (size_t c = 0; c < COLUMNS; c++) {
            size_t i = network_packed_index(r, c, COLUMNS);
            assert_in_range(i, 0, sizeof seen - 1);
            assert_false(seen[i]);
            seen[i] = 1;
        }
    assert_int_equal(network_packed_index(17, 3, COLUMNS), TILE * COLUMNS + 1 * TILE * 2 + 1 * 2 + 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(builds_agree), cmocka_unit_test(packed)};
    return cmocka_run_group_tests_name("network", tests, NULL, NULL);
}
