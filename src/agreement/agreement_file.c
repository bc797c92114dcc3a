/* SPDX-License-Identifier: Apache-2.0 */
/* Reads an agreement file: the tables of keys below say what it may hold, and one reader goes by them. */
#include <stdio.h>
#include <stdlib.h>

#include "agreement/values.h"
#include "base/calendar.h"

typedef void value_reader(agreement_reader *r, const char *key, const yaml_node *node, void *slot);

typedef struct value_type {
    const char *name; /* as docs/agreement.md names it */
    value_reader *read;
} value_type;

typedef struct schema_key {
    const char *name;
    const value_type *type;
    bool required;
    size_t offset; /* of the slot in the context's struct */
    const char *doc;
} schema_key;

typedef struct schema_context {
    const char *name;
    const schema_key *keys; /* up to one without a name */
} schema_context;

static value_reader read_parties, read_mediators, read_intermediaries, read_outlets, read_called_by, read_done_when,
    read_phases, read_obligations, read_starts, read_deadline, read_batches;

/* ── the types ── */

static const value_type text = {"text", value_text};
static const value_type id = {"id", value_id};
static const value_type day = {"date", value_day};
static const value_type duration = {"duration", value_duration};
static const value_type percent = {"share", value_percent};
static const value_type count = {"count", value_count};
static const value_type names = {"names", value_names};
static const value_type acts = {"acts", value_acts};
static const value_type kinds = {"kinds", value_kinds};
static const value_type actor_refs = {"actors", value_refs};
static const value_type side_ref = {"party", value_ref};
static const value_type obligation_ref = {"obligation", value_ref};
static const value_type obligation_refs = {"obligations", value_refs};
static const value_type step_ref = {"phase or obligation", value_ref};
static const value_type parties = {"map of parties", read_parties};
static const value_type mediators = {"map of mediators", read_mediators};
static const value_type intermediaries = {"map of intermediaries", read_intermediaries};
static const value_type outlets = {"map of outlets", read_outlets};
static const value_type called_by = {"map of names", read_called_by};
static const value_type done_when = {"word or groups", read_done_when};
static const value_type phase_list = {"list of phases", read_phases};
static const value_type obligation_list = {"list of obligations", read_obligations};
static const value_type starts = {"date or start", read_starts};
static const value_type deadline = {"date, duration or deadline", read_deadline};
static const value_type batches = {"list of batches", read_batches};

/* ── the tables ── */

enum { OPTIONAL = false, REQUIRED = true };

static const schema_key agreement_keys[] = {
    {"agreement", &text, REQUIRED, offsetof(truce_agreement, name), "what the agreement is called"},
    {"in-force", &day, REQUIRED, offsetof(truce_agreement, in_force), "its first day: earlier acts do not count"},
    {"signed", &day, OPTIONAL, offsetof(truce_agreement, signed_on),
     "the day it was agreed: what is said of its terms and plans counts from then on; `in-force` where not given"},
    {"until", &day, OPTIONAL, offsetof(truce_agreement, until),
     "the last day whose acts count, where another agreement took its place"},
    {"tolerance", &percent, OPTIONAL, offsetof(truce_agreement, tolerance),
     "how far `about` reaches; 0% where not given"},
    {"articles", &names, OPTIONAL, offsetof(truce_agreement, articles),
     "words that names are compared without; `[the, a, an]` where not given"},
    {"parties", &parties, REQUIRED, 0, "the sides, in the order in which they are printed"},
    {"mediators", &mediators, OPTIONAL, 0, "mediators, sponsors and guarantors"},
    {"intermediaries", &intermediaries, OPTIONAL, 0, "who carries persons and things between the sides"},
    {"outlets", &outlets, OPTIONAL, 0, "outlets that belong to a side; the others are unaligned"},
    {"done-when", &done_when, OPTIONAL, 0,
     "who must report an obligation done for it to be done: `debtor-and-creditor`, `creditor`, `all-sides`, "
     "`intermediary`, or a list of actors; without it nothing is printed as done overall"},
    {"phases", &phase_list, REQUIRED, 0, "what is owed, phase by phase"},
    {0},
};

