/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/rule_try.h"

#include <string.h>

#include "claims/expect.h"
#include "claims/extract.h"
#include "claims/parse_names.h"
#include "ingest/report.h"
#include "text/text.h"

typedef struct trying {
    arena *a;
    scratch *s;
    const rule_trial *t;
    void (*complain)(void *ctx, const truce_error *err);
    void *ctx;
    size_t *tried, *wrong;
    const rule *r;
    const rule_example *example;
    bool fired; /* some `+` sentence of the rule made it fire */
    truce_error *err;
} trying;

truce_status rule_try_text(arena *a, scratch *s, const rule_trial *t, const char *text, truce_claims *out,
                           truce_error *err) {
    const char *bytes = arena_printf(a, "Outlet: Test\nDate: 2025-03-03\n\n%s\n", text);
    truce_report *r = arena_new_of(a, truce_report);
    truce_sentences *sentences = arena_new_of(a, truce_sentences);
    truce_status status = report_from_bytes(a, "example", "example", bytes, strlen(bytes), t->words, r, err);
    if (status) return status;
    text_split(a, r, parser_word_lists(t->parser), sentences);
    status = parse_names_aside(a, t->parser, s, rules_lexicon(t->rules), sentences, err);
    if (!status) status = claims_extract(a, r, sentences, t->rules, parser_name(t->parser), out, err);
    return status;
}

static void complain(trying *x, const char *fmt, const char *what) {
    truce_error e;
    error_at(&e, TRUCE_INPUT, x->r->file, x->example ? x->example->line : x->r->line, 0, fmt, x->r->id, what);
    if (x->complain) x->complain(x->ctx, &e);
}

static void check_wanted(trying *x, const truce_claims *claims) {
    expectations wanted;
    truce_error e = {0};
    if (expect_read(x->a, x->example->expected, &wanted, &e)) {
        complain(x, "rule '%s': %s", e.message);
        ++*x->wrong;
        return;
    }
    bool *taken = arena_array(x->a, bool, claims->n);
    for (size_t i = 0; i < wanted.n; i++) {
        const char *why = "no claim is left for it", *nearest = why;
        bool held = false;
        for (size_t k = 0; k < claims->n && !held; k++) {
            if (taken[k]) continue;
            held = taken[k] = expect_holds(x->a, &wanted.v[i], &claims->v[k], &why);
            if (!held && claims->v[k].act == wanted.v[i].act) nearest = why;
        }
        if (held) continue;
        ++*x->wrong;
        complain(x, "rule '%s': not found: %s", arena_printf(x->a, "%s (%s)", wanted.v[i].text, nearest));
    }
}

static truce_status try_example(void *ctx) {
    trying *x = ctx;
    truce_claims claims;
    truce_status status = rule_try_text(x->a, x->s, x->t, x->example->sentence, &claims, x->err);
    if (status) return status;
    ++*x->tried;
    bool fires = false;
    for (size_t i = 0; i < claims.n; i++) fires = fires || strcmp(claims.v[i].rule, x->r->id) == 0;
    if (x->example->must) {
        x->fired = x->fired || fires;
        check_wanted(x, &claims);
    } else if (fires) {
        ++*x->wrong;
        complain(x, "rule '%s' takes a sentence that it must not%s", "");
    }
    return TRUCE_OK;
}

truce_status rule_try_all(const rule_trial *t, void (*complain_to)(void *ctx, const truce_error *err), void *ctx,
                          size_t *tried, size_t *wrong, truce_error *err) {
    *tried = *wrong = 0;
    trying x = {.t = t, .complain = complain_to, .ctx = ctx, .tried = tried, .wrong = wrong, .err = err};
    x.a = arena_new();
    x.s = scratch_new();
    truce_status status = x.a && x.s ? TRUCE_OK : error_set(err, TRUCE_MEMORY, "no memory left");
    size_t n = 0;
    const rule *all = rules_all(t->rules, &n);
    for (size_t i = 0; i < n && !status; i++) {
        x.r = &all[i];
        x.fired = false;
        for (size_t k = 0; k < all[i].examples.n && !status; k++) {
            x.example = &all[i].examples.v[k];
            status = arena_run(x.a, try_example, &x, err);
            arena_reset(x.a);
        }
        x.example = NULL;
        if (!status && !x.fired) {
            ++*wrong;
            complain(&x, "rule '%s' fires in none of its sentences%s", "");
        }
    }
    scratch_free(x.s);
    arena_free(x.a);
    return status;
}
