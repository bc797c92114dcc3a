/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/entity.h"

#include "base/utf8.h"

/* ---- a table of names: text → entity ---- */

typedef struct slot {
    const char *key;
    entity_id value;
} slot;

typedef struct names {
    slot *slots; /* a power of two, at most half full */
    size_t room, n;
} names;

enum { SHARED = 0xFFFFFFFF }; /* the value of a key that two entities claim */

static size_t hash_of(const char *s) {
    uint64_t h = 1469598103934665603u;
    for (; *s; s++) h = (h ^ (unsigned char)*s) * 1099511628211u;
    return (size_t)(h ^ h >> 29);
}

static slot *find_slot(const names *t, const char *key) {
    size_t i = hash_of(key) & (t->room - 1);
    while (t->slots[i].key && strcmp(t->slots[i].key, key) != 0) i = (i + 1) & (t->room - 1);
    return &t->slots[i];
}

static entity_id names_get(const names *t, const char *key) {
    return t->room ? find_slot(t, key)->value : 0;
}

static void names_put(arena *a, names *t, const char *key, entity_id value) {
    if (2 * (t->n + 1) > t->room) {
        names old = *t;
        t->room = old.room ? 2 * old.room : 64;
        t->slots = arena_array(a, slot, t->room);
        for (size_t i = 0; i < old.room; i++)
            if (old.slots[i].key) *find_slot(t, old.slots[i].key) = old.slots[i];
    }
    slot *s = find_slot(t, key);
    if (!s->key) s->key = key, t->n++;
    s->value = value;
}

/* For keys that point to one entity only as long as no other claims them too. */
static void names_claim(arena *a, names *t, const char *key, entity_id value) {
    entity_id old = names_get(t, key);
    names_put(a, t, key, old && old != value ? (entity_id)SHARED : value);
}

static entity_id names_only(const names *t, const char *key) {
    entity_id e = names_get(t, key);
    return e == SHARED ? 0 : e;
}

/* ---- building ---- */

typedef struct building {
    const doc *d;
    arena *a;
    entities *es;
    names by_name, by_country, by_acronym, by_initials, by_last, by_first, by_middle;
    VEC(entity) v;
    VEC(mention) mentions;
    VEC(description) descriptions;
    VEC(entity_id) countries;
} building;

static const doc_word *at(const building *b, uint32_t s, uint32_t w) {
    return doc_at(b->d, s, w);
}

static truce_upos upos(const building *b, uint32_t s, uint32_t w) {
    return doc_raw(b->d, s, w)->upos;
}

static bool is(const building *b, uint32_t s, uint32_t w, int class) {
    return doc_is(b->d, s, w, class);
}

static bool is_upper_word(const char *form) {
    size_t letters = 0;
    for (const char *p = form, *end = form + strlen(form); p < end;) {
        size_t size;
        int32_t c = utf8_decode(p, end, &size);
        if (utf8_is_lower(c)) return false;
        letters += utf8_is_upper(c);
        p += size;
    }
    return letters >= 2;
}

static entity_id new_entity(building *b, entity e) {
    vec_push(b->a, &b->v, e);
    return (entity_id)b->v.n - 1;
}

typedef struct member_search {
    int class;
    bool found;
} member_search;

static void find_member(void *ctx, const lexicon_hit *hit) {
    member_search *k = ctx;
    k->found = k->found || hit->class == k->class;
}

static bool is_member(const building *b, const char *country) {
    member_search k = {.class = b->es->c.member};
    truce_sentence line = phrase_of_line(b->a, country);
    if (line.n) lexicon_match(b->d->lex, &line, 1, b->a, find_member, &k);
    return k.found;
}

static entity_id country_entity(building *b, uint32_t s, uint32_t w, const char *country) {
    entity_id e = names_get(&b->by_country, country);
    if (e) return e;
    e = new_entity(b,
                   (entity){.type = ENTITY_COUNTRY, .name = country, .country = country, .head = "", .s = s, .w = w});
    b->v.v[e].member = is_member(b, country);
    names_put(b->a, &b->by_country, country, e);
    vec_push(b->a, &b->countries, e);
    return e;
}

