/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/party.h"

#include "base/utf8.h"
#include "claims/entity.h"

/* What a word was found to denote. */
typedef struct answer {
    bool known;       /* looked for already */
    bool resolved;    /* by more than its own words: a pronoun, a description, a metonym */
    entity_id who;    /* 0: no entity */
    const char *name; /* NULL: nobody */
} answer;

struct parties {
    const doc *d;
    const attributions *at;
    entities *es;
    answer **answers;      /* [s][w] */
    entity_id side[2];     /* the report's two sides; 0 where it does not tell */
    voice_id *first_voice; /* [n + 1] of the sentences' voices */
    int busy;              /* depth of resolving: phrases that stand for each other end here */
    const char *issuer;    /* the country whose office publishes the report; NULL for others */
    entity_id main;        /* the body named far more often than any other; 0 without */
};

enum {
    busy_max = 12,
    sentences_back_max = 2,  /* how far back a pronoun reaches */
    mentions_back_max = 300, /* how far back a description reaches */
};

static const doc_word *at(const parties *p, uint32_t s, uint32_t w) {
    return doc_at(p->d, s, w);
}

static truce_upos upos(const parties *p, uint32_t s, uint32_t w) {
    return doc_raw(p->d, s, w)->upos;
}

static bool is(const parties *p, uint32_t s, uint32_t w, int class) {
    return doc_is(p->d, s, w, class);
}

static const entity *entity_at(const parties *p, entity_id e) {
    return &p->es->v[e];
}

static bool feature(const parties *p, uint32_t s, uint32_t w, const char *name, const char *value) {
    return doc_feature_is(p->d, s, w, name, value);
}

static answer resolve(parties *p, uint32_t s, uint32_t w);

/* ---- names of entities ---- */

/* A country that the report names by its adjective alone goes by the table's name; one that is no member of the world's
 * body of countries by its people, if they are named (`Northlanders`). */
static void name_countries(parties *p) {
    for (entity_id k = 1; k <= p->es->n; k++) {
        const entity *v = entity_at(p, k);
        entity *country = &p->es->v[v->side];
        bool people = v->type == ENTITY_DESCRIBED && v->plural && v->words == 1 && v->side &&
                      doc_is(p->d, v->s, v->w, p->es->c.demonym);
        if (people && country->type == ENTITY_COUNTRY && !country->written && !country->member) country->name = v->name;
    }
}

static const char *entity_name(const parties *p, entity_id e) {
    return entity_at(p, entity_full(p->es, e))->name;
}

static answer of_entity(const parties *p, entity_id e, bool resolved) {
    e = entity_full(p->es, e);
    return (answer){.known = true, .resolved = resolved && e, .who = e, .name = e ? entity_name(p, e) : NULL};
}

static const answer nobody = {.known = true};

static bool is_person(const parties *p, entity_id e) {
    const entity *v = entity_at(p, e);
    return v->type == ENTITY_PERSON ||
           (v->type == ENTITY_DESCRIBED && !v->plural &&
            (doc_is(p->d, v->s, v->w, p->es->c.role) || doc_is(p->d, v->s, v->w, p->es->c.witness)));
}

/* ---- the report's two sides ---- */

/* A name that stands as a place more often than not. */
static bool is_place(const parties *p, entity_id e) {
    const entity *v = entity_at(p, e);
    return v->type == ENTITY_NAMED && 2 * v->places > v->mentions;
}

static bool may_be_side(const parties *p, entity_id e) {
    const entity *v = entity_at(p, e);
    return e && !is_place(p, e) && v->type != ENTITY_PERSON && !is_person(p, e) &&
           !doc_is(p->d, v->s, v->w, p->es->c.outlet) && !doc_is(p->d, v->s, v->w, p->es->c.institution);
}

/* The word before the conjunction that stands right before the phrase: `A and [the] B`; 0 without. */
static uint32_t joined_to(const parties *p, uint32_t s, uint32_t w) {
    uint32_t first = phrase_surface(p->d, &p->es->pc, s, w).first;
    if (first < 3) return 0;
    if (upos(p, s, first) == TRUCE_UPOS_CCONJ) first++;
    return upos(p, s, first - 1) == TRUCE_UPOS_CCONJ ? first - 2 : 0;
}

/* Two that stand side by side (`A and B`, `A … with B`) and may be sides. */
static bool pair_at(const parties *p, const mention *m, entity_id pair[2]) {
    const doc_word *word = at(p, m->s, m->w);
    uint32_t other = joined_to(p, m->s, m->w);
    if (other && p->es->of[m->s][other])
        ;
    else if (word->rel == REL_conj)
        other = word->head;
    else if (word->rel == REL_obl || word->rel == REL_nmod) {
        if (phrase_has_marker(p->d, m->s, m->w, p->es->c.pair_prep))
            other = doc_child(p->d, m->s, doc_clause(p->d, m->s, m->w), REL_nsubj, NULL);
    }
    entity_id a = other ? entity_full(p->es, p->es->of[m->s][other]) : 0, b = entity_full(p->es, m->entity);
    if (!a || !b || a == b || !may_be_side(p, a) || !may_be_side(p, b)) return false;
    pair[0] = a, pair[1] = b;
    return true;
}

/* The two that do most of what sides do, where no third does as much. */
static void find_actors(parties *p) {
    entity_id best[3] = {0};
    for (entity_id e = 1; e <= p->es->n; e++) {
        bool own = entity_full(p->es, e) == e && entity_side(p->es, e) == e;
        if (!own || !may_be_side(p, e) || !entity_at(p, e)->acts) continue;
        entity_id k = e;
        for (int i = 0; i < 3; i++)
            if (!best[i] || entity_at(p, k)->acts > entity_at(p, best[i])->acts) {
                entity_id lower = best[i];
                best[i] = k;
                k = lower;
                if (!k) break;
            }
    }
    if (!best[1] || (best[2] && entity_at(p, best[2])->acts == entity_at(p, best[1])->acts)) return;
    p->side[0] = best[0], p->side[1] = best[1];
}

typedef struct pair_count {
    entity_id a, b;
    uint32_t n;
} pair_count;

enum { pairs_max = 64 }; /* different ones that are counted: the sides are among the first */

static uint32_t weight(const parties *p, const pair_count *k) {
    return k->n + entity_at(p, k->a)->acts + entity_at(p, k->b)->acts;
}

