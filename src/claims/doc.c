/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/doc.h"

#include <string.h>

#include "base/utf8.h"
#include "claims/mend.h"

static const char *const relation_names[] = {"",
#define NAME(name) #name,
                                             DOC_RELATION_LIST(NAME)
#undef NAME
};

static doc_relation relation_of(const char *deprel, size_t n) {
    for (int r = 1; r < REL_count; r++)
        if (strlen(relation_names[r]) == n && memcmp(relation_names[r], deprel, n) == 0) return (doc_relation)r;
    return REL_dep;
}

/* Follows heads upward, colouring the way; a way that meets its own colour is a cycle and is cut where it closes. */
static void cut_cycles(doc_sentence *ds, arena *a) {
    uint32_t *colour = arena_array(a, uint32_t, (size_t)ds->n + 1);
    for (uint32_t i = 1; i <= ds->n; i++)
        for (uint32_t w = i; w && colour[w] != i;) {
            if (colour[w]) break;
            colour[w] = i;
            uint32_t head = ds->words[w].head;
            if (head && colour[head] == i) ds->words[w].head = 0;
            w = ds->words[w].head;
        }
}

static void link_children(doc_sentence *ds, arena *a) {
    for (uint32_t w = 0; w <= ds->n; w++) ds->words[w].n_children = ds->words[w].n_hits = 0;
    for (uint32_t w = 1; w <= ds->n; w++) ds->words[ds->words[w].head].n_children++;
    for (uint32_t w = 0; w <= ds->n; w++) {
        ds->words[w].children = arena_array(a, uint32_t, ds->words[w].n_children);
        ds->words[w].n_children = 0;
    }
    for (uint32_t w = 1; w <= ds->n; w++) {
        doc_word *head = &ds->words[ds->words[w].head];
        head->children[head->n_children++] = w;
    }
}

/* Each word widens its ancestors' spans: n * depth steps, and depth is small but in hostile trees, so it stops where an
 * ancestor covers the word already. */
static void set_spans(doc_sentence *ds) {
    for (uint32_t w = 1; w <= ds->n; w++) ds->words[w].first = ds->words[w].last = w;
    for (uint32_t w = 1; w <= ds->n; w++)
        for (uint32_t h = ds->words[w].head; h && w < ds->words[h].first; h = ds->words[h].head) ds->words[h].first = w;
    for (uint32_t w = ds->n; w >= 1; w--)
        for (uint32_t h = ds->words[w].head; h && w > ds->words[h].last; h = ds->words[h].head) ds->words[h].last = w;
}

typedef struct collecting {
    arena *a;
    doc_sentence *ds;
    VEC(lexicon_hit) hits;
    VEC(uint32_t) heads; /* heads.v[i] heads hits.v[i] */
} collecting;

static void collect(void *ctx, const lexicon_hit *hit) {
    collecting *c = ctx;
    uint32_t top = hit->first;
    for (uint32_t w = hit->first; w <= hit->last; w++) {
        uint32_t head = c->ds->words[w].head;
        if (head < hit->first || head > hit->last) {
            top = w;
            break;
        }
    }
    vec_push(c->a, &c->hits, *hit);
    vec_push(c->a, &c->heads, top);
}

/* A verb and its particle, apart (`handed them over`): looked up as if they stood together. */
typedef struct apart {
    collecting *c;
    uint32_t verb, particle;
} apart;

static void collect_apart(void *ctx, const lexicon_hit *hit) {
    apart *x = ctx;
    if (hit->last == hit->first) return;
    vec_push(x->c->a, &x->c->hits, (lexicon_hit){hit->class, hit->value, x->verb, x->verb});
    vec_push(x->c->a, &x->c->heads, x->verb);
}

static void look_up_apart(doc *d, doc_sentence *ds, uint32_t particle, collecting *c) {
    const doc_word *word = &ds->words[particle];
    if (word->rel != REL_compound || strcmp(word->sub, "prt") != 0 || word->head + 1 >= particle) return;
    truce_word pair[3] = {ds->s->words[0], ds->s->words[word->head], ds->s->words[particle]};
    truce_sentence two = {.n = 2, .words = pair};
    apart x = {c, word->head, particle};
    lexicon_match(d->lex, &two, 1, d->a, collect_apart, &x);
}

