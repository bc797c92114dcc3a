/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ingest/report.h"
#include "ledger/db.h"

/*
 * A disk that fails: a VFS over the usual one whose n-th write or sync, and each after it, gives an error. The tests
 * run one task with n = 1, 2, … until it gets by without one; after each failure the ledger must be whole.
 */

typedef struct bad_file {
    sqlite3_file base;
    sqlite3_file *real; /* right after this struct */
} bad_file;

static struct {
    sqlite3_vfs *real;
    int left;  /* writes and syncs that succeed; negative: all */
    int error; /* what the others give */
} disk;

static int next_operation(void) {
    if (disk.left < 0) return SQLITE_OK;
    if (disk.left == 0) return disk.error;
    disk.left--;
    return SQLITE_OK;
}

#define REAL(f) (((bad_file *)(f))->real)

static int bad_close(sqlite3_file *f) {
    return REAL(f)->pMethods->xClose(REAL(f));
}

static int bad_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at) {
    return REAL(f)->pMethods->xRead(REAL(f), p, n, at);
}

static int bad_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at) {
    int code = next_operation();
    return code ? code : REAL(f)->pMethods->xWrite(REAL(f), p, n, at);
}

static int bad_truncate(sqlite3_file *f, sqlite3_int64 size) {
    return REAL(f)->pMethods->xTruncate(REAL(f), size);
}

static int bad_sync(sqlite3_file *f, int flags) {
    int code = next_operation();
    return code == SQLITE_OK ? REAL(f)->pMethods->xSync(REAL(f), flags) : SQLITE_IOERR_FSYNC;
}

static int bad_size(sqlite3_file *f, sqlite3_int64 *size) {
    return REAL(f)->pMethods->xFileSize(REAL(f), size);
}

static int bad_lock(sqlite3_file *f, int level) {
    return REAL(f)->pMethods->xLock(REAL(f), level);
}

static int bad_unlock(sqlite3_file *f, int level) {
    return REAL(f)->pMethods->xUnlock(REAL(f), level);
}

static int bad_check_lock(sqlite3_file *f, int *out) {
    return REAL(f)->pMethods->xCheckReservedLock(REAL(f), out);
}

static int bad_control(sqlite3_file *f, int op, void *arg) {
    return REAL(f)->pMethods->xFileControl(REAL(f), op, arg);
}

static int bad_sector(sqlite3_file *f) {
    return REAL(f)->pMethods->xSectorSize(REAL(f));
}

static int bad_traits(sqlite3_file *f) {
    return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f));
}

static int bad_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *f, int flags, int *out_flags) {
    static const sqlite3_io_methods methods = {
        .iVersion = 1,
        .xClose = bad_close,
        .xRead = bad_read,
        .xWrite = bad_write,
        .xTruncate = bad_truncate,
        .xSync = bad_sync,
        .xFileSize = bad_size,
        .xLock = bad_lock,
        .xUnlock = bad_unlock,
        .xCheckReservedLock = bad_check_lock,
        .xFileControl = bad_control,
        .xSectorSize = bad_sector,
        .xDeviceCharacteristics = bad_traits,
    };
    (void)vfs;
    bad_file *bad = (bad_file *)f;
    bad->real = (sqlite3_file *)(bad + 1);
    int code = disk.real->xOpen(disk.real, name, bad->real, flags, out_flags);
    bad->base.pMethods = bad->real->pMethods ? &methods : NULL;
    return code;
}

static int install_disk(void **state) {
    static sqlite3_vfs vfs;
    (void)state;
    disk.real = sqlite3_vfs_find(NULL);
    disk.left = -1;
    vfs = *disk.real;
    vfs.pNext = NULL;
    vfs.zName = "bad";
    vfs.szOsFile = (int)sizeof(bad_file) + disk.real->szOsFile;
    vfs.xOpen = bad_open;
    return sqlite3_vfs_register(&vfs, 1);
}

/* ---- the task: one report is there, a second and a larger one is added ---- */

typedef struct task {
    arena *a;
    char folder[64], path[80];
    truce_report first, second;
    truce_claims few, many;
} task;

enum { MANY = 300 };

static truce_claims claims_of(arena *a, size_t n) {
    truce_claims out = {arena_array(a, truce_claim, n), n};
    truce_source *source = arena_new_of(a, truce_source);
    *source = (truce_source){.name = "Wire", .kind = TRUCE_SOURCE_KIND_OUTLET, .said = TRUCE_NO_DAY};
    for (size_t i = 0; i < n; i++)
        out.v[i] = (truce_claim){.id = arena_printf(a, "c%zu", i + 1),
                                 .quote = "a quote of a length that is usual for a claim's clause in a report",
                                 .span = {0, 4},
                                 .source = source,
                                 .n_source = 1,
                                 .act = TRUCE_ACT_RELEASE,
                                 .status = TRUCE_CLAIM_STATUS_DONE,
                                 .deadline = {.day = TRUCE_NO_DAY}};
    return out;
}