/* A hit of the class, headed by one of the words from..to, that covers the range. */
static const lexicon_hit *covering(const building *b, uint32_t s, uint32_t from, uint32_t to, int class, word_range r) {
    for (uint32_t w = from; w <= to; w++) {
        const lexicon_hit *hit = doc_hit(b->d, s, w, class);
        if (hit && hit->first <= r.first && hit->last >= r.last) return hit;
    }
    return NULL;
}

/* A noun inside a longer one heads no mention of its own. */
static bool inside_noun(const building *b, uint32_t s, uint32_t w) {
    doc_relation rel = at(b, s, w)->rel;
    return rel == REL_flat || rel == REL_goeswith || rel == REL_fixed || rel == REL_compound;
}

static bool is_subject(const building *b, uint32_t s, uint32_t w) {
    return at(b, s, w)->rel == REL_nsubj;
}

static bool is_plural(const building *b, uint32_t s, uint32_t w) {
    return doc_feature_is(b->d, s, w, "Number", "Plur");
}

static void add_mention(building *b, uint32_t s, uint32_t w, entity_id e) {
    vec_push(b->a, &b->mentions, (mention){s, w, e, is_subject(b, s, w)});
    b->es->of[s][w] = e;
    if (!e) return;
    b->v.v[e].mentions++;
    b->v.v[e].places += phrase_has_marker(b->d, s, w, b->es->c.place_prep);
}

static entity_id entity_named(building *b, uint32_t s, uint32_t w, word_range r, entity_type type) {
    const char *name = phrase_text(b->d, s, r);
    const char *key = utf8_fold(b->a, name, strlen(name));
    entity_id e = names_get(&b->by_name, key);
    if (!e) {
        e = new_entity(b, (entity){.type = type,
                                   .name = name,
                                   .head = at(b, s, w)->lemma,
                                   .s = s,
                                   .w = w,
                                   .words = r.last - r.first + 1,
                                   .plural = is_plural(b, s, w)});
        names_put(b->a, &b->by_name, key, e);
    }
    if (type == ENTITY_PERSON) b->v.v[e].type = type;
    return e;
}

/* Which nouns without a name of their own are kept as entities: those that may be meant again by a description. */
static bool denotes_body(const building *b, uint32_t s, uint32_t w) {
    const entity_classes *c = &b->es->c;
    const int kept[] = {c->role, c->witness, c->body, c->fighter, c->government, c->army, c->institution, c->outlet};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (is(b, s, w, kept[i])) return true;
    return false;
}

static bool has_proper_modifier(const building *b, uint32_t s, uint32_t w, word_range r) {
    for (uint32_t k = r.first; k <= r.last; k++)
        if (k != w && (upos(b, s, k) == TRUCE_UPOS_PROPN || is(b, s, k, b->es->c.demonym))) return true;
    return false;
}

/* The word of a name that the rest of the sentence sees: the first whose head lies outside. */
static uint32_t top_of(const building *b, uint32_t s, word_range run) {
    for (uint32_t w = run.first; w <= run.last; w++) {
        uint32_t head = at(b, s, w)->head;
        if (head < run.first || head > run.last) return w;
    }
    return run.first;
}

static void read_country(building *b, uint32_t s, uint32_t w, word_range r, const char *country) {
    entity_id e = country_entity(b, s, w, country);
    entity *v = &b->v.v[e];
    const char *name = phrase_text(b->d, s, r);
    if (!v->written || strlen(name) > strlen(v->name)) v->name = name;
    v->written = true;
    add_mention(b, s, w, e);
}

static void read_name(building *b, uint32_t s, word_range run) {
    uint32_t w = top_of(b, s, run);
    word_range r = phrase_range(b->d, &b->es->pc, s, w, PHRASE_NAME);
    if (r.first != run.first) r = run; /* a top that is no proper noun: an adjective in a name */
    const lexicon_hit *hit = covering(b, s, run.first, run.last, b->es->c.country, r);
    if (hit) {
        read_country(b, s, w, r, hit->value);
    } else {
        bool people = covering(b, s, run.first, run.last, b->es->c.demonym, r) != NULL;
        bool titled = !people && phrase_is_titled(b->d, &b->es->pc, s, run);
        add_mention(b, s, w,
                    entity_named(b, s, w, r,
                                 people   ? ENTITY_DESCRIBED
                                 : titled ? ENTITY_PERSON
                                          : ENTITY_NAMED));
    }
    for (uint32_t k = run.first; k <= run.last; k++) b->es->of[s][k] = b->es->of[s][w];
}

