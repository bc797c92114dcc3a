/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/mend.h"

#include <string.h>

typedef struct mending {
    doc *d;
    uint32_t s;
    doc_sentence *ds;
    int time_noun, clause_mark, willing;
    bool changed;
} mending;

static void hang(mending *m, uint32_t w, uint32_t head, doc_relation rel, const char *sub) {
    doc_word *word = &m->ds->words[w];
    word->head = head;
    word->rel = rel;
    word->sub = sub;
    m->changed = true;
}

static bool is_verb(const mending *m, uint32_t w) {
    truce_upos u = doc_raw(m->d, m->s, w)->upos;
    return u == TRUCE_UPOS_VERB || u == TRUCE_UPOS_AUX;
}

static bool is_nominal(const mending *m, uint32_t w) {
    truce_upos u = doc_raw(m->d, m->s, w)->upos;
    return u == TRUCE_UPOS_NOUN || u == TRUCE_UPOS_PROPN || u == TRUCE_UPOS_PRON;
}

static bool is_punct(const mending *m, uint32_t w) {
    return doc_raw(m->d, m->s, w)->upos == TRUCE_UPOS_PUNCT;
}

static bool is_relative_pronoun(const mending *m, uint32_t w) {
    return doc_raw(m->d, m->s, w)->upos == TRUCE_UPOS_PRON && doc_feature_is(m->d, m->s, w, "PronType", "Rel");
}

static bool has(const mending *m, uint32_t w, doc_relation rel, const char *sub) {
    return doc_child(m->d, m->s, w, rel, sub) != 0;
}

/* The one next to the verb keeps the relation, the others count as obliques. */
static void part_subjects(mending *m, uint32_t w) {
    uint32_t last = 0;
    for (uint32_t c = 0; (c = doc_next_child(m->d, m->s, w, c, REL_nsubj, NULL)) && c < w;) {
        if (doc_has_sub(m->d, m->s, c, "outer")) continue;
        if (last) hang(m, last, w, REL_obl, "");
        last = c;
    }
}

/* A passive has an auxiliary, or no object. */
static void mend_voice(mending *m, uint32_t w) {
    uint32_t subject = doc_child(m->d, m->s, w, REL_nsubj, "pass");
    if (subject && !has(m, w, REL_aux, "pass") && has(m, w, REL_aux, NULL) && has(m, w, REL_obj, NULL))
        hang(m, subject, w, REL_nsubj, "");
}

/* The noun that a relative pronoun stands right behind, but for a comma and a preposition; 0 without. */
static uint32_t noun_before(const mending *m, uint32_t pronoun) {
    uint32_t w = pronoun - 1;
    if (w && doc_at(m->d, m->s, w)->rel == REL_case && doc_at(m->d, m->s, w)->head == pronoun) w--;
    bool comma = w && is_punct(m, w);
    if (comma) w--;
    if (!w || !is_nominal(m, w)) return 0;
    for (const doc_word *word = doc_at(m->d, m->s, w); word->head; word = doc_at(m->d, m->s, w)) {
        bool name = word->rel == REL_flat || word->rel == REL_compound;
        /* `the war on Northland that has …`: a name needs no clause that tells it from others */
        bool named = !comma && word->rel == REL_nmod && doc_raw(m->d, m->s, w)->upos == TRUCE_UPOS_PROPN &&
                     word->head < w && is_nominal(m, word->head);
        if (!name && !named) break;
        w = word->head;
    }
    return w < pronoun ? w : 0;
}

static void mend_relative(mending *m, uint32_t pronoun) {
    const doc_word *p = doc_at(m->d, m->s, pronoun);
    uint32_t v = p->head;
    if (!v || v < pronoun || !is_verb(m, v)) return;
    if (p->rel != REL_nsubj && p->rel != REL_obj && p->rel != REL_obl) return;
    const doc_word *clause = doc_at(m->d, m->s, v);
    if (clause->rel == REL_acl && strcmp(clause->sub, "relcl") == 0) return;
    if (clause->rel != REL_ccomp && clause->rel != REL_advcl && clause->rel != REL_acl && clause->rel != REL_parataxis)
        return;
    uint32_t noun = noun_before(m, pronoun);
    if (noun && !doc_under(m->d, m->s, noun, v)) hang(m, v, noun, REL_acl, "relcl");
}

