/* SPDX-License-Identifier: Apache-2.0 */
#include "account_of.h"

void account_problem(void *ctx, const truce_error *problem) {
    (void)ctx;
    say_error(problem);
}

/* Without a file of claims, those of the ledger. */
static int read_claims(const account_options *options, account_of *out, const truce_claims **claims) {
    truce_ledger *ledger;
    truce_error err;
    if (options->claims && options->ledger) return say(CMD_USAGE, "--claims or --ledger, not both");
    if (options->claims) {
        truce_status status = truce_claim_file_read(options->claims, &out->file, account_problem, NULL);
        if (!out->file) return say_exit_code(status);
        *claims = truce_claim_file_claims(out->file);
        return status == TRUCE_OK ? CMD_OK : CMD_REFUSED;
    }
    truce_status status = truce_ledger_open(opt_ledger(options->ledger), TRUCE_LEDGER_READ, &ledger, &err);
    if (status != TRUCE_OK) return say_error(&err);
    status = truce_ledger_list(ledger, &TRUCE_FILTER_ALL, &out->list, &err);
    truce_ledger_free(ledger);
    if (status != TRUCE_OK) return say_error(&err);
    *claims = truce_claim_list_claims(out->list);
    return CMD_OK;
}

int account_open(const command *self, int argc, char **argv, int first, const account_options *options,
                 account_of *out) {
    const truce_claims *claims = NULL;
    truce_error err;
    *out = (account_of){0};
    if (argc - first != 1)
        return say(CMD_USAGE, "%s: takes one agreement file; see 'truce %s --help'", self->name, self->name);
    truce_status status = truce_agreement_load(argv[first], &out->agreement, account_problem, NULL);
    if (status != TRUCE_OK) return say_exit_code(status);
    int code = read_claims(options, out, &claims);
    if (code != CMD_OK && code != CMD_REFUSED) return code;
    status = truce_account_compute(out->agreement, claims, &options->dates, &out->account, &err);
    return status == TRUCE_OK ? code : say_error(&err);
}

void account_close(account_of *a) {
    truce_account_free(a->account);
    truce_claim_file_free(a->file);
    truce_claim_list_free(a->list);
    truce_agreement_free(a->agreement);
}