static void read_noun(building *b, uint32_t s, uint32_t w) {
    word_range r = phrase_range(b->d, &b->es->pc, s, w, PHRASE_NAME);
    const entity_classes *c = &b->es->c;
    bool modified = has_proper_modifier(b, s, w, r) || r.first < w || r.last > w;
    bool forces =
        is(b, s, w, c->army) || is(b, s, w, c->fighter) || is(b, s, w, c->government); /* bodies without more */
    bool kept = denotes_body(b, s, w) && (modified || forces);
    add_mention(b, s, w, kept ? entity_named(b, s, w, r, ENTITY_DESCRIBED) : 0);
}

/* The name that the word stands in, be it an adjective at its start. */
static word_range name_of_word(const building *b, uint32_t s, uint32_t w) {
    word_range run = phrase_name_run(b->d, &b->es->pc, s, w);
    if (run.first || w == b->d->v[s].n) return run;
    for (uint32_t k = w + 1; k <= b->d->v[s].n && k <= w + 2; k++) {
        run = phrase_name_run(b->d, &b->es->pc, s, k);
        if (run.first && run.first <= w && run.last >= w) return run;
    }
    return (word_range){0, 0};
}

static void read_word(building *b, uint32_t s, uint32_t w) {
    const char *country = doc_value(b->d, s, w, b->es->c.demonym);
    entity_id *of = b->es->of[s];
    word_range run = of[w] ? (word_range){0, 0} : name_of_word(b, s, w);
    if (run.first) {
        if (!of[run.first]) read_name(b, s, run);
        of[w] = of[run.first]; /* w may be a title before the name */
    } else if (upos(b, s, w) == TRUCE_UPOS_NOUN && !of[w] && (country || !inside_noun(b, s, w))) {
        read_noun(b, s, w);
    } else if (country && !of[w]) {
        of[w] = country_entity(b, s, w, country);
    }
    int places[] = {b->es->c.capital, b->es->c.seat};
    for (size_t i = 0; i < 2; i++) {
        const char *value = doc_value(b->d, s, w, places[i]);
        if (value) country_entity(b, s, w, value);
    }
}

/* ---- acronyms: `Moro Front (MF)`, `MF [Moro Front]` ---- */

static bool is_form(const building *b, uint32_t s, uint32_t w, const char *form) {
    return w >= 1 && w <= b->d->v[s].n && strcmp(doc_raw(b->d, s, w)->form, form) == 0;
}

/* The entity whose phrase ends with word w: looked for upwards from it. */
static entity_id entity_ending_at(const building *b, uint32_t s, uint32_t w) {
    for (int i = 0; i < 8 && w; i++, w = at(b, s, w)->head)
        if (b->es->of[s][w] && (b->v.v[b->es->of[s][w]].type != ENTITY_DESCRIBED || i)) return b->es->of[s][w];
    return 0;
}

/* Whether a word of the name begins with the letter, as an acronym's first mostly does. */
static bool has_initial(const char *name, char letter) {
    for (const char *p = name; *p; p++)
        if (*p == letter && (p == name || p[-1] == ' ' || p[-1] == '-')) return true;
    return false;
}

static void read_brackets(building *b, uint32_t s, uint32_t open) {
    uint32_t close = open + 1, n = b->d->v[s].n;
    while (close <= n && close < open + 12 && !is_form(b, s, close, ")") && !is_form(b, s, close, "]")) close++;
    if (close > n || close == open + 12 || open < 2 || close == open + 1) return;
    const char *inside = doc_text(b->d, s, open + 1, close - 1);
    const char *before = doc_raw(b->d, s, open - 1)->form;
    if (close - open <= 4 && is_upper_word(inside)) {
        entity_id e = entity_ending_at(b, s, open - 1);
        if (e && has_initial(b->v.v[e].name, inside[0])) names_claim(b->a, &b->by_acronym, inside, e);
    } else if (is_upper_word(before)) {
        entity_id e = entity_ending_at(b, s, close - 1);
        if (e && b->v.v[e].words > 1) names_claim(b->a, &b->by_acronym, before, e);
    }
}

