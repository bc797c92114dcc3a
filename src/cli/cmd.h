/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLI_CMD_H
#define TRUCE_CLI_CMD_H

/** @file
 * What a command's file needs. `truce NAME …` calls cmd_NAME() of cmd_NAME.c; a new command is that file and one line
 * in COMMAND_LIST, which feeds the table of main.c and `truce help`.
 *
 * A command reads its options by opt_read() (opt.h), writes data to stdout and messages to stderr, and gives one of
 * the exit codes below. main() checks that stdout could be written.
 */

#include <stdio.h>
#include <truce/status.h>

typedef struct command command;
struct command {
    const char *name;
    const char *operands; /**< as its usage line names them */
    const char *help;     /**< one line: what it does */
    /** argv[0] is the command's name. */
    int (*run)(const command *self, int argc, char **argv);
};

/** Name (as in cmd_NAME), operands, help; in the order of `truce help`. */
#define COMMAND_LIST(X)                                                                                                \
    X(read, "[PATH|-]...", "reads reports into the ledger")                                                            \
    X(status, "AGREEMENT", "prints the account of an agreement: what was agreed, what is reported done, and by whom")  \
    X(page, "AGREEMENT", "writes the same account as one HTML page")                                                   \
    X(check, "AGREEMENT", "reads an agreement file and tells all that is wrong with it")                               \
    X(claims, "", "lists claims, each with its quote and report")                                                      \
    X(explain, "REPORT", "tells sentence by sentence which rule made which claim, and why others made none")           \
    X(rules, "check", "tries every rule on the sentences that stand with it")                                          \
    X(parse, "[FILE]...", "prints the syntax of texts as CoNLL-U")                                                     \
    X(annotate, "[FILE]...", "prints the times and numbers of texts, before any rule")                                 \
    X(score, "GOLD", "measures claims against gold ones")                                                              \
    X(doctor, "", "tells versions, checks the ledger, looks for rules and model")

#define DECLARE_COMMAND(name, operands, help) int cmd_##name(const command *self, int argc, char **argv);
COMMAND_LIST(DECLARE_COMMAND)
#undef DECLARE_COMMAND

enum {
    CMD_OK = 0,
    CMD_FAILED = 1,  /**< the command could not do what it was asked */
    CMD_USAGE = 2,   /**< it was asked wrongly */
    CMD_REFUSED = 3, /**< done, but for a part of the input that was refused, each with a line on stderr */
    CMD_STORE = 4,   /**< the ledger or the disk */
};

/** The exit code for a call that ended with status: CMD_STORE for TRUCE_LEDGER and TRUCE_VERSION, CMD_FAILED for bad
 * input. */
int say_exit_code(truce_status status);

/** Prints `truce: FILE:LINE:COLUMN: MESSAGE` on stderr and gives say_exit_code(err->code). */
int say_error(const truce_error *err);

/** The same line for a message made here; gives code. */
int say(int code, const char *fmt, ...) TRUCE_PRINTF(2, 3);

/** Writes text that comes from reports or ledgers, with what could steer a terminal (control characters, text
 * direction overrides, bytes that are no UTF-8) as \xNN or \u{NNNN}. */
void say_text(FILE *out, const char *text);

/** The name in names[0..n) nearest to wrong by letters changed, or NULL when none is near. */
const char *say_nearest(const char *wrong, const char *const *names, size_t n);

#endif