/* The pair that stands side by side most often, acts of either counted too; without pairs, the two that act most. */
static void find_sides(parties *p) {
    pair_count pairs[pairs_max];
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->es->n_mentions; i++) {
        entity_id pair[2];
        if (!p->es->mentions[i].entity || !pair_at(p, &p->es->mentions[i], pair)) continue;
        uint32_t k = 0;
        while (k < n && !(pairs[k].a == pair[0] && pairs[k].b == pair[1]) &&
               !(pairs[k].a == pair[1] && pairs[k].b == pair[0]))
            k++;
        if (k == n && n < pairs_max) pairs[n++] = (pair_count){pair[0], pair[1], 0};
        if (k < n) pairs[k].n++;
    }
    uint32_t best = 0;
    for (uint32_t k = 1; k < n; k++)
        if (weight(p, &pairs[k]) > weight(p, &pairs[best])) best = k;
    if (n && (entity_at(p, pairs[best].a)->acts || entity_at(p, pairs[best].b)->acts || pairs[best].n > 1))
        p->side[0] = pairs[best].a, p->side[1] = pairs[best].b;
    else
        find_actors(p);
}

/* ---- pronouns ---- */

/* The voice whose quotation the word stands in; 0 outside quotations. */
static voice_id quoting_voice(const parties *p, uint32_t s, uint32_t w) {
    uint32_t q = p->at->quotes->at[s][w];
    return q ? p->at->quoted[q] : 0;
}

typedef struct line_hit {
    int class;
    const char *value;
    uint32_t last;
} line_hit;

static void keep_hit(void *ctx, const lexicon_hit *hit) {
    line_hit *k = ctx;
    if (hit->class == k->class) k->value = hit->value, k->last = hit->last;
}

/* The country whose own office publishes the report; NULL for others. */
static const char *issuer_country(const parties *p) {
    truce_sentence line = phrase_of_line(p->d->a, p->d->report->outlet);
    line_hit k = {.class = p->es->c.seat};
    for (uint32_t w = 1; w <= line.n && !k.value; w++) lexicon_match(p->d->lex, &line, w, p->d->a, keep_hit, &k);
    return k.value;
}

/* Who speaks in a statement that an office publishes, by its title: `Statement by President Ada Holt on …`. */
static const char *issuer_person(const parties *p) {
    truce_sentence line = phrase_of_line(p->d->a, p->d->report->title);
    line_hit k = {.class = p->es->pc.title};
    for (uint32_t w = 1; w <= line.n; w++) lexicon_match(p->d->lex, &line, w, p->d->a, keep_hit, &k);
    const char *name = NULL;
    for (uint32_t w = k.last + 1; k.value && w <= line.n; w++) {
        const char *form = line.words[w].form;
        if (!utf8_is_upper(utf8_decode(form, form + strlen(form), &(size_t){0}))) break;
        name = name ? arena_printf(p->d->a, "%s %s", name, form) : form;
    }
    return name;
}

static answer issuer(const parties *p, bool side) {
    if (!p->issuer) return nobody;
    entity_id e = entity_of_country(p->es, p->issuer);
    if (side && e) return of_entity(p, e, true);
    return (answer){.known = true, .resolved = true, .name = side ? p->issuer : issuer_person(p)};
}

/* The only side whose officers the report calls by the office of e: `a Moro Front negotiator … negotiator Ali Reza`. */
static entity_id side_of_office(const parties *p, entity_id e) {
    entity_id found = 0;
    for (uint32_t i = 0; i < p->es->n_descriptions && i < mentions_back_max; i++) {
        const description *x = &p->es->descriptions[i];
        if (entity_full(p->es, x->entity) != e) continue;
        for (entity_id k = 1; k <= p->es->n && k <= mentions_back_max; k++) {
            const entity *v = entity_at(p, k);
            if (v->type != ENTITY_DESCRIBED || !v->side || strcmp(v->head, x->noun) != 0) continue;
            if (found && found != entity_side(p->es, k)) return 0;
            found = entity_side(p->es, k);
        }
    }
    return found;
}

/* Whom a person without a known side speaks for, by the phrases after the office: `the negotiator for the government`.
 */
static entity_id stands_for(parties *p, entity_id e) {
    entity_id side = entity_side(p->es, e);
    const entity *v = entity_at(p, e);
    if (side != e || !is_person(p, e)) return side;
    uint32_t office = v->type == ENTITY_DESCRIBED           ? v->w
                      : at(p, v->s, v->w)->rel == REL_appos ? at(p, v->s, v->w)->head
                                                            : 0;
    if (!office) office = doc_child(p->d, v->s, v->w, REL_appos, NULL);
    entity_id like = side_of_office(p, e);
    if (like) return like;
    for (uint32_t c = 0; office && (c = doc_next_child(p->d, v->s, office, c, REL_nmod, NULL));) {
        answer a = resolve(p, v->s, c);
        if (a.who && a.who != e && may_be_side(p, a.who)) return a.who;
    }
    return side;
}

static answer speaker(parties *p, uint32_t s, uint32_t w, bool side) {
    voice_id v = quoting_voice(p, s, w);
    if (!v) v = p->at->inner[s][w];
    if (!v) return issuer(p, side);
    if (!p->at->v[v].source) return nobody;
    answer a = resolve(p, p->at->v[v].s, p->at->v[v].source);
    if (!a.name) return nobody;
    if (side && a.who) return of_entity(p, stands_for(p, a.who), true);
    a.resolved = true;
    return a;
}

typedef struct wanted {
    bool person, plural, thing;
} wanted;

static bool fits(const parties *p, const mention *m, wanted want) {
    bool plural = feature(p, m->s, m->w, "Number", "Plur") || doc_child(p->d, m->s, m->w, REL_conj, NULL);
    bool people = is(p, m->s, m->w, p->es->c.people) || is(p, m->s, m->w, p->es->c.counted);
    if (!m->entity) return want.plural && plural && people;
    entity_id e = entity_full(p->es, m->entity);
    if (want.person) return is_person(p, e);
    if (want.plural) return plural || entity_at(p, e)->plural;
    return !is_person(p, e) && !plural;
}

static uint32_t clause_subject(const parties *p, uint32_t s, uint32_t clause) {
    for (int i = 0; i < 6 && clause; i++) {
        uint32_t subj = doc_child(p->d, s, clause, REL_nsubj, NULL);
        if (subj) return subj;
        if (at(p, s, clause)->rel != REL_conj && at(p, s, clause)->rel != REL_xcomp &&
            at(p, s, clause)->rel != REL_advcl)
            return 0;
        clause = at(p, s, clause)->head;
    }
    return 0;
}

/* The last fitting subject before the word in its own sentence, then the subjects of the sentences before it, first to
 * last; then, of the nearest sentence that has any, the first fitting mention. */