/* ---- short forms ---- */

static const char *fold(building *b, const char *s) {
    return utf8_fold(b->a, s, strlen(s));
}

/* What a longer name may be cut to: each of its ends (`Staffan de Costa`: `de Costa`, `Costa`; `Adil al-Rashid`: also
 * `Rashid`), its first word (`Moro Front`: `Moro`), and of a name with `of` or `for` the part before it. */
static void index_name(building *b, entity_id e, const char *name) {
    char *key = utf8_fold(b->a, name, strlen(name));
    for (char *p = key; *p; p++) {
        bool hyphen = *p == '-' && p > key + 1 && p - key >= 3 && (p[-3] == ' ' || p[-3] == '-');
        if (*p == ' ' || hyphen) names_claim(b->a, &b->by_last, p + 1, e);
    }
    names_claim(b->a, &b->by_first, arena_strndup(b->a, key, strcspn(key, " ")), e);
    for (const char *p = strchr(key, ' '); p && strchr(p + 1, ' '); p = strchr(p + 1, ' '))
        names_claim(b->a, &b->by_middle, arena_strndup(b->a, p + 1, strcspn(p + 1, " ")), e);
}

/* Its capitals, for an acronym that no bracket explains. */
static const char *initials(building *b, const char *name) {
    char *out = arena_alloc(b->a, strlen(name) + 1);
    size_t n = 0;
    for (const char *p = name; *p; p++)
        if (*p >= 'A' && *p <= 'Z' && (p == name || p[-1] == ' ' || p[-1] == '-')) out[n++] = *p;
    return out;
}

static void index_names(building *b) {
    for (entity_id e = 1; e < b->v.n; e++) {
        const entity *v = &b->v.v[e];
        if (!strchr(v->name, ' ') || v->type == ENTITY_DESCRIBED || v->type == ENTITY_COUNTRY) continue;
        index_name(b, e, v->name);
        names_claim(b->a, &b->by_initials, initials(b, v->name), e);
        word_range run = phrase_name_run(b->d, &b->es->pc, v->s, v->w);
        uint32_t words = run.first ? run.last - run.first + 1 : 0;
        if (words > 1 && words < v->words) {
            const char *base = phrase_text(b->d, v->s, run);
            index_name(b, e, base);
            names_claim(b->a, &b->by_last, fold(b, base), e);
        } else if (words == 1 && v->words > 1) {
            names_claim(b->a, &b->by_last, fold(b, phrase_text(b->d, v->s, run)), e);
        }
    }
}

/* An acronym is short for the name beside its brackets; another name for the only longer one that ends with it (a
 * surname) or, of one word, begins with it. */
static void join_short(building *b, entity_id e) {
    entity *v = &b->v.v[e];
    entity_id full = names_only(&b->by_acronym, v->name);
    if (full == e) full = 0;
    if (!full && is_upper_word(v->name)) full = names_only(&b->by_initials, v->name);
    if (!full && v->type != ENTITY_DESCRIBED) {
        const char *key = fold(b, v->name);
        full = names_only(&b->by_last, key);
        bool single = !strchr(key, ' ');
        if (!full && single) full = names_only(&b->by_first, key);
        if (!full && single && v->type == ENTITY_PERSON) full = names_only(&b->by_middle, key);
    }
    if (full && full != e && b->v.v[full].full != e) v->full = full;
}

/* A surname that was taken for a common noun. */
static void join_nouns(building *b) {
    for (size_t i = 0; i < b->mentions.n; i++) {
        mention *m = &b->mentions.v[i];
        const char *form = doc_raw(b->d, m->s, m->w)->form;
        bool plain = !m->entity && upos(b, m->s, m->w) == TRUCE_UPOS_NOUN && form[0] >= 'A' && form[0] <= 'Z';
        entity_id full = plain ? names_only(&b->by_last, fold(b, form)) : 0;
        if (!full || b->v.v[full].type == ENTITY_DESCRIBED) continue;
        m->entity = b->es->of[m->s][m->w] = full;
        b->v.v[full].mentions++;
    }
}