static const schema_key actor_keys[] = {
    {"name", &text, REQUIRED, offsetof(agreement_actor, name), "the name that is printed"},
    {"aliases", &names, OPTIONAL, offsetof(agreement_actor, aliases), "other names that reports use for it"},
    {"forces", &names, OPTIONAL, offsetof(agreement_actor, forces), "its armed bodies: they keep their own names"},
    {"people", &names, OPTIONAL, offsetof(agreement_actor, people), "persons who act and speak for it"},
    {"called-by", &called_by, OPTIONAL, offsetof(agreement_actor, called_by),
     "what another side calls it: names that count only in that side's mouth"},
    {0},
};

static const schema_key outlet_keys[] = {
    {"side", &side_ref, REQUIRED, offsetof(agreement_outlet, side), "the party that it belongs to"},
    {0},
};

static const schema_key phase_keys[] = {
    {"id", &id, REQUIRED, offsetof(agreement_phase, id), "its name in this file"},
    {"starts", &starts, OPTIONAL, 0, "its first day, or what it waits for"},
    {"lasts", &duration, OPTIONAL, offsetof(agreement_phase, lasts),
     "its length, the first day included; its last day is the deadline of obligations that give none"},
    {"called", &names, OPTIONAL, offsetof(agreement_phase, called),
     "how reports call it (`second phase`): a claim that says so is held against this phase"},
    {"obligations", &obligation_list, REQUIRED, 0, "what is owed in it"},
    {0},
};

typedef struct start_slots {
    agreement_refs after, when;
} start_slots;

static const schema_key start_keys[] = {
    {"after", &step_ref, REQUIRED, offsetof(start_slots, after), "it follows when this ends or is kept"},
    {"if", &obligation_refs, OPTIONAL, offsetof(start_slots, when), "… provided that these are kept"},
    {0},
};

/* An obligation, and its count as the reader gives it. */
typedef struct obligation_slots {
    agreement_obligation o;
    value_counted counted;
} obligation_slots;

#define OF(field) (offsetof(obligation_slots, o) + offsetof(agreement_obligation, field))

static const schema_key obligation_keys[] = {
    {"id", &id, REQUIRED, OF(id), "its name in this file"},
    {"by", &actor_refs, REQUIRED, OF(by), "who owes it; several owe it together"},
    {"act", &acts, OPTIONAL, OF(act), "what is to be done, any of these acts"},
    {"never", &acts, OPTIONAL, OF(never), "what must not be done; either this or `act`"},
    {"of", &kinds, OPTIONAL, OF(of),
     "what it is done to, by the kinds of docs/claims.md; several are counted together"},
    {"count", &count, OPTIONAL, offsetof(obligation_slots, counted), "how many in all, or for each `per` and `every`"},
    {"to", &actor_refs, OPTIONAL, OF(to), "whom it is owed to"},
    {"via", &actor_refs, OPTIONAL, OF(via), "through whose hands it goes"},
    {"in-exchange-for", &obligation_refs, OPTIONAL, OF(in_exchange_for), "what it is owed in return for"},
    {"per", &obligation_ref, OPTIONAL, OF(per), "`count` is owed for each one that this obligation delivers"},
    {"every", &duration, OPTIONAL, OF(every), "`count` is owed in each such span of the phase"},
    {"place", &names, OPTIONAL, OF(place), "where; of several places each one is owed"},
    {"deadline", &deadline, OPTIONAL, OF(deadline), "by when"},
    {"batches", &batches, OPTIONAL, OF(batches), "the parts in which it is to be done"},
    {"called", &names, OPTIONAL, OF(called),
     "words for what it is done to, where reports' words alone tell it from another obligation"},
    {"note", &text, OPTIONAL, OF(note), "the clause's wording, or a remark, printed with it"},
    {0},
};

typedef struct deadline_slots {
    int within;
    int day;
    agreement_refs of;
} deadline_slots;

static value_reader read_day_number;
static const value_type day_number = {"number", read_day_number};

