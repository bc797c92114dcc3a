/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/network.h"
#include "base/error.h"
#include "base/utf8.h"
#include "syntax/network_layout.h"

#include <stdlib.h>
#include <string.h>

/* Reads the section front to back; every step is checked against its end. It is read twice: first to check and to
 * count, with rooms NULL, then to fill the rooms. */
typedef struct cursor {
    const unsigned char *bytes;
    size_t n, at;
    bool bad;
    float *floats; /* where the next numbers go, aligned, as the section's bytes need not be */
    int16_t
        *weights; /* where the next weights go, packed, and widened, so that the inner loop multiplies int16 pairs */
    size_t n_floats, n_weights;
} cursor;

static const void *take(cursor *c, size_t count, size_t size) {
    if (c->bad || (size && count > SIZE_MAX / size) || count * size > c->n - c->at) {
        c->bad = true;
        return NULL;
    }
    c->at += count * size;
    return c->bytes + c->at - count * size;
}

static uint32_t take_u32(cursor *c, uint32_t max) {
    const void *p = take(c, 1, sizeof(uint32_t));
    uint32_t v = 0;
    if (p) memcpy(&v, p, sizeof v);
    if (v > max) c->bad = true;
    return c->bad ? 0 : v;
}

static const float *take_floats(cursor *c, size_t n) {
    const void *bytes = take(c, n, sizeof(float));
    float *out = c->floats;
    c->n_floats += n;
    if (!bytes || !out) return NULL;
    memcpy(out, bytes, n * sizeof *out);
    for (size_t i = 0; i < n; i++)
        if (!(out[i] > -1e6f && out[i] < 1e6f)) c->bad = true; /* also catches NaN */
    c->floats += n;
    return out;
}

static void take_matrix(cursor *c, matrix *m, size_t rows, size_t columns) {
    *m = (matrix){.rows = (uint32_t)rows, .columns = (uint32_t)columns};
    const float *step = take_floats(c, 1);
    m->step = step && *step > 0 ? *step : 1;
    m->scale = take_floats(c, rows);
    m->bias = take_floats(c, rows);
    const int8_t *weights = take(c, rows * columns, 1);
    c->n_weights += network_packed_size(rows, columns);
    if (!c->weights || !weights) return;
    for (size_t r = 0; r < rows; r++)
        for (size_t k = 0; k < columns; k++) c->weights[network_packed_index(r, k, columns)] = weights[r * columns + k];
    m->weights = c->weights;
    c->weights += network_packed_size(rows, columns);
}

static void take_table(cursor *c, table *t, uint32_t rows, uint32_t width) {
    t->rows = rows;
    t->scale = take_floats(c, rows);
    t->cells = take(c, (size_t)rows * width, 1);
}

/* The header, then the tensors in the order of the forward pass. */
static void read_network(cursor *c, network *net) {
    uint32_t w = net->width = take_u32(c, WIDTH_MAX);
    net->layers = take_u32(c, LAYERS_MAX);
    net->arc = take_u32(c, WIDTH_MAX);
    net->hidden = take_u32(c, WIDTH_MAX);
    net->classes.upos = take_u32(c, CLASSES_MAX);
    net->classes.xpos = take_u32(c, CLASSES_MAX);
    net->classes.feats = take_u32(c, CLASSES_MAX);
    net->classes.deprel = take_u32(c, CLASSES_MAX);
    uint32_t forms = take_u32(c, 1u << 20), affixes = take_u32(c, 1u << 20);
    for (uint32_t i = 0; i < net->layers; i++) net->dilation[i] = take_u32(c, NETWORK_WORDS_MAX);
    if (w % LANES || net->arc % LANES || net->hidden % LANES || !w || !net->layers || !net->arc || !net->hidden ||
        !net->classes.upos || !net->classes.xpos || !net->classes.feats || net->classes.deprel < 2 || !forms ||
        !affixes)
        c->bad = true;
    if (c->bad) return;
    take_table(c, &net->forms, forms, w);
    take_table(c, &net->affixes, affixes, w);
    net->root = take_floats(c, w);
    net->input_norm = take_floats(c, 2 * (size_t)w);
    for (uint32_t i = 0; i < net->layers; i++) {
        take_matrix(c, &net->conv[i], 2 * (size_t)w, 3 * (size_t)w);
        net->norm[i] = take_floats(c, 2 * (size_t)w);
    }
    size_t tags = (size_t)net->classes.upos + net->classes.xpos;
    take_matrix(c, &net->tags, tags + net->classes.feats, w);
    net->tag_input = take_floats(c, tags * w);
    net->tag_input_bias = take_floats(c, w);
    net->output_norm = take_floats(c, 2 * (size_t)w);
    take_matrix(c, &net->arc_head, net->arc, w);
    take_matrix(c, &net->arc_word, net->arc, w);
    take_matrix(c, &net->arc_product, net->arc, net->arc);
    net->head_bias = take_floats(c, (size_t)net->arc);
    net->distance = take_floats(c, 2 * DISTANCES);
    net->arc_steps = take_floats(c, 2);
    take_matrix(c, &net->relation_head, net->hidden, w);
    take_matrix(c, &net->relation_word, net->hidden, w);
    take_matrix(c, &net->relation, net->classes.deprel, net->hidden);
    if (c->at != c->n) c->bad = true;
}

