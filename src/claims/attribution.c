/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/attribution.h"

#include "claims/comment.h"

/* The lexicon's classes, looked up once. */
typedef struct classes {
    int say, say_thing, hearer, ask, blame, cite, say_noun, give, prep, adverb, adjective, comment, not_said, loose,
        speaker, time, owner_prep, of_prep, for_prep, ask_prep, blame_prep, as_mark, statement, terms, outlet, weekday;
} classes;

/* From here down the tree a voice speaks. */
typedef struct opening {
    voice_id voice;
    uint32_t next; /* of the same word, outermost first; 0 the last */
} opening;

/* Neighbouring words that a voice covers whatever the tree says. */
typedef struct stretch {
    voice_id voice;
    word_range words;
} stretch;

typedef struct reading {
    const doc *d;
    arena *a;
    attributions *at;
    classes c;
    VEC(voice) v;             /* from 1 */
    VEC(voice_id) before;     /* before.v[v]: what v's content would be without v */
    VEC(opening) openings;    /* from 1 */
    VEC(stretch) stretches;   /* of the sentence at hand */
    VEC(word_range) comments; /* its comment clauses */

    /* of the sentence at hand */
    uint32_t s;
    uint32_t *opens;  /* [n + 1] into openings */
    voice_id *closes; /* [n + 1]: this word's subtree is cut out of the voice's content */
} reading;

enum { stretches_max = 16 }; /* a sentence: more is no sentence, and each walks over it */
enum { climb_max = 16 }; /* how far a subject or a clause is looked for: deeper is no sentence that anybody writes */

static const doc_word *at(const reading *r, uint32_t w) {
    return doc_at(r->d, r->s, w);
}

static bool is(const reading *r, uint32_t w, int class) {
    return doc_is(r->d, r->s, w, class);
}

static uint32_t child(const reading *r, uint32_t w, doc_relation rel, const char *sub) {
    return doc_child(r->d, r->s, w, rel, sub);
}

static uint32_t preposition(const reading *r, uint32_t w) {
    return child(r, w, REL_case, NULL);
}

/* Whether the space-separated list (the lexicon's VALUE) has the word. */
static bool listed(const char *list, const char *word) {
    size_t n = strlen(word);
    for (const char *p = list; (p = strstr(p, word)); p += n)
        if ((p == list || p[-1] == ' ') && (p[n] == 0 || p[n] == ' ')) return true;
    return false;
}

/* ---- who is the subject ---- */

static bool is_passive(const reading *r, uint32_t verb) {
    for (uint32_t i = 0; i < at(r, verb)->n_children; i++)
        if (strcmp(at(r, at(r, verb)->children[i])->sub, "pass") == 0) return true;
    return false;
}

static uint32_t agent(const reading *r, uint32_t verb) {
    return child(r, verb, REL_obl, "agent");
}

/* A relative pronoun stands for the noun that its clause hangs on. */
static uint32_t antecedent(const reading *r, uint32_t w, uint32_t clause) {
    const char *type = doc_feature(r->d, r->s, w, "PronType");
    if (!type || strcmp(type, "Rel") != 0) return w;
    for (int i = 0; i < climb_max && clause; i++, clause = at(r, clause)->head)
        if (at(r, clause)->rel == REL_acl) return at(r, clause)->head;
    return 0;
}

static comment_classes for_comments(const reading *r) {
    return (comment_classes){r->c.comment, r->c.hearer, r->c.speaker, r->c.time, phrase_classes_of(r->d->lex)};
}

/* Who speaks where somebody is quoted: `a paper quoted officials as saying`, `officials were quoted as saying`. */
static uint32_t cited(const reading *r, uint32_t verb) {
    if (!is_passive(r, verb)) {
        uint32_t obj = child(r, verb, REL_obj, NULL);
        if (obj) return obj;
    }
    return child(r, verb, REL_nsubj, NULL);
}

static uint32_t noun_owner(const reading *r, uint32_t noun);

/* `a statement saying …` speaks for its owner. */
static uint32_t speaker_of(const reading *r, uint32_t noun) {
    uint32_t owner = is(r, noun, r->c.statement) ? noun_owner(r, noun) : 0;
    return owner ? owner : noun;
}

/* The subject of a verb, looked for upwards where the clause has none of its own: conjuncts and participles share it.
 */
