/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_TIMEX_H
#define TRUCE_CLAIMS_TIMEX_H

/**
 * @file Expressions of time: found, given their TIMEX3 value and their days, and tied to the act that they date.
 *
 * What is decided where the text leaves a choice (docs/claims.md, *Time*, has the reasons):
 * - A weekday is the nearest one on the side that its clause's tense points to, the report's day included; a month or a
 *   day of a month without a year likewise, unless the report gives the same day with a year.
 * - `last week`, `last month` are those of the calendar, weeks from Monday; `six weeks ago` is that week. `the past two
 *   days` end with the report's day.
 * - `more than a year ago` is open to the past; `nearly a year ago`, `recent months`, `several days` have text alone.
 * - A date that does not exist (31 June) gets no days. Without a report date only full dates get days.
 */

#include "claims/slots.h"

/** Finds the expressions of all sentences of s->d into s->v[].times. s->v[].as must be there. */
void timex_find(slots *s, slots_mode mode);

/** How the preposition at atom i bears on the act; TIMEX_PLAIN where none stands there. */
timex_relation timex_relation_at(const atoms *as, uint32_t i);

/* From here on timex_tie.c: which act an expression dates. */

/**
 * When the act of predicate w in sentence sent happens: the nearest expression within its clause, else that of the
 * clause it leans on (a conjunct, a participle, a noun in its verb's clause). False, and out empty, where there is
 * none. Expressions that say by when (`by Friday`, `within 72 hours`, `until June`) are left to deadline_for().
 */
bool timex_for(const slots *s, uint32_t sent, uint32_t w, truce_time *out);

/** The same for a stretch of time: its days and its relation to the act, without text. */
bool timex_stretch(const slots *s, uint32_t sent, uint32_t w, truce_time *out, timex_relation *relation);

/** The day on which what w tells of was said: the time of the verb of saying over it, for acts that are done by saying.
 */
bool timex_of_saying(const slots *s, uint32_t sent, uint32_t w, truce_time *out);

/** Whether an act is done by saying: agree, propose, refuse, demand, commit, assess, threaten. */
bool act_is_said(truce_act act);

/** By when it must happen: `by Friday`, `before the end of 2008`, `within 72 hours`. False where nothing says so. */
bool deadline_for(const slots *s, uint32_t sent, uint32_t w, truce_deadline *out);

/** Fits a time to the status that its claim got: what happened ends at the report's day at the latest, what goes on is
 * open, and a step still to be taken does not have a day before the report's. */
void timex_settle(truce_time *time, truce_act act, truce_claim_status status, truce_day report);

#endif
