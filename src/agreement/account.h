/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_AGREEMENT_ACCOUNT_H
#define TRUCE_AGREEMENT_ACCOUNT_H

/** @file
 * An account in memory: read by the views, made by account.c. Everything lives in its arena, but for the claims and the
 * agreement, which are lent.
 *
 *     account ── groups: who says so, in the order of printing
 *             ├─ cells: one for each obligation (and debtor, of a prohibition) and group
 *             ├─ said: breaches and suspensions of the agreement as a whole
 *             └─ reports: what it rests on
 */

#include "agreement/model.h"

/** What a claim does in its cell. */
typedef enum account_part {
    PART_NONE,
    PART_BATCH,      /**< a figure of one event */
    PART_CUMULATIVE, /**< a figure of all so far */
    PART_RATIO,      /**< done, so many for each of another obligation */
    PART_NAMED,      /**< done, persons by name without a number */
    PART_DONE,       /**< done, without a figure */
    PART_UNDER_WAY,  /**< being done, without a figure */
    PART_LEVEL,      /**< how many are held on a day: binds that day only */
    PART_EXPECTED,   /**< scheduled, pledged, offered, demanded, possible */
    PART_REFUSED,
    PART_DENIED,
    PART_TERM, /**< what was agreed, as a source tells it */
    PART_SUSPENDED,
    PART_ALLEGED, /**< of a prohibition: that it was broken */
} account_part;

/** A claim in a cell. */
typedef struct account_claim {
    const truce_claim *claim;
    size_t report; /**< its report among the account's */
    account_part part;
    /** When: a day between first and last. Open ends are TRUCE_NO_DAY; first is then the agreement's first day. */
    truce_day first, last;
    bool undated;       /**< the report gives no day: it is between in-force and the report's date */
    bool in_all;        /**< its figure is of all so far, not of one event */
    bool elsewhere;     /**< its figure is counted with another claim of the cell: the same event, or a part of it */
    amount figure;      /**< as counted, `about` widened; unknown where it has none */
    const char *reason; /**< of one that is set aside */
    bool repeated;      /**< of one that is set aside: an earlier cell has it, too */
} account_claim;

typedef struct account_claims {
    account_claim *v;
    size_t n;
} account_claims;

typedef enum account_group_kind {
    GROUP_SIDE,
    GROUP_MEDIATORS,
    GROUP_INTERMEDIARIES,
    GROUP_INSTITUTIONS,
    GROUP_THIRD_STATES,
    GROUP_PERSONS,
    GROUP_OTHER_PARTIES, /**< speak for a side that the file does not name */
    GROUP_UNNAMED,
    GROUP_OUTLET,  /**< an unaligned outlet */
    GROUP_OVERALL, /**< what done-when makes of the others */
} account_group_kind;

typedef struct account_group {
    account_group_kind kind;
    int side;         /**< of GROUP_SIDE: the actor */
    const char *id;   /**< `north`, `mediators`, `outlet:Delta Wire` */
    const char *name; /**< for people */
} account_group;

typedef enum account_progress {
    PROGRESS_NO_REPORT,
    PROGRESS_REPORTED_NOT_DONE,
    PROGRESS_NUMBER_NOT_REPORTED,
    PROGRESS_PARTLY,
    PROGRESS_DONE,
    PROGRESS_OVER,
} account_progress;

typedef enum account_timing {
    TIMING_NOT_DUE,
    TIMING_DUE, /**< its time has come and has not passed; or it was done in time */
    TIMING_OVERDUE,
    TIMING_LATE,
    TIMING_NO_DEADLINE,
    TIMING_UNKNOWN,
} account_timing;

enum { FLAG_REFUSED = 1, FLAG_SUSPENDED = 2, FLAG_DISPUTED = 4 };

typedef enum account_conduct {
    CONDUCT_NONE, /**< no prohibition */
    CONDUCT_NO_BREACH_REPORTED,
    CONDUCT_ALLEGED,
    CONDUCT_ADMITTED,
    CONDUCT_DENIED,
} account_conduct;

typedef struct account_cell {
    int obligation;
    int debtor; /**< of a prohibition, the actor that it binds; -1 otherwise */
    int group;
    amount agreed, done, owed;
    bool bounded; /**< done.max comes from a source; else it is what was agreed */
    account_progress progress;
    account_timing timing;
    truce_day due; /**< the day that timing is about; TRUCE_NO_DAY: none */
    unsigned flags;
    account_conduct conduct;
    account_claims claims, set_aside;
} account_cell;

