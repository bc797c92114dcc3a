/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/frame.h"

#include <string.h>

struct frames {
    const doc *d;
    const frame ***v; /* [sentence][word]; NULL until asked for */
    int support, occur, aspect_noun, agent_case, time_noun, actor, subject_control, oblique_control, demanded;
};

/* What one frame is built from. */
typedef struct building {
    frames *fs;
    const doc *d;
    uint32_t s, w;
    frame *f;
    VEC(frame_arg) args;
} building;

frames *frames_new(const doc *d) {
    frames *fs = arena_new_of(d->a, frames);
    fs->d = d;
    fs->v = arena_array(d->a, const frame **, d->n);
    for (uint32_t s = 0; s < d->n; s++) fs->v[s] = arena_array(d->a, const frame *, (size_t)d->v[s].n + 1);
    fs->support = lexicon_class(d->lex, "support");
    fs->occur = lexicon_class(d->lex, "occur");
    fs->aspect_noun = lexicon_class(d->lex, "aspect-noun");
    fs->agent_case = lexicon_class(d->lex, "agent-case");
    fs->actor = lexicon_class(d->lex, "actor");
    fs->time_noun = lexicon_class(d->lex, "time-noun");
    fs->demanded = lexicon_class(d->lex, "status-demanded");
    fs->subject_control = lexicon_class(d->lex, "subject-control");
    fs->oblique_control = lexicon_class(d->lex, "oblique-control");
    return fs;
}

/* Whether text is one of the words of `a|b|c`. */
static bool listed(const char *list, const char *text) {
    size_t n = strlen(text);
    for (const char *p = list; n && *p;) {
        size_t size = strcspn(p, "|");
        if (size == n && memcmp(p, text, n) == 0) return true;
        p += size + (p[size] == '|');
    }
    return false;
}

bool frame_is_verbal(const doc *d, uint32_t s, uint32_t w) {
    truce_upos u = doc_raw(d, s, w)->upos;
    if (u == TRUCE_UPOS_VERB || u == TRUCE_UPOS_AUX) return true;
    return doc_child(d, s, w, REL_cop, NULL) || doc_child(d, s, w, REL_nsubj, NULL) ||
           doc_child(d, s, w, REL_csubj, NULL);
}

uint32_t frame_antecedent(const doc *d, uint32_t s, uint32_t w) {
    const doc_word *word = doc_at(d, s, doc_first_conjunct(d, s, w));
    return word->rel == REL_acl && strcmp(word->sub, "relcl") == 0 ? word->head : 0;
}

static bool is_relative_pronoun(const doc *d, uint32_t s, uint32_t w) {
    return doc_feature_is(d, s, w, "PronType", "Rel");
}

static bool is_infinitive(const doc *d, uint32_t s, uint32_t w) {
    return doc_feature_is(d, s, w, "VerbForm", "Inf") || strcmp(doc_mark(d, s, w), "to") == 0;
}

static bool is_passive(const doc *d, uint32_t s, uint32_t w) {
    if (doc_child(d, s, w, REL_nsubj, "pass") || doc_child(d, s, w, REL_aux, "pass") ||
        doc_child(d, s, w, REL_csubj, "pass"))
        return true;
    if (doc_child(d, s, w, REL_nsubj, NULL)) return false;
    const doc_word *word = doc_at(d, s, w);
    bool participle = doc_feature_is(d, s, w, "VerbForm", "Part") && doc_feature_is(d, s, w, "Tense", "Past");
    bool reduced = (word->rel == REL_acl && strcmp(word->sub, "relcl") != 0) || word->rel == REL_advcl ||
                   word->rel == REL_xcomp || word->rel == REL_amod;
    if (participle && reduced && !doc_child(d, s, w, REL_aux, NULL)) return true;
    /* `was seized and held`: the second conjunct shares the auxiliary */
    return word->rel == REL_conj && word->head && participle && !doc_child(d, s, w, REL_aux, NULL) &&
           !doc_child(d, s, w, REL_obj, NULL) && doc_raw(d, s, word->head)->upos == TRUCE_UPOS_VERB &&
           is_passive(d, s, word->head);
}

