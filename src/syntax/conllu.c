/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/conllu.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/error.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { COLUMNS = 10, ID = 0, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC };

typedef struct reader {
    arena *a;
    const char *path, *bytes;
    truce_error *err;
    size_t line;       /* the line at hand, from 1 */
    size_t first_line; /* of the sentence at hand */
    VEC(truce_word) words;
    VEC(truce_extra_line) extra;
    VEC(const char *) comments;
    truce_span text; /* of `# text = `, in bytes of the file */
    bool text_seen;
} reader;

static truce_status refuse(reader *r, size_t line, const char *what, const char *detail) {
    return error_at(r->err, TRUCE_INPUT, r->path, line, 0, "%s%s%s", what, *detail ? ": " : "", detail);
}

/* A number of 1 to 9 digits, without leading zeros; the rest of the string in *rest. */
static bool number(const char *s, const char **rest, uint32_t *out) {
    uint32_t n = 0;
    const char *p = s;
    for (; *p >= '0' && *p <= '9' && p - s < 9; p++) n = n * 10 + (uint32_t)(*p - '0');
    *rest = p;
    *out = n;
    return p > s && !(*s == '0' && p > s + 1);
}

static truce_upos upos_of(const char *s) {
    for (int i = 0; i < TRUCE_UPOS_COUNT; i++)
        if (strcmp(truce_upos_name((truce_upos)i), s) == 0) return (truce_upos)i;
    return TRUCE_UPOS_COUNT;
}

/* ------------------------------------------------------------------------------------------------------- lines */

/* Cuts a copy of the line at its tabs. */
static bool columns(char *line, char *out[COLUMNS]) {
    int n = 0;
    for (char *p = line;;) {
        if (n == COLUMNS) return false;
        out[n++] = p;
        char *tab = strchr(p, '\t');
        if (tab) *tab = 0;
        if (!*p) return false;
        if (!tab) return n == COLUMNS;
        p = tab + 1;
    }
}

static truce_status read_word(reader *r, char *c[COLUMNS], uint32_t id) {
    truce_word w = {.form = c[FORM],
                    .lemma = c[LEMMA],
                    .xpos = c[XPOS],
                    .feats = c[FEATS],
                    .deprel = c[DEPREL],
                    .deps = c[DEPS],
                    .misc = c[MISC],
                    .upos = upos_of(c[UPOS]),
                    .head = -1};
    uint32_t head;
    const char *rest;
    if (id != r->words.n) return refuse(r, r->line, "the word numbers are not 1, 2, 3 …", c[ID]);
    if (id > TRUCE_WORDS_MAX)
        return error_at(r->err, TRUCE_LIMIT, r->path, r->line, 0, "a sentence of more than %d words", TRUCE_WORDS_MAX);
    if (w.upos == TRUCE_UPOS_COUNT) return refuse(r, r->line, "no universal part of speech", c[UPOS]);
    if (strcmp(c[HEAD], "_") != 0) {
        if (!number(c[HEAD], &rest, &head) || *rest) return refuse(r, r->line, "HEAD is no word number", c[HEAD]);
        w.head = (int32_t)head;
    }
    vec_push(r->a, &r->words, w);
    return TRUCE_OK;
}

static truce_status read_extra(reader *r, char *c[COLUMNS], const char *line, uint32_t id, const char *rest) {
    truce_extra_line e = {.before = (uint32_t)r->words.n, .line = line};
    uint32_t second;
    char mark = *rest;
    bool indexfollows = number(rest + 1, &rest, &second) && !*rest;
    if (mark == '.' && indexfollows && id + 1 == r->words.n) {
        vec_push(r->a, &r->extra, e);
        return TRUCE_OK;
    }
    if (mark != '-' || !indexfollows || id != r->words.n || second <= id)
        return refuse(r, r->line, "ID is no number, range or decimal in its place", c[ID]);
    if (r->extra.n && r->extra.v[r->extra.n - 1].last >= id)
        return refuse(r, r->line, "multiword tokens overlap", c[ID]);
    e.first = id;
    e.last = second;
    vec_push(r->a, &r->extra, e);
    return TRUCE_OK;
}