/** A breach or suspension of the agreement as a whole. */
typedef struct account_said {
    account_claim said;
    int group;
} account_said;

typedef struct account_outlet {
    const char *name;
    size_t reports;
} account_outlet;

/** A report that the account rests on. */
typedef struct account_report {
    const char *name, *id; /**< id may be NULL */
    const char *outlet;
    truce_day date;
    const char *copy_of; /**< the earlier report whose text it repeats, or NULL */
} account_report;

struct truce_account {
    arena *a;
    const truce_agreement *g;
    truce_day as_of, known_by;
    bool as_of_given, known_by_given;
    struct {
        account_group *v;
        size_t n;
    } groups;
    struct {
        account_cell *v;
        size_t n;
    } cells; /**< by obligation, debtor, group */
    struct {
        account_said *v;
        size_t n;
    } said;
    struct {
        account_report *v;
        size_t n;
    } reports; /**< by date, then name; undated ones last */
    struct {
        account_outlet *v;
        size_t n;
    } outlets;          /**< by name */
    truce_day from, to; /**< of the dated reports; TRUCE_NO_DAY without one */
    size_t n_undated;   /**< of the reports */
    struct {
        account_report *v;
        size_t n;
    } left_out; /**< undated reports, unless all are */
    /** Reports left out: from before the agreement; from after its last day, without a word on it; that name no party.
     */
    size_t n_early, n_late, n_others;
};

/** Names of the enumerations, as in JSON. */
const char *account_progress_name(account_progress p);
const char *account_timing_name(account_timing t);
const char *account_conduct_name(account_conduct c);
const char *account_part_name(account_part p);

/* ── bearing.c: which claims bear on an obligation ── */

/** A report's claims, in text order, and what they name. */
typedef struct bearing_report {
    const truce_claim **v;
    size_t n;
    uint32_t sides; /**< bit i: names the side i */
    truce_day date;
} bearing_report;

/** What bearing needs to know of the account being made. */
typedef struct bearing_context {
    const truce_agreement *g;
    arena *a;       /**< what outlives the claim */
    arena *scratch; /**< for one claim's names */
    truce_day as_of;
} bearing_context;

typedef enum bearing_kind { BEARS_NOT, BEARS, BEARS_ASIDE } bearing_kind;

typedef struct bearing {
    bearing_kind kind;
    int obligation, debtor;
    account_claim claim;
} bearing;

typedef struct bearings {
    bearing *v;
    size_t n;
} bearings;

/** The obligations on which claim i of a report bears, or would but for a reason; speaker is its source's actor, or -1.
 * *out is in the scratch arena. */
void claim_bearings(const bearing_context *ctx, const bearing_report *report, size_t i, int speaker, bearings *out);

/** Sides named anywhere in a claim's slots. */
uint32_t claim_sides(const truce_agreement *g, arena *scratch, const truce_claim *c);

/** When a claim's act is, and whether the report gives no day. */
void claim_days(const bearing_context *ctx, const truce_claim *c, account_claim *out);

/** The day of saying: the innermost source's, else the report's. */
truce_day claim_said_on(const truce_claim *c);

/** Why the days of an act keep it from counting; NULL when they do not. */
const char *days_aside(const bearing_context *ctx, const account_claim *c);

/* ── tally.c: how much ── */

typedef struct tally {
    amount done;         /**< unknown without a figure */
    bool figure, report; /**< a figure was given; something was reported done */
    bool bounded;        /**< some source told how many there were in all by bound_day: bound at most */
    double bound;
    truce_day bound_day;
} tally;

/** What a group's claims on one obligation come to, of those that happened by the day `until` at the latest
 * (TRUCE_NO_DAY: all); their figures must be set. agreed is the upper bound where no source gives one. Marks claims
 * whose figures are counted elsewhere. */
tally tally_claims(arena *a, const agreement_obligation *o, account_claims *claims, amount agreed, truce_day until);

/** A claim's figure with `about` widened by tolerance (a share), in whole persons or things. */
amount tally_figure(const truce_quantity *q, double tolerance);

/** The same for what was agreed. */
amount tally_widened(amount about, double tolerance);

/** Whether what is of kind a may be of kind b, too. */
bool kinds_meet(truce_quantity_kind a, truce_quantity_kind b);

#endif