static const schema_key deadline_keys[] = {
    {"within", &duration, OPTIONAL, offsetof(deadline_slots, within),
     "so long after the phase's first day, or after `of`"},
    {"day", &day_number, OPTIONAL, offsetof(deadline_slots, day), "on this day of the phase, whose first day is day 1"},
    {"of", &step_ref, OPTIONAL, offsetof(deadline_slots, of), "the phase or obligation that `within` counts from"},
    {0},
};

typedef struct batch_slots {
    value_counted counted;
    truce_day by;
} batch_slots;

static const schema_key batch_keys[] = {
    {"count", &count, REQUIRED, offsetof(batch_slots, counted), "how many"},
    {"by", &day, OPTIONAL, offsetof(batch_slots, by), "by when"},
    {0},
};

static const schema_context contexts[] = {
    {"agreement", agreement_keys}, {"party", actor_keys},           {"outlet", outlet_keys},     {"phase", phase_keys},
    {"start", start_keys},         {"obligation", obligation_keys}, {"deadline", deadline_keys}, {"batch", batch_keys},
};

bool agreement_schema_key(size_t i, agreement_key_doc *out) {
    for (size_t c = 0; c < sizeof contexts / sizeof *contexts; c++)
        for (const schema_key *k = contexts[c].keys; k->name; k++)
            if (i-- == 0) {
                *out = (agreement_key_doc){contexts[c].name, k->name, k->type->name, k->doc, k->required};
                return true;
            }
    return false;
}

/* ── one reader for all tables ── */

enum { KEYS_MAX = 24 };

static const schema_key *find_key(const schema_key *keys, const char *name) {
    for (; keys->name; keys++)
        if (strcmp(keys->name, name) == 0) return keys;
    return NULL;
}

static const char *article_of(const char *noun) {
    return strchr("aeiou", *noun) ? "an" : "a";
}

static void unknown_key(agreement_reader *r, const schema_key *keys, const char *what, const yaml_node *key) {
    const char *all[KEYS_MAX];
    char label[80];
    size_t n = 0;
    for (; keys->name; keys++) all[n++] = keys->name;
    snprintf(label, sizeof label, "key of %s %s", article_of(what), what);
    value_unknown(r, key->line, key->column, label, key->text, all, n);
}

/* Reads a map by its table into the struct at slots; what names the context in messages. */
static bool read_map(agreement_reader *r, const schema_key *keys, const char *what, const yaml_node *node,
                     void *slots) {
    bool seen[KEYS_MAX] = {false};
    char label[80];
    snprintf(label, sizeof label, "%s %s", article_of(what), what);
    if (!value_is(r, label, node, YAML_MAP)) return false;
    for (size_t i = 0; i < node->n; i++) {
        const yaml_node *key = node->v[2 * i];
        const schema_key *k = key->kind == YAML_TEXT ? find_key(keys, key->text) : NULL;
        if (key->kind != YAML_TEXT)
            value_wrong(r, key, "a key must be a text, is %s", yaml_kind_text(key));
        else if (!k)
            unknown_key(r, keys, what, key);
        else if (seen[k - keys])
            value_wrong(r, key, "'%s' is given twice", k->name);
        else
            k->type->read(r, k->name, node->v[2 * i + 1], (char *)slots + k->offset);
        if (k) seen[k - keys] = true;
    }
    for (const schema_key *k = keys; k->name; k++)
        if (k->required && !seen[k - keys]) value_wrong(r, node, "%s without '%s'", label, k->name);
    return true;
}

/* ── parties, mediators, intermediaries, outlets ── */

typedef VEC(agreement_actor) actor_vec;

static void read_actors(agreement_reader *r, const char *key, const yaml_node *node, agreement_role role,
                        const char *what) {
    truce_agreement *g = r->g;
    if (!value_is(r, key, node, YAML_MAP)) return;
    agreement_actor *all = arena_array(r->a, agreement_actor, g->actors.n + node->n);
    if (g->actors.n) memcpy(all, g->actors.v, g->actors.n * sizeof *all);
    g->actors.v = all;
    for (size_t i = 0; i < node->n; i++) {
        const yaml_node *name = node->v[2 * i];
        agreement_actor actor = {.role = role, .line = name->line, .column = name->column};
        value_id(r, what, name, &actor.id);
        read_map(r, actor_keys, what, node->v[2 * i + 1], &actor);
        for (size_t k = 0; actor.id && k < g->actors.n; k++)
            if (strcmp(g->actors.v[k].id, actor.id) == 0) {
                value_wrong(r, name, "'%s' is given twice; the first is at line %zu", actor.id, g->actors.v[k].line);
                actor.id = NULL;
            }
        if (actor.id) g->actors.v[g->actors.n++] = actor;
    }
}

