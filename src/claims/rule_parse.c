/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/rule_parse.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

typedef VEC(rule_item) item_vec;
typedef VEC(rule_step) step_vec;
typedef VEC(rule_path) path_vec;
typedef VEC(rule_test) test_vec;
typedef VEC(rule_condition) condition_vec;
typedef VEC(rule_trigger) trigger_vec;
typedef VEC(rule_example) example_vec;

enum { precedence_default = 50, paths_max = 64 };

typedef struct parsing {
    arena *a;
    const char *file;
    const lexicon *lex;
    error_list *errs;
    const rule_line *line;
    size_t at; /* in line->v */
    rule_vec *out;
    int precedence;
    rule *r; /* the rule that lines belong to; NULL before the first and after a bad head */
    condition_vec conditions;
    trigger_vec triggers;
    example_vec examples;
} parsing;

static const rule_token *peek(const parsing *p) {
    return &p->line->v[p->at];
}

static const rule_token *next(parsing *p) {
    const rule_token *t = peek(p);
    if (t->kind != TOKEN_END) p->at++;
    return t;
}

static bool is(const rule_token *t, const char *text) {
    return t->kind != TOKEN_STRING && t->kind != TOKEN_END && strcmp(t->text, text) == 0;
}

static bool take(parsing *p, const char *text) {
    if (!is(peek(p), text)) return false;
    p->at++;
    return true;
}

static bool wrong(parsing *p, size_t column, const char *fmt, const char *what) {
    truce_error err;
    error_at(&err, TRUCE_INPUT, p->file, p->line->line, column, fmt, what);
    error_list_add(p->errs, &err);
    return false;
}

static bool expected(parsing *p, const char *what) {
    return wrong(p, peek(p)->column, "%s expected", what);
}

static bool at_end(parsing *p) {
    return peek(p)->kind == TOKEN_END || wrong(p, peek(p)->column, "'%s' is one too many", peek(p)->text);
}

static bool parse_item(parsing *p, item_vec *items) {
    static const char *const builtins[] = {
#define NAME(name) #name,
        RULE_BUILTIN_LIST(NAME)
#undef NAME
    };
    const rule_token *t = next(p);
    rule_item item = {.class = -1};
    if (t->kind == TOKEN_STRING) {
        item.kind = ITEM_LEMMA;
        item.lemma = utf8_lower(p->a, t->text, strlen(t->text));
    } else if (t->kind != TOKEN_WORD) {
        return wrong(p, t->column, "a class, \"word\" or @kind expected%s", "");
    } else if (t->text[0] == '@') {
        item.kind = ITEM_BUILTIN;
        while (item.builtin < BUILTIN_count && strcmp(builtins[item.builtin], t->text + 1) != 0) item.builtin++;
        if (item.builtin == BUILTIN_count) return wrong(p, t->column, "no kind of word '%s'", t->text);
    } else {
        item.class = lexicon_class(p->lex, t->text);
        if (item.class < 0) return wrong(p, t->column, "no class '%s' in the lexicon", t->text);
    }
    vec_push(p->a, items, item);
    return true;
}

static bool parse_items(parsing *p, rule_items *out) {
    item_vec items = {0};
    do {
        if (!parse_item(p, &items)) return false;
    } while (take(p, "|"));
    *out = (rule_items){items.v, items.n};
    return true;
}

static int role_named(const char *name) {
    static const char *const names[] = {"",
#define NAME(name) #name,
                                        FRAME_ROLE_LIST(NAME)
#undef NAME
    };
    for (int i = 1; i < ROLE_count; i++)
        if (strcmp(names[i], name) == 0) return i;
    return 0;
}

static int relation_named(const char *name) {
    static const char *const names[] = {"",
#define NAME(name) #name,
                                        DOC_RELATION_LIST(NAME)
#undef NAME
    };
    for (int i = 1; i < REL_count; i++)
        if (strcmp(names[i], name) == 0) return i;
    return 0;
}

