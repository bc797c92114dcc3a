/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/status.h"

#include <string.h>

struct statuses {
    frames *fs;
    const doc *d;
    int sign[TRUCE_CLAIM_STATUS_COUNT]; /* class `status-…` by status */
    int same, negation, future, would, possible, demand, if_mark, pending_mark, perfect, terms, terms_case, side, agree,
        past_alike, occur, return_noun, force;
};

statuses *statuses_new(frames *fs, const doc *d) {
    statuses *st = arena_new_of(d->a, statuses);
    st->fs = fs;
    st->d = d;
    st->sign[0] = -1;
    for (int i = 1; i < TRUCE_CLAIM_STATUS_COUNT; i++)
        st->sign[i] =
            lexicon_class(d->lex, arena_printf(d->a, "status-%s", truce_claim_status_name((truce_claim_status)i)));
    st->same = lexicon_class(d->lex, "status-same");
    st->negation = lexicon_class(d->lex, "negation");
    st->future = lexicon_class(d->lex, "modal-future");
    st->would = lexicon_class(d->lex, "modal-would");
    st->possible = lexicon_class(d->lex, "modal-possible");
    st->demand = lexicon_class(d->lex, "modal-demand");
    st->if_mark = lexicon_class(d->lex, "if-mark");
    st->pending_mark = lexicon_class(d->lex, "pending-mark");
    st->perfect = lexicon_class(d->lex, "perfect");
    st->terms = lexicon_class(d->lex, "terms");
    st->terms_case = lexicon_class(d->lex, "terms-case");
    st->past_alike = lexicon_class(d->lex, "past-alike");
    st->side = lexicon_class(d->lex, "side-noun");
    st->occur = lexicon_class(d->lex, "occur");
    st->force = lexicon_class(d->lex, "force");
    st->return_noun = lexicon_class(d->lex, "return-noun");
    st->agree = lexicon_class(d->lex, "agree-verb");
    return st;
}

/* What one clause says by itself. */
typedef struct reading {
    truce_claim_status status;
    bool future, would, negated, modal;
} reading;

static bool has_child_of(const statuses *st, uint32_t s, uint32_t w, doc_relation rel, int class) {
    for (uint32_t c = 0; (c = doc_next_child(st->d, s, w, c, rel, NULL));)
        if (doc_is(st->d, s, c, class)) return true;
    return false;
}

/* `did not free`, `no talks were held`, `freed nobody`, `without freeing`. What its argument `from` says of itself is
 * that one's own. */
static bool is_negated(const statuses *st, uint32_t s, uint32_t w, uint32_t from) {
    const doc *d = st->d;
    if (has_child_of(st, s, w, REL_advmod, st->negation) || has_child_of(st, s, w, REL_mark, st->negation) ||
        has_child_of(st, s, w, REL_cc, st->negation) || has_child_of(st, s, w, REL_det, st->negation) ||
        has_child_of(st, s, w, REL_case, st->negation))
        return true;
    if (!frame_is_verbal(d, s, w)) return false;
    static const doc_relation arguments[] = {REL_nsubj, REL_obj};
    for (size_t i = 0; i < 2; i++)
        for (uint32_t c = 0; (c = doc_next_child(d, s, w, c, arguments[i], NULL));)
            if (c != from && (doc_is(d, s, c, st->negation) || has_child_of(st, s, c, REL_det, st->negation)))
                return true;
    return false;
}

/* `hit` and its like, which a report uses in the past; `hits` is no such form. */
static bool is_past_alike(const statuses *st, uint32_t s, uint32_t w) {
    return doc_is(st->d, s, w, st->past_alike) && doc_lemma_is(st->d, s, w, doc_raw(st->d, s, w)->form) &&
           !doc_child(st->d, s, w, REL_aux, NULL);
}

