/* SPDX-License-Identifier: Apache-2.0 */
#include <truce/score.h>

#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/vec.h"
#include "claims/claim_copy.h"
#include "claims/claim_json.h"
#include "score/score_align.h"
#include "score/score_slots.h"

#define SPLIT_BYTES_MAX ((size_t)16 * 1024 * 1024)
#define AXES            3

typedef VEC(truce_claim) claim_vec;
typedef VEC(const char *) text_vec;
typedef VEC(truce_judgement) judgement_vec;

typedef struct tallies {
    truce_tally *v;
    size_t n;
} tallies;

struct truce_score {
    arena *claims;    /* what was read and added */
    text_vec reports; /* sorted, each once */
    claim_vec gold, system;
    size_t left_out;
    arena *results; /* what truce_score_run makes, anew each time */
    judgement_vec judgements;
    truce_tally all;
    tallies by[AXES];
};

const char *truce_slot_name(truce_slot slot) {
#define NAME(id, name) name,
    static const char *const names[] = {TRUCE_SLOT_LIST(NAME)};
#undef NAME
    return (size_t)slot < TRUCE_SLOT_COUNT ? names[slot] : "";
}

const char *truce_outcome_name(truce_outcome o) {
    static const char *const names[] = {"right", "wrong", "missed", "excused", "spurious"};
    return (size_t)o < sizeof names / sizeof *names ? names[o] : "";
}

/* ── figures ── */

static double ratio(double part, double whole) {
    return whole > 0 ? part / whole : 0;
}

static truce_figures figures(double hits, size_t wanted, size_t found) {
    if (wanted == 0 && found == 0) return (truce_figures){1, 1, 1};
    truce_figures out = {ratio(hits, (double)found), ratio(hits, (double)wanted), 0};
    out.f1 = ratio(2 * out.precision * out.recall, out.precision + out.recall);
    return out;
}

truce_figures truce_tally_figures(const truce_tally *t) {
    return figures((double)t->matched, t->gold - t->excused, t->system);
}

truce_figures truce_tally_figures_with_slots(const truce_tally *t) {
    return figures(t->shares, t->gold - t->excused, t->system);
}

/* ── lists of names ── */

static int compare_names(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static void sort_once(text_vec *names) {
    if (names->n) qsort(names->v, names->n, sizeof *names->v, compare_names);
    size_t kept = 0;
    for (size_t i = 0; i < names->n; i++)
        if (kept == 0 || strcmp(names->v[kept - 1], names->v[i]) != 0) names->v[kept++] = names->v[i];
    names->n = kept;
}

/* The place of name in a sorted list, or NO_PARTNER. */
static size_t place_of(const text_vec *names, const char *name) {
    if (!names->n) return NO_PARTNER;
    const char **found = bsearch(&name, names->v, names->n, sizeof *names->v, compare_names);
    return found ? (size_t)(found - names->v) : NO_PARTNER;
}

/* ── reading gold ── */

typedef struct opening {
    truce_score *s;
    const char *path, *part;
    text_vec kept; /* of a split: the reports of the part, sorted */
    truce_error *err;
} opening;

static bool is_kept(const opening *o, const char *report) {
    return !o->part || place_of(&o->kept, report) != NO_PARTNER;
}

/* Takes a line `report<TAB>part[<TAB>…]` of a split apart, in place. */
static truce_status read_split_line(opening *o, const char *path, char *line, size_t number) {
    char *tab = strchr(line, '\t');
    if (!tab) return error_at(o->err, TRUCE_INPUT, path, number, 0, "no tab between report and part");
    *tab = 0;
    char *part = tab + 1;
    part[strcspn(part, "\t\r")] = 0;
    if (strcmp(part, o->part) == 0) vec_push(o->s->claims, &o->kept, line);
    return TRUCE_OK;
}

static truce_status read_split(opening *o) {
    arena *a = o->s->claims;
    const char *path = arena_printf(a, "%s/split.tsv", o->path);
    char *text;
    size_t size;
    truce_status status = file_read(a, path, SPLIT_BYTES_MAX, &text, &size, o->err);
    size_t number = 0;
    for (char *line = text, *next; !status && line && *line; line = next) {
        next = strchr(line, '\n');
        if (next) *next++ = 0;
        if (++number > 1 && *line) status = read_split_line(o, path, line, number);
    }
    if (status) return status;
    sort_once(&o->kept);
    return o->kept.n ? TRUCE_OK : error_at(o->err, TRUCE_INPUT, path, 0, 0, "no report of part \"%s\"", o->part);
}

static const char *report_of_path(arena *a, const char *path) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t n = strlen(name), suffix = strlen(".jsonl");
    return arena_strndup(a, name, n > suffix ? n - suffix : n);
}