static truce_status read_columns(reader *r, const char *line, size_t n) {
    char *c[COLUMNS];
    const char *rest;
    uint32_t id;
    if (!columns(arena_strndup(r->a, line, n), c))
        return refuse(r, r->line, "not ten columns parted by tabs, none empty", "");
    if (!number(c[ID], &rest, &id)) return refuse(r, r->line, "ID is no number, range or decimal", c[ID]);
    if (!*rest) return read_word(r, c, id);
    /* The form of a multiword token is needed once more, to find its span. */
    return read_extra(r, c, arena_strndup(r->a, line, n), id, rest);
}

/* The value of a comment `# key = value`; NULL for another. */
static const char *comment_value(const char *line, const char *key) {
    size_t n = strlen(key);
    if (strncmp(line, "# ", 2) != 0 || strncmp(line + 2, key, n) != 0) return NULL;
    line += 2 + n;
    while (*line == ' ') line++;
    if (*line != '=') return NULL;
    line++;
    while (*line == ' ') line++;
    return line;
}

static truce_status read_comment(reader *r, const char *line, size_t n) {
    const char *copy = arena_strndup(r->a, line, n);
    const char *text = comment_value(copy, "text");
    if (r->words.n > 1 || r->extra.n) return refuse(r, r->line, "a comment between words", "");
    vec_push(r->a, &r->comments, copy);
    if (text && !r->text_seen) {
        r->text_seen = true;
        r->text.start = (uint32_t)(line - r->bytes) + (uint32_t)(text - copy);
        r->text.end = (uint32_t)(line - r->bytes + (ptrdiff_t)n);
    }
    return TRUCE_OK;
}

/* --------------------------------------------------------------------------------------------------- sentences */

static uint32_t skip_space(const reader *r, uint32_t p) {
    size_t size;
    while (p < r->text.end && utf8_is_space(utf8_decode(r->bytes + p, r->bytes + r->text.end, &size)))
        p += (uint32_t)size;
    return p;
}

/* The span of n bytes of form at *p, after white space. */
static bool find_form(const reader *r, const char *form, size_t n, uint32_t *p, truce_span *out) {
    uint32_t start = skip_space(r, *p);
    if (n > r->text.end - start || memcmp(r->bytes + start, form, n) != 0) return false;
    *p = start + (uint32_t)n;
    *out = (truce_span){start, *p};
    return true;
}

/* The words of a multiword token get their own spans when their forms add up to its form, else all of it. */
static void spread(reader *r, const truce_extra_line *e) {
    uint32_t p = e->span.start;
    bool adds_up = true;
    for (uint32_t i = e->first; i <= e->last && adds_up; i++) {
        truce_word *w = &r->words.v[i];
        size_t n = strlen(w->form);
        adds_up = n <= e->span.end - p && memcmp(r->bytes + p, w->form, n) == 0;
        w->span = (truce_span){p, p + (uint32_t)n};
        p += (uint32_t)n;
    }
    if (adds_up && p == e->span.end) return;
    for (uint32_t i = e->first; i <= e->last; i++) r->words.v[i].span = e->span;
}

static truce_status find_spans(reader *r) {
    uint32_t p = r->text.start;
    size_t extra = 0;
    if (!r->text_seen) return refuse(r, r->first_line, "a sentence without a line \"# text = …\"", "");
    for (uint32_t i = 1; i < r->words.n; i++) {
        while (extra < r->extra.n && !r->extra.v[extra].first) extra++;
        truce_extra_line *e = extra < r->extra.n ? &r->extra.v[extra] : NULL;
        if (e && e->first == i) {
            const char *form = strchr(e->line, '\t') + 1;
            if (e->last >= r->words.n) return refuse(r, r->first_line, "a multiword token without all its words", "");
            if (!find_form(r, form, (size_t)(strchr(form, '\t') - form), &p, &e->span))
                return refuse(r, r->first_line, "not the next token in \"# text = …\"",
                              arena_strndup(r->a, form, (size_t)(strchr(form, '\t') - form)));
            spread(r, e);
            i = e->last;
            extra++;
        } else if (!find_form(r, r->words.v[i].form, strlen(r->words.v[i].form), &p, &r->words.v[i].span)) {
            return refuse(r, r->first_line, "not the next token in \"# text = …\"", r->words.v[i].form);
        }
    }
    if (skip_space(r, p) != r->text.end) return refuse(r, r->first_line, "\"# text = …\" goes on after the words", "");
    return TRUCE_OK;
}