static const mention *antecedent(const parties *p, uint32_t s, uint32_t w, wanted want) {
    const entities *es = p->es;
    uint32_t own = clause_subject(p, s, doc_clause(p->d, s, w));
    bool is_object = at(p, s, w)->rel == REL_obj || at(p, s, w)->rel == REL_iobj || at(p, s, w)->rel == REL_obl;
    for (uint32_t i = es->first_mention[s + 1]; i-- > es->first_mention[s];) {
        const mention *m = &es->mentions[i];
        if (m->w >= w || !m->subject || (is_object && m->w == own)) continue;
        if (fits(p, m, want)) return m;
    }
    for (uint32_t back = 1; back <= sentences_back_max && back <= s; back++) {
        uint32_t from = es->first_mention[s - back], to = es->first_mention[s - back + 1];
        for (int subjects = 1; subjects >= 0; subjects--)
            for (uint32_t i = from; i < to; i++)
                if ((!subjects || es->mentions[i].subject) && fits(p, &es->mentions[i], want)) return &es->mentions[i];
    }
    return NULL;
}

/* Whether the voice's source can be what the pronoun means: `X said it would …`. */
static bool source_fits(parties *p, const voice *v, wanted want) {
    if (!v->source) return false;
    uint32_t w = v->source;
    bool plural = feature(p, v->s, w, "Number", "Plur") || doc_child(p->d, v->s, w, REL_conj, NULL);
    if (want.plural) return plural;
    if (plural) return false;
    answer a = resolve(p, v->s, w);
    bool person = a.who && is_person(p, a.who);
    return a.name && (want.person ? person : !person);
}

enum { speakers_back_max = 6 }; /* sentences: how far a speaker is remembered */

/* The attribution whose source the word is; 0 when it is none's. */
static voice_id voice_of_source(const parties *p, uint32_t s, uint32_t w) {
    for (voice_id v = p->first_voice[s]; v < p->first_voice[s + 1]; v++)
        if (p->at->v[v].source == w) return v;
    return 0;
}

/* Who spoke last before the attribution, if fit. */
static const voice *last_speaker(parties *p, voice_id of, wanted want) {
    for (voice_id v = of; v-- > 1;) {
        const voice *k = &p->at->v[v];
        if (k->s + speakers_back_max < p->at->v[of].s) break;
        if (k->source && source_fits(p, k, want)) return k;
    }
    return NULL;
}

/* A word of the report; w is 0 for none. */
typedef struct spot {
    uint32_t s, w;
} spot;

/* The word that a pronoun of the third person stands for. */
static spot meant_by(parties *p, uint32_t s, uint32_t w) {
    wanted want = {.person = feature(p, s, w, "Gender", "Masc") || feature(p, s, w, "Gender", "Fem"),
                   .plural = feature(p, s, w, "Number", "Plur")};
    want.thing = !want.person && !want.plural;
    voice_id self = voice_of_source(p, s, w);
    const voice *before = self ? last_speaker(p, self, want) : NULL;
    if (before) return (spot){before->s, before->source};
    voice_id v = quoting_voice(p, s, w) ? 0 : p->at->inner[s][w];
    bool own = v && p->at->v[v].s == s && p->at->v[v].source < w;
    if (own && source_fits(p, &p->at->v[v], want)) return (spot){s, p->at->v[v].source};
    const mention *m = antecedent(p, s, w, want);
    return m ? (spot){m->s, m->w} : (spot){0, 0};
}

static answer third_person(parties *p, uint32_t s, uint32_t w) {
    spot at = meant_by(p, s, w);
    answer a = at.w ? resolve(p, at.s, at.w) : nobody;
    a.resolved = a.name != NULL;
    return a;
}

/* `who`, `which`, `that`: the noun that the clause hangs on. */
static answer relative(parties *p, uint32_t s, uint32_t w) {
    uint32_t clause = at(p, s, w)->head;
    for (int i = 0; i < 8 && clause; i++, clause = at(p, s, clause)->head)
        if (at(p, s, clause)->rel == REL_acl && at(p, s, clause)->head) {
            answer a = resolve(p, s, at(p, s, clause)->head);
            a.resolved = a.name != NULL;
            return a;
        }
    return nobody;
}

static answer pronoun(parties *p, uint32_t s, uint32_t w) {
    if (feature(p, s, w, "PronType", "Rel")) return relative(p, s, w);
    if (feature(p, s, w, "Person", "1")) return speaker(p, s, w, feature(p, s, w, "Number", "Plur"));
    if (feature(p, s, w, "Person", "3")) return third_person(p, s, w);
    return nobody;
}

static bool is_outlet_phrase(const parties *p, uint32_t s, uint32_t w) {
    if (is(p, s, w, p->es->c.outlet)) return true;
    const doc_word *word = at(p, s, w);
    for (uint32_t i = 0; i < word->n_children; i++) {
        uint32_t c = word->children[i];
        doc_relation rel = at(p, s, c)->rel;
        if ((rel == REL_compound || rel == REL_appos || rel == REL_flat || doc_has_sub(p->d, s, c, "desc")) &&
            is(p, s, c, p->es->c.outlet))
            return true;
    }
    return false;
}

/* ---- descriptions ---- */

static bool is_definite(const parties *p, uint32_t s, uint32_t w) {
    uint32_t det = doc_child(p->d, s, w, REL_det, NULL);
    return det && (feature(p, s, det, "Definite", "Def") || feature(p, s, det, "PronType", "Dem"));
}

/* Whether two nouns may denote the same: one word, or both fighters, both offices of one kind. */
static bool same_noun(const parties *p, const entity *v, uint32_t s, uint32_t w) {
    if (strcmp(v->head, at(p, s, w)->lemma) == 0) return true;
    return is(p, s, w, p->es->c.fighter) && doc_is(p->d, v->s, v->w, p->es->c.fighter);
}

/* The entity before the word that goes by the same noun, latest first; 0 where two sides share the noun. */
static entity_id by_same_noun(const parties *p, uint32_t s, uint32_t w) {
    entity_id found = 0;
    uint32_t end = p->es->first_mention[s];
    for (uint32_t i = end, n = 0; i-- > 0 && n < mentions_back_max; n++) {
        entity_id e = entity_full(p->es, p->es->mentions[i].entity);
        if (!e || !same_noun(p, entity_at(p, e), s, w)) continue;
        bool called = entity_at(p, e)->type == ENTITY_NAMED ||
                      (entity_at(p, e)->type == ENTITY_DESCRIBED && (entity_at(p, e)->side || is_person(p, e)));
        if (!called) continue;
        if (!found)
            found = e;
        else if (found != e && entity_side(p->es, found) != entity_side(p->es, e) && !is_person(p, found))
            return 0;
        if (is_person(p, found)) break;
    }
    return found;
}

/* The entity that the report has described by the noun: `the group Northern Star` … `the group`. With a modifier
 * (`the Northland group`) of that body or country only. */