/* `agent` and `patient` stand for several steps; the others for one. Gives how many, 0 for an unknown name. */
static size_t steps_named(parsing *p, const char *name, rule_step out[4]) {
    memset(out, 0, 4 * sizeof *out);
    if (strcmp(name, "agent") == 0) {
        rule_item *actor = arena_new_of(p->a, rule_item);
        *actor = (rule_item){.kind = ITEM_BUILTIN, .builtin = BUILTIN_actor, .class = -1};
        out[0].role = ROLE_subject, out[1].role = ROLE_poss, out[2].role = ROLE_modifier;
        out[2].filter = (rule_items){actor, 1};
        return 3;
    }
    if (strcmp(name, "patient") == 0) {
        out[0].role = ROLE_object, out[1].role = ROLE_oblique;
        out[1].prep = "of";
        return 2;
    }
    if (strcmp(name, "self") == 0) return out[0].kind = STEP_SELF, 1;
    if (strcmp(name, "top") == 0) return out[0].kind = STEP_TOP, 1;
    if (strcmp(name, "head") == 0) return out[0].kind = STEP_HEAD, 1;
    if (strncmp(name, "rel:", 4) == 0) {
        out[0].kind = STEP_CHILD;
        out[0].rel = (doc_relation)relation_named(name + 4);
        return out[0].rel != REL_none;
    }
    if (strncmp(name, "p:", 2) == 0) {
        out[0].role = ROLE_oblique;
        out[0].prep = name + 2;
        return 1;
    }
    out[0].role = (frame_role)role_named(name);
    return out[0].role != ROLE_none;
}

static rule_step *joined(arena *a, const rule_path *left, const rule_step *step) {
    rule_step *v = arena_array(a, rule_step, left->n + 1);
    if (left->n) memcpy(v, left->v, left->n * sizeof *v);
    v[left->n] = *step;
    return v;
}

/* PATH is STEP ('/' STEP)*; a step that stands for several makes several paths. */
static bool parse_path(parsing *p, path_vec *out) {
    size_t first = out->n, column = peek(p)->column;
    rule_path empty = {.column = column};
    vec_push(p->a, out, empty);
    do {
        const rule_token *t = next(p);
        if (t->kind != TOKEN_WORD) return wrong(p, t->column, "a role expected%s", "");
        const char *name = t->text;
        if (strcmp(name, "p:") == 0 && peek(p)->kind == TOKEN_STRING) name = arena_printf(p->a, "p:%s", next(p)->text);
        rule_step steps[4];
        size_t n = steps_named(p, name, steps);
        if (!n) return wrong(p, t->column, "no role '%s'", t->text);
        rule_items filter = {0};
        if (take(p, "[")) {
            if (!parse_items(p, &filter)) return false;
            if (!take(p, "]")) return expected(p, "']'");
        }
        size_t before = out->n;
        if ((before - first) * n > paths_max) return wrong(p, t->column, "too many roles at '%s'", t->text);
        path_vec paths = {0};
        for (size_t i = first; i < before; i++)
            for (size_t k = 0; k < n; k++) {
                if (filter.n) steps[k].filter = filter;
                rule_path path = {joined(p->a, &out->v[i], &steps[k]), out->v[i].n + 1, column};
                vec_push(p->a, &paths, path);
            }
        out->n = first;
        for (size_t i = 0; i < paths.n; i++) vec_push(p->a, out, paths.v[i]);
    } while (take(p, "/"));
    return true;
}

static bool parse_ref(parsing *p, rule_ref *out) {
    path_vec paths = {0};
    do {
        if (!parse_path(p, &paths)) return false;
    } while (take(p, "|"));
    *out = (rule_ref){paths.v, paths.n};
    return true;
}

static int state_named(const char *name) {
    static const char *const names[] = {
#define NAME(name) #name,
        RULE_STATE_LIST(NAME)
#undef NAME
    };
    for (int i = 0; i < STATE_count; i++)
        if (strcmp(names[i], name) == 0) return i;
    return -1;
}

static bool parse_statuses(parsing *p, uint32_t *out) {
    do {
        const rule_token *t = next(p);
        truce_claim_status s = truce_claim_status_from_name(t->text);
        if (!s) return wrong(p, t->column, "no status '%s'", t->text);
        *out |= 1u << s;
    } while (take(p, "|"));
    return true;
}

