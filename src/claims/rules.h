/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_RULES_H
#define TRUCE_CLAIMS_RULES_H

/** @file
 * A language's rules: which words make which claims. docs/rules.md describes the files; here is what they become.
 *
 * Rules are read only once loaded and may serve many threads.
 */

#include <truce/claim.h>

#include "claims/frame.h"
#include "claims/slot_words.h"

typedef struct rules rules;

/** Loads a language's folder: `lexicon/` (classes of words), `slots/` (numbers and times) and its `*.rules`. All errors
 * at once in errs, each with its place; *out is NULL then. */
truce_status rules_load(const char *folder, rules **out, error_list *errs);
void rules_free(rules *r);

/** One name of a class, of a word ("quoted") or of a built-in kind of word (`@name`), that a word is held against. */
typedef enum rule_item_kind { ITEM_CLASS, ITEM_LEMMA, ITEM_BUILTIN } rule_item_kind;

/** What is no matter of a lexicon: name, list it in docs/rules.md too. */
#define RULE_BUILTIN_LIST(X)                                                                                           \
    X(name)     /* a proper name, or a pronoun that can stand for one */                                               \
    X(actor)    /* who can act: @name, or of the class `actor` */                                                      \
    X(numbered) /* counted: a number among its modifiers */                                                            \
    X(verb)                                                                                                            \
    X(noun)                                                                                                            \
    X(adjective)                                                                                                       \
    X(pronoun)                                                                                                         \
    X(plural)

typedef enum rule_builtin {
#define RULE_BUILTIN_ENUM(name) BUILTIN_##name,
    RULE_BUILTIN_LIST(RULE_BUILTIN_ENUM)
#undef RULE_BUILTIN_ENUM
        BUILTIN_count
} rule_builtin;

typedef struct rule_item {
    rule_item_kind kind;
    int class;         /* ITEM_CLASS */
    const char *lemma; /* ITEM_LEMMA, in lower case */
    rule_builtin builtin;
} rule_item;

typedef struct rule_items {
    rule_item *v;
    size_t n;
} rule_items;

/** One step of a path: from a predicate to its argument. */
typedef enum rule_step_kind {
    STEP_ROLE,  /* an argument with a role, of a preposition if prep is set */
    STEP_SELF,  /* the trigger itself */
    STEP_TOP,   /* its carrier (`held` of `held talks`), itself without one */
    STEP_HEAD,  /* the word that it hangs on in the tree */
    STEP_CHILD, /* a dependent by UD relation */
} rule_step_kind;

typedef struct rule_step {
    rule_step_kind kind;
    frame_role role;
    doc_relation rel;
    const char *prep;  /* NULL: any; else `to|into` */
    rule_items filter; /* the word must be one of these; empty: any */
} rule_step;

typedef struct rule_path {
    rule_step *v;
    size_t n;
    size_t column;
} rule_path;

/** Paths in order of preference: the first that leads to a word counts. */
typedef struct rule_ref {
    rule_path *v;
    size_t n;
} rule_ref;

/** What a trigger or a clause can be besides its arguments. */
#define RULE_STATE_LIST(X) X(passive) X(active) X(negated) X(verbal) X(nominal) X(relative) X(attributive) X(question)

typedef enum rule_state {
#define RULE_STATE_ENUM(name) STATE_##name,
    RULE_STATE_LIST(RULE_STATE_ENUM)
#undef RULE_STATE_ENUM
        STATE_count
} rule_state;

typedef enum rule_test_kind {
    TEST_PRESENT, /* REF: some path leads to a word */
    TEST_IS,      /* REF is ITEMS: of all words that the paths lead to (conjuncts too), one is an item */
    TEST_HAS,     /* REF has ITEMS: or one below it is */
    TEST_STATE,
    TEST_UNDER,    /* under ITEMS: a governor that embeds the clause is an item */
    TEST_SENTENCE, /* sentence has ITEMS */
    TEST_REPORT,   /* report has ITEMS */
    TEST_STATUS,   /* status is A|B: as composed */
} rule_test_kind;

typedef struct rule_test {
    rule_test_kind kind;
    bool negated;
    rule_ref ref;
    rule_items items;
    rule_state state;
    uint32_t statuses; /* bit set of truce_claim_status */
} rule_test;

/** `when A or B or C`: one of them must hold. */
typedef struct rule_condition {
    rule_test *v;
    size_t n;
    bool unless; /* none of them may hold */
    size_t line, column;
    const char *text; /* as written, for `truce explain` */
} rule_condition;

typedef struct rule_trigger {
    truce_upos upos; /* NONE: any */
    rule_item item;
} rule_trigger;

/** A sentence of a rule file with the claims that it must give (`+`) or, for `-`, none by the rule. */
typedef struct rule_example {
    bool must;
    const char *sentence, *expected;
    size_t line;
} rule_example;

#define RULE_SLOT_LIST(X) X(actor) X(target) X(counterpart) X(via) X(place) X(quantity)

typedef enum rule_slot {
#define RULE_SLOT_ENUM(name) SLOT_##name,
    RULE_SLOT_LIST(RULE_SLOT_ENUM)
#undef RULE_SLOT_ENUM
        SLOT_count
} rule_slot;

typedef struct rule {
    const char *id, *about, *file;
    size_t line;
    int precedence; /* smaller is tried first; then the order of files and lines */
    struct {
        rule_trigger *v;
        size_t n;
    } triggers;
    struct {
        rule_condition *v;
        size_t n;
    } conditions;
    truce_act act;
    truce_claim_status status[TRUCE_CLAIM_STATUS_COUNT]; /* composed → given; NONE: as composed */
    rule_ref slots[SLOT_count];
    truce_quantity_kind kind; /* of the quantity, whatever its noun; NONE: by the noun */
    bool also;                /* does not keep later rules from the same trigger */
    bool yields;              /* gives way to a claim in what it embeds */
    bool shares;              /* leaves its target's own words to other rules */
    bool speaker;             /* the innermost source is the actor where the clause names none */
    bool whole;               /* quotes the whole clause that the trigger stands in */
    struct {
        rule_example *v;
        size_t n;
    } examples;
} rule;

const lexicon *rules_lexicon(const rules *r);
const slot_words *rules_slot_words(const rules *r);
/** All rules, in order of precedence. */
const rule *rules_all(const rules *r, size_t *n);
const rule *rules_find(const rules *r, const char *id);
/** SHA-256 over all files, in hexadecimal: the rules' version. */
const char *rules_version(const rules *r);

/** Calls visit for each rule that word (s, w) triggers, in order of precedence, until it gives false. */
void rules_triggered(const rules *r, const doc *d, uint32_t s, uint32_t w, bool (*visit)(void *ctx, const rule *rule),
                     void *ctx);

#endif
