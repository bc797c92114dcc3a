/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_ACCOUNT_CASES_H
#define TESTS_ACCOUNT_CASES_H

/** @file
 * Accounts as plain text, for the tests of this folder: agreements, claims in a short form, the cells of an account.
 *
 * A claim in short form is a JSON object with the fields of docs/claims.md, or these short ones:
 * r report ("r1"), d its date ("2031-02-01", null: undated), o outlet ("Pharos"), by [name, kind] of the inner source,
 * act ("release"), is status ("done"), who actor (["Northland"]), whom target, to counterpart, n `about 20 captives
 * batch` or `7..9 remains cumulative` or `200..? …`, on `2031-01-10` or `A..B` or `..B`, said its text, links {"type":
 * id or [ids]}, hash text_hash. Its id is c1, c2, … within the report, its quote its id, its span ten bytes a claim. */

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <truce/agreement.h>
#include <unistd.h>

#include "agreement/account.h"
#include "base/vec.h"
#include "claims/claim_json.h"

static inline void fail_case(int line, const char *what) {
    fprintf(stderr, "line %d: %s\n", line, what);
    exit(1);
}

/* ── claims ── */

/* Takes a short key's value off o, or makes it of a default in JSON. */
static inline json_t *take_value(json_t *o, const char *key, const char *otherwise) {
    json_t *value = json_object_get(o, key);
    if (value) {
        json_incref(value);
        json_object_del(o, key);
        return value;
    }
    return otherwise ? json_loads(otherwise, JSON_DECODE_ANY, NULL) : NULL;
}

static inline void rename_key(json_t *o, const char *from, const char *to) {
    json_t *value = take_value(o, from, NULL);
    if (value) json_object_set_new(o, to, value);
}

static inline void put_bound(json_t *q, const char *key, const char *text) {
    json_object_set_new(q, key, strcmp(text, "?") == 0 ? json_null() : json_real(atof(text)));
}

/* `about 20 captives batch`, `7..9 remains`. */
static inline json_t *short_quantity(const char *text) {
    char qualifier[20] = "", number[30], kind[30], measure[20] = "batch", *dots;
    json_t *q = json_object();
    bool bare = *text >= '0' && *text <= '9';
    int n = bare ? sscanf(text, "%29s %29s %19s", number, kind, measure)
                 : sscanf(text, "%19s %29s %29s %19s", qualifier, number, kind, measure);
    if (n < 2) fail_case(0, text);
    dots = strstr(number, "..");
    if (dots) *dots = 0;
    put_bound(q, "min", number);
    put_bound(q, "max", dots ? dots + 2 : number);
    if (*qualifier) json_object_set_new(q, "qualifier", json_string(qualifier));
    json_object_set_new(q, "kind", json_string(kind));
    json_object_set_new(q, "measure", json_string(measure));
    return q;
}

static inline void put_day(json_t *t, const char *key, const char *text, size_t n) {
    json_object_set_new(t, key, n ? json_stringn(text, n) : json_null());
}

static inline json_t *short_time(const char *on, const char *said) {
    json_t *t = json_object();
    const char *dots = on ? strstr(on, "..") : NULL;
    if (on) {
        put_day(t, "start", on, dots ? (size_t)(dots - on) : strlen(on));
        put_day(t, "end", dots ? dots + 2 : on, dots ? strlen(dots + 2) : strlen(on));
    }
    json_object_set_new(t, "text", json_string(said ? said : on));
    return t;
}

static inline json_t *short_links(const json_t *map) {
    json_t *list = json_array(), *value;
    const char *type;
    json_object_foreach((json_t *)map, type, value) {
        size_t n = json_is_array(value) ? json_array_size(value) : 1;
        for (size_t i = 0; i < n; i++) {
            json_t *to = json_is_array(value) ? json_array_get(value, i) : value;
            json_array_append_new(list, json_pack("{s:s, s:O}", "type", type, "to", to));
        }
    }
    return list;
}

static inline void lengthen(json_t *o, int index) {
    char id[16];
    snprintf(id, sizeof id, "c%d", index + 1);
    rename_key(o, "r", "report");
    if (!json_object_get(o, "report")) json_object_set_new(o, "report", json_string("r1"));
    json_object_set_new(o, "report_date", take_value(o, "d", "\"2031-02-01\""));
    json_t *source = json_array(), *outlet = take_value(o, "o", "\"Pharos\""), *by = take_value(o, "by", NULL);
    json_array_append_new(source, json_pack("{s:o, s:s}", "name", outlet, "kind", "outlet"));
    if (by)
        json_array_append_new(source, json_pack("{s:O, s:O, s:s}", "name", json_array_get(by, 0), "kind",
                                                json_array_get(by, 1), "cue", "said"));
    json_decref(by);
    json_object_set_new(o, "source", source);
    json_object_set_new(o, "id", json_string(id));
    if (!json_object_get(o, "quote")) json_object_set_new(o, "quote", json_string(id));
    json_object_set_new(o, "start", json_integer(index * 10));
    json_object_set_new(o, "end", json_integer(index * 10 + 5));
    json_object_set_new(o, "act", take_value(o, "act", "\"release\""));
    json_object_set_new(o, "status", take_value(o, "is", "\"done\""));
    json_object_set_new(o, "actor", take_value(o, "who", "[\"Northland\"]"));
    rename_key(o, "whom", "target");
    rename_key(o, "to", "counterpart");
    rename_key(o, "hash", "text_hash");
    json_t *n = take_value(o, "n", NULL), *on = take_value(o, "on", NULL), *said = take_value(o, "said", NULL),
           *per = take_value(o, "per", NULL), *links = take_value(o, "links", NULL);
    if (n) json_object_set_new(o, "quantity", short_quantity(json_string_value(n)));
    if (per) json_object_set_new(json_object_get(o, "quantity"), "per", json_incref(per));
    if (on || said) json_object_set_new(o, "time", short_time(json_string_value(on), json_string_value(said)));
    if (links) json_object_set_new(o, "links", short_links(links));
    json_decref(n);
    json_decref(on);
    json_decref(said);
    json_decref(per);
    json_decref(links);
}

