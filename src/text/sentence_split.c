/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/utf8.h"
#include "text/text.h"
#include "text/token.h"

/* A hard-wrapped line is not longer than this; a longer one is a paragraph of its own. */
enum { WRAPPED_MAX = 120 };

typedef VEC(truce_sentence) sentence_list;

typedef struct splitter {
    arena *a;
    const char *bytes;
    uint32_t end; /* of the body */
    const word_lists *lists;
    token_list tokens; /* of the paragraph at hand */
    sentence_list out;
} splitter;

/* ------------------------------------------------------------------------------------------------ paragraphs */

static uint32_t line_end(const splitter *s, uint32_t p) {
    const char *found = memchr(s->bytes + p, '\n', s->end - p);
    return found ? (uint32_t)(found - s->bytes) : s->end;
}

static bool blank(const splitter *s, uint32_t p, uint32_t end) {
    for (; p < end; p++)
        if (!strchr(" \t\r\v\f", s->bytes[p])) return false;
    return true;
}

static uint32_t trimmed(const splitter *s, uint32_t p, uint32_t end) {
    while (end > p && strchr(" \t\r\v\f", s->bytes[end - 1])) end--;
    return end;
}

static uint32_t first_word(const splitter *s, uint32_t p, uint32_t end) {
    uint32_t n = 0;
    while (p < end && strchr(" \t", s->bytes[p])) p++;
    while (p + n < end && !strchr(" \t\r", s->bytes[p + n])) n++;
    return n;
}

/* Whether a line that begins at p is an item of a list: "- ", "* ", "• ", "1. ", "12) ". */
static bool item(const splitter *s, uint32_t p, uint32_t end) {
    while (p < end && strchr(" \t", s->bytes[p])) p++;
    size_t digits = strspn(s->bytes + p, "0123456789");
    if (digits == 1 || digits == 2)
        return end - p > digits + 1 && strchr(".)", s->bytes[p + digits]) && s->bytes[p + digits + 1] == ' ';
    size_t n = end - p > 3 && memcmp(s->bytes + p, "\xE2\x80\xA2", 3) == 0 ? 3
               : end - p > 1 && strchr("-*+", s->bytes[p])                 ? 1
                                                                           : 0;
    return n && strchr(" \t", s->bytes[p + n]);
}

/* The longest line of the block that begins at p, in bytes. */
static uint32_t block_width(const splitter *s, uint32_t p) {
    uint32_t width = 0;
    while (p < s->end) {
        uint32_t end = line_end(s, p), n = trimmed(s, p, end) - p;
        if (blank(s, p, end)) break;
        if (n > width) width = n;
        p = end + 1;
    }
    return width;
}

/*
 * The end of the paragraph that begins at p, in a block of lines width wide. A line that was wrapped is full: the
 * next line's first word would not have fitted. So a break after a line with room for that word is the writer's own,
 * as is every break of a text that is not wrapped.
 */
static uint32_t paragraph_end(const splitter *s, uint32_t p, uint32_t width) {
    for (;;) {
        uint32_t end = line_end(s, p), next = end + 1;
        if (next >= s->end) return end;
        uint32_t next_end = line_end(s, next);
        if (blank(s, next, next_end) || width > WRAPPED_MAX || item(s, next, next_end)) return end;
        if (trimmed(s, p, end) - p + 1 + first_word(s, next, next_end) <= width) return end;
        p = next;
    }
}

/* -------------------------------------------------------------------------------------------------- sentences */

static const char *form(const splitter *s, size_t i, size_t *n) {
    token t = s->tokens.v[i];
    *n = t.span.end - t.span.start;
    return s->bytes + t.span.start;
}

static bool is(const splitter *s, size_t i, const char *of) {
    size_t n;
    const char *f = form(s, i, &n);
    for (const char *p = of; *p; p += strlen(p) + 1)
        if (strlen(p) == n && memcmp(p, f, n) == 0) return true;
    return false;
}