static void read_parties(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    (void)slot;
    size_t before = r->g->actors.n;
    read_actors(r, key, node, ROLE_SIDE, "party");
    r->g->n_sides = r->g->actors.n;
    if (node->kind == YAML_MAP && (node->n < 2 || node->n > AGREEMENT_SIDES_MAX))
        value_wrong(r, node, "%zu parties: an agreement has 2 to %d", node->n, AGREEMENT_SIDES_MAX);
    /* The sides come first whatever the order of the file. */
    size_t n = r->g->n_sides - before;
    agreement_actor *all = arena_array(r->a, agreement_actor, r->g->actors.n);
    if (n) memcpy(all, r->g->actors.v + before, n * sizeof *all);
    if (before) memcpy(all + n, r->g->actors.v, before * sizeof *all);
    r->g->actors.v = all;
    r->g->n_sides = n;
}

static void read_mediators(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    (void)slot;
    read_actors(r, key, node, ROLE_MEDIATOR, "mediator");
}

static void read_intermediaries(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    (void)slot;
    read_actors(r, key, node, ROLE_INTERMEDIARY, "intermediary");
}

static void read_outlets(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    (void)slot;
    if (!value_is(r, key, node, YAML_MAP)) return;
    r->g->outlets.v = arena_array(r->a, agreement_outlet, node->n);
    for (size_t i = 0; i < node->n; i++) {
        const yaml_node *name = node->v[2 * i];
        agreement_outlet outlet = {.line = name->line, .column = name->column};
        value_text(r, "an outlet", name, &outlet.name);
        read_map(r, outlet_keys, "outlet", node->v[2 * i + 1], &outlet);
        if (outlet.name) r->g->outlets.v[r->g->outlets.n++] = outlet;
    }
}

static void read_called_by(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    agreement_actor like;
    if (!value_is(r, key, node, YAML_MAP)) return;
    agreement_called_by *v = arena_array(r->a, agreement_called_by, node->n);
    for (size_t i = 0; i < node->n; i++) {
        const yaml_node *by = node->v[2 * i];
        if (!value_is(r, key, by, YAML_TEXT)) continue;
        v[i].by = (agreement_ref){.id = by->text, .line = by->line, .column = by->column, .index = -1};
        value_names(r, key, node->v[2 * i + 1], &v[i].names);
    }
    like.called_by.v = v;
    like.called_by.n = node->n;
    memcpy(slot, &like.called_by, sizeof like.called_by);
}

static const char *const done_when_words[] = {"debtor-and-creditor", "creditor", "all-sides", "intermediary"};

static void read_done_when(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    (void)slot;
    enum { N = sizeof done_when_words / sizeof *done_when_words };
    if (node->kind == YAML_LIST) {
        value_refs(r, key, node, &r->g->done_groups);
        r->g->done_when = DONE_WHEN_GROUPS;
        return;
    }
    if (!value_is(r, key, node, YAML_TEXT)) return;
    for (int i = 0; i < N; i++)
        if (strcmp(done_when_words[i], node->text) == 0)
            r->g->done_when = (agreement_done_when)(DONE_WHEN_DEBTOR_AND_CREDITOR + i);
    if (!r->g->done_when) value_unknown(r, node->line, node->column, "done-when", node->text, done_when_words, N);
}

/* ── phases and obligations ── */

static void read_starts(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    agreement_phase *phase = slot; /* its table gives offset 0 */
    start_slots slots = {0};
    if (node->kind == YAML_TEXT) {
        value_day(r, key, node, &phase->on);
    } else if (read_map(r, start_keys, "start", node, &slots)) {
        phase->after = slots.after;
        phase->when = slots.when;
    }
}

