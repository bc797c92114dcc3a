/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/phrase.h"

#include "base/utf8.h"

enum {
    nesting_max = 6,     /* phrases within phrases that are followed to the right */
    name_words_max = 12, /* a longer run of capitals is a headline */
    before_max = 24,     /* words before a head, and after it: a longer phrase is a broken tree, or meant to do harm */
    after_max = 40,
};

phrase_classes phrase_classes_of(const lexicon *lex) {
    return (phrase_classes){.of_prep = lexicon_class(lex, "of-prep"),
                            .for_prep = lexicon_class(lex, "for-prep"),
                            .aside_prep = lexicon_class(lex, "aside-prep"),
                            .title = lexicon_class(lex, "title"),
                            .time_name = lexicon_class(lex, "time-name"),
                            .country = lexicon_class(lex, "country"),
                            .demonym = lexicon_class(lex, "demonym"),
                            .particle = lexicon_class(lex, "name-particle"),
                            .of_head = lexicon_class(lex, "of-head")};
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

bool phrase_has_marker(const doc *d, uint32_t s, uint32_t w, int class) {
    const doc_word *word = doc_at(d, s, w);
    for (uint32_t i = 0; i < word->n_children; i++) {
        uint32_t c = word->children[i];
        doc_relation rel = doc_at(d, s, c)->rel;
        if ((rel == REL_case || rel == REL_mark) && doc_is(d, s, c, class)) return true;
    }
    return false;
}

truce_sentence phrase_of_line(arena *a, const char *line) {
    VEC(truce_word) words = {0};
    vec_push(a, &words, (truce_word){.form = "", .lemma = ""});
    for (const char *end; *line; line = end) {
        end = line + strcspn(line, " ,.:;");
        const char *form = arena_strndup(a, line, (size_t)(end - line));
        if (*form) vec_push(a, &words, (truce_word){.form = form, .lemma = form});
        end += strspn(end, " ,.:;");
    }
    return (truce_sentence){.n = (uint32_t)words.n - 1, .words = words.v};
}

static bool follows_with(const doc *d, const phrase_classes *k, uint32_t s, uint32_t head, uint32_t c,
                         phrase_kind kind) {
    switch (doc_at(d, s, c)->rel) {
    case REL_flat:
    case REL_compound:
    case REL_goeswith:
    case REL_fixed: return true;
    case REL_nmod: {
        if (!doc_child(d, s, c, REL_case, NULL) || phrase_has_marker(d, s, c, k->aside_prep)) return false;
        return kind == PHRASE_HEAD || phrase_has_marker(d, s, c, k->of_prep) ||
               (phrase_has_marker(d, s, c, k->for_prep) && doc_raw(d, s, head)->upos == TRUCE_UPOS_PROPN);
    }
    case REL_conj:
        return doc_child(d, s, c, REL_cc, NULL) && phrase_has_marker(d, s, head, k->of_prep) &&
               doc_raw(d, s, head)->upos == TRUCE_UPOS_PROPN && doc_raw(d, s, c)->upos == TRUCE_UPOS_PROPN;
    case REL_nummod: return doc_raw(d, s, head)->upos == TRUCE_UPOS_PROPN && touches(d, s, c - 1, c);
    default: return false;
    }
}

static uint32_t right_edge(const doc *d, const phrase_classes *k, uint32_t s, uint32_t w, uint32_t last,
                           phrase_kind kind, int depth) {
    uint32_t n = d->v[s].n;
    while (depth < nesting_max && last < n && last < w + after_max) {
        uint32_t next = last + 1;
        bool joined = is_hyphen(d, s, next) && next < n && touches(d, s, last, next) && touches(d, s, next, next + 1);
        uint32_t c = child_from(d, s, w, joined ? next + 1 : next);
        if (!c && joined && is_hyphen(d, s, next)) { /* the hyphen belongs to the part after it */
            c = child_from(d, s, w, next);
            if (c && is_hyphen(d, s, c)) c = 0;
        }
        if (!c || c <= w || !follows_with(d, k, s, w, c, kind)) break;
        last = right_edge(d, k, s, c, c, depth ? PHRASE_NAME : kind, depth + 1);
    }
    return last;
}

/* Which child of w the word left of it stands under. */
static uint32_t branch(const doc *d, uint32_t s, uint32_t w, uint32_t below) {
    for (int i = 0; below && doc_at(d, s, below)->head != w; i++)
        below = i < before_max ? doc_at(d, s, below)->head : 0;
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

static uint32_t first_of(const doc *d, uint32_t s, uint32_t w) {
    uint32_t first = doc_at(d, s, w)->first;
    return w - first > before_max ? w - before_max : first;
}

/* After the last mark before the head, unless it stands between adjectives: `Ada Holt, a [spokeswoman]`. */
static uint32_t after_marks(const doc *d, uint32_t s, uint32_t w, uint32_t first) {
    for (uint32_t k = first; k < w; k++) {
        const truce_word *raw = doc_raw(d, s, k);
        bool mark = raw->upos == TRUCE_UPOS_PUNCT && strchr(",;:()[]", raw->form[0]);
        if (mark && (k == first || doc_raw(d, s, k - 1)->upos != TRUCE_UPOS_ADJ)) first = k + 1;
    }
    return first;
}

/* ---- names ---- */

/* `Central`, not `central` and not `CENTRAL`: where all is in capitals they tell nothing. */
static bool is_capitalized(const char *form) {
    size_t size, second;
    const char *end = form + strlen(form);
    if (form == end || !utf8_is_upper(utf8_decode(form, end, &size)) || form + size == end) return false;
    return utf8_is_lower(utf8_decode(form + size, end, &second));
}

/* An acronym among words in small letters, which taggers take for a common noun now and then. */
static bool is_acronym(const doc *d, uint32_t s, uint32_t w) {
    size_t upper = 0;
    for (const char *p = doc_raw(d, s, w)->form; *p; p++) {
        if (*p < 'A' || *p > 'Z') return false;
        upper++;
    }
    if (upper < 2) return false;
    for (uint32_t k = w > 3 ? w - 3 : 1; k <= d->v[s].n && k <= w + 3; k++) {
        const char *form = doc_raw(d, s, k)->form;
        if (form[0] >= 'a' && form[0] <= 'z') return true;
    }
    return false;
}

static bool is_proper(const doc *d, uint32_t s, uint32_t w) {
    truce_upos upos = doc_raw(d, s, w)->upos;
    return upos == TRUCE_UPOS_PROPN || ((upos == TRUCE_UPOS_NOUN || upos == TRUCE_UPOS_ADJ) && is_acronym(d, s, w));
}

bool phrase_is_dateline(const doc *d, uint32_t s, uint32_t w) {
    return s == 0 && w == 1 && d->v[s].n > 1 && is_acronym(d, s, w) && strlen(doc_raw(d, s, w)->form) > 3 &&
           is_capitalized(doc_raw(d, s, 2)->form);
}

/* Whether the word can stand inside a name: a proper noun, or a capitalized adjective or noun beside one. */
static bool in_name(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w) {
    const truce_word *raw = doc_raw(d, s, w);
    if (doc_is(d, s, w, c->time_name) || phrase_is_dateline(d, s, w)) return false;
    if (is_proper(d, s, w)) return true;
    return (raw->upos == TRUCE_UPOS_ADJ || raw->upos == TRUCE_UPOS_NOUN) && is_capitalized(raw->form);
}

/* Whether a hyphen at h joins the words around it into one name: `al-Rashid`, `Baden-Hill`. */
static bool joins(const doc *d, const phrase_classes *c, uint32_t s, uint32_t h) {
    if (h < 2 || h >= d->v[s].n || !is_hyphen(d, s, h)) return false;
    if (!touches(d, s, h - 1, h) || !touches(d, s, h, h + 1) || !in_name(d, c, s, h + 1)) return false;
    for (uint32_t k = h - 1; k <= h + 1; k += 2) /* `the Norway-Portugal border`: two names */
        if (doc_is(d, s, k, c->country) || doc_is(d, s, k, c->demonym)) return false;
    return in_name(d, c, s, h - 1) || doc_is(d, s, h - 1, c->particle) || doc_raw(d, s, h - 1)->upos == TRUCE_UPOS_NUM;
}

/* Whether the name before the word is known to go on with it, and not to: parse_names.c tells. */
static bool is_part(const doc *d, uint32_t s, uint32_t w) {
    return strncmp(doc_raw(d, s, w)->misc, "Name=Part", strlen("Name=Part")) == 0;
}

static bool is_start(const doc *d, uint32_t s, uint32_t w) {
    return strncmp(doc_raw(d, s, w)->misc, "Name=Start", strlen("Name=Start")) == 0;
}

/* The next and the previous word of a name from its word a; 0 at its ends. */
static uint32_t next_in_name(const doc *d, const phrase_classes *c, uint32_t s, uint32_t a) {
    uint32_t n = d->v[s].n;
    if (a + 1 <= n && is_part(d, s, a + 1)) return a + 1;
    if (a + 1 <= n && is_start(d, s, a + 1)) return 0;
    if (a + 1 <= n && in_name(d, c, s, a + 1)) return a + 1;
    if (a + 2 <= n && joins(d, c, s, a + 1)) return a + 2;
    if (a + 2 <= n && doc_is(d, s, a + 1, c->particle) && next_in_name(d, c, s, a + 1)) return a + 1;
    return 0;
}

static uint32_t previous_in_name(const doc *d, const phrase_classes *c, uint32_t s, uint32_t a) {
    if (a >= 2 && is_part(d, s, a)) return a - 1;
    if (is_start(d, s, a)) return 0;
    if (a >= 2 && in_name(d, c, s, a - 1)) return a - 1;
    if (a >= 3 && joins(d, c, s, a - 1)) return a - 2;
    if (a >= 3 && doc_is(d, s, a - 1, c->particle) && in_name(d, c, s, a - 2)) return a - 1;
    return 0;
}

enum { title_words_max = 4 };

/* The title that the word stands in, which is found at its head; NULL when it is no part of one. */
static const lexicon_hit *title_at(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w) {
    uint32_t from = w > title_words_max ? w - title_words_max : 1;
    for (uint32_t t = from; t <= w + title_words_max && t <= d->v[s].n; t++) {
        const lexicon_hit *hit = doc_hit(d, s, t, c->title);
        if (hit && hit->first <= w && hit->last >= w) return hit;
    }
    return NULL;
}

/* The run of a name around w, titles and all. */
static word_range run_around(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w) {
    word_range r = {w, w};
    uint32_t k;
    while ((k = next_in_name(d, c, s, r.last)) && k - w < name_words_max) r.last = k;
    while ((k = previous_in_name(d, c, s, r.first)) && w - k < name_words_max) r.first = k;
    while (r.last > w && doc_raw(d, s, r.last)->upos == TRUCE_UPOS_NOUN) r.last--; /* `Northland Rebels Attack` */
    return r;
}

enum { titles_max = 4 }; /* `Deputy Prime Minister Lt. Gen.` */

word_range phrase_name_run(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w) {
    for (int i = 0; i < titles_max; i++) { /* a title's words mean whom it stands before */
        const lexicon_hit *title = title_at(d, c, s, w);
        if (!title || title->last >= d->v[s].n || !in_name(d, c, s, title->last + 1)) break;
        if (!is_proper(d, s, title->last + 1)) break;
        w = title->last + 1;
    }
    if (!is_proper(d, s, w) || !in_name(d, c, s, w)) return (word_range){0, 0};
    word_range r = run_around(d, c, s, w);
    for (uint32_t t = r.first; t <= r.last; t++) {
        const lexicon_hit *title = title_at(d, c, s, t);
        if (!title) continue;
        if (title->last < w)
            r.first = title->last + 1;
        else if (title->first > w && title->first > r.first && title->last < d->v[s].n &&
                 in_name(d, c, s, title->last + 1))
            r.last = title->first - 1; /* what stands before a title is another name: `Northland President …` */
    }
    return r;
}

bool phrase_is_titled(const doc *d, const phrase_classes *c, uint32_t s, word_range run) {
    return run.first > 1 && title_at(d, c, s, run.first - 1) != NULL;
}

/* Bodies have an `of` in their names (`Forces of Liberty`), people a body after theirs (`Ada Holt of the Red Cross`).
 */
static bool takes_of(const doc *d, const phrase_classes *c, uint32_t s, word_range run) {
    return doc_feature_is(d, s, run.last, "Number", "Plur") || doc_is(d, s, run.last, c->of_head);
}

word_range phrase_range(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w, phrase_kind kind) {
    word_range run = phrase_name_run(d, c, s, w);
    if (run.first && w >= run.first) {
        uint32_t edge = takes_of(d, c, s, run) ? right_edge(d, c, s, w, run.last, PHRASE_NAME, 0) : run.last;
        return (word_range){run.first, edge};
    }
    word_range r = {first_of(d, s, w), right_edge(d, c, s, w, w, kind, 0)};
    r.first = after_marks(d, s, w, r.first);
    while (r.first < w && goes(d, s, w, r.first)) r.first++;
    return r;
}

word_range phrase_surface(const doc *d, const phrase_classes *c, uint32_t s, uint32_t w) {
    word_range r = {first_of(d, s, w), right_edge(d, c, s, w, w, PHRASE_HEAD, 0)};
    while (r.first < w && (doc_at(d, s, r.first)->rel == REL_case || doc_at(d, s, r.first)->rel == REL_cc ||
                           doc_raw(d, s, r.first)->upos == TRUCE_UPOS_PUNCT))
        r.first++;
    return r;
}