/* Strings one after the other, each with its NUL, and an empty one at the end. */
#define QUOTES_AND_BRACKETS_CLOSE "\"\0'\0''\0)\0]\0}\0\xE2\x80\x9D\0\xE2\x80\x99\0\xC2\xBB\0"
#define QUOTES_AND_BRACKETS_OPEN  "\"\0'\0``\0(\0[\0{\0\xE2\x80\x9C\0\xE2\x80\x98\0\xC2\xAB\0"
#define QUOTES                    "\"\0'\0''\0``\0\xE2\x80\x9D\0\xE2\x80\x99\0\xC2\xBB\0\xE2\x80\x9C\0\xE2\x80\x98\0\xC2\xAB\0"

/* Made of full stops, question and exclamation marks only. */
static bool terminator(const splitter *s, size_t i) {
    size_t n;
    const char *f = form(s, i, &n);
    if (n == 3 && memcmp(f, "\xE2\x80\xA6", 3) == 0) return true;
    return strspn(f, ".!?") >= n;
}

static bool in_list(const splitter *s, size_t i, word_list list) {
    size_t n;
    const char *f = form(s, i, &n);
    return word_lists_has(s->lists, list, f, n);
}

/* A word with a full stop of its own that may also end a sentence. */
static bool abbreviation(const splitter *s, size_t i) {
    size_t n;
    const char *f = form(s, i, &n);
    return n > 1 && f[n - 1] == '.' && !terminator(s, i) && !in_list(s, i, WORD_LIST_TITLE);
}

static int32_t first_letter(const splitter *s, size_t i) {
    size_t n, size;
    const char *f = form(s, i, &n);
    return utf8_decode(f, f + n, &size);
}

/* Whether token i, after a full stop, may begin a sentence; marks that open something are looked through. */
static bool may_begin(const splitter *s, size_t i) {
    size_t limit = i + 3;
    while (i + 1 < s->tokens.n && i < limit && is(s, i, QUOTES_AND_BRACKETS_OPEN)) i++;
    int32_t c = first_letter(s, i);
    return !utf8_is_lower(c) &&
           (!utf8_is_punct(c) || c == '$' || c == '#' || c == '@' || c > 0x80 || c == '-' || c == '*');
}

static bool capital(const splitter *s, size_t i) {
    return utf8_is_upper(first_letter(s, i));
}

/* Whether token i closes something that the sentence, which began at token first, opened. */
static bool closes(const splitter *s, size_t first, size_t i) {
    if (!is(s, i, QUOTES_AND_BRACKETS_CLOSE)) return false;
    if (!s->tokens.v[i].space_before) return true;
    if (!is(s, i, "\"\0")) return false;
    /* A straight mark with white space on both sides closes when it makes the count even. */
    size_t marks = 0;
    for (size_t k = first; k < i && i - k < 400; k++) marks += is(s, k, "\"\0");
    return marks % 2 == 1 && (i + 1 == s->tokens.n || s->tokens.v[i + 1].space_before);
}

/* The token after marks of reference at token i: `[12]`, as often as they come, glued or not. */
static size_t after_references(const splitter *s, size_t i) {
    for (;;) {
        size_t n;
        if (i + 2 >= s->tokens.n || !is(s, i, "[\0") || !is(s, i + 2, "]\0")) return i;
        const char *f = form(s, i + 1, &n);
        if (strspn(f, "0123456789") < n) return i;
        i += 3;
    }
}

/* The token after the sentence that begins at token i. */
static size_t sentence_end(const splitter *s, size_t i) {
    const token_list *t = &s->tokens;
    for (size_t k = i; k < t->n && k - i < TRUCE_WORDS_MAX; k++) {
        bool stop = terminator(s, k) && (k > i || t->n == 1);
        if (!stop && !abbreviation(s, k)) continue;
        size_t next = k + 1;
        while (next < t->n && closes(s, i, next)) next++;
        next = after_references(s, next);
        if (next == t->n) return next;
        bool glued = !t->v[next].space_before;
        if (!stop) {
            bool quote = is(s, next, QUOTES) || next > k + 1;
            if (!glued && ((capital(s, next) && in_list(s, next, WORD_LIST_STARTER)) || quote) && may_begin(s, next) &&
                k > i)
                return next;
            continue;
        }
        if (glued && !(capital(s, next) && next == k + 1)) continue;
        if (may_begin(s, next)) return next;
    }
    return t->n;
}