static uint32_t subject(const reading *r, uint32_t verb) {
    uint32_t w = verb;
    for (int i = 0; i < climb_max && w; i++) {
        uint32_t subj = child(r, w, REL_nsubj, NULL);
        if (i && is(r, w, r->c.cite)) return cited(r, w);
        if (subj) return antecedent(r, subj, w);
        switch (at(r, w)->rel) {
        case REL_acl: {
            uint32_t noun = speaker_of(r, at(r, w)->head);
            comment_classes c = for_comments(r);
            if (comment_can_speak(r->d, &c, r->s, noun)) return noun;
            w = doc_clause(r->d, r->s,
                           at(r, w)->head); /* `…, giving hope to the talks, saying`: the clause's subject */
            break;
        }
        case REL_conj:
        case REL_xcomp:
        case REL_advcl:
        case REL_ccomp:
        case REL_dep: w = at(r, w)->head; break;
        default: return 0;
        }
    }
    return 0;
}

/* ---- making voices ---- */

static voice_id new_voice(reading *r, uint32_t cue, uint32_t source) {
    comment_classes c = for_comments(r);
    if (source) source = comment_name_after(r->d, &c, r->s, source);
    vec_push(r->a, &r->v, (voice){.s = r->s, .cue = cue, .source = source, .said = TRUCE_NO_DAY});
    vec_push(r->a, &r->before, 0);
    r->at->cue[r->s][cue] = (voice_id)r->v.n - 1;
    return (voice_id)r->v.n - 1;
}

static void open_at(reading *r, voice_id v, uint32_t w) {
    uint32_t *slot = &r->opens[w];
    while (*slot) {
        if (r->openings.v[*slot].voice == v) return;
        slot = &r->openings.v[*slot].next;
    }
    uint32_t id = (uint32_t)r->openings.n;
    *slot = id; /* before the push: it may move the array, and slot may point into it */
    vec_push(r->a, &r->openings, (opening){v, 0});
    r->v.v[v].covers = true;
}

/* Opens at the children after word `after` with one of the relations (bits 1 << REL_…). */
static void open_children(reading *r, voice_id v, uint32_t verb, uint32_t after, uint64_t relations) {
    for (uint32_t i = 0; i < at(r, verb)->n_children; i++) {
        uint32_t c = at(r, verb)->children[i];
        if (c > after && (relations >> at(r, c)->rel & 1)) open_at(r, v, c);
    }
}
#define BIT(rel) ((uint64_t)1 << REL_##rel)

/* The marker or preposition of a phrase or clause; 0 without. */
static uint32_t marker(const reading *r, uint32_t w) {
    uint32_t p = preposition(r, w);
    return p ? p : child(r, w, REL_mark, NULL);
}

/* Opens at the phrases and clauses after the verb that begin with a word of the list, or of the class. */
static void open_phrases(reading *r, voice_id v, uint32_t verb, const char *list, int class) {
    for (uint32_t i = 0; i < at(r, verb)->n_children; i++) {
        uint32_t c = at(r, verb)->children[i];
        bool phrase = at(r, c)->rel == REL_obl || at(r, c)->rel == REL_advcl;
        uint32_t m = phrase && c > verb ? marker(r, c) : 0;
        if (m && (listed(list, at(r, m)->lemma) || is(r, m, class))) open_at(r, v, c);
    }
}

/* The clause that a parenthesis (`…, officials said`) comments on: the clause it hangs on, or the sentence. */
static void open_clause_around(reading *r, voice_id v, uint32_t parenthesis, uint32_t clause) {
    open_at(r, v, clause);
    r->closes[parenthesis] = v;
}

static bool has_preposition_of(const reading *r, uint32_t verb, const char *list) {
    for (uint32_t i = 0; i < at(r, verb)->n_children; i++) {
        uint32_t c = at(r, verb)->children[i];
        uint32_t m = at(r, c)->rel == REL_compound || at(r, c)->rel == REL_advmod ? c : marker(r, c);
        if (m && c > verb && listed(list, at(r, m)->lemma)) return true;
    }
    return false;
}

/* Whether the verb is used as its row of the lexicon wants it: VALUE names prepositions, particles or markers. */
static bool in_use(const reading *r, uint32_t verb, int class) {
    const char *value = doc_value(r->d, r->s, verb, class);
    return value && (!*value || has_preposition_of(r, verb, value));
}

static bool is_outlet(const reading *r, uint32_t w) {
    if (is(r, w, r->c.outlet)) return true;
    for (uint32_t i = 0; i < at(r, w)->n_children; i++) {
        uint32_t c = at(r, w)->children[i];
        doc_relation rel = at(r, c)->rel;
        bool inside = rel == REL_compound || rel == REL_appos || rel == REL_flat;
        if (inside && is(r, c, r->c.outlet)) return true;
        if (rel == REL_nmod && doc_has_sub(r->d, r->s, c, "desc") && is(r, c, r->c.outlet)) return true;
    }
    return false;
}