static entity_id by_description(const parties *p, uint32_t s, uint32_t w, entity_id of) {
    entity_id found = 0;
    bool leader = is(p, s, w, p->es->c.leader);
    for (uint32_t i = 0; i < p->es->n_descriptions && i < mentions_back_max; i++) {
        const description *x = &p->es->descriptions[i];
        entity_id e = entity_full(p->es, x->entity);
        bool same =
            strcmp(x->noun, at(p, s, w)->lemma) == 0 ||
            (is(p, s, w, p->es->c.group) && doc_is(p->d, entity_at(p, e)->s, entity_at(p, e)->w, p->es->c.group));
        entity_id side = x->of ? entity_full(p->es, x->of) : entity_at(p, e)->side;
        if (leader && of && side == of && is_person(p, e)) same = true;
        if (!same || (of && side != of) || e == found || is_outlet_phrase(p, entity_at(p, e)->s, entity_at(p, e)->w))
            continue;
        if (found) return 0;
        found = e;
    }
    return found;
}

/* The body named far more often than any other that may be a side and is no country; 0 without. */
static entity_id main_body(const parties *p) {
    entity_id best = 0, second = 0;
    for (entity_id e = 1; e <= p->es->n; e++) {
        const entity *v = entity_at(p, e);
        if (v->type != ENTITY_NAMED || v->full || !may_be_side(p, e) || v->mentions < 2) continue;
        if (!best || v->mentions > entity_at(p, best)->mentions)
            second = best, best = e;
        else if (!second || v->mentions > entity_at(p, second)->mentions)
            second = e;
    }
    return best && (!second || entity_at(p, best)->mentions >= 2 * entity_at(p, second)->mentions) ? best : 0;
}

/* The only body that acts as a side and is no country, for `the group`. */
static entity_id by_elimination(const parties *p) {
    entity_id found = 0;
    for (int i = 0; i < 2; i++) {
        entity_id e = p->side[i];
        if (!e || entity_at(p, e)->type != ENTITY_NAMED) continue;
        if (found) return 0;
        found = e;
    }
    return found ? found : p->main;
}

/* The only side that is a country, for `the government`, `the regime`. */
static entity_id only_country(const parties *p) {
    bool first = p->side[0] && entity_at(p, p->side[0])->type == ENTITY_COUNTRY;
    bool second = p->side[1] && entity_at(p, p->side[1])->type == ENTITY_COUNTRY;
    return first == second ? 0 : p->side[first ? 0 : 1];
}

static entity_id other_side(parties *p, uint32_t s, uint32_t w) {
    answer a = speaker(p, s, w, true);
    if (!a.who || !p->side[0]) return 0;
    return a.who == p->side[0] ? p->side[1] : a.who == p->side[1] ? p->side[0] : 0;
}

/* Who issued the statement that a sentence tells of; 0 where it tells of none. */
static uint32_t who_issued(const parties *p, uint32_t s) {
    for (uint32_t w = 1; w <= p->d->v[s].n; w++)
        if (is(p, s, w, p->es->c.statement) && at(p, s, w)->rel == REL_obj && at(p, s, w)->head)
            return clause_subject(p, s, at(p, s, w)->head);
    return 0;
}

/* `the statement said`: whoever issued it: its owner, else the last to speak. */
static answer issuer_of_statement(parties *p, uint32_t s, uint32_t w) {
    entity_id of = entity_of_modifier(p->es, s, w);
    if (of) return of_entity(p, of, true);
    voice_id self = voice_of_source(p, s, w);
    if (!self || !is_definite(p, s, w)) return nobody;
    for (uint32_t back = 1; back <= speakers_back_max && back <= s; back++) {
        uint32_t by = who_issued(p, s - back);
        answer a = by ? resolve(p, s - back, by) : nobody;
        if (!a.who) continue;
        a.resolved = true;
        return a;
    }
    for (voice_id v = self; v-- > 1 && p->at->v[v].s + speakers_back_max >= s;) {
        const voice *k = &p->at->v[v];
        answer a = k->source && k->s < s ? resolve(p, k->s, k->source) : nobody;
        if (!a.who) continue;
        a.resolved = true;
        return a;
    }
    return nobody;
}

/* `the news agency`: the outlet named last. */
static entity_id last_outlet(const parties *p, uint32_t s) {
    for (uint32_t i = p->es->first_mention[s], n = 0; i-- > 0 && n < mentions_back_max; n++) {
        entity_id e = entity_full(p->es, p->es->mentions[i].entity);
        const mention *m = &p->es->mentions[i];
        if (e && entity_at(p, e)->type == ENTITY_NAMED && is_outlet_phrase(p, m->s, m->w)) return e;
    }
    return 0;
}

/* Whether the report calls a person by the noun, or the noun is one that any of them may be called by. */
static bool may_be_called(const parties *p, entity_id e, uint32_t s, uint32_t w) {
    if (!e || is(p, s, w, p->es->c.any_role) || same_noun(p, entity_at(p, e), s, w)) return e;
    for (uint32_t i = 0; i < p->es->n_descriptions && i < mentions_back_max; i++)
        if (entity_full(p->es, p->es->descriptions[i].entity) == e &&
            strcmp(p->es->descriptions[i].noun, at(p, s, w)->lemma) == 0)
            return true;
    return false;
}

static answer described(parties *p, uint32_t s, uint32_t w) {
    const entity_classes *c = &p->es->c;
    if (is(p, s, w, c->other_side)) {
        entity_id e = other_side(p, s, w);
        if (e) return of_entity(p, e, true);
    }
    if (is(p, s, w, c->statement)) return issuer_of_statement(p, s, w);
    if (is(p, s, w, c->outlet) && is_definite(p, s, w)) return of_entity(p, last_outlet(p, s), true);
    bool body = is(p, s, w, c->body) || is(p, s, w, c->fighter) || is(p, s, w, c->government) || is(p, s, w, c->army) ||
                is(p, s, w, c->role) || is(p, s, w, c->leader) || is(p, s, w, c->witness) ||
                is(p, s, w, c->institution);
    if (!body || !is_definite(p, s, w)) return nobody;
    entity_id of = entity_of_modifier(p->es, s, w);
    bool office = is(p, s, w, c->role) || is(p, s, w, c->leader) || is(p, s, w, c->witness);
    voice_id self = office ? voice_of_source(p, s, w) : 0;
    const voice *before = self ? last_speaker(p, self, (wanted){.person = true}) : NULL;
    if (before) {
        answer a = resolve(p, before->s, before->source);
        if (may_be_called(p, a.who, s, w) &&
            (!of || !entity_at(p, a.who)->side || entity_side(p->es, a.who) == entity_side(p->es, of))) {
            a.resolved = true;
            return a;
        }
    }
    if (of) {
        entity_id e = is(p, s, w, c->body) || is(p, s, w, c->leader) ? by_description(p, s, w, of) : 0;
        if (!e && is(p, s, w, c->group)) e = by_elimination(p);
        return e && e != of ? of_entity(p, e, true) : nobody;
    }
    entity_id e = by_description(p, s, w, 0);
    if (!e) e = by_same_noun(p, s, w);
    if (!e && is(p, s, w, c->group)) e = by_elimination(p);
    if (!e && is(p, s, w, c->government)) e = only_country(p);
    return e ? of_entity(p, e, true) : nobody;
}

