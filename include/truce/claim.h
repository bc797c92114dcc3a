/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIM_H
#define TRUCE_CLAIM_H

/** @file
 * A claim: one source's assertion, in one report, of one act or one figure (docs/claims.md is the reference).
 *
 * Strings are UTF-8, NUL-terminated, in the memory of whoever made the claim; NULL where the text does not give the
 * slot. Lists are in text order. Days are inclusive.
 */

#include <stdbool.h>
#include <truce/report.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The acts: identifier, name. */
#define TRUCE_ACT_LIST(X)                                                                                              \
    X(RELEASE, "release")                                                                                              \
    X(HANDOVER, "handover")                                                                                            \
    X(RECOVER, "recover")                                                                                              \
    X(CONTACT, "contact")                                                                                              \
    X(HOLD, "hold")                                                                                                    \
    X(CAPTURE, "capture")                                                                                              \
    X(CEASE_FIRE, "cease-fire")                                                                                        \
    X(SUSPEND, "suspend")                                                                                              \
    X(EXTEND, "extend")                                                                                                \
    X(ATTACK, "attack")                                                                                                \
    X(WITHDRAW, "withdraw")                                                                                            \
    X(DEPLOY, "deploy")                                                                                                \
    X(MONITOR, "monitor")                                                                                              \
    X(ADMIT_AID, "admit-aid")                                                                                          \
    X(BLOCK_AID, "block-aid")                                                                                          \
    X(TALK, "talk")                                                                                                    \
    X(AGREE, "agree")                                                                                                  \
    X(RATIFY, "ratify")                                                                                                \
    X(PROPOSE, "propose")                                                                                              \
    X(REFUSE, "refuse")                                                                                                \
    X(DEMAND, "demand")                                                                                                \
    X(COMMIT, "commit")                                                                                                \
    X(BREACH, "breach")                                                                                                \
    X(ASSESS, "assess")                                                                                                \
    X(TRANSFER_POWER, "transfer-power")                                                                                \
    X(DISARM, "disarm")                                                                                                \
    X(RETURN_HOME, "return-home")                                                                                      \
    X(SANCTION, "sanction")                                                                                            \
    X(LIFT_SANCTION, "lift-sanction")                                                                                  \
    X(THREATEN, "threaten")                                                                                            \
    X(PROSECUTE, "prosecute")                                                                                          \
    X(TOLL, "toll")                                                                                                    \
    X(DESCRIBE, "describe")

/** How an act is asserted. */
#define TRUCE_CLAIM_STATUS_LIST(X)                                                                                     \
    X(DONE, "done")                                                                                                    \
    X(ONGOING, "ongoing")                                                                                              \
    X(SCHEDULED, "scheduled")                                                                                          \
    X(PLEDGED, "pledged")                                                                                              \
    X(WILLING, "willing")                                                                                              \
    X(DEMANDED, "demanded")                                                                                            \
    X(STIPULATED, "stipulated")                                                                                        \
    X(REFUSED, "refused")                                                                                              \
    X(DENIED, "denied")                                                                                                \
    X(POSSIBLE, "possible")

/** Who a source is. */
#define TRUCE_SOURCE_KIND_LIST(X)                                                                                      \
    X(OUTLET, "outlet")                                                                                                \
    X(PARTY, "party")                                                                                                  \
    X(MEDIATOR, "mediator")                                                                                            \
    X(OFFICIAL, "official")                                                                                            \
    X(INSTITUTION, "institution")                                                                                      \
    X(PERSON, "person")                                                                                                \
    X(UNNAMED, "unnamed")

#define TRUCE_QUALIFIER_LIST(X)                                                                                        \
    X(EXACT, "exact")                                                                                                  \
    X(ABOUT, "about")                                                                                                  \
    X(AT_LEAST, "at-least")                                                                                            \
    X(MORE_THAN, "more-than")                                                                                          \
    X(UP_TO, "up-to")                                                                                                  \
    X(LESS_THAN, "less-than")

/** What a quantity counts; see TRUCE_MEASURE_LIST for how. */
#define TRUCE_QUANTITY_KIND_LIST(X)                                                                                    \
    X(CAPTIVES_LIVING, "captives-living")                                                                              \
    X(CAPTIVES, "captives")                                                                                            \
    X(REMAINS, "remains")                                                                                              \
    X(PRISONERS, "prisoners")                                                                                          \
    X(DETAINEES, "detainees")                                                                                          \
    X(KILLED, "killed")                                                                                                \
    X(INJURED, "injured")                                                                                              \
    X(KILLED_OR_INJURED, "killed-or-injured")                                                                          \
    X(DISPLACED, "displaced")                                                                                          \
    X(MISSING, "missing")                                                                                              \
    X(FIGHTERS, "fighters")                                                                                            \
    X(MONITORS, "monitors")                                                                                            \
    X(WEAPONS, "weapons")                                                                                              \
    X(TRUCKS, "trucks")                                                                                                \
    X(OTHER, "other")

#define TRUCE_MEASURE_LIST(X)                                                                                          \
    X(BATCH, "batch")                                                                                                  \
    X(CUMULATIVE, "cumulative")                                                                                        \
    X(STOCK, "stock")                                                                                                  \
    X(TERM, "term")

#define TRUCE_LINK_LIST(X)                                                                                             \
    X(IN_EXCHANGE_FOR, "in-exchange-for")                                                                              \
    X(IF, "if")                                                                                                        \
    X(AFTER, "after")                                                                                                  \
    X(BEFORE, "before")                                                                                                \
    X(UNTIL, "until")                                                                                                  \
    X(PART_OF, "part-of")                                                                                              \
    X(BECAUSE, "because")                                                                                              \
    X(DENIES, "denies")                                                                                                \
    X(SAME_AS, "same-as")