static reading tense_of(const statuses *st, uint32_t s, uint32_t w) {
    const doc *d = st->d;
    reading r = {0};
    bool finite = doc_feature_is(d, s, w, "VerbForm", "Fin");
    bool past = doc_feature_is(d, s, w, "Tense", "Past") || (finite && is_past_alike(st, s, w));
    bool participle = doc_feature_is(d, s, w, "VerbForm", "Part") || doc_feature_is(d, s, w, "VerbForm", "Ger");
    bool auxiliary = false, perfect = false, present = false;
    static const doc_relation helpers[] = {REL_aux, REL_cop};
    for (size_t i = 0; i < 2; i++)
        for (uint32_t c = 0; (c = doc_next_child(d, s, w, c, helpers[i], NULL));) {
            auxiliary = true;
            if (doc_is(d, s, c, st->future)) r.future = r.modal = true;
            if (doc_is(d, s, c, st->would)) r.future = r.would = r.modal = true;
            if (doc_is(d, s, c, st->possible)) r.status = TRUCE_CLAIM_STATUS_POSSIBLE, r.modal = true;
            if (doc_is(d, s, c, st->demand)) r.status = TRUCE_CLAIM_STATUS_DEMANDED, r.modal = true;
            if (doc_feature_is(d, s, c, "Tense", "Past")) perfect = true;
            if (doc_feature_is(d, s, c, "Tense", "Pres")) present = true;
            if (doc_is(d, s, c, st->perfect)) perfect = true;
        }
    if (r.modal) return r;
    bool to = strcmp(doc_mark(d, s, w), "to") == 0;
    if (to && (present || (auxiliary && doc_feature_is(d, s, w, "VerbForm", "Inf")))) {
        r.status = TRUCE_CLAIM_STATUS_SCHEDULED; /* `is to hold talks` */
        return r;
    }
    if (doc_feature_is(d, s, w, "Mood", "Imp")) {
        r.status = TRUCE_CLAIM_STATUS_DEMANDED;
        return r;
    }
    const doc_word *word = doc_at(d, s, w);
    if (participle && !past && auxiliary)
        r.status = TRUCE_CLAIM_STATUS_ONGOING;
    else if (participle && !past && word->rel == REL_acl && !*doc_mark(d, s, w) && !doc_is_set_off(d, s, w))
        r.status = TRUCE_CLAIM_STATUS_ONGOING;
    else if (participle && !past && word->rel == REL_advcl && doc_child(d, s, w, REL_nsubj, NULL))
        r.status = TRUCE_CLAIM_STATUS_ONGOING;
    else if (perfect || (past && (finite || word->rel == REL_acl)))
        r.status = TRUCE_CLAIM_STATUS_DONE;
    else if (present && doc_raw(d, s, w)->upos == TRUCE_UPOS_NOUN && !doc_child(d, s, w, REL_case, NULL))
        r.status = TRUCE_CLAIM_STATUS_DONE; /* `this is a breach` */
    else if (present || (finite && !past))
        r.status = TRUCE_CLAIM_STATUS_ONGOING;
    else if (past && !auxiliary && word->rel != REL_xcomp)
        r.status = TRUCE_CLAIM_STATUS_DONE;
    return r;
}

/* A conjunct without an auxiliary of its own shares the first one's: `will free ten and hold twenty`. */
static reading read_clause(const statuses *st, uint32_t s, uint32_t w, uint32_t from) {
    const doc *d = st->d;
    reading r = {0};
    uint32_t first = w;
    if (frame_is_verbal(d, s, w)) {
        r = tense_of(st, s, w);
        const doc_word *word = doc_at(d, s, w);
        bool bare = !doc_child(d, s, w, REL_aux, NULL) && !doc_child(d, s, w, REL_cop, NULL) &&
                    !doc_feature_is(d, s, w, "VerbForm", "Fin") && !doc_child(d, s, w, REL_nsubj, NULL);
        if (word->rel == REL_conj && bare) {
            first = doc_first_conjunct(d, s, w);
            if (frame_is_verbal(d, s, first)) r = tense_of(st, s, first);
        }
    }
    r.negated = is_negated(st, s, w, from);
    return r;
}

static truce_claim_status opposite(truce_claim_status s) {
    switch (s) {
    case TRUCE_CLAIM_STATUS_PLEDGED:
    case TRUCE_CLAIM_STATUS_WILLING: return TRUCE_CLAIM_STATUS_REFUSED;
    case TRUCE_CLAIM_STATUS_REFUSED: return TRUCE_CLAIM_STATUS_WILLING;
    case TRUCE_CLAIM_STATUS_DENIED: return TRUCE_CLAIM_STATUS_DONE;
    case TRUCE_CLAIM_STATUS_DEMANDED: return TRUCE_CLAIM_STATUS_DEMANDED;
    case TRUCE_CLAIM_STATUS_STIPULATED: return TRUCE_CLAIM_STATUS_REFUSED;
    default: return TRUCE_CLAIM_STATUS_DENIED;
    }
}

