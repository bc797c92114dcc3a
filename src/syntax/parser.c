/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/parser.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "syntax/model_file.h"
#include "syntax/parser_parts.h"
#include "syntax/tree_decode.h"
#include "text/text.h"

/* -------------------------------------------------------------------------------------------------------- load */

typedef struct loading {
    parser *p;
    const char *path;
    model_file file;
    truce_error *err;
} loading;

typedef struct line {
    const char *s;
    size_t n;
} line;

static truce_status bad(const loading *l, const char *section) {
    return error_at(l->err, TRUCE_INPUT, l->path, 0, 0, "the model is damaged: section %s", section);
}

enum { LINES_MAX = 1024 };

/* The lines of a text section, at most LINES_MAX. */
static bool section_lines(const loading *l, const char *name, line *out, uint32_t *n) {
    const model_section *s = model_file_section(&l->file, name);
    if (!s || !s->size || utf8_valid(s->bytes, s->size) != s->size) return false;
    *n = 0;
    for (const char *p = s->bytes, *end = p + s->size; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        if (!stop || *n == LINES_MAX) return false;
        out[(*n)++] = (line){p, (size_t)(stop - p)};
        p = stop + 1;
    }
    return true;
}

static truce_upos upos_named(const char *name) {
    for (int i = 1; i < TRUCE_UPOS_COUNT; i++)
        if (strcmp(truce_upos_name((truce_upos)i), name) == 0) return (truce_upos)i;
    return TRUCE_UPOS_NONE;
}

static truce_status load_classes(loading *l, const char *name, model_classes *out) {
    line lines[LINES_MAX];
    if (!section_lines(l, name, lines, &out->n)) return bad(l, name);
    const char **names = arena_array(l->p->memory, const char *, out->n);
    for (uint32_t i = 0; i < out->n; i++) {
        if (!lines[i].n) return bad(l, name);
        names[i] = arena_strndup(l->p->memory, lines[i].s, lines[i].n);
    }
    out->names = names;
    return TRUCE_OK;
}

static truce_status load_upos(loading *l) {
    parser *p = l->p;
    truce_status status = load_classes(l, "upos", &p->upos);
    if (status != TRUCE_OK) return status;
    truce_upos *values = arena_array(p->memory, truce_upos, p->upos.n);
    for (uint32_t i = 0; i < p->upos.n; i++) {
        values[i] = upos_named(p->upos.names[i]);
        if (values[i] == TRUCE_UPOS_NONE) return bad(l, "upos");
    }
    p->upos_values = values;
    return TRUCE_OK;
}

static truce_status load_deprel(loading *l) {
    parser *p = l->p;
    truce_status status = load_classes(l, "deprel", &p->deprel);
    if (status != TRUCE_OK) return status;
    while (p->root < p->deprel.n && strcmp(p->deprel.names[p->root], "root") != 0) p->root++;
    return p->root < p->deprel.n ? TRUCE_OK : bad(l, "deprel");
}

/* The class that a line's next column names; false when there is none. */
static bool next_class(const model_classes *classes, line *l, uint32_t *out) {
    const char *tab = memchr(l->s, '\t', l->n);
    size_t n = tab ? (size_t)(tab - l->s) : l->n;
    for (*out = 0; *out < classes->n; ++*out)
        if (strlen(classes->names[*out]) == n && memcmp(classes->names[*out], l->s, n) == 0) break;
    l->s += n + (tab != NULL);
    l->n -= n + (tab != NULL);
    return *out < classes->n;
}

static truce_status load_tags(loading *l) {
    line lines[LINES_MAX];
    parser *p = l->p;
    if (!section_lines(l, "tags", lines, &p->n_tags) || !p->n_tags) return bad(l, "tags");
    model_tag *tags = arena_array(p->memory, model_tag, p->n_tags);
    for (uint32_t i = 0; i < p->n_tags; i++)
        if (!next_class(&p->upos, &lines[i], &tags[i].upos) || !next_class(&p->xpos, &lines[i], &tags[i].xpos) ||
            !next_class(&p->feats, &lines[i], &tags[i].feats) || lines[i].n)
            return bad(l, "tags");
    p->tags = tags;
    return TRUCE_OK;
}

static truce_status load_lemmas(loading *l) {
    line lines[LINES_MAX];
    arena *a = l->p->memory;
    if (!section_lines(l, "lemmas", lines, &l->p->n_lemmas)) return bad(l, "lemmas");
    lemma_rule *rules = arena_array(a, lemma_rule, l->p->n_lemmas);
    for (uint32_t i = 0; i < l->p->n_lemmas; i++)
        if (!lemma_rule_read(a, lines[i].s, lines[i].n, &rules[i])) return bad(l, "lemmas");
    l->p->lemmas = rules;
    return TRUCE_OK;
}

