/* SPDX-License-Identifier: Apache-2.0 */
/* The account for a terminal, in at most COLUMNS columns. Nothing depends on colour: there is none. */
#include <truce/view.h>

#include "base/error.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "views/safe_text.h"
#include "views/wording.h"

enum { COLUMNS = 100, INDENT_ROW = 2, INDENT_CLAIM = 6, INDENT_QUOTE = 10 };

typedef struct printer {
    arena *a;
    FILE *out;
    const truce_account *account;
    truce_error *err;
} printer;

/* ── lines ── */

/* The text with its line ends and tabs as spaces. */
static char *one_line(arena *a, const char *text) {
    char *out = arena_strdup(a, text);
    for (char *p = out; *p; p++)
        if (*p == '\n' || *p == '\t' || *p == '\r') *p = ' ';
    return out;
}

/* The bytes of text that fit into width columns, cut at a space; a longer word is cut where it must be. */
static size_t fitting(const char *text, size_t width) {
    size_t best = 0, columns = 0;
    const char *end = text + strlen(text);
    for (const char *p = text; p < end;) {
        size_t size;
        utf8_decode(p, end, &size);
        if (*p == ' ') best = (size_t)(p - text);
        columns += utf8_width(p, size);
        if (columns > width) return best ? best : p == text ? size : (size_t)(p - text);
        p += size;
    }
    return (size_t)(end - text);
}

/* Takes the next line of at most width columns off *text. */
static const char *next_line(printer *p, const char **text, size_t width) {
    size_t n = fitting(*text, width);
    const char *line = arena_strndup(p->a, *text, n);
    *text += n;
    while (**text == ' ') ++*text;
    return line;
}

/* Prints text from column `indent` on; lines after the first from column `hang`. */
static void paragraph(printer *p, int indent, int hang, const char *text) {
    text = one_line(p->a, text);
    for (int at = indent; *text; at = hang) {
        const char *line = next_line(p, &text, (size_t)(COLUMNS - at));
        fprintf(p->out, "%*s", at, "");
        safe_text(p->out, line, strlen(line));
        fputc('\n', p->out);
    }
}

static const struct { int at, width; } row_columns[] = {{INDENT_ROW, 24}, {28, 24}, {54, 14}, {70, 30}};

enum { ROW_COLUMNS = sizeof row_columns / sizeof *row_columns };

static void row(printer *p, const char *const cells[ROW_COLUMNS]) {
    const char *rest[ROW_COLUMNS];
    bool more = true;
    for (int i = 0; i < ROW_COLUMNS; i++) rest[i] = one_line(p->a, cells[i]);
    while (more) {
        int column = 0;
        more = false;
        for (int i = 0; i < ROW_COLUMNS; i++) {
            if (!*rest[i]) continue;
            const char *line = next_line(p, &rest[i], (size_t)row_columns[i].width);
            fprintf(p->out, "%*s", row_columns[i].at - column, "");
            safe_text(p->out, line, strlen(line));
            column = row_columns[i].at + (int)utf8_width(line, strlen(line));
            more = more || *rest[i];
        }
        fputc('\n', p->out);
    }
}

/* ── claims ── */

static void quote(printer *p, const truce_claim *c) {
    paragraph(p, INDENT_QUOTE, INDENT_QUOTE + 1, arena_printf(p->a, "“%s”", c->quote));
    paragraph(p, INDENT_QUOTE, INDENT_QUOTE, word_place(p->a, c));
}

static void claims(printer *p, const account_cell *cell) {
    for (size_t i = 0; i < cell->claims.n; i++) {
        const account_claim *c = &cell->claims.v[i];
        paragraph(p, INDENT_CLAIM, INDENT_CLAIM + 2, word_claim(p->a, p->account, cell, c));
        quote(p, c->claim);
    }
}

static void set_aside(printer *p, const account_cell *cells, size_t n) {
    bool any = false;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < cells[i].set_aside.n; k++) {
            const account_claim *c = &cells[i].set_aside.v[k];
            if (c->repeated) continue; /* shown with the first obligation that it may be meant for */
            if (!any) fprintf(p->out, "%*sset aside\n", INDENT_ROW, "");
            any = true;
            paragraph(p, INDENT_CLAIM, INDENT_CLAIM + 2, c->reason);
            quote(p, c->claim);
        }
}

/* ── obligations ── */

static bool is_row(const account_cell *cell, const account_group *group) {
    return cell->claims.n > 0 || group->kind == GROUP_OVERALL;
}

