/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/tree_mend.h"

#include <string.h>

typedef struct mending {
    arena *a;
    const lexicon *lex;
    const truce_sentence *from;
    truce_sentence s; /* from, with words of its own once it is changed */
    bool changed;
    int object_control, oblique_control, no_passive, return_noun, terms, harm, leave, count, others, clause_mark;
} mending;

static truce_word *word_of(mending *m, uint32_t w) {
    if (!m->changed) {
        m->s.words = arena_array(m->a, truce_word, (size_t)m->s.n + 1);
        memcpy(m->s.words, m->from->words, ((size_t)m->s.n + 1) * sizeof *m->s.words);
        m->changed = true;
    }
    return &m->s.words[w];
}

static const truce_word *at(const mending *m, uint32_t w) {
    return &m->s.words[w];
}

static uint32_t head_of(const mending *m, uint32_t w) {
    int32_t head = at(m, w)->head;
    return head < 0 || (uint32_t)head > m->s.n ? 0 : (uint32_t)head;
}

/* Whether a relation is `name` or a subtype of it. */
static bool is_rel(const char *deprel, const char *name) {
    size_t n = strlen(name);
    return strncmp(deprel, name, n) == 0 && (!deprel[n] || deprel[n] == ':');
}

static bool has_feature(const mending *m, uint32_t w, const char *feature) {
    size_t n = strlen(feature);
    for (const char *p = at(m, w)->feats; p; p = strchr(p, '|')) {
        p += *p == '|';
        if (strncmp(p, feature, n) == 0 && (!p[n] || p[n] == '|')) return true;
    }
    return false;
}

/* The first child with the relation; 0 without. */
static uint32_t child_of(const mending *m, uint32_t w, const char *deprel) {
    for (uint32_t c = 1; c <= m->s.n; c++)
        if (head_of(m, c) == w && is_rel(at(m, c)->deprel, deprel)) return c;
    return 0;
}

/* What a lookup wants: a class (-1: any), and what it found. */
typedef struct lookup {
    int class;
    const char *value;
    uint32_t n;
} lookup;

static void keep_single(void *ctx, const lexicon_hit *hit) {
    lookup *l = ctx;
    if (hit->first != hit->last || (l->class >= 0 && hit->class != l->class)) return;
    l->value = hit->value;
    l->n++;
}

static lookup look_up(const mending *m, const truce_word *word, int class) {
    truce_word words[2] = {*word, *word};
    truce_sentence one = {.n = 1, .words = words};
    lookup l = {.class = class};
    lexicon_match(m->lex, &one, 1, m->a, keep_single, &l);
    return l;
}

/* The value of the word's entry in the class; NULL without. */
static const char *value_in(const mending *m, const truce_word *word, int class) {
    return look_up(m, word, class).value;
}

static bool is_listed(const char *list, const char *text) {
    size_t n = strlen(text);
    for (const char *p = list; p && *p; p = strchr(p, '|') ? strchr(p, '|') + 1 : NULL)
        if (strncmp(p, text, n) == 0 && (!p[n] || p[n] == '|')) return true;
    return false;
}

static bool is_finite(const mending *m, uint32_t w) {
    if (has_feature(m, w, "VerbForm=Fin")) return true;
    for (uint32_t c = 1; c <= m->s.n; c++)
        if (head_of(m, c) == w && (is_rel(at(m, c)->deprel, "aux") || is_rel(at(m, c)->deprel, "cop"))) return true;
    return false;
}

static bool is_past_participle(const mending *m, uint32_t w) {
    return at(m, w)->upos == TRUCE_UPOS_VERB && has_feature(m, w, "VerbForm=Part") && has_feature(m, w, "Tense=Past");
}

/* Whether w is top or below it; a tree has no way longer than its words. */
static bool is_under(const mending *m, uint32_t w, uint32_t top) {
    for (uint32_t steps = 0; w && steps <= m->s.n; steps++, w = head_of(m, w))
        if (w == top) return true;
    return false;
}

