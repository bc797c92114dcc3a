/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_DOC_H
#define TRUCE_CLAIMS_DOC_H

/** @file
 * One report as the claims floor sees it: its trees, with each word's lexicon classes and children looked up once.
 *
 * A place in a report is (s, w): sentence s from 0, word w from 1 (words[0] of a sentence is its root). Everything
 * lives in doc->a.
 */

#include "base/vec.h"
#include "claims/lexicon.h"

/** UD's universal relations; a subtype (`nmod:poss`) stands apart. */
// clang-format off
#define DOC_RELATION_LIST(X)                                                                                           \
    X(acl) X(advcl) X(advmod) X(amod) X(appos) X(aux) X(case) X(cc) X(ccomp) X(clf) X(compound) X(conj) X(cop)         \
    X(csubj) X(dep) X(det) X(discourse) X(dislocated) X(expl) X(fixed) X(flat) X(goeswith) X(iobj) X(list) X(mark)     \
    X(nmod) X(nsubj) X(nummod) X(obj) X(obl) X(orphan) X(parataxis) X(punct) X(reparandum) X(root) X(vocative) X(xcomp)
// clang-format on

typedef enum doc_relation {
    REL_none = 0,
#define DOC_RELATION_ENUM(name) REL_##name,
    DOC_RELATION_LIST(DOC_RELATION_ENUM)
#undef DOC_RELATION_ENUM
        REL_count
} doc_relation;

typedef struct doc_word {
    uint32_t head; /**< 0 for a root; a head that would close a cycle is cut off and counts as 0 */
    doc_relation rel;
    const char *sub;    /**< the relation's subtype (`poss`, `pass`, `relcl`), "" without */
    const char *lemma;  /**< in lower case; never NULL */
    uint32_t *children; /**< in text order */
    uint32_t n_children;
    const lexicon_hit *hits; /**< entries whose head is this word (of several words: the one that heads the others) */
    uint32_t n_hits;
    uint32_t first, last; /**< the leftmost and rightmost word of its subtree */
} doc_word;

typedef struct doc_sentence {
    const truce_sentence *s;
    doc_word *words; /**< [n + 1]; words[0].children are the roots */
    uint32_t n;
} doc_sentence;

typedef struct doc {
    arena *a;
    const truce_report *report;
    const truce_sentences *text;
    const lexicon *lex;
    doc_sentence *v; /**< [n] */
    uint32_t n;
} doc;

/** Looks every word up. Allocates in a only: call inside arena_run(). */
doc *doc_new(arena *a, const truce_report *report, const truce_sentences *text, const lexicon *lex);

static inline const truce_word *doc_raw(const doc *d, uint32_t s, uint32_t w) {
    return &d->v[s].s->words[w];
}
static inline const doc_word *doc_at(const doc *d, uint32_t s, uint32_t w) {
    return &d->v[s].words[w];
}

/** Whether an entry of the class is headed by the word; never for class -1. */
bool doc_is(const doc *d, uint32_t s, uint32_t w, int class);
/** The hit itself, the longest if there are several; NULL without. */
const lexicon_hit *doc_hit(const doc *d, uint32_t s, uint32_t w, int class);
/** Its value; NULL when the word is not of the class. */
const char *doc_value(const doc *d, uint32_t s, uint32_t w, int class);

/** The report's bytes from the start of word `from` to the end of word `to`, white space folded to one space. */
const char *doc_text(const doc *d, uint32_t s, uint32_t from, uint32_t to);
/** The same for bytes of the report. */
const char *doc_span_text(const doc *d, truce_span span);

/** The first child with the relation, from the left; sub NULL for any subtype; 0 without. */
uint32_t doc_child(const doc *d, uint32_t s, uint32_t w, doc_relation rel, const char *sub);
/** The next such child to the right of child `after` (0: the first). */
uint32_t doc_next_child(const doc *d, uint32_t s, uint32_t w, uint32_t after, doc_relation rel, const char *sub);
bool doc_has_sub(const doc *d, uint32_t s, uint32_t w, const char *sub);

/** Whether w stands in the subtree of top (itself included). */
bool doc_under(const doc *d, uint32_t s, uint32_t w, uint32_t top);

/** Whether a comma, bracket or dash opens the phrase or clause headed by w (`hit the town, killing ten`). */
bool doc_is_set_off(const doc *d, uint32_t s, uint32_t w);

/** Whether the lemma (lower case) of the word equals text. */
bool doc_lemma_is(const doc *d, uint32_t s, uint32_t w, const char *text);

/** The value of a feature (`Tense`), copied; NULL where the word has none. */
const char *doc_feature(const doc *d, uint32_t s, uint32_t w, const char *name);
bool doc_feature_is(const doc *d, uint32_t s, uint32_t w, const char *name, const char *value);
/** Whether the verb has an auxiliary of class `perfect` (`has freed`); with past also one that tells of the past
 * (`had`). */
bool doc_is_perfect(const doc *d, uint32_t s, uint32_t w, int perfect, bool past);

/** The lemma of a nominal's preposition or a clause's marker (first `case` or `mark` child, with its `fixed` words
 * joined by spaces: `because of`); "" without. */
const char *doc_case(const doc *d, uint32_t s, uint32_t w);
const char *doc_mark(const doc *d, uint32_t s, uint32_t w);

/** The head of the clause that w stands in: w itself if it heads one (root, or ccomp, xcomp, advcl, acl, csubj,
 * parataxis, or conj of such a head), else of its head. */
uint32_t doc_clause(const doc *d, uint32_t s, uint32_t w);

/** The first word of a chain of conjuncts that w belongs to: w itself unless it is a `conj`. */
uint32_t doc_first_conjunct(const doc *d, uint32_t s, uint32_t w);

#endif
