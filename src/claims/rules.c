/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/utf8.h"
#include "claims/rule_parse.h"

enum { rule_file_bytes_max = 4 * 1024 * 1024 };

/* A rule that words of one class may trigger. */
typedef struct class_rule {
    truce_upos upos;
    size_t rule;
} class_rule;

typedef struct lemma_rule {
    const char *lemma;
    truce_upos upos;
    size_t rule;
} lemma_rule;

struct rules {
    arena *a;
    lexicon *lex;
    slot_words *slot_words;
    rule *v;
    size_t n;
    VEC(class_rule) * by_class; /* [classes] */
    VEC(lemma_rule) by_lemma;   /* sorted by lemma, then rule */
    char version[TRUCE_DIGEST_TEXT];
};

typedef struct loading {
    const char *folder;
    rules *r;
    error_list *errs;
} loading;

static int by_precedence(const void *x, const void *y) {
    const rule *a = x, *b = y;
    if (a->precedence != b->precedence) return a->precedence - b->precedence;
    int c = strcmp(a->file, b->file);
    return c ? c : (a->line > b->line) - (a->line < b->line);
}

static int by_lemma(const void *x, const void *y) {
    const lemma_rule *a = x, *b = y;
    int c = strcmp(a->lemma, b->lemma);
    return c ? c : (a->rule > b->rule) - (a->rule < b->rule);
}

static void index_rules(rules *r) {
    size_t classes = (size_t)lexicon_class_count(r->lex);
    r->by_class = arena_alloc_n(r->a, classes + 1, sizeof *r->by_class);
    for (size_t i = 0; i < r->n; i++)
        for (size_t k = 0; k < r->v[i].triggers.n; k++) {
            const rule_trigger *t = &r->v[i].triggers.v[k];
            if (t->item.kind == ITEM_CLASS)
                vec_push(r->a, &r->by_class[t->item.class], (class_rule){t->upos, i});
            else
                vec_push(r->a, &r->by_lemma, (lemma_rule){t->item.lemma, t->upos, i});
        }
    if (r->by_lemma.n) qsort(r->by_lemma.v, r->by_lemma.n, sizeof(lemma_rule), by_lemma);
}

/* Appends the digest of one more file to the version's. */
static void add_version(rules *r, const char *bytes, size_t size) {
    char both[2 * TRUCE_DIGEST_TEXT];
    memcpy(both, r->version, TRUCE_DIGEST_TEXT - 1);
    digest_text(bytes, size, both + TRUCE_DIGEST_TEXT - 1);
    digest_text(both, 2 * (TRUCE_DIGEST_TEXT - 1), r->version);
}

/* Rule files stand in the folder itself; below it, lexicon and slots hold words. */
static bool stands_directly(const char *folder, const char *file) {
    const char *slash = strrchr(file, '/');
    size_t n = strlen(folder);
    while (n && folder[n - 1] == '/') n--;
    return slash && (size_t)(slash - file) == n;
}

static void read_files(loading *l, const char *suffix, rule_vec *out) {
    const char **files;
    size_t n;
    truce_error err = {0};
    if (file_list(l->r->a, l->folder, suffix, &files, &n, &err)) {
        error_list_add(l->errs, &err);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        char *bytes;
        size_t size;
        if (file_read(l->r->a, files[i], rule_file_bytes_max, &bytes, &size, &err)) {
            error_list_add(l->errs, &err);
            continue;
        }
        add_version(l->r, bytes, size);
        if (!out || !stands_directly(l->folder, files[i])) continue;
        size_t bad = utf8_valid(bytes, size);
        if (bad < size) {
            error_at(&err, TRUCE_INPUT, files[i], 0, 0, "not UTF-8");
            err.offset = bad;
            error_list_add(l->errs, &err);
            continue;
        }
        rule_line *lines;
        size_t n_lines;
        rule_lex(l->r->a, files[i], bytes, &lines, &n_lines, l->errs);
        rule_parse(l->r->a, files[i], lines, n_lines, l->r->lex, out, l->errs);
    }
}

