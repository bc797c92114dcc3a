/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"
#include "opt.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <truce/pipeline.h>
#include <truce/view.h>

/* Ctrl-C ends the run after the report that is being read: what the summary counts is in the ledger. */
static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number) {
    (void)signal_number;
    interrupted = 1;
}

typedef struct run {
    truce_reader *reader;
    truce_ledger *ledger; /* NULL: claims are only written */
    const char *ledger_path;
    FILE *claims; /* NULL: claims are only stored */
    const char *claims_path;
    bool again;
    int code;     /* the exit code so far */
    size_t found; /* reports under the operand at hand */
    size_t added, replaced, known, copies, refused, claims_read;
} run;

static void refuse(run *r, const truce_error *err) {
    say_error(err);
    r->refused++;
    r->code = CMD_REFUSED;
}

static truce_status write_claims(run *r, const truce_claims *claims, truce_error *err) {
    static const truce_claims_view view = {.format = TRUCE_CLAIMS_JSONL};
    truce_status status = TRUCE_OK;
    for (size_t i = 0; status == TRUCE_OK && i < claims->n; i++)
        status = truce_claims_write(r->claims, &view, &claims->v[i], err);
    if (status == TRUCE_OK && ferror(r->claims)) {
        r->code = say(CMD_STORE, "%s: cannot write claims: %s", r->claims_path, strerror(errno));
        return TRUCE_IO;
    }
    return status;
}

static truce_status count(run *r, const truce_reading *reading, truce_error *err) {
    r->added += reading->added == TRUCE_ADDED;
    r->replaced += reading->added == TRUCE_REPLACED;
    r->known += reading->added == TRUCE_KNOWN;
    r->copies += reading->copy;
    r->claims_read += reading->claims->n;
    return r->claims ? write_claims(r, reading->claims, err) : TRUCE_OK;
}

/* Reads one report. A bad one is told of and passed over; what is wrong with ledger or disk ends the run. */
static truce_status read_one(void *ctx, const char *path, truce_error *err) {
    run *r = ctx;
    truce_reading reading;
    r->found++;
    if (interrupted) return TRUCE_USAGE; /* the caller looks at `interrupted` */
    truce_status status = truce_read(r->reader, path, r->ledger, r->again, &reading, err);
    switch (status) {
    case TRUCE_OK: return count(r, &reading, err);
    case TRUCE_LEDGER:
    case TRUCE_VERSION:
    case TRUCE_MEMORY: r->code = say_error(err); return status;
    case TRUCE_USAGE:
    case TRUCE_IO:
    case TRUCE_INPUT:
    case TRUCE_LIMIT: break;
    }
    refuse(r, err);
    return TRUCE_OK;
}

/* Gives whether to go on with the next operand. */
static bool read_operand(run *r, const char *path) {
    truce_error err;
    r->found = 0;
    truce_status status = truce_reports_under(r->reader, path, read_one, r, &err);
    if (interrupted || r->code == CMD_STORE || (status == TRUCE_MEMORY && r->code == CMD_FAILED)) return false;
    if (status != TRUCE_OK)
        refuse(r, &err);
    else if (r->found == 0)
        r->code = say(CMD_REFUSED, "%s: no reports in this folder; truce takes *.txt, with --conllu *.conllu", path);
    return true;
}

static void print_count(FILE *out, const char **separator, size_t n, const char *one, const char *many) {
    if (n) fprintf(out, "%s%zu %s", *separator, n, n == 1 ? one : many);
    if (n) *separator = "; ";
}

/* `truce.db: 18 reports added; 2 known already; 143 claims; 1 copy of another report's text; 1 refused` */
static void print_summary(const run *r) {
    FILE *out = r->claims == stdout ? stderr : stdout;
    const char *separator = "";
    if (r->ledger) {
        say_text(out, r->ledger_path);
        fputs(": ", out);
    }
    if (r->added + r->replaced + r->known + r->refused == 0) fputs("no reports", out);
    print_count(out, &separator, r->added, r->ledger ? "report added" : "report read",
                r->ledger ? "reports added" : "reports read");
    print_count(out, &separator, r->replaced, "report read again", "reports read again");
    print_count(out, &separator, r->known, "report known already", "reports known already");
    print_count(out, &separator, r->refused, "refused", "refused");
    if (r->added + r->replaced) fprintf(out, "; %zu claim%s", r->claims_read, r->claims_read == 1 ? "" : "s");
    separator = "; ";
    print_count(out, &separator, r->copies, "copy of another report's text", "copies of another report's text");
    putc('\n', out);
}

