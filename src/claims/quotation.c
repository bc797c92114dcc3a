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
    bool recording;
    int start_class, end_class;
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
    vec_push(k->d->a, &k->found,
             (quotation){.first_s = s, .first_w = w, .last_s = s, .last_w = w, .continues = continues});
    k->open = (uint32_t)k->found.n;
    k->single = single;
}

/* A single mark that nothing closes was an apostrophe. */
static void forget(walk *k) {
    quotation *q = &k->found.v[k->open - 1];
    for (uint32_t s = q->first_s; s <= q->last_s; s++)
        for (uint32_t w = 1; w <= k->d->v[s].n; w++)
            if (k->at[s][w] == k->open) k->at[s][w] = 0;
    k->found.n--;
    k->open = 0;
}

static void close_open(walk *k, bool closed) {
    if (!closed && k->single) {
        forget(k);
        return;
    }
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

static void read_mark(walk *k, uint32_t s, uint32_t w) {
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

/* ---- recordings ---- */

enum { label_words_max = 4 };

static bool is_form(const walk *k, uint32_t s, uint32_t w, const char *form) {
    return w <= k->d->v[s].n && strcmp(k->d->v[s].s->words[w].form, form) == 0;
}

/* The last word of a short bracket that opens at w: `[Reza]`; 0 where there is none. */
static uint32_t bracket_end(const walk *k, uint32_t s, uint32_t w) {
    if (!is_form(k, s, w, "[")) return 0;
    for (uint32_t i = w + 2; i <= w + 1 + label_words_max; i++)
        if (is_form(k, s, i, "]")) return i;
    return 0;
}

static bool bracket_is(const walk *k, uint32_t s, uint32_t from, uint32_t to, int class) {
    for (uint32_t w = from; w <= to; w++)
        if (doc_is(k->d, s, w, class)) return true;
    return false;
}

/* A bracket that starts or ends a recording or says who speaks in it; its last word, or 0 for another word. */
static uint32_t read_bracket(walk *k, uint32_t s, uint32_t w) {
    uint32_t end = bracket_end(k, s, w);
    if (!end) return 0;
    bool starts = bracket_is(k, s, w, end, k->start_class), ends = bracket_is(k, s, w, end, k->end_class);
    bool label = k->recording && (w == 1 || is_form(k, s, w - 1, "]"));
    if (!starts && !ends && !label) return 0;
    if (k->open) close_open(k, true);
    if (starts || ends) {
        k->recording = starts;
        return end;
    }
    uint32_t from_s = s, from_w = end + 1;
    if (from_w > k->d->v[s].n) from_s = s + 1, from_w = 1;
    if (from_s >= k->d->n) return end;
    open_at(k, from_s, from_w, false, false);
    k->found.v[k->open - 1].label_s = s;
    k->found.v[k->open - 1].label = end - 1;
    return end;
}

static void read_sentence(walk *k, uint32_t s) {
    if (k->d->v[s].s->new_paragraph && k->open && !k->recording) close_open(k, false);
    for (uint32_t w = 1; w <= k->d->v[s].n; w++) {
        uint32_t end = read_bracket(k, s, w);
        if (end)
            w = end;
        else if (k->recording)
            extend(k, s, w, false);
        else
            read_mark(k, s, w);
        k->pending = false;
    }
}

quotations *quotations_find(const doc *d) {
    walk k = {.d = d,
              .out = arena_new_of(d->a, quotations),
              .at = arena_array(d->a, uint32_t *, d->n),
              .start_class = lexicon_class(d->lex, "recording-start"),
              .end_class = lexicon_class(d->lex, "recording-end")};
    for (uint32_t s = 0; s < d->n; s++) k.at[s] = arena_array(d->a, uint32_t, (size_t)d->v[s].n + 1);
    for (uint32_t s = 0; s < d->n; s++) read_sentence(&k, s);
    if (k.open) close_open(&k, false);
    k.out->v = k.found.v;
    k.out->n = (uint32_t)k.found.n;
    k.out->at = k.at;
    return k.out;
}
