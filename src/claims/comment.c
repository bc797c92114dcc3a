/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/comment.h"

enum { source_segments_max = 3 }; /* `the negotiator, General Ali Reza, chief of staff, told` */

typedef struct look {
    const doc *d;
    const comment_classes *c;
    uint32_t s, n, verb;
} look;

static const truce_word *raw(const look *k, uint32_t w) {
    return doc_raw(k->d, k->s, w);
}

static bool is_form(const look *k, uint32_t w, const char *const *forms) {
    for (; *forms; forms++)
        if (strcmp(raw(k, w)->form, *forms) == 0) return true;
    return false;
}

static bool is_quote(const look *k, uint32_t w) {
    static const char *const forms[] = {"\"", "“", "”", "''", "``", "«", "»", NULL};
    return is_form(k, w, forms);
}

/* The marks that cut; a hyphen within a word does not, nor does a full stop within one. */
static bool cuts(const look *k, uint32_t w) {
    static const char *const forms[] = {",", ";", ":", "—", "–", "--", "-", "(", ")", "[", "]", ".", "!", "?", NULL};
    if (raw(k, w)->upos != TRUCE_UPOS_PUNCT && !is_quote(k, w)) return false;
    if (is_quote(k, w)) return true;
    if (!is_form(k, w, forms)) return false;
    bool touches_both = w > 1 && w < k->n && raw(k, w - 1)->span.end == raw(k, w)->span.start &&
                        raw(k, w)->span.end == raw(k, w + 1)->span.start;
    return !touches_both;
}

static word_range segment_around(const look *k, uint32_t w) {
    word_range r = {w, w};
    while (r.first > 1 && !cuts(k, r.first - 1)) r.first--;
    while (r.last < k->n && !cuts(k, r.last + 1)) r.last++;
    return r;
}

static bool is_nominal(const look *k, uint32_t w) {
    truce_upos u = raw(k, w)->upos;
    return u == TRUCE_UPOS_NOUN || u == TRUCE_UPOS_PROPN || u == TRUCE_UPOS_PRON;
}

/* A verb that heads a clause: no participle that modifies a noun. */
static bool is_clause_verb(const look *k, uint32_t w) {
    if (raw(k, w)->upos != TRUCE_UPOS_VERB) return false;
    switch (doc_at(k->d, k->s, w)->rel) {
    case REL_amod:
    case REL_compound:
    case REL_case: return false;
    case REL_acl: return doc_has_sub(k->d, k->s, w, "relcl") && w < k->verb;
    default: return true;
    }
}

static bool has_clause_verb(const look *k, uint32_t from, uint32_t to) {
    for (uint32_t w = from; w <= to; w++)
        if (w != k->verb && is_clause_verb(k, w)) return true;
    return false;
}

bool comment_can_speak(const doc *d, const comment_classes *c, uint32_t s, uint32_t w) {
    switch (doc_raw(d, s, w)->upos) {
    case TRUCE_UPOS_PRON: return !doc_feature_is(d, s, w, "PronType", "Rel");
    case TRUCE_UPOS_PROPN: return !doc_is(d, s, w, c->time);
    default: return doc_is(d, s, w, c->speaker) && !doc_is(d, s, w, c->time);
    }
}

/* The head of the last (or first) noun phrase of from..to that stands on its own there, not inside another nor after a
 * preposition: of those that can speak, else of all. */
static uint32_t find_top(const look *k, uint32_t from, uint32_t to, bool first) {
    uint32_t found = 0, speaks = 0;
    for (uint32_t w = from; w <= to; w++) {
        uint32_t head = doc_at(k->d, k->s, w)->head;
        if (!is_nominal(k, w) || (head >= from && head <= to && head != k->verb)) continue;
        uint32_t c = doc_child(k->d, k->s, w, REL_case, NULL);
        if (c && c < w) continue;
        bool can = comment_can_speak(k->d, k->c, k->s, w);
        if (can && !(first && speaks)) speaks = w;
        if (!(first && found) && !doc_is(k->d, k->s, w, k->c->time)) found = w;
    }
    return speaks ? speaks : found;
}

