/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/phrase.h"

enum { nesting_max = 6 }; /* phrases within phrases that are followed to the right */

phrase_classes phrase_classes_of(const lexicon *lex) {
    return (phrase_classes){.title = lexicon_class(lex, "title"), .role = lexicon_class(lex, "role-noun")};
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
    const truce_word *raw = doc_raw(d, s, word);
    switch (raw->upos) {
    case TRUCE_UPOS_DET:
    case TRUCE_UPOS_ADP:
    case TRUCE_UPOS_CCONJ:
    case TRUCE_UPOS_SCONJ:
    case TRUCE_UPOS_PUNCT:
    case TRUCE_UPOS_PRON:
    case TRUCE_UPOS_PART:
    case TRUCE_UPOS_NUM: return true;
    case TRUCE_UPOS_ADV: {
        uint32_t b = branch(d, s, w, word);
        return !b || doc_at(d, s, b)->rel != REL_amod || doc_at(d, s, b)->head != w || b == word;
    }
    default: {
        uint32_t b = branch(d, s, w, word);
        return b && (doc_at(d, s, b)->rel == REL_nummod || doc_at(d, s, b)->rel == REL_det);
    }
    }
}

/* The word after the last title before the name's end; first itself where there is no title. */
static uint32_t after_titles(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w, word_range r) {
    uint32_t first = r.first;
    const doc_word *word = doc_at(d, s, w);
    for (uint32_t i = 0; i < word->n_children; i++) {
        uint32_t k = word->children[i];
        if (k < w && doc_at(d, s, k)->rel == REL_nmod && doc_has_sub(d, s, k, "desc") && doc_at(d, s, k)->last < w)
            first = doc_at(d, s, k)->last + 1;
    }
    for (uint32_t t = first; t < r.last; t++) {
        const lexicon_hit *hit = doc_hit(d, s, t, c->title);
        if (!hit || hit->last >= r.last) continue;
        bool names = true;
        for (uint32_t k = hit->last + 1; k <= r.last; k++)
            names = names && (doc_raw(d, s, k)->upos == TRUCE_UPOS_PROPN || is_hyphen(d, s, k));
        if (names && hit->last + 1 > first) first = hit->last + 1;
    }
    while (first < r.last && (doc_raw(d, s, first)->upos == TRUCE_UPOS_PUNCT)) first++;
    return first;
}

word_range phrase_range(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w, phrase_kind kind) {
    word_range r = {doc_at(d, s, w)->first, right_edge(d, s, w, kind, 0)};
    while (r.first < w && goes(d, s, w, r.first)) r.first++;
    r.first = after_titles(d, c, s, w, r);
    return r;
}

bool phrase_is_titled(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w) {
    word_range r = {doc_at(d, s, w)->first, right_edge(d, s, w, PHRASE_NAME, 0)};
    while (r.first < w && goes(d, s, w, r.first)) r.first++;
    return after_titles(d, c, s, w, r) > r.first;
}

word_range phrase_surface(const doc *d, uint32_t s, uint32_t w) {
    word_range r = {doc_at(d, s, w)->first, right_edge(d, s, w, PHRASE_HEAD, 0)};
    while (r.first < w && (doc_at(d, s, r.first)->rel == REL_case || doc_at(d, s, r.first)->rel == REL_cc ||
                           doc_raw(d, s, r.first)->upos == TRUCE_UPOS_PUNCT))
        r.first++;
    return r;
}
