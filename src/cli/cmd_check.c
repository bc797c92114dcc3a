/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"
#include "opt.h"

#include <truce/agreement.h>
#include <truce/view.h>

/* Problems of the file are what check was asked for: they go to standard output. */
static void print_problem(void *ctx, const truce_error *problem) {
    char line[1200];
    (void)ctx;
    if (problem->code == TRUCE_IO || problem->code == TRUCE_MEMORY) {
        say_error(problem);
        return;
    }
    truce_error_text(problem, line, sizeof line);
    truce_text_write(stdout, line);
    putchar('\n');
}

static void print_warning(void *ctx, const truce_error *problem) {
    static const char mark[] = "warning: ";
    truce_error warning = *problem;
    snprintf(warning.message, sizeof warning.message, "%s%.*s", mark, (int)(sizeof warning.message - sizeof mark),
             problem->message);
    print_problem(ctx, &warning);
}

int cmd_check(const command *self, int argc, char **argv) {
    const opt options[] = {{0}};
    int first, code = opt_read(self, options, argc, argv, &first);
    if (code != OPT_GO_ON) return code;
    if (argc - first != 1)
        return say(CMD_USAGE, "%s: takes one agreement file; see 'truce %s --help'", self->name, self->name);
    truce_agreement *agreement;
    truce_status status = truce_agreement_load(argv[first], &agreement, print_problem, NULL);
    if (status != TRUCE_OK) return say_exit_code(status);
    int warnings = truce_agreement_warn(agreement, print_warning, NULL);
    if (warnings == 0) puts("fine");
    truce_agreement_free(agreement);
    return CMD_OK;
}