static bool listed(const char *list, const char *text) {
    size_t n = strlen(text);
    for (const char *p = list; n && *p;) {
        size_t size = strcspn(p, "|");
        if (size == n && memcmp(p, text, n) == 0) return true;
        p += size + (p[size] == '|');
    }
    return false;
}

/* Whether word w stands in the place of g's complement; preps: by which g takes a noun. */
static bool complements(const statuses *st, uint32_t s, uint32_t w, uint32_t g, const char *preps) {
    const doc *d = st->d;
    const doc_word *word = doc_at(d, s, w);
    switch (word->rel) {
    case REL_xcomp:
    case REL_ccomp:
    case REL_csubj:
    case REL_obj: return true;
    case REL_nsubj: /* `a truce was demanded`, `a truce is possible`, `a truce is set to start` */
        return strcmp(word->sub, "pass") == 0 || doc_raw(d, s, g)->upos == TRUCE_UPOS_ADJ ||
               doc_child(d, s, g, REL_cop, NULL) || doc_is(d, s, doc_child(d, s, g, REL_xcomp, NULL), st->occur);
    case REL_acl: return strcmp(word->sub, "relcl") != 0 && !doc_feature_is(d, s, w, "Tense", "Past");
    case REL_advcl: /* parsers take `called on X to stop` for a purpose */
        return strcmp(doc_mark(d, s, w), "to") == 0 || listed(preps, doc_mark(d, s, w));
    case REL_obl:
    case REL_nmod: return listed(preps, doc_case(d, s, w));
    default: return false;
    }
}

/* `Northland and the Front agreed to …`, `both sides agreed to …` */
static bool is_joint(const statuses *st, uint32_t s, uint32_t g) {
    uint32_t subject = frame_surface_subject(st->fs, s, g);
    if (!subject) return false;
    return doc_child(st->d, s, subject, REL_conj, NULL) ||
           (doc_is(st->d, s, subject, st->side) && doc_feature_is(st->d, s, subject, "Number", "Plur"));
}

/* `ordered its troops to leave`: an order to one's own forces binds the side. */
static bool orders_own(const statuses *st, uint32_t s, uint32_t g) {
    uint32_t forces = doc_child(st->d, s, g, REL_obj, NULL);
    if (!doc_is(st->d, s, forces, st->force)) return false;
    uint32_t owner = doc_child(st->d, s, forces, REL_nmod, "poss");
    return owner && doc_raw(st->d, s, owner)->upos == TRUCE_UPOS_PRON;
}

/* What g's signature says when it is a text that says so, or several who agree: their terms. */
static truce_claim_status as_terms(const statuses *st, uint32_t s, uint32_t w, uint32_t g, truce_claim_status sign) {
    if (sign == TRUCE_CLAIM_STATUS_PLEDGED)
        return doc_is(st->d, s, g, st->agree) && is_joint(st, s, g) ? TRUCE_CLAIM_STATUS_STIPULATED : sign;
    if (sign != TRUCE_CLAIM_STATUS_DEMANDED && sign != TRUCE_CLAIM_STATUS_POSSIBLE) return sign;
    if (sign == TRUCE_CLAIM_STATUS_DEMANDED && orders_own(st, s, g)) return TRUCE_CLAIM_STATUS_PLEDGED;
    uint32_t subject = frame_surface_subject(st->fs, s, g);
    bool texts = subject && subject != w && doc_is(st->d, s, subject, st->terms);
    return texts ? TRUCE_CLAIM_STATUS_STIPULATED : sign;
}

/* The status that g lends to its complement w; NONE when it has no signature for it. */
static truce_claim_status signature(const statuses *st, uint32_t s, uint32_t w, uint32_t g) {
    for (int i = 1; i < TRUCE_CLAIM_STATUS_COUNT; i++) {
        const char *preps = doc_value(st->d, s, g, st->sign[i]);
        if (preps && complements(st, s, w, g, preps)) return as_terms(st, s, w, g, (truce_claim_status)i);
    }
    return TRUCE_CLAIM_STATUS_NONE;
}

static bool is_transparent(const statuses *st, uint32_t s, uint32_t w, uint32_t g) {
    const char *preps = doc_value(st->d, s, g, st->same);
    return preps && complements(st, s, w, g, preps);
}

static void push_governor(standing *out, uint32_t g, bool embeds) {
    if (out->n_governors == standing_governors_max) return;
    out->embeds[out->n_governors] = embeds;
    out->governors[out->n_governors++] = g;
}