/* ---- places that act ---- */

/* A capital acts as the subject of a verb, or as one of those between whom something is; elsewhere it is a place. */
static bool acts(const parties *p, uint32_t s, uint32_t w) {
    const doc_word *word = at(p, s, w);
    if (word->rel == REL_nsubj)
        return !doc_has_sub(p->d, s, w, "pass") || doc_child(p->d, s, word->head, REL_xcomp, NULL);
    uint32_t first = doc_first_conjunct(p->d, s, w);
    if (first != w) return acts(p, s, first);
    if (word->rel == REL_obl && doc_has_sub(p->d, s, w, "agent")) return true;
    return (word->rel == REL_nmod || word->rel == REL_obl) && phrase_has_marker(p->d, s, w, p->es->c.party_prep);
}

/* The country that a word's name stands for by a row of the class that covers it. */
static const char *name_value(const parties *p, uint32_t s, uint32_t w, int class) {
    word_range run = phrase_name_run(p->d, &p->es->pc, s, w);
    for (uint32_t k = run.first; run.first && k <= run.last; k++) {
        const lexicon_hit *hit = doc_hit(p->d, s, k, class);
        if (hit && hit->first <= run.first && hit->last >= run.last) return hit->value;
    }
    return NULL;
}

/* A seat of government acts for its country. */
static entity_id seat_country(const parties *p, uint32_t s, uint32_t w) {
    const char *country = name_value(p, s, w, p->es->c.seat);
    return country ? entity_of_country(p->es, country) : 0;
}

static entity_id metonym(const parties *p, uint32_t s, uint32_t w) {
    const char *country = name_value(p, s, w, p->es->c.capital);
    word_range run = phrase_name_run(p->d, &p->es->pc, s, w);
    for (uint32_t top = run.first; country && top <= run.last; top++)
        if (acts(p, s, top)) return entity_of_country(p->es, country);
    return 0;
}

/* ---- any word ---- */

/* `Northland jets`, `its forces`: what acts for its owner. */
static answer part(parties *p, uint32_t s, uint32_t w) {
    if (!is(p, s, w, p->es->c.part)) return nobody;
    entity_id of = entity_of_modifier(p->es, s, w);
    if (of) return of_entity(p, of, true);
    uint32_t owner = doc_child(p->d, s, w, REL_nmod, "poss");
    if (!owner || upos(p, s, owner) != TRUCE_UPOS_PRON) return nobody;
    answer a = resolve(p, s, owner);
    if (a.who && is_person(p, a.who)) return of_entity(p, stands_for(p, a.who), true);
    a.resolved = a.name != NULL;
    return a;
}

/* `his government`, `our troops`: the body of that kind on the owner's side, if the report names one. */
static answer owned(parties *p, uint32_t s, uint32_t w) {
    const entity_classes *c = &p->es->c;
    uint32_t owner = doc_child(p->d, s, w, REL_nmod, "poss");
    if (!owner || upos(p, s, owner) != TRUCE_UPOS_PRON || !(is(p, s, w, c->government) || is(p, s, w, c->army)))
        return nobody;
    answer a = resolve(p, s, owner);
    if (!a.who) return nobody;
    entity_id side = entity_side(p->es, a.who);
    for (uint32_t i = 0; i < p->es->n_mentions && i < mentions_back_max; i++) {
        entity_id e = p->es->mentions[i].entity;
        if (e && entity_at(p, e)->type == ENTITY_DESCRIBED && strcmp(entity_at(p, e)->head, at(p, s, w)->lemma) == 0 &&
            entity_side(p->es, e) == side)
            return of_entity(p, e, true);
    }
    return is(p, s, w, c->government) && side != a.who ? of_entity(p, side, true) : nobody;
}

static answer as_written(const parties *p, uint32_t s, uint32_t w, entity_id e) {
    phrase_kind kind = is(p, s, w, p->es->c.side) ? PHRASE_HEAD : PHRASE_NAME; /* `parties to the conflict` */
    const char *text = phrase_text(p->d, s, phrase_range(p->d, &p->es->pc, s, w, kind));
    return (answer){.known = true, .who = e, .name = *text ? text : NULL};
}

static answer nominal(parties *p, uint32_t s, uint32_t w) {
    entity_id e = p->es->of[s][w], place = metonym(p, s, w);
    if (place) return of_entity(p, place, true);
    bool common = !e || entity_at(p, e)->type == ENTITY_DESCRIBED;
    if (common) {
        answer a = part(p, s, w);
        if (!a.name) a = owned(p, s, w);
        if (!a.name) a = described(p, s, w);
        if (a.name) return a;
    }
    if (!e) return as_written(p, s, w, 0);
    return of_entity(p, e, false);
}

/* `spokesman Ali Reza` where the tree takes title and name apart, `Moro Front spokesman Ali Reza` where it hangs the
 * name on the body's: the person is meant. */
static entity_id named_after_title(const parties *p, uint32_t s, uint32_t w) {
    word_range own = phrase_name_run(p->d, &p->es->pc, s, w);
    const lexicon_hit *title = own.first && own.last < p->d->v[s].n ? doc_hit(p->d, s, own.last + 1, p->es->pc.title)
                                                                    : doc_hit(p->d, s, w, p->es->pc.title);
    uint32_t next = title ? title->last + 1 : 0;
    if (!next || next > p->d->v[s].n) return 0;
    word_range run = phrase_name_run(p->d, &p->es->pc, s, next);
    entity_id e = run.first == next ? p->es->of[s][run.first] : 0;
    if (own.first && run.first == next) { /* the name must hang on what stands before its title */
        bool hangs = false;
        for (uint32_t k = run.first; k <= run.last; k++)
            hangs = hangs || (at(p, s, k)->head >= own.first && at(p, s, k)->head <= own.last);
        if (!hangs) return 0;
    }
    return e && entity_at(p, e)->type == ENTITY_PERSON ? e : 0;
}

static answer resolve_new(parties *p, uint32_t s, uint32_t w) {
    switch (upos(p, s, w)) {
    case TRUCE_UPOS_PRON:
    case TRUCE_UPOS_DET: return pronoun(p, s, w);
    case TRUCE_UPOS_NOUN:
    case TRUCE_UPOS_PROPN: {
        /* a name at the side of its title or description: `the envoy, Ada Holt` */
        uint32_t name = doc_child(p->d, s, w, REL_appos, NULL);
        entity_id e = name ? p->es->of[s][name] : 0;
        bool office = upos(p, s, w) == TRUCE_UPOS_NOUN && e &&
                      (entity_at(p, e)->type == ENTITY_PERSON || entity_at(p, e)->type == ENTITY_NAMED);
        if (office) return of_entity(p, e, false);
        e = named_after_title(p, s, w);
        return e ? of_entity(p, e, false) : nominal(p, s, w);
    }
    default: return p->es->of[s][w] ? of_entity(p, p->es->of[s][w], true) : nobody;
    }
}

