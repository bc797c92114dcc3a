/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_EXPECT_H
#define TRUCE_CLAIMS_EXPECT_H

/** @file
 * Expected claims in one line, for rule files and tests:
 *
 *     release done actor=Northland quantity=20 kind=prisoners ; hold actor="Valley Front"
 *
 * An act, then what is expected of its slots; what is not named may be anything. Keys: actor, target, counterpart, via
 * (names divided by `|`), actor_text, target_text, place, quantity (`20`, `20..25`, `20..` without an upper bound),
 * kind, qualifier, measure, of, time (`2025-03-03`, `2025-03-01..2025-03-03`), duration, deadline, source (the
 * innermost name), chain (how many sources), link (`if>c2`), rule, quote. A key with `=` and nothing after expects an
 * empty slot.
 */

#include <truce/claim.h>

#include "base/arena.h"
#include "base/error.h"

typedef struct expectation {
    truce_act act;
    truce_claim_status status; /**< NONE: any */
    const char *text;          /**< as written */
    const char **keys, **values;
    size_t n;
} expectation;

typedef struct expectations {
    expectation *v;
    size_t n;
} expectations;

/** Reads `CLAIM [; CLAIM]…`; an empty line or `none` expects no claim. TRUCE_INPUT with the column for what cannot be
 * read. */
truce_status expect_read(arena *a, const char *line, expectations *out, truce_error *err);

/** Whether the claim is as expected; if not, *why (may be NULL) tells the first difference, in a. */
bool expect_holds(arena *a, const expectation *e, const truce_claim *c, const char **why);

/** The claim in this notation, with all its slots. */
const char *expect_write(arena *a, const truce_claim *c);

#endif