/* The outlet among those who are told, and among the owners of the statement or interview that it was told in. */
static uint32_t outlet_of(const reading *r, uint32_t cue, uint32_t source) {
    for (uint32_t i = 0; i < at(r, cue)->n_children; i++) {
        uint32_t c = at(r, cue)->children[i];
        doc_relation rel = at(r, c)->rel;
        if (rel != REL_obj && rel != REL_iobj && rel != REL_obl) continue;
        if (c != source && is_outlet(r, c)) return c;
        if (!is(r, c, r->c.statement)) continue;
        for (uint32_t j = 0; j < at(r, c)->n_children; j++) {
            uint32_t g = at(r, c)->children[j];
            if (at(r, g)->rel == REL_nmod && is_outlet(r, g)) return g;
        }
    }
    return 0;
}

/* Whether what is said by it is its terms: `the agreement says that …`. */
static bool is_terms(const reading *r, uint32_t source) {
    return source && is(r, source, r->c.terms);
}

/* `A reported, citing officials, that …`: who is cited speaks of what the subject says, and within it; where nothing is
 * said around it (`the army withdrew, citing losses`), of the whole clause. */
static void open_citation(reading *r, voice_id v, uint32_t verb) {
    uint32_t head = at(r, verb)->head;
    if (!head || (at(r, verb)->rel != REL_advcl && at(r, verb)->rel != REL_acl)) return;
    uint32_t clause = doc_clause(r->d, r->s, head);
    voice_id around = clause == verb ? 0 : r->at->cue[r->s][clause];
    if (!around || !r->v.v[around].covers) {
        open_clause_around(r, v, verb, head);
        return;
    }
    open_children(r, v, clause, 0, BIT(ccomp));
    for (size_t i = 0, n = r->stretches.n; i < n && r->stretches.n < stretches_max; i++)
        if (r->stretches.v[i].voice == around) vec_push(r->a, &r->stretches, (stretch){v, r->stretches.v[i].words});
    r->v.v[v].covers = true;
    r->v.v[v].within = around;
}

static void read_cite(reading *r, uint32_t verb) {
    bool passive = is_passive(r, verb);
    bool speaks = child(r, verb, REL_advcl, NULL) || child(r, verb, REL_xcomp, NULL); /* `quoted him as saying` */
    uint32_t source = passive ? agent(r, verb) : speaks ? subject(r, verb) : child(r, verb, REL_obj, NULL);
    if (!source) return;
    voice_id v = new_voice(r, verb, source);
    open_children(r, v, verb, 0, BIT(ccomp) | BIT(xcomp) | BIT(advcl));
    if (!r->v.v[v].covers) open_citation(r, v, verb);
}

/* `…, officials said`: told by the words around the verb, which the tree gets wrong most often. */

static bool read_comment(reading *r, uint32_t verb) {
    comment k;
    comment_classes c = for_comments(r);
    if (r->stretches.n >= stretches_max || is_passive(r, verb) || !comment_find(r->d, &c, r->s, verb, &k)) return false;
    if (is_terms(r, k.source)) return false;
    voice_id v = new_voice(r, verb, k.source);
    r->v.v[v].self = true;
    r->v.v[v].covers = true;
    vec_push(r->a, &r->comments, k.own);
    if (k.before.first) vec_push(r->a, &r->stretches, (stretch){v, k.before});
    if (k.after.first) vec_push(r->a, &r->stretches, (stretch){v, k.after});
    return true;
}

/* `X said that …`: all to the end of the sentence, where the tree leaves parts of it outside. */
static void read_lead(reading *r, voice_id v, uint32_t verb) {
    if (r->stretches.n >= stretches_max) return;
    uint32_t q = r->at->quotes->at[r->s][verb];
    const quotation *quote = q ? &r->at->quotes->v[q - 1] : NULL;
    uint32_t quote_end = quote && quote->last_s == r->s ? quote->last_w : 0;
    comment_classes c = for_comments(r);
    word_range lead = comment_lead(r->d, &c, r->s, verb, r->comments.v, r->comments.n, quote_end);
    if (!lead.first) return;
    vec_push(r->a, &r->stretches, (stretch){v, lead});
    r->v.v[v].covers = true;
}