/* One root, and every word below it: a walk up from each word meets the root or a word that is known to. */
static truce_status check_tree(reader *r) {
    uint32_t n = (uint32_t)r->words.n - 1, roots = 0, unset = 0;
    uint32_t *seen = arena_array(r->a, uint32_t, n + 1); /* the walk that met it first */
    for (uint32_t i = 1; i <= n; i++) {
        int32_t head = r->words.v[i].head;
        roots += head == 0;
        unset += head < 0;
        if (head > (int32_t)n) return refuse(r, r->first_line, "a HEAD beyond the sentence", r->words.v[i].form);
    }
    if (unset == n) return TRUCE_OK;
    if (unset) return refuse(r, r->first_line, "some words have a HEAD and some have none", "");
    if (roots != 1) return refuse(r, r->first_line, "not one root", "");
    for (uint32_t i = 1; i <= n; i++) {
        uint32_t k = i;
        while (k && !seen[k]) {
            seen[k] = i;
            k = (uint32_t)r->words.v[k].head;
        }
        if (k && seen[k] == i) return refuse(r, r->first_line, "the heads go in a circle", r->words.v[k].form);
    }
    return TRUCE_OK;
}

static void begin_sentence(reader *r) {
    truce_word root = {.form = "_", .lemma = "_", .xpos = "_", .feats = "_", .deprel = "_", .deps = "_", .misc = "_"};
    /* New arrays: the old ones belong to the sentence before. */
    memset(&r->words, 0, sizeof r->words);
    memset(&r->extra, 0, sizeof r->extra);
    memset(&r->comments, 0, sizeof r->comments);
    vec_push(r->a, &r->words, root);
    r->text_seen = false;
    r->first_line = r->line + 1;
}

static bool is_newpar(const char *comment) {
    return strncmp(comment, "# newpar", 8) == 0 && (!comment[8] || comment[8] == ' ');
}

static truce_status end_sentence(reader *r, truce_sentence *out) {
    if (r->words.n == 1) return refuse(r, r->first_line, "a sentence without words", "");
    truce_status status = find_spans(r);
    if (status == TRUCE_OK) status = check_tree(r);
    if (status != TRUCE_OK) return status;
    *out = (truce_sentence){.span = {r->words.v[1].span.start, r->words.v[r->words.n - 1].span.end},
                            .n = (uint32_t)r->words.n - 1,
                            .words = r->words.v,
                            .extra = r->extra.v,
                            .n_extra = (uint32_t)r->extra.n,
                            .comments = r->comments.v,
                            .n_comments = (uint32_t)r->comments.n};
    for (size_t i = 0; i < r->comments.n; i++)
        if (is_newpar(r->comments.v[i]) || strncmp(r->comments.v[i], "# newdoc", 8) == 0) out->new_paragraph = true;
    return TRUCE_OK;
}

truce_status conllu_read(arena *a, const char *path, const char *bytes, size_t n, truce_sentences *out,
                         truce_error *err) {
    reader r = {.a = a, .path = path, .bytes = bytes, .err = err};
    VEC(truce_sentence) all = {0};
    if (n >= UINT32_MAX) return error_at(err, TRUCE_LIMIT, path, 0, 0, "larger than 4 GB");
    begin_sentence(&r);
    r.first_line = 1;
    for (const char *p = bytes, *end = bytes + n; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        if (!stop) stop = end;
        size_t size = (size_t)(stop - p);
        truce_status status = TRUCE_OK;
        r.line++;
        if (size && stop[-1] == '\r') {
            status = refuse(&r, r.line, "the line ends with a carriage return", "");
        } else if (!size) {
            truce_sentence s;
            status = end_sentence(&r, &s);
            if (status == TRUCE_OK) vec_push(a, &all, s);
            begin_sentence(&r);
        } else if (*p == '#') {
            status = read_comment(&r, p, size);
        } else {
            status = read_columns(&r, p, size);
        }
        if (status != TRUCE_OK) return status;
        p = stop + 1;
    }
    if (r.words.n > 1 || r.comments.n || r.extra.n) {
        truce_sentence s;
        truce_status status = end_sentence(&r, &s);
        if (status != TRUCE_OK) return status;
        vec_push(a, &all, s);
    }
    *out = (truce_sentences){all.v, (uint32_t)all.n};
    return TRUCE_OK;
}

