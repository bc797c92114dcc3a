/* SPDX-License-Identifier: Apache-2.0 */
/* Runs one fuzz target on files: what a corpus once found stays found, under every compiler and sanitizer.
 * usage: replay_FORMAT FILE|FOLDER... */
#include "fuzz.h"

#include "base/file.h"

typedef struct replay {
    arena *a;
    const char *path;
    truce_error *err;
    size_t files;
} replay;

static truce_status run_files(void *ctx) {
    replay *r = ctx;
    const char **paths;
    size_t n;
    truce_status status = file_list(r->a, r->path, "", &paths, &n, r->err);
    for (size_t i = 0; !status && i < n; i++) {
        char *bytes, *exact;
        size_t size;
        status = file_read(r->a, paths[i], (size_t)64 * 1024 * 1024, &bytes, &size, r->err);
        if (status || !(exact = malloc(size ? size : 1)))
            break; /* of its exact size, so that a sanitizer sees its end */
        memcpy(exact, bytes, size);
        fprintf(stderr, "%s\n", paths[i]);
        LLVMFuzzerTestOneInput((const uint8_t *)exact, size);
        free(exact);
        r->files++;
    }
    return status;
}

int main(int argc, char **argv) {
    truce_error err = {0};
    replay r = {.a = arena_new(), .err = &err};
    truce_status status = r.a ? TRUCE_OK : TRUCE_MEMORY;
    for (int i = 1; !status && i < argc; i++) {
        r.path = argv[i];
        status = arena_run(r.a, run_files, &r, &err);
    }
    arena_free(r.a);
    if (status) fprintf(stderr, "%s: %s\n", err.file, err.message);
    if (r.files == 0) fprintf(stderr, "no files\n");
    return status || r.files == 0;
}