static void read_say(reading *r, uint32_t verb) {
    if (r->at->cue[r->s][verb]) return; /* a comment's */
    bool passive = is_passive(r, verb);
    uint32_t source = passive ? agent(r, verb) : subject(r, verb);
    bool participle = at(r, verb)->rel == REL_acl && !child(r, verb, REL_nsubj, NULL) &&
                      doc_feature_is(r->d, r->s, verb, "Tense", "Past");
    if (participle && !agent(r, verb)) return; /* `the plan announced in May` */
    bool leads = is(r, verb, r->c.comment) && !passive;
    comment_classes c = for_comments(r);
    if (leads && (!child(r, verb, REL_nsubj, NULL) || !comment_can_speak(r->d, &c, r->s, source))) {
        uint32_t beside = comment_subject(r->d, &c, r->s, verb);
        if (beside) source = beside;
    }
    if (is_terms(r, source) || (passive && !source && is(r, verb, r->c.hearer))) return;
    bool thing = is(r, verb, r->c.say_thing);
    uint32_t obj = child(r, verb, REL_obj, NULL);
    if (obj && is(r, obj, r->c.not_said)) return;
    if (!passive && !source && !child(r, verb, REL_ccomp, NULL)) source = obj; /* `…, said X` with X read as object */
    voice_id v = new_voice(r, verb, source);
    r->v.v[v].self = true;
    open_children(r, v, verb, 0, BIT(ccomp));
    if (passive || thing || obj) open_children(r, v, verb, verb, BIT(xcomp));
    if (thing && obj != source) open_children(r, v, verb, 0, BIT(obj));
    if (!r->v.v[v].covers) open_children(r, v, verb, verb, BIT(parataxis));
    bool that = verb < r->d->v[r->s].n && doc_raw(r->d, r->s, verb + 1)->upos == TRUCE_UPOS_SCONJ;
    if (leads && (that || !obj || obj == source || child(r, verb, REL_ccomp, NULL))) read_lead(r, v, verb);
    doc_relation rel = at(r, verb)->rel;
    bool as_clause = rel == REL_advcl && phrase_has_marker(r->d, r->s, verb, r->c.as_mark);
    if (!r->v.v[v].covers && at(r, verb)->head && (rel == REL_parataxis || as_clause))
        open_clause_around(r, v, verb, at(r, verb)->head);
}

/* `does not want to concede` is a refusal: its subject's act, as the outlet tells it. */
static bool is_negated(const reading *r, uint32_t verb) {
    for (uint32_t i = 0; i < at(r, verb)->n_children; i++)
        if (doc_feature_is(r->d, r->s, at(r, verb)->children[i], "Polarity", "Neg")) return true;
    return false;
}

static void read_ask(reading *r, uint32_t verb) {
    const char *value = doc_value(r->d, r->s, verb, r->c.ask);
    uint32_t source = is_passive(r, verb) ? agent(r, verb) : subject(r, verb);
    if (is_terms(r, source) || is_negated(r, verb)) return;
    voice_id v = new_voice(r, verb, source);
    r->v.v[v].self = true;
    open_children(r, v, verb, 0, BIT(ccomp));
    open_children(r, v, verb, verb, BIT(xcomp) | BIT(obj) | BIT(iobj));
    open_phrases(r, v, verb, value, r->c.ask_prep);
}

static void read_blame(reading *r, uint32_t verb) {
    uint32_t head = at(r, verb)->head;
    bool participle = head && at(r, verb)->rel == REL_acl && !child(r, verb, REL_nsubj, NULL) &&
                      doc_feature_is(r->d, r->s, verb, "Tense", "Past");
    uint32_t source = is_passive(r, verb) || participle ? agent(r, verb) : subject(r, verb);
    voice_id v = new_voice(r, verb, source);
    r->v.v[v].self = true;
    if (participle) open_clause_around(r, v, verb, head);
    open_children(r, v, verb, verb, BIT(obj) | BIT(xcomp) | BIT(ccomp));
    open_phrases(r, v, verb, "", r->c.blame_prep);
}

static uint32_t noun_owner(const reading *r, uint32_t noun) {
    uint32_t w = child(r, noun, REL_nmod, "poss");
    if (w) return w;
    if ((w = child(r, noun, REL_compound, NULL)) && w < noun && doc_raw(r->d, r->s, w)->upos == TRUCE_UPOS_PROPN)
        return w;
    for (w = 0; (w = doc_next_child(r->d, r->s, noun, w, REL_nmod, NULL));) {
        if (phrase_has_marker(r->d, r->s, w, r->c.owner_prep)) return w;
    }
    uint32_t verb = at(r, noun)->head;
    doc_relation rel = at(r, noun)->rel;
    if (verb && rel == REL_obj && is(r, verb, r->c.give) && !is_passive(r, verb)) return subject(r, verb);
    return 0;
}

