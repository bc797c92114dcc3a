/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_SCORE_NAMES_H
#define TRUCE_SCORE_NAMES_H

/** @file How the scorer compares names: case-folded, without articles, punctuation and an acronym in brackets. */

#include <stdbool.h>
#include <truce/claim.h>

#include "base/arena.h"

/** Equal, or one is the acronym of the other. */
bool names_equal(arena *scratch, const char *gold, const char *system);

/** Whether the token F1 of both lists, each taken as one bag of words, is at least a half. An acronym counts as the
 * name of the other list that it abbreviates. */
bool names_alike(arena *scratch, const truce_names *gold, const truce_names *system);

#endif
