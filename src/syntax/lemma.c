/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/lemma.h"

#include <string.h>

#include "base/utf8.h"

bool lemma_rule_read(arena *a, const char *line, size_t n, lemma_rule *out) {
    size_t i = 2;
    if (n < 4 || !strchr("klt", line[0]) || !line[0] || line[1] != ' ') return false;
    *out = (lemma_rule){.letters = line[0]};
    for (; i < n && i < 8 && line[i] >= '0' && line[i] <= '9'; i++)
        out->cut = out->cut * 10 + (uint32_t)(line[i] - '0');
    if (i == 2 || i == n || line[i] != ' ') return false;
    out->add = arena_strndup(a, line + i + 1, n - i - 1);
    return true;
}

/* The form with the rule's letters. */
static char *with_letters(arena *a, char letters, const char *form) {
    size_t n = strlen(form), first;
    if (letters == 'k' || !n) return arena_strndup(a, form, n);
    if (letters == 'l') return utf8_lower(a, form, n);
    utf8_decode(form, form + n, &first);
    return arena_printf(a, "%.*s%s", (int)first, form, utf8_lower(a, form + first, n - first));
}

/* Bytes of s without its last characters; false when it does not have so many. */
static bool without(const char *s, uint32_t cut, size_t *out) {
    size_t n = strlen(s);
    for (; cut && n; cut--) {
        n--;
        while (n && ((unsigned char)s[n] & 0xC0) == 0x80) n--;
    }
    *out = n;
    return cut == 0;
}

const char *lemma_rule_apply(arena *a, const lemma_rule *rule, const char *form) {
    char *s = with_letters(a, rule->letters, form);
    size_t n;
    if (!without(s, rule->cut, &n) || (!n && !*rule->add)) return form;
    s[n] = 0;
    return *rule->add ? arena_printf(a, "%s%s", s, rule->add) : s;
}

static uint32_t characters(const char *s) {
    uint32_t n = 0;
    for (; *s; s++) n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

lemma_rule lemma_rule_of(arena *a, const char *form, const char *lemma) {
    lemma_rule best = {0};
    for (const char *letters = "klt"; *letters; letters++) {
        const char *s = with_letters(a, *letters, form);
        size_t same = 0;
        while (s[same] && s[same] == lemma[same]) same++;
        while (same && (((unsigned char)s[same] & 0xC0) == 0x80 || ((unsigned char)lemma[same] & 0xC0) == 0x80)) same--;
        lemma_rule rule = {*letters, characters(s + same), arena_strdup(a, lemma + same)};
        /* For lower-case forms all three ways are the same; `l` covers most. */
        bool better = !best.letters || rule.cut < best.cut || (rule.cut == best.cut && *letters == 'l');
        if (better) best = rule;
    }
    return best;
}
