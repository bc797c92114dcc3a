/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_BASE_FILE_H
#define TRUCE_BASE_FILE_H

/** @file Whole files and folders. */

#include "base/arena.h"

/** Reads a file ("-": standard input) whole into a, with a NUL after its size bytes. TRUCE_LIMIT over max bytes,
 * without reading on; TRUCE_IO otherwise, also for a folder. err names path. */
truce_status file_read(arena *a, const char *path, size_t max, char **out, size_t *size, truce_error *err);

/** Files under a folder whose names end with suffix ("" for all), hidden ones left out, in the order of their names'
 * bytes, folders entered (links to folders are not); or path itself when it is no folder.
 * TRUCE_IO for what cannot be listed; out then has the rest. */
truce_status file_list(arena *a, const char *path, const char *suffix, const char ***out, size_t *n, truce_error *err);

/** Where truce's data files (rules, models) stand: $TRUCE_DATA, else the installed folder, else the folder that the
 * program was built in; of these the first that has the file or folder name. TRUCE_IO, naming all tried, where none
 * has. */
truce_status file_find_data(arena *a, const char *name, const char **out, truce_error *err);

#endif
