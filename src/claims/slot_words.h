/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_SLOT_WORDS_H
#define TRUCE_CLAIMS_SLOT_WORDS_H

/** @file
 * The words that numbers and times are made of, and a sentence cut into atoms for them.
 *
 * The words stand in `number.words` and `time.words` of a folder: class, phrase, value, divided by tabs; `#` starts a
 * comment line. A phrase may have several classes. What a value is depends on the class:
 *
 *     ten        twenty      20         twenty-five people
 *     hedge      at least    at-least   at least three
 *     month      march       3          in March
 *
 * Atoms are finer than words, so that it does not matter where a tokenizer cuts: a run of letters, a number with its
 * separators, or one sign. `72-hour` is `72` `-` `hour`, `7th` is `7` `th`, `mid-January` is `mid` `-` `january`.
 */

#include "base/arena.h"
#include "base/error.h"
#include <truce/claim.h>
#include <truce/sentence.h>

/** Class, its name in the files, and whether its value must be a number. */
#define SLOT_CLASS_LIST(X)                                                                                             \
    X(UNIT, "unit", true)                /* one to nine */                                                             \
    X(TEEN, "teen", true)                /* ten to nineteen */                                                         \
    X(TEN, "ten", true)                  /* twenty to ninety */                                                        \
    X(HUNDRED, "hundred", true)          /* hundred */                                                                 \
    X(SCALE, "scale", true)              /* thousand, million to */                                                    \
    X(DOZEN, "dozen", true)              /* dozen: multiplies, but nothing follows it */                               \
    X(VAGUE, "vague", true)              /* dozens 24: at least so many, no upper bound */                             \
    X(FEW, "few", true)                  /* several, a few: makes a following dozen or hundred vague */                \
    X(FRACTION, "fraction", true)        /* half, quarter: of a million */                                             \
    X(GROUP_OF, "group-of", true)        /* pair 2, trio 3 */                                                          \
    X(ORDINAL, "ordinal", true)          /* first to thirty-first */                                                   \
    X(ORDINAL_END, "ordinal-end", false) /* th, st */                                                                  \
    X(ARTICLE, "article", false)         /* a, an */                                                                   \
    X(THE, "the", false)                                                                                               \
    X(PLURAL, "plural", false)         /* s: of the 1930s */                                                           \
    X(DETERMINER, "determiner", false) /* the, its: may stand between a hedge or `of` and a number */                  \
    X(AND, "and", false)                                                                                               \
    X(OF, "of", false)                                                                                                 \
    X(POINT, "point", false)                                                                                           \
    X(NONE, "none", false)               /* no, not a single */                                                        \
    X(ANOTHER, "another", false)         /* another: one more, or stands before a number */                            \
    X(HEDGE, "hedge", false)             /* before a number; the qualifier that it makes */                            \
    X(HEDGE_AFTER, "hedge-after", false) /* or more, or so */                                                          \
    X(PHRASAL, "phrasal", false)         /* handed over: a verb whose particle looks like a hedge */                   \
    X(BETWEEN, "between", false)                                                                                       \
    X(FROM, "from", false)                                                                                             \
    X(TO, "to", false) /* divides the ends of a range */                                                               \
    X(OUT_OF, "out-of", false)                                                                                         \
    X(PERCENT, "percent", false)                                                                                       \
    X(MONEY, "money", false)     /* a currency, before or after a number */                                            \
    X(MEASURE, "measure", false) /* kilometres: a number before it is no count */                                      \
    X(LABEL, "label", false)     /* resolution, phase: a number after it is a name */                                  \
    X(AGED, "aged", false)                                                                                             \
    X(STRONG, "strong", false)       /* seven-strong, five-member */                                                   \
    X(PER, "per", false)             /* for each, for every, per */                                                    \
    X(WEEKDAY, "weekday", true)      /* 0 Monday to 6 Sunday */                                                        \
    X(MONTH, "month", true)          /* 1 to 12 */                                                                     \
    X(SEASON, "season", false)       /* SP SU FA WI */                                                                 \
    X(TIME_UNIT, "time-unit", false) /* TS TM TH D W M Y E(decade) C(century) F(fortnight) K(weekend) Q(quarter) */    \
    X(DAYPART, "daypart", false)     /* MO MI AF EV NI DT */                                                           \
    X(CLOCK, "clock", false)         /* AM PM */                                                                       \
    X(ZONE, "zone", false)                                                                                             \
    X(DAY, "day", true) /* today 0, yesterday -1, tonight 0/NI */                                                      \
    X(OVERNIGHT, "overnight", false)                                                                                   \
    X(SHIFT, "shift", true)                 /* last -1, this 0, next 1: from the report's day */                       \
    X(CONTEXT_SHIFT, "context-shift", true) /* previous -1, that 0, following 1: from the day told of */               \
    X(SPAN, "span", true)                   /* past -1, coming 1: a stretch that touches the report's day */           \
    X(THIRD, "third", false)                /* START MID END: early, mid, late, the end of */                          \
    X(WITHIN_DAY, "within-day", true)   /* earlier -1, later 1: before another expression, which keeps its value */    \
    X(AGO, "ago", true)                 /* ago -1, from now 1 */                                                       \
    X(CONTEXT_AGO, "context-ago", true) /* earlier -1, later 1 */                                                      \
    X(LONG, "long", false)              /* old, long: after a duration */                                              \
    X(REF, "ref", false)                /* PRESENT_REF PAST_REF FUTURE_REF */                                          \
    X(ERA, "era", false)                /* BC AD */                                                                    \
    X(HOLIDAY, "holiday", false)        /* MM-DD */                                                                    \
    X(EVERY, "every", false)                                                                                           \
    X(SET, "set", false)                 /* daily P1D */                                                               \
    X(SINCE_THEN, "since-then", false)   /* then: the day told of */                                                   \
    X(PREPOSITION, "preposition", false) /* in on since by until before within for over from to */                     \
    X(YEAR_WORD, "year-word", false)     /* the year 1999 */