/* All that follows from heads and relations. */
static void look_up(doc *d, doc_sentence *ds) {
    link_children(ds, d->a);
    set_spans(ds);
    collecting c = {.a = d->a, .ds = ds};
    for (uint32_t w = 1; w <= ds->n; w++) {
        lexicon_match(d->lex, ds->s, w, d->a, collect, &c);
        look_up_apart(d, ds, w, &c);
    }
    for (size_t i = 0; i < c.hits.n; i++) ds->words[c.heads.v[i]].n_hits++;
    lexicon_hit *sorted = arena_array(d->a, lexicon_hit, c.hits.n);
    size_t at = 0;
    for (uint32_t w = 1; w <= ds->n; w++) {
        ds->words[w].hits = sorted + at;
        at += ds->words[w].n_hits;
        ds->words[w].n_hits = 0;
    }
    for (size_t i = 0; i < c.hits.n; i++) {
        doc_word *w = &ds->words[c.heads.v[i]];
        sorted[(size_t)(w->hits - sorted) + w->n_hits++] = c.hits.v[i];
    }
}

static void read_sentence(doc *d, doc_sentence *ds, const truce_sentence *s) {
    ds->s = s;
    ds->n = s->n;
    ds->words = arena_array(d->a, doc_word, (size_t)s->n + 1);
    ds->words[0].sub = ds->words[0].lemma = "";
    for (uint32_t w = 1; w <= s->n; w++) {
        const truce_word *raw = &s->words[w];
        doc_word *word = &ds->words[w];
        bool bad = raw->head < 0 || (uint32_t)raw->head > s->n || (uint32_t)raw->head == w;
        word->head = bad ? 0 : (uint32_t)raw->head;
        size_t base = strcspn(raw->deprel, ":");
        word->rel = relation_of(raw->deprel, base);
        word->sub = raw->deprel[base] ? raw->deprel + base + 1 : "";
        const char *lemma = strcmp(raw->lemma, "_") == 0 ? raw->form : raw->lemma;
        word->lemma = utf8_lower(d->a, lemma, strlen(lemma));
    }
    cut_cycles(ds, d->a);
    look_up(d, ds);
    if (mend_sentence(d, (uint32_t)(ds - d->v))) look_up(d, ds);
}

doc *doc_new(arena *a, const truce_report *report, const truce_sentences *text, const lexicon *lex) {
    doc *d = arena_new_of(a, doc);
    *d = (doc){.a = a, .report = report, .text = text, .lex = lex, .n = text->n};
    d->v = arena_array(a, doc_sentence, text->n);
    for (uint32_t s = 0; s < text->n; s++) read_sentence(d, &d->v[s], &text->v[s]);
    return d;
}

const lexicon_hit *doc_hit(const doc *d, uint32_t s, uint32_t w, int class) {
    const doc_word *word = doc_at(d, s, w);
    const lexicon_hit *best = NULL;
    for (uint32_t i = 0; class >= 0 && i < word->n_hits; i++) {
        const lexicon_hit *hit = &word->hits[i];
        if (hit->class == class && (!best || hit->last - hit->first > best->last - best->first)) best = hit;
    }
    return best;
}

bool doc_is(const doc *d, uint32_t s, uint32_t w, int class) {
    return doc_hit(d, s, w, class) != NULL;
}

const char *doc_value(const doc *d, uint32_t s, uint32_t w, int class) {
    const lexicon_hit *hit = doc_hit(d, s, w, class);
    return hit ? hit->value : NULL;
}

const char *doc_span_text(const doc *d, truce_span span) {
    const char *p = d->report->bytes + span.start, *end = d->report->bytes + span.end;
    char *out = arena_alloc(d->a, (size_t)(end - p) + 1), *to = out;
    bool space = false;
    while (p < end) {
        size_t size;
        int32_t c = utf8_decode(p, end, &size);
        if (utf8_is_space(c)) {
            space = true;
        } else {
            if (space && to > out) *to++ = ' ';
            space = false;
            memcpy(to, p, size);
            to += size;
        }
        p += size;
    }
    *to = 0;
    return out;
}

const char *doc_text(const doc *d, uint32_t s, uint32_t from, uint32_t to) {
    return doc_span_text(d, (truce_span){doc_raw(d, s, from)->span.start, doc_raw(d, s, to)->span.end});
}