/* The word that argument c of clause w denotes: for a relative pronoun the antecedent. */
static uint32_t denoted(const doc *d, uint32_t s, uint32_t w, uint32_t c) {
    if (!is_relative_pronoun(d, s, c)) return c;
    uint32_t antecedent = frame_antecedent(d, s, w);
    return antecedent ? antecedent : c;
}

static uint32_t own_subject(const doc *d, uint32_t s, uint32_t w) {
    uint32_t c = doc_child(d, s, w, REL_nsubj, NULL);
    while (c && doc_has_sub(d, s, c, "outer")) c = doc_next_child(d, s, w, c, REL_nsubj, NULL);
    return c;
}

/* The one whose act the infinitive under governor g is. */
static uint32_t controller(frames *fs, uint32_t s, uint32_t g) {
    const doc *d = fs->d;
    const char *preps = doc_value(d, s, g, fs->oblique_control);
    for (uint32_t c = 0; preps && (c = doc_next_child(d, s, g, c, REL_obl, NULL));)
        if (listed(preps, doc_case(d, s, c))) return c;
    if (!doc_is(d, s, g, fs->subject_control)) {
        uint32_t obj = doc_child(d, s, g, REL_obj, NULL);
        if (!obj) obj = doc_child(d, s, g, REL_iobj, NULL);
        if (obj) return denoted(d, s, g, obj);
    }
    return frame_surface_subject(fs, s, g);
}

/* The owner of a noun whose infinitive w is: `the group's readiness to talk`, `made an offer to talk`. */
static uint32_t noun_controller(frames *fs, uint32_t s, uint32_t noun) {
    const frame *f = frame_of(fs, s, noun);
    static const frame_role order[] = {ROLE_poss, ROLE_subject, ROLE_modifier};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        uint32_t w = frame_get(f, order[i], NULL, 0);
        bool acts = order[i] != ROLE_modifier || doc_raw(fs->d, s, w)->upos == TRUCE_UPOS_PROPN ||
                    doc_is(fs->d, s, w, fs->actor);
        if (w && acts) return w;
    }
    return 0;
}

/* `shelled the town, killing ten`: what is set off tells of the clause, whichever noun of it a parser hung it on. */
static uint32_t subject_of_aside(frames *fs, uint32_t s, uint32_t noun) {
    const doc *d = fs->d;
    for (;;) {
        const doc_word *word = doc_at(d, s, noun);
        bool inside = word->rel == REL_nmod && strcmp(word->sub, "poss") != 0;
        bool beside = word->rel == REL_obj || word->rel == REL_obl;
        if (!word->head || (!inside && !beside)) return noun;
        if (beside && frame_is_verbal(d, s, word->head)) return frame_surface_subject(fs, s, word->head);
        noun = word->head;
    }
}

/* Climbs heads only, so it ends. */
uint32_t frame_surface_subject(frames *fs, uint32_t s, uint32_t w) {
    const doc *d = fs->d;
    uint32_t own = own_subject(d, s, w);
    if (own) return denoted(d, s, w, own);
    const doc_word *word = doc_at(d, s, w);
    uint32_t head = word->head;
    if (!head) return 0;
    switch (word->rel) {
    case REL_conj: return frame_is_verbal(d, s, head) ? frame_surface_subject(fs, s, head) : 0;
    case REL_xcomp: return controller(fs, s, head);
    case REL_ccomp: return is_infinitive(d, s, w) ? controller(fs, s, head) : 0;
    case REL_advcl:
        if (doc_value(d, s, head, fs->oblique_control) && is_infinitive(d, s, w)) return controller(fs, s, head);
        if (!frame_is_verbal(d, s, head)) return 0;
        return doc_feature_is(d, s, w, "VerbForm", "Fin") ? 0 : frame_surface_subject(fs, s, head);
    case REL_acl:
        if (strcmp(word->sub, "relcl") == 0) return doc_child(d, s, w, REL_obj, NULL) ? head : 0;
        if (is_infinitive(d, s, w)) return noun_controller(fs, s, head);
        if (doc_feature_is(d, s, w, "Tense", "Pres") && doc_is_set_off(d, s, w)) return subject_of_aside(fs, s, head);
        return head;
    default: return 0;
    }
}

