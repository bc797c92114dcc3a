/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/parse_names.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "base/vec.h"

/* No word of any language, so that the parser knows it by its shape alone: that of a name. */
static const char stand_in[] = "Xxxxx";

typedef VEC(const char *) forms;

typedef struct range {
    uint32_t first, last;
} range;

typedef VEC(range) ranges;

/* One report's names. */
typedef struct report_names {
    arena *a;
    const lexicon *lex;
    const word_lists *lists;
    int title, time_name, link, article, country, demonym, capital;
    forms capitalized;       /* inside a sentence; sorted */
    forms plain;             /* without a capital; sorted */
    forms opening;           /* with a capital that may be the sentence's; sorted, each as often as it stands */
    VEC(forms) with_acronym; /* the words of the names whose acronym the report tells, and the acronyms */
} report_names;

/* What is known of a sentence's words; arrays [n + 2], index 0 and n + 1 for what stands around it. */
typedef struct marks {
    bool *capital;  /* can be a part of a name */
    bool *opening;  /* has its capital from the sentence, or may have */
    bool *common;   /* the lexicon has it, and not as a country's name */
    bool *article;  /* stands before some names and not before others */
    uint32_t *link; /* the last word of a link that starts here; 0: none does */
    bool *barred;   /* no part of a name: a title, a time */
    bool *national; /* the lexicon has it for a country, its people or capital */
    bool *people;   /* for its people */
    bool shouted;   /* the sentence is in capitals throughout, which tell nothing then */
} marks;

/* ---- words ---- */

