/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"
#include "opt.h"

#include <string.h>
#include <truce/explain.h>

static void complain(void *ctx, const truce_error *err) {
    (void)ctx;
    say_error(err);
}

int cmd_rules(const command *self, int argc, char **argv) {
    truce_reader_options given = {0};
    const opt options[] = {
        {0, "rules", "FOLDER", "the folder of rules; the installed English ones are the default", OPT_TEXT,
         &given.rules},
        {0, "model", "FILE", "the parser's model", OPT_TEXT, &given.model},
        {0},
    };
    int first, code = opt_read(self, options, argc, argv, &first);
    if (code != OPT_GO_ON) return code;
    if (argc - first != 1 || strcmp(argv[first], "check") != 0) return say(CMD_USAGE, "rules takes one word: check");
    truce_reader *reader;
    truce_error err;
    if (truce_reader_open(&given, complain, NULL, &reader, &err) != TRUCE_OK) return say_exit_code(err.code);
    truce_rules_trial trial;
    truce_status status = truce_rules_try(reader, complain, NULL, &trial, &err);
    truce_reader_free(reader);
    if (status != TRUCE_OK) return say_error(&err);
    printf("%zu rules, %zu sentences tried, %zu wrong\n", trial.rules, trial.sentences, trial.wrong);
    return trial.wrong ? CMD_FAILED : CMD_OK;
}
