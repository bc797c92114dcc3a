/* SPDX-License-Identifier: Apache-2.0 */
#include "base/calendar.h"
#include "base/utf8.h"
#include "views/claims_view.h"
#include "views/safe_text.h"

#include <string.h>

/*
 * A claim as a block, an empty line after it:
 *
 *     2031-01-04  release, done: Northland → 7 of 33 captives (batch), to the Red Cross, on Friday (2031-01-03)
 *                 Delta Wire > Northland's ministry (said)
 *                 "Northland's ministry said on Friday that seven captives had been handed over …"
 *                 delta-wire-04:120-198 c3
 */

enum { INDENT = 12 };

/* ---- words in lines ---- */

enum { WORD_BYTES_MAX = 512 };

typedef struct lines {
    FILE *out;
    size_t columns, at; /* at: the column that is written next */
    bool glue;          /* the next piece belongs to the word at hand */
    bool fresh;         /* the line holds no word */
    char word[WORD_BYTES_MAX];
    size_t n;
} lines;

/* Writes the word at hand, on a new line where this one has no room for it. */
static void end_word(lines *l) {
    size_t width = utf8_width(l->word, l->n);
    if (l->n == 0) return;
    if (!l->fresh && l->at + 1 + width > l->columns) {
        fprintf(l->out, "\n%*s", INDENT, "");
        l->at = INDENT;
    } else if (!l->fresh) {
        putc(' ', l->out);
        l->at++;
    }
    safe_text(l->out, l->word, l->n);
    l->at += width;
    l->n = 0;
    l->fresh = false;
}

static void new_line(lines *l) {
    end_word(l);
    fprintf(l->out, "\n%*s", INDENT, "");
    l->at = INDENT;
    l->fresh = true;
    l->glue = false;
}

/* Longer words than any language's are cut where a character ends. */
static void put_piece(lines *l, const char *piece, size_t n) {
    if (!l->glue) end_word(l);
    l->glue = false;
    while (n > 0) {
        size_t size;
        utf8_decode(piece, piece + n, &size);
        if (l->n + size > sizeof l->word) end_word(l);
        memcpy(l->word + l->n, piece, size);
        l->n += size;
        piece += size;
        n -= size;
    }
}

/* Writes the words of text; each run of white space may become a new line. */
static void put(lines *l, const char *text) {
    static const char white[] = " \t\r\n";
    for (text += strspn(text, white); *text; text += strspn(text, white)) {
        size_t n = strcspn(text, white);
        put_piece(l, text, n);
        text += n;
    }
}

/* Writes text right after the last word, or right before the next. */
static void join(lines *l, const char *text) {
    l->glue = true;
    put(l, text);
}

static void open_with(lines *l, const char *text) {
    put(l, text);
    l->glue = true;
}

/* ---- slots ---- */

static void put_names(lines *l, const truce_names *names) {
    for (size_t i = 0; i < names->n; i++) {
        if (i) join(l, ",");
        put(l, names->v[i]);
    }
}

static void put_amount(lines *l, double amount) {
    char text[AMOUNT_TEXT];
    put(l, amount_text(amount, text));
}

static void put_bounds(lines *l, const truce_quantity *q) {
    static const char *const hedges[TRUCE_QUALIFIER_COUNT] = {
        [TRUCE_QUALIFIER_ABOUT] = "about",         [TRUCE_QUALIFIER_AT_LEAST] = "at least",
        [TRUCE_QUALIFIER_MORE_THAN] = "more than", [TRUCE_QUALIFIER_UP_TO] = "up to",
        [TRUCE_QUALIFIER_LESS_THAN] = "less than",
    };
    const bool upward = q->qualifier == TRUCE_QUALIFIER_UP_TO || q->qualifier == TRUCE_QUALIFIER_LESS_THAN;
    const double bound = upward && q->max != TRUCE_UNBOUNDED ? q->max : q->min;
    if (hedges[q->qualifier]) put(l, hedges[q->qualifier]);
    if (bound != TRUCE_UNBOUNDED) put_amount(l, bound);
    if (upward || q->min == TRUCE_UNBOUNDED || q->max == TRUCE_UNBOUNDED || q->max <= q->min) return;
    join(l, "–");
    l->glue = true;
    put_amount(l, q->max);
}

