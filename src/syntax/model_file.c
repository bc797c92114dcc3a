/* SPDX-License-Identifier: Apache-2.0 */
#include "syntax/model_file.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <truce/report.h>

#include "base/digest.h"
#include "base/error.h"

#define MAGIC "truce-model "

typedef struct cursor {
    const char *p, *end;
} cursor;

/* The next line, cut to size bytes, without its newline; false when there is none or it is longer. */
static bool next_line(cursor *c, char *out, size_t size) {
    const char *stop = memchr(c->p, '\n', (size_t)(c->end - c->p));
    if (!stop || (size_t)(stop - c->p) >= size) return false;
    memcpy(out, c->p, (size_t)(stop - c->p));
    out[stop - c->p] = 0;
    c->p = stop + 1;
    return true;
}

/* A whole number of at most 9 digits that ends the string. */
static bool number(const char *s, size_t *out) {
    size_t n = strspn(s, "0123456789");
    if (!n || n > 9 || s[n]) return false;
    *out = strtoul(s, NULL, 10);
    return true;
}

static truce_status damaged(const char *path, const char *how, truce_error *err) {
    return error_at(err, TRUCE_INPUT, path, 0, 0, "the model is damaged: %s", how);
}

truce_status model_file_read(arena *a, const char *path, const char *bytes, size_t n, model_file *out,
                             truce_error *err) {
    cursor c = {bytes, bytes + n};
    char line[128], digest[TRUCE_DIGEST_TEXT];
    size_t format, sections;
    if (!next_line(&c, line, sizeof line) || strncmp(line, MAGIC, strlen(MAGIC)) != 0)
        return error_at(err, TRUCE_INPUT, path, 0, 0, "no truce model");
    char *space = strchr(line + strlen(MAGIC), ' ');
    if (!space) return damaged(path, "no digest", err);
    *space = 0;
    if (!number(line + strlen(MAGIC), &format)) return damaged(path, "no format number", err);
    if (format != MODEL_FORMAT)
        return error_at(err, TRUCE_VERSION, path, 0, 0, "the model has format %zu, this truce reads format %d", format,
                        MODEL_FORMAT);
    if (strcmp(space + 1, digest_text(c.p, (size_t)(c.end - c.p), digest)) != 0)
        return damaged(path, "its digest is not that of its bytes", err);
    if (!next_line(&c, line, sizeof line) || !number(line, &sections) || sections > MODEL_SECTIONS_MAX)
        return damaged(path, "no list of sections", err);
    out->n = sections;
    for (size_t i = 0; i < sections; i++) {
        if (!next_line(&c, line, sizeof line) || !(space = strchr(line, ' ')) || space - line > MODEL_NAME_MAX ||
            !number(space + 1, &out->sections[i].size))
            return damaged(path, "a bad entry in the list of sections", err);
        out->sections[i].name = arena_strndup(a, line, (size_t)(space - line));
    }
    for (size_t i = 0; i < sections; i++) {
        if (out->sections[i].size > (size_t)(c.end - c.p)) return damaged(path, "a section goes beyond its end", err);
        out->sections[i].bytes = c.p;
        c.p += out->sections[i].size;
    }
    return c.p == c.end ? TRUCE_OK : damaged(path, "bytes after the last section", err);
}

const model_section *model_file_section(const model_file *m, const char *name) {
    for (size_t i = 0; i < m->n; i++)
        if (strcmp(m->sections[i].name, name) == 0) return &m->sections[i];
    return NULL;
}

truce_status model_file_write(FILE *out, const model_section *sections, size_t n, truce_error *err) {
    char *body = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&body, &size);
    if (!memory) return error_set(err, TRUCE_MEMORY, "out of memory");
    fprintf(memory, "%zu\n", n);
    for (size_t i = 0; i < n; i++) fprintf(memory, "%s %zu\n", sections[i].name, sections[i].size);
    for (size_t i = 0; i < n; i++) fwrite(sections[i].bytes, 1, sections[i].size, memory);
    bool failed = ferror(memory) != 0;
    failed |= fclose(memory) != 0;
    if (failed) {
        free(body);
        return error_set(err, TRUCE_MEMORY, "out of memory");
    }
    char digest[TRUCE_DIGEST_TEXT];
    fprintf(out, MAGIC "%d %s\n", MODEL_FORMAT, digest_text(body, size, digest));
    fwrite(body, 1, size, out);
    free(body);
    return fflush(out) == 0 && !ferror(out) ? TRUCE_OK : error_errno(err, NULL, "write the model");
}