/* A clause (`the claim that …`, `a request to …`), not a relative one; else the `of` or `for` phrase. */
static void read_noun(reading *r, uint32_t noun) {
    uint32_t content = 0;
    for (uint32_t c = noun; !content && (c = doc_next_child(r->d, r->s, noun, c, REL_acl, NULL));)
        if (!doc_has_sub(r->d, r->s, c, "relcl") || doc_raw(r->d, r->s, noun + 1)->upos == TRUCE_UPOS_SCONJ)
            content = c;
    if (!content) content = child(r, noun, REL_ccomp, NULL);
    for (uint32_t c = noun; !content && (c = doc_next_child(r->d, r->s, noun, c, REL_nmod, NULL));) {
        bool about = phrase_has_marker(r->d, r->s, c, r->c.of_prep) || phrase_has_marker(r->d, r->s, c, r->c.for_prep);
        if (about) content = c;
    }
    if (!content || is(r, content, r->c.say)) return; /* `a statement saying …`: the verb is the cue */
    uint32_t owner = noun_owner(r, noun);
    if (!owner && !is(r, noun, r->c.loose)) return;
    voice_id v = new_voice(r, noun, owner);
    r->v.v[v].self = true;
    open_at(r, v, content);
}

/* `according to X`: set off by commas it speaks of all before it, or after it; else of the clause that it stands in. */
static void read_according(reading *r, uint32_t word) {
    const lexicon_hit *hit = doc_hit(r->d, r->s, word, r->c.prep);
    comment k;
    comment_classes c = for_comments(r);
    if (!comment_find_according(r->d, &c, r->s, hit->first, hit->last, &k) || is_terms(r, k.source)) return;
    voice_id v = new_voice(r, word, k.source);
    if ((k.before.first || k.after.first) && r->stretches.n < stretches_max) {
        r->v.v[v].covers = true;
        if (k.before.first) vec_push(r->a, &r->stretches, (stretch){v, k.before});
        if (k.after.first) vec_push(r->a, &r->stretches, (stretch){v, k.after});
    } else if (at(r, k.source)->head) {
        open_clause_around(r, v, k.source, doc_clause(r->d, r->s, at(r, k.source)->head));
    }
}

static void read_adjective(reading *r, uint32_t adjective) {
    uint32_t noun = at(r, adjective)->head, verb = noun ? at(r, noun)->head : 0;
    if (!verb || at(r, adjective)->rel != REL_amod) return;
    bool does = at(r, noun)->rel == REL_nsubj || doc_has_sub(r->d, r->s, noun, "agent");
    if (does) open_at(r, new_voice(r, adjective, 0), verb);
}

static void read_adverb(reading *r, uint32_t adverb) {
    uint32_t head = at(r, adverb)->head;
    if (!head) return;
    open_at(r, new_voice(r, adverb, 0), head);
}

static void read_word(reading *r, uint32_t w) {
    truce_upos upos = doc_raw(r->d, r->s, w)->upos;
    if (is(r, w, r->c.cite)) return; /* read when the rest is: it nests in another voice */
    if (is(r, w, r->c.adjective))
        read_adjective(r, w);
    else if (is(r, w, r->c.blame))
        read_blame(r, w);
    else if (is(r, w, r->c.ask) && in_use(r, w, r->c.ask))
        read_ask(r, w);
    else if (is(r, w, r->c.say) && in_use(r, w, r->c.say))
        read_say(r, w);
    else if (is(r, w, r->c.prep))
        read_according(r, w);
    else if (is(r, w, r->c.adverb))
        read_adverb(r, w);
    else if (is(r, w, r->c.say_noun) && upos == TRUCE_UPOS_NOUN)
        read_noun(r, w);
}

/* ---- who covers what ---- */

/* From the roots down: a word's voice is the last that opens on the way, unless the way leaves it. */
static void spread(reading *r) {
    const doc_sentence *ds = &r->d->v[r->s];
    voice_id *inner = r->at->inner[r->s];
    uint32_t *queue = arena_array(r->a, uint32_t, (size_t)ds->n + 1);
    uint32_t head = 0, tail = 0;
    queue[tail++] = 0;
    while (head < tail) {
        uint32_t w = queue[head++];
        if (w) {
            voice_id v = inner[ds->words[w].head];
            if (r->closes[w]) v = r->before.v[r->closes[w]];
            for (uint32_t o = r->opens[w]; o; o = r->openings.v[o].next) {
                r->before.v[r->openings.v[o].voice] = v;
                v = r->openings.v[o].voice;
            }
            inner[w] = v;
        }
        for (uint32_t i = 0; i < ds->words[w].n_children; i++) queue[tail++] = ds->words[w].children[i];
    }
}