/* A claim of one line in short form, the index-th of its report. */
static inline truce_claim short_claim(arena *a, const char *line, int index, int at) {
    json_error_t where;
    truce_error err;
    truce_claim c;
    json_t *o = json_loads(line, 0, &where);
    if (!o) fail_case(at, where.text);
    lengthen(o, index);
    if (claim_from_json(a, o, &c, &err)) fail_case(at, err.message);
    json_decref(o);
    return c;
}

/* ── agreements ── */

static inline void print_problem(void *ctx, const truce_error *problem) {
    char line[1200];
    (void)ctx;
    truce_error_text(problem, line, sizeof line);
    fprintf(stderr, "%s\n", line);
}

static inline char *temporary_file(const char *text) {
    static char path[] = "/tmp/truce-test-XXXXXX";
    snprintf(path + strlen(path) - 6, 7, "XXXXXX");
    int fd = mkstemp(path);
    if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text)) fail_case(0, "cannot write a temporary file");
    close(fd);
    return path;
}

static inline truce_agreement *agreement_of(const char *yaml, int line) {
    truce_agreement *g;
    char *path = temporary_file(yaml);
    truce_status status = truce_agreement_load(path, &g, print_problem, NULL);
    unlink(path);
    if (status) fail_case(line, "the agreement above is not well formed");
    return g;
}

/* ── cells as lines ── */

static inline const char *bound_text(arena *a, double bound) {
    return bound < 0 ? "?" : arena_printf(a, "%.15g", bound);
}

static inline const char *amount_line(arena *a, amount x) {
    return x.min < 0 && x.max < 0 ? "-" : arena_printf(a, "%s..%s", bound_text(a, x.min), bound_text(a, x.max));
}

static inline const char *flags_line(arena *a, unsigned flags) {
    if (!flags) return "-";
    const char *out =
        arena_printf(a, "%s%s%s", flags & FLAG_REFUSED ? "+refused" : "", flags & FLAG_SUSPENDED ? "+suspended" : "",
                     flags & FLAG_DISPUTED ? "+disputed" : "");
    return out + 1;
}

static inline const char *cell_line(arena *a, const truce_account *account, const account_cell *cell) {
    const truce_agreement *g = account->g;
    const char *debtor = cell->debtor < 0 ? "" : arena_printf(a, "/%s", g->actors.v[cell->debtor].id);
    const char *conduct = cell->conduct ? account_conduct_name(cell->conduct) : "-";
    return arena_printf(a, "%s%s %s %s %s %s %s %s %s\n", g->obligations.v[cell->obligation].id, debtor,
                        account->groups.v[cell->group].id, amount_line(a, cell->done), amount_line(a, cell->owed),
                        account_progress_name(cell->progress), account_timing_name(cell->timing),
                        flags_line(a, cell->flags), conduct);
}

/* Every cell that has claims, what was set aside below it, then what is said of the whole. */
static inline const char *account_lines(arena *a, const truce_account *account) {
    const char *out = "";
    for (size_t i = 0; i < account->cells.n; i++) {
        const account_cell *cell = &account->cells.v[i];
        bool shown = cell->claims.n || cell->set_aside.n || account->groups.v[cell->group].kind == GROUP_OVERALL;
        if (!shown) continue;
        out = arena_printf(a, "%s%s", out, cell_line(a, account, cell));
        for (size_t k = 0; k < cell->set_aside.n; k++) {
            const account_claim *c = &cell->set_aside.v[k];
            out = arena_printf(a, "%s  - %s:%s %s\n", out, c->claim->report, c->claim->id, c->reason);
        }
    }
    for (size_t i = 0; i < account->said.n; i++) {
        const account_said *s = &account->said.v[i];
        out = arena_printf(a, "%ssaid %s %s:%s\n", out, account->groups.v[s->group].id, s->said.claim->report,
                           s->said.claim->id);
    }
    return out;
}

static inline truce_account *account_of_claims(const truce_agreement *g, const truce_claims *claims,
                                               const truce_account_options *dates) {
    truce_account *account;
    truce_error err;
    if (truce_account_compute(g, claims, dates, &account, &err)) fail_case(0, err.message);
    return account;
}

static inline const char *lines_of_claims(arena *a, const truce_agreement *g, const truce_claims *claims,
                                          const truce_account_options *dates) {
    truce_account *account = account_of_claims(g, claims, dates);
    const char *lines = account_lines(a, account);
    truce_account_free(account);
    return lines;
}

#endif