/* ------------------------------------------------------------------------------------------------------ report */

truce_status conllu_report(arena *a, const char *path, const char *bytes, size_t n, truce_report *out,
                           truce_error *err) {
    const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    size_t name = strlen(base), suffix = strlen(".conllu");
    if (name > suffix && strcmp(base + name - suffix, ".conllu") == 0) name -= suffix;
    *out = (truce_report){.name = arena_strndup(a, base, name),
                          .path = path,
                          .bytes = bytes,
                          .size = n,
                          .body = {0, (uint32_t)n},
                          .title = "",
                          .outlet = "",
                          .source = "",
                          .date = TRUCE_NO_DAY};
    size_t line = 0;
    for (const char *p = bytes, *end = bytes + n; p < end; line++) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        if (!stop) stop = end;
        if (*p == '#') {
            const char *comment = arena_strndup(a, p, (size_t)(stop - p)), *value;
            if (!*out->title && (value = comment_value(comment, "title")) != NULL) out->title = value;
            if (!*out->outlet && (value = comment_value(comment, "outlet")) != NULL) out->outlet = value;
            if (!*out->source && (value = comment_value(comment, "source")) != NULL) out->source = value;
            if (out->date == TRUCE_NO_DAY && (value = comment_value(comment, "date")) != NULL) {
                out->date = day_parse(value, strlen(value));
                if (out->date == TRUCE_NO_DAY)
                    return error_at(err, TRUCE_INPUT, path, line + 1, 0, "no date YYYY-MM-DD: %s", value);
            }
        }
        p = stop + 1;
    }
    if (!*out->outlet) out->outlet = "unknown";
    return TRUCE_OK;
}

/* ------------------------------------------------------------------------------------------------------ writing */

/* The text of a sentence on one line. */
static const char *one_line(arena *a, const char *s, size_t n) {
    char *out = arena_strndup(a, s, n), *q = out;
    for (size_t i = 0; i < n; i++)
        if (!strchr("\n\r\t\v\f", s[i]))
            *q++ = s[i];
        else if (q > out && q[-1] != ' ')
            *q++ = ' ';
    *q = 0;
    return out;
}

void conllu_comments(arena *a, truce_sentence *s, const truce_report *r, const char *doc, uint32_t index) {
    s->comments = arena_array(a, const char *, 3);
    s->n_comments = 0;
    if (s->new_paragraph) s->comments[s->n_comments++] = "# newpar";
    s->comments[s->n_comments++] = arena_printf(a, "# sent_id = %s-%u", doc, index);
    s->comments[s->n_comments++] =
        arena_printf(a, "# text = %s", one_line(a, r->bytes + s->span.start, s->span.end - s->span.start));
}

static void write_extra(FILE *out, const truce_sentence *s, uint32_t before, uint32_t *next) {
    for (; *next < s->n_extra && s->extra[*next].before == before; ++*next) fprintf(out, "%s\n", s->extra[*next].line);
}

truce_status conllu_write(FILE *out, const truce_sentence *s, truce_error *err) {
    uint32_t extra = 0;
    for (uint32_t i = 0; i < s->n_comments; i++) fprintf(out, "%s\n", s->comments[i]);
    for (uint32_t i = 1; i <= s->n; i++) {
        const truce_word *w = &s->words[i];
        write_extra(out, s, i, &extra);
        fprintf(out, "%u\t%s\t%s\t%s\t%s\t%s\t", i, w->form, w->lemma, truce_upos_name(w->upos), w->xpos, w->feats);
        if (w->head < 0)
            fprintf(out, "_\t%s\t%s\t%s\n", w->deprel, w->deps, w->misc);
        else
            fprintf(out, "%d\t%s\t%s\t%s\n", w->head, w->deprel, w->deps, w->misc);
    }
    write_extra(out, s, s->n + 1, &extra);
    fputc('\n', out);
    return ferror(out) ? error_errno(err, NULL, "write CoNLL-U") : TRUCE_OK;
}
