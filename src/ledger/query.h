/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_LEDGER_QUERY_H
#define TRUCE_LEDGER_QUERY_H

/** @file Queries whose answers live in an arena. */

#include "base/arena.h"
#include <truce/ledger.h>

/** The claims that truce_ledger_claims() visits, all of them in a. To be called within arena_run(). */
truce_status ledger_read_claims(arena *a, truce_ledger *ledger, const truce_filter *filter, truce_claims *out,
                                truce_error *err);

#endif
