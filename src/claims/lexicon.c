/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { file_bytes_max = 16 * 1024 * 1024, entry_words_max = 8 };

typedef struct entry_word {
    const char *text;
    truce_upos upos; /* NONE: any */
} entry_word;

typedef struct entry {
    int class;
    uint32_t n;
    const entry_word *words;
    const char *value;
    uint32_t order; /* of reading: decides between rows of equal length */
} entry;

/* `CLASS @other`, resolved after all files are read. */
typedef struct inclusion {
    int class;
    const char *other, *file;
    size_t line, column;
} inclusion;

struct lexicon {
    arena *a;
    VEC(const char *) classes;
    VEC(entry) entries;  /* sorted by first word, longest first */
    VEC(size_t) endings; /* those of class `ending` */
};

typedef struct loading {
    const char *folder;
    lexicon *lex;
    error_list *errs;
    VEC(inclusion) inclusions;
    const char *file;
    size_t line;
} loading;

int lexicon_class(const lexicon *lex, const char *name) {
    for (size_t i = 0; i < lex->classes.n; i++)
        if (strcmp(lex->classes.v[i], name) == 0) return (int)i;
    return -1;
}

const char *lexicon_class_name(const lexicon *lex, int class) {
    return lex->classes.v[class];
}

int lexicon_class_count(const lexicon *lex) {
    return (int)lex->classes.n;
}

static void complain(loading *l, size_t column, const char *what, const char *word) {
    truce_error err;
    error_at(&err, TRUCE_INPUT, l->file, l->line, column, what, word);
    error_list_add(l->errs, &err);
}