static truce_status load_lemmatizer(loading *l) {
    parser *p = l->p;
    const model_section *s = model_file_section(&l->file, "lemmatizer");
    if (!s || !perceptron_open((const unsigned char *)s->bytes, s->size, &p->lemmatizer) ||
        p->lemmatizer.classes != p->n_lemmas)
        return bad(l, "lemmatizer");
    return TRUCE_OK;
}

static truce_status load_network(loading *l) {
    parser *p = l->p;
    const model_section *s = model_file_section(&l->file, "network");
    if (!s) return bad(l, "network");
    truce_status status = network_open((const unsigned char *)s->bytes, s->size, &p->net, l->err);
    if (status != TRUCE_OK) return error_in_file(l->err, status, l->path);
    network_shape shape = network_classes(p->net);
    bool fits =
        shape.upos == p->upos.n && shape.xpos == p->xpos.n && shape.feats == p->feats.n && shape.deprel == p->deprel.n;
    return fits ? TRUCE_OK : bad(l, "network");
}

static truce_status load_texts(loading *l) {
    const model_section *words = model_file_section(&l->file, "words");
    line name[LINES_MAX];
    uint32_t n;
    if (!section_lines(l, "name", name, &n)) return bad(l, "name");
    l->p->name = arena_strndup(l->p->memory, name[0].s, name[0].n);
    if (!words || utf8_valid(words->bytes, words->size) != words->size) return bad(l, "words");
    return word_lists_read(l->p->memory, words->bytes, words->size, &l->p->words, l->err);
}

static truce_status load_body(void *ctx) {
    loading *l = ctx;
    parser *p = l->p;
    char *bytes;
    size_t n;
    truce_status status = file_read(p->memory, l->path, MODEL_BYTES_MAX, &bytes, &n, l->err);
    if (status == TRUCE_OK) status = model_file_read(p->memory, l->path, bytes, n, &l->file, l->err);
    if (status == TRUCE_OK) status = load_texts(l);
    if (status == TRUCE_OK) status = load_upos(l);
    if (status == TRUCE_OK) status = load_classes(l, "xpos", &p->xpos);
    if (status == TRUCE_OK) status = load_classes(l, "feats", &p->feats);
    if (status == TRUCE_OK) status = load_tags(l);
    if (status == TRUCE_OK) status = load_deprel(l);
    if (status == TRUCE_OK) status = load_lemmas(l);
    if (status == TRUCE_OK) status = load_lemmatizer(l);
    if (status == TRUCE_OK) status = load_network(l);
    return status;
}

truce_status parser_load(const char *path, parser **out, truce_error *err) {
    parser *p = calloc(1, sizeof *p);
    arena *memory = arena_new();
    if (!p || !memory) {
        free(p);
        arena_free(memory);
        return error_set(err, TRUCE_MEMORY, "out of memory");
    }
    p->memory = memory;
    loading l = {.p = p, .path = path, .err = err};
    truce_status status = arena_run(memory, load_body, &l, err);
    if (status != TRUCE_OK) {
        parser_free(p);
        p = NULL;
    }
    *out = p;
    return status;
}

void parser_free(parser *p) {
    if (!p) return;
    network_free(p->net);
    arena_free(p->memory);
    free(p);
}

const char *parser_name(const parser *p) {
    return p->name;
}

const word_lists *parser_word_lists(const parser *p) {
    return p->words;
}

/* ----------------------------------------------------------------------------------------------------- scratch */

scratch *scratch_new(void) {
    scratch *s = calloc(1, sizeof *s);
    if (s) s->memory = arena_new();
    if (s && !s->memory) {
        free(s);
        s = NULL;
    }
    return s;
}

void scratch_free(scratch *s) {
    if (!s) return;
    arena_free(s->memory);
    free(s);
}

/* --------------------------------------------------------------------------------------------------------- run */

/* Words first..first + n - 1 of a sentence, scored together. */
typedef struct piece {
    const parser *p;
    arena *memory;
    truce_word *words; /* [0] stands before the first */
    uint32_t n;
    uint32_t *upos, *xpos; /* classes for the lemmatizer */
    uint32_t root;         /* the word under the piece's root; set */
} piece;

