/* SPDX-License-Identifier: Apache-2.0 */
#include "text/word_lists.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/vec.h"

typedef struct entry {
    word_list list;
    const char *key;
    uint32_t cut; /* of [split]: bytes of the first part */
} entry;

typedef VEC(entry) entry_list;

struct word_lists {
    entry *v; /* by list, then by key */
    size_t n;
};

/* Longer than any entry: longer words are in no list. */
enum { KEY_MAX = 32 };

static const char *const list_names[] = {
#define NAME(id, name) name,
    WORD_LISTS(NAME)
#undef NAME
};

static int compare(const void *x, const void *y) {
    const entry *a = x, *b = y;
    return a->list != b->list ? (a->list < b->list ? -1 : 1) : strcmp(a->key, b->key);
}

static bool exact(word_list list) {
    return list == WORD_LIST_ABBREVIATION_EXACT || list == WORD_LIST_BEFORE_NUMBER;
}

/* ASCII lower case and straight apostrophes; false when it does not fit, so that no list can hold it. */
static bool fold(const char *s, size_t n, char out[KEY_MAX]) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if (k + 1 >= KEY_MAX) return false;
        if (n - i >= 3 && memcmp(s + i, "\xE2\x80\x99", 3) == 0) {
            out[k++] = '\'';
            i += 2;
        } else {
            out[k++] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i] == '`' ? '\'' : s[i]);
        }
    }
    out[k] = 0;
    return true;
}

static truce_status add(arena *a, word_list list, const char *s, size_t n, size_t line, entry_list *all,
                        truce_error *err) {
    entry e = {.list = list};
    char *key = arena_strndup(a, s, n);
    if (n >= KEY_MAX) return error_at(err, TRUCE_INPUT, "word lists", line, 0, "the entry %s is too long", key);
    char *bar = strchr(key, '|');
    if ((list == WORD_LIST_SPLIT) != (bar != NULL))
        return error_at(err, TRUCE_INPUT, "word lists", line, 0, "a | stands in entries of [split] only: %s", key);
    if (bar) {
        e.cut = (uint32_t)(bar - key);
        memmove(bar, bar + 1, strlen(bar));
    }
    char folded[KEY_MAX];
    fold(key, strlen(key), folded);
    e.key = exact(list) ? key : arena_strdup(a, folded);
    vec_push(a, all, e);
    return TRUCE_OK;
}

static bool find_list(const char *s, size_t n, word_list *out) {
    for (size_t i = 0; i < WORD_LIST_COUNT; i++)
        if (strlen(list_names[i]) == n && memcmp(list_names[i], s, n) == 0) {
            *out = (word_list)i;
            return true;
        }
    return false;
}

truce_status word_lists_read(arena *a, const char *bytes, size_t n, const word_lists **out, truce_error *err) {
    entry_list all = {0};
    word_list list = WORD_LIST_COUNT;
    const char *end = bytes + n;
    size_t line = 1;
    for (const char *p = bytes; p < end; line++) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        if (!stop) stop = end;
        if (*p == '[') {
            const char *close = memchr(p, ']', (size_t)(stop - p));
            if (!close || !find_list(p + 1, (size_t)(close - p - 1), &list))
                return error_at(err, TRUCE_INPUT, "word lists", line, 1, "no such list");
        } else if (*p != '#') {
            while (p < stop) {
                while (p < stop && strchr(" \t\r", *p)) p++;
                const char *word = p;
                while (p < stop && !strchr(" \t\r", *p)) p++;
                if (p == word) continue;
                if (list == WORD_LIST_COUNT)
                    return error_at(err, TRUCE_INPUT, "word lists", line, 0, "an entry before the first [list]");
                truce_status status = add(a, list, word, (size_t)(p - word), line, &all, err);
                if (status != TRUCE_OK) return status;
            }
        }
        p = stop + 1;
    }
    if (all.n) qsort(all.v, all.n, sizeof *all.v, compare);
    word_lists *lists = arena_new_of(a, word_lists);
    *lists = (word_lists){all.v, all.n};
    *out = lists;
    return TRUCE_OK;
}

static const entry *find(const word_lists *lists, word_list list, const char *s, size_t n) {
    char key[KEY_MAX];
    if (n >= KEY_MAX || !lists->n) return NULL;
    if (exact(list)) {
        memcpy(key, s, n);
        key[n] = 0;
    } else if (!fold(s, n, key)) {
        return NULL;
    }
    entry wanted = {.list = list, .key = key};
    return bsearch(&wanted, lists->v, lists->n, sizeof *lists->v, compare);
}

bool word_lists_has(const word_lists *lists, word_list list, const char *s, size_t n) {
    return find(lists, list, s, n) != NULL;
}

size_t word_lists_split(const word_lists *lists, const char *s, size_t n) {
    const entry *e = find(lists, WORD_LIST_SPLIT, s, n);
    if (!e) return 0;
    /* The word may write an apostrophe in three bytes; the cut is counted in characters of the entry. */
    size_t bytes = 0;
    for (uint32_t i = 0; i < e->cut && bytes < n; i++) bytes += (unsigned char)s[bytes] == 0xE2 ? 3 : 1;
    return bytes;
}
