/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/ud_eval.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { TOKENS, SENTENCES, WORDS, UPOS, XPOS, UFEATS, ALL_TAGS, LEMMAS, UAS, LAS, CLAS, MLAS, BLEX };

static const char *const names[TRUCE_UD_MEASURES] = {"Tokens", "Sentences", "Words",  "UPOS", "XPOS",
                                                     "UFeats", "AllTags",   "Lemmas", "UAS",  "LAS",
                                                     "CLAS",   "MLAS",      "BLEX"};

static const char *const content[] = {
    "nsubj",  "obj",       "iobj", "csubj",      "ccomp", "xcomp",    "obl",  "vocative",  "expl",       "advcl",
    "advmod", "discourse", "nmod", "dislocated", "appos", "nummod",   "acl",  "amod",      "conj",       "fixed",
    "flat",   "compound",  "list", "orphan",     "dep",   "goeswith", "root", "parataxis", "reparandum", NULL};
static const char *const functional[] = {"aux", "cop", "mark", "det", "clf", "case", "cc", NULL};
static const char *const universal[] = {
    "PronType", "NumType", "Poss",     "Reflex", "Foreign", "Abbr",  "Gender", "Animacy", "Number", "Case",     "Tense",
    "Definite", "Degree",  "VerbForm", "Mood",   "Aspect",  "Voice", "Person", "Evident", "Polite", "Polarity", NULL};

enum { NONE = UINT32_MAX };

/* Offsets count the characters of all tokens before, white space left out, in bytes. */
typedef struct eval_span {
    uint32_t start, end;
} eval_span;

typedef struct eval_word {
    eval_span span; /* of the multiword token for its words */
    bool multiword;
    const truce_word *w;
    const char *form, *feats, *deprel; /* lower case; universal; without subtype */
    bool content, functional;
    uint32_t parent;          /* index, NONE for the root */
    uint32_t first, sentence; /* index of its sentence's first word; number of its sentence */
} eval_word;

typedef struct side {
    VEC(char) characters;
    VEC(eval_span) tokens, sentences;
    VEC(eval_word) words;
} side;

/* ----------------------------------------------------------------------------------------------------- loading */

static bool in_list(const char *s, size_t n, const char *const *list) {
    for (; *list; list++)
        if (strlen(*list) == n && memcmp(*list, s, n) == 0) return true;
    return false;
}