static void put_quantity(lines *l, const truce_quantity *q) {
    put_bounds(l, q);
    if (q->total != TRUCE_UNBOUNDED) {
        put(l, "of");
        put_amount(l, q->total);
    }
    put(l, q->of ? q->of : truce_quantity_kind_name(q->kind));
    if (q->per) {
        put(l, "for");
        put(l, q->per);
    }
    if (!q->measure) return;
    open_with(l, "(");
    put(l, truce_measure_name(q->measure));
    join(l, ")");
}

/* Actor → target, the number in the target's place where it counts just that. */
static void put_deed(lines *l, const truce_claim *c) {
    const truce_quantity *q = c->quantity.kind ? &c->quantity : NULL;
    bool counted = q && q->of && c->target.n == 1 && strcmp(q->of, c->target.v[0]) == 0;
    if (c->actor.n == 0 && c->target.n == 0 && !q) return;
    join(l, ":");
    put_names(l, &c->actor);
    if (c->target.n || q) put(l, "→");
    if (!counted) put_names(l, &c->target);
    if (q && c->target.n && !counted) join(l, ":");
    if (q) put_quantity(l, q);
}

/* `, WORD NAMES` */
static void put_also(lines *l, const char *word, const truce_names *names) {
    if (names->n == 0) return;
    join(l, ",");
    put(l, word);
    put_names(l, names);
}

static void put_days(lines *l, truce_day start, truce_day end, const char *duration) {
    char first[DAY_TEXT], last[DAY_TEXT];
    bool dated = start != TRUCE_NO_DAY || end != TRUCE_NO_DAY;
    if (!dated && !duration) return;
    open_with(l, "(");
    put(l, day_text(start, first));
    if (dated && start != end) {
        join(l, "…");
        join(l, day_text(end, last));
    }
    if (dated && duration) join(l, ",");
    if (duration) put(l, duration);
    join(l, ")");
}

static void put_times(lines *l, const truce_claim *c) {
    const truce_deadline *d = &c->deadline;
    if (c->time.text) {
        join(l, ",");
        put(l, c->time.text);
        put_days(l, c->time.start, c->time.end, c->time.duration);
    }
    if (d->day == TRUCE_NO_DAY && !d->duration && !d->text) return;
    join(l, ",");
    put(l, "deadline:");
    if (d->text) put(l, d->text);
    put_days(l, d->day, d->day, d->duration);
    if (!d->from) return;
    put(l, "from");
    put(l, d->from);
}

static void put_links(lines *l, const truce_claim *c) {
    for (size_t i = 0; i < c->n_links; i++) {
        join(l, ",");
        put(l, truce_link_name(c->links[i].type));
        put(l, c->links[i].to);
    }
}

static void put_chain(lines *l, const truce_claim *c) {
    for (size_t i = 0; i < c->n_source; i++) {
        const truce_source *s = &c->source[i];
        if (i) put(l, ">");
        put(l, s->name);
        if (!s->cue && s->said == TRUCE_NO_DAY) continue;
        open_with(l, "(");
        if (s->cue) put(l, s->cue);
        char said[DAY_TEXT];
        put(l, day_text(s->said, said));
        join(l, ")");
    }
}

/* ---- the block ---- */

void claims_text_write(FILE *out, const truce_claims_view *view, const truce_claim *c) {
    lines l = {.out = out, .columns = view->columns > 40 ? (size_t)view->columns : 40, .at = INDENT, .fresh = true};
    char day[DAY_TEXT], place[64];
    fprintf(out, "%-*s", INDENT, c->report_date == TRUCE_NO_DAY ? "undated" : day_text(c->report_date, day));
    put(&l, truce_act_name(c->act));
    join(&l, ",");
    put(&l, truce_claim_status_name(c->status));
    put_deed(&l, c);
    put_also(&l, "with", &c->counterpart);
    put_also(&l, "via", &c->via);
    if (c->place) put_also(&l, "at", &(truce_names){(const char *[]){c->place}, 1});
    put_times(&l, c);
    put_links(&l, c);

    new_line(&l);
    put_chain(&l, c);

    new_line(&l);
    open_with(&l, "\"");
    put(&l, c->quote);
    join(&l, "\"");

    new_line(&l);
    put(&l, c->report);
    snprintf(place, sizeof place, ":%u-%u", (unsigned)c->span.start, (unsigned)c->span.end);
    join(&l, place);
    put(&l, c->id);
    end_word(&l);
    fputs("\n\n", out);
}