static void add(building *b, frame_role role, const char *prep, uint32_t c, uint32_t slot) {
    if (!c) return;
    for (size_t i = 0; i < b->args.n; i++)
        if (b->args.v[i].w == c && b->args.v[i].role == role) return;
    vec_push(b->d->a, &b->args, (frame_arg){role, prep, c, slot});
}

/* Adds child c, reading a relative pronoun as its antecedent. */
static void add_child(building *b, frame_role role, const char *prep, uint32_t c) {
    add(b, role, prep, denoted(b->d, b->s, b->w, c), c);
}

static bool has(const building *b, frame_role role) {
    for (size_t i = 0; i < b->args.n; i++)
        if (b->args.v[i].role == role) return true;
    return false;
}

/* Whether an entry of the lexicon joins verb w with the word p. */
static bool has_particle(const doc *d, uint32_t s, uint32_t w, uint32_t p) {
    const doc_word *word = doc_at(d, s, w);
    for (uint32_t i = 0; i < word->n_hits; i++)
        if (word->hits[i].first == w && word->hits[i].last == p) return true;
    return false;
}

static void add_verb_child(building *b, uint32_t c) {
    const doc *d = b->d;
    const doc_word *child = doc_at(d, b->s, c);
    const char *prep = doc_case(d, b->s, c);
    switch (child->rel) {
    case REL_nsubj:
        if (strcmp(child->sub, "outer") != 0)
            add_child(b, b->f->passive && strcmp(child->sub, "pass") == 0 ? ROLE_object : ROLE_subject, "", c);
        break;
    case REL_csubj: add_child(b, b->f->passive ? ROLE_object : ROLE_subject, "", c); break;
    case REL_obj: add_child(b, ROLE_object, "", c); break;
    case REL_iobj: add_child(b, ROLE_indirect, "", c); break;
    case REL_xcomp:
    case REL_ccomp: add_child(b, ROLE_complement, doc_mark(d, b->s, c), c); break;
    case REL_obl: {
        uint32_t mark = doc_child(d, b->s, c, REL_case, NULL);
        bool agent = strcmp(child->sub, "agent") == 0 ||
                     (b->f->passive && mark && doc_is(d, b->s, mark, b->fs->agent_case) &&
                      !doc_is(d, b->s, c, b->fs->time_noun) && doc_raw(d, b->s, c)->upos != TRUCE_UPOS_NUM);
        if (agent) add_child(b, ROLE_subject, "", c);
        /* a bare noun after an active verb is its object, whatever a parser that took the verb for a participle says */
        bool bare = !*prep && !*child->sub && !b->f->passive && doc_raw(d, b->s, c)->upos == TRUCE_UPOS_NOUN &&
                    !doc_is(d, b->s, c, b->fs->time_noun) && !doc_child(d, b->s, b->w, REL_obj, NULL) && c > b->w;
        /* `handed over power`: the particle taken for a preposition */
        bool particle =
            mark && !b->f->passive && has_particle(d, b->s, b->w, mark) && !doc_child(d, b->s, b->w, REL_obj, NULL);
        if (particle) add_child(b, ROLE_object, "", c);
        add_child(b, bare ? ROLE_object : ROLE_oblique, prep, c);
        break;
    }
    case REL_nmod: /* of a nominal with a copula */
        add_child(b, strcmp(child->sub, "poss") == 0 ? ROLE_poss : ROLE_oblique, prep, c);
        break;
    case REL_advcl: add_child(b, ROLE_adverbial, doc_mark(d, b->s, c), c); break;
    case REL_acl: add_child(b, ROLE_complement, doc_mark(d, b->s, c), c); break;
    case REL_amod:
    case REL_compound: add_child(b, ROLE_modifier, "", c); break;
    default: break;
    }
}

