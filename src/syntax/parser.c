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

/* The lines of a text section, at most PERCEPTRON_CLASSES_MAX. */
static bool section_lines(const loading *l, const char *name, line *out, uint32_t *n) {
    const model_section *s = model_file_section(&l->file, name);
    if (!s || !s->size || utf8_valid(s->bytes, s->size) != s->size) return false;
    *n = 0;
    for (const char *p = s->bytes, *end = p + s->size; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        if (!stop || *n == PERCEPTRON_CLASSES_MAX) return false;
        out[(*n)++] = (line){p, (size_t)(stop - p)};
        p = stop + 1;
    }
    return true;
}

static truce_upos upos_named(const char *s, size_t n) {
    for (int i = 1; i < TRUCE_UPOS_COUNT; i++) {
        const char *name = truce_upos_name((truce_upos)i);
        if (strlen(name) == n && memcmp(name, s, n) == 0) return (truce_upos)i;
    }
    return TRUCE_UPOS_NONE;
}

/* `UPOS XPOS FEATS` parted by tabs. */
static bool read_tag(arena *a, line l, model_tag *out) {
    const char *tab = memchr(l.s, '\t', l.n);
    const char *tab2 = tab ? memchr(tab + 1, '\t', (size_t)(l.s + l.n - tab - 1)) : NULL;
    if (!tab2 || tab2 == tab + 1 || tab2 + 1 == l.s + l.n) return false;
    out->upos = upos_named(l.s, (size_t)(tab - l.s));
    out->xpos = arena_strndup(a, tab + 1, (size_t)(tab2 - tab - 1));
    out->feats = arena_strndup(a, tab2 + 1, (size_t)(l.s + l.n - tab2 - 1));
    return out->upos != TRUCE_UPOS_NONE && !strchr(out->feats, '\t');
}

void model_tags_number(model_tag *tags, uint32_t n) {
    uint32_t known = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = 0;
        while (k < i && (tags[k].upos != tags[i].upos || strcmp(tags[k].xpos, tags[i].xpos) != 0)) k++;
        tags[i].pos = k < i ? tags[k].pos : known++;
    }
}

static truce_status load_tags(loading *l) {
    line lines[PERCEPTRON_CLASSES_MAX];
    arena *a = l->p->memory;
    if (!section_lines(l, "tags", lines, &l->p->n_tags)) return bad(l, "tags");
    model_tag *tags = arena_array(a, model_tag, l->p->n_tags);
    for (uint32_t i = 0; i < l->p->n_tags; i++)
        if (!read_tag(a, lines[i], &tags[i])) return bad(l, "tags");
    model_tags_number(tags, l->p->n_tags);
    l->p->tags = tags;
    return TRUCE_OK;
}

static truce_status load_labels(loading *l) {
    line lines[PERCEPTRON_CLASSES_MAX];
    arena *a = l->p->memory;
    bool root = false;
    if (!section_lines(l, "labels", lines, &l->p->n_labels)) return bad(l, "labels");
    const char **labels = arena_array(a, const char *, l->p->n_labels);
    for (uint32_t i = 0; i < l->p->n_labels; i++) {
        labels[i] = arena_strndup(a, lines[i].s, lines[i].n);
        if (!lines[i].n) return bad(l, "labels");
        if (strcmp(labels[i], "root") == 0) {
            l->p->root = i;
            root = true;
        }
    }
    l->p->labels = labels;
    return root && 1 + 2 * l->p->n_labels <= PERCEPTRON_CLASSES_MAX ? TRUCE_OK : bad(l, "labels");
}

static truce_status load_lemmas(loading *l) {
    line lines[PERCEPTRON_CLASSES_MAX];
    arena *a = l->p->memory;
    if (!section_lines(l, "lemmas", lines, &l->p->n_lemmas)) return bad(l, "lemmas");
    lemma_rule *rules = arena_array(a, lemma_rule, l->p->n_lemmas);
    for (uint32_t i = 0; i < l->p->n_lemmas; i++)
        if (!lemma_rule_read(a, lines[i].s, lines[i].n, &rules[i])) return bad(l, "lemmas");
    l->p->lemmas = rules;
    return TRUCE_OK;
}

static truce_status load_table(loading *l, const char *name, uint32_t classes, perceptron *out) {
    const model_section *s = model_file_section(&l->file, name);
    if (!s || !perceptron_open((const unsigned char *)s->bytes, s->size, out) || out->classes != classes)
        return bad(l, name);
    return TRUCE_OK;
}

static truce_status load_texts(loading *l) {
    const model_section *words = model_file_section(&l->file, "words");
    line name[PERCEPTRON_CLASSES_MAX];
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
    if (status == TRUCE_OK) status = load_tags(l);
    if (status == TRUCE_OK) status = load_labels(l);
    if (status == TRUCE_OK) status = load_lemmas(l);
    if (status == TRUCE_OK) status = load_table(l, "tagger", p->n_tags, &p->tagger);
    if (status == TRUCE_OK) status = load_table(l, "lemmatizer", p->n_lemmas, &p->lemmatizer);
    if (status == TRUCE_OK) status = load_table(l, "parser", 1 + 2 * p->n_labels, &p->moves);
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
    return calloc(1, sizeof(scratch));
}

/* One block holds all the arrays of the state; s->words is its beginning. */
void scratch_free(scratch *s) {
    if (!s) return;
    free(s->words);
    free(s);
}

truce_status scratch_reserve(scratch *s, uint32_t n, truce_error *err) {
    if (n <= s->room) return TRUCE_OK;
    size_t room = (size_t)n + n / 2 + 64, places = room + 1;
    size_t each = sizeof(atoms) + 5 * sizeof(uint32_t) + sizeof(int32_t) + 3;
    char *block = malloc(places * each);
    if (!block) return error_set(err, TRUCE_MEMORY, "out of memory");
    free(s->words);
    s->room = (uint32_t)room;
    s->words = (atoms *)block;
    uint32_t *numbers = (uint32_t *)(s->words + places);
    s->state.stack = numbers;
    s->state.left = numbers + places;
    s->state.left2 = numbers + 2 * places;
    s->state.right = numbers + 3 * places;
    s->state.right2 = numbers + 4 * places;
    s->state.head = (int32_t *)(numbers + 5 * places);
    s->state.label = (uint8_t *)(s->state.head + places);
    s->state.n_left = s->state.label + places;
    s->state.n_right = s->state.n_left + places;
    return TRUCE_OK;
}

void scratch_forms(scratch *s, const truce_sentence *sentence) {
    memset(&s->words[0], 0, sizeof s->words[0]);
    s->words[0].low = 3; /* differs from every word and from what stands for "no word" in the features */
    for (uint32_t i = 1; i <= sentence->n; i++) atoms_of_form(sentence->words[i].form, &s->words[i]);
}

/* --------------------------------------------------------------------------------------------------------- run */

truce_status parser_run(const parser *p, arena *a, scratch *s, truce_sentence *sentence, truce_error *err) {
    if (sentence->n > TRUCE_WORDS_MAX) {
        error_set(err, TRUCE_LIMIT, "a sentence of more than %d words", TRUCE_WORDS_MAX);
        if (err) err->offset = sentence->span.start;
        return TRUCE_LIMIT;
    }
    truce_status status = scratch_reserve(s, sentence->n, err);
    if (status != TRUCE_OK) return status;
    scratch_forms(s, sentence);
    tagger_run(p, s, sentence);
    lemmatizer_run(p, a, s, sentence);
    depparse_run(p, s, sentence);
    return TRUCE_OK;
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
