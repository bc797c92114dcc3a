/* SPDX-License-Identifier: Apache-2.0 */
#include "text/token.h"

#include <string.h>

#include "base/utf8.h"

/* One run of characters without white space, and where we stand in it. */
typedef struct chunk {
    const char *s, *end; /* the run */
    const char *p;       /* the next token begins here */
    bool opens;          /* it opens a sentence, as far as the tokens before tell */
    const word_lists *lists;
} chunk;

/* An address is looked for in this many bytes, so that a long run of anything costs linear time. */
enum { ADDRESS_MAX = 2048 };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static int32_t at(const chunk *c, const char *p, size_t *size) {
    *size = 0;
    return p < c->end ? utf8_decode(p, c->end, size) : 0;
}

/* Letters, their marks, joiners, the soft hyphen, and everything beyond ASCII that is not punctuation. */
static bool word_char(int32_t x) {
    if (x < 0x80) return utf8_is_letter(x) || utf8_is_digit(x) || x == '_';
    return utf8_is_letter(x) || utf8_is_digit(x) || x == 0xAD || (x > 0xFF && !utf8_is_punct(x));
}

/* White space, and the marks that steer the direction of writing: no reader sees them. */
static bool parts_tokens(int32_t x) {
    return utf8_is_space(x) || x == 0x200E || x == 0x200F || (x >= 0x202A && x <= 0x202E) ||
           (x >= 0x2066 && x <= 0x2069);
}