typedef enum slot_class {
    SLOT_NO_CLASS = 0,
#define SLOT_CLASS_ENUM(id, name, number) SLOT_##id,
    SLOT_CLASS_LIST(SLOT_CLASS_ENUM)
#undef SLOT_CLASS_ENUM
        SLOT_CLASS_COUNT
} slot_class;

typedef struct slot_entry {
    slot_class class;
    const char *phrase; /**< lower case, its atoms divided by spaces */
    const char *text;   /**< the value as it stands */
    double number;      /**< the value up to where it is no number, 0 where it is none */
    uint32_t line;
} slot_entry;

typedef struct slot_words slot_words;

/** Reads the two files of a folder. Every bad line is an entry of errs (may be NULL); the words are given only when
 * all is well. TRUCE_INPUT for bad lines, TRUCE_IO for a missing file. */
truce_status slot_words_load(const char *folder, slot_words **out, error_list *errs);
void slot_words_free(slot_words *words);

typedef struct atom {
    truce_span span;  /**< bytes of the report */
    uint32_t word;    /**< 1..n of the sentence */
    const char *text; /**< lower case; a dash is `-`, an apostrophe `'` */
    double value;     /**< of a number */
    uint8_t digits;   /**< of a number written plainly (2014: 4); 0 where it has separators, or is none */
    bool number, letters, upper;
    bool glued;                /**< nothing stands between it and the atom before */
    uint32_t match, n_matches; /**< in atoms.matches */
} atom;

typedef struct atom_match {
    const slot_entry *entry;
    uint32_t n; /**< atoms that the phrase takes */
} atom_match;

/** The atoms of one sentence. */
typedef struct atoms {
    const truce_sentence *sentence;
    atom *v;
    uint32_t n;
    atom_match *matches;
} atoms;

/** Cuts a sentence into atoms and looks all of them up; the result lives in a, and lends from words. */
void atoms_make(arena *a, const slot_words *words, const truce_sentence *s, atoms *out);

/** The atoms that the longest phrase of the class takes at atom i: 0 where none starts there. *out may be NULL. */
uint32_t atoms_take(const atoms *as, uint32_t i, slot_class class, const slot_entry **out);

/** The same for the phrase that ends before atom i. */
uint32_t atoms_take_back(const atoms *as, uint32_t i, slot_class class, const slot_entry **out);

/** The first atom of word w, or of the next that has one. */
uint32_t atoms_of_word(const atoms *as, uint32_t w);

/** Whether atom i is there, and is the sign c. */
bool atoms_sign(const atoms *as, uint32_t i, char c);

#endif