static void join_all(building *b) {
    join_nouns(b);
    for (entity_id e = 1; e < b->v.n; e++)
        if (b->v.v[e].type != ENTITY_COUNTRY) join_short(b, e);
    for (entity_id e = 1; e < b->v.n; e++) {
        entity_id full = entity_full(b->es, e);
        if (full == e) continue;
        b->v.v[full].mentions += b->v.v[e].mentions;
        b->v.v[full].places += b->v.v[e].places;
        if (!b->v.v[full].side && b->v.v[e].side != full) b->v.v[full].side = b->v.v[e].side;
        if (b->v.v[e].type == ENTITY_PERSON && b->v.v[full].type == ENTITY_NAMED) b->v.v[full].type = ENTITY_PERSON;
    }
}

/* ---- what they are, and whose ---- */

/* The first body or country that stands among the words. */
static entity_id entity_among(const building *b, uint32_t s, uint32_t from, uint32_t to, entity_id except) {
    for (uint32_t w = from; w <= to; w++) {
        entity_id e = b->es->of[s][w];
        if (e && e != except && b->v.v[e].type != ENTITY_PERSON && b->v.v[e].type != ENTITY_DESCRIBED) return e;
    }
    return 0;
}

static void describe(building *b, entity_id e, uint32_t s, uint32_t noun) {
    if (!e || upos(b, s, noun) == TRUCE_UPOS_PRON) return;
    const doc_word *word = at(b, s, noun);
    entity_id of = entity_among(b, s, word->first, word->last, e);
    vec_push(b->a, &b->descriptions, (description){e, word->lemma, of});
    const entity_classes *c = &b->es->c;
    bool office = is(b, s, noun, c->role) || is(b, s, noun, c->leader) || is(b, s, noun, c->witness) ||
                  is(b, s, noun, b->es->pc.title);
    entity *v = &b->v.v[e];
    if (office && v->type == ENTITY_NAMED) v->type = ENTITY_PERSON;
    if (of && !v->side && of != e && (office || is(b, s, noun, c->group))) v->side = office ? of : v->side;
    if (is(b, s, noun, c->mediator_noun)) v->mediates++;
}

/* Titles before the name, appositions after it, and the noun that a name stands beside as an apposition. */
static void describe_around(building *b, uint32_t s, uint32_t w) {
    entity_id e = b->es->of[s][w];
    const doc_word *word = at(b, s, w);
    if (!e || upos(b, s, w) == TRUCE_UPOS_ADJ) return;
    for (uint32_t i = 0; i < word->n_children; i++) {
        uint32_t k = word->children[i];
        doc_relation rel = at(b, s, k)->rel;
        bool title = rel == REL_nmod && doc_has_sub(b->d, s, k, "desc");
        bool common = upos(b, s, k) == TRUCE_UPOS_NOUN || title;
        if (b->v.v[e].type == ENTITY_DESCRIBED || b->v.v[e].type == ENTITY_COUNTRY) continue;
        if (title || (rel == REL_appos && common)) describe(b, e, s, k);
    }
    if (word->rel == REL_appos && word->head && upos(b, s, word->head) == TRUCE_UPOS_NOUN &&
        b->v.v[e].type != ENTITY_DESCRIBED)
        describe(b, e, s, word->head);
}

/* `the group Northern Star`: a noun for a body right before a name. */
static void describe_before(building *b, uint32_t s, word_range run) {
    entity_id e = b->es->of[s][run.first];
    uint32_t noun = run.first - 1;
    if (!noun || upos(b, s, noun) != TRUCE_UPOS_NOUN || b->v.v[e].type != ENTITY_NAMED) return;
    if (is(b, s, noun, b->es->c.body) || is(b, s, noun, b->es->c.fighter)) describe(b, e, s, noun);
}

enum { title_words_max = 8 };

