/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_LEDGER_DB_H
#define TRUCE_LEDGER_DB_H

/** @file
 * What the files of this floor share: the open database, its prepared statements, and rows written and read column by
 * column.
 */

#include <sqlite3.h>

#include "base/arena.h"
#include "base/error.h"
#include <truce/ledger.h>

/** Marks a database as a ledger of truce (PRAGMA application_id): "trce". */
#define LEDGER_APPLICATION_ID 0x74726365

/** The columns of `claims` that hold a claim's own fields, in the order in which they are put and taken. */
#define CLAIM_COLUMNS                                                                                                  \
    "claim_id, quote, span_start, span_end, act, status, actor_text, target_text, quantity_min, quantity_max, "        \
    "quantity_qualifier, quantity_of, quantity_kind, quantity_measure, quantity_per, quantity_total, time_start, "     \
    "time_end, time_duration, time_text, deadline_day, deadline_duration, deadline_from, deadline_text, place, rule, " \
    "model"

/** A statement's identifier; its text stands in store_sqlite.c. */
typedef enum ledger_sql {
    SQL_BEGIN,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_FIND_REPORT,
    SQL_ADD_REPORT,
    SQL_UPDATE_REPORT,
    SQL_CLEAR_CLAIMS,
    SQL_FIND_COPY,
    SQL_ADD_CLAIM,
    SQL_ADD_SOURCE,
    SQL_ADD_NAME,
    SQL_ADD_LINK,
    SQL_GET_SOURCES,
    SQL_GET_NAMES,
    SQL_GET_LINKS,
    SQL_COUNT,
} ledger_sql;

struct truce_ledger {
    sqlite3 *db;
    char *path;
    arena *scratch;                    /**< of one call */
    sqlite3_stmt *prepared[SQL_COUNT]; /**< each made when it is first used */
    sqlite3_stmt *query;               /**< of the last query by filter */
};

/** Fills err from the database's last error: what is wrong with the ledger, and what to do. Gives TRUCE_LEDGER, or
 * TRUCE_MEMORY. */
truce_status ledger_error(const truce_ledger *ledger, truce_error *err);

/** Runs one or more statements that give no rows. */
truce_status ledger_exec(truce_ledger *ledger, const char *sql, truce_error *err);

/** The statement, without values and ready to run. */
truce_status ledger_statement(truce_ledger *ledger, ledger_sql which, sqlite3_stmt **out, truce_error *err);

/** Gives a number that a statement such as a PRAGMA yields. */
truce_status ledger_number(truce_ledger *ledger, const char *sql, int64_t *out, truce_error *err);

/** A name for comparing: case folded, each run of letters and digits between two spaces (` al-Noor ` → ` al noor `). */
const char *ledger_words(arena *a, const char *name);

/* Rows. Values are put from parameter 1 on and taken from column 0 on, in order. */

typedef struct ledger_row {
    sqlite3_stmt *statement;
    int next;
    int failed; /**< the first code of SQLite that was no SQLITE_OK */
} ledger_row;

void put_text(ledger_row *row, const char *text); /**< NULL: NULL; the text must live until the row is written */
void put_int(ledger_row *row, int64_t value);
void put_amount(ledger_row *row, double value); /**< TRUCE_UNBOUNDED: NULL; whole numbers as integers */
void put_day(ledger_row *row, truce_day day);

/** Runs an INSERT, UPDATE or DELETE whose values were put. */
truce_status row_write(truce_ledger *ledger, ledger_row *row, truce_error *err);

const char *get_text(arena *a, ledger_row *row); /**< NULL for NULL */
int64_t get_int(ledger_row *row);
double get_amount(ledger_row *row);
truce_day get_day(ledger_row *row);

/** Brings the open database to the present schema: steps[i] takes it from version i to i + 1. All in one transaction;
 * TRUCE_VERSION when it is beyond n. */
truce_status ledger_migrate(truce_ledger *ledger, const char *const *steps, int n, truce_error *err);

/** The steps of this version, TRUCE_SCHEMA_VERSION of them. */
extern const char *const ledger_steps[];

#endif