static answer resolve(parties *p, uint32_t s, uint32_t w) {
    answer *slot = &p->answers[s][w];
    if (slot->known) return *slot;
    if (p->busy >= busy_max) return nobody;
    p->busy++;
    slot->known = true; /* a phrase that stands for itself is nobody */
    answer a = resolve_new(p, s, w);
    a.known = true;
    p->busy--;
    p->answers[s][w] = a;
    return a;
}

/* ---- the interface ---- */

parties *parties_build(const doc *d, const attributions *attr) {
    parties *p = arena_new_of(d->a, parties);
    *p = (parties){.d = d, .at = attr, .es = entities_find(d)};
    p->answers = arena_array(d->a, answer *, d->n);
    for (uint32_t s = 0; s < d->n; s++) p->answers[s] = arena_array(d->a, answer, (size_t)d->v[s].n + 1);
    p->first_voice = arena_array(d->a, voice_id, (size_t)d->n + 1);
    for (uint32_t s = 0, v = 1; s <= d->n; s++) {
        while (v <= attr->n_found && attr->v[v].s < s) v++;
        p->first_voice[s] = v;
    }
    name_countries(p);
    find_sides(p);
    p->main = main_body(p);
    p->issuer = issuer_country(p);
    return p;
}

static const char *surface_of(const parties *p, uint32_t s, uint32_t w, const answer *a) {
    if (!a->resolved) return NULL;
    const char *text = phrase_text(p->d, s, phrase_surface(p->d, &p->es->pc, s, w));
    return strcmp(text, a->name) == 0 ? NULL : text;
}

bool party_name(parties *p, uint32_t s, uint32_t w, const char **name, const char **surface) {
    answer a = resolve(p, s, w);
    *name = a.name;
    if (surface) *surface = a.name ? surface_of(p, s, w, &a) : NULL;
    return a.name != NULL;
}

typedef VEC(const char *) name_list;

static void add_name(const parties *p, name_list *list, const char *name) {
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->v[i], name) == 0) return;
    vec_push(p->d->a, list, name);
}

/* `both sides`, `the two parties`, `the sides`: plural, counted or definite, of no side in particular. */
static bool means_both(const parties *p, uint32_t s, uint32_t w) {
    if (!is(p, s, w, p->es->c.side) || !feature(p, s, w, "Number", "Plur") || entity_of_modifier(p->es, s, w))
        return false;
    const doc_word *word = at(p, s, w);
    bool both = false;
    for (uint32_t i = 0; i < word->n_children; i++) {
        uint32_t c = word->children[i];
        doc_relation rel = at(p, s, c)->rel;
        if (is(p, s, c, p->es->c.both))
            both = true;
        else if (rel == REL_amod || rel == REL_compound || rel == REL_nmod)
            return false; /* `warring sides`, `parties to the conflict` */
    }
    if (both) return true;
    return is_definite(p, s, w);
}

/* The last pair before the word. */
static bool last_pair(const parties *p, uint32_t s, uint32_t w, entity_id pair[2]) {
    uint32_t end = p->es->first_mention[s + 1];
    for (uint32_t i = end, n = 0; i-- > 0 && n < mentions_back_max; n++) {
        const mention *m = &p->es->mentions[i];
        if (m->entity && (m->s < s || m->w < w) && pair_at(p, m, pair)) return true;
    }
    return false;
}

static bool add_both(parties *p, uint32_t s, uint32_t w, name_list *list) {
    entity_id pair[2] = {p->side[0], p->side[1]};
    if (!last_pair(p, s, w, pair) && !pair[0]) return false;
    add_name(p, list, entity_name(p, pair[0]));
    add_name(p, list, entity_name(p, pair[1]));
    return true;
}

/* Times, texts and events do nothing: `shelling`, `the agreement`, `Friday`. */
static bool may_act(const parties *p, uint32_t s, uint32_t w) {
    const entity_classes *c = &p->es->c;
    entity_id e = entity_full(p->es, p->es->of[s][w]);
    return !(e && is_place(p, e)) && !is(p, s, w, p->es->pc.time_name) &&
           !(is(p, s, w, c->part) && !is(p, s, w, c->side)) && !is(p, s, w, c->terms) && !is(p, s, w, c->statement);
}

/* The country for whose people's adjective stands alone: `the Northlandish attempts` hangs on it in many a tree. */
static answer country_of_people(const parties *p, answer a) {
    if (!a.who) return a;
    const entity *v = entity_at(p, a.who);
    bool adjective = v->type == ENTITY_DESCRIBED && !v->plural && v->words == 1 && v->side &&
                     doc_is(p->d, v->s, v->w, p->es->c.demonym);
    return adjective ? of_entity(p, entity_side(p->es, a.who), true) : a;
}

/* A word may add several names: both sides, or those whom `they` stands for. */
static void add_names(parties *p, uint32_t s, uint32_t w, name_list *list, bool *resolved, int depth) {
    uint32_t of = is(p, s, w, p->es->c.part) ? doc_child(p->d, s, w, REL_nmod, NULL) : 0;
    bool they = upos(p, s, w) == TRUCE_UPOS_PRON && feature(p, s, w, "Person", "3") &&
                feature(p, s, w, "Number", "Plur") && depth < 2;
    spot meant = they ? meant_by(p, s, w) : (spot){0, 0};
    if (meant.w) {
        add_names(p, meant.s, meant.w, list, resolved, depth + 1);
        *resolved = true;
    } else if ((means_both(p, s, w) && add_both(p, s, w, list)) ||
               (of && means_both(p, s, of) && add_both(p, s, of, list))) {
        *resolved = true;
    } else {
        answer a = resolve(p, s, w);
        entity_id seat = seat_country(p, s, w);
        if (seat) a = of_entity(p, seat, true);
        a = country_of_people(p, a);
        if (a.name && (a.resolved || may_act(p, s, w))) add_name(p, list, a.name);
        *resolved = *resolved || a.resolved;
    }
    for (uint32_t c = 0; depth < 2 && (c = doc_next_child(p->d, s, w, c, REL_conj, NULL));) {
        truce_upos u = upos(p, s, c);
        if (u == TRUCE_UPOS_NOUN || u == TRUCE_UPOS_PROPN || u == TRUCE_UPOS_PRON)
            add_names(p, s, c, list, resolved, depth + 1);
    }
}