/* Whether v could have a subject of its own, and has none. */
static bool lacks_subject(const mending *m, uint32_t v) {
    if (doc_raw(m->d, m->s, v)->upos != TRUCE_UPOS_VERB) return false;
    if (has(m, v, REL_nsubj, NULL) || has(m, v, REL_csubj, NULL) || has(m, v, REL_expl, NULL)) return false;
    switch (doc_at(m->d, m->s, v)->rel) {
    case REL_root:
    case REL_ccomp:
    case REL_advcl:
    case REL_parataxis:
    case REL_conj:
    case REL_acl: break;
    default: return false;
    }
    if (doc_feature_is(m->d, m->s, v, "Mood", "Imp") || has(m, v, REL_mark, "to")) return false;
    if (doc_feature_is(m->d, m->s, v, "VerbForm", "Fin")) return true;
    /* `in which gunmen killed ten`: no participle */
    uint32_t oblique = doc_child(m->d, m->s, v, REL_obl, NULL);
    if (oblique && oblique < v && is_relative_pronoun(m, oblique) && !has(m, v, REL_aux, NULL)) return true;
    for (uint32_t c = 0; (c = doc_next_child(m->d, m->s, v, c, REL_aux, NULL));)
        if (doc_feature_is(m->d, m->s, c, "VerbForm", "Fin")) return true;
    return false;
}

/* The preposition of noun that could as well join the clause v, which nothing joins; 0 without. */
static uint32_t joining_case(const mending *m, uint32_t noun, uint32_t v) {
    uint32_t mark = doc_child(m->d, m->s, noun, REL_case, "");
    bool joins = mark && doc_at(m->d, m->s, v)->rel == REL_advcl && !has(m, v, REL_mark, NULL) &&
                 doc_is(m->d, m->s, mark, m->clause_mark);
    return joins ? mark : 0;
}

/* The `and` before a noun and a verb, whichever it hangs on; 0 unless they share it. */
static uint32_t joining_and(const mending *m, uint32_t noun, uint32_t v) {
    uint32_t own = doc_child(m->d, m->s, noun, REL_cc, NULL), verbs = doc_child(m->d, m->s, v, REL_cc, NULL);
    if (own && verbs) return 0;
    uint32_t cc = own ? own : verbs;
    return cc < noun ? cc : 0;
}

/* The head of the noun phrase that ends right before v's own words, and that nothing ties to what precedes it. */
static uint32_t loose_noun_before(const mending *m, uint32_t v) {
    uint32_t w = v - 1;
    while (w && doc_at(m->d, m->s, w)->head == v &&
           (doc_at(m->d, m->s, w)->rel == REL_aux || doc_at(m->d, m->s, w)->rel == REL_advmod))
        w--;
    if (w && is_punct(m, w)) w--;
    for (; w && is_nominal(m, w); w = doc_at(m->d, m->s, w)->head) {
        const doc_word *word = doc_at(m->d, m->s, w);
        bool bare = !has(m, w, REL_case, NULL), conjunct = doc_at(m->d, m->s, v)->rel == REL_conj;
        bool loose = (word->rel == REL_obl || word->rel == REL_obj || word->rel == REL_nmod) && !*word->sub;
        if (loose && !conjunct && (bare || joining_case(m, w, v))) return w;
        if (word->rel == REL_conj && conjunct && bare && joining_and(m, w, v)) return w;
        if (!word->head || word->head >= v) return 0;
    }
    return 0;
}

static void find_subject(mending *m, uint32_t v) {
    if (!lacks_subject(m, v)) return;
    uint32_t noun = loose_noun_before(m, v);
    if (!noun || is_relative_pronoun(m, noun) || doc_is(m->d, m->s, noun, m->time_noun)) return;
    const doc_word *word = doc_at(m->d, m->s, noun);
    /* an object that stands behind its verb is one, unless the verb has v as its complement */
    if (word->rel == REL_obj && word->head < v &&
        (doc_at(m->d, m->s, v)->rel != REL_ccomp || doc_at(m->d, m->s, v)->head != word->head))
        return;
    if (doc_under(m->d, m->s, v, noun)) return;
    uint32_t mark = joining_case(m, noun, v);
    if (mark) hang(m, mark, v, REL_mark, "");
    if (word->rel == REL_conj) hang(m, joining_and(m, noun, v), v, REL_cc, "");
    hang(m, noun, v, REL_nsubj, has(m, v, REL_aux, "pass") ? "pass" : "");
}

/* `it is willing to`: somebody is, where an `it` that stands for nobody would be of use to a clause. */
static void mend_expletive(mending *m, uint32_t w) {
    uint32_t it = doc_child(m->d, m->s, w, REL_expl, NULL);
    if (it && has(m, w, REL_xcomp, NULL) && doc_is(m->d, m->s, w, m->willing)) hang(m, it, w, REL_nsubj, "");
}

bool mend_sentence(doc *d, uint32_t s) {
    mending m = {.d = d, .s = s, .ds = &d->v[s]};
    m.time_noun = lexicon_class(d->lex, "time-noun");
    m.willing = lexicon_class(d->lex, "status-willing");
    m.clause_mark = lexicon_class(d->lex, "clause-mark");
    for (uint32_t w = 1; w <= m.ds->n; w++) {
        part_subjects(&m, w);
        mend_voice(&m, w);
        if (is_relative_pronoun(&m, w)) mend_relative(&m, w);
        mend_expletive(&m, w);
        find_subject(&m, w);
    }
    return m.changed;
}