static bool is_class_name(const char *s) {
    if (*s < 'a' || *s > 'z') return false;
    for (; *s; s++)
        if (!((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9') || *s == '-')) return false;
    return true;
}

static int class_of(loading *l, const char *name) {
    int c = lexicon_class(l->lex, name);
    if (c >= 0) return c;
    vec_push(l->lex->a, &l->lex->classes, arena_strdup(l->lex->a, name));
    return (int)l->lex->classes.n - 1;
}

static truce_upos upos_from(const char *s) {
    for (int u = 1; u < TRUCE_UPOS_COUNT; u++)
        if (strcmp(truce_upos_name((truce_upos)u), s) == 0) return (truce_upos)u;
    return TRUCE_UPOS_NONE;
}

/* Splits off `/UPOS`; a slash within a word ("24/7") stays where no tag follows it. */
static entry_word read_word(loading *l, char *word, size_t column) {
    entry_word out = {.text = word};
    char *slash = strrchr(word, '/');
    if (slash && slash != word && slash[1] >= 'A' && slash[1] <= 'Z') {
        out.upos = upos_from(slash + 1);
        if (!out.upos)
            complain(l, column + (size_t)(slash - word) + 1, "'%s' is no universal part of speech", slash + 1);
        *slash = 0;
    }
    return out;
}

static void read_entry(loading *l, int class, char *text, size_t column, const char *value) {
    arena *a = l->lex->a;
    entry_word words[entry_words_max];
    uint32_t n = 0;
    for (char *p = text; *p;) {
        if (*p == ' ') {
            p++;
            continue;
        }
        char *word = p;
        while (*p && *p != ' ') p++;
        if (*p) *p++ = 0;
        if (n == entry_words_max) {
            complain(l, column + (size_t)(word - text), "more than 8 words in an entry, at '%s'", word);
            return;
        }
        words[n++] = read_word(l, word, column + (size_t)(word - text));
    }
    if (!n) {
        complain(l, column, "no entry after class '%s'", lexicon_class_name(l->lex, class));
        return;
    }
    entry_word *kept = arena_array(a, entry_word, n);
    memcpy(kept, words, n * sizeof *kept);
    vec_push(a, &l->lex->entries, (entry){class, n, kept, value, (uint32_t)l->lex->entries.n});
}

static void read_row(loading *l, char *row) {
    arena *a = l->lex->a;
    char *entry_text = strchr(row, '\t');
    if (!entry_text) {
        complain(l, 1, "no tab after the class: '%s'", row);
        return;
    }
    *entry_text++ = 0;
    if (!is_class_name(row)) {
        complain(l, 1, "'%s' is no class name: small letters, digits and hyphens", row);
        return;
    }
    size_t column = (size_t)(entry_text - row) + 1;
    char *value = strchr(entry_text, '\t');
    if (value) *value++ = 0;
    if (value && strchr(value, '\t')) {
        complain(l, column, "more than three columns at entry '%s'", entry_text);
        return;
    }
    int class = class_of(l, row);
    if (entry_text[0] == '@')
        vec_push(a, &l->inclusions,
                 (inclusion){class, arena_strdup(a, entry_text + 1), arena_strdup(a, l->file), l->line, column});
    else
        read_entry(l, class, entry_text, column, value ? value : "");
}

static void read_file(loading *l, const char *path) {
    truce_error err = {0};
    char *bytes;
    size_t size;
    l->file = path;
    if (file_read(l->lex->a, path, file_bytes_max, &bytes, &size, &err)) {
        error_list_add(l->errs, &err);
        return;
    }
    size_t bad = utf8_valid(bytes, size);
    l->line = 0;
    for (char *p = bytes, *end = bytes + size; p < end;) {
        char *row = p;
        char *stop = memchr(p, '\n', (size_t)(end - p));
        p = stop ? stop + 1 : end;
        if (stop) *stop = 0;
        l->line++;
        if (bad < size && bytes + bad < p) {
            complain(l, (size_t)(bytes + bad - row) + 1, "not UTF-8%s", "");
            return;
        }
        if (row[0] && row[0] != '#') read_row(l, row);
    }
}

/* Inclusions may chain: repeated until nothing is added, at most once a class pair. */
static void include_classes(loading *l) {
    arena *a = l->lex->a;
    size_t n_classes = l->lex->classes.n;
    bool *has = arena_array(a, bool, n_classes *n_classes); /* has[c * n + d]: c takes in all of d */
    for (size_t i = 0; i < l->inclusions.n; i++) {
        inclusion in = l->inclusions.v[i];
        int other = lexicon_class(l->lex, in.other);
        l->file = in.file, l->line = in.line;
        if (other < 0)
            complain(l, in.column, "no class '%s'", in.other);
        else
            has[(size_t)in.class * n_classes + (size_t)other] = true;
    }
    for (size_t k = 0; k < n_classes; k++)
        for (size_t i = 0; i < n_classes; i++)
            for (size_t j = 0; has[i * n_classes + k] && j < n_classes; j++)
                if (has[k * n_classes + j]) has[i * n_classes + j] = true;
    size_t own = l->lex->entries.n;
    for (size_t e = 0; e < own; e++)
        for (size_t c = 0; c < n_classes; c++) {
            entry copy = l->lex->entries.v[e];
            if (!has[c * n_classes + (size_t)copy.class] || (int)c == copy.class) continue;
            copy.class = (int)c;
            vec_push(a, &l->lex->entries, copy);
        }
}

static int by_first_word(const void *x, const void *y) {
    const entry *a = x, *b = y;
    int c = strcmp(a->words[0].text, b->words[0].text);
    if (c) return c;
    if (a->n != b->n) return a->n > b->n ? -1 : 1;
    if (a->order != b->order) return a->order < b->order ? -1 : 1;
    return a->class - b->class;
}

static truce_status load(void *ctx) {
    loading *l = ctx;
    const char **files;
    size_t n;
    truce_error err = {0};
    if (file_list(l->lex->a, l->folder, ".tsv", &files, &n, &err)) {
        error_list_add(l->errs, &err);
        return err.code;
    }
    for (size_t i = 0; i < n; i++) read_file(l, files[i]);
    include_classes(l);
    if (l->lex->entries.n) qsort(l->lex->entries.v, l->lex->entries.n, sizeof(entry), by_first_word);
    int ending = lexicon_class(l->lex, "ending");
    for (size_t e = 0; e < l->lex->entries.n; e++)
        if (l->lex->entries.v[e].class == ending) vec_push(l->lex->a, &l->lex->endings, e);
    return l->errs->n ? TRUCE_INPUT : TRUCE_OK;
}

truce_status lexicon_load(const char *folder, lexicon **out, error_list *errs) {
    truce_error err = {0};
    *out = NULL;
    arena *a = arena_new();
    lexicon *lex = a ? calloc(1, sizeof *lex) : NULL;
    if (!lex) {
        arena_free(a);
        error_set(&err, TRUCE_MEMORY, "no memory left");
        error_list_add(errs, &err);
        return TRUCE_MEMORY;
    }
    lex->a = a;
    loading l = {.folder = folder, .lex = lex, .errs = errs};
    truce_status status = arena_run(a, load, &l, &err);
    if (status == TRUCE_MEMORY) error_list_add(errs, &err);
    if (status)
        lexicon_free(lex);
    else
        *out = lex;
    return status;
}

void lexicon_free(lexicon *lex) {
    if (!lex) return;
    arena_free(lex->a);
    free(lex);
}

static bool has_upper(const char *s) {
    for (const char *end = s + strlen(s); s < end;) {
        size_t size;
        if (utf8_is_upper(utf8_decode(s, end, &size))) return true;
        s += size;
    }
    return false;
}

static bool word_matches(const entry_word *e, const truce_word *w, arena *a) {
    if (e->upos && e->upos != w->upos) return false;
    if (strcmp(e->text, w->lemma) == 0 || strcmp(e->text, w->form) == 0) return true;
    if (has_upper(e->text)) return false;
    if (has_upper(w->lemma) && strcmp(e->text, utf8_lower(a, w->lemma, strlen(w->lemma))) == 0) return true;
    return has_upper(w->form) && strcmp(e->text, utf8_lower(a, w->form, strlen(w->form))) == 0;
}

static size_t first_at(const lexicon *lex, const char *text) {
    size_t low = 0, high = lex->entries.n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (strcmp(lex->entries.v[mid].words[0].text, text) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

typedef struct matching {
    const lexicon *lex;
    const truce_sentence *s;
    arena *a;
    VEC(lexicon_hit) hits;
} matching;

static void add_longest(matching *m, lexicon_hit hit) {
    for (size_t i = 0; i < m->hits.n; i++)
        if (m->hits.v[i].class == hit.class) {
            if (hit.last > m->hits.v[i].last) m->hits.v[i] = hit;
            return;
        }
    vec_push(m->a, &m->hits, hit);
}

/* All entries whose first word is text, as one spelling of word i. */
static void match_spelling(matching *m, uint32_t i, const char *text) {
    for (size_t k = first_at(m->lex, text); k < m->lex->entries.n; k++) {
        const entry *e = &m->lex->entries.v[k];
        if (strcmp(e->words[0].text, text) != 0) return;
        if (e->n > m->s->n - i + 1) continue;
        if (e->words[0].upos && e->words[0].upos != m->s->words[i].upos) continue;
        uint32_t j = 1;
        while (j < e->n && word_matches(&e->words[j], &m->s->words[i + j], m->a)) j++;
        if (j == e->n) add_longest(m, (lexicon_hit){e->class, e->value, i, i + e->n - 1});
    }
}

static bool knows_verb(const lexicon *lex, const char *text) {
    int ending = lexicon_class(lex, "ending");
    for (size_t k = first_at(lex, text); k < lex->entries.n; k++) {
        const entry *e = &lex->entries.v[k];
        if (strcmp(e->words[0].text, text) != 0) return false;
        if (e->class != ending && (!e->words[0].upos || e->words[0].upos == TRUCE_UPOS_VERB)) return true;
    }
    return false;
}

const char *lexicon_verb_lemma(const lexicon *lex, const truce_word *verb, arena *a) {
    const char *form = has_upper(verb->form) ? utf8_lower(a, verb->form, strlen(verb->form)) : verb->form;
    bool known = knows_verb(lex, verb->lemma);
    size_t size = strlen(form);
    for (size_t k = 0; k < lex->endings.n; k++) {
        const entry *e = &lex->entries.v[lex->endings.v[k]];
        size_t end = strlen(e->words[0].text);
        bool whole = size == end;
        if (size < end || (!whole && (known || size < end + 2))) continue;
        if (strcmp(form + size - end, e->words[0].text) != 0) continue;
        const char *lemma = arena_printf(a, "%.*s%s", (int)(size - end), form, e->value);
        if (knows_verb(lex, lemma)) return lemma;
    }
    return verb->lemma;
}

void lexicon_match(const lexicon *lex, const truce_sentence *s, uint32_t i, arena *a,
                   void (*found)(void *ctx, const lexicon_hit *hit), void *ctx) {
    matching m = {.lex = lex, .s = s, .a = a};
    const truce_word *w = &s->words[i];
    const char *spellings[4] = {w->lemma, w->form, w->lemma, w->form};
    if (has_upper(w->lemma)) spellings[2] = utf8_lower(a, w->lemma, strlen(w->lemma));
    if (has_upper(w->form)) spellings[3] = utf8_lower(a, w->form, strlen(w->form));
    for (int k = 0; k < 4; k++) {
        bool seen = false;
        for (int j = 0; j < k; j++) seen = seen || strcmp(spellings[j], spellings[k]) == 0;
        if (!seen) match_spelling(&m, i, spellings[k]);
    }
    for (size_t k = 0; k < m.hits.n; k++) found(ctx, &m.hits.v[k]);
}
