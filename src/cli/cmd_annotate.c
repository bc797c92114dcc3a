/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"
#include "opt.h"

#include <truce/annotate.h>

static void complain(void *ctx, const truce_error *err) {
    ++*(int *)ctx;
    say_error(err);
}

int cmd_annotate(const command *self, int argc, char **argv) {
    bool json = false, narrative = false;
    truce_reader_options how = {0};
    const opt options[] = {
        {0, "json", NULL, "one object a sentence, the only form", OPT_FLAG, &json},
        {0, "narrative", NULL, "dates without a year follow the date told before them, not the report's", OPT_FLAG,
         &narrative},
        {0, "rules", "FOLDER", "the rules; the English ones are the default", OPT_TEXT, &how.rules},
        {'m', "model", "FILE", "the parser's model; the English one is the default", OPT_TEXT, &how.model},
        {0, "conllu", NULL, "reports come as CoNLL-U", OPT_FLAG, &how.conllu},
        {0},
    };
    int first, code = opt_read(self, options, argc, argv, &first);
    if (code != OPT_GO_ON) return code;
    truce_reader *reader;
    truce_error err;
    int complaints = 0;
    if (truce_reader_open(&how, complain, &complaints, &reader, &err) != TRUCE_OK)
        return complaints ? say_exit_code(err.code) : say_error(&err);
    char *standard_input[] = {(char *)"-"};
    char **files = first < argc ? argv + first : standard_input;
    int n = first < argc ? argc - first : 1;
    code = CMD_OK;
    for (int i = 0; i < n; i++) {
        if (truce_annotate(reader, files[i], narrative, stdout, &err) == TRUCE_OK) continue;
        say_error(&err);
        code = n > 1 ? CMD_REFUSED : CMD_FAILED;
    }
    truce_reader_free(reader);
    return code;
}
