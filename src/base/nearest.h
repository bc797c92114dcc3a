/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_BASE_NEAREST_H
#define TRUCE_BASE_NEAREST_H

/** @file `did you mean`. */

#include <stddef.h>

/** The name in names[0..n) nearest to wrong by letters changed, at most a third of them and one; NULL when none is. */
const char *nearest_name(const char *wrong, const char *const *names, size_t n);

#endif
