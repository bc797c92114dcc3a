/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_CLAIM_JSON_H
#define TRUCE_CLAIMS_CLAIM_JSON_H

/** @file
 * Claims as JSON objects, one a line, with the field names of docs/claims.md.
 *
 * Keys are written in this order, absent slots left out: id, report, report_date, quote, start, end,
 * source [{name, kind, cue, said}], act, status, actor, actor_text, target, target_text, counterpart, via,
 * quantity {min, max, qualifier, of, kind, per, total, measure}, time {start, end, duration, text},
 * deadline (a day, or {day, duration, from, text}), place, links [{type, to}], report_id, text_hash, rule, model,
 * schema_version. min and max are null where unbounded; start and end where open, and left out where both are.
 * schema_version is written where report_id is: a gold file has neither.
 */

#include <truce/claim.h>

#include "base/error.h"
#include "base/json.h"

/** A new reference; NULL without memory. */
json_t *claim_to_json(const truce_claim *c);

/** Fills *out, its strings copied to a. Unknown keys are passed over; null is as good as absent. id, report, quote,
 * start, end, source, act and status must be there. TRUCE_INPUT for a missing key, a wrong type, an unknown name, no
 * date, start after end; err then has no file and line. */
truce_status claim_from_json(arena *a, const json_t *value, truce_claim *out, truce_error *err);

/** Reads the claims of a file ("-": standard input), one a line. A line that is no claim is refused with its place in
 * errs, and the others are still read: TRUCE_INPUT then. TRUCE_IO, TRUCE_MEMORY: *out has what was read before. */
truce_status claims_read_jsonl(arena *a, const char *path, truce_claims *out, error_list *errs);

#endif