/* The three that go together and whose scores sum up to most: what training never saw together is no tag. */
static model_tag best_tag(const parser *p, const float *scores) {
    const float *xpos = scores + p->upos.n, *feats = xpos + p->xpos.n;
    model_tag best = p->tags[0];
    float most = 0;
    for (uint32_t i = 0; i < p->n_tags; i++) {
        model_tag t = p->tags[i];
        float sum = scores[t.upos] + xpos[t.xpos] + feats[t.feats];
        if (i && sum <= most) continue;
        most = sum;
        best = t;
    }
    return best;
}

static truce_status run_piece(void *ctx) {
    piece *c = ctx;
    const parser *p = c->p;
    arena *a = c->memory;
    network_scores scores;
    uint32_t *features = arena_array(a, uint32_t, ((size_t)c->n + 1) * NETWORK_FEATURES);
    int32_t *heads = arena_array(a, int32_t, (size_t)c->n + 1);
    uint32_t *relations = arena_array(a, uint32_t, (size_t)c->n + 1);
    for (uint32_t i = 1; i <= c->n; i++)
        network_features(p->net, a, c->words[i].form, features + (size_t)i * NETWORK_FEATURES);
    network_run(p->net, a, features, c->n, &scores);
    tree_decode(a, scores.arcs, c->n, heads);
    network_relations(p->net, a, &scores, heads, p->root, relations);
    for (uint32_t i = 1; i <= c->n; i++) {
        truce_word *w = &c->words[i];
        model_tag tag = best_tag(p, scores.tags + (size_t)i * (p->upos.n + p->xpos.n + p->feats.n));
        w->upos = p->upos_values[tag.upos];
        w->xpos = p->xpos.names[tag.xpos];
        w->feats = p->feats.names[tag.feats];
        w->head = heads[i];
        w->deprel = p->deprel.names[relations[i]];
        c->upos[i] = tag.upos;
        c->xpos[i] = tag.xpos;
        if (!heads[i]) c->root = i;
    }
    return TRUCE_OK;
}

/* How many of the next words are scored together: up to the last punctuation within reach, if there is more. */
static uint32_t piece_length(const truce_word *words, uint32_t left) {
    uint32_t n = left < NETWORK_WORDS_MAX ? left : NETWORK_WORDS_MAX;
    if (n == left) return n;
    for (uint32_t i = n; i > n / 2; i--) {
        size_t size;
        const char *form = words[i].form;
        if (utf8_is_punct(utf8_decode(form, form + strlen(form), &size))) return i;
    }
    return n;
}

/* Piece by piece; a later piece hangs on the root of the first as `parataxis`. */
static truce_status run_pieces(const parser *p, arena *a, scratch *s, truce_sentence *sentence, truce_error *err) {
    uint32_t upos[NETWORK_WORDS_MAX + 1], xpos[NETWORK_WORDS_MAX + 1], first_root = 0;
    for (uint32_t done = 0; done < sentence->n;) {
        truce_word *words = sentence->words + done;
        piece c = {.p = p, .memory = s->memory, .words = words, .upos = upos, .xpos = xpos};
        c.n = piece_length(words, sentence->n - done);
        truce_status status = arena_run(s->memory, run_piece, &c, err);
        arena_reset(s->memory);
        if (status != TRUCE_OK) return status;
        for (uint32_t i = 1; i <= c.n; i++) {
            words[i].lemma = lemmatizer_run(p, a, words[i].form, upos[i], xpos[i]);
            if (done && words[i].head) words[i].head += (int32_t)done;
        }
        if (done) {
            words[c.root].head = (int32_t)first_root;
            words[c.root].deprel = "parataxis";
        } else {
            first_root = c.root;
        }
        done += c.n;
    }
    return TRUCE_OK;
}

truce_status parser_run(const parser *p, arena *a, scratch *s, truce_sentence *sentence, truce_error *err) {
    if (sentence->n > TRUCE_WORDS_MAX) {
        error_set(err, TRUCE_LIMIT, "a sentence of more than %d words", TRUCE_WORDS_MAX);
        if (err) err->offset = sentence->span.start;
        return TRUCE_LIMIT;
    }
    return run_pieces(p, a, s, sentence, err);
}

truce_status parser_read(const parser *p, arena *a, scratch *s, const truce_report *r, truce_sentences *out,
                         truce_error *err) {
    text_split(a, r, p->words, out);
    for (uint32_t i = 0; i < out->n; i++) {
        truce_status status = parser_run(p, a, s, &out->v[i], err);
        if (status != TRUCE_OK) return status;
    }
    return TRUCE_OK;
}
