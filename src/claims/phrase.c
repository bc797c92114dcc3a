/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/phrase.h"

#include "base/utf8.h"

enum {
    nesting_max = 6,    /* phrases within phrases that are followed to the right */
    name_words_max = 12 /* a longer run of capitals is a headline */
};

phrase_classes phrase_classes_of(const lexicon *lex) {
    return (phrase_classes){.title = lexicon_class(lex, "title"), .time_name = lexicon_class(lex, "time-name")};
}

static bool is_hyphen(const doc *d, uint32_t s, uint32_t w) {
    const char *form = doc_raw(d, s, w)->form;
    return strcmp(form, "-") == 0 || strcmp(form, "–") == 0 || strcmp(form, "/") == 0;
}

static bool touches(const doc *d, uint32_t s, uint32_t a, uint32_t b) {
    return doc_raw(d, s, a)->span.end == doc_raw(d, s, b)->span.start;
}

/* The child of w whose subtree begins at word `first`; 0 without. */
static uint32_t child_from(const doc *d, uint32_t s, uint32_t w, uint32_t first) {
    const doc_word *word = doc_at(d, s, w);
    for (uint32_t i = 0; i < word->n_children; i++)
        if (doc_at(d, s, word->children[i])->first == first) return word->children[i];
    return 0;
}

static bool follows_with(const doc *d, uint32_t s, uint32_t head, uint32_t c, phrase_kind kind) {
    switch (doc_at(d, s, c)->rel) {
    case REL_flat:
    case REL_compound:
    case REL_goeswith:
    case REL_fixed: return true;
    case REL_nmod: {
        const char *preposition = doc_case(d, s, c);
        if (!*preposition || strcmp(preposition, "include") == 0) return false;
        return kind == PHRASE_HEAD || strcmp(preposition, "of") == 0 ||
               (strcmp(preposition, "for") == 0 && doc_raw(d, s, head)->upos == TRUCE_UPOS_PROPN);
    }
    case REL_nummod: return doc_raw(d, s, head)->upos == TRUCE_UPOS_PROPN && touches(d, s, c - 1, c);
    default: return false;
    }
}

static uint32_t right_edge(const doc *d, uint32_t s, uint32_t w, phrase_kind kind, int depth) {
    uint32_t n = d->v[s].n, last = w;
    while (depth < nesting_max && last < n) {
        uint32_t next = last + 1;
        bool joined = is_hyphen(d, s, next) && next < n && touches(d, s, last, next) && touches(d, s, next, next + 1);
        uint32_t c = child_from(d, s, w, joined ? next + 1 : next);
        if (!c && joined && is_hyphen(d, s, next)) { /* the hyphen belongs to the part after it */
            c = child_from(d, s, w, next);
            if (c && is_hyphen(d, s, c)) c = 0;
        }
        if (!c || c <= w || !follows_with(d, s, w, c, kind)) break;
        last = right_edge(d, s, c, kind, depth + 1);
    }
    return last;
}

/* Which child of w the word left of it stands under. */
static uint32_t branch(const doc *d, uint32_t s, uint32_t w, uint32_t below) {
    while (below && doc_at(d, s, below)->head != w) below = doc_at(d, s, below)->head;
    return below;
}

/* What goes from the start of a phrase: everything but modifiers that name or qualify. */
static bool goes(const doc *d, uint32_t s, uint32_t w, uint32_t word) {
    uint32_t b = branch(d, s, w, word);
    switch (b ? doc_at(d, s, b)->rel : REL_none) {
    case REL_case:
    case REL_cc:
    case REL_det:
    case REL_mark:
    case REL_nummod:
    case REL_advmod:
    case REL_punct:
    case REL_cop:
    case REL_nsubj: return true;
    default: break;
    }
    switch (doc_raw(d, s, word)->upos) {
    case TRUCE_UPOS_DET:
    case TRUCE_UPOS_ADP:
    case TRUCE_UPOS_CCONJ:
    case TRUCE_UPOS_SCONJ:
    case TRUCE_UPOS_PUNCT:
    case TRUCE_UPOS_PRON:
    case TRUCE_UPOS_PART:
    case TRUCE_UPOS_NUM: return true;
    default: return false;
    }
}

/* ---- names ---- */

