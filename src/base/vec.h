/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_BASE_VEC_H
#define TRUCE_BASE_VEC_H

/** @file Growable arrays in an arena: `VEC(int) v = {0}; vec_push(a, &v, 7); v.v[0] == 7, v.n == 1`. */

#include <string.h>

#include "base/arena.h"

#define VEC(type)                                                                                                      \
    struct {                                                                                                           \
        type *v;                                                                                                       \
        size_t n, capacity;                                                                                            \
    }

#define vec_push(a, vec, ...)                                                                                          \
    do {                                                                                                               \
        if ((vec)->n == (vec)->capacity)                                                                               \
            (vec)->v = vec_grown((a), (vec)->v, (vec)->n, &(vec)->capacity, sizeof *(vec)->v);                         \
        (vec)->v[(vec)->n++] = __VA_ARGS__;                                                                            \
    } while (0)

/** Twice the room, the first n elements copied; the old array stays in the arena. */
static inline void *vec_grown(arena *a, const void *v, size_t n, size_t *capacity, size_t size) {
    size_t room = *capacity ? *capacity * 2 : 8;
    void *out = arena_alloc_n(a, room, size);
    if (n) memcpy(out, v, n * size);
    *capacity = room;
    return out;
}

#endif