static void read_day_number(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    value_counted n = {0};
    if (!value_is(r, key, node, YAML_TEXT)) return;
    value_count(r, key, node, &n);
    if (n.counted && (n.about || n.count.min != n.count.max || n.count.min < 1 || n.count.min > 36525))
        value_wrong(r, node, "%s: no day '%s'; the phase's first day is day 1", key, node->text);
    else
        *(int *)slot = (int)n.count.min;
}

static void read_deadline(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    agreement_deadline *d = slot;
    deadline_slots slots = {0};
    if (node->kind == YAML_TEXT && *node->text == 'P') {
        value_duration(r, key, node, &d->days);
        if (d->days) d->kind = DEADLINE_WITHIN;
    } else if (node->kind == YAML_TEXT) {
        value_day(r, key, node, &d->day);
        if (d->day != TRUCE_NO_DAY) d->kind = DEADLINE_DAY;
    } else if (read_map(r, deadline_keys, "deadline", node, &slots)) {
        if (!slots.within == !slots.day || (slots.day && slots.of.n))
            value_wrong(r, node, "a deadline has either 'within', with or without 'of', or 'day'");
        d->kind = slots.day ? DEADLINE_NUMBER : DEADLINE_WITHIN;
        d->days = slots.day ? slots.day : slots.within;
        d->of = slots.of;
    }
}

static void read_batches(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    agreement_obligation like;
    if (!value_is(r, key, node, YAML_LIST)) return;
    agreement_batch *v = arena_array(r->a, agreement_batch, node->n);
    for (size_t i = 0; i < node->n; i++) {
        batch_slots slots = {.by = TRUCE_NO_DAY};
        read_map(r, batch_keys, "batch", node->v[i], &slots);
        v[i] = (agreement_batch){slots.counted.count, slots.by};
    }
    like.batches.v = v;
    like.batches.n = node->n;
    memcpy(slot, &like.batches, sizeof like.batches);
}

static bool gives(const yaml_node *map, const char *key) {
    for (size_t i = 0; i < map->n; i++)
        if (map->v[2 * i]->kind == YAML_TEXT && strcmp(map->v[2 * i]->text, key) == 0) return true;
    return false;
}

static void check_obligation(agreement_reader *r, const yaml_node *node) {
    if (node->kind != YAML_MAP) return;
    bool counted = gives(node, "count");
    if (gives(node, "act") == gives(node, "never")) value_wrong(r, node, "an obligation has either 'act' or 'never'");
    if (gives(node, "never") && counted) value_wrong(r, node, "what must never be done has no 'count'");
    if (gives(node, "per") && !counted) value_wrong(r, node, "'per' needs a 'count'");
    if (gives(node, "every") && !counted) value_wrong(r, node, "'every' needs a 'count'");
    if (counted && !gives(node, "of")) value_wrong(r, node, "'count' needs 'of'");
}

static void read_obligations(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    (void)slot;
    if (!value_is(r, key, node, YAML_LIST)) return;
    for (size_t i = 0; i < node->n; i++) {
        obligation_slots slots = {.o = {.line = node->v[i]->line,
                                        .column = node->v[i]->column,
                                        .deadline = {.day = TRUCE_NO_DAY},
                                        .due = TRUCE_NO_DAY},
                                  .counted = {.count = AMOUNT_UNKNOWN}};
        read_map(r, obligation_keys, "obligation", node->v[i], &slots);
        agreement_obligation *o = &slots.o;
        o->count = slots.counted.count;
        o->counted = slots.counted.counted;
        o->about = slots.counted.about;
        o->phase = (int)r->g->phases.n;
        check_obligation(r, node->v[i]);
        vec_push(r->a, &r->obligations, *o);
    }
}