/* What a clause leaves out: the gap of a relative clause, a shared subject or object. */
static void add_shared(building *b) {
    const doc *d = b->d;
    const doc_word *word = doc_at(d, b->s, b->w);
    frame_role surface = b->f->passive ? ROLE_object : ROLE_subject;
    if (!own_subject(d, b->s, b->w) && !doc_child(d, b->s, b->w, REL_csubj, NULL)) {
        uint32_t subject = frame_surface_subject(b->fs, b->s, b->w);
        if (subject && !has(b, surface)) add(b, surface, "", subject, 0);
    }
    uint32_t antecedent = frame_antecedent(d, b->s, b->w);
    bool taken = false;
    for (size_t i = 0; i < b->args.n; i++) taken = taken || b->args.v[i].w == antecedent;
    if (antecedent && word->rel == REL_acl && !taken && own_subject(d, b->s, b->w) && !b->f->passive &&
        !has(b, ROLE_object))
        add(b, ROLE_object, "", antecedent, 0);
    /* `seized and held three men`: the first conjunct's object is the last one's */
    uint32_t next = doc_child(d, b->s, b->w, REL_conj, NULL);
    if (!b->f->passive && next && !has(b, ROLE_object) && !has(b, ROLE_complement) && !has(b, ROLE_oblique) &&
        !own_subject(d, b->s, next))
        add(b, ROLE_object, "", doc_child(d, b->s, next, REL_obj, NULL), 0);
}

/* A by-phrase that a parser hung on what stands before it: `were handed to troops in the north by the Red Cross`. */
static void add_misplaced_agent(building *b) {
    const doc *d = b->d;
    for (uint32_t w = b->w + 1; w <= doc_at(d, b->s, b->w)->last; w++) {
        const doc_word *word = doc_at(d, b->s, w);
        if (word->rel != REL_nmod) continue;
        uint32_t mark = doc_child(d, b->s, w, REL_case, NULL);
        bool acts = doc_raw(d, b->s, w)->upos == TRUCE_UPOS_PROPN || doc_is(d, b->s, w, b->fs->actor);
        if (!mark || !acts || !doc_is(d, b->s, mark, b->fs->agent_case) || doc_is(d, b->s, w, b->fs->time_noun))
            continue;
        uint32_t h = word->head;
        while (h > b->w && (doc_at(d, b->s, h)->rel == REL_nmod || doc_at(d, b->s, h)->rel == REL_obl ||
                            doc_at(d, b->s, h)->rel == REL_obj))
            h = doc_at(d, b->s, h)->head;
        if (h != b->w) continue;
        add_child(b, ROLE_subject, "", w);
        return;
    }
}

/* Phrases that hang on the object though they often belong to the verb: `freed ten men from prison`. */
static void add_object_phrases(building *b) {
    size_t n = b->args.n;
    for (size_t i = 0; i < n; i++) {
        frame_arg arg = b->args.v[i];
        if (arg.role != ROLE_object || arg.slot != arg.w) continue;
        for (uint32_t c = 0; (c = doc_next_child(b->d, b->s, arg.w, c, REL_nmod, ""));) {
            const char *prep = doc_case(b->d, b->s, c);
            if (*prep && strcmp(prep, "of") != 0) add(b, ROLE_oblique, prep, c, c);
        }
    }
}

static void add_noun_child(building *b, uint32_t c) {
    const doc_word *child = doc_at(b->d, b->s, c);
    switch (child->rel) {
    case REL_nmod:
    case REL_obl:
        if (strcmp(child->sub, "poss") == 0) {
            add_child(b, ROLE_poss, "", c);
        } else {
            uint32_t mark = doc_child(b->d, b->s, c, REL_case, NULL);
            if (mark && doc_is(b->d, b->s, mark, b->fs->agent_case)) add_child(b, ROLE_subject, "", c);
            add_child(b, ROLE_oblique, doc_case(b->d, b->s, c), c);
        }
        break;
    case REL_amod:
    case REL_compound:
    case REL_nummod: add_child(b, ROLE_modifier, "", c); break;
    case REL_acl:
        if (strcmp(child->sub, "relcl") != 0) add_child(b, ROLE_complement, doc_mark(b->d, b->s, c), c);
        break;
    case REL_ccomp: add_child(b, ROLE_complement, doc_mark(b->d, b->s, c), c); break;
    default: break;
    }
}

