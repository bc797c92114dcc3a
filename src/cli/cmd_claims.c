/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"
#include "opt.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <truce/ledger.h>
#include <truce/view.h>
#include <unistd.h>

enum { COLUMNS_DEFAULT = 100 };

/* ---- lists of names of a closed set: `--act release,handover` ---- */

typedef struct name_set {
    const char *option;
    const char *(*name)(int value);
    int count; /* values are 1 … count - 1 */
} name_set;

static const char *act_name(int value) {
    return truce_act_name((truce_act)value);
}

static const char *status_name(int value) {
    return truce_claim_status_name((truce_claim_status)value);
}

static const char *kind_name(int value) {
    return truce_quantity_kind_name((truce_quantity_kind)value);
}

static int unknown_name(const name_set *set, const char *word) {
    const char *names[TRUCE_ACT_COUNT];
    for (int i = 1; i < set->count; i++) names[i - 1] = set->name(i);
    const char *near = say_nearest(word, names, (size_t)set->count - 1);
    if (near) return say(CMD_USAGE, "claims: no %s '%s'; did you mean '%s'?", set->option, word, near);
    char all[600] = "";
    for (int i = 1; i < set->count; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i > 1 ? ", " : "", set->name(i));
    return say(CMD_USAGE, "claims: no %s '%s'; there are: %s", set->option, word, all);
}

/* Sets bit 1 << value for each name of a list with commas. */
static int read_names(const name_set *set, const char *list, uint64_t *out) {
    for (; list && *list; list += strcspn(list, ","), list += *list == ',') {
        char word[40];
        int value = 1;
        snprintf(word, sizeof word, "%.*s", (int)strcspn(list, ","), list);
        while (value < set->count && strcmp(set->name(value), word) != 0) value++;
        if (value == set->count) return unknown_name(set, word);
        *out |= 1ull << value;
    }
    return CMD_OK;
}

/* ---- printing ---- */

static int columns_of_terminal(void) {
    const char *own = getenv("COLUMNS");
    struct winsize size;
    int columns = own ? atoi(own) : 0;
    if (columns > 0) return columns;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col) return size.ws_col;
    return COLUMNS_DEFAULT;
}

typedef struct printing {
    const truce_claims_view *view;
    size_t n;
} printing;

static truce_status print_claim(void *ctx, const truce_claim *claim, truce_error *err) {
    printing *p = ctx;
    p->n++;
    return truce_claims_write(stdout, p->view, claim, err);
}

static int list_claims(const char *path, const truce_filter *filter, const truce_claims_view *view) {
    truce_ledger *ledger;
    truce_error err;
    printing p = {view, 0};
    if (truce_ledger_open(path, TRUCE_LEDGER_READ, &ledger, &err) != TRUCE_OK) return say_error(&err);
    truce_claims_begin(stdout, view);
    truce_status status = truce_ledger_claims(ledger, filter, print_claim, &p, &err);
    truce_ledger_free(ledger);
    if (status != TRUCE_OK) return say_error(&err);
    if (view->format == TRUCE_CLAIMS_TABLE) fprintf(stderr, "%zu claim%s\n", p.n, p.n == 1 ? "" : "s");
    return CMD_OK;
}

int cmd_claims(const command *self, int argc, char **argv) {
    static const name_set act_set = {"act", act_name, TRUCE_ACT_COUNT};
    static const name_set status_set = {"status", status_name, TRUCE_CLAIM_STATUS_COUNT};
    static const name_set kind_set = {"kind", kind_name, TRUCE_QUANTITY_KIND_COUNT};
    const char *ledger = NULL, *acts = NULL, *statuses = NULL, *kinds = NULL;
    truce_filter filter = TRUCE_FILTER_ALL;
    truce_claims_view view = {.columns = columns_of_terminal(), .terminal = isatty(STDOUT_FILENO)};
    int format = TRUCE_CLAIMS_TABLE;
    bool json = false;
    const opt options[] = {
        {'l', "ledger", "FILE", "the ledger; else $TRUCE_LEDGER, else truce.db", OPT_TEXT, &ledger},
        {'a', "act", "ACT,...", "claims with one of these acts", OPT_TEXT, &acts},
        {'s', "status", "STATUS,...", "claims with one of these statuses", OPT_TEXT, &statuses},
        {'k', "kind", "KIND,...", "claims that count one of these kinds", OPT_TEXT, &kinds},
        {'p', "party", "WORDS", "claims with these words, in any case, in a name of any slot or source", OPT_TEXT,
         &filter.party},
        {0, "source", "WORDS", "claims with these words in a name of the source chain", OPT_TEXT, &filter.source},
        {'o', "outlet", "WORDS", "claims of reports with these words in the outlet's name", OPT_TEXT, &filter.outlet},
        {'r', "report", "NAME", "claims of the report of that name, or whose id starts so", OPT_TEXT, &filter.report},
        {0, "since", "DAY", "claims of reports of that day or later", OPT_DAY, &filter.since},
        {0, "until", "DAY", "claims of reports of that day or earlier", OPT_DAY, &filter.until},
        {0, "time-since", "DAY", "claims of acts that may have happened on that day or later", OPT_DAY,
         &filter.time_since},
        {0, "time-until", "DAY", "claims of acts that may have happened on that day or earlier", OPT_DAY,
         &filter.time_until},
        {'f', "format", "table|csv|tsv|jsonl", "how to print them", OPT_CHOICE, &format},
        {0, "json", NULL, "the same as --format jsonl: one object a line", OPT_FLAG, &json},
        {0, "raw", NULL, "csv, tsv: leave cells that a spreadsheet would run as a formula as they are", OPT_FLAG,
         &view.raw},
        {0, "bom", NULL, "csv, tsv: begin with a byte order mark, for Excel", OPT_FLAG, &view.bom},
        {0},
    };
    int first, code = opt_read(self, options, argc, argv, &first);
    if (code != OPT_GO_ON) return code;
    if (first < argc)
        return say(CMD_USAGE, "claims: '%s': it takes options only; see 'truce claims --help'", argv[first]);
    if ((code = read_names(&act_set, acts, &filter.acts)) != CMD_OK) return code;
    if ((code = read_names(&status_set, statuses, &filter.statuses)) != CMD_OK) return code;
    if ((code = read_names(&kind_set, kinds, &filter.kinds)) != CMD_OK) return code;
    view.format = json ? TRUCE_CLAIMS_JSONL : (truce_claims_format)format;
    return list_claims(opt_ledger(ledger), &filter, &view);
}