/* A rare verb whose lemma the parser got wrong. */
static void mend_lemma(mending *m, uint32_t w) {
    if (at(m, w)->upos != TRUCE_UPOS_VERB) return;
    const char *lemma = lexicon_verb_lemma(m->lex, at(m, w), m->a);
    if (strcmp(lemma, at(m, w)->lemma) != 0) word_of(m, w)->lemma = lemma;
}

/* Words w, `-` and w + 2 that the lexicon has as one noun: the last is made that noun. */
static void mend_hyphen(mending *m, uint32_t w) {
    uint32_t last = w + 2;
    if (last > m->s.n || strcmp(at(m, w + 1)->form, "-") != 0) return;
    if (at(m, w)->span.end != at(m, w + 1)->span.start || at(m, w + 1)->span.end != at(m, last)->span.start) return;
    truce_word joined = *at(m, last);
    joined.upos = TRUCE_UPOS_NOUN;
    joined.form = arena_printf(m->a, "%s-%s", at(m, w)->form, at(m, last)->form);
    joined.lemma = arena_printf(m->a, "%s-%s", at(m, w)->form, at(m, last)->lemma);
    if (!value_in(m, &joined, -1)) return;
    uint32_t outer = head_of(m, last);
    bool inside = outer == w || outer == w + 1 || is_under(m, outer, w);
    if (inside || at(m, last)->head < 0) {
        if (is_under(m, head_of(m, w), last)) return;
        joined.head = at(m, w)->head;
        joined.deprel = at(m, w)->deprel;
    }
    for (uint32_t c = 1; c <= m->s.n; c++)
        if ((head_of(m, c) == w || head_of(m, c) == w + 1) && c != last) word_of(m, c)->head = (int32_t)last;
    *word_of(m, last) = joined;
    word_of(m, w)->head = word_of(m, w + 1)->head = (int32_t)last;
    word_of(m, w)->deprel = "compound";
    word_of(m, w + 1)->deprel = "punct";
}

/* `the truce and captive swap accord`: a noun without an adposition, right behind what hangs on the same word,
 * takes that for its compound. */
static void mend_compound(mending *m, uint32_t w) {
    uint32_t top = w - 1, noun = head_of(m, w);
    if (w < 2 || at(m, w)->upos != TRUCE_UPOS_NOUN || at(m, top)->upos != TRUCE_UPOS_NOUN || !noun) return;
    if (strcmp(at(m, w)->deprel, "nmod") != 0 || noun >= top || child_of(m, w, "case")) return;
    for (uint32_t steps = 0; top && head_of(m, top) != noun; top = head_of(m, top))
        if (++steps > m->s.n) return;
    if (!top || top > w || strcmp(at(m, top)->deprel, "nmod") != 0) return;
    for (uint32_t c = 1; c < top; c++) {
        bool outer = is_rel(at(m, c)->deprel, "case") || is_rel(at(m, c)->deprel, "det");
        if (head_of(m, c) == top && outer) word_of(m, c)->head = (int32_t)w;
    }
    word_of(m, top)->head = (int32_t)w;
    word_of(m, top)->deprel = "compound";
}

/* `handed over 15 out of 28 bodies`: the bodies hang on the number that stands before them. */
static void mend_portion(mending *m, uint32_t w) {
    if (at(m, w)->upos != TRUCE_UPOS_NUM || w + 1 >= m->s.n || !is_rel(at(m, w + 1)->deprel, "case")) return;
    uint32_t noun = head_of(m, w + 1);
    bool argument = is_rel(at(m, w)->deprel, "obj") || is_rel(at(m, w)->deprel, "nsubj");
    if (!argument || noun <= w + 1 || head_of(m, noun) != head_of(m, w) || !is_rel(at(m, noun)->deprel, "obl")) return;
    if (!child_of(m, noun, "nummod")) return;
    word_of(m, noun)->head = (int32_t)w;
    word_of(m, noun)->deprel = "nmod";
}

/* A capital at the start of a sentence makes no name of a word that the lexicon knows as a noun, unless the report
 * tells so (parse_names.c). */
