/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SCORE_H
#define TRUCE_SCORE_H

/** @file
 * Claims measured against gold ones (docs/score.md).
 *
 * **Matching.** A system claim and a gold record of one report match when their acts are equal and their spans share at
 * least a third of the bytes that they cover together. Each matches at most once: of all such pairs the one with the
 * largest share comes first, then the one whose quantities are equal, then the one whose actors are, then the first in
 * the gold file, then in the system's.
 *
 * **Slots.** A slot counts for a match where the gold record or the system claim fills it, so that one left out and
 * one made up are both errors.
 *
 * | slot     | right when                                                                                   |
 * | -------- | -------------------------------------------------------------------------------------------- |
 * | status   | equal                                                                                        |
 * | source   | the innermost names are equal, and the chains equally long                                   |
 * | actor    | token F1 of all names together is at least a half                                            |
 * | target   | as actor                                                                                     |
 * | quantity | min, max and kind are equal                                                                  |
 * | time     | start, end and duration are equal (an expression without a day on both sides is right)       |
 * | measure  | equal; told apart: it is no part of a match's share                                          |
 *
 * **Share.** Each match is worth right / counting over its first six slots. Status and source always count, so
 * the divisor is 2 to 6.
 *
 * **Figures.** P = matched / system, R = matched / (gold - excused), F1 their harmonic mean; *with slots* the same with
 * the sum of the shares in place of the number of matches. Excused is a gold record that found no match, whose
 * `same-as` leads (directly or over others) to a record that did. Where nothing is to be found and nothing was, F1 is
 * 1; otherwise 0 / 0 is 0.
 *
 * **Names** are compared case-folded, without articles, punctuation and an acronym in brackets; an acronym equals the
 * name that it abbreviates.
 */

#include <stdio.h>
#include <truce/claim.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TRUCE_SLOT_LIST(X)                                                                                             \
    X(STATUS, "status")                                                                                                \
    X(SOURCE, "source")                                                                                                \
    X(ACTOR, "actor")                                                                                                  \
    X(TARGET, "target")                                                                                                \
    X(QUANTITY, "quantity")                                                                                            \
    X(TIME, "time")                                                                                                    \
    X(MEASURE, "measure")

/** The slots that are scored; the last, MEASURE, is no part of a match's share. A set of them has bit 1 << slot. */
typedef enum truce_slot {
#define TRUCE_SLOT_ENUM(id, name) TRUCE_SLOT_##id,
    TRUCE_SLOT_LIST(TRUCE_SLOT_ENUM)
#undef TRUCE_SLOT_ENUM
        TRUCE_SLOT_COUNT
} truce_slot;

TRUCE_API const char *truce_slot_name(truce_slot slot);

/** Counts over a report, an act, a rule, or all. */
typedef struct truce_tally {
    const char *name; /**< of the report, act or rule (`-` for claims without one); `all` */
    size_t gold, excused, system, matched;
    double shares; /**< the sum of the matches' shares, at most matched */
    size_t counting[TRUCE_SLOT_COUNT], right[TRUCE_SLOT_COUNT];
} truce_tally;

typedef struct truce_figures {
    double precision, recall, f1;
} truce_figures;

/** From 0 to 1, more is better. Of a rule only precision has a meaning: which gold a rule is for is not told. */
TRUCE_API truce_figures truce_tally_figures(const truce_tally *t);
TRUCE_API truce_figures truce_tally_figures_with_slots(const truce_tally *t);

/** What became of a gold record or of a system claim. */
typedef enum truce_outcome {
    TRUCE_OUTCOME_RIGHT,    /**< matched, and all counting slots right, measure too */
    TRUCE_OUTCOME_WRONG,    /**< matched, a slot wrong */
    TRUCE_OUTCOME_MISSED,   /**< a gold record without a match */
    TRUCE_OUTCOME_EXCUSED,  /**< the same, but its original is matched */
    TRUCE_OUTCOME_SPURIOUS, /**< a system claim without a match */
} truce_outcome;

