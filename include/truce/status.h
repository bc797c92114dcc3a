/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_STATUS_H
#define TRUCE_STATUS_H

/** @file
 * How every call of the library ends, and what it says when it fails.
 *
 * Conventions of the whole API: outputs are named `out`; `truce_error *err` comes last and may be NULL; what `_open`,
 * `_load` or `_new` gives is freed by the matching `_free`, which takes NULL; a getter lends, never gives. The library
 * never prints, exits or aborts. Handles are independent of one another: there are no globals.
 */

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TRUCE_API               __attribute__((visibility("default")))
#define TRUCE_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define TRUCE_API
#define TRUCE_PRINTF(fmt, args)
#endif

typedef enum truce_status {
    TRUCE_OK = 0,
    TRUCE_USAGE, /**< the caller's fault: an option or argument that cannot be; `--as-of tomorrow` */
    TRUCE_IO,    /**< a file cannot be opened, read or written; a missing report, a full disk */
    TRUCE_INPUT, /**< bytes that are not what they should be; a report that is not UTF-8, a key unknown to the schema */
    TRUCE_LIMIT, /**< larger than this library handles; a report over TRUCE_REPORT_BYTES_MAX */
    TRUCE_MEMORY,  /**< no memory left */
    TRUCE_LEDGER,  /**< the ledger cannot be opened, is damaged, locked, or no ledger */
    TRUCE_VERSION, /**< a ledger or model of a newer format than this library knows */
} truce_status;

/** What went wrong, where. Strings are cut to fit, always NUL-terminated; line, column (both from 1) and offset (bytes
 * from 0) are 0 where unknown. */
typedef struct truce_error {
    truce_status code;
    size_t line, column, offset;
    char file[512];
    char message[512]; /**< one line, no full stop, no position: what is wrong, and what to do where that helps */
} truce_error;

/** Writes `FILE:LINE:COLUMN: MESSAGE` (as much of it as is known) into out, cut to size bytes with the NUL. */
TRUCE_API void truce_error_text(const truce_error *err, char *out, size_t size);

#ifdef __cplusplus
}
#endif
#endif
