/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_AGREEMENT_MODEL_H
#define TRUCE_AGREEMENT_MODEL_H

/** @file
 * An agreement in memory. Everything lives in its arena; lists are in the file's order; lines and columns count from 1.
 */

#include <truce/agreement.h>

#include "base/arena.h"
#include "base/yaml.h"

/** An id as written, and what it names: an index into actors, obligations or phases. */
typedef struct agreement_ref {
    const char *id;
    size_t line, column;
    int index;  /**< -1 until resolved */
    bool phase; /**< of a reference to either a phase or an obligation: which of them */
} agreement_ref;

typedef struct agreement_refs {
    agreement_ref *v;
    size_t n;
} agreement_refs;

typedef enum agreement_role { ROLE_SIDE, ROLE_MEDIATOR, ROLE_INTERMEDIARY } agreement_role;

/** What one side calls another. */
typedef struct agreement_called_by {
    agreement_ref by;
    truce_names names;
} agreement_called_by;

/** A side, a mediator or an intermediary. */
typedef struct agreement_actor {
    const char *id;
    size_t line, column;
    agreement_role role;
    const char *name;
    truce_names aliases, forces, people;
    struct {
        agreement_called_by *v;
        size_t n;
    } called_by;
} agreement_actor;

typedef struct agreement_outlet {
    const char *name, *key; /**< key: name_key() of it */
    size_t line, column;
    agreement_refs side; /**< one */
} agreement_outlet;

/** An interval of numbers; TRUCE_UNBOUNDED where a bound is not known. */
typedef struct amount {
    double min, max;
} amount;

#define AMOUNT_UNKNOWN ((amount){TRUCE_UNBOUNDED, TRUCE_UNBOUNDED})

typedef struct agreement_acts {
    truce_act *v;
    size_t n;
} agreement_acts;

typedef struct agreement_kinds {
    truce_quantity_kind *v;
    size_t n;
} agreement_kinds;

typedef enum agreement_deadline_kind {
    DEADLINE_NONE,
    DEADLINE_DAY,    /**< on a date */
    DEADLINE_WITHIN, /**< so many days after `of`, or after the phase's first day */
    DEADLINE_NUMBER, /**< on the n-th day of the phase, its first day being day 1 */
} agreement_deadline_kind;

typedef struct agreement_deadline {
    agreement_deadline_kind kind;
    truce_day day;
    int days;
    agreement_refs of; /**< none, or one phase or obligation */
} agreement_deadline;

typedef struct agreement_batch {
    amount count;
    truce_day by; /**< TRUCE_NO_DAY where not given */
} agreement_batch;

typedef struct agreement_obligation {
    const char *id;
    size_t line, column;
    agreement_refs by, to, via, in_exchange_for, per;
    agreement_acts act, never; /**< one of them is empty */
    agreement_kinds of;
    amount count; /**< for each one of `per`, and for each `every`, where these are given */
    bool counted; /**< count was given */
    bool about;   /**< … as `about N`: count is widened by the agreement's tolerance */
    int every;    /**< days; 0: once */
    truce_names place, called;
    truce_names place_keys, called_keys; /**< name_key() of them */
    agreement_deadline deadline;
    struct {
        agreement_batch *v;
        size_t n;
    } batches;
    const char *note;
    int phase;
    truce_day due; /**< the last day on which it can be kept in time; TRUCE_NO_DAY: none is known */
} agreement_obligation;

typedef struct agreement_phase {
    const char *id;
    size_t line, column;
    truce_day on;         /**< the date it starts, where the file gives one */
    agreement_refs after; /**< at most one */
    agreement_refs when;  /**< `if`: obligations that must be kept for it to start */
    int lasts;            /**< days; 0: not given */
    truce_names called, called_keys;
    truce_day start, end; /**< first and last day; TRUCE_NO_DAY where not known */
    truce_day not_before; /**< the earliest day on which it can start; TRUCE_NO_DAY where not known */
    int first, n;         /**< its obligations in the agreement's list */
} agreement_phase;

typedef enum agreement_done_when {
    DONE_WHEN_NOT_GIVEN,
    DONE_WHEN_DEBTOR_AND_CREDITOR,
    DONE_WHEN_CREDITOR,
    DONE_WHEN_ALL_SIDES,
    DONE_WHEN_INTERMEDIARY,
    DONE_WHEN_GROUPS,
} agreement_done_when;

/** A name by which an actor is known. */
typedef struct agreement_alias {
    const char *key; /**< name_key() of it */
    int actor;
    int by; /**< the side that alone uses it (called-by); -1: everybody does */
} agreement_alias;

struct truce_agreement {
    arena *a;
    const char *path;
    const char *name;
    truce_day in_force;
    truce_day signed_on; /**< from this day on what is said of terms and plans counts; in_force where not given */
    truce_day until;     /**< the last day whose acts count; TRUCE_NO_DAY: none */
    double tolerance;    /**< how far `about` reaches, as a share */
    truce_names articles;
    struct {
        agreement_actor *v;
        size_t n;
    } actors; /**< sides, then mediators, then intermediaries */
    size_t n_sides;
    struct {
        agreement_outlet *v;
        size_t n;
    } outlets;
    agreement_done_when done_when;
    agreement_refs done_groups;
    struct {
        agreement_phase *v;
        size_t n;
    } phases;
    struct {
        agreement_obligation *v;
        size_t n;
    } obligations;
    struct {
        agreement_alias *v;
        size_t n;
    } aliases; /**< sorted by key, then by `by` */
};

enum { AGREEMENT_SIDES_MAX = 32 };

/** The words of a name, as names are compared: case folded, punctuation and articles left out, each word between single
 * spaces, ` red cross `. A single space for a name without a word. */
const char *name_key(arena *a, const truce_names *articles, const char *name);

/** The actor that a name stands for in the mouth of speaker (an actor, or -1); -1: none. */
int agreement_actor_of(const truce_agreement *g, arena *scratch, const char *name, int speaker);

/** Whether the words of needle stand together in haystack; both are keys. */
bool key_holds(const char *haystack, const char *needle);

/** Whether it looks like a person's name, as far as can be told without knowing the language: two words or more, each
 * with a capital. */
bool name_is_a_persons(const char *name);

/** The keys of the table of keys, context by context, for docs/agreement.md and its test. */
typedef struct agreement_key_doc {
    const char *context; /**< `agreement`, `obligation`, … */
    const char *key, *type, *doc;
    bool required;
} agreement_key_doc;

/** The i-th key of the schema; false beyond the last. */
bool agreement_schema_key(size_t i, agreement_key_doc *out);

/** Finds the names two actors share and fills aliases; problems go to fail. */
typedef void agreement_fail(void *ctx, size_t line, size_t column, const char *message);
void agreement_index_names(truce_agreement *g, agreement_fail *fail, void *ctx);

/** Acts that are a state: while they go on they are done, and the end of a phase is no deadline for them. */
bool act_is_state(truce_act act);

/** Acts after which persons or things are elsewhere: of these, how many is the question, also where the file gives no
 * number. Of others, that they took place is enough. */
bool act_delivers(truce_act act);

/** Resolves deadlines and phases' days once all ids are resolved. */
void agreement_set_days(truce_agreement *g);

#endif
