/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLI_OPT_H
#define TRUCE_CLI_OPT_H

/** @file
 * A command's options as a table, from which both their reading (getopt_long) and `--help` come.
 *
 *     bool json = false;
 *     const char *ledger = NULL;
 *     int format = 0;
 *     const opt options[] = {
 *         {'l', "ledger", "FILE", "the ledger", OPT_TEXT, &ledger},
 *         {0, "format", "table|csv", "how to print", OPT_CHOICE, &format},
 *         {0, "json", NULL, "one object a line", OPT_FLAG, &json},
 *         {0},
 *     };
 *     int first, code = opt_read(self, options, argc, argv, &first);
 *     if (code != OPT_GO_ON) return code;
 *     // operands: argv[first..argc)
 */

#include "cmd.h"

#include <stdbool.h>
#include <truce/report.h>

typedef enum opt_kind {
    OPT_FLAG,   /**< bool *: set to true */
    OPT_TEXT,   /**< const char **: the argument, which lives as long as argv */
    OPT_DAY,    /**< truce_day *: a date YYYY-MM-DD */
    OPT_CHOICE, /**< int *: the argument's place, from 0, among the words of `argument`, which `|` separates */
    OPT_COUNT,  /**< int *: a whole number, 1 or more */
} opt_kind;

typedef struct opt {
    char letter;          /**< 0: only the long form */
    const char *name;     /**< the long form; NULL ends the table */
    const char *argument; /**< its name in the help; NULL for a flag */
    const char *help;
    opt_kind kind;
    void *value; /**< left alone when the option is not given; the last one given wins */
} opt;

enum { OPT_GO_ON = -1 };

/** Reads the options of argv (argv[0] is the command's name) and leaves the operands at argv[*first..argc). Gives
 * OPT_GO_ON, or the exit code with which the command must end: after printing the help, or a wrong option's line. */
int opt_read(const command *self, const opt *options, int argc, char **argv, int *first);

/** The ledger to use: given, else $TRUCE_LEDGER, else truce.db. */
const char *opt_ledger(const char *given);

#endif
