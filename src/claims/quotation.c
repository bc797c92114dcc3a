/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/quotation.h"

/* What a token may do to a quotation. */
typedef enum mark { NO_MARK, OPENS, CLOSES, TURNS, SINGLE_OPENS, SINGLE_CLOSES, SINGLE_TURNS } mark;

static const struct {
    const char *form;
    mark mark;
} marks[] = {
    {"“", OPENS},        {"”", CLOSES},        {"\"", TURNS},       {"«", OPENS},        {"»", CLOSES},
    {"„", OPENS},        {"``", OPENS},        {"''", CLOSES},      {"‘‘", OPENS},       {"’’", CLOSES},
    {"‘", SINGLE_OPENS}, {"’", SINGLE_CLOSES}, {"'", SINGLE_TURNS}, {"`", SINGLE_OPENS},
};

typedef struct walk {
    const doc *d;
    quotations *out;
    VEC(quotation) found;
    uint32_t **at;
    uint32_t open; /* number of the open quotation, from 1; 0 none */
    bool single;   /* it was opened by a single mark */
    bool pending;  /* the last one was left unclosed at the end of the paragraph before */
} walk;

static mark mark_of(const truce_word *w) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(marks[i].form, w->form) == 0) {
            bool single = marks[i].mark >= SINGLE_OPENS;
            return single && w->upos != TRUCE_UPOS_PUNCT ? NO_MARK : marks[i].mark; /* a possessive: the rebels' */
        }
    return NO_MARK;
}

/* A straight mark turns by the white space around it: ` "A` opens, `A" ` closes; where both or neither hold, it closes
 * what is open. */
static bool straight_opens(const walk *k, const truce_word *w) {
    const truce_report *r = k->d->report;
    uint32_t from = w->span.start, to = w->span.end;
    bool space_before = from <= r->body.start || strchr(" \t\r\n([-", r->bytes[from - 1]) != NULL;
    bool space_after = to >= r->size || strchr(" \t\r\n.,;:!?)]", r->bytes[to]) != NULL;
    if (space_before != space_after) return space_before;
    return !k->open;
}

static void open_at(walk *k, uint32_t s, uint32_t w, bool single, bool continues) {
    vec_push(k->d->a, &k->found, (quotation){s, w, s, w, 0, false, continues});
    k->open = (uint32_t)k->found.n;
    k->single = single;
}

static void close_open(walk *k, bool closed) {
    k->found.v[k->open - 1].closed = closed;
    k->pending = !closed;
    k->open = 0;
}

static void extend(walk *k, uint32_t s, uint32_t w, bool is_mark) {
    if (!k->open) return;
    quotation *q = &k->found.v[k->open - 1];
    q->last_s = s, q->last_w = w;
    q->n_words += !is_mark;
    k->at[s][w] = k->open;
}

static void step(walk *k, uint32_t s, uint32_t w) {
    const truce_word *word = &k->d->v[s].s->words[w];
    mark m = mark_of(word);
    if (m == TURNS) m = straight_opens(k, word) ? OPENS : CLOSES;
    if (m == SINGLE_TURNS) m = straight_opens(k, word) ? SINGLE_OPENS : SINGLE_CLOSES;
    bool single = m == SINGLE_OPENS || m == SINGLE_CLOSES;
    if (k->open && single && !k->single) m = NO_MARK; /* a quotation within a quotation */
    if (m == OPENS || m == SINGLE_OPENS) {
        bool continues = k->pending && w == 1 && k->d->v[s].s->new_paragraph;
        if (k->open) close_open(k, false);
        open_at(k, s, w, single, continues);
    }
    extend(k, s, w, m != NO_MARK);
    if ((m == CLOSES || m == SINGLE_CLOSES) && k->open && single == k->single) close_open(k, true);
}

quotations *quotations_find(const doc *d) {
    walk k = {.d = d, .out = arena_new_of(d->a, quotations), .at = arena_array(d->a, uint32_t *, d->n)};
    for (uint32_t s = 0; s < d->n; s++) {
        k.at[s] = arena_array(d->a, uint32_t, (size_t)d->v[s].n + 1);
        bool paragraph = d->v[s].s->new_paragraph;
        if (paragraph && k.open) close_open(&k, false);
        for (uint32_t w = 1; w <= d->v[s].n; w++) {
            step(&k, s, w);
            if (w == 1) k.pending = false;
        }
    }
    if (k.open) close_open(&k, false);
    k.out->v = k.found.v;
    k.out->n = (uint32_t)k.found.n;
    k.out->at = k.at;
    return k.out;
}
