/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/claim_copy.h"

static void copy_text(arena *a, const char **text) {
    if (*text) *text = arena_strdup(a, *text);
}

static void copy_names(arena *a, truce_names *names) {
    const char **v = arena_array(a, const char *, names->n);
    for (size_t i = 0; i < names->n; i++) v[i] = arena_strdup(a, names->v[i]);
    names->v = v;
}

static void copy_sources(arena *a, truce_claim *c) {
    truce_source *v = arena_array(a, truce_source, c->n_source);
    for (size_t i = 0; i < c->n_source; i++) {
        v[i] = c->source[i];
        copy_text(a, &v[i].name);
        copy_text(a, &v[i].cue);
    }
    c->source = v;
}

static void copy_links(arena *a, truce_claim *c) {
    truce_claim_link *v = arena_array(a, truce_claim_link, c->n_links);
    for (size_t i = 0; i < c->n_links; i++) {
        v[i] = c->links[i];
        copy_text(a, &v[i].to);
    }
    c->links = v;
}

void claim_copy(arena *a, const truce_claim *c, truce_claim *out) {
    *out = *c;
    const char **texts[] = {
        &out->id,         &out->report,      &out->report_id,     &out->text_hash,     &out->quote,
        &out->actor_text, &out->target_text, &out->quantity.of,   &out->quantity.per,  &out->time.duration,
        &out->time.text,  &out->place,       &out->deadline.text, &out->deadline.from, &out->deadline.duration,
        &out->rule,       &out->model,
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) copy_text(a, texts[i]);
    truce_names *lists[] = {&out->actor, &out->target, &out->counterpart, &out->via};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) copy_names(a, lists[i]);
    copy_sources(a, out);
    copy_links(a, out);
}