static truce_status read_gold_file(opening *o, const char *path) {
    truce_claims claims;
    error_list errs = {0};
    truce_status status = claims_read_jsonl(o->s->claims, path, &claims, &errs);
    if (status && o->err && errs.n) *o->err = errs.v[0];
    error_list_free(&errs);
    for (size_t i = 0; !status && i < claims.n; i++) {
        if (!is_kept(o, claims.v[i].report)) continue;
        vec_push(o->s->claims, &o->s->gold, claims.v[i]);
        vec_push(o->s->claims, &o->s->reports, claims.v[i].report);
    }
    return status;
}

static bool is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static truce_status read_gold(void *ctx) {
    opening *o = ctx;
    arena *a = o->s->claims;
    bool folder = is_folder(o->path);
    if (o->part && !folder) return error_at(o->err, TRUCE_USAGE, o->path, 0, 0, "only a folder has parts");
    truce_status status = o->part ? read_split(o) : TRUCE_OK;
    const char **paths;
    size_t n = 0;
    if (!status) status = file_list(a, o->path, ".jsonl", &paths, &n, o->err);
    if (!status && n == 0) return error_at(o->err, TRUCE_INPUT, o->path, 0, 0, "no gold file (*.jsonl) in it");
    for (size_t i = 0; !status && i < n; i++) {
        const char *report = report_of_path(a, paths[i]);
        if (folder && !is_kept(o, report)) continue;
        if (folder) vec_push(a, &o->s->reports, report);
        status = read_gold_file(o, paths[i]);
    }
    sort_once(&o->s->reports);
    return status;
}

truce_status truce_score_open(const char *gold, const char *part, truce_score **out, truce_error *err) {
    *out = NULL;
    truce_score *s = calloc(1, sizeof *s);
    if (s) {
        s->claims = arena_new();
        s->results = arena_new();
    }
    if (!s || !s->claims || !s->results) {
        truce_score_free(s);
        return error_set(err, TRUCE_MEMORY, "out of memory");
    }
    opening o = {.s = s, .path = gold, .part = part, .err = err};
    truce_status status = arena_run(s->claims, read_gold, &o, err);
    if (status) {
        truce_score_free(s);
        return status;
    }
    *out = s;
    return TRUCE_OK;
}

void truce_score_free(truce_score *s) {
    if (!s) return;
    arena_free(s->claims);
    arena_free(s->results);
    free(s);
}

size_t truce_score_report_count(const truce_score *s) {
    return s->reports.n;
}

const char *truce_score_report(const truce_score *s, size_t i) {
    return s->reports.v[i];
}

/* ── the system's claims ── */

typedef struct adding {
    truce_score *s;
    const truce_claims *claims;
    const char *path;
    error_list errs;
} adding;

static truce_status add_claims(void *ctx) {
    const adding *d = ctx;
    truce_score *s = d->s;
    for (size_t i = 0; i < d->claims->n; i++) {
        truce_claim copy;
        if (place_of(&s->reports, d->claims->v[i].report) == NO_PARTNER) {
            s->left_out++;
            continue;
        }
        claim_copy(s->claims, &d->claims->v[i], &copy);
        vec_push(s->claims, &s->system, copy);
    }
    return TRUCE_OK;
}

truce_status truce_score_add(truce_score *s, const truce_claims *claims, truce_error *err) {
    adding d = {.s = s, .claims = claims};
    return arena_run(s->claims, add_claims, &d, err);
}

size_t truce_score_left_out(const truce_score *s) {
    return s->left_out;
}

static truce_status add_file(void *ctx) {
    adding *d = ctx;
    truce_claims claims;
    truce_status status = claims_read_jsonl(d->s->claims, d->path, &claims, &d->errs);
    if (status && status != TRUCE_INPUT) return status;
    d->claims = &claims;
    add_claims(d);
    return status;
}

truce_status truce_score_add_file(truce_score *s, const char *path, void (*refuse)(void *ctx, const truce_error *err),
                                  void *ctx, truce_error *err) {
    adding d = {.s = s, .path = path};
    truce_status status = arena_run(s->claims, add_file, &d, err);
    size_t told = d.errs.n < error_list_max ? d.errs.n : error_list_max;
    if (status == TRUCE_INPUT) {
        for (size_t i = 0; refuse && i < told; i++) refuse(ctx, &d.errs.v[i]);
        error_at(err, status, path, 0, 0, "%zu lines refused", d.errs.n);
    } else if (err && status && told) {
        *err = d.errs.v[told - 1];
    }
    error_list_free(&d.errs);
    return status;
}