static truce_status damaged(const cursor *c, truce_error *err) {
    error_set(err, TRUCE_INPUT, "the model's network section is damaged");
    if (err) err->offset = c->at;
    return TRUCE_INPUT;
}

static void choose_build(network *net) {
    net->run = network_run_plain;
    net->relations = network_relations_plain;
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx2")) {
        net->run = network_run_avx2;
        net->relations = network_relations_avx2;
    }
#if defined(TRUCE_VNNI)
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")) {
        net->run = network_run_vnni;
        net->relations = network_relations_vnni;
    }
#endif
#endif
}

truce_status network_open(const unsigned char *bytes, size_t n, network **out, truce_error *err) {
    network *net = calloc(1, sizeof *net);
    *out = NULL;
    if (!net) return error_set(err, TRUCE_MEMORY, "out of memory");
    cursor c = {.bytes = bytes, .n = n};
    read_network(&c, net);
    truce_status status = c.bad ? damaged(&c, err) : TRUCE_OK;
    if (status == TRUCE_OK) {
        net->weights = calloc(c.n_weights, sizeof *net->weights);
        net->floats = malloc(c.n_floats * sizeof *net->floats);
        c = (cursor){.bytes = bytes, .n = n, .floats = net->floats, .weights = net->weights};
        if (!net->weights || !net->floats) status = error_set(err, TRUCE_MEMORY, "out of memory");
    }
    if (status == TRUCE_OK) {
        read_network(&c, net);
        if (c.bad) status = damaged(&c, err);
    }
    if (status != TRUCE_OK) {
        network_free(net);
        return status;
    }
    choose_build(net);
    *out = net;
    return TRUCE_OK;
}

void network_free(network *net) {
    if (!net) return;
    free(net->weights);
    free(net->floats);
    free(net);
}

network_shape network_classes(const network *net) {
    return net->classes;
}

void network_run(const network *net, arena *a, const uint32_t *features, uint32_t n, network_scores *out) {
    net->run(net, a, features, n, out);
}

void network_relations(const network *net, arena *a, const network_scores *scores, const int32_t *heads, uint32_t root,
                       uint32_t *out) {
    net->relations(net, a, scores, heads, root, out);
}

/* FNV-1a over a kind byte sequence and the text, then the finalizer of MurmurHash3, whose low bits are well mixed. */
static uint32_t hash(const char *kind, const char *s, size_t n) {
    uint32_t h = 2166136261u;
    for (; *kind; kind++) h = (h ^ (unsigned char)*kind) * 16777619u;
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)s[i]) * 16777619u;
    h ^= h >> 16;
    h *= 0x85ebca6bu;
    h ^= h >> 13;
    h *= 0xc2b2ae35u;
    return h ^ h >> 16;
}

enum { SHAPE_MAX = 10, AFFIXES_MAX = 4 };

/* Letters to X and x, digits to d, anything else as it is; runs cut to two, the whole to ten characters. */
static size_t word_shape(const char *form, size_t n, char out[SHAPE_MAX * 4]) {
    int32_t last[2] = {-1, -1};
    size_t used = 0, count = 0;
    for (const char *p = form, *end = form + n; p < end && count < SHAPE_MAX;) {
        size_t size;
        int32_t c = utf8_decode(p, end, &size);
        p += size;
        c = utf8_is_upper(c) ? 'X' : utf8_is_letter(c) ? 'x' : utf8_is_digit(c) ? 'd' : c;
        if (c == last[0] && c == last[1]) continue;
        last[0] = last[1];
        last[1] = c;
        used += utf8_encode(c, out + used);
        count++;
    }
    return used;
}

static bool continues(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

void network_features(const network *net, arena *a, const char *form, uint32_t out[NETWORK_FEATURES]) {
    static const char *const suffixes[] = {"e1", "e2", "e3", "e4"}, *const prefixes[] = {"b1", "b2", "b3"};
    const char *lower = utf8_lower(a, form, strlen(form));
    size_t n = strlen(lower), k = 0;
    char shape[SHAPE_MAX * 4];
    out[k++] = hash("1", lower, n) % net->forms.rows;
    out[k++] = hash("2", lower, n) % net->forms.rows;
    out[k++] = hash("c", form, strlen(form)) % net->affixes.rows;
    size_t shape_size = word_shape(form, strlen(form), shape);
    out[k++] = hash("s", shape, shape_size) % net->affixes.rows;
    size_t at = n;
    bool whole = false; /* the word has fewer characters than the affix asks for: row 0 */
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        whole = at == 0;
        if (!whole) at--;
        while (at > 0 && continues(lower[at])) at--;
        out[k++] = whole ? 0 : hash(suffixes[i], lower + at, n - at) % net->affixes.rows;
    }
    at = 0;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        whole = at == n;
        if (!whole) at++;
        while (at < n && continues(lower[at])) at++;
        out[k++] = whole ? 0 : hash(prefixes[i], lower, at) % net->affixes.rows;
    }
}
