/* SPDX-License-Identifier: Apache-2.0 */
#include "account_of.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <truce/view.h>
#include <unistd.h>

static int cannot_write(const char *path) {
    return say(CMD_STORE, "%s: cannot write the page: %s", path, strerror(errno));
}

/* Writes to a stream and closes it; errno tells why when it gives CMD_STORE. */
static int write_stream(const truce_account *account, FILE *out) {
    truce_error err = {0};
    truce_status status = truce_account_write_html(account, out, &err);
    bool stored = fflush(out) == 0 && !ferror(out) && (fsync(fileno(out)) == 0 || errno == EINVAL || errno == EROFS);
    int why = errno;
    if (fclose(out) != 0 && stored) {
        stored = false;
        why = errno;
    }
    errno = why;
    if (status == TRUCE_MEMORY) return say_error(&err);
    return stored && status == TRUCE_OK ? CMD_OK : CMD_STORE;
}

/* A file is replaced in one step: whoever opens it sees the old page or the new one. */
static int write_file(const truce_account *account, const char *path) {
    size_t size = strlen(path) + 32;
    char *temporary = malloc(size);
    if (!temporary) return say(CMD_FAILED, "out of memory");
    snprintf(temporary, size, "%s.%ld.tmp", path, (long)getpid());
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    FILE *out = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (!out) {
        int code = cannot_write(path);
        if (fd >= 0) close(fd);
        free(temporary);
        return code;
    }
    int code = write_stream(account, out);
    if (code == CMD_OK && rename(temporary, path) != 0) code = CMD_STORE;
    if (code == CMD_STORE) cannot_write(path);
    if (code != CMD_OK) unlink(temporary);
    free(temporary);
    return code;
}

/* A pipe or a device cannot be replaced. */
static int write_through(const truce_account *account, const char *path) {
    FILE *out = fopen(path, "wb");
    int code = out ? write_stream(account, out) : CMD_STORE;
    return code == CMD_STORE ? cannot_write(path) : code;
}

static int write_page(const truce_account *account, const char *path) {
    struct stat info;
    truce_error err = {0};
    if (strcmp(path, "-") == 0)
        return truce_account_write_html(account, stdout, &err) == TRUCE_MEMORY ? say_error(&err) : CMD_OK;
    bool there = stat(path, &info) == 0;
    if (there && S_ISDIR(info.st_mode)) return say(CMD_STORE, "%s: is a folder; name the page's file", path);
    return there && !S_ISREG(info.st_mode) ? write_through(account, path) : write_file(account, path);
}

int cmd_page(const command *self, int argc, char **argv) {
    account_options o = ACCOUNT_OPTIONS_NONE;
    const char *path = NULL;
    const opt options[] = {
        {'o', "output", "FILE", "the page; '-': standard output", OPT_TEXT, &path},
        ACCOUNT_OPTION_ROWS(o),
        {0},
    };
    int first, code = opt_read(self, options, argc, argv, &first);
    if (code != OPT_GO_ON) return code;
    if (!path) return say(CMD_USAGE, "page: where to? 'truce page AGREEMENT -o FILE'");
    account_of a;
    code = account_open(self, argc, argv, first, &o, &a);
    if (a.account) {
        int written = write_page(a.account, path);
        if (written != CMD_OK) code = written;
    }
    account_close(&a);
    return code;
}