/* A voice within the stretch nests in it; one from outside does not reach into it. */
static void spread_stretches(reading *r) {
    voice_id *inner = r->at->inner[r->s];
    for (size_t i = 0; i < r->stretches.n; i++) {
        stretch k = r->stretches.v[i];
        for (uint32_t w = k.words.first; w <= k.words.last; w++) {
            uint32_t cue = inner[w] ? r->v.v[inner[w]].cue : 0;
            if (cue < k.words.first || cue > k.words.last) inner[w] = k.voice;
        }
    }
    r->stretches.n = r->comments.n = 0;
}

static void read_sentence(reading *r, uint32_t s) {
    uint32_t n = r->d->v[s].n;
    r->s = s;
    r->opens = arena_array(r->a, uint32_t, (size_t)n + 1);
    r->closes = arena_array(r->a, voice_id, (size_t)n + 1);
    r->at->cue[s] = arena_array(r->a, voice_id, (size_t)n + 1);
    r->at->inner[s] = arena_array(r->a, voice_id, (size_t)n + 1);
    for (uint32_t w = 1; w <= n; w++)
        if (is(r, w, r->c.comment)) read_comment(r, w);
    for (uint32_t w = 1; w <= n; w++) read_word(r, w);
    for (uint32_t w = 1; w <= n; w++)
        if (is(r, w, r->c.cite)) read_cite(r, w);
    spread(r);
    spread_stretches(r);
}

/* ---- quotations ---- */

static bool in_quotation(const reading *r, uint32_t s, uint32_t w, uint32_t q) {
    return r->at->quotes->at[s][w] == q;
}

/* The voice that the tree gives to a word of the quotation from outside it. */
static voice_id voice_by_tree(const reading *r, const quotation *q, uint32_t which) {
    for (uint32_t s = q->first_s; s <= q->last_s; s++) {
        uint32_t from = s == q->first_s ? q->first_w : 1, to = s == q->last_s ? q->last_w : r->d->v[s].n;
        for (uint32_t w = from; w <= to; w++) {
            voice_id v = r->at->inner[s][w];
            if (v && !in_quotation(r, r->v.v[v].s, r->v.v[v].cue, which)) return v;
        }
    }
    return 0;
}

enum { cue_distance_max = 14, utterance_words_min = 3 };

/* The verb of saying nearest to the quotation among the words just before and after it. */
static voice_id voice_beside(const reading *r, const quotation *q) {
    voice_id best = 0;
    uint32_t nearest = cue_distance_max;
    const voice_id *before = r->at->cue[q->first_s], *after = r->at->cue[q->last_s];
    for (uint32_t k = 1; k < nearest && k < q->first_w; k++)
        if (before[q->first_w - k]) best = before[q->first_w - k], nearest = k;
    for (uint32_t k = 1; k < nearest && q->last_w + k <= r->d->v[q->last_s].n; k++)
        if (after[q->last_w + k]) best = after[q->last_w + k], nearest = k;
    return best;
}

/* The last cue of a sentence: who `… said:` at its end announces, or who was speaking when it ended. */
static voice_id last_voice(const reading *r, uint32_t s) {
    for (uint32_t w = r->d->v[s].n; w >= 1; w--) {
        uint32_t q = r->at->quotes->at[s][w];
        if (q && r->at->quoted[q]) return r->at->quoted[q];
        if (r->at->cue[s][w] && r->v.v[r->at->cue[s][w]].source) return r->at->cue[s][w];
    }
    return 0;
}

static bool same_paragraph(const reading *r, uint32_t s, uint32_t later) {
    for (uint32_t i = later; i > s; i--)
        if (r->d->v[i].s->new_paragraph) return false;
    return true;
}

/* A quotation that fills its sentences has its cue in the sentence before, or shares it with a quotation of its
 * paragraph, or goes on with what was said in the paragraph before. */