static bool parse_test(parsing *p, test_vec *out) {
    rule_test test = {0};
    test.negated = take(p, "not");
    int state = peek(p)->kind == TOKEN_WORD ? state_named(peek(p)->text) : -1;
    bool ok = true;
    if (state >= 0) {
        next(p);
        test.kind = TEST_STATE;
        test.state = (rule_state)state;
    } else if (take(p, "under")) {
        test.kind = TEST_UNDER;
        ok = parse_items(p, &test.items);
    } else if (is(peek(p), "sentence") || is(peek(p), "report")) {
        test.kind = is(next(p), "sentence") ? TEST_SENTENCE : TEST_REPORT;
        ok = (take(p, "has") || expected(p, "'has'")) && parse_items(p, &test.items);
    } else if (take(p, "status")) {
        test.kind = TEST_STATUS;
        ok = (take(p, "is") || expected(p, "'is'")) && parse_statuses(p, &test.statuses);
    } else {
        ok = parse_ref(p, &test.ref);
        test.kind = take(p, "is") ? TEST_IS : take(p, "has") ? TEST_HAS : TEST_PRESENT;
        if (ok && test.kind != TEST_PRESENT) ok = parse_items(p, &test.items);
    }
    if (ok) vec_push(p->a, out, test);
    return ok;
}

static bool parse_condition(parsing *p, bool unless) {
    test_vec tests = {0};
    size_t column = peek(p)->column;
    do {
        if (!parse_test(p, &tests)) return false;
    } while (take(p, "or"));
    if (!at_end(p)) return false;
    vec_push(p->a, &p->conditions, (rule_condition){tests.v, tests.n, unless, p->line->line, column, p->line->text});
    return true;
}

static bool parse_trigger(parsing *p) {
    static const struct {
        const char *name;
        truce_upos upos;
    } kinds[] = {{"verb", TRUCE_UPOS_VERB},  {"noun", TRUCE_UPOS_NOUN},    {"adjective", TRUCE_UPOS_ADJ},
                 {"adverb", TRUCE_UPOS_ADV}, {"proper", TRUCE_UPOS_PROPN}, {"number", TRUCE_UPOS_NUM}};
    truce_upos upos = TRUCE_UPOS_NONE;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !upos; i++)
        if (take(p, kinds[i].name)) upos = kinds[i].upos;
    rule_items items;
    if (!parse_items(p, &items)) return false;
    for (size_t i = 0; i < items.n; i++) {
        if (items.v[i].kind == ITEM_BUILTIN)
            return wrong(p, peek(p)->column, "a trigger is a class or a word, no kind%s", "");
        vec_push(p->a, &p->triggers, (rule_trigger){upos, items.v[i]});
    }
    return at_end(p);
}

/* `status denied` for whatever is composed; `status ongoing>done` for one. */
static bool parse_status(parsing *p) {
    const rule_token *t = next(p);
    const char *arrow = strchr(t->text, '>');
    const char *to = arrow ? arrow + 1 : t->text;
    truce_claim_status given = truce_claim_status_from_name(to);
    if (!given) return wrong(p, t->column, "no status '%s'", to);
    if (!arrow) {
        for (int i = 0; i < TRUCE_CLAIM_STATUS_COUNT; i++) p->r->status[i] = given;
        return at_end(p);
    }
    const char *from = arena_strndup(p->a, t->text, (size_t)(arrow - t->text));
    truce_claim_status composed = truce_claim_status_from_name(from);
    if (!composed) return wrong(p, t->column, "no status '%s'", from);
    p->r->status[composed] = given;
    return at_end(p);
}

static bool parse_number(parsing *p, int *out) {
    const rule_token *t = next(p);
    char *end;
    long n = strtol(t->text, &end, 10);
    if (t->kind != TOKEN_WORD || *end || n < 0 || n > 1000)
        return wrong(p, t->column, "a number from 0 to 1000 expected, not '%s'", t->text);
    *out = (int)n;
    return at_end(p);
}

static bool parse_slot(parsing *p, rule_slot slot) {
    return parse_ref(p, &p->r->slots[slot]) && at_end(p);
}