static truce_status load(void *ctx) {
    loading *l = ctx;
    arena *a = l->r->a;
    truce_status status = lexicon_load(arena_printf(a, "%s/lexicon", l->folder), &l->r->lex, l->errs);
    if (status) return status;
    status = slot_words_load(arena_printf(a, "%s/slots", l->folder), &l->r->slot_words, l->errs);
    if (status) return status;
    rule_vec all = {0};
    memset(l->r->version, '0', TRUCE_DIGEST_TEXT - 1);
    read_files(l, ".tsv", NULL);
    read_files(l, ".rules", &all);
    if (all.n) qsort(all.v, all.n, sizeof(rule), by_precedence);
    l->r->v = all.v;
    l->r->n = all.n;
    rule_check(all.v, all.n, l->errs);
    if (l->errs->n) return TRUCE_INPUT;
    index_rules(l->r);
    return TRUCE_OK;
}

truce_status rules_load(const char *folder, rules **out, error_list *errs) {
    *out = NULL;
    truce_error err = {0};
    rules *r = calloc(1, sizeof *r);
    arena *a = arena_new();
    if (!r || !a) {
        free(r);
        arena_free(a);
        error_set(&err, TRUCE_MEMORY, "no memory left");
        error_list_add(errs, &err);
        return TRUCE_MEMORY;
    }
    r->a = a;
    loading l = {folder, r, errs};
    truce_status status = arena_run(a, load, &l, &err);
    if (status == TRUCE_MEMORY && err.code) error_list_add(errs, &err);
    if (status)
        rules_free(r);
    else
        *out = r;
    return status;
}

void rules_free(rules *r) {
    if (!r) return;
    lexicon_free(r->lex);
    slot_words_free(r->slot_words);
    arena_free(r->a);
    free(r);
}

const lexicon *rules_lexicon(const rules *r) {
    return r->lex;
}

const slot_words *rules_slot_words(const rules *r) {
    return r->slot_words;
}

const rule *rules_all(const rules *r, size_t *n) {
    *n = r->n;
    return r->v;
}

const rule *rules_find(const rules *r, const char *id) {
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->v[i].id, id) == 0) return &r->v[i];
    return NULL;
}

const char *rules_version(const rules *r) {
    return r->version;
}

static size_t first_lemma(const rules *r, const char *lemma) {
    size_t low = 0, high = r->by_lemma.n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (strcmp(r->by_lemma.v[mid].lemma, lemma) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static int by_number(const void *x, const void *y) {
    size_t a = *(const size_t *)x, b = *(const size_t *)y;
    return (a > b) - (a < b);
}

void rules_triggered(const rules *r, const doc *d, uint32_t s, uint32_t w, bool (*visit)(void *ctx, const rule *rule),
                     void *ctx) {
    enum { most = 256 };
    size_t found[most], n = 0;
    const doc_word *word = doc_at(d, s, w);
    truce_upos upos = doc_raw(d, s, w)->upos;
    for (uint32_t h = 0; h < word->n_hits; h++)
        for (size_t k = 0; k < r->by_class[word->hits[h].class].n && n < most; k++) {
            const class_rule *c = &r->by_class[word->hits[h].class].v[k];
            if (!c->upos || c->upos == upos) found[n++] = c->rule;
        }
    for (size_t k = first_lemma(r, word->lemma); k < r->by_lemma.n && n < most; k++) {
        const lemma_rule *l = &r->by_lemma.v[k];
        if (strcmp(l->lemma, word->lemma) != 0) break;
        if (!l->upos || l->upos == upos) found[n++] = l->rule;
    }
    qsort(found, n, sizeof *found, by_number);
    for (size_t i = 0; i < n; i++)
        if ((i == 0 || found[i] != found[i - 1]) && !visit(ctx, &r->v[found[i]])) return;
}