static void mend_capital(mending *m) {
    if (m->s.n < 2 || strncmp(at(m, 1)->misc, "Name=", strlen("Name=")) == 0) return;
    if (at(m, 1)->upos != TRUCE_UPOS_PROPN || at(m, 2)->upos == TRUCE_UPOS_PROPN) return;
    if (at(m, head_of(m, 1))->upos == TRUCE_UPOS_PROPN) return;
    truce_word noun = *at(m, 1);
    noun.upos = TRUCE_UPOS_NOUN;
    if (look_up(m, &noun, -1).n <= look_up(m, at(m, 1), -1).n) return;
    word_of(m, 1)->upos = TRUCE_UPOS_NOUN;
}

static void mend_control(mending *m, uint32_t w) {
    const char *rel = at(m, w)->deprel;
    uint32_t head = head_of(m, w);
    bool hangs = strcmp(rel, "acl") == 0 || strcmp(rel, "advcl") == 0;
    if (!hangs || !head || at(m, w)->upos != TRUCE_UPOS_VERB) return;
    uint32_t mark = child_of(m, w, "mark");
    if (!mark || at(m, mark)->upos != TRUCE_UPOS_PART) return;
    uint32_t verb = head, person = 0;
    if (strcmp(rel, "acl") == 0) {
        person = head;
        verb = head_of(m, head);
    } else {
        person = child_of(m, head, "obj");
        if (!person) person = child_of(m, head, "obl");
    }
    if (!verb || !person || person > w) return;
    if (is_rel(at(m, person)->deprel, "obj") && value_in(m, at(m, verb), m->object_control)) {
        /* a noun of its own content: `urged efforts to free them` */
        if (strcmp(rel, "acl") == 0 && at(m, person)->upos == TRUCE_UPOS_NOUN && !has_feature(m, person, "Number=Plur"))
            return;
    } else if (is_rel(at(m, person)->deprel, "obl")) {
        uint32_t adposition = child_of(m, person, "case");
        const char *by = value_in(m, at(m, verb), m->oblique_control);
        if (!adposition || !is_listed(by, at(m, adposition)->lemma)) return;
    } else {
        return;
    }
    truce_word *word = word_of(m, w);
    word->head = (int32_t)verb;
    word->deprel = "xcomp";
}

/* `signed a deal on Thursday to end the war`: what a text is to bring about hangs on it. */
static void mend_terms(mending *m, uint32_t w) {
    uint32_t verb = head_of(m, w);
    if (strcmp(at(m, w)->deprel, "advcl") != 0 || at(m, w)->upos != TRUCE_UPOS_VERB || !verb) return;
    uint32_t text = child_of(m, verb, "obj"), mark = child_of(m, w, "mark");
    if (!text || text > w || !mark || at(m, mark)->upos != TRUCE_UPOS_PART) return;
    if (!value_in(m, at(m, text), m->terms)) return;
    word_of(m, w)->head = (int32_t)text;
    word_of(m, w)->deprel = "acl";
}

/* A sentence that is a noun with clauses has one of them for its predicate. */
static void mend_predicate(mending *m) {
    uint32_t root = 0, predicate = 0;
    for (uint32_t w = 1; w <= m->s.n; w++)
        if (at(m, w)->head == 0 && !root) root = w;
    if (!root || (at(m, root)->upos != TRUCE_UPOS_NOUN && at(m, root)->upos != TRUCE_UPOS_PROPN)) return;
    if (is_finite(m, root) || child_of(m, root, "nsubj")) return;
    for (uint32_t w = root + 1; w <= m->s.n; w++) {
        if (at(m, w)->upos == TRUCE_UPOS_VERB && is_finite(m, w)) return;
        if (strcmp(at(m, w)->deprel, "acl") != 0 || !is_past_participle(m, w)) continue;
        if (child_of(m, w, "obj") || value_in(m, at(m, w), m->no_passive)) predicate = w;
    }
    if (!predicate) return;
    truce_word *verb = word_of(m, predicate), *noun = word_of(m, root);
    verb->head = 0;
    verb->deprel = noun->deprel;
    verb->feats = "Mood=Ind|Tense=Past|VerbForm=Fin";
    noun->head = (int32_t)predicate;
    noun->deprel = "nsubj";
}

