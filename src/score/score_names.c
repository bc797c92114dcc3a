/* SPDX-License-Identifier: Apache-2.0 */
#include "score/score_names.h"

#include "base/utf8.h"
#include "base/vec.h"

typedef VEC(const char *) tokens;

/* A name as it is compared. */
typedef struct name {
    tokens words;        /* folded, without articles and punctuation */
    const char *acronym; /* folded: that in its brackets, else the initials of its capitalized words; "" for none */
    bool is_acronym;     /* it is one word without small letters */
} name;

/* The articles that the measure leaves out (docs/claims.md, Scoring): a part of its definition, like the third and the
 * half, and so no matter for a lexicon that somebody tunes by this very measure. */
static bool is_article(const char *word) {
    return strcmp(word, "the") == 0 || strcmp(word, "a") == 0 || strcmp(word, "an") == 0;
}

/* Two letters or more, none of them small, in one word; digits and punctuation may stand between. */
static bool looks_like_acronym(const char *s, const char *end) {
    int letters = 0;
    for (size_t size; s < end; s += size) {
        int32_t c = utf8_decode(s, end, &size);
        if (utf8_is_lower(c) || utf8_is_space(c)) return false;
        letters += utf8_is_letter(c);
    }
    return letters >= 2;
}

/* s without punctuation, folded. */
static const char *folded(arena *a, const char *s, const char *end) {
    char *kept = arena_alloc(a, (size_t)(end - s) + 1);
    size_t n = 0;
    for (size_t size; s < end; s += size)
        if (!utf8_is_punct(utf8_decode(s, end, &size))) {
            memcpy(kept + n, s, size);
            n += size;
        }
    return utf8_fold(a, kept, n);
}

static const char *skip_spaces(const char *s, const char *end) {
    for (size_t size; s < end && utf8_is_space(utf8_decode(s, end, &size));) s += size;
    return s;
}

static const char *word_end(const char *s, const char *end) {
    for (size_t size; s < end && !utf8_is_space(utf8_decode(s, end, &size));) s += size;
    return s;
}

/* Adds one word of a name and its initial, or takes it as the acronym if it is one in brackets. */
static void add_word(arena *a, name *out, const char *s, const char *end, char *initials, size_t *n_initials) {
    if (end - s > 2 && *s == '(' && end[-1] == ')' && looks_like_acronym(s + 1, end - 1)) {
        out->acronym = folded(a, s, end);
        return;
    }
    size_t size;
    if (utf8_is_upper(utf8_decode(s, end, &size))) {
        memcpy(initials + *n_initials, s, size);
        *n_initials += size;
    }
    const char *word = folded(a, s, end);
    if (*word && !is_article(word)) vec_push(a, &out->words, word);
}

static name name_of(arena *a, const char *text) {
    const char *end = text + strlen(text), *s = skip_spaces(text, end);
    name out = {.acronym = "", .is_acronym = looks_like_acronym(s, end)};
    char *initials = arena_alloc(a, (size_t)(end - s) + 1);
    size_t n_initials = 0;
    while (s < end) {
        const char *stop = word_end(s, end);
        add_word(a, &out, s, stop, initials, &n_initials);
        s = skip_spaces(stop, end);
    }
    if (!*out.acronym && out.words.n >= 2) out.acronym = utf8_fold(a, initials, n_initials);
    return out;
}

static bool words_equal(const tokens *x, const tokens *y) {
    if (x->n != y->n) return false;
    for (size_t i = 0; i < x->n; i++)
        if (strcmp(x->v[i], y->v[i]) != 0) return false;
    return true;
}

static bool abbreviates(const name *acronym, const name *full) {
    return acronym->is_acronym && acronym->words.n == 1 && strcmp(acronym->words.v[0], full->acronym) == 0;
}

static bool same(const name *x, const name *y) {
    return words_equal(&x->words, &y->words) || abbreviates(x, y) || abbreviates(y, x);
}

bool names_equal(arena *scratch, const char *gold, const char *system) {
    name x = name_of(scratch, gold), y = name_of(scratch, system);
    return same(&x, &y);
}

static name *names_of(arena *a, const truce_names *list) {
    name *out = arena_array(a, name, list->n);
    for (size_t i = 0; i < list->n; i++) out[i] = name_of(a, list->v[i]);
    return out;
}

/* The words of all names; of one that equals a name in other, that one's words. */
static tokens bag(arena *a, const name *names, size_t n, const name *other, size_t n_other) {
    tokens out = {0};
    for (size_t i = 0; i < n; i++) {
        const name *chosen = &names[i];
        for (size_t k = 0; k < n_other; k++)
            if (same(&names[i], &other[k])) {
                chosen = &other[k];
                break;
            }
        for (size_t w = 0; w < chosen->words.n; w++) vec_push(a, &out, chosen->words.v[w]);
    }
    return out;
}

/* How many words two bags have in common, each used once. Mixes up y's. */
static size_t common(const tokens *x, tokens *y) {
    size_t n = 0, left = y->n;
    for (size_t i = 0; i < x->n; i++)
        for (size_t k = 0; k < left; k++)
            if (strcmp(x->v[i], y->v[k]) == 0) {
                y->v[k] = y->v[--left];
                n++;
                break;
            }
    return n;
}

bool names_alike(arena *scratch, const truce_names *gold, const truce_names *system) {
    const name *x = names_of(scratch, gold), *y = names_of(scratch, system);
    tokens of_gold = bag(scratch, x, gold->n, NULL, 0), of_system = bag(scratch, y, system->n, x, gold->n);
    size_t both = of_gold.n + of_system.n;
    return 4 * common(&of_gold, &of_system) >= both; /* 2 common / both >= 1/2 */
}
