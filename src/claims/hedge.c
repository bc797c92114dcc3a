/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/hedge.h"

#include <string.h>

#include "claims/number_words.h"

/* A hedged number in its tree. Words hedge..digits-1 are the hedge, digits..last the number. */
typedef struct hedged {
    uint32_t hedge, digits, last;
    uint32_t head;    /* the number's word that hangs on something outside it */
    uint32_t counted; /* the noun that it counts; head where it stands alone */
} hedged;

static bool starts_with(const char *s, const char *prefix) {
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* nsubj, obj, root …: places of a noun in its clause. */
static bool is_argument(const char *deprel) {
    return starts_with(deprel, "nsubj") || starts_with(deprel, "obj") || starts_with(deprel, "root") ||
           starts_with(deprel, "conj") || starts_with(deprel, "ccomp") || starts_with(deprel, "parataxis");
}

static uint32_t head_of(const truce_sentence *s, uint32_t w) {
    int32_t head = s->words[w].head;
    return head < 0 || (uint32_t)head > s->n ? 0 : (uint32_t)head;
}

/* Whether w is top or below it; a tree has no way longer than its words. */
static bool is_under(const truce_sentence *s, uint32_t w, uint32_t top) {
    for (uint32_t steps = 0; w && steps <= s->n; steps++, w = head_of(s, w))
        if (w == top) return true;
    return false;
}

static hedged hedged_at(const atoms *as, const number *n) {
    const truce_sentence *s = as->sentence;
    hedged h = {.hedge = as->v[n->first].word, .digits = as->v[n->bare].word, .last = as->v[n->end - 1].word};
    h.head = h.last;
    for (uint32_t w = h.digits; w <= h.last; w++) {
        uint32_t head = head_of(s, w);
        if (head > h.last) h.head = w;
    }
    for (uint32_t w = h.digits; w <= h.last; w++) /* `a quarter of a million people`: the first stands in the clause */
        if (head_of(s, w) < h.digits) h.head = w;
    uint32_t noun = head_of(s, h.head);
    h.counted = noun > h.last && starts_with(s->words[h.head].deprel, "nummod") ? noun : h.head;
    return h;
}

static bool in_hedge(const hedged *h, uint32_t w) {
    return w >= h->hedge && w < h->digits;
}

/* The word of the hedge that took the noun's place in the clause; 0 for none. */
static uint32_t thief(const truce_sentence *s, const hedged *h) {
    for (uint32_t w = h->hedge; w < h->digits; w++) {
        uint32_t head = head_of(s, w);
        bool outside = !in_hedge(h, head) && head != h->counted && (head < h->digits || head > h->last);
        if (outside && is_argument(s->words[w].deprel)) return w;
    }
    return 0;
}

static bool has_child(const truce_sentence *s, uint32_t w, const char *deprel) {
    for (uint32_t c = 1; c <= s->n; c++)
        if (head_of(s, c) == w && starts_with(s->words[c].deprel, deprel)) return true;
    return false;
}

/* Whether the counted noun stands in the clause without a preposition but words of the hedge: `forced about 700
 * families to flee`, with a hedge the noun is no object in many a tree. */
static bool is_bare(const truce_sentence *s, const hedged *h) {
    bool found = false;
    for (uint32_t c = 1; c <= s->n; c++) {
        if (head_of(s, c) != h->counted || !starts_with(s->words[c].deprel, "case")) continue;
        if (!in_hedge(h, c)) return false;
        found = true;
    }
    return found || strcmp(s->words[h->counted].deprel, "obl") == 0;
}

/* A noun that has lost its preposition: subject before its verb, object after it. */
static const char *bare_relation(const truce_sentence *s, const hedged *h) {
    const truce_word *noun = &s->words[h->counted];
    uint32_t verb = head_of(s, h->counted);
    bool predicate = verb && (s->words[verb].upos == TRUCE_UPOS_VERB || has_child(s, verb, "cop"));
    if (!starts_with(noun->deprel, "obl") || !predicate) return noun->deprel;
    if (h->counted > verb) return has_child(s, verb, "obj") ? noun->deprel : "obj";
    if (has_child(s, verb, "nsubj")) return noun->deprel;
    return has_child(s, verb, "aux:pass") ? "nsubj:pass" : "nsubj";
}

/* The word outside that a word of the hedge hangs on; 0 for none. */
static uint32_t outside_of(const truce_sentence *s, const hedged *h) {
    for (uint32_t w = h->hedge; w < h->digits; w++) {
        uint32_t head = head_of(s, w);
        if (head && !in_hedge(h, head) && head != h->counted && (head < h->digits || head > h->last)) return head;
    }
    return 0;
}

static void mend(truce_sentence *s, const hedged *h) {
    truce_word *words = s->words, *noun = &words[h->counted];
    uint32_t from = thief(s, h);
    uint32_t outside = !from && in_hedge(h, head_of(s, h->counted)) ? outside_of(s, h) : 0;
    bool bare = is_bare(s, h) || outside;
    if (from && (!is_under(s, head_of(s, from), h->counted) || is_under(s, h->counted, from))) {
        bare = false;
        noun->head = words[from].head;
        noun->deprel = words[from].deprel;
    } else if (outside) {
        noun->head = (int32_t)outside;
        noun->deprel = "obl";
    }
    if (bare) noun->deprel = bare_relation(s, h);
    for (uint32_t c = 1; c <= s->n; c++)
        if (in_hedge(h, head_of(s, c)) && !in_hedge(h, c) && c != h->counted && (c < h->digits || c > h->last))
            words[c].head = (int32_t)h->counted;
    for (uint32_t w = h->hedge; w < h->digits; w++) {
        bool first = w == h->hedge;
        words[w].head = (int32_t)(first ? h->head : h->hedge);
        words[w].deprel = first ? "advmod" : "fixed";
    }
}

/* Whether the tree must change: a hedge that stands in the clause itself, or is the noun's preposition. */
static bool is_wrong(const truce_sentence *s, const hedged *h) {
    if (h->hedge >= h->digits || s->words[h->head].head < 0) return false;
    return thief(s, h) != 0 || is_bare(s, h) || in_hedge(h, head_of(s, h->counted));
}

/* Every head that mend() sets leads to the counted noun: when that still leads to the root, so does all else. */
static bool is_tree(const truce_sentence *s, const hedged *h) {
    uint32_t at = h->counted;
    for (uint32_t steps = 0; at && steps <= s->n; steps++) at = head_of(s, at);
    return at == 0;
}

/* A sentence is copied for each mend; one with more of them than this is no prose. */
enum { mends_max = 16 };

static truce_sentence with_own_words(arena *a, const truce_sentence *s) {
    truce_sentence out = *s;
    out.words = arena_array(a, truce_word, s->n + 1);
    memcpy(out.words, s->words, (s->n + 1) * sizeof *out.words);
    return out;
}

static bool mend_sentence(arena *a, const slot_words *words, const truce_sentence *s, truce_sentence *out) {
    atoms as;
    number *numbers;
    atoms_make(a, words, s, &as);
    uint32_t n = number_find(a, &as, NULL, &numbers);
    uint32_t changed = 0;
    for (uint32_t i = 0; i < n && changed < mends_max; i++) {
        hedged h = hedged_at(&as, &numbers[i]);
        if (!is_wrong(changed ? out : s, &h)) continue;
        truce_sentence before = changed ? *out : *s;
        truce_sentence after = with_own_words(a, &before);
        mend(&after, &h);
        if (!is_tree(&after, &h)) continue;
        *out = after;
        changed++;
    }
    return changed > 0;
}

const truce_sentences *hedges_mend(arena *a, const slot_words *words, const truce_sentences *text) {
    truce_sentences *out = NULL;
    for (uint32_t i = 0; i < text->n; i++) {
        truce_sentence mended;
        if (!mend_sentence(a, words, &text->v[i], &mended)) continue;
        if (!out) {
            out = arena_new_of(a, truce_sentences);
            *out = (truce_sentences){arena_array(a, truce_sentence, text->n), text->n};
            memcpy(out->v, text->v, text->n * sizeof *out->v);
        }
        out->v[i] = mended;
    }
    return out ? out : text;
}