static int set_up(void **state) {
    task *t = calloc(1, sizeof *t);
    t->a = arena_new();
    strcpy(t->folder, "/tmp/truce-faults-XXXXXX");
    if (!mkdtemp(t->folder)) return -1;
    snprintf(t->path, sizeof t->path, "%s/truce.db", t->folder);
    report_from_bytes(t->a, "one", "one", "The first.", 10, NULL, &t->first, NULL);
    report_from_bytes(t->a, "two", "two", "The second.", 11, NULL, &t->second, NULL);
    t->few = claims_of(t->a, 3);
    t->many = claims_of(t->a, MANY);
    *state = t;
    return 0;
}

static int tear_down(void **state) {
    task *t = *state;
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", t->folder);
    arena_free(t->a);
    free(t);
    return system(command);
}

static void add(task *t, truce_ledger *ledger, const truce_report *r, const truce_claims *claims) {
    truce_added added;
    truce_error err = {0};
    (void)t;
    if (truce_ledger_add(ledger, r, claims, false, &added, NULL, &err) != TRUCE_OK) fail_msg("%s", err.message);
}

/* With a disk that works again: the first report is there; the second with all its claims or not at all, and there if
 * that was acknowledged. (A sync that fails after the journal was emptied leaves it in the ledger, but not for sure.)
 */
static void assert_whole(task *t, size_t n, bool acknowledged) {
    truce_ledger *ledger;
    truce_error err = {0};
    truce_ledger_facts facts;
    disk.left = -1;
    if (truce_ledger_open(t->path, TRUCE_LEDGER_READ, &ledger, &err) != TRUCE_OK) fail_msg("%zu: %s", n, err.message);
    if (truce_ledger_check(ledger, &err) != TRUCE_OK) fail_msg("%zu: %s", n, err.message);
    assert_int_equal(truce_ledger_count(ledger, &facts, &err), TRUCE_OK);
    bool second = facts.reports == 2;
    assert_true(second || (facts.reports == 1 && !acknowledged));
    assert_int_equal(facts.claims, second ? 3 + MANY : 3);
    truce_ledger_free(ledger);
}

/* Gives how often the message was the given one. */
static int fail_each(task *t, int error, const char *message) {
    static const char other[] = "the ledger cannot be read or written: "; /* a sync says no more than that it failed */
    truce_ledger *ledger;
    truce_error err;
    truce_added added;
    int full = 0;
    for (int n = 0;; n++) {
        remove(t->path);
        assert_int_equal(truce_ledger_open(t->path, TRUCE_LEDGER_WRITE, &ledger, NULL), TRUCE_OK);
        add(t, ledger, &t->first, &t->few);
        disk.left = n;
        disk.error = error;
        truce_status status = truce_ledger_add(ledger, &t->second, &t->many, false, &added, NULL, &err);
        bool by_itself = disk.left > 0;
        disk.left = -1;
        if (status != TRUCE_OK) {
            assert_int_equal(status, TRUCE_LEDGER);
            assert_string_equal(err.file, t->path);
            assert_true(strcmp(err.message, message) == 0 || strncmp(err.message, other, strlen(other)) == 0);
            full += strcmp(err.message, message) == 0;
        }
        truce_ledger_free(ledger);
        assert_whole(t, (size_t)n, status == TRUCE_OK);
        if (by_itself) return full;
    }
}

static void full_disk(void **state) {
    assert_true(fail_each(*state, SQLITE_FULL, "the disk is full: what was not yet in the ledger is left out of it") >
                10);
}

static void broken_disk(void **state) {
    fail_each(*state, SQLITE_IOERR_WRITE, "");
}

/* After a failure the same handle goes on, once there is room again. */
static void goes_on(void **state) {
    task *t = *state;
    truce_ledger *ledger;
    truce_added added;
    assert_int_equal(truce_ledger_open(t->path, TRUCE_LEDGER_WRITE, &ledger, NULL), TRUCE_OK);
    add(t, ledger, &t->first, &t->few);
    disk.left = 3;
    disk.error = SQLITE_FULL;
    assert_int_equal(truce_ledger_add(ledger, &t->second, &t->many, false, &added, NULL, NULL), TRUCE_LEDGER);
    disk.left = -1;
    add(t, ledger, &t->second, &t->many);
    truce_ledger_free(ledger);
    assert_whole(t, 0, true);
}

/* A ledger that cannot be made leaves no half of one. */
static void making_fails(void **state) {
    task *t = *state;
    truce_ledger *ledger;
    truce_error err;
    for (int n = 0;; n++) {
        remove(t->path);
        disk.left = n;
        disk.error = SQLITE_FULL;
        truce_status status = truce_ledger_open(t->path, TRUCE_LEDGER_WRITE, &ledger, &err);
        bool by_itself = disk.left > 0;
        disk.left = -1;
        truce_ledger_free(ledger);
        assert_int_equal(truce_ledger_open(t->path, TRUCE_LEDGER_WRITE, &ledger, &err), TRUCE_OK);
        assert_int_equal(truce_ledger_check(ledger, &err), TRUCE_OK);
        truce_ledger_free(ledger);
        if (by_itself) {
            assert_int_equal(status, TRUCE_OK);
            return;
        }
    }
}

#define TASK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {TASK(full_disk), TASK(broken_disk), TASK(goes_on), TASK(making_fails)};
    return cmocka_run_group_tests(tests, install_disk, NULL);
}
