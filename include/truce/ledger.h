/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_LEDGER_H
#define TRUCE_LEDGER_H

/** @file
 * The ledger: a SQLite database of reports and their claims (docs/ledger.md tells its tables).
 *
 * One handle is for one thread; several handles, in several processes, may use one ledger. A call that fails leaves
 * the ledger as it was before it.
 */

#include <stdbool.h>
#include <truce/claim.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct truce_ledger truce_ledger;

typedef enum truce_ledger_mode {
    TRUCE_LEDGER_READ,  /**< the file must be there; it is not changed */
    TRUCE_LEDGER_WRITE, /**< made where it is missing; one of an older version is brought up to this one */
} truce_ledger_mode;

/** TRUCE_LEDGER: no file, no database, no ledger of truce, damaged, not to be written, locked by another for long;
 * TRUCE_VERSION: written by a newer truce. err names path. */
TRUCE_API truce_status truce_ledger_open(const char *path, truce_ledger_mode mode, truce_ledger **out,
                                         truce_error *err);
TRUCE_API void truce_ledger_free(truce_ledger *ledger);

/** What became of a report. */
typedef enum truce_added {
    TRUCE_ADDED,    /**< it is new */
    TRUCE_KNOWN,    /**< the ledger had it already: nothing was changed */
    TRUCE_REPLACED, /**< the ledger had it, and its claims were replaced */
} truce_added;

/** Whether the ledger has the report with that id (SHA-256 of its bytes). */
TRUCE_API truce_status truce_ledger_has(truce_ledger *ledger, const char *report_id, bool *out, truce_error *err);

/** Puts a report with its claims in, in one transaction. With again, the claims of a report that is there already are
 * replaced; else it is left alone. *copy (may be NULL) says whether another report with the same text is there.
 * TRUCE_INPUT: a claim links to one that is not among claims, or two claims have one id. */
TRUCE_API truce_status truce_ledger_add(truce_ledger *ledger, const truce_report *report, const truce_claims *claims,
                                        bool again, truce_added *out, bool *copy, truce_error *err);

/** Which claims or reports; all zero but the days: all. A field that is set holds together with the others. */
typedef struct truce_filter {
    uint64_t acts;      /**< bit 1 << act of each act that is wanted; 0: all */
    uint64_t statuses;  /**< bit 1 << status */
    uint64_t kinds;     /**< bit 1 << quantity kind */
    const char *party;  /**< these words stand, in any case, in a name of actor, target, counterpart, via or source */
    const char *source; /**< the same in a name of the source chain */
    const char *outlet; /**< the same in the outlet's name */
    const char *report; /**< a report's name, or the first digits, at least eight, of its id */
    truce_day since, until; /**< bounds of the report's date, both inclusive; TRUCE_NO_DAY: none. With a bound, undated
                               reports are left out */
    truce_day time_since, time_until; /**< the same for the time of the act: claims whose interval meets them */
} truce_filter;

/** All claims. */
#define TRUCE_FILTER_ALL                                                                                               \
    ((truce_filter){                                                                                                   \
        .since = TRUCE_NO_DAY, .until = TRUCE_NO_DAY, .time_since = TRUCE_NO_DAY, .time_until = TRUCE_NO_DAY})

/** Takes one claim, which lives until it returns; anything but TRUCE_OK ends the query, which then gives it. It must
 * not use the same ledger. */
typedef truce_status truce_claim_visit(void *ctx, const truce_claim *claim, truce_error *err);

/** Calls visit for each claim, by report date (undated ones last), report name, report id, place in the text. */
TRUCE_API truce_status truce_ledger_claims(truce_ledger *ledger, const truce_filter *filter, truce_claim_visit *visit,
                                           void *ctx, truce_error *err);

/** The same claims, held until they are freed. */
typedef struct truce_claim_list truce_claim_list;

TRUCE_API truce_status truce_ledger_list(truce_ledger *ledger, const truce_filter *filter, truce_claim_list **out,
                                         truce_error *err);
TRUCE_API const truce_claims *truce_claim_list_claims(const truce_claim_list *list);
TRUCE_API void truce_claim_list_free(truce_claim_list *list);

/** A report as the ledger knows it. */
typedef struct truce_ledger_report {
    const char *id, *text_hash, *name, *path, *outlet, *title, *source;
    truce_day date;
    uint32_t n_claims;
} truce_ledger_report;

typedef truce_status truce_report_visit(void *ctx, const truce_ledger_report *report, truce_error *err);

/** Calls visit for each report in the same order, by the filter's outlet, report, since and until. */
TRUCE_API truce_status truce_ledger_reports(truce_ledger *ledger, const truce_filter *filter, truce_report_visit *visit,
                                            void *ctx, truce_error *err);

/** Counts and health. */
typedef struct truce_ledger_facts {
    int version; /**< of the ledger's schema */
    uint64_t reports, claims, outlets;
    uint64_t copies;       /**< reports whose text an earlier one has */
    truce_day first, last; /**< of the dated reports; TRUCE_NO_DAY where there is none */
} truce_ledger_facts;

TRUCE_API truce_status truce_ledger_count(truce_ledger *ledger, truce_ledger_facts *out, truce_error *err);

/** Looks through the whole file: structure, references, and that each claim has a source. TRUCE_LEDGER with the first
 * thing found wrong. */
TRUCE_API truce_status truce_ledger_check(truce_ledger *ledger, truce_error *err);

/** The version of SQLite that is used. */
TRUCE_API const char *truce_ledger_engine(void);

#ifdef __cplusplus
}
#endif
#endif