static void read_phases(agreement_reader *r, const char *key, const yaml_node *node, void *slot) {
    (void)slot;
    if (!value_is(r, key, node, YAML_LIST)) return;
    if (node->n == 0) value_wrong(r, node, "%s is empty", key);
    r->g->phases.v = arena_array(r->a, agreement_phase, node->n);
    for (size_t i = 0; i < node->n; i++) {
        agreement_phase p = {.line = node->v[i]->line,
                             .column = node->v[i]->column,
                             .on = TRUCE_NO_DAY,
                             .start = TRUCE_NO_DAY,
                             .end = TRUCE_NO_DAY,
                             .not_before = TRUCE_NO_DAY,
                             .first = (int)r->obligations.n};
        read_map(r, phase_keys, "phase", node->v[i], &p);
        p.n = (int)r->obligations.n - p.first;
        r->g->phases.v[r->g->phases.n++] = p;
    }
}

/* ── ids ── */

typedef VEC(const char *) id_vec;

static void resolve(agreement_reader *r, agreement_ref *ref, const char *what, const id_vec *ids, size_t from) {
    for (size_t i = 0; i < ids->n; i++)
        if (ids->v[i] && ref->id && strcmp(ids->v[i], ref->id) == 0) {
            ref->phase = i >= from;
            ref->index = (int)(ref->phase ? i - from : i);
            return;
        }
    const char **known = arena_array(r->a, const char *, ids->n);
    size_t n = 0;
    for (size_t i = 0; i < ids->n; i++)
        if (ids->v[i]) known[n++] = ids->v[i];
    value_unknown(r, ref->line, ref->column, what, ref->id, known, n);
}

static void resolve_all(agreement_reader *r, agreement_refs *refs, const char *what, const id_vec *ids, size_t from) {
    for (size_t i = 0; i < refs->n; i++) resolve(r, &refs->v[i], what, ids, from);
}

typedef struct placed_id {
    const char *id;
    size_t line, column;
} placed_id;

