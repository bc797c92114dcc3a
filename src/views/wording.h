/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_VIEWS_WORDING_H
#define TRUCE_VIEWS_WORDING_H

/** @file
 * What an account says, in words: shared by the table and the page. Strings are in the arena, plain text, unescaped;
 * what comes from reports or agreement files is in them as it stands there.
 */

#include "agreement/account.h"

/** `20`, `1,960 to 2,040`, `596 or more`, `up to 13`; `not told` where nothing is known. */
const char *word_amount(arena *a, amount x);

/** What was done of what was agreed: `20 of 20`, `596 or more of 1,900 to 2,000`. */
const char *word_done(arena *a, const truce_account *account, const account_cell *cell);

/** `released, 2025-10-13`, `25 captives in all by 2025-02-27`, `expected: 46 detainees, 2025-02-27`. */
const char *word_claim(arena *a, const truce_account *account, const account_cell *cell, const account_claim *c);

/** `release or handover of 33 captives or remains to Southland via Blue Lantern, by 2025-03-01`; of a prohibition `no
 * attack`. Its debtors are not named. */
const char *word_obligation(arena *a, const truce_account *account, const agreement_obligation *o);

/** Names of a list's actors: `Northland and Southland`. */
const char *word_actors(arena *a, const truce_agreement *g, const agreement_refs *refs);

/** `partly; overdue since 2025-03-01`, `released, number not reported`, `no breach reported`. */
const char *word_standing(arena *a, const truce_account *account, const account_cell *cell);

/** `2025-01-19 to 2025-03-01`, one day where both are the same; `no date` without one. */
const char *word_days(arena *a, truce_day from, truce_day to);

/** `none found in 3 reports by 2 outlets, 2025-02-27 to 2025-10-13`. */
const char *word_none_found(arena *a, const truce_account *account);

/** When a phase runs: `2025-01-19 to 2025-03-01`, `after 2025-03-01, if second-talks is kept`. */
const char *word_phase_days(arena *a, const agreement_phase *p);

/** The lines of the head below the agreement's name: the two dates, what it rests on, what is left out. */
size_t word_head(arena *a, const truce_account *account, const char *lines[8]);

/** Who says so, as a row is headed: `Northland`, `mediators`, `Delta Wire`, `an unknown outlet`. */
const char *word_group(const account_group *group);

/** `Northland: breach, 2024-03-05`: of the agreement as a whole. */
const char *word_said(arena *a, const account_said *said);

/** `name, bytes 12–40`. */
const char *word_place(arena *a, const truce_claim *c);

/** `1 report`, `2 reports`. */
const char *word_count(arena *a, size_t n, const char *noun);

/** A quantity of claims in whole, with thousands separated: `67,200`. */
const char *word_number(arena *a, double n);

#endif