/* ── matching and counting ── */

/* Gives each report its claims, in their order. */
static claim_list *by_report(const truce_score *s, const claim_vec *claims) {
    arena *a = s->results;
    claim_list *out = arena_array(a, claim_list, s->reports.n);
    size_t *place = arena_array(a, size_t, claims->n);
    for (size_t i = 0; i < claims->n; i++) {
        place[i] = place_of(&s->reports, claims->v[i].report);
        out[place[i]].n++;
    }
    for (size_t r = 0; r < s->reports.n; r++) {
        out[r].v = arena_array(a, const truce_claim *, out[r].n);
        out[r].n = 0;
    }
    for (size_t i = 0; i < claims->n; i++) out[place[i]].v[out[place[i]].n++] = &claims->v[i];
    return out;
}

static const char *rule_of(const truce_claim *c) {
    return c->rule ? c->rule : "-";
}

/* One report while it is judged. */
typedef struct judging {
    truce_score *s;
    size_t report;
    claim_list gold, system;
    size_t *gold_partner, *system_partner;
    text_vec rules; /* sorted */
} judging;

enum { LINES = 1 + AXES };

/* The tallies in which a claim counts; that by rule is NULL for a gold record. */
static void lines_of(judging *j, const truce_claim *c, bool of_system, truce_tally *out[LINES]) {
    tallies *by = j->s->by;
    out[0] = &j->s->all;
    out[1] = &by[TRUCE_SCORE_BY_ACT].v[c->act];
    out[2] = &by[TRUCE_SCORE_BY_REPORT].v[j->report];
    out[3] = of_system ? &by[TRUCE_SCORE_BY_RULE].v[place_of(&j->rules, rule_of(c))] : NULL;
}

static void count_gold(judging *j, const truce_claim *c, bool excused) {
    truce_tally *lines[LINES];
    lines_of(j, c, false, lines);
    for (size_t i = 0; i < LINES; i++) {
        if (!lines[i]) continue;
        lines[i]->gold++;
        lines[i]->excused += excused;
    }
}

static void count_system(judging *j, const truce_claim *c) {
    truce_tally *lines[LINES];
    lines_of(j, c, true, lines);
    for (size_t i = 0; i < LINES; i++) lines[i]->system++;
}

static void count_match(judging *j, const truce_claim *system, slot_marks marks) {
    truce_tally *lines[LINES];
    lines_of(j, system, true, lines);
    for (size_t i = 0; i < LINES; i++) {
        lines[i]->matched++;
        lines[i]->shares += slots_share(marks);
        for (unsigned slot = 0; slot < TRUCE_SLOT_COUNT; slot++) {
            lines[i]->counting[slot] += marks.counting >> slot & 1;
            lines[i]->right[slot] += marks.right >> slot & 1;
        }
    }
}

/* The gold record that c repeats, or NO_PARTNER. */
static size_t original_of(const claim_list *gold, const truce_claim *c) {
    for (size_t l = 0; l < c->n_links; l++)
        for (size_t g = 0; c->links[l].type == TRUCE_LINK_SAME_AS && g < gold->n; g++)
            if (strcmp(gold->v[g]->id, c->links[l].to) == 0) return g;
    return NO_PARTNER;
}

/* Whether a record's original, or that one's, is matched. The steps are bounded: links may run in a circle. */
static bool is_excused(const judging *j, size_t g) {
    for (size_t steps = 0; steps < j->gold.n; steps++) {
        g = original_of(&j->gold, j->gold.v[g]);
        if (g == NO_PARTNER) return false;
        if (j->gold_partner[g] != NO_PARTNER) return true;
    }
    return false;
}

/* Of the claims without a partner the one that shares most with c. */
static const truce_claim *nearest(const truce_claim *c, const claim_list *others, const size_t *partner,
                                  double *share) {
    const truce_claim *best = NULL;
    *share = 0;
    for (size_t i = 0; i < others->n; i++) {
        double found = overlap_share(span_overlap(c->span, others->v[i]->span));
        if (partner[i] != NO_PARTNER || found <= *share) continue;
        *share = found;
        best = others->v[i];
    }
    return best;
}