/* A person's side by the words before the name, title and all: `Northland 's Deputy Prime Minister Ada Holt`. */
static void side_by_title(building *b, uint32_t s, word_range run) {
    entity_id e = b->es->of[s][run.first];
    if (b->v.v[e].type != ENTITY_PERSON || !phrase_is_titled(b->d, &b->es->pc, s, run)) return;
    uint32_t first = run.first;
    while (first > 1 && run.first - first < title_words_max) {
        truce_upos u = upos(b, s, first - 1);
        if (u != TRUCE_UPOS_NOUN && u != TRUCE_UPOS_PROPN && u != TRUCE_UPOS_ADJ && u != TRUCE_UPOS_PART) break;
        first--;
    }
    if (first < run.first && !b->v.v[e].side) b->v.v[e].side = entity_among(b, s, first, run.first - 1, e);
    for (uint32_t w = first; w < run.first; w++)
        if (is(b, s, w, b->es->c.mediator_noun)) b->v.v[e].mediates++;
    for (uint32_t w = first; w < run.first; w++)
        if (is(b, s, w, b->es->pc.title))
            vec_push(b->a, &b->descriptions, (description){e, at(b, s, w)->lemma, b->v.v[e].side});
}

static void sides_by_title(building *b, uint32_t s) {
    for (uint32_t w = 1; w <= b->d->v[s].n; w++) {
        word_range run = phrase_name_run(b->d, &b->es->pc, s, w);
        if (!run.first || run.last < w) continue;
        if (b->es->of[s][run.first]) {
            side_by_title(b, s, run);
            describe_before(b, s, run);
        }
        w = run.last;
    }
}

static void find_side(building *b, entity_id e) {
    const entity v = b->v.v[e];
    bool state = v.type == ENTITY_NAMED && is(b, v.s, v.w, b->es->c.state_body);
    if ((v.type != ENTITY_DESCRIBED && !state) || v.side) return;
    const char *country = doc_value(b->d, v.s, v.w, b->es->c.demonym);
    word_range r = phrase_range(b->d, &b->es->pc, v.s, v.w, PHRASE_NAME);
    entity_id of = country ? country_entity(b, v.s, v.w, country) : entity_among(b, v.s, r.first, r.last, e);
    b->v.v[e].side = of; /* v is a copy: a new country moves the table */
}

static void count_acts(building *b) {
    for (size_t i = 0; i < b->mentions.n; i++) {
        mention m = b->mentions.v[i];
        if (!m.entity || !m.subject) continue;
        uint32_t verb = at(b, m.s, m.w)->head;
        entity_id full = entity_full(b->es, m.entity), side = entity_side(b->es, full);
        if (verb && is(b, m.s, verb, b->es->c.act)) {
            b->v.v[full].acts++;
            if (side != full) b->v.v[side].acts++;
        }
        if (verb && is(b, m.s, verb, b->es->c.mediate)) b->v.v[full].mediates++;
    }
}

static entity_classes find_classes(const lexicon *lex) {
    return (entity_classes){
        .country = lexicon_class(lex, "country"),
        .demonym = lexicon_class(lex, "demonym"),
        .capital = lexicon_class(lex, "capital"),
        .seat = lexicon_class(lex, "seat"),
        .role = lexicon_class(lex, "role-noun"),
        .leader = lexicon_class(lex, "leader-noun"),
        .witness = lexicon_class(lex, "witness-noun"),
        .mediator_noun = lexicon_class(lex, "mediator-noun"),
        .mediate = lexicon_class(lex, "mediate-verb"),
        .group = lexicon_class(lex, "group-noun"),
        .body = lexicon_class(lex, "body-noun"),
        .fighter = lexicon_class(lex, "fighter-noun"),
        .government = lexicon_class(lex, "government-noun"),
        .army = lexicon_class(lex, "army-noun"),
        .part = lexicon_class(lex, "part-noun"),
        .side = lexicon_class(lex, "side-noun"),
        .both = lexicon_class(lex, "both-word"),
        .other_side = lexicon_class(lex, "other-side-noun"),
        .institution = lexicon_class(lex, "institution-noun"),
        .world_body = lexicon_class(lex, "world-body"),
        .outlet = lexicon_class(lex, "outlet"),
        .act = lexicon_class(lex, "side-act"),
        .terms = lexicon_class(lex, "terms-noun"),
        .statement = lexicon_class(lex, "statement-noun"),
        .pair_prep = lexicon_class(lex, "pair-prep"),
        .party_prep = lexicon_class(lex, "party-prep"),
        .place_prep = lexicon_class(lex, "place-prep"),
        .modifier_prep = lexicon_class(lex, "modifier-prep"),
        .state_body = lexicon_class(lex, "state-body"),
        .member = lexicon_class(lex, "un-member"),
        .count_noun = lexicon_class(lex, "count-noun"),
        .any_role = lexicon_class(lex, "any-role"),
        .passive_actor = lexicon_class(lex, "passive-actor"),
        .people = lexicon_class(lex, "person-noun"),
        .counted = lexicon_class(lex, "counted"),
    };
}

