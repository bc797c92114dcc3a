/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_SLOTS_H
#define TRUCE_CLAIMS_SLOTS_H

/** @file
 * The numbers and times of a report, found once; quantity.h and timex.h answer questions about them.
 *
 *     slots *s = slots_new(a, words, d, SLOTS_NEWS);
 *     if (quantity_of(s, sent, noun, pred, act, &claim.quantity)) claim.quantity.measure = quantity_measure(…);
 *     timex_for(s, sent, pred, &claim.time);
 */

#include "claims/doc.h"
#include "claims/number_words.h"
#include "claims/slot_words.h"

typedef enum timex_type { TIMEX_DATE = 0, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET } timex_type;
const char *timex_type_name(timex_type type);

/** How an expression bears on its act, from the preposition before it. */
typedef enum timex_relation {
    TIMEX_PLAIN = 0, /**< in, on, at, or none */
    TIMEX_SINCE,
    TIMEX_UNTIL,
    TIMEX_BY,
    TIMEX_BEFORE,
    TIMEX_WITHIN,
    TIMEX_FOR,
    TIMEX_OVER,
    TIMEX_FROM,
    TIMEX_AFTER,
    TIMEX_BETWEEN,
    TIMEX_NOT_BEFORE,
} timex_relation;

#define TIMEX_VALUE 40

/** An expression of time. Words first..last (1..n) of its sentence. */
typedef struct timex {
    uint32_t first, last;
    truce_span span; /**< the expression, as TIMEX3 marks it */
    truce_span with_preposition;
    uint32_t head; /**< its word whose head is outside */
    uint32_t host; /**< the word that it hangs on, 0 for none */
    bool closed;   /**< it dates the noun before which it stands: `the May truce` */
    timex_type type;
    char value[TIMEX_VALUE]; /**< of TIMEX3: `2025-02-27`, `P50D`, `PRESENT_REF`, `XXXX-WXX-5` */
    truce_day start, end; /**< the days meant; TRUCE_NO_DAY where open, or where the report has no date to count from */
    const char *duration; /**< of a duration or a stretch; NULL otherwise */
    timex_relation relation;
    bool preposition; /**< one stands before it */
    bool certain_day; /**< start or end say something: false for `recently`, `for months` */
    bool past_bound;  /**< the days are those before end: `so far`, `more than a year ago` */
    bool at_end;      /**< the end of a longer time is meant: `the end of May` */
    bool passing;     /**< `soon`, `former`: dates nothing */
    bool present;     /**< `now` */
    bool ends_range;  /**< the one before it is joined to it */
    bool clock;       /**< a time of a day that is not told */
    bool age;         /**< `three-month-old`, `19-year-old` */
    uint32_t
        joined; /**< the expression in the same sentence that ends it (`between April 29 and May 10`), + 1; 0 none */
} timex;

typedef struct slots_sentence {
    atoms as;
    timex *times;
    uint32_t n_times;
    number *numbers; /**< counts only, see number_find() */
    uint32_t n_numbers;
} slots_sentence;

typedef enum slots_mode {
    SLOTS_NEWS,      /**< an incomplete date is set against the report's date */
    SLOTS_NARRATIVE, /**< … against the date told last, as in a history */
} slots_mode;

/** The lexicon classes that numbers and times ask for, looked up once. */
#define SLOTS_LEXICON_LIST(X)                                                                                          \
    X(future, "future")               /* lemmas whose dependents lie after the report */                               \
    X(future_matrix, "future-matrix") /* verbs whose infinitive lies after the report: agree to, vow to */             \
    X(counted, "counted")             /* a noun; value: the kind of quantity it is counted as */                       \
    X(person, "person-noun")          /* a noun for persons without a kind of their own */                             \
    X(container, "container")         /* group, batch, total: what it contains is counted */                           \
    X(part, "remains-part")           /* bodies, remains: counted by the number of their `of` */                       \
    X(number_of, "number-of")         /* number, toll: the figure stands elsewhere in the clause */                    \
    X(living, "living")                                                                                                \
    X(deceased, "deceased")                                                                                            \
    X(same_number, "same-number") /* an equal number of */                                                             \
    X(harm, "harm")               /* a verb, noun or adjective of harm; value: the kind of those harmed */             \
    X(custody, "custody")         /* prison, detained; value: the kind of those held so */                             \
    X(cumulative, "cumulative")   /* so far, since */                                                                  \
    X(event, "event")             /* attack, blast: one of them is a batch */                                          \
    X(perfect, "perfect")         /* have */                                                                           \
    X(long_event, "long-event")   /* war, conflict: its figures add up over time */                                    \
    X(pronoun, "counted-pronoun") /* them, whom: what was counted before */                                            \
    X(others, "others")           /* others, more: the same kind again */

typedef struct slots_classes {
#define SLOTS_CLASS_FIELD(field, name) int field;
    SLOTS_LEXICON_LIST(SLOTS_CLASS_FIELD)
#undef SLOTS_CLASS_FIELD
} slots_classes;

typedef struct slots {
    arena *a;
    const doc *d;
    slots_classes classes;
    truce_quantity_kind held_as; /**< see quantity_held_as() */
    slots_sentence *v;           /**< [d->n] */
} slots;

/** Finds all times and numbers of a report. Allocates in a only: call inside arena_run(). */
slots *slots_new(arena *a, const slot_words *words, const doc *d, slots_mode mode);

#endif