static word_range coordination(const parties *p, uint32_t s, uint32_t w) {
    word_range r = phrase_surface(p->d, &p->es->pc, s, w);
    for (uint32_t c = 0; (c = doc_next_child(p->d, s, w, c, REL_conj, NULL));) {
        word_range k = phrase_surface(p->d, &p->es->pc, s, c);
        if (k.last > r.last) r.last = k.last;
    }
    return r;
}

truce_names party_names(parties *p, uint32_t s, uint32_t w, const char **surface) {
    name_list list = {0};
    bool resolved = false;
    add_names(p, s, w, &list, &resolved, 0);
    if (surface) *surface = resolved && list.n ? phrase_text(p->d, s, coordination(p, s, w)) : NULL;
    return (truce_names){list.v, list.n};
}

static bool any_of(const parties *p, const entity *v, const int *classes, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (doc_is(p->d, v->s, v->w, classes[i])) return true;
    return false;
}

truce_source_kind party_kind(parties *p, uint32_t s, uint32_t w) {
    const entity_classes *c = &p->es->c;
    answer a = resolve(p, s, w);
    if (!a.name) return TRUCE_SOURCE_KIND_UNNAMED;
    if (is_outlet_phrase(p, s, w)) return TRUCE_SOURCE_KIND_OUTLET;
    if (!a.who) {
        if (is(p, s, w, c->witness)) return TRUCE_SOURCE_KIND_PERSON;
        if (is(p, s, w, c->institution)) return TRUCE_SOURCE_KIND_INSTITUTION;
        if (is(p, s, w, c->mediator_noun)) return TRUCE_SOURCE_KIND_MEDIATOR;
        bool body = is(p, s, w, c->role) || is(p, s, w, c->army) || is(p, s, w, c->government) ||
                    is(p, s, w, c->fighter) || is(p, s, w, c->body);
        return body ? TRUCE_SOURCE_KIND_PARTY : TRUCE_SOURCE_KIND_UNNAMED;
    }
    entity_id side = entity_side(p->es, a.who);
    const entity *v = entity_at(p, a.who), *body = entity_at(p, side);
    if (is_outlet_phrase(p, v->s, v->w)) return TRUCE_SOURCE_KIND_OUTLET;
    if (v->mediates || (body->mediates && !body->acts)) return TRUCE_SOURCE_KIND_MEDIATOR;
    const int institutions[] = {c->institution}, witnesses[] = {c->witness};
    if (any_of(p, v, institutions, 1) || any_of(p, body, institutions, 1)) return TRUCE_SOURCE_KIND_INSTITUTION;
    if (any_of(p, v, witnesses, 1)) return TRUCE_SOURCE_KIND_PERSON;
    if (body->acts || side == p->side[0] || side == p->side[1]) return TRUCE_SOURCE_KIND_PARTY;
    if (body->type == ENTITY_COUNTRY) return TRUCE_SOURCE_KIND_OFFICIAL;
    if (side == a.who && is_person(p, a.who)) return TRUCE_SOURCE_KIND_PERSON;
    return TRUCE_SOURCE_KIND_PARTY;
}

const char *party_side(parties *p, uint32_t s, uint32_t w) {
    answer a = resolve(p, s, w);
    return a.who ? entity_name(p, entity_side(p->es, a.who)) : a.name;
}

/* The side of whoever goes by the name; 0 for a name that is no entity's. */
static entity_id side_of_name(const parties *p, const char *name) {
    for (entity_id e = 1; e <= p->es->n; e++)
        if (strcmp(entity_name(p, e), name) == 0) return entity_side(p->es, e);
    return 0;
}

const char *party_opponent(parties *p, const char *name) {
    entity_id side = side_of_name(p, name);
    if (!side || !p->side[0] || !p->side[1] || (side != p->side[0] && side != p->side[1])) return NULL;
    return entity_name(p, p->side[side == p->side[0]]);
}

bool party_same_side(parties *p, const char *a, const char *b) {
    if (strcmp(a, b) == 0) return true;
    entity_id side = side_of_name(p, a);
    return side && side == side_of_name(p, b);
}

const char *party_issuer(parties *p) {
    return p->issuer;
}

/* The text or plan named last before the word: what `it` is that somebody refuses or signs; 0 without. */
static const mention *last_terms(const parties *p, uint32_t s, uint32_t w) {
    for (uint32_t i = p->es->first_mention[s + 1]; i-- > 0;) {
        const mention *m = &p->es->mentions[i];
        if (m->s + sentences_back_max < s) break;
        if ((m->s < s || m->w < w) && is(p, m->s, m->w, p->es->c.terms)) return m;
    }
    return NULL;
}

/* `most of the prisoners`, `dozens of them`: what is counted, where the head only counts. */
static uint32_t counted_in(const parties *p, uint32_t s, uint32_t w) {
    truce_upos u = upos(p, s, w);
    if (u != TRUCE_UPOS_ADJ && u != TRUCE_UPOS_NUM && u != TRUCE_UPOS_DET && !is(p, s, w, p->es->c.count_noun))
        return w;
    for (uint32_t c = 0; (c = doc_next_child(p->d, s, w, c, REL_nmod, NULL));)
        if (phrase_has_marker(p->d, s, c, p->es->pc.of_prep)) return c;
    return w;
}

/* People are printed without the phrases after them, which mostly say where they go; all else with them. */
static phrase_kind kind_of_phrase(const parties *p, uint32_t s, uint32_t w) {
    const entity_classes *c = &p->es->c;
    bool people = is(p, s, w, c->people) || is(p, s, w, c->counted) || is(p, s, w, c->fighter) || is(p, s, w, c->army);
    return people ? PHRASE_NAME : PHRASE_HEAD;
}

static bool is_thing_pronoun(const parties *p, uint32_t s, uint32_t w) {
    doc_relation rel = at(p, s, w)->rel;
    return feature(p, s, w, "Person", "3") && feature(p, s, w, "Number", "Sing") &&
           feature(p, s, w, "Gender", "Neut") && (rel == REL_obj || rel == REL_obl);
}

/* A pronoun for people or things takes the phrase of what it stands for, named or not. */
static const char *phrase_for(parties *p, uint32_t s, uint32_t w, bool *resolved) {
    w = counted_in(p, s, w);
    truce_upos u = upos(p, s, w);
    const mention *terms = u == TRUCE_UPOS_PRON && is_thing_pronoun(p, s, w) ? last_terms(p, s, w) : NULL;
    if (terms) {
        *resolved = true;
        return phrase_text(p->d, terms->s, phrase_range(p->d, &p->es->pc, terms->s, terms->w, PHRASE_NAME));
    }
    if (u == TRUCE_UPOS_PRON || u == TRUCE_UPOS_DET) {
        answer a = resolve(p, s, w);
        *resolved = a.name != NULL;
        return a.name;
    }
    entity_id e = p->es->of[s][w];
    if (e && entity_at(p, e)->type != ENTITY_DESCRIBED) {
        answer a = resolve(p, s, w);
        *resolved = *resolved || a.resolved;
        return a.name;
    }
    const char *text = phrase_text(p->d, s, phrase_range(p->d, &p->es->pc, s, w, kind_of_phrase(p, s, w)));
    return *text ? text : NULL;
}