static size_t apostrophe(const chunk *c, const char *p) {
    if (p < c->end && (*p == '\'' || *p == '`')) return 1;
    return c->end - p >= 3 && memcmp(p, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static bool letter_at(const chunk *c, const char *p) {
    size_t size;
    int32_t x = at(c, p, &size);
    return size && word_char(x) && !utf8_is_digit(x);
}

static bool has(const chunk *c, word_list list, const char *s, const char *end) {
    return end > s && word_lists_has(c->lists, list, s, (size_t)(end - s));
}

/* The end of an address without the punctuation of the sentence around it. */
static const char *address_end(const char *s, const char *end) {
    while (end > s && strchr(".,;:!?'\")]>", end[-1])) end--;
    return end;
}

/* http://…, www.…, name@host.tld, host.tld or host.tld/…; NULL for anything else. */
static const char *address(const chunk *c) {
    const char *end = c->end - c->p > ADDRESS_MAX ? c->p + ADDRESS_MAX : c->end;
    size_t n = (size_t)(end - c->p);
    if ((n > 7 && memcmp(c->p, "http://", 7) == 0) || (n > 8 && memcmp(c->p, "https://", 8) == 0) ||
        (n > 4 && memcmp(c->p, "www.", 4) == 0))
        return address_end(c->p, c->end);
    end = address_end(c->p, end);
    const char *dot = NULL, *host = c->p, *q = c->p;
    for (; q < end && ((unsigned char)*q >= 0x80 || word_char(*q) || strchr("@.-+#", *q)); q++) {
        if (*q == '.') dot = q;
        if (*q == '@') host = q + 1;
    }
    if (!dot || dot <= host || dot + 1 >= q || (q < end && *q != '/')) return NULL;
    bool mail = host > c->p + 1;
    bool lower = !is_upper(dot[1]) || is_upper(dot[-1]);
    if (!lower || !(mail || has(c, WORD_LIST_DOMAIN, dot + 1, q))) return NULL;
    return end;
}

static const char *run(const chunk *c, const char *p, const char *of) {
    while (p < c->end && strchr(of, *p)) p++;
    return p;
}

/* Whether a comma at p parts thousands: three digits and no fourth follow. */
static bool thousands(const chunk *c, const char *p) {
    return c->end - p > 3 && is_digit(p[1]) && is_digit(p[2]) && is_digit(p[3]) && !(c->end - p > 4 && is_digit(p[4]));
}

/* Digits with the signs that join them: 48,300  3.5  10:30  1/2  1/19/2025  713-555-0100, but 15|-|20, 12|,|13. */
static const char *number(const chunk *c, const char *p) {
    const char *first_hyphen = NULL;
    bool many_hyphens = false;
    for (;;) {
        while (p < c->end && is_digit(*p)) p++;
        if (c->end - p < 2 || !strchr(",.:/-", *p) || !is_digit(p[1])) break;
        if (*p == ',' && !thousands(c, p)) break;
        if (*p == '-') {
            many_hyphens = first_hyphen != NULL;
            if (!first_hyphen) first_hyphen = p;
        }
        p++;
    }
    return first_hyphen && !many_hyphens ? first_hyphen : p;
}

static const char *letters(const chunk *c, const char *p) {
    size_t size;
    for (int32_t x = at(c, p, &size); size && word_char(x); x = at(c, p, &size)) p += size;
    return p;
}

/* What may follow digits in one token: 20th, 1990s, 1990's, 4x4; but 10|km. */
static const char *after_number(const chunk *c, const char *s, const char *p) {
    const char *q = letters(c, p);
    size_t quote = apostrophe(c, p);
    if (quote && p - s >= 2 && p + quote < c->end && p[quote] == 's' && letters(c, p + quote) == p + quote + 1)
        return p + quote + 1;
    if (c->opens && p - s < 3 && p + 1 == c->end && *p == '.') return p + 1; /* the number of an item */
    if (q == p || has(c, WORD_LIST_ORDINAL, p, q)) return q;
    const char *dotted = q;
    while (dotted + 1 < c->end && *dotted == '.' && letter_at(c, dotted + 1)) dotted = letters(c, dotted + 1);
    return has(c, WORD_LIST_UNIT, p, q) || has(c, WORD_LIST_UNIT, p, dotted) ? p : q;
}

/* U.S  Ph.D  a.m: every piece between the stops is short. */
static bool initials(const char *s, const char *end) {
    size_t piece = 0, stops = 0;
    for (; s < end; s++) {
        piece = *s == '.' ? 0 : piece + 1;
        stops += *s == '.';
        if (piece > 2) return false;
    }
    return stops > 0;
}

/* Whether the full stop at p belongs to the word that begins at s. */
static bool keeps_stop(const chunk *c, const char *s, const char *p) {
    const char *end = p + 1;
    if (initials(s, p) || has(c, WORD_LIST_TITLE, s, end) || has(c, WORD_LIST_ABBREVIATION, s, end) ||
        has(c, WORD_LIST_ABBREVIATION_EXACT, s, end))
        return true;
    if (p - s == 1 && is_upper(*s) && *s != 'I') return true;
    if (!has(c, WORD_LIST_BEFORE_NUMBER, s, end)) return false;
    const char *q = end;
    while (q - end < 3 && (*q == ' ' || *q == '\t' || *q == '\n')) q++; /* bytes end with a NUL at the latest */
    return is_digit(*q);
}

/* A word that begins with a letter: letters and digits with what may stand inside. */
static const char *word(const chunk *c) {
    const char *s = c->p, *p = letters(c, s);
    for (bool hyphen = false; p < c->end;) {
        size_t quote = apostrophe(c, p);
        bool letter_next = letter_at(c, p + (quote ? quote : 1));
        if (quote && letter_next) {
            p = letters(c, p + quote);
        } else if (*p == '&' && is_upper(p[-1]) && p + 1 < c->end && is_upper(p[1])) {
            p = letters(c, p + 1);
        } else if (*p == '-' && !hyphen && (letter_next || is_digit(p[1])) && has(c, WORD_LIST_PREFIX, s, p)) {
            hyphen = true;
            p = letters(c, p + 1);
        } else if (*p == '$' && p - s <= 3 && is_upper(p[-1])) {
            return p + 1;
        } else if (*p == '.' && (letter_next || (p + 1 < c->end && is_digit(p[1])))) {
            /* Inside: U.S., file.doc; but `end.The` is two words and a stop. */
            const char *q = letters(c, p + 1);
            bool ends = is_upper(p[1]) && !is_upper(p[-1]) && !initials(s, q);
            if (ends) break;
            p = q;
        } else if (*p == '.' && keeps_stop(c, s, p)) {
            return p + 1;
        } else {
            break;
        }
    }
    return p;
}

/* Signs that stand together: ... !!! ?! -- ==== << and others alone. */
static const char *signs(const chunk *c) {
    const char *p = c->p;
    size_t size;
    at(c, p, &size);
    if (strchr(".!?", *p)) return run(c, p, ".!?");
    if ((*p == '\'' || *p == '`') && p + 1 < c->end && p[1] == *p) return p + 2;
    if (strchr("-=*_#+~<>|", *p)) {
        const char of[2] = {*p, 0};
        return run(c, p, of);
    }
    return p + size;
}

static const char *token_end(const chunk *c) {
    const char *p = c->p;
    size_t size;
    int32_t x = at(c, p, &size);
    bool fresh = p == c->s || !word_char((unsigned char)p[-1]);
    if (fresh && has(c, WORD_LIST_WHOLE, p, c->end)) return c->end;
    const char *end = word_char(x) && (p == c->s || strchr("(<[\"'", p[-1])) ? address(c) : NULL;
    if (end) return end;
    bool signed_number = p == c->s && size == 1 && strchr("+.'", *p) && p + 1 < c->end && is_digit(p[1]);
    if (is_digit(*p) || signed_number) {
        const char *digits = number(c, p + signed_number);
        return after_number(c, p, digits);
    }
    if (size == 1 && (*p == '@' || *p == '#') && letter_at(c, p + 1) && p == c->s) return letters(c, p + 1);
    size_t quote = apostrophe(c, p);
    if (quote) {
        end = letters(c, p + quote);
        if (has(c, WORD_LIST_CLITIC, p, end) || has(c, WORD_LIST_WHOLE, p, end) ||
            word_lists_split(c->lists, p, (size_t)(end - p)))
            return end;
    }
    if (word_char(x) && x != '_') {
        const char *whole = letters(c, p);
        if (whole < c->end && (*whole == '/' || *whole == '-')) whole = letters(c, whole + 1);
        return has(c, WORD_LIST_WHOLE, p, whole) ? whole : word(c);
    }
    return signs(c);
}

/* How many bytes at the end of a word are a clitic; its first part must not be empty. */
static size_t clitic(const chunk *c, const char *s, const char *end) {
    const char *p = end;
    while (p > s && end - p < 6) {
        p--;
        if (((unsigned char)*p & 0xC0) == 0x80) continue;
        if (p > s && has(c, WORD_LIST_CLITIC, p, end)) return (size_t)(end - p);
    }
    return 0;
}

/* 1990's: one word, unlike 2003|'s. */
static bool decade(const chunk *c, const char *s, const char *end) {
    return end - s > 3 && end[-1] == 's' &&
           (end[-3] == '0' || (end - s > 5 && apostrophe(c, end - 4) && end[-5] == '0'));
}

/* `dogs'`: an apostrophe that follows an s and closes no quotation. */
static size_t bare_possessive(const chunk *c, const char *end, bool quoted) {
    size_t n = apostrophe(c, end);
    if (!n || quoted || (end[-1] != 's' && end[-1] != 'S') || *end == '`') return 0;
    size_t size;
    int32_t next = at(c, end + n, &size);
    return size && word_char(next) ? 0 : n;
}

static void cut(const chunk *c, const char *text, token *t, bool quoted) {
    const char *s = text + t->span.start, *end = text + t->span.end;
    size_t n = (size_t)(end - s), first = word_lists_split(c->lists, s, n);
    t->n_parts = 1;
    if (first && first < n) {
        t->cut[t->n_parts++ - 1] = t->span.start + (uint32_t)first;
        return;
    }
    size_t size;
    if (!letter_at(c, s) && !is_digit(*s)) return;
    if (is_digit(*s) && decade(c, s, end)) return;
    uint32_t cuts[TOKEN_PARTS_MAX - 1], k = 0;
    size = bare_possessive(c, end, quoted);
    if (size) {
        cuts[k++] = t->span.end;
        t->span.end += (uint32_t)size;
    }
    for (; k < TOKEN_PARTS_MAX - 1 && (size = clitic(c, s, end)) != 0; end -= size)
        cuts[k++] = (uint32_t)(end - size - text);
    for (uint32_t i = 0; i < k; i++) t->cut[i] = cuts[k - 1 - i];
    t->n_parts = (uint8_t)(k + 1);
}

static bool opens_single(const char *p, const char *end) {
    return *p == '\'' || (end - p >= 3 && memcmp(p, "\xE2\x80\x98", 3) == 0);
}

void tokenize(arena *a, const char *bytes, truce_span span, const word_lists *lists, token_list *out) {
    const char *p = bytes + span.start, *stop = bytes + span.end;
    bool quoted = false; /* a single quotation mark is open */
    bool opens = true;
    while (p < stop) {
        size_t size;
        if (parts_tokens(utf8_decode(p, stop, &size))) {
            p += size;
            continue;
        }
        chunk c = {.s = p, .end = p, .lists = lists};
        while (c.end < stop && !parts_tokens(utf8_decode(c.end, stop, &size))) c.end += size;
        for (c.p = c.s; c.p < c.end;) {
            c.opens = opens;
            const char *end = token_end(&c);
            opens = strspn(c.p, ".!?") >= (size_t)(end - c.p);
            token t = {.span = {(uint32_t)(c.p - bytes), (uint32_t)(end - bytes)}, .space_before = c.p == c.s};
            bool mark = apostrophe(&c, c.p) == (size_t)(end - c.p) || opens_single(c.p, end);
            if (mark && end - c.p <= 3) quoted = opens_single(c.p, end) && (t.space_before || !quoted);
            cut(&c, bytes, &t, quoted);
            vec_push(a, out, t);
            c.p = bytes + t.span.end;
        }
        p = c.end;
    }
}
