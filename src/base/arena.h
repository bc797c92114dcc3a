/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_BASE_ARENA_H
#define TRUCE_BASE_ARENA_H

/** @file
 * Memory of one report, or of one loaded file: allocated piece by piece, freed at once.
 *
 *     first chunk           second chunk (twice as large)
 *     [used.......|free]  → [used..|free.................]
 *
 * An allocation never gives NULL. When memory runs out it leaves the innermost arena_run() of this arena, which then
 * returns TRUCE_MEMORY; so code in the floors above needs no check after each allocation, and must hold nothing but
 * arena memory while it allocates. With TRUCE_ARENA_DEBUG each allocation is its own malloc, for AddressSanitizer.
 */

#include <stdarg.h>
#include <stddef.h>
#include <truce/status.h>

typedef struct arena arena;

/** A new arena, or NULL without memory. */
arena *arena_new(void);
void arena_free(arena *a);

/** Frees everything allocated so far; the arena stays usable and keeps its first chunk. */
void arena_reset(arena *a);

/** Calls body(ctx) and gives what it gives; TRUCE_MEMORY, with err filled, when an allocation in a failed meanwhile.
 * The only place of the library that uses setjmp. May be nested. */
truce_status arena_run(arena *a, truce_status (*body)(void *ctx), void *ctx, truce_error *err);

/** size bytes, zeroed, aligned for any type; size 0 gives a valid pointer. */
void *arena_alloc(arena *a, size_t size);

/** Bytes handed out since the arena was made or reset. */
size_t arena_used(const arena *a);

#define arena_new_of(a, type)   ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc_n((a), (n), sizeof(type)))

/** n * size bytes, zeroed; an overflow counts as no memory. */
void *arena_alloc_n(arena *a, size_t n, size_t size);

/** Copies n bytes and adds a NUL. */
char *arena_strndup(arena *a, const char *s, size_t n);
char *arena_strdup(arena *a, const char *s);
char *arena_printf(arena *a, const char *fmt, ...) TRUCE_PRINTF(2, 3);

#endif
