/* SPDX-License-Identifier: Apache-2.0 */
/* The account as one page: nothing is fetched, nothing runs. A figure links to the lines it comes from, each line has
 * its quote and links to the report, each report lists its quotes and links back. Sides look alike. */
#include <truce/view.h>

#include <stdlib.h>

#include "base/error.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "views/page_style.h"
#include "views/wording.h"

typedef struct page {
    arena *a;
    FILE *out;
    const truce_account *account;
} page;

/* ── writing ── */

/* C0, DEL, C1; the marks that reorder or hide what follows. In a page they are shown, not obeyed. */
static bool steers(int32_t c) {
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x61c ||
           (c >= 0x200e && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void character(FILE *out, int32_t c, const char *bytes, size_t size) {
    switch (c) {
    case '&': fputs("&amp;", out); return;
    case '<': fputs("&lt;", out); return;
    case '>': fputs("&gt;", out); return;
    case '"': fputs("&quot;", out); return;
    case '\'': fputs("&#39;", out); return;
    default: break;
    }
    if (steers(c))
        fprintf(out, "\\u{%04X}", (unsigned)c);
    else
        fwrite(bytes, 1, size, out);
}

/* Text as text, in an element or in a quoted attribute. */
static void text(const page *p, const char *s) {
    for (const char *end = s + strlen(s); s < end;) {
        size_t size;
        int32_t c = utf8_decode(s, end, &size);
        character(p->out, c, s, size);
        s += size;
    }
}

static bool is_date(const char *s) {
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; shape[i]; i++)
        if (shape[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != shape[i]) return false;
    return true;
}

/* Our own words: as text(), their dates kept in one piece. */
static void words(const page *p, const char *s) {
    enum { DATE = 10 };
    while (*s) {
        size_t n = 0;
        while (s[n] && !is_date(s + n)) n++;
        text(p, arena_strndup(p->a, s, n));
        s += n;
        if (!*s) return;
        fprintf(p->out, "<time>%.*s</time>", DATE, s);
        s += DATE;
    }
}

static void raw(const page *p, const char *html) {
    fputs(html, p->out);
}

static void element(const page *p, const char *tag, const char *content) {
    fprintf(p->out, "<%s>", tag);
    words(p, content);
    fprintf(p->out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

/* ── places that are linked to: o3 an obligation, k3-1 a claim's line in a cell, r2 a report ── */

static size_t cell_index(const page *p, const account_cell *cell) {
    return (size_t)(cell - p->account->cells.v);
}

static void quote(const page *p, const account_claim *in) {
    const truce_claim *c = in->claim;
    raw(p, "<q>");
    text(p, c->quote);
    fprintf(p->out, "</q> <a class=place href=\"#r%zu\">", in->report);
    text(p, word_place(p->a, c));
    raw(p, "</a>");
}

/* ── the head and the overview ── */

static void head(const page *p) {
    const char *lines[8];
    size_t n = word_head(p->a, p->account, lines);
    raw(p, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n");
    raw(p, "<title>");
    text(p, p->account->g->name);
    raw(p, "</title>");
    raw(p, "\n<style>\n" PAGE_STYLE "</style>\n</head>\n<body>\n<header>\n<p class=kind>Account of an agreement</p>\n");
    element(p, "h1", p->account->g->name);
    for (size_t i = 0; i < n; i++) {
        raw(p, "\n");
        element(p, i == 0 ? "p class=dates" : "p", lines[i]);
    }
    raw(p, "\n</header>\n<main>\n");
}

static bool counted(const page *p, const account_cell *cell) {
    const agreement_obligation *o = &p->account->g->obligations.v[cell->obligation];
    return o->of.n > 0 && !o->never.n;
}

static bool has_figure(const account_cell *cell) {
    return cell->done.min >= 0 || cell->done.max >= 0;
}

static bool is_row(const page *p, const account_cell *cell) {
    return cell->claims.n > 0 || p->account->groups.v[cell->group].kind == GROUP_OVERALL;
}

/* What a group reports, in few words; of a prohibition, also of whom. */
static const char *short_report(const page *p, const account_cell *cell) {
    if (counted(p, cell) && has_figure(cell)) return word_done(p->a, p->account, cell);
    const char *standing = word_standing(p->a, p->account, cell);
    if (cell->debtor < 0) return standing;
    return arena_printf(p->a, "%s: %s", p->account->g->actors.v[cell->debtor].name, standing);
}

static void overview_row(const page *p, const account_cell *cells, size_t n) {
    const truce_agreement *g = p->account->g;
    const agreement_obligation *o = &g->obligations.v[cells->obligation];
    bool any = false;
    fprintf(p->out, "<tr><th scope=row><a href=\"#o%d\">", cells->obligation);
    text(p, o->id);
    raw(p, "</a></th><td>");
    text(p, word_actors(p->a, g, &o->by));
    raw(p, "</td><td>");
    for (size_t i = 0; i < n; i++) {
        bool nothing = cells[i].progress == PROGRESS_NO_REPORT && cells[i].conduct <= CONDUCT_NO_BREACH_REPORTED;
        if (!is_row(p, &cells[i]) || nothing) continue;
        raw(p, any ? "<br>" : "");
        any = true;
        fprintf(p->out, "<a class=figure href=\"#k%zu\">", cell_index(p, &cells[i]));
        words(p, short_report(p, &cells[i]));
        raw(p, "</a> <span class=by>");
        text(p, word_group(&p->account->groups.v[cells[i].group]));
        raw(p, "</span>");
    }
    if (!any) raw(p, "<span class=none>nothing reported done</span>");
    raw(p, "</td></tr>\n");
}

static size_t end_of_obligation(const truce_account *account, size_t i) {
    size_t end = i + 1;
    while (end < account->cells.n && account->cells.v[end].obligation == account->cells.v[i].obligation) end++;
    return end;
}

static void overview(const page *p) {
    raw(p, "<section class=overview>\n<h2>At a glance</h2>\n<table>\n<thead><tr><th scope=col>Obligation</th>"
           "<th scope=col>Owed by</th><th scope=col>Reported, and by whom</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0, end; i < p->account->cells.n; i = end) {
        end = end_of_obligation(p->account, i);
        overview_row(p, &p->account->cells.v[i], end - i);
    }
    raw(p, "</tbody>\n</table>\n</section>\n");
}

/* ── obligations ── */

static void lines(const page *p, const account_cell *cell) {
    if (!cell->claims.n) return;
    raw(p, "<tr class=lines><td colspan=4><ul>\n");
    for (size_t i = 0; i < cell->claims.n; i++) {
        const account_claim *c = &cell->claims.v[i];
        fprintf(p->out, "<li id=\"k%zu-%zu\"><span class=said>", cell_index(p, cell), i);
        words(p, word_claim(p->a, p->account, cell, c));
        raw(p, "</span> ");
        quote(p, c);
        raw(p, "</li>\n");
    }
    raw(p, "</ul></td></tr>\n");
}

static void figure(const page *p, const account_cell *cell, const char *label, const char *words) {
    fprintf(p->out, "<td class=\"number%s\" data-label=\"%s\">", has_figure(cell) ? "" : " dash", label);
    if (!counted(p, cell))
        raw(p, "");
    else if (!has_figure(cell))
        raw(p, "–");
    else if (!cell->claims.n)
        text(p, words);
    else {
        fprintf(p->out, "<a class=figure href=\"#k%zu-0\">", cell_index(p, cell));
        text(p, words);
        raw(p, "</a>");
    }
    raw(p, "</td>");
}

static void row(const page *p, const account_cell *cell) {
    const account_group *group = &p->account->groups.v[cell->group];
    fprintf(p->out, "<tr class=\"row%s\" id=\"k%zu\"><th scope=row>", group->kind == GROUP_OVERALL ? " overall" : "",
            cell_index(p, cell));
    text(p, word_group(group));
    raw(p, "</th>");
    figure(p, cell, "done", word_done(p->a, p->account, cell));
    figure(p, cell, "still owed", word_amount(p->a, cell->owed));
    raw(p, "<td class=standing>");
    words(p, word_standing(p->a, p->account, cell));
    raw(p, "</td></tr>\n");
    lines(p, cell);
}

static void silent(const page *p, const account_cell *cells, size_t n, bool any) {
    const char *names = "";
    for (size_t i = 0; i < n; i++)
        if (!is_row(p, &cells[i]))
            names = arena_printf(p->a, "%s%s%s", names, *names ? ", " : "",
                                 word_group(&p->account->groups.v[cells[i].group]));
    if (!any)
        element(p, "p class=none", word_none_found(p->a, p->account));
    else if (*names)
        element(p, "p class=none", arena_printf(p->a, "None found from: %s", names));
    raw(p, "\n");
}

static void rows(const page *p, const account_cell *cells, size_t n) {
    bool any = false;
    for (size_t i = 0; i < n; i++) any = any || cells[i].claims.n > 0;
    if (cells->debtor >= 0) element(p, "h4", p->account->g->actors.v[cells->debtor].name);
    if (any) {
        bool figures = counted(p, cells);
        raw(p, figures ? "<table class=rows>\n<thead><tr><th scope=col>Who says so</th><th scope=col>Done</th>"
                         "<th scope=col>Still owed</th><th scope=col>Standing</th></tr></thead>\n<tbody>\n"
                       : "<table class=\"rows plain\">\n<thead><tr><th scope=col>Who says so</th><th></th><th></th>"
                         "<th scope=col>Standing</th></tr></thead>\n<tbody>\n");
        for (size_t i = 0; i < n; i++)
            if (is_row(p, &cells[i])) row(p, &cells[i]);
        raw(p, "</tbody>\n</table>\n");
    }
    silent(p, cells, n, any);
}

static void set_aside(const page *p, const account_cell *cells, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < cells[i].set_aside.n; k++) count += !cells[i].set_aside.v[k].repeated;
    if (!count) return;
    fprintf(p->out, "<details><summary>%zu set aside</summary><ul>\n", count);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < cells[i].set_aside.n; k++) {
            const account_claim *c = &cells[i].set_aside.v[k];
            if (c->repeated) continue; /* shown with the first obligation that it may be meant for */
            raw(p, "<li>");
            element(p, "span class=said", c->reason);
            raw(p, " ");
            quote(p, c);
            raw(p, "</li>\n");
        }
    raw(p, "</ul></details>\n");
}

static void obligation(const page *p, const account_cell *cells, size_t n) {
    const truce_agreement *g = p->account->g;
    const agreement_obligation *o = &g->obligations.v[cells->obligation];
    fprintf(p->out, "<section class=obligation id=\"o%d\">\n", cells->obligation);
    element(p, "h3", o->id);
    raw(p, "\n<p class=terms><b>");
    text(p, word_actors(p->a, g, &o->by));
    raw(p, "</b>: ");
    words(p, word_obligation(p->a, p->account, o));
    raw(p, "</p>\n");
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && cells[end].debtor == cells[i].debtor; end++) {
        }
        rows(p, cells + i, end - i);
    }
    set_aside(p, cells, n);
    raw(p, "</section>\n");
}

static void obligations(const page *p) {
    int phase = -1;
    for (size_t i = 0, end; i < p->account->cells.n; i = end) {
        const truce_agreement *g = p->account->g;
        int own = g->obligations.v[p->account->cells.v[i].obligation].phase;
        end = end_of_obligation(p->account, i);
        if (own != phase) {
            const agreement_phase *ph = &g->phases.v[own];
            element(p, "h2", arena_printf(p->a, "Phase: %s", ph->id));
            element(p, "p class=when", word_phase_days(p->a, ph));
            raw(p, "\n");
        }
        phase = own;
        obligation(p, &p->account->cells.v[i], end - i);
    }
}

/* ── the agreement as a whole ── */

static void said(const page *p) {
    if (!p->account->said.n) return;
    raw(p, "<section class=whole>\n<h2>Said of the agreement as a whole</h2>\n<ul>\n");
    for (size_t i = 0; i < p->account->said.n; i++) {
        const account_said *s = &p->account->said.v[i];
        fprintf(p->out, "<li id=\"s%zu\"><span class=said>", i);
        words(p, word_said(p->a, s));
        raw(p, "; told by ");
        text(p, word_group(&p->account->groups.v[s->group]));
        raw(p, "</span> ");
        quote(p, &s->said);
        raw(p, "</li>\n");
    }
    raw(p, "</ul>\n</section>\n");
}

/* ── reports ── */

/* A claim's line, to be found from its report. */
typedef struct report_line {
    size_t report, cell, claim;
} report_line;

static int by_report(const void *x, const void *y) {
    const report_line *a = x, *b = y;
    if (a->report != b->report) return a->report < b->report ? -1 : 1;
    if (a->cell != b->cell) return a->cell < b->cell ? -1 : 1;
    return (a->claim > b->claim) - (a->claim < b->claim);
}

typedef VEC(report_line) line_vec;

static line_vec lines_by_report(const page *p) {
    line_vec all = {0};
    for (size_t i = 0; i < p->account->cells.n; i++)
        for (size_t k = 0; k < p->account->cells.v[i].claims.n; k++)
            vec_push(p->a, &all, (report_line){p->account->cells.v[i].claims.v[k].report, i, k});
    if (all.n) qsort(all.v, all.n, sizeof *all.v, by_report);
    return all;
}

static void report_line_item(const page *p, const report_line *l) {
    const account_cell *cell = &p->account->cells.v[l->cell];
    const truce_claim *c = cell->claims.v[l->claim].claim;
    raw(p, "<li><q>");
    text(p, c->quote);
    fprintf(p->out, "</q> <a class=place href=\"#k%zu-%zu\">bytes %u–%u, ", l->cell, l->claim, c->span.start,
            c->span.end);
    text(p, p->account->g->obligations.v[cell->obligation].id);
    raw(p, "</a></li>\n");
}

static void reports(const page *p) {
    const truce_account *account = p->account;
    line_vec all = lines_by_report(p);
    size_t next = 0;
    raw(p, "<section class=reports>\n<h2>Reports</h2>\n");
    for (size_t i = 0; i < account->reports.n; i++) {
        const account_report *r = &account->reports.v[i];
        fprintf(p->out, "<article id=\"r%zu\">\n<h3>", i);
        text(p, r->name);
        raw(p, "</h3>\n<p class=when>");
        words(p, arena_printf(p->a, "%s, %s", r->outlet, word_days(p->a, r->date, r->date)));
        if (r->copy_of) text(p, arena_printf(p->a, "; a copy of %s", r->copy_of));
        raw(p, "</p>\n");
        if (r->id) element(p, "p class=hash", arena_printf(p->a, "SHA-256 %s", r->id));
        raw(p, "<ul>\n");
        for (; next < all.n && all.v[next].report == i; next++) report_line_item(p, &all.v[next]);
        raw(p, "</ul>\n</article>\n");
    }
    raw(p, "</section>\n");
}

static truce_status write_page(void *ctx) {
    const page *p = ctx;
    head(p);
    overview(p);
    obligations(p);
    said(p);
    reports(p);
    raw(p,
        "</main>\n<footer><p>Made with truce, which records who says what and decides nothing. Figures are intervals "
        "that the group's own reports allow; what no report mentions is not known, which is not zero.</p></footer>\n"
        "</body>\n</html>\n");
    return TRUCE_OK;
}

truce_status truce_account_write_html(const truce_account *account, FILE *out, truce_error *err) {
    arena *a = arena_new();
    if (!a) return error_set(err, TRUCE_MEMORY, "out of memory");
    page p = {a, out, account};
    truce_status status = arena_run(a, write_page, &p, err);
    arena_free(a);
    if (!status && (fflush(out) != 0 || ferror(out))) status = error_errno(err, NULL, "write the page");
    return status;
}