/* A reading of an outer clause that carries the inner one along unchanged but for tense, modals and negation. */
static void adopt(standing *out, reading r) {
    if (out->signed_by) {
        if (r.future && !r.would && out->status == TRUCE_CLAIM_STATUS_ONGOING) {
            out->status = TRUCE_CLAIM_STATUS_NONE; /* `will continue to` */
            out->future = true;
        }
        if (r.negated) out->status = opposite(out->status), out->negated = !out->negated;
        if (r.status == TRUCE_CLAIM_STATUS_POSSIBLE) out->status = r.status;
        return;
    }
    if (r.modal || r.status) {
        out->status = r.status;
        out->future = r.future;
        out->would = r.would;
    }
    if (r.negated) out->negated = !out->negated;
}

/* A term is what an agreement or plan provides: `the deal that would free …`, `a deal to free …`, `the plan includes
 * the release`. */
static bool is_term(const statuses *st, uint32_t s, uint32_t w) {
    const doc *d = st->d;
    const doc_word *word = doc_at(d, s, w);
    if (word->rel != REL_acl || !doc_is(d, s, word->head, st->terms)) return false;
    if (strcmp(word->sub, "relcl") != 0) return !doc_feature_is(d, s, w, "Tense", "Past");
    return frame_surface_subject(st->fs, s, w) == word->head;
}

static bool has_terms_phrase(const statuses *st, uint32_t s, uint32_t w) {
    const doc *d = st->d;
    static const doc_relation relations[] = {REL_obl, REL_nmod};
    for (size_t i = 0; i < 2; i++)
        for (uint32_t c = 0; (c = doc_next_child(d, s, w, c, relations[i], NULL));) {
            uint32_t mark = doc_child(d, s, c, REL_case, NULL);
            if (mark && doc_is(d, s, mark, st->terms_case) && doc_is(d, s, c, st->terms)) return true;
        }
    return false;
}

/* `The deal frees ten men`, `would free` them: what a text will bring about is its term; that it takes effect is none.
 */
static bool terms_do(const statuses *st, const frame *f, reading own) {
    const doc *d = st->d;
    bool present = own.status == TRUCE_CLAIM_STATUS_ONGOING && doc_feature_is(d, f->s, f->w, "Tense", "Pres");
    if (!(own.future || present) || f->passive || doc_is(d, f->s, f->w, st->occur)) return false;
    uint32_t subject = frame_surface_subject(st->fs, f->s, f->w);
    return subject && doc_is(d, f->s, subject, st->terms) && doc_child(d, f->s, f->w, REL_obj, NULL);
}

static bool marked(const statuses *st, uint32_t s, uint32_t w, int class) {
    return has_child_of(st, s, w, REL_mark, class) || has_child_of(st, s, w, REL_advmod, class);
}

/* A noun that nothing embeds, but that is an argument of a clause which is not yet so, is not yet so either: `the plan
 * would bring a truce`. What did happen is presupposed as often as not, and tells nothing. */
static void lean_on_clause(const statuses *st, const frame *f, uint32_t w, standing *out) {
    const doc *d = st->d;
    doc_relation rel = doc_at(d, f->s, doc_first_conjunct(d, f->s, w))->rel;
    uint32_t head = doc_at(d, f->s, doc_first_conjunct(d, f->s, w))->head;
    if (!head || (rel != REL_obj && rel != REL_nsubj) || !frame_is_verbal(d, f->s, head)) return;
    standing outer;
    status_read(st, frame_of(st->fs, f->s, head), &outer);
    if (outer.status == TRUCE_CLAIM_STATUS_DONE || outer.status == TRUCE_CLAIM_STATUS_ONGOING) return;
    out->status = outer.status, out->future = outer.future, out->would = outer.would;
    out->conditional = outer.conditional;
}

