/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/features.h"

#include <string.h>

#include "base/utf8.h"
#include "syntax/transition.h"

/* Of a longer form only the beginning and the end are looked at. */
enum { FORM_PART = 100, FORM_MAX = 4 * FORM_PART };

static uint64_t mixed(uint64_t h, uint64_t x) {
    h = (h ^ x) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

/* The last step spreads the entropy over all bits, since buckets are taken from the top and prints from below. */
static uint64_t finished(uint64_t h) {
    h *= 0xBF58476D1CE4E5B9u;
    return h ^ h >> 32;
}

static uint64_t hash_bytes(const char *s, size_t n) {
    uint64_t h = 0x51ED270B7F4A7C15u + n;
    for (size_t i = 0; i < n; i++) h = mixed(h, (unsigned char)s[i]);
    return h;
}

/* ------------------------------------------------------------------------------------------------------- words */

static char shape_of(int32_t c) {
    if (utf8_is_upper(c)) return 'X';
    if (utf8_is_digit(c)) return '0';
    if (utf8_is_letter(c)) return 'x';
    return c < 0x80 ? (char)c : '?';
}

typedef struct lowered {
    char text[FORM_MAX * 2];
    size_t n;
    uint32_t start[FORM_MAX + 1]; /* where each character begins */
    uint32_t chars;
    char shape[FORM_MAX];
    size_t n_shape;
} lowered;

static void lower(const char *s, size_t n, lowered *out) {
    for (const char *p = s, *end = s + n; p < end && out->chars < FORM_MAX;) {
        size_t size;
        int32_t c = utf8_decode(p, end, &size);
        char shape = shape_of(c);
        size_t k = out->n_shape;
        if (k < 2 || out->shape[k - 1] != shape || out->shape[k - 2] != shape) out->shape[out->n_shape++] = shape;
        out->start[out->chars++] = (uint32_t)out->n;
        if (shape == '0') c = '0';
        /* Curly marks count as straight ones. */
        if (c == 0x2018 || c == 0x2019) c = '\'';
        if (c == 0x201C || c == 0x201D) c = '"';
        out->n += utf8_encode(utf8_to_lower(c), out->text + out->n);
        p += size;
    }
    out->start[out->chars] = (uint32_t)out->n;
}

void atoms_of_form(const char *form, atoms *out) {
    lowered l;
    size_t n = strlen(form);
    l.n = l.n_shape = 0;
    l.chars = 0;
    if (n > 2 * FORM_PART) {
        lower(form, FORM_PART, &l);
        lower(form + n - FORM_PART, FORM_PART, &l);
    } else {
        lower(form, n, &l);
    }
    memset(out, 0, sizeof *out);
    out->low = hash_bytes(l.text, l.n);
    out->shape = hash_bytes(l.shape, l.n_shape);
    for (uint32_t k = 1; k <= 3 && k <= l.chars; k++) out->prefix[k - 1] = hash_bytes(l.text, l.start[k]);
    for (uint32_t k = 1; k <= 5 && k <= l.chars; k++) {
        uint32_t from = l.start[l.chars - k];
        out->suffix[k - 1] = hash_bytes(l.text + from, l.n - from);
    }
}

/* ----------------------------------------------------------------------------------------------------- features */

typedef struct collector {
    uint64_t *out;
    size_t n;
} collector;

/* Each template has a number of its own in its classifier: the count of features before it. */
static void add1(collector *c, uint64_t x) {
    uint64_t h = mixed(0x2545F4914F6CDD1Du, c->n + 1);
    c->out[c->n++] = finished(mixed(h, x));
}

static void add2(collector *c, uint64_t x, uint64_t y) {
    uint64_t h = mixed(0x2545F4914F6CDD1Du, c->n + 1);
    c->out[c->n++] = finished(mixed(mixed(h, x), y));
}

static void add3(collector *c, uint64_t x, uint64_t y, uint64_t z) {
    uint64_t h = mixed(0x2545F4914F6CDD1Du, c->n + 1);
    c->out[c->n++] = finished(mixed(mixed(mixed(h, x), y), z));
}

static void add4(collector *c, uint64_t x, uint64_t y, uint64_t z, uint64_t u) {
    uint64_t h = mixed(0x2545F4914F6CDD1Du, c->n + 1);
    c->out[c->n++] = finished(mixed(mixed(mixed(mixed(h, x), y), z), u));
}

size_t tag_features(const atoms *w, uint32_t n, uint32_t i, uint64_t *out) {
    static const atoms none = {.low = 1};
    collector c = {out, 0};
    const atoms *a = &w[i], *p1 = i > 1 ? &w[i - 1] : &none, *p2 = i > 2 ? &w[i - 2] : &none;
    const atoms *n1 = i + 1 <= n ? &w[i + 1] : &none, *n2 = i + 2 <= n ? &w[i + 2] : &none;
    add1(&c, 0);
    add1(&c, a->low);
    add2(&c, a->low, a->shape);
    add2(&c, a->shape, i == 1);
    for (int k = 0; k < 3; k++) add1(&c, a->prefix[k]);
    for (int k = 0; k < 5; k++) add1(&c, a->suffix[k]);
    add3(&c, a->suffix[2], a->shape, i == 1);
    add2(&c, a->suffix[1], p1->tag);
    add2(&c, a->suffix[2], p1->tag);
    add1(&c, p1->tag);
    add2(&c, p1->tag, p2->tag);
    add2(&c, p1->tag, a->low);
    add2(&c, p1->pos, n1->low);
    add3(&c, p1->pos, a->low, n1->low);
    add3(&c, p1->pos, p2->pos, a->low);
    add1(&c, p1->low);
    add2(&c, p1->low, a->low);
    add1(&c, n1->low);
    add2(&c, n1->low, a->low);
    add1(&c, p2->low);
    add1(&c, n2->low);
    add2(&c, p1->low, p2->low);
    add2(&c, n1->low, n2->low);
    add1(&c, n1->suffix[2]);
    add2(&c, n1->suffix[1], a->low);
    add2(&c, n1->suffix[2], p1->tag);
    add2(&c, n1->suffix[1], a->suffix[2]);
    add1(&c, n2->suffix[2]);
    add2(&c, n1->shape, a->shape);
    add3(&c, p1->shape, a->shape, n1->shape);
    add2(&c, p1->tag, a->shape);
    add2(&c, p2->tag, a->low);
    return c.n;
}

size_t lemma_features(const atoms *w, uint64_t *out) {
    collector c = {out, 0};
    add1(&c, w->pos);
    add2(&c, w->low, w->pos);
    add3(&c, w->low, w->pos, w->shape);
    add2(&c, w->low, w->upos);
    for (int k = 0; k < 5; k++) add2(&c, w->suffix[k], w->pos);
    add2(&c, w->shape, w->pos);
    add2(&c, w->prefix[2], w->suffix[2]);
    return c.n;
}

static uint64_t distance(uint32_t from, uint32_t to) {
    uint32_t d = to > from ? to - from : 0;
    return d < 5 ? d : d < 10 ? 5 : 6;
}

static uint64_t pair(uint64_t x, uint64_t y) {
    return mixed(x, y);
}

size_t move_features(const moves *m, uint64_t *out) {
    static const atoms none = {.low = 2};
    collector c = {out, 0};
    const atoms *w = m->words;
    uint32_t s0 = m->stack[m->height - 1], s1 = m->height > 1 ? m->stack[m->height - 2] : 0;
    uint32_t s2 = m->height > 2 ? m->stack[m->height - 3] : 0, b0 = m->next;
    const atoms *S0 = &w[s0], *S1 = m->height > 1 ? &w[s1] : &none, *S2 = m->height > 2 ? &w[s2] : &none;
    const atoms *B0 = b0 <= m->n ? &w[b0] : &none, *B1 = b0 + 1 <= m->n ? &w[b0 + 1] : &none;
    const atoms *B2 = b0 + 2 <= m->n ? &w[b0 + 2] : &none;
    bool buffer = b0 <= m->n;
    uint64_t s0w = S0->low, s1w = S1->low, b0w = B0->low, b1w = B1->low;
    uint64_t s0p = S0->pos, s1p = S1->pos, s2p = S2->pos, b0p = B0->pos, b1p = B1->pos, b2p = B2->pos;
    uint64_t s0u = S0->upos, s1u = S1->upos, b0u = B0->upos;
    uint64_t s0wp = pair(s0w, s0p), s1wp = pair(s1w, s1p), b0wp = pair(b0w, b0p);
    /* Words. */
    add1(&c, s0wp), add1(&c, s0w), add1(&c, s0p);
    add1(&c, s1wp), add1(&c, s1w), add1(&c, s1p);
    add1(&c, b0wp), add1(&c, b0w), add1(&c, b0p);
    add1(&c, pair(b1w, b1p)), add1(&c, b1w), add1(&c, b1p);
    add1(&c, s2p), add1(&c, pair(S2->low, s2p)), add1(&c, b2p), add1(&c, pair(B2->low, b2p));
    /* Pairs. */
    add2(&c, s0wp, b0wp), add2(&c, s0wp, b0p), add2(&c, s0p, b0wp), add2(&c, s0w, b0w), add2(&c, s0p, b0p);
    add2(&c, s1wp, s0wp), add2(&c, s1wp, s0p), add2(&c, s1p, s0wp), add2(&c, s1w, s0w), add2(&c, s1p, s0p);
    add2(&c, s1wp, b0wp), add2(&c, s1wp, b0p), add2(&c, s1p, b0wp), add2(&c, s1p, b0p);
    add2(&c, b0p, b1p), add2(&c, b0wp, b1p), add2(&c, b0p, pair(b1w, b1p)), add2(&c, s0wp, b1p), add2(&c, s0p, b1p);
    add2(&c, s1wp, b1p), add2(&c, s0w, b1w), add2(&c, s1u, s0u), add2(&c, s0u, b0u);
    /* Three and more. */
    add3(&c, b0p, b1p, b2p), add3(&c, s0p, b0p, b1p), add3(&c, s1p, s0p, b0p), add3(&c, s2p, s1p, s0p);
    add4(&c, s1p, s0p, b0p, b1p), add4(&c, s2p, s1p, s0p, b0p);
    add3(&c, s1w, s0p, b0p), add3(&c, s1p, s0w, b0p), add3(&c, s1p, s0p, b0w);
    add3(&c, s0w, b0p, b1p), add3(&c, s0p, b0w, b1p), add3(&c, s1w, s0w, b0p), add3(&c, s1w, s0p, b0w);
    add4(&c, s1u, s0u, b0u, B1->upos);
    /* Children. */
    uint32_t s0l = m->left[s0], s0r = m->right[s0], s1l = m->left[s1], s1r = m->right[s1];
    uint32_t b0l = buffer ? m->left[b0] : 0, b0l2 = buffer ? m->left2[b0] : 0;
    uint32_t s0l2 = m->left2[s0], s0r2 = m->right2[s0], s1r2 = m->right2[s1];
#define LABEL(x) ((x) ? m->label[x] + 1u : 0u)
    add2(&c, w[s0l].low, LABEL(s0l)), add2(&c, w[s0r].low, LABEL(s0r)), add2(&c, w[b0l].low, LABEL(b0l));
    add2(&c, w[s1l].low, LABEL(s1l)), add2(&c, w[s1r].low, LABEL(s1r));
    add3(&c, s0p, w[s0l].pos, b0p), add3(&c, s0p, w[s0r].pos, b0p), add3(&c, s0p, b0p, w[b0l].pos);
    add3(&c, s1p, w[s1l].pos, s0p), add3(&c, s1p, w[s1r].pos, s0p), add3(&c, s1p, s0p, w[s0l].pos);
    add3(&c, s1p, s0p, w[s0r].pos), add3(&c, s1wp, w[s0l].low, s0p);
    add3(&c, s0p, w[s0l].pos, w[s0l2].pos), add3(&c, s0p, w[s0r].pos, w[s0r2].pos),
        add3(&c, b0p, w[b0l].pos, w[b0l2].pos);
    add3(&c, s0p, LABEL(s0l), LABEL(s0l2)), add3(&c, s0p, LABEL(s0r), LABEL(s0r2));
    add3(&c, b0p, LABEL(b0l), LABEL(b0l2)), add3(&c, s1p, LABEL(s1r), LABEL(s1r2));
    add3(&c, s0w, LABEL(s0l), LABEL(s0r)), add3(&c, s1w, LABEL(s1l), LABEL(s1r)), add2(&c, b0w, LABEL(b0l));
    add4(&c, s0p, LABEL(s0l), LABEL(s0r), b0p), add4(&c, s1p, LABEL(s1r), s0p, LABEL(s0l));
    add4(&c, s0p, LABEL(s0r), b0p, LABEL(b0l)), add3(&c, s0wp, b0wp, LABEL(b0l));
#undef LABEL
    /* Distances and counts. */
    uint64_t d0 = distance(s0, b0), d1 = distance(s1, s0);
    add2(&c, s0w, d0), add2(&c, s0p, d0), add2(&c, b0w, d0), add2(&c, b0p, d0), add3(&c, s0p, b0p, d0);
    add3(&c, s0w, b0w, d0), add3(&c, s1p, s0p, d1), add3(&c, s1w, s0w, d1), add2(&c, s1w, d1), add2(&c, s0w, d1);
    add2(&c, s0wp, m->n_left[s0]), add2(&c, s0wp, m->n_right[s0]), add2(&c, s0p, m->n_left[s0]);
    add2(&c, s0p, m->n_right[s0]), add2(&c, s1wp, m->n_right[s1]), add2(&c, s1p, m->n_right[s1]);
    add2(&c, b0wp, buffer ? m->n_left[b0] : 0), add2(&c, b0p, buffer ? m->n_left[b0] : 0);
    add3(&c, s1p, s0p, m->n_right[s1]), add2(&c, m->height > 2 ? 1 + (s1 == 0) : 0, !buffer);
    return c.n;
}