/* Who says it: before the verb in its segment, or after it (`said the spokesman`), or in the segments before that hold
 * no verb. *start becomes the first word of all this. */
static uint32_t find_source(const look *k, word_range seg, uint32_t *start) {
    *start = seg.first;
    uint32_t found = k->verb > seg.first ? find_top(k, seg.first, k->verb - 1, false) : 0;
    if (found) return found;
    bool hears = doc_is(k->d, k->s, k->verb, k->c->hearer);
    if (k->verb < seg.last && !hears) found = find_top(k, k->verb + 1, seg.last, true);
    if (found) return found;
    for (int i = 0; i<source_segments_max && * start> 2; i++) {
        if (is_quote(k, *start - 1)) break;
        word_range before = segment_around(k, *start - 2);
        if (cuts(k, *start - 2) || has_clause_verb(k, before.first, before.last)) break;
        *start = before.first;
        uint32_t top = find_top(k, before.first, before.last, true);
        bool named = found && raw(k, found)->upos == TRUCE_UPOS_PROPN; /* `the negotiator, General Ali Reza, told` */
        if (top && !named) found = top;
    }
    return found;
}

/* Whether the segment leads into a clause of its own: `said that …`, `who said …`, `and said …`. */
static bool leads_on(const look *k, word_range seg) {
    truce_upos first = raw(k, seg.first)->upos;
    if (first == TRUCE_UPOS_SCONJ || (first == TRUCE_UPOS_CCONJ && k->verb == seg.first + 1)) return true;
    if (doc_feature_is(k->d, k->s, seg.first, "PronType", "Rel")) return true;
    if (k->verb < seg.last && raw(k, k->verb + 1)->upos == TRUCE_UPOS_SCONJ) return true;
    return has_clause_verb(k, seg.first, seg.last);
}

/* Where the clause that is commented on begins: after an earlier cue that speaks for itself (`A said X, but Y, B
 * said`). */
static uint32_t content_start(const look *k, uint32_t end) {
    uint32_t start = 1;
    bool cue = false;
    for (uint32_t w = 1; w <= end; w++) {
        if (doc_is(k->d, k->s, w, k->c->say)) cue = true;
        if (cue && raw(k, w)->upos == TRUCE_UPOS_CCONJ && w > 1 && cuts(k, w - 1)) start = w + 1;
    }
    return start;
}

static bool has_words(const look *k, word_range r) {
    for (uint32_t w = r.first; w <= r.last; w++)
        if (is_clause_verb(k, w) || raw(k, w)->upos == TRUCE_UPOS_AUX) return true;
    return false;
}

bool comment_find(const doc *d, const comment_classes *c, uint32_t s, uint32_t verb, comment *out) {
    look k = {d, c, s, d->v[s].n, verb};
    word_range seg = segment_around(&k, verb);
    uint32_t start;
    if (leads_on(&k, seg)) return false;
    if (seg.last < k.n && strcmp(raw(&k, seg.last + 1)->form, ":") == 0) return false;
    uint32_t source = find_source(&k, seg, &start);
    if (!source || start < 3) return false;
    word_range before = {content_start(&k, start - 2), start - 2};
    word_range after = {seg.last + 2, k.n};
    if (before.first > before.last) return false;
    bool more = after.first <= k.n && !cuts(&k, after.first) && has_words(&k, after) &&
                raw(&k, after.first)->upos != TRUCE_UPOS_VERB && raw(&k, after.first)->upos != TRUCE_UPOS_CCONJ &&
                !doc_feature_is(d, s, after.first, "PronType", "Rel");
    more = more && !is_quote(&k, seg.last + 1);
    if (!has_words(&k, before) && !more) return false;
    *out = (comment){.source = source, .own = {start, seg.last}, .before = before};
    if (more) out->after = after;
    return true;
}

/* The head of the first noun phrase from the word on, within its segment. */
static uint32_t first_nominal(const look *k, uint32_t from, uint32_t to) {
    for (uint32_t w = from; w <= to; w++) {
        uint32_t head = doc_at(k->d, k->s, w)->head;
        if (is_nominal(k, w) && (head < from || head > to || !is_nominal(k, head))) return w;
    }
    return 0;
}