static voice_id voice_around(const reading *r, const quotation *q, uint32_t which) {
    if (q->continues && which > 1) return r->at->quoted[which - 1];
    if (q->first_w > 1) return 0;
    bool has_before = q->first_s > 0;
    voice_id before = has_before ? last_voice(r, q->first_s - 1) : 0;
    if (before && same_paragraph(r, q->first_s - 1, q->first_s)) return before;
    if (which < r->at->quotes->n) {
        const quotation *next = &r->at->quotes->v[which];
        if (next->first_s <= q->last_s + 1 && same_paragraph(r, q->last_s, next->first_s)) {
            voice_id v = voice_by_tree(r, next, which + 1);
            if (!v && next->n_words >= utterance_words_min) v = voice_beside(r, next);
            if (v) return v;
        }
    }
    return before;
}

static voice_id voice_by_label(reading *r, const quotation *q) {
    r->s = q->label_s;
    return new_voice(r, q->label, q->label);
}

static void find_speaker(reading *r, uint32_t which) {
    const quotation *q = &r->at->quotes->v[which - 1];
    voice_id v = q->label ? voice_by_label(r, q) : voice_by_tree(r, q, which);
    if (!v && q->n_words >= utterance_words_min) v = voice_beside(r, q);
    if (!v && q->n_words >= utterance_words_min) v = voice_around(r, q, which);
    r->at->quoted[which] = v;
}

/* Within a quotation only cues that stand in it nest. */
static void spread_quotation(reading *r, uint32_t which) {
    const quotation *q = &r->at->quotes->v[which - 1];
    voice_id speaker = r->at->quoted[which];
    if (!speaker) return;
    r->v.v[speaker].covers = true;
    for (uint32_t s = q->first_s; s <= q->last_s; s++) {
        uint32_t from = s == q->first_s ? q->first_w : 1, to = s == q->last_s ? q->last_w : r->d->v[s].n;
        for (uint32_t w = from; w <= to; w++) {
            voice_id v = r->at->inner[s][w];
            if (!v || !in_quotation(r, r->v.v[v].s, r->v.v[v].cue, which)) r->at->inner[s][w] = speaker;
        }
    }
}

/* ---- what the outside sees ---- */

static truce_span words_span(const doc *d, uint32_t s, uint32_t from, uint32_t to) {
    return (truce_span){doc_raw(d, s, from)->span.start, doc_raw(d, s, to)->span.end};
}

/* A source's phrase up to its first comma, clause or apposition. */
static truce_span source_span(const doc *d, const voice *v) {
    if (!v->source) return (truce_span){0, 0};
    const doc_word *w = doc_at(d, v->s, v->source);
    uint32_t last = v->source;
    for (uint32_t i = 0; i < w->n_children; i++) {
        uint32_t c = w->children[i];
        doc_relation rel = doc_at(d, v->s, c)->rel;
        if (c < last || doc_at(d, v->s, c)->first != last + 1) continue;
        if (rel == REL_flat || rel == REL_compound || rel == REL_nmod) last = doc_at(d, v->s, c)->last;
    }
    return words_span(d, v->s, w->first, last);
}

/* The verb with what makes its cue: `said in a statement`, `called on`, `was quoted as saying`. */
static void finish_cue(reading *r, voice *v) {
    r->s = v->s;
    if (v->cue == v->source) return; /* a recording's label */
    uint32_t first = v->cue, last = v->cue, head = at(r, v->cue)->head;
    if (head && is(r, head, r->c.cite) && is_passive(r, head)) {
        uint32_t aux = child(r, head, REL_aux, "pass");
        first = aux && aux < head ? aux : head;
    }
    for (uint32_t i = 0; i < at(r, v->cue)->n_children; i++) {
        uint32_t c = at(r, v->cue)->children[i], p = preposition(r, c);
        if ((at(r, c)->rel == REL_fixed || at(r, c)->rel == REL_compound) && c == last + 1) last = c;
        if (p && p == last + 1 && is(r, c, r->c.statement)) last = c;
        if (p && p == last + 1 && is(r, v->cue, r->c.ask) && in_use(r, v->cue, r->c.ask) &&
            *doc_value(r->d, r->s, v->cue, r->c.ask))
            last = p;
    }
    v->cue_text = doc_text(r->d, v->s, first, last);
    v->cue_span = words_span(r->d, v->s, first, last);
}

static void widen(truce_span *span, truce_span by) {
    if (span->start == span->end) {
        *span = by;
        return;
    }
    if (by.start < span->start) span->start = by.start;
    if (by.end > span->end) span->end = by.end;
}