static int by_id_and_place(const void *x, const void *y) {
    const placed_id *a = x, *b = y;
    int c = strcmp(a->id, b->id);
    if (c) return c;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

/* Ids of phases and obligations are of one kind: both can be waited for. */
static void refuse_ids_used_twice(agreement_reader *r) {
    const truce_agreement *g = r->g;
    VEC(placed_id) ids = {0};
    for (size_t i = 0; i < g->phases.n; i++)
        if (g->phases.v[i].id)
            vec_push(r->a, &ids, (placed_id){g->phases.v[i].id, g->phases.v[i].line, g->phases.v[i].column});
    for (size_t i = 0; i < g->obligations.n; i++) {
        const agreement_obligation *o = &g->obligations.v[i];
        if (o->id) vec_push(r->a, &ids, (placed_id){o->id, o->line, o->column});
    }
    if (ids.n) qsort(ids.v, ids.n, sizeof *ids.v, by_id_and_place);
    for (size_t i = 1, first = 0; i < ids.n; i++) {
        yaml_node at = {.line = ids.v[i].line, .column = ids.v[i].column};
        if (strcmp(ids.v[i].id, ids.v[first].id) != 0)
            first = i;
        else
            value_wrong(r, &at, "the id '%s' is used twice; the first is at line %zu", ids.v[i].id, ids.v[first].line);
    }
}

static void resolve_ids(agreement_reader *r) {
    truce_agreement *g = r->g;
    id_vec sides = {0}, actors = {0}, obligations = {0}, steps = {0};
    for (size_t i = 0; i < g->actors.n; i++) {
        vec_push(r->a, &actors, g->actors.v[i].id);
        if (i < g->n_sides) vec_push(r->a, &sides, g->actors.v[i].id);
    }
    for (size_t i = 0; i < g->obligations.n; i++) {
        vec_push(r->a, &obligations, g->obligations.v[i].id);
        vec_push(r->a, &steps, g->obligations.v[i].id);
    }
    for (size_t i = 0; i < g->phases.n; i++) vec_push(r->a, &steps, g->phases.v[i].id);

    for (size_t i = 0; i < g->actors.n; i++)
        for (size_t k = 0; k < g->actors.v[i].called_by.n; k++)
            if (g->actors.v[i].called_by.v[k].by.id)
                resolve(r, &g->actors.v[i].called_by.v[k].by, "party", &sides, SIZE_MAX);
    for (size_t i = 0; i < g->outlets.n; i++) resolve_all(r, &g->outlets.v[i].side, "party", &sides, SIZE_MAX);
    resolve_all(r, &g->done_groups, "actor", &actors, SIZE_MAX);
    for (size_t i = 0; i < g->phases.n; i++) {
        resolve_all(r, &g->phases.v[i].after, "phase or obligation", &steps, g->obligations.n);
        resolve_all(r, &g->phases.v[i].when, "obligation", &obligations, SIZE_MAX);
    }
    for (size_t i = 0; i < g->obligations.n; i++) {
        agreement_obligation *o = &g->obligations.v[i];
        resolve_all(r, &o->by, "actor", &actors, SIZE_MAX);
        resolve_all(r, &o->to, "actor", &actors, SIZE_MAX);
        resolve_all(r, &o->via, "actor", &actors, SIZE_MAX);
        resolve_all(r, &o->in_exchange_for, "obligation", &obligations, SIZE_MAX);
        resolve_all(r, &o->per, "obligation", &obligations, SIZE_MAX);
        resolve_all(r, &o->deadline.of, "phase or obligation", &steps, g->obligations.n);
    }
}

/* A phase that starts after itself, and a ratio to itself, by whatever way round. */
static void refuse_circles(agreement_reader *r) {
    const truce_agreement *g = r->g;
    for (size_t i = 0; i < g->phases.n; i++) {
        size_t steps = 0, p = i;
        while (steps++ <= g->phases.n && g->phases.v[p].after.n && g->phases.v[p].after.v[0].index >= 0) {
            const agreement_ref *after = &g->phases.v[p].after.v[0];
            p = (size_t)(after->phase ? after->index : g->obligations.v[after->index].phase);
            if (p != i) continue;
            const agreement_ref *at = &g->phases.v[i].after.v[0];
            yaml_node node = {.line = at->line, .column = at->column};
            value_wrong(r, &node, "the phase '%s' would start after itself", g->phases.v[i].id);
            break;
        }
    }
    for (size_t i = 0; i < g->obligations.n; i++) {
        size_t steps = 0, o = i;
        while (steps++ <= g->obligations.n && g->obligations.v[o].per.n && g->obligations.v[o].per.v[0].index >= 0) {
            o = (size_t)g->obligations.v[o].per.v[0].index;
            if (o != i) continue;
            const agreement_ref *at = &g->obligations.v[i].per.v[0];
            yaml_node node = {.line = at->line, .column = at->column};
            value_wrong(r, &node, "the count of '%s' would depend on itself", g->obligations.v[i].id);
            break;
        }
    }
}

static void check_dates(agreement_reader *r, const yaml_node *root) {
    truce_agreement *g = r->g;
    if (g->signed_on == TRUCE_NO_DAY) g->signed_on = g->in_force;
    if (g->in_force == TRUCE_NO_DAY) return;
    if (g->until != TRUCE_NO_DAY && g->until < g->in_force) value_wrong(r, root, "'until' is before 'in-force'");
}

static truce_names keys_of(agreement_reader *r, const truce_names *names_in) {
    const char **v = arena_array(r->a, const char *, names_in->n);
    for (size_t i = 0; i < names_in->n; i++) v[i] = name_key(r->a, &r->g->articles, names_in->v[i]);
    return (truce_names){v, names_in->n};
}

/* The words of `called`, and the names of the kinds: who frees `captives` needs not say so twice. */
static truce_names called_keys(agreement_reader *r, const agreement_obligation *o) {
    id_vec all = {0};
    for (size_t i = 0; i < o->called.n; i++) vec_push(r->a, &all, o->called.v[i]);
    for (size_t i = 0; i < o->of.n; i++) {
        bool living = o->of.v[i] == TRUCE_QUANTITY_KIND_CAPTIVES_LIVING;
        truce_quantity_kind kind = living ? TRUCE_QUANTITY_KIND_CAPTIVES : o->of.v[i];
        if (kind != TRUCE_QUANTITY_KIND_OTHER) vec_push(r->a, &all, truce_quantity_kind_name(kind));
    }
    return keys_of(r, &(truce_names){all.v, all.n});
}

static void name_clash(void *ctx, size_t line, size_t column, const char *message) {
    yaml_node at = {.line = line, .column = column};
    value_wrong(ctx, &at, "%s", message);
}

static void index_words(agreement_reader *r) {
    truce_agreement *g = r->g;
    for (size_t i = 0; i < g->articles.n; i++) {
        const char *key = name_key(r->a, &(truce_names){0}, g->articles.v[i]);
        g->articles.v[i] = arena_strndup(r->a, key + 1, strlen(key) > 2 ? strlen(key) - 2 : 0);
    }
    agreement_index_names(g, name_clash, r);
    for (size_t i = 0; i < g->outlets.n; i++) g->outlets.v[i].key = name_key(r->a, &g->articles, g->outlets.v[i].name);
    for (size_t i = 0; i < g->phases.n; i++) g->phases.v[i].called_keys = keys_of(r, &g->phases.v[i].called);
    for (size_t i = 0; i < g->obligations.n; i++) {
        g->obligations.v[i].called_keys = called_keys(r, &g->obligations.v[i]);
        g->obligations.v[i].place_keys = keys_of(r, &g->obligations.v[i].place);
    }
}

/* ── loading ── */

static void set_defaults(agreement_reader *r) {
    static const char *const articles[] = {"the", "a", "an"};
    const char **v = arena_array(r->a, const char *, 3);
    memcpy(v, articles, sizeof articles);
    r->g->a = r->a;
    r->g->path = arena_strdup(r->a, r->path);
    r->g->in_force = r->g->signed_on = r->g->until = TRUCE_NO_DAY;
    r->g->articles = (truce_names){v, 3};
}

static truce_status read_agreement(void *ctx) {
    agreement_reader *r = ctx;
    const yaml_node *root;
    truce_error err;
    set_defaults(r);
    truce_status status = yaml_read_file(r->a, r->path, &root, &err);
    if (status == TRUCE_MEMORY) return status;
    if (status) {
        error_list_add(r->errs, &err);
        return status;
    }
    if (!root) {
        value_wrong(r, NULL, "no agreement: the file is empty");
        return TRUCE_INPUT;
    }
    if (!read_map(r, agreement_keys, "agreement", root, r->g)) return TRUCE_INPUT;
    r->g->obligations.v = r->obligations.v;
    r->g->obligations.n = r->obligations.n;
    refuse_ids_used_twice(r);
    resolve_ids(r);
    refuse_circles(r);
    check_dates(r, root);
    index_words(r);
    if (r->errs->n) return TRUCE_INPUT;
    agreement_set_days(r->g);
    return TRUCE_OK;
}

static int by_place(const void *x, const void *y) {
    const truce_error *a = x, *b = y;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static void tell(error_list *errs, truce_problem *problem, void *ctx) {
    size_t n = errs->n < errs->capacity ? errs->n : errs->capacity;
    if (n > error_list_max) n = error_list_max;
    if (n) qsort(errs->v, n, sizeof *errs->v, by_place);
    for (size_t i = 0; problem && i < n; i++) problem(ctx, &errs->v[i]);
    if (!problem || errs->n <= n) return;
    truce_error more;
    error_set(&more, TRUCE_INPUT, "and %zu more", errs->n - n);
    problem(ctx, &more);
}

truce_status truce_agreement_load(const char *path, truce_agreement **out, truce_problem *problem, void *ctx) {
    *out = NULL;
    error_list errs = {0};
    truce_error err;
    arena *a = arena_new();
    truce_agreement *g = calloc(1, sizeof *g);
    agreement_reader r = {.a = a, .path = path, .g = g, .errs = &errs};
    truce_status status =
        a && g ? arena_run(a, read_agreement, &r, &err) : error_set(&err, TRUCE_MEMORY, "out of memory");
    if (status == TRUCE_MEMORY && problem) problem(ctx, &err);
    tell(&errs, problem, ctx);
    error_list_free(&errs);
    if (status) {
        arena_free(a);
        free(g);
    } else {
        *out = g;
    }
    return status;
}

void truce_agreement_free(truce_agreement *g) {
    if (!g) return;
    arena_free(g->a);
    free(g);
}
