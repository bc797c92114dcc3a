/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_CLAIM_COPY_H
#define TRUCE_CLAIMS_CLAIM_COPY_H

#include <truce/claim.h>

#include "base/arena.h"

/** Copies c with all that it points to into a. */
void claim_copy(arena *a, const truce_claim *c, truce_claim *out);

#endif
