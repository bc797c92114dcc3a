/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"
#include "base/error.h"
#include "base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads fd to its end, doubling the buffer; a regular file's size saves the copies. */
static truce_status read_all(arena *a, int fd, const char *path, size_t max, char **out, size_t *size,
                             truce_error *err) {
    struct stat info;
    if (fstat(fd, &info) != 0) return error_errno(err, path, "read");
    if (S_ISDIR(info.st_mode)) return error_at(err, TRUCE_IO, path, 0, 0, "is a folder, not a file");
    size_t capacity = S_ISREG(info.st_mode) && info.st_size >= 0 ? (size_t)info.st_size + 1 : 64 * 1024;
    if (capacity > max + 1) capacity = max + 1;
    char *buffer = arena_alloc(a, capacity + 1);
    size_t n = 0;
    for (;;) {
        if (n > max) return error_at(err, TRUCE_LIMIT, path, 0, 0, "larger than %zu bytes", max);
        if (n == capacity) {
            char *larger = arena_alloc(a, capacity * 2 + 1);
            memcpy(larger, buffer, n);
            buffer = larger;
            capacity *= 2;
        }
        ssize_t got = read(fd, buffer + n, capacity - n);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return error_errno(err, path, "read");
        if (got == 0) break;
        n += (size_t)got;
    }
    buffer[n] = 0;
    *out = buffer;
    *size = n;
    return TRUCE_OK;
}

typedef struct reading {
    arena *a;
    int fd;
    const char *path;
    size_t max;
    char **out;
    size_t *size;
    truce_error *err;
} reading;

static truce_status reading_body(void *ctx) {
    reading *r = ctx;
    return read_all(r->a, r->fd, r->path, r->max, r->out, r->size, r->err);
}

truce_status file_read(arena *a, const char *path, size_t max, char **out, size_t *size, truce_error *err) {
    bool standard_input = strcmp(path, "-") == 0;
    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return error_errno(err, path, "open");
    /* Guarded, so that running out of memory does not leave the file open. */
    reading r = {a, fd, path, max, out, size, err};
    truce_status status = arena_run(a, reading_body, &r, err);
    if (!standard_input) close(fd);
    return status;
}

static int by_bytes(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static bool ends_with(const char *s, const char *suffix) {
    size_t n = strlen(s), k = strlen(suffix);
    return n >= k && strcmp(s + n - k, suffix) == 0;
}

typedef VEC(const char *) paths;

/* The entries of a folder in byte order; scandir() would need its own memory handling. */
static truce_status folder_entries(arena *a, const char *folder, paths *out, truce_error *err) {
    DIR *dir = opendir(folder);
    if (!dir) return error_errno(err, folder, "open");
    /* Two passes, so that no arena allocation happens while the folder is open. */
    size_t bytes = 0, count = 0;
    for (struct dirent *e; (e = readdir(dir));) {
        bytes += strlen(e->d_name) + 1;
        count++;
    }
    rewinddir(dir);
    char *names = malloc(bytes + 1);
    if (!names) {
        closedir(dir);
        return error_set(err, TRUCE_MEMORY, "out of memory");
    }
    size_t used = 0;
    for (struct dirent *e; count && (e = readdir(dir)); count--) {
        size_t n = strlen(e->d_name) + 1;
        if (e->d_name[0] == '.' || used + n > bytes) continue;
        memcpy(names + used, e->d_name, n);
        used += n;
    }
    closedir(dir);
    char *kept = arena_strndup(a, names, used);
    free(names);
    for (char *p = kept; p < kept + used; p += strlen(p) + 1) vec_push(a, out, arena_printf(a, "%s/%s", folder, p));
    if (out->n) qsort(out->v, out->n, sizeof *out->v, by_bytes);
    return TRUCE_OK;
}

enum { FOLDER_DEPTH_MAX = 32 };

static truce_status list_into(arena *a, const char *folder, const char *suffix, int depth, paths *out,
                              truce_error *err) {
    paths entries = {0};
    if (depth > FOLDER_DEPTH_MAX)
        return error_at(err, TRUCE_LIMIT, folder, 0, 0, "folders are nested deeper than %d", FOLDER_DEPTH_MAX);
    truce_status status = folder_entries(a, folder, &entries, err);
    for (size_t i = 0; i < entries.n; i++) {
        struct stat link, target;
        if (lstat(entries.v[i], &link) != 0) continue;
        if (S_ISDIR(link.st_mode)) {
            /* a folder that cannot be read does not hide the others; the first such is told */
            truce_status below = list_into(a, entries.v[i], suffix, depth + 1, out, status == TRUCE_OK ? err : NULL);
            if (status == TRUCE_OK) status = below;
        } else if (stat(entries.v[i], &target) == 0 && !S_ISDIR(target.st_mode) && ends_with(entries.v[i], suffix))
            vec_push(a, out, entries.v[i]);
    }
    return status;
}

truce_status file_list(arena *a, const char *path, const char *suffix, const char ***out, size_t *n, truce_error *err) {
    struct stat info;
    paths found = {0};
    truce_status status = TRUCE_OK;
    if (strcmp(path, "-") != 0 && stat(path, &info) != 0) return error_errno(err, path, "open");
    if (strcmp(path, "-") != 0 && S_ISDIR(info.st_mode)) {
        size_t end = strlen(path);
        while (end > 1 && path[end - 1] == '/') end--;
        status = list_into(a, arena_strndup(a, path, end), suffix, 0, &found, err);
    } else {
        vec_push(a, &found, arena_strdup(a, path));
    }
    *out = found.v;
    *n = found.n;
    return status;
}

truce_status file_find_data(arena *a, const char *name, const char **out, truce_error *err) {
    const char *own = getenv("TRUCE_DATA");
    const char *roots[] = {own && *own ? own : NULL, TRUCE_INSTALLED_DATA, TRUCE_SOURCE_DATA};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        if (!roots[i]) continue;
        const char *path = arena_printf(a, "%s/%s", roots[i], name);
        if (access(path, R_OK) == 0) {
            *out = path;
            return TRUCE_OK;
        }
        if (i == 0) break; /* a folder that the user names is the only one */
    }
    if (roots[0]) return error_set(err, TRUCE_IO, "no %s in TRUCE_DATA=%s", name, roots[0]);
    return error_set(err, TRUCE_IO, "no %s in %s or %s; set TRUCE_DATA to the folder that holds it", name, roots[1],
                     roots[2]);
}