/* The table's arrays move while entities are added: the caller sees them as they are after each step. */
static void publish(building *b) {
    b->es->v = b->v.v;
    b->es->n = (uint32_t)b->v.n - 1;
    b->es->countries = b->countries.v;
    b->es->n_countries = (uint32_t)b->countries.n;
}

entities *entities_find(const doc *d) {
    entities *es = arena_new_of(d->a, entities);
    building b = {.d = d, .a = d->a, .es = es};
    *es = (entities){.d = d, .c = find_classes(d->lex), .pc = phrase_classes_of(d->lex)};
    es->of = arena_array(d->a, entity_id *, d->n);
    es->first_mention = arena_array(d->a, uint32_t, (size_t)d->n + 1);
    vec_push(d->a, &b.v, (entity){0});
    for (uint32_t s = 0; s < d->n; s++) {
        es->of[s] = arena_array(d->a, entity_id, (size_t)d->v[s].n + 1);
        es->first_mention[s] = (uint32_t)b.mentions.n;
        for (uint32_t w = 1; w <= d->v[s].n; w++) read_word(&b, s, w);
    }
    es->first_mention[d->n] = (uint32_t)b.mentions.n;
    for (uint32_t s = 0; s < d->n; s++)
        for (uint32_t w = 1; w <= d->v[s].n; w++)
            if (is_form(&b, s, w, "(") || is_form(&b, s, w, "[")) read_brackets(&b, s, w);
    for (uint32_t s = 0; s < d->n; s++)
        for (uint32_t w = 1; w <= d->v[s].n; w++) describe_around(&b, s, w);
    for (uint32_t s = 0; s < d->n; s++) sides_by_title(&b, s);
    index_names(&b);
    publish(&b);
    join_all(&b);
    for (entity_id e = 1; e < b.v.n; e++) find_side(&b, e);
    publish(&b);
    count_acts(&b);
    es->mentions = b.mentions.v;
    es->n_mentions = (uint32_t)b.mentions.n;
    es->descriptions = b.descriptions.v;
    es->n_descriptions = (uint32_t)b.descriptions.n;
    return es;
}

enum { joins_max = 4 }; /* short for short for …: more is a circle */

entity_id entity_full(const entities *es, entity_id e) {
    for (int i = 0; i < joins_max && e && es->v[e].full; i++) e = es->v[e].full;
    return e;
}

entity_id entity_side(const entities *es, entity_id e) {
    e = entity_full(es, e);
    for (int i = 0; i < joins_max && e && es->v[e].side; i++) e = entity_full(es, es->v[e].side);
    return e;
}

entity_id entity_of_country(const entities *es, const char *country) {
    for (uint32_t i = 0; i < es->n_countries; i++)
        if (strcmp(es->v[es->countries[i]].country, country) == 0) return es->countries[i];
    return 0;
}

entity_id entity_of_modifier(const entities *es, uint32_t s, uint32_t w) {
    const doc_word *word = doc_at(es->d, s, w);
    entity_id found = 0;
    for (uint32_t i = 0; i < word->n_children; i++) {
        uint32_t c = word->children[i];
        doc_relation rel = doc_at(es->d, s, c)->rel;
        bool of = rel == REL_nmod && c > w && phrase_has_marker(es->d, s, c, es->c.modifier_prep);
        bool before =
            c < w && (rel == REL_amod || rel == REL_compound || (rel == REL_nmod && doc_has_sub(es->d, s, c, "poss")));
        entity_id e = of || before ? es->of[s][c] : 0;
        if (e && !found) found = e;
    }
    return entity_full(es, found);
}
