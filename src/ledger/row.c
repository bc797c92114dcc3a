/* SPDX-License-Identifier: Apache-2.0 */
#include "base/calendar.h"
#include "ledger/db.h"

#include <math.h>

static void note(ledger_row *row, int code) {
    if (row->failed == SQLITE_OK) row->failed = code;
}

void put_text(ledger_row *row, const char *text) {
    note(row, sqlite3_bind_text(row->statement, ++row->next, text, -1, SQLITE_STATIC));
}

void put_int(ledger_row *row, int64_t value) {
    note(row, sqlite3_bind_int64(row->statement, ++row->next, value));
}

void put_amount(ledger_row *row, double value) {
    const double exact = 9007199254740992.0; /* 2^53: beyond it not each whole number has its double */
    row->next++;
    if (value < 0)
        note(row, sqlite3_bind_null(row->statement, row->next));
    else if (value < exact && floor(value) == value)
        note(row, sqlite3_bind_int64(row->statement, row->next, (int64_t)value));
    else
        note(row, sqlite3_bind_double(row->statement, row->next, value));
}

void put_day(ledger_row *row, truce_day day) {
    char text[DAY_TEXT];
    row->next++;
    if (day == TRUCE_NO_DAY)
        note(row, sqlite3_bind_null(row->statement, row->next));
    else
        note(row, sqlite3_bind_text(row->statement, row->next, day_text(day, text), -1, SQLITE_TRANSIENT));
}

truce_status row_write(truce_ledger *ledger, ledger_row *row, truce_error *err) {
    if (row->failed == SQLITE_NOMEM) return error_set(err, TRUCE_MEMORY, "out of memory");
    int code = sqlite3_step(row->statement);
    truce_status status = code == SQLITE_DONE ? TRUCE_OK : ledger_error(ledger, err);
    sqlite3_reset(row->statement);
    return status;
}

const char *get_text(arena *a, ledger_row *row) {
    const char *text = (const char *)sqlite3_column_text(row->statement, row->next);
    int n = sqlite3_column_bytes(row->statement, row->next++);
    return text ? arena_strndup(a, text, (size_t)n) : NULL;
}

int64_t get_int(ledger_row *row) {
    return sqlite3_column_int64(row->statement, row->next++);
}

double get_amount(ledger_row *row) {
    bool null = sqlite3_column_type(row->statement, row->next) == SQLITE_NULL;
    double value = sqlite3_column_double(row->statement, row->next++);
    return null ? TRUCE_UNBOUNDED : value;
}

truce_day get_day(ledger_row *row) {
    const char *text = (const char *)sqlite3_column_text(row->statement, row->next);
    int n = sqlite3_column_bytes(row->statement, row->next++);
    return text ? day_parse(text, (size_t)n) : TRUCE_NO_DAY;
}