/* The word that carries the clause of nominal w: 0 without. */
static uint32_t carrier_of(const frames *fs, uint32_t s, uint32_t w) {
    const doc *d = fs->d;
    uint32_t first = doc_first_conjunct(d, s, w);
    const doc_word *word = doc_at(d, s, first);
    uint32_t head = word->head;
    if (!head) return 0;
    const char *prep = doc_case(d, s, first);
    const char *support = doc_value(d, s, head, fs->support);
    switch (word->rel) {
    case REL_obj: return support ? head : 0;
    case REL_nsubj:
        if (strcmp(word->sub, "pass") == 0 && support) return head;
        if (doc_is(d, s, head, fs->occur) || doc_child(d, s, head, REL_expl, NULL) ||
            doc_is(d, s, doc_child(d, s, head, REL_xcomp, NULL), fs->occur))
            return head;
        return 0;
    case REL_obl: return support && listed(support, prep) ? head : 0;
    case REL_nmod: return strcmp(word->sub, "poss") != 0 && doc_is(d, s, head, fs->aspect_noun) ? head : 0;
    case REL_compound: return doc_is(d, s, head, fs->aspect_noun) ? head : 0;
    case REL_acl: /* `the talks held in the capital`: the participle is no head, see below */
    default: return 0;
    }
}

/* A support verb that modifies the noun: `talks held in the capital`, `an attack launched by the rebels`. */
static uint32_t participle_of(const frames *fs, uint32_t s, uint32_t w) {
    const doc *d = fs->d;
    for (uint32_t c = 0; (c = doc_next_child(d, s, w, c, REL_acl, NULL));)
        if (doc_is(d, s, c, fs->support) || doc_is(d, s, c, fs->occur)) return c;
    return 0;
}

static void add_carrier(building *b, uint32_t carrier) {
    const frame *c = frame_of(b->fs, b->s, carrier);
    bool wished = doc_is(b->d, b->s, carrier, b->fs->demanded); /* whoever demands a truce does not make it */
    for (uint32_t i = 0; i < c->n; i++) {
        frame_arg arg = c->args[i];
        if (wished && arg.role == ROLE_subject) continue;
        if (doc_under(b->d, b->s, b->w, arg.w) && arg.role != ROLE_subject) continue;
        if (arg.w == b->w || arg.w == doc_first_conjunct(b->d, b->s, b->w)) continue;
        add(b, arg.role, arg.prep, arg.w, arg.slot);
    }
}

const frame *frame_of(frames *fs, uint32_t s, uint32_t w) {
    if (fs->v[s][w]) return fs->v[s][w];
    const doc *d = fs->d;
    frame *f = arena_new_of(d->a, frame);
    *f = (frame){.s = s, .w = w, .top = w};
    fs->v[s][w] = f; /* a frame that asks for itself sees one without arguments */
    f->verbal = frame_is_verbal(d, s, w);
    bool verb = doc_raw(d, s, w)->upos == TRUCE_UPOS_VERB || doc_raw(d, s, w)->upos == TRUCE_UPOS_AUX;
    f->passive = verb && is_passive(d, s, w);
    building b = {.fs = fs, .d = d, .s = s, .w = w, .f = f};
    const doc_word *word = doc_at(d, s, w);
    for (uint32_t i = 0; i < word->n_children; i++) {
        if (f->verbal)
            add_verb_child(&b, word->children[i]);
        else
            add_noun_child(&b, word->children[i]);
    }
    if (f->verbal) {
        add_shared(&b);
        if (f->passive && !has(&b, ROLE_subject)) add_misplaced_agent(&b);
        add_object_phrases(&b);
    } else {
        uint32_t carrier = carrier_of(fs, s, w);
        uint32_t participle = carrier ? 0 : participle_of(fs, s, w);
        if (carrier) {
            f->top = frame_of(fs, s, carrier)->top;
            add_carrier(&b, carrier);
        } else if (participle) {
            add_carrier(&b, participle);
        }
    }
    f->args = b.args.v;
    f->n = (uint32_t)b.args.n;
    return f;
}

uint32_t frame_get(const frame *f, frame_role role, const char *prep, uint32_t n) {
    for (uint32_t i = 0; i < f->n; i++)
        if (f->args[i].role == role && (!prep || strcmp(f->args[i].prep, prep) == 0) && n-- == 0) return f->args[i].w;
    return 0;
}
