/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_AGREEMENT_H
#define TRUCE_AGREEMENT_H

/** @file
 * Agreements, as a person writes them down (docs/agreement.md is the reference), and their accounts: for each
 * obligation what each group of sources reports done, what is still owed, and how it stands.
 *
 * An agreement is read only once loaded; one may serve many accounts and threads.
 */

#include <stdbool.h>
#include <truce/claim.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Told of each problem in a file, in the order of its lines; the problem lives for the call only. */
typedef void truce_problem(void *ctx, const truce_error *problem);

typedef struct truce_agreement truce_agreement;

/** Reads an agreement file ("-": standard input). All that is wrong with it is told to problem (may be NULL), each with
 * its line and column. TRUCE_INPUT when anything is, TRUCE_IO, TRUCE_LIMIT, TRUCE_MEMORY; *out is NULL then. */
TRUCE_API truce_status truce_agreement_load(const char *path, truce_agreement **out, truce_problem *problem, void *ctx);
TRUCE_API void truce_agreement_free(truce_agreement *agreement);

/** Tells problem of what is odd or dangerous in a valid agreement: an obligation without a deadline, a phase that
 * cannot start; gives their number. */
TRUCE_API int truce_agreement_warn(const truce_agreement *agreement, truce_problem *problem, void *ctx);

/** The two dates of an account. */
typedef struct truce_account_options {
    truce_day as_of; /**< acts up to this day; TRUCE_NO_DAY: the day of the newest report that it rests on */
    /** Reports published up to this day; TRUCE_NO_DAY: up to the newest one's. Nobody knows when undated ones were
     * published: they are left out and listed, unless no report has a date and no day is given. */
    truce_day known_by;
} truce_account_options;

typedef struct truce_account truce_account;

/** Holds claims against an agreement. agreement and claims are lent: they must outlive the account. options may be
 * NULL. The order of claims does not matter. TRUCE_MEMORY. */
TRUCE_API truce_status truce_account_compute(const truce_agreement *agreement, const truce_claims *claims,
                                             const truce_account_options *options, truce_account **out,
                                             truce_error *err);
TRUCE_API void truce_account_free(truce_account *account);

/** Claims read from a file of JSON lines. */
typedef struct truce_claim_file truce_claim_file;

/** Reads a file ("-": standard input) of claims, one a line. Lines that are no claims are told to problem (may be
 * NULL) and passed over: TRUCE_INPUT then, and *out holds the others. TRUCE_IO, TRUCE_MEMORY: *out is NULL. */
TRUCE_API truce_status truce_claim_file_read(const char *path, truce_claim_file **out, truce_problem *problem,
                                             void *ctx);
TRUCE_API const truce_claims *truce_claim_file_claims(const truce_claim_file *file);
TRUCE_API void truce_claim_file_free(truce_claim_file *file);

#ifdef __cplusplus
}
#endif
#endif