static bool parse_property(parsing *p) {
    const rule_token *t = next(p);
    static const char *const slots[] = {
#define NAME(name) #name,
        RULE_SLOT_LIST(NAME)
#undef NAME
    };
    for (int i = 0; i < SLOT_count; i++)
        if (is(t, slots[i])) return parse_slot(p, (rule_slot)i);
    if (is(t, "trigger")) return parse_trigger(p);
    if (is(t, "when")) return parse_condition(p, false);
    if (is(t, "unless")) return parse_condition(p, true);
    if (is(t, "status")) return parse_status(p);
    if (is(t, "precedence")) return parse_number(p, &p->r->precedence);
    if (is(t, "also")) return p->r->also = true, at_end(p);
    if (is(t, "yields")) return p->r->yields = true, at_end(p);
    if (is(t, "shares")) return p->r->shares = true, at_end(p);
    if (is(t, "speaker")) return p->r->speaker = true, at_end(p);
    if (is(t, "whole")) return p->r->whole = true, at_end(p);
    const rule_token *value = peek(p);
    if (is(t, "about")) {
        p->r->about = next(p)->text;
        return at_end(p);
    }
    if (is(t, "act")) {
        p->r->act = truce_act_from_name(next(p)->text);
        return p->r->act ? at_end(p) : wrong(p, value->column, "no act '%s'", value->text);
    }
    if (is(t, "kind")) {
        p->r->kind = truce_quantity_kind_from_name(next(p)->text);
        return p->r->kind ? at_end(p) : wrong(p, value->column, "no quantity kind '%s'", value->text);
    }
    return wrong(p, t->column, "no property '%s' of a rule", t->text);
}

/* SENTENCE [=> CLAIMS] */
static bool parse_example(parsing *p) {
    const char *arrow = strstr(p->line->text, " => ");
    rule_example e = {.must = p->line->example == '+', .line = p->line->line, .expected = ""};
    size_t n = arrow ? (size_t)(arrow - p->line->text) : strlen(p->line->text);
    e.sentence = arena_strndup(p->a, p->line->text, n);
    if (arrow) e.expected = arrow + 4;
    if (!e.must && arrow) return wrong(p, 1, "a sentence that must not match has no claims%s", "");
    vec_push(p->a, &p->examples, e);
    return true;
}

static void finish_rule(parsing *p) {
    if (p->r) {
        p->r->conditions.v = p->conditions.v, p->r->conditions.n = p->conditions.n;
        p->r->triggers.v = p->triggers.v, p->r->triggers.n = p->triggers.n;
        p->r->examples.v = p->examples.v, p->r->examples.n = p->examples.n;
        vec_push(p->a, p->out, *p->r);
    }
    p->conditions = (condition_vec){0};
    p->triggers = (trigger_vec){0};
    p->examples = (example_vec){0};
    p->r = NULL;
}

static bool start_rule(parsing *p) {
    const rule_token *t = next(p);
    if (t->kind != TOKEN_WORD) return expected(p, "a rule's name");
    p->r = arena_new_of(p->a, rule);
    p->r->id = t->text;
    p->r->about = "";
    p->r->file = p->file;
    p->r->line = p->line->line;
    p->r->precedence = p->precedence;
    return at_end(p);
}

static void parse_line(parsing *p, const rule_line *line) {
    p->line = line;
    p->at = 0;
    if (line->indented) {
        if (!p->r)
            wrong(p, 1, "this belongs to no rule%s", "");
        else if (line->example)
            parse_example(p);
        else
            parse_property(p);
        return;
    }
    finish_rule(p);
    if (take(p, "rule"))
        start_rule(p);
    else if (take(p, "precedence"))
        parse_number(p, &p->precedence);
    else
        wrong(p, peek(p)->column, "'rule NAME' or 'precedence N' expected, not '%s'", peek(p)->text);
}

void rule_parse(arena *a, const char *file, const rule_line *lines, size_t n, const lexicon *lex, rule_vec *out,
                error_list *errs) {
    parsing p = {.a = a, .file = file, .lex = lex, .errs = errs, .out = out, .precedence = precedence_default};
    for (size_t i = 0; i < n; i++) parse_line(&p, &lines[i]);
    finish_rule(&p);
}