bool comment_find_according(const doc *d, const comment_classes *c, uint32_t s, uint32_t first, uint32_t last,
                            comment *out) {
    look k = {d, c, s, d->v[s].n, first};
    if (last == k.n) return false;
    word_range seg = segment_around(&k, last + 1);
    uint32_t source = first_nominal(&k, last + 1, seg.last);
    if (!source) return false;
    *out = (comment){.source = source};
    bool starts = first == 1 || (first == 2 && raw(&k, 1)->upos != TRUCE_UPOS_PRON);
    if (starts && seg.last + 2 <= k.n) out->after = (word_range){seg.last + 2, k.n};
    if (starts || has_clause_verb(&k, last + 1, seg.last)) return true;
    uint32_t end = cuts(&k, first - 1) ? first - 2 : first - 1;
    uint32_t from = content_start(&k, end);
    if (from <= end) out->before = (word_range){from, end};
    return true;
}

/* ---- verbs before what is said ---- */

/* A conjunct of the verb that has a subject of its own: what it tells is not said. */
static uint32_t next_clause(const look *k) {
    const doc_word *word = doc_at(k->d, k->s, k->verb);
    for (uint32_t i = 0; i < word->n_children; i++) {
        uint32_t c = word->children[i];
        if (c > k->verb && doc_at(k->d, k->s, c)->rel == REL_conj && doc_child(k->d, k->s, c, REL_nsubj, NULL))
            return doc_at(k->d, k->s, c)->first;
    }
    return 0;
}

/* `…, adding that`: a participle of saying after a mark has content of its own. */
static bool is_next_cue(const look *k, uint32_t w) {
    return w > k->verb + 1 && cuts(k, w - 1) && doc_is(k->d, k->s, w, k->c->say) &&
           doc_feature_is(k->d, k->s, w, "VerbForm", "Part");
}

word_range comment_lead(const doc *d, const comment_classes *c, uint32_t s, uint32_t verb, const word_range *comments,
                        size_t n, uint32_t quote_end) {
    look k = {d, c, s, d->v[s].n, verb};
    uint32_t first = verb + 1, last = quote_end ? quote_end : k.n, clause = next_clause(&k);
    word_range seg = segment_around(&k, verb);
    for (uint32_t w = first; w <= seg.last; w++)
        if (raw(&k, w)->upos == TRUCE_UPOS_SCONJ) {
            first = w + 1;
            break;
        }
    if (clause > first && clause - 1 < last) last = clause - 1;
    for (size_t i = 0; i < n; i++)
        if (comments[i].first > first && comments[i].first - 1 < last) last = comments[i].first - 1;
    for (uint32_t w = first; w <= last; w++)
        if (is_next_cue(&k, w)) last = w - 1;
    bool says = false;
    for (uint32_t w = first; w <= last; w++)
        says = says || (is_clause_verb(&k, w) && doc_at(d, s, w)->rel != REL_acl) || raw(&k, w)->upos == TRUCE_UPOS_AUX;
    return says ? (word_range){first, last} : (word_range){0, 0};
}

uint32_t comment_subject(const doc *d, const comment_classes *c, uint32_t s, uint32_t verb) {
    look k = {d, c, s, d->v[s].n, verb};
    word_range seg = segment_around(&k, verb);
    uint32_t w = verb > seg.first ? find_top(&k, seg.first, verb - 1, false) : 0;
    return w && comment_can_speak(d, c, s, w) ? w : 0;
}

uint32_t comment_name_after(const doc *d, const comment_classes *c, uint32_t s, uint32_t w) {
    if (phrase_is_dateline(d, s, w) && w < d->v[s].n) w++;
    word_range own = phrase_name_run(d, &c->names, s, w);
    uint32_t next = (own.first && own.last >= w ? own.last : w) + 1;
    if (own.first > w) return own.first; /* w is a title */
    const lexicon_hit *title = next <= d->v[s].n ? doc_hit(d, s, next, c->names.title) : NULL;
    if (!own.first) title = doc_hit(d, s, w, c->names.title);
    if (!title || title->last >= d->v[s].n) return w;
    word_range name = phrase_name_run(d, &c->names, s, title->last + 1);
    return name.first == title->last + 1 ? name.first : w;
}