static int compare(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static void sort(forms *v) {
    if (v->n) qsort(v->v, v->n, sizeof *v->v, compare);
}

static bool has(const forms *sorted, const char *form) {
    return sorted->n && bsearch(&form, sorted->v, sorted->n, sizeof *sorted->v, compare);
}

static int32_t first_of(const char *form) {
    size_t size;
    return utf8_decode(form, form + strlen(form), &size);
}

/* `Northland`, and `al-Orra`: a capital at the start or after a hyphen. */
static bool has_capital(const char *form) {
    const char *hyphen = strchr(form, '-');
    return utf8_is_upper(first_of(form)) || (hyphen && hyphen[1] && utf8_is_upper(first_of(hyphen + 1)));
}

static bool in_capitals(const char *form) {
    size_t letters = 0;
    for (const char *p = form, *end = form + strlen(form); p < end;) {
        size_t size;
        int32_t c = utf8_decode(p, end, &size);
        if (utf8_is_lower(c)) return false;
        letters += utf8_is_upper(c);
        p += size;
    }
    return letters >= 2;
}

/* An apostrophe, with letters or not. */
static bool is_possessive(const char *form) {
    return form[0] == '\'' || strncmp(form, "\xe2\x80\x99", 3) == 0;
}

/* Whether a new sentence may start after the word: a colon, a quotation mark. */
static bool opens(const char *form) {
    return strchr(":;\"", form[0]) || strcmp(form, "``") == 0 || strcmp(form, "\xe2\x80\x9c") == 0 ||
           strcmp(form, "\xe2\x80\x98") == 0 || strcmp(form, "\xc2\xab") == 0;
}

static bool is_form(const truce_sentence *s, uint32_t w, const char *form) {
    return w >= 1 && w <= s->n && strcmp(s->words[w].form, form) == 0;
}

/* `-19` right after w, as in `M-19`. */
static bool is_numbered(const truce_sentence *s, uint32_t w) {
    return w + 2 <= s->n && is_form(s, w + 1, "-") && utf8_is_digit(first_of(s->words[w + 2].form)) &&
           s->words[w].span.end == s->words[w + 1].span.start && s->words[w + 1].span.end == s->words[w + 2].span.start;
}

/* ---- marks ---- */

typedef struct looking {
    const report_names *r;
    marks *m;
} looking;

static bool is_national(const report_names *r, int class) {
    return class == r->country || class == r->demonym || class == r->capital;
}

static void take_hit(void *ctx, const lexicon_hit *hit) {
    const looking *l = ctx;
    const report_names *r = l->r;
    marks *m = l->m;
    const bool barred = hit->class == r->title || hit->class == r->time_name;
    const bool national = is_national(r, hit->class);
    for (uint32_t w = hit->first; w <= hit->last; w++) {
        m->barred[w] |= barred;
        m->national[w] |= national;
        m->people[w] |= hit->class == r->demonym;
    }
    if (hit->class == r->article) m->article[hit->first] = true;
    if (hit->class == r->link && hit->last > m->link[hit->first]) m->link[hit->first] = hit->last;
    if (!national && hit->first == hit->last) m->common[hit->first] = true;
}

/* More words of four letters and more in capitals than others: capitals tell nothing here. */
static bool is_all_capitals(const truce_sentence *s) {
    uint32_t upper = 0, lower = 0;
    for (uint32_t w = 1; w <= s->n; w++) {
        const char *form = s->words[w].form;
        if (strlen(form) < 4 || !utf8_is_letter(first_of(form))) continue;
        if (in_capitals(form))
            upper++;
        else
            lower++;
    }
    return upper > lower;
}

static marks mark(const report_names *r, const truce_sentence *s) {
    size_t n = (size_t)s->n + 2;
    marks m = {.link = arena_array(r->a, uint32_t, n), .shouted = is_all_capitals(s)};
    bool **arrays[] = {&m.capital, &m.opening, &m.common, &m.article, &m.barred, &m.national, &m.people};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) *arrays[i] = arena_array(r->a, bool, n);
    looking l = {r, &m};
    bool opening = true;
    for (uint32_t w = 1; w <= s->n; w++) lexicon_match(r->lex, s, w, r->a, take_hit, &l);
    for (uint32_t w = 1; w <= s->n; w++) {
        const char *form = s->words[w].form;
        int32_t first = first_of(form);
        m.opening[w] = opening;
        if (utf8_is_letter(first) || utf8_is_digit(first)) opening = false;
        if (opens(form)) opening = true;
        /* One letter alone is a pronoun or an initial, which stands beside a name or is nothing. */
        m.capital[w] =
            !m.shouted && !m.barred[w] && !m.article[w] && has_capital(form) && (form[1] || is_numbered(s, w));
    }
    return m;
}

/* ---- what the report tells ---- */

/* Takes the letter from those left; false when it is not among them. */
static bool take_letter(char *left, int32_t letter) {
    for (char *at = left; *at; at++)
        if ((int32_t)(unsigned char)*at == letter) {
            memmove(at, at + 1, strlen(at));
            return true;
        }
    return false;
}

enum { acronym_max = 12, small_words_max = 3 };

/* The first word of the name before word `open` whose acronym stands in the brackets there: back from them, over small
 * words, until its capitals have given all of the acronym's letters. Their order is free, and one capital may be left
 * over, for an acronym of another language; capitals right before the first are its name's, too. 0: none. */
static uint32_t start_of_name(const marks *m, const truce_sentence *s, uint32_t open) {
    char left[acronym_max + 1] = "";
    size_t n = 0;
    for (const char *p = s->words[open + 1].form; *p && n < acronym_max; p++)
        if (*p >= 'A' && *p <= 'Z') left[n++] = *p;
    uint32_t first = 0, small = 0, spare = 1;
    for (uint32_t w = open - 1; w >= 1 && left[0]; w--) {
        int32_t initial = first_of(s->words[w].form);
        if (!utf8_is_upper(initial) || m->article[w]) {
            if (++small > small_words_max || !utf8_is_letter(initial)) return 0;
        } else if (take_letter(left, initial)) {
            first = w;
            small = 0;
        } else if (m->barred[w] || spare-- == 0) {
            return 0;
        }
    }
    if (left[0]) return 0;
    while (first > 1 && has_capital(s->words[first - 1].form) && !m->barred[first - 1] && !m->article[first - 1] &&
           !m->opening[first - 1])
        first--;
    return first;
}

