/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/slot_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"

/* A phrase of more atoms than this is refused, so that looking one up backwards stays cheap. */
enum { file_bytes_max = 1 << 20, phrase_atoms_max = 8 };

struct slot_words {
    arena *a;
    VEC(slot_entry) entries; /* sorted by phrase */
};

static const struct {
    const char *name;
    bool number;
} classes[] = {{"", false},
#define CLASS_ROW(id, name, number) {name, number},
               SLOT_CLASS_LIST(CLASS_ROW)
#undef CLASS_ROW
};

/* ---- atoms ---- */

/* What a run of text is cut into; the text of an atom is lower case with dashes and apostrophes made plain. */
typedef struct piece {
    const char *start;
    size_t size;
    bool number, letters;
} piece;

static bool is_digit(const char *p, const char *end) {
    return p < end && *p >= '0' && *p <= '9';
}

/* Digits, with commas before groups of three, and one decimal point: 48,300; 1.2; 1,200.5. */
static const char *number_end(const char *p, const char *end) {
    while (is_digit(p, end)) p++;
    while (p < end && *p == ',' && is_digit(p + 1, end) && is_digit(p + 2, end) && is_digit(p + 3, end) &&
           !is_digit(p + 4, end))
        p += 4;
    if (p < end && *p == '.' && is_digit(p + 1, end))
        for (p++; is_digit(p, end); p++) {
        }
    return p;
}

static const char *letters_end(const char *p, const char *end) {
    while (p < end) {
        size_t size;
        if (!utf8_is_letter(utf8_decode(p, end, &size))) break;
        p += size;
    }
    return p;
}

/* The next atom at or after p; size 0 at the end. */
static piece next_piece(const char *p, const char *end) {
    size_t size;
    while (p < end && utf8_is_space(utf8_decode(p, end, &size))) p += size;
    if (p >= end) return (piece){p, 0, false, false};
    if (is_digit(p, end)) return (piece){p, (size_t)(number_end(p, end) - p), true, false};
    const char *stop = letters_end(p, end);
    if (stop > p) return (piece){p, (size_t)(stop - p), false, true};
    utf8_decode(p, end, &size);
    return (piece){p, size, false, false};
}

static const char *piece_text(arena *a, piece p) {
    if (p.letters) return utf8_lower(a, p.start, p.size);
    size_t size;
    switch (utf8_decode(p.start, p.start + p.size, &size)) {
    case 0x2010: /* hyphen */
    case 0x2011:
    case 0x2012:
    case 0x2013: return "-"; /* en dash */
    case 0x2018:
    case 0x2019: return "'";
    default: return arena_strndup(a, p.start, p.size);
    }
}

static double piece_value(piece p) {
    char digits[32];
    size_t n = 0;
    for (size_t i = 0; i < p.size && n < sizeof digits - 1; i++)
        if (p.start[i] != ',') digits[n++] = p.start[i];
    digits[n] = 0;
    return strtod(digits, NULL);
}