static void mend_due(mending *m, uint32_t w) {
    if (at(m, w)->upos != TRUCE_UPOS_VERB || !has_feature(m, w, "VerbForm=Inf")) return;
    uint32_t due = 0;
    for (uint32_t c = 1; c < w && !due; c++)
        if (head_of(m, c) == w && is_rel(at(m, c)->deprel, "mark") && at(m, c)->upos == TRUCE_UPOS_ADJ) due = c;
    if (!due || !child_of(m, w, "cop") || !child_of(m, w, "nsubj")) return;
    truce_word *adjective = word_of(m, due), *verb = word_of(m, w);
    adjective->head = verb->head;
    adjective->deprel = verb->deprel;
    verb->head = (int32_t)due;
    verb->deprel = "xcomp";
    for (uint32_t c = 1; c < due; c++) {
        if (head_of(m, c) != w) continue;
        if (is_rel(at(m, c)->deprel, "nsubj")) m->s.words[c].deprel = "nsubj";
        m->s.words[c].head = (int32_t)due;
    }
}

static void mend_imperative(mending *m, uint32_t w) {
    if (!has_feature(m, w, "Mood=Imp") || !child_of(m, w, "nsubj")) return;
    word_of(m, w)->feats = "Mood=Ind|Tense=Past|VerbForm=Fin";
}

/* The verb that a form in -ed is of: one that the lexicon knows as a verb; NULL without. */
static const char *verb_of(const mending *m, const truce_word *word) {
    size_t n = strlen(word->form);
    if (n < 5 || strcmp(word->form + n - 2, "ed") != 0) return NULL;
    bool doubled = word->form[n - 3] == word->form[n - 4];
    for (size_t cut = 1; cut <= 2u + doubled; cut++) {
        truce_word verb = *word;
        verb.upos = TRUCE_UPOS_VERB;
        verb.form = verb.lemma = arena_strndup(m->a, word->form, n - cut);
        if (value_in(m, &verb, -1)) return verb.lemma;
    }
    return NULL;
}

static void mend_participle(mending *m, uint32_t w) {
    if (at(m, w)->upos != TRUCE_UPOS_ADJ) return;
    uint32_t subject = child_of(m, w, "nsubj"), be = child_of(m, w, "cop");
    if (!subject || subject > w || value_in(m, at(m, w), -1)) return;
    const char *lemma = verb_of(m, at(m, w));
    if (!lemma) return;
    truce_word *word = word_of(m, w);
    word->upos = TRUCE_UPOS_VERB;
    word->lemma = lemma;
    if (be) {
        word->feats = "Tense=Past|VerbForm=Part|Voice=Pass";
        word_of(m, be)->deprel = "aux:pass";
        word_of(m, subject)->deprel = "nsubj:pass";
    } else {
        word->feats = "Mood=Ind|Tense=Past|VerbForm=Fin";
        if (is_rel(word->deprel, "obl")) word->deprel = "advcl";
        uint32_t mark = child_of(m, w, "case");
        if (mark && mark < subject) word_of(m, mark)->deprel = "mark";
    }
}

/* `will free ten men`, `has freed ten men`: no adjective has an object, so what the lexicon has as a verb is one. */
static void mend_transitive(mending *m, uint32_t w) {
    if (at(m, w)->upos != TRUCE_UPOS_ADJ || child_of(m, w, "obj") <= w) return;
    uint32_t helper = head_of(m, w);
    bool hangs = helper && helper < w && at(m, helper)->upos == TRUCE_UPOS_AUX;
    if (!hangs && !child_of(m, w, "aux")) return;
    truce_word verb = *at(m, w);
    verb.upos = TRUCE_UPOS_VERB;
    bool base = value_in(m, &verb, -1);
    const char *lemma = base ? verb.lemma : verb_of(m, &verb);
    if (!lemma) return;
    verb.lemma = lemma;
    verb.feats = base ? "VerbForm=Inf" : "Tense=Past|VerbForm=Part";
    if (hangs) {
        verb.head = at(m, helper)->head;
        verb.deprel = at(m, helper)->deprel;
        for (uint32_t c = 1; c <= m->s.n; c++)
            if (head_of(m, c) == helper && c != w) word_of(m, c)->head = (int32_t)w;
        word_of(m, helper)->head = (int32_t)w;
        word_of(m, helper)->deprel = "aux";
    }
    *word_of(m, w) = verb;
}