static void learn_acronyms(report_names *r, const marks *m, const truce_sentence *s) {
    for (uint32_t open = 3; open + 2 <= s->n; open++) {
        if (!is_form(s, open, "(") || !is_form(s, open + 2, ")") || !in_capitals(s->words[open + 1].form)) continue;
        uint32_t first = start_of_name(m, s, open);
        if (!first || first + 1 == open) continue;
        forms words = {0};
        for (uint32_t w = first; w < open; w++) vec_push(r->a, &words, s->words[w].form);
        vec_push(r->a, &r->with_acronym, words);
        forms acronym = {0};
        vec_push(r->a, &acronym, s->words[open + 1].form);
        vec_push(r->a, &r->with_acronym, acronym);
    }
}

static void learn(report_names *r, const truce_sentence *s) {
    marks m = mark(r, s);
    for (uint32_t w = 1; w <= s->n; w++) {
        const char *form = s->words[w].form;
        if (m.capital[w] && !m.opening[w]) vec_push(r->a, &r->capitalized, form);
        if (m.capital[w] && m.opening[w]) vec_push(r->a, &r->opening, form);
        if (!has_capital(form)) vec_push(r->a, &r->plain, form);
    }
    learn_acronyms(r, &m, s);
}

/* ---- the names of a sentence ---- */

static bool in_doubt(const report_names *r, const truce_sentence *s, const marks *m, uint32_t w) {
    return m->capital[w] && m->opening[w] && !has(&r->capitalized, s->words[w].form);
}

static bool stands_twice(const forms *sorted, const char *form) {
    const char **at = sorted->n ? bsearch(&form, sorted->v, sorted->n, sizeof *sorted->v, compare) : NULL;
    if (!at) return false;
    const char **end = sorted->v + sorted->n;
    return (at > sorted->v && compare(&at[-1], &form) == 0) || (at + 1 < end && compare(&at[1], &form) == 0);
}

/* The words in doubt that the report and the lexicon settle; whether others remain. */
static bool settle(const report_names *r, const truce_sentence *s, marks *m) {
    bool doubt = false;
    for (uint32_t w = 1; w <= s->n; w++) {
        if (!in_doubt(r, s, m, w)) continue;
        const char *form = s->words[w].form;
        bool word = m->common[w] || word_lists_has(r->lists, WORD_LIST_STARTER, form, strlen(form)) ||
                    has(&r->plain, utf8_lower(r->a, form, strlen(form)));
        if (word)
            m->capital[w] = false;
        else
            doubt = true;
    }
    return doubt;
}

/* Whether a word in doubt may be a name by its tags: as a name; as one thing that does something and has no article;
 * where it stands twice, also as what the parser makes of a word that it never met, but no verb or plural. */
static bool may_name(const truce_word *word, bool twice) {
    bool one = word->upos == TRUCE_UPOS_NOUN && strcmp(word->feats, "Number=Sing") == 0;
    if (word->upos == TRUCE_UPOS_PROPN || (one && strcmp(word->deprel, "nsubj") == 0)) return true;
    return twice &&
           (one || (word->upos != TRUCE_UPOS_NOUN && word->upos != TRUCE_UPOS_VERB && word->upos != TRUCE_UPOS_AUX));
}

typedef struct noun_search {
    const report_names *r;
    bool found;
} noun_search;

static void take_noun(void *ctx, const lexicon_hit *hit) {
    noun_search *n = ctx;
    n->found |= hit->first == hit->last && !is_national(n->r, hit->class);
}