/* The place of the first entry whose phrase begins with the word text. */
static size_t first_entry(const slot_words *words, const char *text) {
    size_t low = 0, high = words->entries.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(words->entries.v[middle].phrase, text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether the atoms from i on spell the phrase; gives their number, 0 when not. */
static uint32_t phrase_fits(const atoms *as, uint32_t i, const char *phrase) {
    uint32_t n = 0;
    for (const char *p = phrase;; n++) {
        if (i + n >= as->n) return 0;
        size_t size = strlen(as->v[i + n].text);
        if (strncmp(p, as->v[i + n].text, size) != 0) return 0;
        p += size;
        if (*p == 0) return n + 1;
        if (*p++ != ' ') return 0;
    }
}

typedef VEC(atom_match) match_list;

/* Entries that share the first atom stand together: a space sorts before any letter. */
static void look_up(arena *a, const slot_words *words, const atoms *as, uint32_t i, match_list *found) {
    const char *text = as->v[i].text;
    size_t size = strlen(text);
    for (size_t e = first_entry(words, text); e < words->entries.n; e++) {
        const slot_entry *entry = &words->entries.v[e];
        if (strncmp(entry->phrase, text, size) != 0 || (entry->phrase[size] != 0 && entry->phrase[size] != ' ')) break;
        uint32_t n = phrase_fits(as, i, entry->phrase);
        if (n) vec_push(a, found, (atom_match){entry, n});
    }
}

typedef VEC(atom) atom_list;

/* Parts of a multiword token may share its span; then all their atoms get it whole. */
static void cut_word(arena *a, const truce_sentence *s, uint32_t w, atom_list *out) {
    const truce_word *word = &s->words[w];
    size_t size = strlen(word->form);
    const char *end = word->form + size, *after = word->form;
    bool exact = word->span.end - word->span.start == size;
    for (piece p = next_piece(word->form, end); p.size; p = next_piece(p.start + p.size, end)) {
        uint32_t offset = (uint32_t)(p.start - word->form);
        atom at = {.word = w, .number = p.number, .letters = p.letters, .text = piece_text(a, p), .span = word->span};
        if (exact) at.span = (truce_span){word->span.start + offset, word->span.start + offset + (uint32_t)p.size};
        at.glued =
            p.start > word->form ? p.start == after : out->n > 0 && out->v[out->n - 1].span.end == word->span.start;
        size_t ignored;
        at.upper = p.letters && utf8_is_upper(utf8_decode(p.start, end, &ignored));
        if (p.number) {
            at.value = piece_value(p);
            at.digits = strspn(p.start, "0123456789") >= p.size && p.size < 10 ? (uint8_t)p.size : 0;
        }
        vec_push(a, out, at);
        after = p.start + p.size;
    }
}

void atoms_make(arena *a, const slot_words *words, const truce_sentence *s, atoms *out) {
    atom_list list = {0};
    for (uint32_t w = 1; w <= s->n; w++) cut_word(a, s, w, &list);
    *out = (atoms){.sentence = s, .v = list.v, .n = (uint32_t)list.n};
    match_list found = {0};
    for (uint32_t i = 0; i < out->n; i++) {
        out->v[i].match = (uint32_t)found.n;
        look_up(a, words, out, i, &found);
        out->v[i].n_matches = (uint32_t)found.n - out->v[i].match;
    }
    out->matches = found.v ? found.v : arena_new_of(a, atom_match); /* so that adding to it is defined */
}

uint32_t atoms_take(const atoms *as, uint32_t i, slot_class class, const slot_entry **out) {
    uint32_t best = 0;
    if (i >= as->n) return 0;
    const atom_match *m = as->matches + as->v[i].match;
    for (uint32_t k = 0; k < as->v[i].n_matches; k++)
        if (m[k].entry->class == class && m[k].n > best) {
            best = m[k].n;
            if (out) *out = m[k].entry;
        }
    return best;
}

uint32_t atoms_take_back(const atoms *as, uint32_t i, slot_class class, const slot_entry **out) {
    for (uint32_t n = phrase_atoms_max; n > 0; n--) {
        if (n > i) continue;
        const atom_match *m = as->matches + as->v[i - n].match;
        for (uint32_t k = 0; k < as->v[i - n].n_matches; k++)
            if (m[k].entry->class == class && m[k].n == n) {
                if (out) *out = m[k].entry;
                return n;
            }
    }
    return 0;
}

uint32_t atoms_of_word(const atoms *as, uint32_t w) {
    uint32_t low = 0, high = as->n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (as->v[middle].word < w)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool atoms_sign(const atoms *as, uint32_t i, char c) {
    return i < as->n && as->v[i].text[0] == c && as->v[i].text[1] == 0;
}

/* ---- the files ---- */

typedef struct loading {
    slot_words *words;
    const char *folder, *file;
    uint32_t line;
    error_list *errs;
    bool bad;
} loading;

static void complain(loading *l, const char *what, const char *word) {
    truce_error err;
    error_at(&err, TRUCE_INPUT, l->file, l->line, 1, what, word);
    if (l->errs) error_list_add(l->errs, &err);
    l->bad = true;
}

static slot_class class_from(const char *name) {
    for (int c = 1; c < SLOT_CLASS_COUNT; c++)
        if (strcmp(classes[c].name, name) == 0) return (slot_class)c;
    return SLOT_NO_CLASS;
}

/* The phrase as its atoms stand in a text: lower case, one space between two. NULL when it has none, or too many. */
static const char *normal_phrase(arena *a, const char *phrase) {
    const char *end = phrase + strlen(phrase), *out = NULL;
    uint32_t n = 0;
    for (piece p = next_piece(phrase, end); p.size; p = next_piece(p.start + p.size, end)) {
        const char *text = piece_text(a, p);
        out = out ? arena_printf(a, "%s %s", out, text) : text;
        if (++n > phrase_atoms_max) return NULL;
    }
    return out;
}

/* CLASS, PHRASE, VALUE; the value may be missing where the class needs none. */
static void read_row(loading *l, char *row) {
    arena *a = l->words->a;
    char *phrase = strchr(row, '\t');
    if (!phrase) {
        complain(l, "no tab after the class: '%s'", row);
        return;
    }
    *phrase++ = 0;
    char *value = strchr(phrase, '\t');
    if (value) *value++ = 0;
    slot_entry e = {.class = class_from(row), .text = value ? value : "", .line = l->line};
    e.phrase = normal_phrase(a, phrase);
    char *stop;
    e.number = strtod(e.text, &stop);
    if (!e.class)
        complain(l, "'%s' is no class of numbers or times", row);
    else if (!e.phrase)
        complain(l, "'%s' is no phrase of one to eight words", phrase);
    else if (classes[e.class].number && stop == e.text)
        complain(l, "the value of '%s' must be a number", phrase);
    else
        vec_push(a, &l->words->entries, e);
}

static truce_status read_file(loading *l, const char *name) {
    arena *a = l->words->a;
    truce_error err = {0};
    char *bytes;
    size_t size;
    l->file = arena_printf(a, "%s/%s", l->folder, name);
    truce_status status = file_read(a, l->file, file_bytes_max, &bytes, &size, &err);
    if (!status) {
        size_t bad = utf8_valid(bytes, size);
        if (bad < size) {
            status = error_at(&err, TRUCE_INPUT, l->file, 0, 0, "not UTF-8 at byte %zu", bad);
        }
    }
    if (status) {
        if (l->errs) error_list_add(l->errs, &err);
        return status;
    }
    l->line = 0;
    for (char *row = bytes; row && *row;) {
        char *next = strchr(row, '\n');
        if (next) *next++ = 0;
        row[strcspn(row, "\r")] = 0;
        l->line++;
        if (*row && *row != '#') read_row(l, row);
        row = next;
    }
    return TRUCE_OK;
}

/* By phrase; equal ones in file order, so that a load always gives the same table. */
static int by_phrase(const void *a, const void *b) {
    const slot_entry *x = a, *y = b;
    int order = strcmp(x->phrase, y->phrase);
    if (order) return order;
    if (x->class != y->class) return x->class < y->class ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

static truce_status load(void *ctx) {
    loading *l = ctx;
    truce_status status = read_file(l, "number.words");
    truce_status second = read_file(l, "time.words");
    if (!status) status = second;
    if (l->words->entries.n) qsort(l->words->entries.v, l->words->entries.n, sizeof *l->words->entries.v, by_phrase);
    return status ? status : l->bad ? TRUCE_INPUT : TRUCE_OK;
}

truce_status slot_words_load(const char *folder, slot_words **out, error_list *errs) {
    *out = NULL;
    truce_error err = {0};
    arena *a = arena_new();
    slot_words *words = calloc(1, sizeof *words);
    truce_status status = TRUCE_MEMORY;
    if (a && words) {
        words->a = a;
        loading l = {.words = words, .folder = folder, .errs = errs};
        status = arena_run(a, load, &l, &err);
    }
    if (status == TRUCE_MEMORY && errs) {
        error_at(&err, TRUCE_MEMORY, folder, 0, 0, "no memory for the words of numbers and times");
        error_list_add(errs, &err);
    }
    if (status) {
        free(words);
        arena_free(a);
        return status;
    }
    *out = words;
    return TRUCE_OK;
}

void slot_words_free(slot_words *words) {
    if (!words) return;
    arena_free(words->a);
    free(words);
}
