/* SPDX-License-Identifier: Apache-2.0 */
#include "agreement/model.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "base/vec.h"

static bool is_article(const truce_names *articles, const char *word, size_t n) {
    for (size_t i = 0; i < articles->n; i++)
        if (strlen(articles->v[i]) == n && memcmp(articles->v[i], word, n) == 0) return true;
    return false;
}

const char *name_key(arena *a, const truce_names *articles, const char *name) {
    const char *s = utf8_fold(a, name, strlen(name)), *end = s + strlen(s);
    char *out = arena_alloc(a, strlen(s) + 3);
    size_t used = 0, word = 1;
    out[used++] = ' ';
    while (s <= end) {
        size_t size = 1;
        int32_t c = s < end ? utf8_decode(s, end, &size) : ' ';
        if (utf8_is_letter(c) || utf8_is_digit(c)) {
            memcpy(out + used, s, size);
            used += size;
        } else if (used > word && is_article(articles, out + word, used - word)) {
            used = word;
        } else if (used > word) {
            out[used++] = ' ';
            word = used;
        }
        s += size;
    }
    out[used] = 0;
    return out;
}

bool key_holds(const char *haystack, const char *needle) {
    return needle[1] && strstr(haystack, needle);
}

bool name_is_a_persons(const char *name) {
    size_t words = 0, capitals = 0;
    bool inside = false;
    for (const char *p = name, *end = name + strlen(name); p < end;) {
        size_t size;
        int32_t c = utf8_decode(p, end, &size);
        bool letter = utf8_is_letter(c);
        if (letter && !inside) {
            words++;
            capitals += utf8_is_upper(c);
        }
        inside = letter || (inside && !utf8_is_space(c));
        p += size;
    }
    return words >= 2 && capitals == words;
}

static int by_key(const void *x, const void *y) {
    const agreement_alias *a = x, *b = y;
    int c = strcmp(a->key, b->key);
    if (!c) c = (a->by > b->by) - (a->by < b->by);
    return c ? c : (a->actor > b->actor) - (a->actor < b->actor);
}

int agreement_actor_of(const truce_agreement *g, arena *scratch, const char *name, int speaker) {
    const char *key = name_key(scratch, &g->articles, name);
    size_t low = 0, high = g->aliases.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(g->aliases.v[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    int actor = -1;
    for (size_t i = low; i < g->aliases.n && strcmp(g->aliases.v[i].key, key) == 0; i++)
        if (g->aliases.v[i].by == -1 || (speaker >= 0 && g->aliases.v[i].by == speaker)) actor = g->aliases.v[i].actor;
    return actor;
}

typedef VEC(agreement_alias) alias_vec;

static void add_names(truce_agreement *g, alias_vec *aliases, const truce_names *names, int actor, int by) {
    for (size_t i = 0; i < names->n; i++) {
        agreement_alias alias = {name_key(g->a, &g->articles, names->v[i]), actor, by};
        if (alias.key[1]) vec_push(g->a, aliases, alias);
    }
}

static void add_actor(truce_agreement *g, alias_vec *aliases, int index) {
    const agreement_actor *actor = &g->actors.v[index];
    const char *name = actor->name ? actor->name : actor->id;
    add_names(g, aliases, &(truce_names){&name, 1}, index, -1);
    add_names(g, aliases, &actor->aliases, index, -1);
    add_names(g, aliases, &actor->forces, index, -1);
    add_names(g, aliases, &actor->people, index, -1);
    for (size_t i = 0; i < actor->called_by.n; i++)
        if (actor->called_by.v[i].by.index >= 0)
            add_names(g, aliases, &actor->called_by.v[i].names, index, actor->called_by.v[i].by.index);
}

void agreement_index_names(truce_agreement *g, agreement_fail *fail, void *ctx) {
    alias_vec aliases = {0};
    for (size_t i = 0; i < g->actors.n; i++) add_actor(g, &aliases, (int)i);
    if (aliases.n) qsort(aliases.v, aliases.n, sizeof *aliases.v, by_key);
    g->aliases.v = aliases.v;
    g->aliases.n = aliases.n;
    for (size_t i = 1; i < aliases.n; i++) {
        const agreement_alias *one = &aliases.v[i - 1], *two = &aliases.v[i];
        if (strcmp(one->key, two->key) != 0 || one->by != two->by || one->actor == two->actor) continue;
        char message[300];
        int n = (int)strlen(one->key) - 2;
        snprintf(message, sizeof message, "'%.*s' names both %s and %s", n, one->key + 1, g->actors.v[one->actor].id,
                 g->actors.v[two->actor].id);
        fail(ctx, g->actors.v[two->actor].line, g->actors.v[two->actor].column, message);
    }
}