/* Whether the lexicon has the word as a common noun. */
static bool is_common_noun(const report_names *r, truce_sentence *s, uint32_t w) {
    const truce_word tagged = s->words[w];
    noun_search n = {.r = r};
    s->words[w].upos = TRUCE_UPOS_NOUN;
    s->words[w].lemma = utf8_lower(r->a, tagged.form, strlen(tagged.form));
    lexicon_match(r->lex, s, w, r->a, take_noun, &n);
    s->words[w] = tagged;
    return n.found;
}

/* Three capitals and more without a vowel: an acronym, also where all words are in capitals. */
static bool is_unspeakable(const char *form) {
    return strlen(form) >= 3 && strspn(form, "BCDFGHJKLMNPQRSTVWXZ") == strlen(form);
}

static void settle_by_tags(const report_names *r, truce_sentence *s, marks *m) {
    for (uint32_t w = 1; w <= s->n; w++) {
        const truce_word *word = &s->words[w];
        if (m->shouted)
            m->capital[w] =
                !m->barred[w] && (word->upos == TRUCE_UPOS_PROPN || m->national[w] || is_unspeakable(word->form));
        else if (in_doubt(r, s, m, w))
            m->capital[w] = may_name(word, stands_twice(&r->opening, word->form)) && !is_common_noun(r, s, w);
    }
}

/* The last word of a name with a known acronym, or that acronym, that starts at w; 0: none. */
static uint32_t known_name(const report_names *r, const truce_sentence *s, uint32_t w) {
    uint32_t last = 0;
    for (size_t i = 0; i < r->with_acronym.n; i++) {
        const forms *name = &r->with_acronym.v[i];
        size_t k = 0;
        while (k < name->n && is_form(s, w + (uint32_t)k, name->v[k])) k++;
        if (k == name->n && w + (uint32_t)k - 1 > last) last = w + (uint32_t)k - 1;
    }
    return last;
}

/* `Southland-` of `the Isle Front Southland-led talks`: no part of the name before it. */
static bool starts_compound(const truce_sentence *s, uint32_t w) {
    return w + 2 <= s->n && is_form(s, w + 1, "-") && !has_capital(s->words[w + 2].form) &&
           !utf8_is_digit(first_of(s->words[w + 2].form)) && s->words[w].span.end == s->words[w + 1].span.start &&
           s->words[w + 1].span.end == s->words[w + 2].span.start;
}

/* The word after last that surely belongs to the same name: the number of `M-19`, or that after the possessive mark of
 * a common noun (`the Isle People's Front`); 0: none does. */
static uint32_t goes_surely_on(const truce_sentence *s, const marks *m, uint32_t last) {
    if (is_numbered(s, last)) return last + 2;
    bool possessive = last + 2 <= s->n && m->common[last] && is_possessive(s->words[last + 1].form);
    return possessive && m->capital[last + 2] ? last + 2 : 0;
}

/* The word after last that goes on with the name: also the next one, or that after a link; 0: none does. */
static uint32_t goes_on(const truce_sentence *s, const marks *m, uint32_t last) {
    uint32_t next = last + 1;
    if (next > s->n) return 0;
    if (starts_compound(s, next)) return 0;
    if (!m->capital[next] && m->link[next]) next = m->link[next] + 1;
    return next <= s->n && m->capital[next] ? next : goes_surely_on(s, m, last);
}

/* Tells whoever reads names off the words that one goes on, or starts, here. */
static void tell(const report_names *r, truce_sentence *s, uint32_t first, uint32_t last, const char *what) {
    for (uint32_t w = first; w <= last; w++) {
        const char *misc = s->words[w].misc;
        s->words[w].misc = strcmp(misc, "_") == 0 ? what : arena_printf(r->a, "%s|%s", what, misc);
    }
}