/* `Northland insists on it.`: where a sentence has no verb, its root that the lexicon has as one is it. */
static void mend_root(mending *m) {
    uint32_t root = 0, subject = 0;
    for (uint32_t w = 1; w <= m->s.n; w++) {
        if (at(m, w)->head == 0 && !root) root = w;
        if (at(m, w)->upos == TRUCE_UPOS_VERB || at(m, w)->upos == TRUCE_UPOS_AUX) return;
    }
    if (!root || at(m, root)->upos != TRUCE_UPOS_NOUN || !has_feature(m, root, "Number=Plur")) return;
    for (uint32_t c = 1; c < root; c++) {
        const truce_word *word = at(m, c);
        if (head_of(m, c) != root) continue;
        if (word->upos != TRUCE_UPOS_PROPN || strcmp(word->deprel, "compound") != 0) return;
        subject = c;
    }
    truce_word verb = *at(m, root);
    verb.upos = TRUCE_UPOS_VERB;
    if (!subject || !value_in(m, &verb, -1)) return;
    verb.feats = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin";
    *word_of(m, root) = verb;
    for (uint32_t c = 1; c <= m->s.n; c++) {
        if (head_of(m, c) != root) continue;
        if (c == subject)
            word_of(m, c)->deprel = "nsubj";
        else if (strcmp(at(m, c)->deprel, "nmod") == 0)
            word_of(m, c)->deprel = child_of(m, c, "case") ? "obl" : "obj";
        else if (c > root && (is_rel(at(m, c)->deprel, "appos") || is_rel(at(m, c)->deprel, "dep")))
            word_of(m, c)->deprel = "obj";
    }
}

/* `expected to free 46 men`: no adjective stands before a number, so what the lexicon has as a verb is one. */
static void mend_infinitive(mending *m, uint32_t w) {
    if (at(m, w)->upos != TRUCE_UPOS_ADJ || w < 2 || w >= m->s.n) return;
    truce_upos next = at(m, w + 1)->upos;
    if (next != TRUCE_UPOS_NUM && next != TRUCE_UPOS_DET) return;
    uint32_t noun = head_of(m, w), to = w - 1;
    if (noun <= w || head_of(m, to) != noun || !is_rel(at(m, to)->deprel, "case") || !head_of(m, noun)) return;
    truce_word verb = *at(m, w);
    verb.upos = TRUCE_UPOS_VERB;
    if (!value_in(m, &verb, -1)) return;
    verb.feats = "VerbForm=Inf";
    verb.head = at(m, noun)->head;
    verb.deprel = "xcomp";
    *word_of(m, w) = verb;
    word_of(m, noun)->head = (int32_t)w;
    word_of(m, noun)->deprel = "obj";
    word_of(m, to)->upos = TRUCE_UPOS_PART;
    word_of(m, to)->head = (int32_t)w;
    word_of(m, to)->deprel = "mark";
}

/* `freed three captives in exchange for ten prisoners`: in exchange for them it freed, whatever they hang on. */
static void mend_exchange(mending *m, uint32_t w) {
    uint32_t noun = head_of(m, w);
    if (at(m, w)->upos != TRUCE_UPOS_NOUN || !noun || !value_in(m, at(m, w), m->return_noun)) return;
    if (child_of(m, w, "case") + 1 != w) return;
    uint32_t given = w < m->s.n ? head_of(m, w + 1) : 0;
    bool adposition = given > w && is_rel(at(m, w + 1)->deprel, "case");
    if (adposition && head_of(m, given) != w && !is_under(m, w, given)) {
        word_of(m, given)->head = (int32_t)w;
        word_of(m, given)->deprel = "nmod";
    }
    uint32_t verb = head_of(m, noun);
    if (!is_rel(at(m, w)->deprel, "nmod") || !verb || at(m, verb)->upos != TRUCE_UPOS_VERB) return;
    word_of(m, w)->head = (int32_t)verb;
    word_of(m, w)->deprel = "obl";
}

