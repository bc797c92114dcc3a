/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_BASE_DIGEST_H
#define TRUCE_BASE_DIGEST_H

/** @file SHA-256 (FIPS 180-4) by libcrypto. */

#include <truce/report.h>

/** The digest of n bytes in lower-case hexadecimal; gives out. */
char *digest_text(const void *bytes, size_t n, char out[TRUCE_DIGEST_TEXT]);

#endif