/* The name, with the article before it, or the single word, that starts at w. */
static range range_at(const report_names *r, truce_sentence *s, marks *m, uint32_t w) {
    uint32_t first = w + (m->article[w] && w < s->n && !m->capital[w]), last = known_name(r, s, first), next;
    if (!last && !m->capital[first]) return (range){w, w};
    for (uint32_t k = first; k <= last; k++) /* a known name's, whatever the parser takes them for among capitals */
        m->capital[k] = has_capital(s->words[k].form) && !m->link[k] && !m->article[k];
    if (!last) last = first;
    if (first == 1 || starts_compound(s, first)) tell(r, s, first, first, "Name=Start");
    tell(r, s, first + 1, last, "Name=Part");
    for (; (next = goes_on(s, m, last)) != 0; last = next)
        if (goes_surely_on(s, m, last) == next) tell(r, s, last + 1, next, "Name=Part");
    return (range){w, last};
}

static bool is_name(const marks *m, range x) {
    return m->capital[x.first] || x.first < x.last;
}

static bool has_article(const marks *m, range x) {
    return x.first < x.last && m->article[x.first] && !m->capital[x.first];
}

/* The last word of the name's part that starts at w: up to the next link. */
static uint32_t end_of_part(const truce_sentence *s, const marks *m, range x, uint32_t w) {
    for (;;) {
        if (w < x.last && m->capital[w + 1])
            w++;
        else if (w + 1 < x.last && goes_surely_on(s, m, w))
            w += 2;
        else
            return w;
    }
}

/* The word of a name that stands for it in the tree: the last before a link. */
static uint32_t top_of(const truce_sentence *s, const marks *m, range x) {
    return end_of_part(s, m, x, x.first + has_article(m, x));
}

/* ---- parsing ---- */

static void make_name_word(truce_word *w, uint32_t head, const char *relation) {
    w->upos = TRUCE_UPOS_PROPN;
    w->xpos = "NNP";
    w->feats = "Number=Sing";
    w->lemma = w->form;
    w->head = (int32_t)head;
    w->deprel = relation;
}

static void make_small_word(truce_word *w, uint32_t head, truce_upos upos, const char *xpos, const char *relation) {
    w->upos = upos;
    w->xpos = xpos;
    w->feats = "_";
    w->lemma = w->form;
    w->head = (int32_t)head;
    w->deprel = relation;
}

/* Whether the word modifies a noun after it, without a preposition or possessive. */
static bool stands_before_noun(const truce_sentence *s, uint32_t w) {
    const char *relation = s->words[w].deprel;
    bool modifies = strcmp(relation, "compound") == 0 || strcmp(relation, "amod") == 0;
    return modifies && s->words[w].head > (int32_t)w;
}

/* Where the article before a name hangs: on the noun that the name stands before as a modifier, else on the name. */
static uint32_t head_of_article(const truce_sentence *s, uint32_t top) {
    return stands_before_noun(s, top) ? (uint32_t)s->words[top].head : top;
}

/* The words before the last one of a part: compounds, and common nouns with a possessive mark. */
static void put_back_part(truce_sentence *s, uint32_t first, uint32_t end) {
    for (uint32_t w = first; w < end; w++) {
        if (is_possessive(s->words[w].form))
            make_small_word(&s->words[w], w - 1, TRUCE_UPOS_PART, "POS", "case");
        else if (is_form(s, w, "-"))
            make_small_word(&s->words[w], end, TRUCE_UPOS_PUNCT, "HYPH", "punct");
        else
            make_name_word(&s->words[w], end, is_possessive(s->words[w + 1].form) ? "nmod:poss" : "compound");
    }
}

/* The words of a name below its top, as UD has them: each part after a link modifies the one before, and the link's
 * words hang on it. */