static void finish(reading *r) {
    for (uint32_t s = 0; s < r->d->n; s++)
        for (uint32_t w = 1; w <= r->d->v[s].n; w++)
            if (r->at->inner[s][w]) widen(&r->v.v[r->at->inner[s][w]].content_span, doc_raw(r->d, s, w)->span);
    for (size_t i = 1; i < r->v.n; i++) {
        voice *v = &r->v.v[i];
        finish_cue(r, v);
        v->source_span = source_span(r->d, v);
        v->outlet = outlet_of(r, v->cue, v->source);
    }
    r->at->v = r->v.v;
    r->at->n = (uint32_t)r->v.n - 1;
}

/* A cue without content says nothing. */
static void settle_selves(reading *r) {
    for (size_t i = 1; i < r->v.n; i++) r->v.v[i].self = r->v.v[i].self && r->v.v[i].covers;
}

static classes find_classes(const lexicon *lex) {
    return (classes){
        .say = lexicon_class(lex, "say-verb"),
        .say_thing = lexicon_class(lex, "say-thing-verb"),
        .hearer = lexicon_class(lex, "hearer-verb"),
        .ask = lexicon_class(lex, "ask-verb"),
        .blame = lexicon_class(lex, "blame-verb"),
        .cite = lexicon_class(lex, "cite-verb"),
        .say_noun = lexicon_class(lex, "say-noun"),
        .give = lexicon_class(lex, "give-verb"),
        .prep = lexicon_class(lex, "say-prep"),
        .adverb = lexicon_class(lex, "say-adverb"),
        .adjective = lexicon_class(lex, "say-adjective"),
        .comment = lexicon_class(lex, "comment-verb"),
        .not_said = lexicon_class(lex, "not-said"),
        .loose = lexicon_class(lex, "loose-noun"),
        .speaker = lexicon_class(lex, "speaker-noun"),
        .time = lexicon_class(lex, "time-name"),
        .owner_prep = lexicon_class(lex, "owner-prep"),
        .of_prep = lexicon_class(lex, "of-prep"),
        .for_prep = lexicon_class(lex, "for-prep"),
        .ask_prep = lexicon_class(lex, "ask-prep"),
        .blame_prep = lexicon_class(lex, "blame-prep"),
        .as_mark = lexicon_class(lex, "as-mark"),
        .statement = lexicon_class(lex, "statement-noun"),
        .terms = lexicon_class(lex, "terms-noun"),
        .outlet = lexicon_class(lex, "outlet"),
    };
}

attributions *attribution_build(const doc *d) {
    reading r = {.d = d, .a = d->a, .at = arena_new_of(d->a, attributions), .c = find_classes(d->lex)};
    r.at->d = d;
    r.at->quotes = quotations_find(d);
    r.at->inner = arena_array(d->a, voice_id *, d->n);
    r.at->cue = arena_array(d->a, voice_id *, d->n);
    r.at->quoted = arena_array(d->a, voice_id, (size_t)r.at->quotes->n + 1);
    vec_push(d->a, &r.v, (voice){0});
    vec_push(d->a, &r.before, 0);
    vec_push(d->a, &r.openings, (opening){0, 0});
    for (uint32_t s = 0; s < d->n; s++) read_sentence(&r, s);
    r.at->n_found = (uint32_t)r.v.n - 1;
    for (uint32_t q = 1; q <= r.at->quotes->n; q++) find_speaker(&r, q);
    for (uint32_t q = 1; q <= r.at->quotes->n; q++) spread_quotation(&r, q);
    settle_selves(&r);
    finish(&r);
    return r.at;
}

/* An expression that hangs on the cue and stands outside what is said. */
static truce_day day_of_saying(const attributions *at, const slots *s, voice_id v) {
    const voice *k = &at->v[v];
    const slots_sentence *sentence = &s->v[k->s];
    for (uint32_t i = 0; i < sentence->n_times; i++) {
        const timex *t = &sentence->times[i];
        if (doc_at(at->d, k->s, t->head)->head != k->cue || at->inner[k->s][t->head] == v) continue;
        if (t->start == t->end && t->start != TRUCE_NO_DAY) return t->start;
    }
    return TRUCE_NO_DAY;
}

void attribution_date(attributions *at, const slots *s) {
    for (voice_id v = 1; v <= at->n; v++) {
        truce_day day = day_of_saying(at, s, v);
        if (day != at->d->report->date) at->v[v].said = day;
    }
}

voice_id attribution_outer(const attributions *at, voice_id v) {
    return at->v[v].within ? at->v[v].within : at->inner[at->v[v].s][at->v[v].cue];
}

voice_id attribution_at(const attributions *at, uint32_t s, uint32_t w) {
    voice_id cue = at->cue[s][w];
    return cue && at->v[cue].self ? cue : at->inner[s][w];
}