/* The place of the first child to the right of `after`. */
static uint32_t place_after(const doc_word *word, uint32_t after) {
    uint32_t low = 0, high = word->n_children;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (word->children[mid] <= after)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

uint32_t doc_next_child(const doc *d, uint32_t s, uint32_t w, uint32_t after, doc_relation rel, const char *sub) {
    const doc_word *word = doc_at(d, s, w);
    for (uint32_t i = after ? place_after(word, after) : 0; i < word->n_children; i++) {
        uint32_t c = word->children[i];
        const doc_word *child = doc_at(d, s, c);
        if (child->rel == rel && (!sub || strcmp(sub, child->sub) == 0)) return c;
    }
    return 0;
}

uint32_t doc_child(const doc *d, uint32_t s, uint32_t w, doc_relation rel, const char *sub) {
    return doc_next_child(d, s, w, 0, rel, sub);
}

bool doc_has_sub(const doc *d, uint32_t s, uint32_t w, const char *sub) {
    return strcmp(doc_at(d, s, w)->sub, sub) == 0;
}

bool doc_under(const doc *d, uint32_t s, uint32_t w, uint32_t top) {
    while (w && w != top) w = doc_at(d, s, w)->head;
    return w == top;
}

bool doc_is_set_off(const doc *d, uint32_t s, uint32_t w) {
    uint32_t first = doc_at(d, s, w)->first;
    bool inside = first < w && doc_raw(d, s, first)->upos == TRUCE_UPOS_PUNCT;
    return inside || (first > 1 && doc_raw(d, s, first - 1)->upos == TRUCE_UPOS_PUNCT);
}

bool doc_lemma_is(const doc *d, uint32_t s, uint32_t w, const char *text) {
    return strcmp(doc_at(d, s, w)->lemma, text) == 0;
}

/* FEATS is `Name=Value|Name=Value`: gives where the value stands, and its length. */
static const char *find_feature(const char *feats, const char *name, size_t *size) {
    size_t n = strlen(name);
    for (const char *p = feats; p && *p; p = strchr(p, '|') ? strchr(p, '|') + 1 : NULL)
        if (strncmp(p, name, n) == 0 && p[n] == '=') {
            *size = strcspn(p + n + 1, "|");
            return p + n + 1;
        }
    return NULL;
}

const char *doc_feature(const doc *d, uint32_t s, uint32_t w, const char *name) {
    size_t size;
    const char *value = find_feature(doc_raw(d, s, w)->feats, name, &size);
    return value ? arena_strndup(d->a, value, size) : NULL;
}

bool doc_feature_is(const doc *d, uint32_t s, uint32_t w, const char *name, const char *value) {
    size_t size;
    const char *found = find_feature(doc_raw(d, s, w)->feats, name, &size);
    return found && strlen(value) == size && memcmp(found, value, size) == 0;
}

bool doc_is_perfect(const doc *d, uint32_t s, uint32_t w, int perfect, bool past) {
    for (uint32_t c = 0; (c = doc_next_child(d, s, w, c, REL_aux, NULL));)
        if (doc_is(d, s, c, perfect) && (past || !doc_feature_is(d, s, c, "Tense", "Past"))) return true;
    return false;
}

/* The lemma of w with its `fixed` children. */
static const char *with_fixed(const doc *d, uint32_t s, uint32_t w) {
    const char *out = doc_at(d, s, w)->lemma;
    for (uint32_t f = 0; (f = doc_next_child(d, s, w, f, REL_fixed, NULL));)
        out = arena_printf(d->a, "%s %s", out, doc_at(d, s, f)->lemma);
    return out;
}

const char *doc_case(const doc *d, uint32_t s, uint32_t w) {
    uint32_t c = doc_child(d, s, w, REL_case, "");
    return c ? with_fixed(d, s, c) : "";
}

const char *doc_mark(const doc *d, uint32_t s, uint32_t w) {
    uint32_t c = doc_child(d, s, w, REL_mark, NULL);
    return c ? with_fixed(d, s, c) : "";
}

uint32_t doc_first_conjunct(const doc *d, uint32_t s, uint32_t w) {
    while (doc_at(d, s, w)->rel == REL_conj && doc_at(d, s, w)->head) w = doc_at(d, s, w)->head;
    return w;
}

static bool heads_clause(const doc *d, uint32_t s, uint32_t w) {
    switch (doc_at(d, s, doc_first_conjunct(d, s, w))->rel) {
    case REL_root:
    case REL_ccomp:
    case REL_xcomp:
    case REL_advcl:
    case REL_acl:
    case REL_csubj:
    case REL_parataxis: return true;
    default: return false;
    }
}

uint32_t doc_clause(const doc *d, uint32_t s, uint32_t w) {
    while (doc_at(d, s, w)->head && !heads_clause(d, s, w)) w = doc_at(d, s, w)->head;
    return w;
}