static void judge_match(judging *j, const truce_claim *gold, const truce_claim *system) {
    slot_marks marks = slots_compare(j->s->results, gold, system);
    truce_judgement out = {
        .outcome = marks.counting == marks.right ? TRUCE_OUTCOME_RIGHT : TRUCE_OUTCOME_WRONG,
        .gold = gold,
        .system = system,
        .overlap = overlap_share(span_overlap(gold->span, system->span)),
        .counting = marks.counting,
        .right = marks.right,
    };
    count_match(j, system, marks);
    vec_push(j->s->results, &j->s->judgements, out);
}

static void judge_gold(judging *j, size_t g) {
    const truce_claim *gold = j->gold.v[g];
    bool matched = j->gold_partner[g] != NO_PARTNER, excused = !matched && is_excused(j, g);
    count_gold(j, gold, excused);
    if (matched) {
        judge_match(j, gold, j->system.v[j->gold_partner[g]]);
        return;
    }
    truce_judgement out = {.outcome = excused ? TRUCE_OUTCOME_EXCUSED : TRUCE_OUTCOME_MISSED, .gold = gold};
    out.near = nearest(gold, &j->system, j->system_partner, &out.overlap);
    vec_push(j->s->results, &j->s->judgements, out);
}

static void judge_system(judging *j, size_t i) {
    const truce_claim *system = j->system.v[i];
    count_system(j, system);
    if (j->system_partner[i] != NO_PARTNER) return;
    truce_judgement out = {.outcome = TRUCE_OUTCOME_SPURIOUS, .system = system};
    out.near = nearest(system, &j->gold, j->gold_partner, &out.overlap);
    vec_push(j->s->results, &j->s->judgements, out);
}

static void judge_report(judging *j) {
    arena *a = j->s->results;
    j->gold_partner = arena_array(a, size_t, j->gold.n);
    j->system_partner = arena_array(a, size_t, j->system.n);
    align(a, j->gold, j->system, j->gold_partner, j->system_partner);
    for (size_t g = 0; g < j->gold.n; g++) judge_gold(j, g);
    for (size_t i = 0; i < j->system.n; i++) judge_system(j, i);
}

static tallies new_tallies(arena *a, size_t n) {
    return (tallies){arena_array(a, truce_tally, n), n};
}

/* Names the tallies of all axes; acts keep a place for each until drop_empty_acts. */
static void make_tallies(truce_score *s, const text_vec *rules) {
    arena *a = s->results;
    tallies *acts = &s->by[TRUCE_SCORE_BY_ACT], *reports = &s->by[TRUCE_SCORE_BY_REPORT];
    s->all = (truce_tally){.name = "all"};
    *acts = new_tallies(a, TRUCE_ACT_COUNT);
    for (size_t i = 0; i < acts->n; i++) acts->v[i].name = truce_act_name((truce_act)i);
    *reports = new_tallies(a, s->reports.n);
    for (size_t i = 0; i < reports->n; i++) reports->v[i].name = s->reports.v[i];
    s->by[TRUCE_SCORE_BY_RULE] = new_tallies(a, rules->n);
    for (size_t i = 0; i < rules->n; i++) s->by[TRUCE_SCORE_BY_RULE].v[i].name = rules->v[i];
}

static void drop_empty_acts(tallies *acts) {
    size_t kept = 0;
    for (size_t i = 0; i < acts->n; i++)
        if (acts->v[i].gold || acts->v[i].system) acts->v[kept++] = acts->v[i];
    acts->n = kept;
}

static truce_status run(void *ctx) {
    truce_score *s = ctx;
    judging j = {.s = s};
    for (size_t i = 0; i < s->system.n; i++) vec_push(s->results, &j.rules, rule_of(&s->system.v[i]));
    sort_once(&j.rules);
    make_tallies(s, &j.rules);
    claim_list *gold = by_report(s, &s->gold), *system = by_report(s, &s->system);
    for (j.report = 0; j.report < s->reports.n; j.report++) {
        j.gold = gold[j.report];
        j.system = system[j.report];
        judge_report(&j);
    }
    drop_empty_acts(&s->by[TRUCE_SCORE_BY_ACT]);
    return TRUCE_OK;
}

truce_status truce_score_run(truce_score *s, truce_error *err) {
    arena_reset(s->results);
    s->judgements = (judgement_vec){0};
    memset(s->by, 0, sizeof s->by);
    return arena_run(s->results, run, s, err);
}

const truce_tally *truce_score_all(const truce_score *s) {
    return &s->all;
}

const truce_tally *truce_score_by(const truce_score *s, truce_score_axis axis, size_t *n) {
    *n = s->by[axis].n;
    return s->by[axis].v;
}

const truce_judgement *truce_score_judgements(const truce_score *s, size_t *n) {
    *n = s->judgements.n;
    return s->judgements.v;
}
