/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "ledger/db.h"

/* schema.sql, as a string literal made by CMake, is the first step. A change of the tables is a further step of its
 * own beside it (step_2.sql …) and a higher TRUCE_SCHEMA_VERSION, never a change of a step that was released. */
const char *const ledger_steps[] = {
#include "ledger/schema_sql.inc"
};

static truce_status take_steps(truce_ledger *ledger, const char *const *steps, int64_t version, int n,
                               truce_error *err) {
    char mark[96];
    truce_status status = TRUCE_OK;
    if (version == n) return TRUCE_OK;
    for (; status == TRUCE_OK && version < n; version++) status = ledger_exec(ledger, steps[version], err);
    sqlite3_snprintf(sizeof mark, mark, "PRAGMA application_id = %d; PRAGMA user_version = %d", LEDGER_APPLICATION_ID,
                     n);
    return status == TRUCE_OK ? ledger_exec(ledger, mark, err) : status;
}

truce_status ledger_migrate(truce_ledger *ledger, const char *const *steps, int n, truce_error *err) {
    int64_t version;
    truce_status status = ledger_exec(ledger, "BEGIN IMMEDIATE", err);
    if (status != TRUCE_OK) return status;
    /* Read inside the transaction: another process may have migrated it since it was opened. */
    status = ledger_number(ledger, "PRAGMA user_version", &version, err);
    if (status == TRUCE_OK && version > n)
        status = error_at(err, TRUCE_VERSION, ledger->path, 0, 0,
                          "is a ledger of schema version %lld; this truce knows versions up to %d: use a newer truce",
                          (long long)version, n);
    if (status == TRUCE_OK) status = take_steps(ledger, steps, version, n, err);
    if (status == TRUCE_OK) status = ledger_exec(ledger, "COMMIT", err);
    if (status != TRUCE_OK && !sqlite3_get_autocommit(ledger->db)) ledger_exec(ledger, "ROLLBACK", NULL);
    return status;
}
