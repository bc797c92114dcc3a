/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_ANNOTATE_H
#define TRUCE_ANNOTATE_H

/** @file What truce finds in a report's sentences before any rule: times, numbers, and who says what. For measuring and
 * for tuning. */

#include <stdio.h>
#include <truce/pipeline.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Reads the report at path ("-": standard input) and writes one JSON object a line to out for each sentence:
 *
 *     {"sentence": 1, "start": 0, "end": 57,
 *      "times": [{"start", "end", "text", "type", "value", "from", "to"}],
 *      "quantities": [{"start", "end", "text", "min", "max", "qualifier", "total", "of", "kind"}],
 *      "attributions": [{"source", "name", "kind", "cue", "content"}]}
 *
 * An attribution stands with the sentence of its cue; source, cue and content are {"start", "end", "text"}, null where
 * there is none; name is the source's fullest form in the report.
 * Spans are bytes of the report. type and value are those of TIMEX3; from and to the days meant, null where open or
 * unknown. min, max and total are null where not given; of and kind only where the number counts a noun.
 *
 * narrative  sets incomplete dates against the date told last, not against the report's: for histories.
 *
 * TRUCE_IO also when out cannot be written.
 */
TRUCE_API truce_status truce_annotate(truce_reader *reader, const char *path, bool narrative, FILE *out,
                                      truce_error *err);

#ifdef __cplusplus
}
#endif
#endif