static int by_bytes(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static const char *universal_feats(arena *a, const char *feats) {
    VEC(const char *) kept = {0};
    size_t size = 0;
    for (const char *p = feats; *p;) {
        size_t n = strcspn(p, "|"), name = strcspn(p, "=");
        if (name < n && in_list(p, name, universal)) {
            vec_push(a, &kept, arena_strndup(a, p, n));
            size += n + 1;
        }
        p += n + (p[n] == '|');
    }
    char *out = arena_alloc(a, size + 1), *q = out;
    if (kept.n) qsort(kept.v, kept.n, sizeof *kept.v, by_bytes);
    for (size_t i = 0; i < kept.n; i++) {
        size_t n = strlen(kept.v[i]);
        if (i) *q++ = '|';
        memcpy(q, kept.v[i], n);
        q += n;
    }
    return out;
}

static eval_span add_token(arena *a, side *s, const char *form, size_t n) {
    eval_span span = {(uint32_t)s->characters.n, 0};
    for (size_t i = 0, size; i < n; i += size) {
        if (utf8_is_space(utf8_decode(form + i, form + n, &size))) continue;
        for (size_t k = 0; k < size; k++) vec_push(a, &s->characters, form[i + k]);
    }
    span.end = (uint32_t)s->characters.n;
    vec_push(a, &s->tokens, span);
    return span;
}

static void add_word(arena *a, side *s, const truce_word *w, eval_span span, bool multiword, uint32_t first) {
    size_t n = strcspn(w->deprel, ":");
    eval_word e = {.span = span,
                   .multiword = multiword,
                   .w = w,
                   .form = utf8_lower(a, w->form, strlen(w->form)),
                   .feats = universal_feats(a, w->feats),
                   .deprel = arena_strndup(a, w->deprel, n),
                   .content = in_list(w->deprel, n, content),
                   .functional = in_list(w->deprel, n, functional),
                   .parent = w->head > 0 ? first + (uint32_t)w->head - 1 : NONE,
                   .first = first,
                   .sentence = (uint32_t)s->sentences.n};
    vec_push(a, &s->words, e);
}

static void add_sentence(arena *a, side *s, const truce_sentence *sentence) {
    uint32_t first = (uint32_t)s->words.n, extra = 0, start = (uint32_t)s->characters.n;
    for (uint32_t i = 1; i <= sentence->n; i++) {
        while (extra < sentence->n_extra && sentence->extra[extra].first < i) extra++;
        const truce_extra_line *e = extra < sentence->n_extra ? &sentence->extra[extra] : NULL;
        if (e && e->first == i) {
            const char *form = strchr(e->line, '\t') + 1;
            eval_span span = add_token(a, s, form, strcspn(form, "\t"));
            for (; i <= e->last; i++) add_word(a, s, &sentence->words[i], span, true, first);
            i--;
        } else {
            const char *form = sentence->words[i].form;
            add_word(a, s, &sentence->words[i], add_token(a, s, form, strlen(form)), false, first);
        }
    }
    vec_push(a, &s->sentences, (eval_span){start, (uint32_t)s->characters.n});
}

static side *load(arena *a, const truce_sentences *sentences) {
    side *s = arena_new_of(a, side);
    for (uint32_t i = 0; i < sentences->n; i++) add_sentence(a, s, &sentences->v[i]);
    return s;
}

/* --------------------------------------------------------------------------------------------------- alignment */

typedef struct pair {
    uint32_t gold, system;
} pair;

typedef struct alignment {
    const side *gold, *system;
    VEC(pair) pairs;
    uint32_t *gold_of; /* for each word of the system; NONE where there is none */
} alignment;

static void align(arena *a, alignment *al, size_t gold, size_t system) {
    vec_push(a, &al->pairs, (pair){(uint32_t)gold, (uint32_t)system});
    al->gold_of[system] = (uint32_t)gold;
}

static bool beyond(const side *s, size_t i, uint32_t end) {
    if (i >= s->words.n) return true;
    const eval_word *w = &s->words.v[i];
    return w->multiword ? w->span.start >= end : w->span.end > end;
}

static uint32_t extended(const eval_word *w, uint32_t end) {
    return w->multiword && w->span.end > end ? w->span.end : end;
}

/* The smallest run of words on both sides out of which no multiword token sticks. */
static void multiword_run(const side *gold, const side *system, size_t *g, size_t *s, size_t *g0, size_t *s0) {
    const eval_word *gw = &gold->words.v[*g], *sw = &system->words.v[*s];
    uint32_t end = gw->multiword ? gw->span.end : sw->span.end;
    if (gw->multiword)
        *s += !sw->multiword && sw->span.start < gw->span.start;
    else
        *g += !gw->multiword && gw->span.start < sw->span.start;
    *g0 = *g;
    *s0 = *s;
    while (!beyond(gold, *g, end) || !beyond(system, *s, end)) {
        bool take_gold = *g < gold->words.n &&
                         (*s >= system->words.n || gold->words.v[*g].span.start <= system->words.v[*s].span.start);
        if (take_gold)
            end = extended(&gold->words.v[(*g)++], end);
        else
            end = extended(&system->words.v[(*s)++], end);
    }
}

/* Aligns gold words [g0, g) with system words [s0, s) by a longest common subsequence of their forms. */
static void align_run(arena *a, alignment *al, size_t g0, size_t g, size_t s0, size_t s) {
    size_t rows = g - g0, columns = s - s0;
    if (!rows || !columns) return;
    uint32_t *lcs = arena_array(a, uint32_t, (rows + 1) * (columns + 1));
#define LCS(i, k)  lcs[(i) * (columns + 1) + (k)]
#define SAME(i, k) (strcmp(al->gold->words.v[g0 + (i)].form, al->system->words.v[s0 + (k)].form) == 0)
    for (size_t i = rows; i-- > 0;)
        for (size_t k = columns; k-- > 0;) {
            uint32_t best = SAME(i, k) ? LCS(i + 1, k + 1) + 1 : 0;
            if (LCS(i + 1, k) > best) best = LCS(i + 1, k);
            if (LCS(i, k + 1) > best) best = LCS(i, k + 1);
            LCS(i, k) = best;
        }
    for (size_t i = 0, k = 0; i < rows && k < columns;) {
        if (SAME(i, k))
            align(a, al, g0 + i++, s0 + k++);
        else if (LCS(i, k) == LCS(i + 1, k))
            i++;
        else
            k++;
    }
#undef SAME
#undef LCS
}

static void align_words(arena *a, alignment *al) {
    const side *gold = al->gold, *system = al->system;
    al->gold_of = arena_array(a, uint32_t, system->words.n);
    for (size_t i = 0; i < system->words.n; i++) al->gold_of[i] = NONE;
    for (size_t g = 0, s = 0; g < gold->words.n && s < system->words.n;) {
        const eval_word *gw = &gold->words.v[g], *sw = &system->words.v[s];
        if (gw->multiword || sw->multiword) {
            size_t g0, s0;
            multiword_run(gold, system, &g, &s, &g0, &s0);
            align_run(a, al, g0, g, s0, s);
        } else if (gw->span.start == sw->span.start && gw->span.end == sw->span.end) {
            align(a, al, g++, s++);
        } else if (gw->span.start <= sw->span.start) {
            g++;
        } else {
            s++;
        }
    }
}

/* ---------------------------------------------------------------------------------------------------- measures */

#define SPANS_SCORE(gold_spans, system_spans, out)                                                                     \
    do {                                                                                                               \
        (out)->gold += (gold_spans).n;                                                                                 \
        (out)->system += (system_spans).n;                                                                             \
        for (size_t g_ = 0, s_ = 0; g_ < (gold_spans).n && s_ < (system_spans).n;) {                                   \
            eval_span x_ = (gold_spans).v[g_], y_ = (system_spans).v[s_];                                              \
            if (y_.start < x_.start) {                                                                                 \
                s_++;                                                                                                  \
            } else if (x_.start < y_.start) {                                                                          \
                g_++;                                                                                                  \
            } else {                                                                                                   \
                (out)->correct += x_.end == y_.end;                                                                    \
                g_++;                                                                                                  \
                s_++;                                                                                                  \
            }                                                                                                          \
        }                                                                                                              \
    } while (0)

static bool same_parent(const alignment *al, const eval_word *g, const eval_word *s) {
    if (g->parent == NONE || s->parent == NONE) return g->parent == s->parent;
    return al->gold_of[s->parent] == g->parent;
}

static bool same_relation(const alignment *al, const eval_word *g, const eval_word *s) {
    return same_parent(al, g, s) && strcmp(g->deprel, s->deprel) == 0;
}

/* Next functional child of the word at index, from k on; the sentence's end when there is none. */
static size_t next_child(const side *s, size_t index, size_t k) {
    uint32_t sentence = s->words.v[index].sentence;
    while (k < s->words.n && s->words.v[k].sentence == sentence &&
           !(s->words.v[k].functional && s->words.v[k].parent == index))
        k++;
    return k < s->words.n && s->words.v[k].sentence == sentence ? k : s->words.n;
}

static bool same_functional_children(const alignment *al, pair p) {
    size_t g = next_child(al->gold, p.gold, al->gold->words.v[p.gold].first);
    size_t s = next_child(al->system, p.system, al->system->words.v[p.system].first);
    for (; g < al->gold->words.n && s < al->system->words.n;
         g = next_child(al->gold, p.gold, g + 1), s = next_child(al->system, p.system, s + 1)) {
        const eval_word *x = &al->gold->words.v[g], *y = &al->system->words.v[s];
        if (al->gold_of[s] != g || strcmp(x->deprel, y->deprel) != 0 || x->w->upos != y->w->upos ||
            strcmp(x->feats, y->feats) != 0)
            return false;
    }
    return g == al->gold->words.n && s == al->system->words.n;
}

static void count_pair(const alignment *al, pair p, truce_ud_measure *m) {
    const eval_word *g = &al->gold->words.v[p.gold], *s = &al->system->words.v[p.system];
    bool upos = g->w->upos == s->w->upos, xpos = strcmp(g->w->xpos, s->w->xpos) == 0;
    bool feats = strcmp(g->feats, s->feats) == 0, relation = same_relation(al, g, s);
    bool lemma = strcmp(g->w->lemma, "_") == 0 || strcmp(g->w->lemma, s->w->lemma) == 0;
    m[WORDS].correct++;
    m[UPOS].correct += upos;
    m[XPOS].correct += xpos;
    m[UFEATS].correct += feats;
    m[ALL_TAGS].correct += upos && xpos && feats;
    m[LEMMAS].correct += lemma;
    m[UAS].correct += same_parent(al, g, s);
    m[LAS].correct += relation;
    for (int k = UPOS; k <= LAS; k++) m[k].aligned++;
    if (!g->content) return;
    for (int k = CLAS; k <= BLEX; k++) m[k].aligned++;
    m[CLAS].correct += relation;
    m[MLAS].correct += relation && upos && feats && same_functional_children(al, p);
    m[BLEX].correct += relation && lemma;
}

static void count_words(const side *s, bool gold, truce_ud_measure *m) {
    size_t contents = 0;
    for (size_t i = 0; i < s->words.n; i++) contents += s->words.v[i].content;
    for (int k = WORDS; k <= BLEX; k++) *(gold ? &m[k].gold : &m[k].system) += k < CLAS ? s->words.n : contents;
}

truce_status ud_eval(arena *a, const truce_sentences *gold, const truce_sentences *system,
                     truce_ud_measure out[TRUCE_UD_MEASURES], truce_error *err) {
    const side *g = load(a, gold), *s = load(a, system);
    alignment al = {.gold = g, .system = s};
    if (g->characters.n != s->characters.n ||
        (g->characters.n && memcmp(g->characters.v, s->characters.v, g->characters.n) != 0))
        return error_set(err, TRUCE_INPUT, "gold and system are not of one text");
    align_words(a, &al);
    for (int k = 0; k < TRUCE_UD_MEASURES; k++) out[k].name = names[k];
    SPANS_SCORE(g->tokens, s->tokens, &out[TOKENS]);
    SPANS_SCORE(g->sentences, s->sentences, &out[SENTENCES]);
    count_words(g, true, out);
    count_words(s, false, out);
    for (size_t i = 0; i < al.pairs.n; i++) count_pair(&al, al.pairs.v[i], out);
    return TRUCE_OK;
}
