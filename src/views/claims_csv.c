/* SPDX-License-Identifier: Apache-2.0 */
#include "base/calendar.h"
#include "views/claims_view.h"
#include "views/safe_text.h"

#include <string.h>

/* The columns are those of the ledger's view claims_wide, in its order; lists are joined as there. */

typedef struct cells {
    FILE *out;
    const truce_claims_view *view;
    bool first;  /* no cell of the row is written */
    bool quoted; /* the cell that is begun */
} cells;

/* ---- cells ---- */

/* What makes spreadsheets take a cell for a formula, also the full-width forms of the signs. */
static bool is_formula(const char *text) {
    static const char *const starts[] = {"=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strncmp(text, starts[i], strlen(starts[i])) == 0) return true;
    return false;
}

static void write_plain(cells *c, const char *s, size_t n) {
    if (c->view->terminal)
        safe_text(c->out, s, n);
    else
        fwrite(s, 1, n, c->out);
}

/* CSV doubles the quotation mark in a quoted cell; TSV writes what would end a cell by a backslash. */
static void write_escaped(cells *c, const char *text) {
    const bool csv = c->view->format == TRUCE_CLAIMS_CSV;
    const char *special = csv ? "\"" : "\t\n\r\\";
    for (;;) {
        size_t n = strcspn(text, special);
        write_plain(c, text, n);
        text += n;
        switch (*text++) {
        case 0: return;
        case '"': fputs("\"\"", c->out); break;
        case '\t': fputs("\\t", c->out); break;
        case '\n': fputs("\\n", c->out); break;
        case '\r': fputs("\\r", c->out); break;
        case '\\': fputs("\\\\", c->out); break;
        }
    }
}

static void separate(cells *c) {
    if (!c->first) putc(c->view->format == TRUCE_CLAIMS_CSV ? ',' : '\t', c->out);
    c->first = false;
}

/* A cell may be made of parts: begin_cell() takes the first, write_escaped() the others. */
static void begin_cell(cells *c, const char *text, bool quoted) {
    separate(c);
    c->quoted = c->view->format == TRUCE_CLAIMS_CSV && quoted;
    if (c->quoted) putc('"', c->out);
    if (!c->view->raw && is_formula(text)) putc('\'', c->out);
    write_escaped(c, text);
}

static void end_cell(cells *c) {
    if (c->quoted) putc('"', c->out);
}

static bool needs_quotes(const char *text) {
    return text[strcspn(text, "\",\r\n")] != 0;
}

static void put_cell(cells *c, const char *text) {
    begin_cell(c, text ? text : "", text && needs_quotes(text));
    end_cell(c);
}

static void put_day_cell(cells *c, truce_day day) {
    char text[DAY_TEXT];
    put_cell(c, day_text(day, text));
}

static void put_amount_cell(cells *c, double amount) {
    char text[AMOUNT_TEXT];
    put_cell(c, amount == TRUCE_UNBOUNDED ? "" : amount_text(amount, text));
}

static void put_count_cell(cells *c, uint32_t count) {
    put_amount_cell(c, count);
}

static void put_names_cell(cells *c, const truce_names *names) {
    bool quoted = false;
    for (size_t i = 0; i < names->n; i++) quoted = quoted || needs_quotes(names->v[i]);
    begin_cell(c, names->n ? names->v[0] : "", quoted);
    for (size_t i = 1; i < names->n; i++) {
        fputs("; ", c->out);
        write_escaped(c, names->v[i]);
    }
    end_cell(c);
}

static void put_chain_cell(cells *c, const truce_claim *claim) {
    bool quoted = false;
    for (size_t i = 0; i < claim->n_source; i++) quoted = quoted || needs_quotes(claim->source[i].name);
    begin_cell(c, claim_outlet(claim), quoted);
    for (size_t i = 1; i < claim->n_source; i++) {
        fputs(" > ", c->out);
        write_escaped(c, claim->source[i].name);
    }
    end_cell(c);
}

static void put_links_cell(cells *c, const truce_claim *claim) {
    begin_cell(c, "", false); /* ids, and names of a closed set */
    for (size_t i = 0; i < claim->n_links; i++) {
        fprintf(c->out, "%s%s ", i ? "; " : "", truce_link_name(claim->links[i].type));
        write_escaped(c, claim->links[i].to);
    }
    end_cell(c);
}

/* ---- rows ---- */

/** Column, and how a claim `x` fills it. */
#define COLUMN_LIST(X)                                                                                                 \
    X("report_date", put_day_cell(c, x->report_date))                                                                  \
    X("outlet", put_cell(c, claim_outlet(x)))                                                                          \
    X("report", put_cell(c, x->report))                                                                                \
    X("claim_id", put_cell(c, x->id))                                                                                  \
    X("source_chain", put_chain_cell(c, x))                                                                            \
    X("source_kind", put_cell(c, x->n_source ? truce_source_kind_name(x->source[x->n_source - 1].kind) : NULL))        \
    X("act", put_cell(c, truce_act_name(x->act)))                                                                      \
    X("status", put_cell(c, truce_claim_status_name(x->status)))                                                       \
    X("actor", put_names_cell(c, &x->actor))                                                                           \
    X("actor_text", put_cell(c, x->actor_text))                                                                        \
    X("target", put_names_cell(c, &x->target))                                                                         \
    X("target_text", put_cell(c, x->target_text))                                                                      \
    X("counterpart", put_names_cell(c, &x->counterpart))                                                               \
    X("via", put_names_cell(c, &x->via))                                                                               \
    X("quantity_min", put_amount_cell(c, x->quantity.kind ? x->quantity.min : TRUCE_UNBOUNDED))                        \
    X("quantity_max", put_amount_cell(c, x->quantity.kind ? x->quantity.max : TRUCE_UNBOUNDED))                        \
    X("quantity_qualifier", put_cell(c, truce_qualifier_name(x->quantity.qualifier)))                                  \
    X("quantity_of", put_cell(c, x->quantity.of))                                                                      \
    X("quantity_kind", put_cell(c, truce_quantity_kind_name(x->quantity.kind)))                                        \
    X("quantity_measure", put_cell(c, truce_measure_name(x->quantity.measure)))                                        \
    X("quantity_per", put_cell(c, x->quantity.per))                                                                    \
    X("quantity_total", put_amount_cell(c, x->quantity.kind ? x->quantity.total : TRUCE_UNBOUNDED))                    \
    X("time_start", put_day_cell(c, x->time.text ? x->time.start : TRUCE_NO_DAY))                                      \
    X("time_end", put_day_cell(c, x->time.text ? x->time.end : TRUCE_NO_DAY))                                          \
    X("time_duration", put_cell(c, x->time.duration))                                                                  \
    X("time_text", put_cell(c, x->time.text))                                                                          \
    X("deadline_day", put_day_cell(c, x->deadline.day))                                                                \
    X("deadline_duration", put_cell(c, x->deadline.duration))                                                          \
    X("deadline_from", put_cell(c, x->deadline.from))                                                                  \
    X("deadline_text", put_cell(c, x->deadline.text))                                                                  \
    X("place", put_cell(c, x->place))                                                                                  \
    X("links", put_links_cell(c, x))                                                                                   \
    X("quote", put_cell(c, x->quote))                                                                                  \
    X("span_start", put_count_cell(c, x->span.start))                                                                  \
    X("span_end", put_count_cell(c, x->span.end))                                                                      \
    X("rule", put_cell(c, x->rule))                                                                                    \
    X("model", put_cell(c, x->model))                                                                                  \
    X("report_id", put_cell(c, x->report_id))                                                                          \
    X("text_hash", put_cell(c, x->text_hash))                                                                          \
    X("schema_version", put_count_cell(c, TRUCE_SCHEMA_VERSION))

static void end_row(cells *c) {
    fputs(c->view->format == TRUCE_CLAIMS_CSV ? "\r\n" : "\n", c->out);
}

void claims_csv_header(FILE *out, const truce_claims_view *view) {
    cells header = {.out = out, .view = view, .first = true}, *c = &header;
    if (view->bom) fputs("\ufeff", out);
#define HEADER_CELL(name, put) put_cell(c, name);
    COLUMN_LIST(HEADER_CELL)
    end_row(c);
}

void claims_csv_write(FILE *out, const truce_claims_view *view, const truce_claim *x) {
    cells row = {.out = out, .view = view, .first = true}, *c = &row;
#define CLAIM_CELL(name, put) put;
    COLUMN_LIST(CLAIM_CELL)
    end_row(c);
}
