/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/features.h"

#include <string.h>

#include "base/utf8.h"

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

size_t lemma_features(const atoms *w, uint64_t *out) {
    collector c = {out, 0};
    add1(&c, w->xpos);
    add2(&c, w->low, w->xpos);
    add3(&c, w->low, w->xpos, w->shape);
    add2(&c, w->low, w->upos);
    for (int k = 0; k < 5; k++) add2(&c, w->suffix[k], w->xpos);
    add2(&c, w->shape, w->xpos);
    add2(&c, w->prefix[2], w->suffix[2]);
    return c.n;
}