/** Declares `truce_<set>` with TRUCE_<SET>_NONE = 0 before the list's values; its name and value functions: `_name`
 * gives "" for NONE, `_from_name` gives NONE for a name that is not in the list. */
#define TRUCE_DECLARE_SET(set, PREFIX, LIST)                                                                           \
    typedef enum truce_##set{TRUCE_##PREFIX##_NONE = 0, LIST(TRUCE_SET_##PREFIX) TRUCE_##PREFIX##_COUNT} truce_##set;  \
    TRUCE_API const char *truce_##set##_name(truce_##set value);                                                       \
    TRUCE_API truce_##set truce_##set##_from_name(const char *name);

#define TRUCE_SET_ACT(id, name)           TRUCE_ACT_##id,
#define TRUCE_SET_CLAIM_STATUS(id, name)  TRUCE_CLAIM_STATUS_##id,
#define TRUCE_SET_SOURCE_KIND(id, name)   TRUCE_SOURCE_KIND_##id,
#define TRUCE_SET_QUALIFIER(id, name)     TRUCE_QUALIFIER_##id,
#define TRUCE_SET_QUANTITY_KIND(id, name) TRUCE_QUANTITY_KIND_##id,
#define TRUCE_SET_MEASURE(id, name)       TRUCE_MEASURE_##id,
#define TRUCE_SET_LINK(id, name)          TRUCE_LINK_##id,

TRUCE_DECLARE_SET(act, ACT, TRUCE_ACT_LIST)
TRUCE_DECLARE_SET(claim_status, CLAIM_STATUS, TRUCE_CLAIM_STATUS_LIST)
TRUCE_DECLARE_SET(source_kind, SOURCE_KIND, TRUCE_SOURCE_KIND_LIST)
TRUCE_DECLARE_SET(qualifier, QUALIFIER, TRUCE_QUALIFIER_LIST)
TRUCE_DECLARE_SET(quantity_kind, QUANTITY_KIND, TRUCE_QUANTITY_KIND_LIST)
TRUCE_DECLARE_SET(measure, MEASURE, TRUCE_MEASURE_LIST)
TRUCE_DECLARE_SET(link, LINK, TRUCE_LINK_LIST)

/** A list of strings. */
typedef struct truce_names {
    const char **v;
    size_t n;
} truce_names;

/** One link of a source chain. */
typedef struct truce_source {
    const char *name;
    truce_source_kind kind;
    const char *cue; /**< the words that attribute it; NULL for the report's own outlet */
    truce_day said;  /**< the day of saying, where it differs from the report's; else TRUCE_NO_DAY */
} truce_source;

#define TRUCE_UNBOUNDED (-1.0) /**< no bound on this side of a quantity */

/** How many, of what; present when kind is not NONE. */
typedef struct truce_quantity {
    double min, max; /**< TRUCE_UNBOUNDED for a bound that is not given */
    truce_qualifier qualifier;
    const char *of; /**< the report's words for what is counted */
    truce_quantity_kind kind;
    truce_measure measure;
    const char *per; /**< of a ratio: `each captive`; NULL otherwise */
    double total;    /**< of a part of a total; TRUCE_UNBOUNDED otherwise */
} truce_quantity;

/** When, as an interval of days; present when text is not NULL. */
typedef struct truce_time {
    truce_day start, end; /**< TRUCE_NO_DAY for an open or unknown end */
    const char *duration; /**< ISO 8601 as TIMEX3 writes it, `P50D`; NULL where there is none */
    const char *text;     /**< the expression as it stands in the report */
} truce_time;

/** By when; present when day, duration or text is set. */
typedef struct truce_deadline {
    truce_day day;
    const char *duration; /**< counted from the claim `from` */
    const char *from;     /**< a claim's id; NULL where not told */
    const char *text;
} truce_deadline;

typedef struct truce_claim_link {
    truce_link type;
    const char *to; /**< the id of a claim of the same report */
} truce_claim_link;

typedef struct truce_claim {
    const char *id;        /**< `c1`, `c2`, …, in text order within the report */
    const char *report;    /**< the report's name */
    const char *report_id; /**< SHA-256 of the report; NULL in a gold file */
    const char *text_hash; /**< SHA-256 of its normalized body; NULL in a gold file */
    truce_day report_date;
    truce_span span; /**< of the quote, in the report's bytes as read */
    const char *quote;
    truce_source *source; /**< outermost first; source[0] is the report's outlet */
    size_t n_source;
    truce_act act;
    truce_claim_status status;
    truce_names actor, target, counterpart, via;
    const char *actor_text, *target_text; /**< the report's words, where the slot resolves them */
    truce_quantity quantity;
    truce_time time;
    truce_deadline deadline;
    const char *place;
    truce_claim_link *links;
    size_t n_links;
    const char *rule;  /**< the rule that made it; NULL in a gold file */
    const char *model; /**< the parser model's name and version; NULL in a gold file or where trees came from outside */
} truce_claim;

/** Claims in the order of their reports' names or of reading, then of the text. */
typedef struct truce_claims {
    truce_claim *v;
    size_t n;
} truce_claims;

/** The version of the JSON fields and of the ledger's claim columns. */
#define TRUCE_SCHEMA_VERSION 1

#ifdef __cplusplus
}
#endif
#endif