/* `before a single prisoner has been freed`: what is read as a preposition of a clause's subject is its mark. */
static void mend_mark(mending *m, uint32_t w) {
    uint32_t noun = head_of(m, w), verb = head_of(m, noun);
    if (w > noun || noun > verb || !is_rel(at(m, w)->deprel, "case") || !is_rel(at(m, noun)->deprel, "nsubj")) return;
    if (!is_rel(at(m, verb)->deprel, "advcl") || !value_in(m, at(m, w), m->clause_mark)) return;
    word_of(m, w)->head = (int32_t)verb;
    word_of(m, w)->deprel = "mark";
}

static void mend_gerund(mending *m, uint32_t w) {
    if (at(m, w)->upos != TRUCE_UPOS_VERB || is_finite(m, w) || child_of(m, w, "nsubj") || child_of(m, w, "mark"))
        return;
    uint32_t verb = child_of(m, w, "xcomp");
    if (!verb) verb = child_of(m, w, "ccomp");
    if (!verb || verb < w || at(m, verb)->upos != TRUCE_UPOS_VERB || !is_finite(m, verb)) return;
    if (child_of(m, verb, "nsubj") || child_of(m, verb, "mark")) return;
    truce_word *noun = word_of(m, w), *predicate = word_of(m, verb);
    predicate->head = noun->head;
    predicate->deprel = noun->deprel;
    noun->head = (int32_t)verb;
    noun->deprel = "nsubj";
    noun->upos = TRUCE_UPOS_NOUN;
}

/* Whether the word counts: a number, a noun that stands for one (`dozens`), or a noun with such a number. */
static bool is_count(const mending *m, uint32_t w) {
    truce_upos u = at(m, w)->upos;
    if (u == TRUCE_UPOS_NUM || value_in(m, at(m, w), m->count)) return true;
    if (u != TRUCE_UPOS_NOUN && u != TRUCE_UPOS_ADJ) return false;
    for (uint32_t c = w > 4 ? w - 4 : 1; c < w; c++)
        if (at(m, c)->upos == TRUCE_UPOS_NUM && (head_of(m, c) == w || head_of(m, c) == head_of(m, w))) return true;
    return false;
}

/* The verb above a word, w itself set aside: one that tells of harm or of what something left; 0 without. */
static uint32_t harming_verb(const mending *m, uint32_t from, uint32_t w) {
    for (uint32_t steps = 0; from && steps <= m->s.n; steps++, from = head_of(m, from)) {
        if (from == w || at(m, from)->upos != TRUCE_UPOS_VERB) continue;
        bool told = value_in(m, at(m, from), m->harm) || value_in(m, at(m, from), m->leave);
        return told && from < w ? from : 0;
    }
    return 0;
}

/* `killed ten and 40 others wounded`, `left 14 dead and 30 wounded`: those counted right before the participle are
 * whom it is said of. */
