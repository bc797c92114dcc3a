/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/rule_lex.h"

#include <ctype.h>
#include <string.h>

#include "base/vec.h"

typedef struct lexing {
    arena *a;
    const char *file;
    error_list *errs;
    size_t line;
    VEC(rule_line) lines;
} lexing;

static bool complain(lexing *l, size_t column, const char *fmt, const char *what) {
    truce_error err;
    error_at(&err, TRUCE_INPUT, l->file, l->line, column, fmt, what);
    error_list_add(l->errs, &err);
    return false;
}

static bool is_word_byte(char c) {
    return isalnum((unsigned char)c) || strchr("-.:@>_", c) || (unsigned char)c >= 0x80;
}

/* Splits text, whose first byte stands at column. */
static bool split(lexing *l, rule_line *out, const char *text, size_t column) {
    VEC(rule_token) tokens = {0};
    for (const char *p = text; *p && *p != '#';) {
        size_t at = column + (size_t)(p - text);
        if (*p == ' ' || *p == '\t' || *p == '\r') {
            p++;
        } else if (*p == '"') {
            const char *end = strchr(p + 1, '"');
            if (!end) return complain(l, at, "no closing quote%s", "");
            vec_push(l->a, &tokens, (rule_token){TOKEN_STRING, arena_strndup(l->a, p + 1, (size_t)(end - p - 1)), at});
            p = end + 1;
        } else if (is_word_byte(*p)) {
            const char *end = p;
            while (*end && is_word_byte(*end)) end++;
            vec_push(l->a, &tokens, (rule_token){TOKEN_WORD, arena_strndup(l->a, p, (size_t)(end - p)), at});
            p = end;
        } else if (strchr("|/[]()", *p)) {
            vec_push(l->a, &tokens, (rule_token){TOKEN_SIGN, arena_strndup(l->a, p, 1), at});
            p++;
        } else {
            return complain(l, at, "cannot read '%s'", arena_strndup(l->a, p, 1));
        }
    }
    out->n = tokens.n;
    vec_push(l->a, &tokens, (rule_token){TOKEN_END, "", column + strlen(text)});
    out->v = tokens.v;
    return true;
}

static void lex_line(lexing *l, char *text) {
    size_t indent = strspn(text, " \t");
    size_t n = strlen(text);
    while (n > indent && strchr(" \t\r", text[n - 1])) text[--n] = 0;
    if (!text[indent] || text[indent] == '#') return;
    rule_line line = {.line = l->line, .indented = indent > 0, .text = text + indent};
    bool example = indent > 0 && (text[indent] == '+' || text[indent] == '-') && text[indent + 1] == ' ';
    if (example) {
        line.example = text[indent];
        line.text = text + indent + 2;
    } else if (!split(l, &line, text + indent, indent + 1)) {
        return;
    }
    vec_push(l->a, &l->lines, line);
}

void rule_lex(arena *a, const char *file, const char *bytes, rule_line **out, size_t *n, error_list *errs) {
    lexing l = {.a = a, .file = file, .errs = errs};
    while (*bytes) {
        size_t size = strcspn(bytes, "\n");
        l.line++;
        lex_line(&l, arena_strndup(a, bytes, size));
        bytes += size + (bytes[size] == '\n');
    }
    *out = l.lines.v;
    *n = l.lines.n;
}