/* `Central`, not `central` and not `CENTRAL`: where all is in capitals they tell nothing. */
static bool is_capitalized(const char *form) {
    size_t size, second;
    const char *end = form + strlen(form);
    if (form == end || !utf8_is_upper(utf8_decode(form, end, &size)) || form + size == end) return false;
    return utf8_is_lower(utf8_decode(form + size, end, &second));
}

/* Whether the word can stand inside a name: a proper noun, or a capitalized adjective or noun beside one. */
static bool in_name(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w) {
    const truce_word *raw = doc_raw(d, s, w);
    if (doc_is(d, s, w, c->time_name)) return false;
    if (raw->upos == TRUCE_UPOS_PROPN) return true;
    return (raw->upos == TRUCE_UPOS_ADJ || raw->upos == TRUCE_UPOS_NOUN) && is_capitalized(raw->form);
}

/* Whether words a and a + 1 (or a and a + 2, with a hyphen between that touches both) are neighbours in a name. */
static uint32_t next_in_name(const doc *d, const phrase_classes *c, uint32_t s, uint32_t a) {
    uint32_t n = d->v[s].n;
    if (a + 1 <= n && in_name(d, c, s, a + 1)) return a + 1;
    if (a + 2 <= n && is_hyphen(d, s, a + 1) && touches(d, s, a, a + 1) && touches(d, s, a + 1, a + 2)) return a + 2;
    return 0;
}

static uint32_t previous_in_name(const doc *d, const phrase_classes *c, uint32_t s, uint32_t a) {
    if (a >= 2 && in_name(d, c, s, a - 1)) return a - 1;
    if (a >= 3 && is_hyphen(d, s, a - 1) && touches(d, s, a - 2, a - 1) && touches(d, s, a - 1, a)) return a - 2;
    return 0;
}

/* The title that the word stands in; NULL when it is no part of one. */
static const lexicon_hit *title_at(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w) {
    for (uint32_t t = w, i = 0; t >= 1 && i < 4; t--, i++) {
        const lexicon_hit *hit = doc_hit(d, s, t, c->title);
        if (hit && hit->first <= w && hit->last >= w) return hit;
    }
    return NULL;
}

word_range phrase_name_run(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w) {
    if (doc_raw(d, s, w)->upos != TRUCE_UPOS_PROPN || doc_is(d, s, w, c->time_name)) return (word_range){0, 0};
    uint32_t first = w, last = w, k;
    while ((k = next_in_name(d, c, s, last)) && k - w < name_words_max) last = k;
    while ((k = previous_in_name(d, c, s, first)) && w - k < name_words_max) first = k;
    while (last > w && doc_raw(d, s, last)->upos == TRUCE_UPOS_NOUN) last--; /* `FARC Guerrillas` in a headline */
    /* what stands after the last title is the person's name; a title's word means the person */
    for (uint32_t t = last; t-- > first;) {
        const lexicon_hit *title = title_at(d, c, s, t);
        if (!title || title->last >= last) continue;
        if (title->last < w || title->first <= w) return (word_range){title->last + 1, last};
        last = title->first > first ? title->first - 1 : first; /* what stands before the title is another name */
        t = last;
    }
    return (word_range){first, last};
}

bool phrase_is_titled(const doc *d, const phrase_classes *c, uint32_t s, word_range run) {
    return run.first > 1 && title_at(d, c, s, run.first - 1) != NULL;
}

word_range phrase_range(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w, phrase_kind kind) {
    word_range run = phrase_name_run(d, c, s, w);
    if (run.first) {
        uint32_t edge = right_edge(d, s, w, PHRASE_NAME, 0);
        return (word_range){run.first, edge > run.last ? edge : run.last};
    }
    word_range r = {doc_at(d, s, w)->first, right_edge(d, s, w, kind, 0)};
    while (r.first < w && goes(d, s, w, r.first)) r.first++;
    return r;
}

word_range phrase_surface(const doc *d, uint32_t s, uint32_t w) {
    word_range r = {doc_at(d, s, w)->first, right_edge(d, s, w, PHRASE_HEAD, 0)};
    while (r.first < w && (doc_at(d, s, r.first)->rel == REL_case || doc_at(d, s, r.first)->rel == REL_cc ||
                           doc_raw(d, s, r.first)->upos == TRUCE_UPOS_PUNCT))
        r.first++;
    return r;
}