static void silent_groups(printer *p, const account_cell *cells, size_t n, bool any) {
    const char *names = "";
    for (size_t i = 0; i < n; i++) {
        const account_group *group = &p->account->groups.v[cells[i].group];
        if (is_row(&cells[i], group)) continue;
        names = arena_printf(p->a, "%s%s%s", names, *names ? ", " : "", word_group(group));
    }
    if (!any)
        paragraph(p, INDENT_ROW, INDENT_ROW, word_none_found(p->a, p->account));
    else if (*names)
        paragraph(p, INDENT_ROW, INDENT_ROW + 2, arena_printf(p->a, "none found from: %s", names));
}

/* The cells of one obligation and debtor. */
static void rows(printer *p, const account_cell *cells, size_t n) {
    const agreement_obligation *o = &p->account->g->obligations.v[cells->obligation];
    bool any = false, counted = o->of.n > 0 && !o->never.n;
    for (size_t i = 0; i < n; i++) any = any || cells[i].claims.n > 0;
    if (cells->debtor >= 0)
        paragraph(p, INDENT_ROW, INDENT_ROW, arena_printf(p->a, "by %s", p->account->g->actors.v[cells->debtor].name));
    if (any) row(p, (const char *[]){"who says so", counted ? "done" : "", counted ? "still owed" : "", "standing"});
    for (size_t i = 0; i < n && any; i++) {
        const account_group *group = &p->account->groups.v[cells[i].group];
        if (!is_row(&cells[i], group)) continue;
        const char *name = word_group(group);
        bool figures = counted && (cells[i].done.min >= 0 || cells[i].done.max >= 0);
        row(p, (const char *[]){name,
                                figures   ? word_done(p->a, p->account, &cells[i])
                                : counted ? "–"
                                          : "",
                                figures   ? word_amount(p->a, cells[i].owed)
                                : counted ? "–"
                                          : "",
                                word_standing(p->a, p->account, &cells[i])});
        claims(p, &cells[i]);
    }
    silent_groups(p, cells, n, any);
    set_aside(p, cells, n);
}

static void obligation(printer *p, const account_cell *cells, size_t n) {
    const agreement_obligation *o = &p->account->g->obligations.v[cells->obligation];
    fputc('\n', p->out);
    paragraph(p, 0, 4,
              arena_printf(p->a, "%s: %s: %s", o->id, word_actors(p->a, p->account->g, &o->by),
                           word_obligation(p->a, p->account, o)));
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && cells[end].debtor == cells[i].debtor; end++) {
        }
        rows(p, cells + i, end - i);
    }
}

static void phase_head(printer *p, const agreement_phase *phase) {
    fputc('\n', p->out);
    paragraph(p, 0, 4, arena_printf(p->a, "== %s phase, %s ==", phase->id, word_phase_days(p->a, phase)));
}

static void said(printer *p) {
    const truce_account *account = p->account;
    if (!account->said.n) return;
    fputs("\n== said of the agreement as a whole ==\n\n", p->out);
    for (size_t i = 0; i < account->said.n; i++) {
        const account_said *s = &account->said.v[i];
        const char *text =
            arena_printf(p->a, "%s; told by %s", word_said(p->a, s), word_group(&account->groups.v[s->group]));
        paragraph(p, INDENT_ROW, INDENT_CLAIM, text);
        quote(p, s->said.claim);
    }
}

static truce_status print_account(void *ctx) {
    printer *p = ctx;
    const truce_account *account = p->account;
    const char *lines[8];
    size_t n = word_head(p->a, account, lines);
    int phase = -1;
    paragraph(p, 0, 4, account->g->name);
    for (size_t i = 0; i < n; i++) paragraph(p, 0, 4, lines[i]);
    for (size_t i = 0, end; i < account->cells.n; i = end) {
        const account_cell *cell = &account->cells.v[i];
        for (end = i + 1; end < account->cells.n && account->cells.v[end].obligation == cell->obligation; end++) {
        }
        int own = account->g->obligations.v[cell->obligation].phase;
        if (own != phase) phase_head(p, &account->g->phases.v[own]);
        phase = own;
        obligation(p, cell, end - i);
    }
    said(p);
    return TRUCE_OK;
}

truce_status truce_account_write_text(const truce_account *account, FILE *out, truce_error *err) {
    arena *a = arena_new();
    if (!a) return error_set(err, TRUCE_MEMORY, "out of memory");
    printer p = {a, out, account, err};
    truce_status status = arena_run(a, print_account, &p, err);
    arena_free(a);
    if (!status && (fflush(out) != 0 || ferror(out))) status = error_errno(err, NULL, "write the account");
    return status;
}
