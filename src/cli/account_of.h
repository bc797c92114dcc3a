/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLI_ACCOUNT_OF_H
#define TRUCE_CLI_ACCOUNT_OF_H

/** @file What `status` and `page` share: options, and from them an account. */

#include "opt.h"

#include <truce/agreement.h>
#include <truce/ledger.h>

/** Where the claims come from, and the two dates. */
typedef struct account_options {
    const char *ledger, *claims;
    truce_account_options dates;
} account_options;

#define ACCOUNT_OPTIONS_NONE ((account_options){NULL, NULL, {TRUCE_NO_DAY, TRUCE_NO_DAY}})

/* clang-format off */
/** Rows of an option table for o. */
#define ACCOUNT_OPTION_ROWS(o)                                                                                         \
    {'l', "ledger", "FILE", "the ledger; else $TRUCE_LEDGER, else truce.db", OPT_TEXT, &(o).ledger},                   \
    {'c', "claims", "FILE", "claims as JSON lines ('-': standard input) instead of a ledger's", OPT_TEXT, &(o).claims}, \
    {0, "as-of", "DAY", "acts up to that day; else up to the newest report's", OPT_DAY, &(o).dates.as_of},             \
    {0, "known-by", "DAY", "reports published up to that day; else all dated ones", OPT_DAY, &(o).dates.known_by}
/* clang-format on */

/** The account, and what it is lent. */
typedef struct account_of {
    truce_agreement *agreement;
    truce_claim_file *file;
    truce_claim_list *list;
    truce_account *account;
} account_of;

/** Makes the account of the agreement file argv[first], the one operand. Gives CMD_OK; CMD_REFUSED when some lines of
 * the claims were no claims, and the account is of the others; any other exit code, after its message, when there is
 * none. The caller closes it whatever it gave. */
int account_open(const command *self, int argc, char **argv, int first, const account_options *options,
                 account_of *out);
void account_close(account_of *a);

/** Prints a problem of an agreement file or of a line of claims. */
void account_problem(void *ctx, const truce_error *problem);

#endif