const char *party_phrase(parties *p, uint32_t s, uint32_t w, const char **surface) {
    bool resolved = false;
    const char *text = phrase_for(p, s, w, &resolved);
    if (surface) *surface = resolved && text ? phrase_text(p->d, s, phrase_surface(p->d, &p->es->pc, s, w)) : NULL;
    return text;
}

truce_names party_phrases(parties *p, uint32_t s, uint32_t w, const char **surface) {
    name_list list = {0};
    bool resolved = false;
    const char *text = phrase_for(p, s, w, &resolved);
    if (text) add_name(p, &list, text);
    for (uint32_t c = 0; (c = doc_next_child(p->d, s, w, c, REL_conj, NULL));) {
        truce_upos u = upos(p, s, c);
        text = u == TRUCE_UPOS_NOUN || u == TRUCE_UPOS_PROPN || u == TRUCE_UPOS_PRON ? phrase_for(p, s, c, &resolved)
                                                                                     : NULL;
        if (text) add_name(p, &list, text);
    }
    if (surface) *surface = resolved && list.n ? phrase_text(p->d, s, coordination(p, s, w)) : NULL;
    return (truce_names){list.v, list.n};
}

/* ---- chains ---- */

static const char *single_source_name(parties *p, uint32_t s, uint32_t w) {
    answer a = resolve(p, s, w);
    bool named = a.resolved || (a.who && entity_at(p, a.who)->type != ENTITY_DESCRIBED);
    if (named) return a.name;
    const char *phrase = phrase_text(p->d, s, phrase_range(p->d, &p->es->pc, s, w, PHRASE_HEAD));
    return *phrase ? phrase : NULL;
}

static bool has_conjunction(const parties *p, uint32_t s, uint32_t w) {
    for (uint32_t c = 0; (c = doc_next_child(p->d, s, w, c, REL_conj, NULL));)
        if (doc_child(p->d, s, c, REL_cc, NULL)) return true;
    return false;
}

/* A source goes by its name, one without a name by its head phrase with all that belongs to it; joint ones in the order
 * of the text. */
static const char *source_name(parties *p, uint32_t s, uint32_t w) {
    const char *name = single_source_name(p, s, w);
    uint32_t before = 0;
    name_list both = {0};
    if (means_both(p, s, w) && add_both(p, s, w, &both) && both.n == 2)
        return arena_printf(p->d->a, "%s and %s", both.v[0], both.v[1]);
    if (!has_conjunction(p, s, w)) return name;
    for (uint32_t c = 0; name && (c = doc_next_child(p->d, s, w, c, REL_conj, NULL));) {
        truce_upos u = doc_child(p->d, s, c, REL_cc, NULL) || c < w ? upos(p, s, c) : TRUCE_UPOS_NONE;
        const char *other = u == TRUCE_UPOS_NOUN || u == TRUCE_UPOS_PROPN ? single_source_name(p, s, c) : NULL;
        if (!other || strcmp(other, name) == 0) continue;
        bool first = c < w && !before;
        if (first) before = c;
        name =
            first ? arena_printf(p->d->a, "%s and %s", other, name) : arena_printf(p->d->a, "%s and %s", name, other);
    }
    return name;
}

typedef VEC(truce_source) chain;

static bool same_name(const parties *p, const char *a, const char *b) {
    return strcmp(utf8_fold(p->d->a, a, strlen(a)), utf8_fold(p->d->a, b, strlen(b))) == 0;
}

/* Adds a link inside-out; nobody quotes himself, and the report's outlet stands at the start anyway. */
static void add_link(parties *p, chain *c, truce_source link) {
    const char *own = utf8_fold(p->d->a, p->d->report->outlet, strlen(p->d->report->outlet));
    const char *name = utf8_fold(p->d->a, link.name, strlen(link.name));
    if (link.kind == TRUCE_SOURCE_KIND_OUTLET && (strstr(name, own) || strstr(own, name))) return;
    if (c->n && same_name(p, c->v[c->n - 1].name, link.name)) return;
    if (c->n < attribution_chain_max - 1) vec_push(p->d->a, c, link);
}

/* `I think …` in a quotation, `we call on …` in a statement by its issuer: no source beside the one that speaks. */
static bool speaks_for_itself(parties *p, const voice *v) {
    if (!v->source) return false;
    if (feature(p, v->s, v->source, "Person", "1")) return true;
    entity_id own = p->issuer ? entity_of_country(p->es, p->issuer) : 0;
    answer a = own ? resolve(p, v->s, v->source) : nobody;
    return a.who && entity_side(p->es, a.who) == own && !quoting_voice(p, v->s, v->cue);
}

static void add_voice(parties *p, chain *c, const voice *v) {
    if (speaks_for_itself(p, v)) return;
    bool label = v->source && v->source == v->cue;
    const char *name = !v->source ? NULL
                       : label    ? single_source_name(p, v->s, v->source)
                                  : source_name(p, v->s, v->source);
    truce_source link = {name ? name : "unnamed", name ? party_kind(p, v->s, v->source) : TRUCE_SOURCE_KIND_UNNAMED,
                         v->cue_text, v->said};
    add_link(p, c, link);
    const char *outlet;
    if (v->outlet && p->es->of[v->s][v->outlet] && party_name(p, v->s, v->outlet, &outlet, NULL))
        add_link(p, c, (truce_source){outlet, TRUCE_SOURCE_KIND_OUTLET, v->cue_text, TRUCE_NO_DAY});
}

void attribution_chain(parties *p, uint32_t s, uint32_t w, truce_source **out, size_t *n) {
    chain c = {0};
    voice_id v = attribution_at(p->at, s, w);
    voice_id seen[2 * attribution_chain_max];
    for (size_t i = 0; v && i < sizeof seen / sizeof *seen; i++) {
        add_voice(p, &c, &p->at->v[v]);
        seen[i] = v;
        v = attribution_outer(p->at, v);
        for (size_t k = 0; k <= i; k++)
            if (seen[k] == v) v = 0; /* cues within each other's content: a wrong tree */
    }
    *out = arena_array(p->d->a, truce_source, c.n + 1);
    (*out)[0] = (truce_source){p->d->report->outlet, TRUCE_SOURCE_KIND_OUTLET, NULL, TRUCE_NO_DAY};
    for (size_t i = 0; i < c.n; i++) (*out)[c.n - i] = c.v[i];
    *n = c.n + 1;
}