void status_read(const statuses *st, const frame *f, standing *out) {
    const doc *d = st->d;
    uint32_t s = f->s, w = f->w;
    *out = (standing){0};
    reading own = read_clause(st, s, w, 0);
    out->status = own.status, out->future = own.future, out->would = own.would, out->negated = own.negated;
    bool terms = has_terms_phrase(st, s, w) || terms_do(st, f, own);
    while (doc_at(d, s, w)->head) {
        const doc_word *word = doc_at(d, s, w);
        if (word->rel == REL_conj) {
            uint32_t first = doc_first_conjunct(d, s, w);
            bool finite = doc_feature_is(d, s, w, "VerbForm", "Fin");
            if (finite && doc_at(d, s, first)->rel == REL_root) break;
            w = first;
            continue;
        }
        uint32_t g = word->head;
        if (marked(st, s, w, st->if_mark)) out->conditional = true;
        /* `has been freed` after `before` or `until` tells of nothing done */
        bool pending = out->status == TRUCE_CLAIM_STATUS_DONE ? doc_is_perfect(d, s, w, st->perfect, false)
                                                              : out->status != TRUCE_CLAIM_STATUS_SCHEDULED;
        if (pending && marked(st, s, w, st->pending_mark)) out->conditional = true;
        truce_claim_status sign = signature(st, s, w, g);
        if (sign) {
            push_governor(out, g, true);
            if (out->negated) sign = opposite(sign);
            out->status = sign;
            out->future = out->would = false;
            out->negated = false;
            out->signed_by = g;
            reading r = read_clause(st, s, g, w);
            bool own_act = word->rel == REL_xcomp && !doc_child(d, s, g, REL_obj, NULL);
            if (r.negated && own_act && sign == TRUCE_CLAIM_STATUS_DEMANDED) {
                out->status = TRUCE_CLAIM_STATUS_REFUSED; /* `does not want to` */
                r.negated = false;
            }
            adopt(out, r);
        } else if (is_term(st, s, w)) {
            push_governor(out, g, true);
            if (out->status != TRUCE_CLAIM_STATUS_DONE) {
                out->status = out->negated ? TRUCE_CLAIM_STATUS_REFUSED : TRUCE_CLAIM_STATUS_STIPULATED;
                out->future = out->would = out->negated = false;
                out->signed_by = g;
            }
        } else if (is_transparent(st, s, w, g) || g == f->top || (f->top != w && doc_under(d, s, w, f->top))) {
            reading outer = read_clause(st, s, g, w);
            push_governor(out, g, true);
            adopt(out, outer);
            terms = terms || terms_do(st, frame_of(st->fs, s, g), outer);
        } else if (doc_is(d, s, g, st->return_noun) && word->rel == REL_nmod) {
            push_governor(out, g, false); /* `freed three men in exchange for ten`: the ten as the three */
        } else if (doc_is(d, s, w, st->return_noun) && word->rel == REL_obl && w != f->w) {
            push_governor(out, g, true);
            adopt(out, read_clause(st, s, g, w));
        } else if (word->rel == REL_advcl && !out->status && !out->future) {
            push_governor(out, g, false);
            adopt(out, read_clause(st, s, g, w));
        } else {
            break;
        }
        terms = terms || has_terms_phrase(st, s, g);
        w = g;
    }
    if (!f->verbal && !out->status && !out->future && !out->conditional) lean_on_clause(st, f, w, out);
    if (terms && (out->future || !out->status || out->status == TRUCE_CLAIM_STATUS_PLEDGED ||
                  out->status == TRUCE_CLAIM_STATUS_SCHEDULED || out->status == TRUCE_CLAIM_STATUS_ONGOING)) {
        out->status = out->negated ? TRUCE_CLAIM_STATUS_REFUSED : TRUCE_CLAIM_STATUS_STIPULATED;
        out->future = out->would = out->negated = false;
    }
}

truce_claim_status status_settle(const standing *st, bool binds, bool agentive, bool reported) {
    if (st->future) {
        if (st->conditional) return TRUCE_CLAIM_STATUS_POSSIBLE;
        if (st->would && !reported) return st->negated ? TRUCE_CLAIM_STATUS_REFUSED : TRUCE_CLAIM_STATUS_POSSIBLE;
        if (binds) return st->negated ? TRUCE_CLAIM_STATUS_REFUSED : TRUCE_CLAIM_STATUS_PLEDGED;
        if (!st->negated) return TRUCE_CLAIM_STATUS_SCHEDULED;
        return agentive ? TRUCE_CLAIM_STATUS_REFUSED : TRUCE_CLAIM_STATUS_DENIED;
    }
    truce_claim_status s = st->status ? st->status : TRUCE_CLAIM_STATUS_DONE;
    if (st->conditional) return TRUCE_CLAIM_STATUS_POSSIBLE;
    return st->negated && !st->signed_by ? opposite(s) : s; /* what is signed has been turned already */
}
