/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"
#include "opt.h"

#include <errno.h>
#include <string.h>
#include <truce/pipeline.h>
#include <unistd.h>

static void complain(void *ctx, const truce_error *err) {
    ++*(int *)ctx;
    say_error(err);
}

static void print_path(const char *label, const char *path) {
    printf("%-8s", label);
    say_text(stdout, path);
    fputs(": ", stdout);
}

static int check_reader(const truce_reader_options *options) {
    truce_reader *reader;
    truce_error err;
    int complaints = 0;
    if (truce_reader_open(options, complain, &complaints, &reader, &err) != TRUCE_OK) {
        if (!complaints) say_error(&err);
        return CMD_FAILED;
    }
    truce_reader_facts facts = truce_reader_describe(reader);
    print_path("rules", facts.rules);
    printf("version %.12s\n", facts.rules_version);
    print_path("model", facts.model);
    say_text(stdout, facts.model_name);
    putchar('\n');
    truce_reader_free(reader);
    return CMD_OK;
}

static const char *plural(uint64_t n) {
    return n == 1 ? "" : "s";
}

static int check_ledger(const char *path) {
    truce_ledger *ledger;
    truce_ledger_facts facts;
    truce_error err;
    char first[TRUCE_DAY_TEXT], last[TRUCE_DAY_TEXT];
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        print_path("ledger", path);
        puts("none yet; 'truce read' makes one");
        return CMD_OK;
    }
    if (truce_ledger_open(path, TRUCE_LEDGER_READ, &ledger, &err) != TRUCE_OK) return say_error(&err);
    truce_status status = truce_ledger_check(ledger, &err);
    if (status == TRUCE_OK) status = truce_ledger_count(ledger, &facts, &err);
    truce_ledger_free(ledger);
    if (status != TRUCE_OK) return say_error(&err);
    print_path("ledger", path);
    printf("whole, %llu report%s by %llu outlet%s, %llu claim%s, schema version %d", (unsigned long long)facts.reports,
           plural(facts.reports), (unsigned long long)facts.outlets, plural(facts.outlets),
           (unsigned long long)facts.claims, plural(facts.claims), facts.version);
    if (facts.first != TRUCE_NO_DAY)
        printf(", %s to %s", truce_day_text(facts.first, first), truce_day_text(facts.last, last));
    putchar('\n');
    return CMD_OK;
}

int cmd_doctor(const command *self, int argc, char **argv) {
    const char *ledger = NULL;
    truce_reader_options options = {0};
    const opt table[] = {
        {'l', "ledger", "FILE", "the ledger to look through; else $TRUCE_LEDGER, else truce.db", OPT_TEXT, &ledger},
        {0, "language", "CODE", "the language whose rules and model are looked at; else en", OPT_TEXT,
         &options.language},
        {0},
    };
    int first, code = opt_read(self, table, argc, argv, &first);
    if (code != OPT_GO_ON) return code;
    if (first < argc) return say(CMD_USAGE, "doctor: '%s': it takes options only", argv[first]);
    printf("%-8s%s\n%-8s%s, rollback journal\n", "truce", TRUCE_VERSION_TEXT, "sqlite", truce_ledger_engine());
    int of_reader = check_reader(&options), of_ledger = check_ledger(opt_ledger(ledger));
    return of_ledger != CMD_OK ? of_ledger : of_reader;
}