static void mend_harmed(mending *m, uint32_t w) {
    if (w < 3 || (at(m, w)->upos != TRUCE_UPOS_ADJ && !is_past_participle(m, w)) || child_of(m, w, "aux")) return;
    if (child_of(m, w, "obj") > w || (head_of(m, w) > w && is_rel(at(m, w)->deprel, "amod"))) return;
    truce_word harmed = *at(m, w);
    const char *lemma = verb_of(m, &harmed);
    if (lemma) {
        harmed.upos = TRUCE_UPOS_VERB;
        harmed.lemma = lemma;
    }
    if (!value_in(m, &harmed, m->harm)) return;
    uint32_t who = at(m, w - 1)->upos != TRUCE_UPOS_NOUN && value_in(m, at(m, w - 1), m->others) ? w - 2 : w - 1;
    if (!is_count(m, who)) return;
    uint32_t verb = harming_verb(m, head_of(m, who), w);
    if (!verb) verb = harming_verb(m, head_of(m, w), w);
    if (!verb || is_under(m, verb, w) || is_under(m, verb, who)) return;
    bool left = value_in(m, at(m, verb), m->leave) != NULL;
    harmed.head = (int32_t)verb;
    harmed.deprel = left ? "xcomp" : child_of(m, who, "case") ? "advcl" : "conj";
    if (lemma) harmed.feats = "Tense=Past|VerbForm=Part|Voice=Pass";
    *word_of(m, w) = harmed;
    for (uint32_t c = 1; c < who; c++)
        if (at(m, c)->upos == TRUCE_UPOS_NUM && head_of(m, c) == w) word_of(m, c)->head = (int32_t)who;
    word_of(m, who)->head = (int32_t)w;
    word_of(m, who)->deprel = lemma ? "nsubj:pass" : "nsubj";
}

/* `Two more were killed`: a number with such a word is whom it is said of, where nobody else is. */
static void mend_others(mending *m, uint32_t w) {
    uint32_t number = w - 1, verb = head_of(m, w);
    if (w < 2 || verb <= w || !is_rel(at(m, w)->deprel, "advmod") || !value_in(m, at(m, w), m->others)) return;
    if (at(m, number)->upos != TRUCE_UPOS_NUM && !value_in(m, at(m, number), m->count)) return;
    bool predicate = at(m, verb)->upos == TRUCE_UPOS_VERB || child_of(m, verb, "cop");
    if (!predicate || child_of(m, verb, "nsubj") || is_under(m, verb, number)) return;
    word_of(m, number)->head = (int32_t)verb;
    word_of(m, number)->deprel = child_of(m, verb, "aux:pass") ? "nsubj:pass" : "nsubj";
    word_of(m, w)->head = (int32_t)number;
}

const truce_sentences *trees_mend(arena *a, const lexicon *lex, const truce_sentences *text) {
    truce_sentences *out = NULL;
    mending m = {.a = a,
                 .lex = lex,
                 .object_control = lexicon_class(lex, "object-control"),
                 .oblique_control = lexicon_class(lex, "oblique-control"),
                 .no_passive = lexicon_class(lex, "no-passive"),
                 .return_noun = lexicon_class(lex, "return-noun"),
                 .terms = lexicon_class(lex, "terms"),
                 .harm = lexicon_class(lex, "harm"),
                 .leave = lexicon_class(lex, "leave-verb"),
                 .count = lexicon_class(lex, "count"),
                 .others = lexicon_class(lex, "others"),
                 .clause_mark = lexicon_class(lex, "clause-mark")};
    for (uint32_t i = 0; i < text->n; i++) {
        m.from = &text->v[i];
        m.s = *m.from;
        m.changed = false;
        mend_capital(&m);
        for (uint32_t w = 1; w <= m.s.n; w++) {
            mend_lemma(&m, w);
            mend_hyphen(&m, w);
            mend_compound(&m, w);
            mend_portion(&m, w);
            mend_participle(&m, w);
            mend_imperative(&m, w);
            mend_due(&m, w);
            mend_infinitive(&m, w);
            mend_transitive(&m, w);
            mend_exchange(&m, w);
            mend_gerund(&m, w);
            mend_mark(&m, w);
            mend_control(&m, w);
            mend_terms(&m, w);
            mend_harmed(&m, w);
            mend_others(&m, w);
        }
        mend_predicate(&m);
        mend_root(&m);
        if (!m.changed) continue;
        if (!out) {
            out = arena_new_of(a, truce_sentences);
            *out = (truce_sentences){arena_array(a, truce_sentence, text->n), text->n};
            memcpy(out->v, text->v, text->n * sizeof *out->v);
        }
        out->v[i] = m.s;
    }
    return out ? out : text;
}