static void put_back(truce_sentence *s, const marks *m, range x, uint32_t top) {
    uint32_t w = x.first, before = 0;
    if (has_article(m, x)) make_small_word(&s->words[w++], head_of_article(s, top), TRUCE_UPOS_DET, "DT", "det");
    while (w <= x.last) {
        uint32_t first = w;
        while (first < x.last && !m->capital[first]) first++;
        uint32_t end = end_of_part(s, m, x, first);
        while (w < first) make_small_word(&s->words[w++], end, TRUCE_UPOS_ADP, "IN", "case");
        put_back_part(s, first, end);
        if (end != top) make_name_word(&s->words[end], before, "nmod");
        before = end;
        w = end + 1;
    }
    if (stands_before_noun(s, top)) {
        bool adjective = x.first + has_article(m, x) == x.last && m->people[top];
        if (adjective)
            s->words[top].upos = TRUCE_UPOS_ADJ, s->words[top].xpos = "JJ", s->words[top].feats = "Degree=Pos";
        s->words[top].deprel = adjective ? "amod" : "compound";
    }
}

/* Parses the sentence with its names as single words, and copies the tree back. */
static truce_status parse_with(const report_names *r, const parser *p, scratch *work, truce_sentence *s, marks *m,
                               truce_error *err) {
    ranges all = {0};
    for (uint32_t w = 1; w <= s->n; w = all.v[all.n - 1].last + 1) vec_push(r->a, &all, range_at(r, s, m, w));
    truce_sentence seen = {.span = s->span, .n = (uint32_t)all.n, .words = arena_array(r->a, truce_word, all.n + 1)};
    uint32_t *top = arena_array(r->a, uint32_t, all.n + 1);
    for (uint32_t i = 1; i <= seen.n; i++) {
        range x = all.v[i - 1];
        top[i] = top_of(s, m, x);
        seen.words[i] = s->words[x.first];
        if (is_name(m, x))
            seen.words[i].form = stand_in;
        else if (m->shouted)
            seen.words[i].form = utf8_lower(r->a, seen.words[i].form, strlen(seen.words[i].form));
    }
    truce_status status = parser_run(p, r->a, work, &seen, err);
    for (uint32_t i = 1; !status && i <= seen.n; i++) {
        const truce_word *from = &seen.words[i];
        truce_word *to = &s->words[top[i]];
        range x = all.v[i - 1];
        to->upos = from->upos;
        to->xpos = from->xpos;
        to->feats = from->feats;
        to->lemma = from->lemma;
        to->deprel = from->deprel;
        to->head = from->head ? (int32_t)top[from->head] : 0;
        if (is_name(m, x)) make_name_word(to, (uint32_t)to->head, to->deprel);
    }
    for (uint32_t i = 1; !status && i <= seen.n; i++)
        if (is_name(m, all.v[i - 1])) put_back(s, m, all.v[i - 1], top[i]);
    return status;
}

static truce_status parse_one(const report_names *r, const parser *p, scratch *work, truce_sentence *s,
                              truce_error *err) {
    marks m = mark(r, s);
    if (settle(r, s, &m) || m.shouted) {
        truce_status status = parser_run(p, r->a, work, s, err);
        if (status) return status;
        settle_by_tags(r, s, &m);
    }
    return parse_with(r, p, work, s, &m, err);
}

truce_status parse_names_aside(arena *a, const parser *p, scratch *work, const lexicon *lex, truce_sentences *sentences,
                               truce_error *err) {
    report_names r = {
        .a = a,
        .lex = lex,
        .lists = parser_word_lists(p),
        .title = lexicon_class(lex, "title"),
        .time_name = lexicon_class(lex, "time-name"),
        .link = lexicon_class(lex, "name-link"),
        .article = lexicon_class(lex, "name-article"),
        .country = lexicon_class(lex, "country"),
        .demonym = lexicon_class(lex, "demonym"),
        .capital = lexicon_class(lex, "capital"),
    };
    truce_status status = TRUCE_OK;
    for (uint32_t i = 0; i < sentences->n; i++) learn(&r, &sentences->v[i]);
    sort(&r.capitalized);
    sort(&r.plain);
    sort(&r.opening);
    for (uint32_t i = 0; !status && i < sentences->n; i++) status = parse_one(&r, p, work, &sentences->v[i], err);
    return status;
}