typedef struct truce_judgement {
    truce_outcome outcome;
    const truce_claim *gold, *system; /**< NULL where there is none */
    const truce_claim *near;  /**< of MISSED, EXCUSED, SPURIOUS: the other side's claim, itself without a match, that
                                   shares most with it, of whatever act; NULL where none shares a byte */
    double overlap;           /**< of the two: shared bytes over bytes covered together, 0 to 1 */
    unsigned counting, right; /**< sets of slots, of matches */
} truce_judgement;

typedef enum truce_score_axis { TRUCE_SCORE_BY_ACT, TRUCE_SCORE_BY_REPORT, TRUCE_SCORE_BY_RULE } truce_score_axis;

typedef struct truce_score truce_score;

/** Reads gold records: a folder's `*.jsonl`, each named as its report, or one file. part, unless NULL, keeps the
 * reports for which the folder's `split.tsv` (report, part, separated by a tab; first line the names) has that part.
 * A bad gold line fails: a score on a part of the gold is none. */
TRUCE_API truce_status truce_score_open(const char *gold, const char *part, truce_score **out, truce_error *err);
TRUCE_API void truce_score_free(truce_score *s);

/** The names of the reports that gold has (with no record, too), in the order of their bytes. */
TRUCE_API size_t truce_score_report_count(const truce_score *s);
TRUCE_API const char *truce_score_report(const truce_score *s, size_t i);

/** Copies the system's claims; those of other reports are left out and counted. May be called again and again. */
TRUCE_API truce_status truce_score_add(truce_score *s, const truce_claims *claims, truce_error *err);
TRUCE_API size_t truce_score_left_out(const truce_score *s);

/** Adds those of a file of JSON lines ("-": standard input). A line that is no claim is refused through refuse (may be
 * NULL) and the rest still added; TRUCE_INPUT then. */
TRUCE_API truce_status truce_score_add_file(truce_score *s, const char *path,
                                            void (*refuse)(void *ctx, const truce_error *err), void *ctx,
                                            truce_error *err);

/** Matches and counts. What the getters below lend lives until the next truce_score_add or truce_score_free. */
TRUCE_API truce_status truce_score_run(truce_score *s, truce_error *err);

TRUCE_API const truce_tally *truce_score_all(const truce_score *s);
/** By act in the order of TRUCE_ACT_LIST, those that occur; by report and rule in the order of their names' bytes. */
TRUCE_API const truce_tally *truce_score_by(const truce_score *s, truce_score_axis axis, size_t *n);
/** Report by report: all gold records in file order, then the spurious claims. */
TRUCE_API const truce_judgement *truce_score_judgements(const truce_score *s, size_t *n);

/** Writes JSON lines: {"by": "all"|"act"|"report"|"rule", "name", "gold", "excused", "system", "matched", "precision",
 * "recall", "f1", "with_slots": {"precision", "recall", "f1"}}, first of all, then by axis, and at last one for each
 * slot:
 * {"by": "slot", "name", "counting", "right", "accuracy"}. */
TRUCE_API truce_status truce_score_write_json(const truce_score *s, truce_score_axis axis, FILE *f, truce_error *err);
/** Writes a judgement as one JSON line: {"outcome", "overlap", "wrong": [slots], "gold", "system", "near"}, the last
 * three as claims, left out where there are none. */
TRUCE_API truce_status truce_judgement_write_json(const truce_judgement *j, FILE *f, truce_error *err);

/** `right`, `wrong`, `missed`, `excused`, `spurious`. */
TRUCE_API const char *truce_outcome_name(truce_outcome o);

/** A slot of a claim for a listing: `done`, `Delta Wire > Northland`, `33..33 captives`, `2031-05-01..2031-05-02 "…"`;
 * empty where the claim does not fill it. Cut to size bytes with the NUL; gives out. */
TRUCE_API char *truce_slot_text(const truce_claim *c, truce_slot slot, char *out, size_t size);

#ifdef __cplusplus
}
#endif
#endif