/* ------------------------------------------------------------------------------------------------------- words */

static truce_word word_of(const splitter *s, uint32_t start, uint32_t end, bool space_after) {
    return (truce_word){.span = {start, end},
                        .form = arena_strndup(s->a, s->bytes + start, end - start),
                        .lemma = "_",
                        .xpos = "_",
                        .feats = "_",
                        .deprel = "_",
                        .deps = "_",
                        .misc = space_after ? "_" : "SpaceAfter=No",
                        .head = -1};
}

static void add_multiword(const splitter *s, truce_sentence *out, const token *t, bool space_after) {
    truce_extra_line *line = &out->extra[out->n_extra++];
    line->before = line->first = out->n + 1;
    line->last = out->n + t->n_parts;
    line->span = t->span;
    line->line =
        arena_printf(s->a, "%u-%u\t%.*s\t_\t_\t_\t_\t_\t_\t_\t%s", line->first, line->last,
                     (int)(t->span.end - t->span.start), s->bytes + t->span.start, space_after ? "_" : "SpaceAfter=No");
}

static bool space_at(const splitter *s, uint32_t p) {
    size_t size;
    return p >= s->end || utf8_is_space(utf8_decode(s->bytes + p, s->bytes + s->end, &size));
}

static void emit(splitter *s, size_t from, size_t to, bool new_paragraph) {
    const token *t = s->tokens.v;
    size_t words = 0, multiword = 0;
    for (size_t i = from; i < to; i++) {
        words += t[i].n_parts;
        multiword += t[i].n_parts > 1;
    }
    truce_sentence out = {.span = {t[from].span.start, t[to - 1].span.end}, .new_paragraph = new_paragraph};
    out.words = arena_array(s->a, truce_word, words + 1);
    out.words[0] =
        (truce_word){.form = "_", .lemma = "_", .xpos = "_", .feats = "_", .deprel = "_", .deps = "_", .misc = "_"};
    out.extra = arena_array(s->a, truce_extra_line, multiword);
    for (size_t i = from; i < to; i++) {
        bool space_after = space_at(s, t[i].span.end);
        if (t[i].n_parts > 1) add_multiword(s, &out, &t[i], space_after);
        for (uint32_t k = 0; k < t[i].n_parts; k++) {
            uint32_t start = k ? t[i].cut[k - 1] : t[i].span.start;
            uint32_t end = k + 1u < t[i].n_parts ? t[i].cut[k] : t[i].span.end;
            out.words[++out.n] = word_of(s, start, end, space_after || t[i].n_parts > 1);
        }
    }
    vec_push(s->a, &s->out, out);
}

/* Cuts what is longer than TRUCE_WORDS_MAX at its last punctuation, or where it must. */
static size_t within_limit(const splitter *s, size_t from, size_t to) {
    size_t words = 0, best = 0;
    for (size_t i = from; i < to; i++) {
        words += s->tokens.v[i].n_parts;
        if (words > TRUCE_WORDS_MAX) return best > from ? best : i;
        if (utf8_is_punct(first_letter(s, i))) best = i + 1;
    }
    return to;
}

static void paragraph(splitter *s, uint32_t start, uint32_t end) {
    s->tokens.n = 0;
    tokenize(s->a, s->bytes, (truce_span){start, end}, s->lists, &s->tokens);
    for (size_t i = 0; i < s->tokens.n;) {
        size_t next = within_limit(s, i, sentence_end(s, i));
        emit(s, i, next, i == 0);
        i = next;
    }
}

void text_split(arena *a, const truce_report *r, const word_lists *lists, truce_sentences *out) {
    splitter s = {.a = a, .bytes = r->bytes, .end = r->body.end, .lists = lists};
    uint32_t width = 0;
    bool in_block = false;
    for (uint32_t p = r->body.start; p < s.end;) {
        uint32_t end = line_end(&s, p);
        if (blank(&s, p, end)) {
            in_block = false;
        } else {
            if (!in_block) width = block_width(&s, p);
            in_block = true;
            end = paragraph_end(&s, p, width);
            paragraph(&s, p, end);
        }
        p = end + 1;
    }
    *out = (truce_sentences){s.out.v, (uint32_t)s.out.n};
}