static int read_all(run *r, int n, char **operands) {
    for (int i = 0; i < n; i++)
        if (!read_operand(r, operands[i])) break;
    print_summary(r);
    if (interrupted && r->code != CMD_STORE)
        r->code = say(CMD_FAILED, "stopped; the same command goes on with the reports that are left");
    return r->code;
}

/* ---- opening and closing ---- */

static void complain(void *ctx, const truce_error *err) {
    ++*(int *)ctx;
    say_error(err);
}

/* The reader comes first: where it cannot be had, no ledger is made. */
static int open_all(run *r, const truce_reader_options *options) {
    truce_error err;
    int complaints = 0;
    if (truce_reader_open(options, complain, &complaints, &r->reader, &err) != TRUCE_OK) {
        if (!complaints) say_error(&err);
        return CMD_FAILED;
    }
    if (r->ledger_path && truce_ledger_open(r->ledger_path, TRUCE_LEDGER_WRITE, &r->ledger, &err) != TRUCE_OK)
        return say_error(&err);
    if (!r->claims_path) return CMD_OK;
    r->claims = strcmp(r->claims_path, "-") == 0 ? stdout : fopen(r->claims_path, "w");
    if (r->claims) return CMD_OK;
    return say(CMD_STORE, "%s: cannot write claims: %s", r->claims_path, strerror(errno));
}

static int close_all(run *r, int code) {
    truce_ledger_free(r->ledger);
    truce_reader_free(r->reader);
    if (!r->claims || r->claims == stdout || fclose(r->claims) == 0 || code == CMD_STORE) return code;
    return say(CMD_STORE, "%s: cannot write claims: %s", r->claims_path, strerror(errno));
}

int cmd_read(const command *self, int argc, char **argv) {
    run r = {0};
    truce_reader_options options = {0};
    const char *ledger = NULL;
    bool json = false;
    const opt table[] = {
        {'l', "ledger", "FILE", "the ledger, made where it is missing; else $TRUCE_LEDGER, else truce.db", OPT_TEXT,
         &ledger},
        {0, "again", NULL, "read reports that the ledger has already, too, and replace their claims", OPT_FLAG,
         &r.again},
        {0, "claims-to", "FILE",
         "write the claims as JSON lines (- for standard output); no ledger is used unless --ledger is given", OPT_TEXT,
         &r.claims_path},
        {0, "json", NULL, "the same as --claims-to -", OPT_FLAG, &json},
        {0, "conllu", NULL, "reports are CoNLL-U, with the trees of any UD parser", OPT_FLAG, &options.conllu},
        {0, "language", "CODE", "the reports' language: a folder of rules and a model of that name; else en", OPT_TEXT,
         &options.language},
        {0, "rules", "FOLDER", "read by these rules", OPT_TEXT, &options.rules},
        {0, "model", "FILE", "parse by this model", OPT_TEXT, &options.model},
        {0},
    };
    int first, code = opt_read(self, table, argc, argv, &first);
    if (code != OPT_GO_ON) return code;
    if (first == argc)
        return say(CMD_USAGE, "read: nothing to read; name files or folders of reports, or - for standard input");
    if (json && !r.claims_path) r.claims_path = "-";
    if (ledger || !r.claims_path) r.ledger_path = opt_ledger(ledger);
    if (signal(SIGINT, interrupt) == SIG_IGN) signal(SIGINT, SIG_IGN); /* as a shell's background jobs have it */
    code = open_all(&r, &options);
    if (code == CMD_OK) code = read_all(&r, argc - first, argv + first);
    return close_all(&r, code);
}
