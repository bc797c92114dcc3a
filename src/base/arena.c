/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "base/error.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CHUNK  ((size_t)64 * 1024)
#define LARGEST_STEP ((size_t)8 * 1024 * 1024)

typedef struct chunk {
    struct chunk *previous;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
} chunk;

struct arena {
    chunk *last;
    size_t used;
    jmp_buf *guard;
};

static chunk *chunk_new(size_t size, chunk *previous) {
    chunk *c = malloc(sizeof *c + size);
    if (c) *c = (chunk){.previous = previous, .size = size};
    return c;
}

arena *arena_new(void) {
    return calloc(1, sizeof(arena));
}

/* Frees the chunks from the last down to, and without, keep. */
static void free_down_to(arena *a, chunk *keep) {
    while (a->last != keep) {
        chunk *previous = a->last->previous;
        free(a->last);
        a->last = previous;
    }
}

void arena_reset(arena *a) {
    chunk *first = a->last;
    while (first && first->previous) first = first->previous;
#ifdef TRUCE_ARENA_DEBUG
    first = NULL;
#endif
    free_down_to(a, first);
    if (first) first->used = 0;
    a->used = 0;
}

void arena_free(arena *a) {
    if (!a) return;
    free_down_to(a, NULL);
    free(a);
}

truce_status arena_run(arena *a, truce_status (*body)(void *ctx), void *ctx, truce_error *err) {
    jmp_buf here;
    jmp_buf *outer = a->guard;
    truce_status status;
    a->guard = &here;
    if (setjmp(here) == 0) {
        status = body(ctx);
    } else {
        status = error_set(err, TRUCE_MEMORY, "out of memory");
    }
    a->guard = outer;
    return status;
}

static _Noreturn void out_of_memory(arena *a) {
    if (!a->guard) abort(); /* a bug: arena memory asked for outside arena_run() */
    longjmp(*a->guard, 1);
}

void *arena_alloc(arena *a, size_t size) {
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX / 2) out_of_memory(a);
    size_t need = (size + align - 1) / align * align;
#ifdef TRUCE_ARENA_DEBUG
    chunk *c = chunk_new(size, a->last);
    if (!c) out_of_memory(a);
    a->last = c;
    c->used = size;
#else
    chunk *c = a->last;
    if (!c || c->size - c->used < need) {
        size_t step = c ? c->size * 2 : FIRST_CHUNK;
        if (step > LARGEST_STEP) step = LARGEST_STEP;
        if (step < need) step = need;
        c = chunk_new(step, a->last);
        if (!c) out_of_memory(a);
        a->last = c;
    }
#endif
    void *out =
#ifdef TRUCE_ARENA_DEBUG
        c->bytes;
#else
        c->bytes + c->used;
    c->used += need;
#endif
    a->used += need;
    return memset(out, 0, size);
}

void *arena_alloc_n(arena *a, size_t n, size_t size) {
    if (size && n > SIZE_MAX / size) out_of_memory(a);
    return arena_alloc(a, n * size);
}

size_t arena_used(const arena *a) {
    return a->used;
}

char *arena_strndup(arena *a, const char *s, size_t n) {
    char *out = arena_alloc(a, n + 1);
    memcpy(out, s, n);
    return out;
}

char *arena_strdup(arena *a, const char *s) {
    return arena_strndup(a, s, strlen(s));
}

char *arena_printf(arena *a, const char *fmt, ...) {
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    char *out = arena_alloc(a, n < 0 ? 1 : (size_t)n + 1);
    if (n > 0) vsnprintf(out, (size_t)n + 1, fmt, again);
    va_end(again);
    return out;
}
