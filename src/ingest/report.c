/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/report.h"
#include "base/calendar.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"

#include <string.h>
#include <strings.h>

/** The keys of a header block, in the order of their fields in `header`. */
#define HEADER_KEYS(X) X(TITLE, "Title") X(OUTLET, "Outlet") X(DATE, "Date") X(SOURCE, "Source")

enum {
#define KEY_ENUM(id, name) KEY_##id,
    HEADER_KEYS(KEY_ENUM) KEY_COUNT
#undef KEY_ENUM
};

static const char *const key_names[] = {
#define KEY_NAME(id, name) name,
    HEADER_KEYS(KEY_NAME)
#undef KEY_NAME
};

typedef struct slice {
    const char *s;
    size_t n;
} slice;

/* A report in the making: what is left to read is [at, end). */
typedef struct intake {
    arena *a;
    const calendar_words *words;
    const char *at, *end;
    size_t line; /* of `at`, from 1 */
    slice value[KEY_COUNT];
    size_t value_line[KEY_COUNT]; /* 0: not given */
    truce_day date;
    truce_error *err;
    const char *path;
} intake;

/* ---- lines ---- */

/* The line at `at` without its end. */
static slice line_here(const intake *in) {
    const char *newline = memchr(in->at, '\n', (size_t)(in->end - in->at));
    slice line = {in->at, (size_t)((newline ? newline : in->end) - in->at)};
    if (line.n && line.s[line.n - 1] == '\r') line.n--;
    return line;
}

static void pass_line(intake *in) {
    const char *newline = memchr(in->at, '\n', (size_t)(in->end - in->at));
    in->at = newline ? newline + 1 : in->end;
    in->line++;
}

static slice trimmed(slice x) {
    while (x.n && strchr(" \t", x.s[0])) x = (slice){x.s + 1, x.n - 1};
    while (x.n && strchr(" \t", x.s[x.n - 1])) x.n--;
    return x;
}

/* ---- the header ---- */

/* The number of letters and hyphens before a colon at the line's start; 0 where it does not start so. */
static size_t key_size(slice line) {
    size_t n = 0;
    while (n < line.n && (line.s[n] == '-' || (unsigned)(line.s[n] | 32) - 'a' < 26)) n++;
    return n > 0 && n < line.n && line.s[n] == ':' ? n : 0;
}

static int known_key(slice line) {
    size_t n = key_size(line);
    for (int k = 0; n && k < KEY_COUNT; k++)
        if (strlen(key_names[k]) == n && strncasecmp(line.s, key_names[k], n) == 0) return k;
    return -1;
}

static truce_status take_header_line(intake *in, slice line) {
    static const char not_given[] = "(not given)";
    int key = known_key(line);
    size_t n = key_size(line) + 1;
    slice value = trimmed((slice){line.s + n, line.n - n});
    if (key < 0) return TRUCE_OK;
    if (in->value_line[key])
        return error_at(in->err, TRUCE_INPUT, in->path, in->line, 1, "a second %s: line; the first is line %zu",
                        key_names[key], in->value_line[key]);
    in->value_line[key] = in->line;
    bool given = value.n != sizeof not_given - 1 || memcmp(value.s, not_given, value.n) != 0;
    if (given) in->value[key] = value;
    return TRUCE_OK;
}

/* The block starts with one of our keys and goes on while lines have some key, ours or not. */
static truce_status take_header(intake *in) {
    truce_status status = TRUCE_OK;
    if (known_key(line_here(in)) < 0) return TRUCE_OK;
    while (status == TRUCE_OK && in->at < in->end && key_size(line_here(in))) {
        status = take_header_line(in, line_here(in));
        pass_line(in);
    }
    return status;
}

/* A date in a header may be followed by a time of day. */
static truce_status take_header_date(intake *in) {
    slice value = in->value[KEY_DATE];
    written_date date;
    if (value.n == 0) return TRUCE_OK;
    size_t n = date_read(in->words, value.s, value.n, &date);
    bool ends = n == value.n || (n && strchr(" T", value.s[n]));
    if (ends && date.year) in->date = day_of(date.year, date.month, date.day);
    if (in->date != TRUCE_NO_DAY) return TRUCE_OK;
    return error_at(in->err, TRUCE_INPUT, in->path, in->value_line[KEY_DATE], 0,
                    "'%.*s' is no date; write it as 2025-01-19 or 19 January 2025", value.n > 60 ? 60 : (int)value.n,
                    value.s);
}

/* `date 2025-01-19 …`: what follows on the line is text. */
static void take_date_line(intake *in) {
    static const char word[] = "date ";
    slice line = line_here(in);
    const size_t n = sizeof word - 1;
    if (line.n < n + 10 || strncasecmp(line.s, word, n) != 0) return;
    truce_day day = day_parse(line.s + n, 10);
    if (day == TRUCE_NO_DAY || (line.n > n + 10 && line.s[n + 10] != ' ')) return;
    in->date = day;
    in->at += n + 10;
}

/* ---- the body ---- */

void report_text_hash(arena *a, const char *text, size_t n_text, char out[TRUCE_DIGEST_TEXT]) {
    char *s = utf8_nfc(a, text, n_text);
    size_t n = 0;
    bool space = false;
    for (const char *p = s, *end = s + strlen(s); p < end;) {
        size_t size;
        if (utf8_is_space(utf8_decode(p, end, &size))) {
            space = n > 0;
        } else {
            if (space) s[n++] = ' ';
            space = false;
            memmove(s + n, p, size);
            n += size;
        }
        p += size;
    }
    digest_text(s, n, out);
}

static void skip_white(intake *in) {
    while (in->at < in->end) {
        size_t size;
        if (!utf8_is_space(utf8_decode(in->at, in->end, &size))) return;
        in->at += size;
    }
}

static const char *text_of(const intake *in, slice x) {
    return arena_strndup(in->a, x.s ? x.s : "", x.n);
}

static const char *outlet_of(const intake *in, slice agency) {
    slice outlet = in->value[KEY_OUTLET].n ? in->value[KEY_OUTLET] : agency;
    return outlet.n ? text_of(in, outlet) : "unknown";
}

/* ---- the whole ---- */

static truce_status check_bytes(const char *path, const char *bytes, size_t size, truce_error *err) {
    size_t good = utf8_valid(bytes, size);
    if (size == 0) return error_at(err, TRUCE_INPUT, path, 0, 0, "is empty");
    if (size > TRUCE_REPORT_BYTES_MAX)
        return error_at(err, TRUCE_LIMIT, path, 0, 0, "larger than %u bytes: one file is one report",
                        TRUCE_REPORT_BYTES_MAX);
    if (good == size) return TRUCE_OK;
    if (bytes[good] == 0) return error_at(err, TRUCE_INPUT, path, 0, 0, "has a NUL at byte %zu: it is no text", good);
    return error_at(err, TRUCE_INPUT, path, 0, 0, "is not UTF-8 from byte %zu on; iconv converts other encodings",
                    good);
}

/* Names of files may be any bytes; what is stored and printed is UTF-8. */
const char *report_path(arena *a, const char *path) {
    char *out = arena_strdup(a, path);
    size_t n = strlen(out);
    for (size_t i; (i = utf8_valid(out, n)) < n;) out[i] = '?';
    return out;
}

truce_status report_from_bytes(arena *a, const char *name, const char *path, const char *bytes, size_t size,
                               const calendar_words *words, truce_report *out, truce_error *err) {
    *out = (truce_report){.date = TRUCE_NO_DAY};
    truce_status status = check_bytes(path, bytes, size, err);
    if (status != TRUCE_OK) return status;
    const char *copy = arena_strndup(a, bytes, size);
    intake in = {.a = a,
                 .words = words,
                 .at = copy,
                 .end = copy + size,
                 .line = 1,
                 .date = TRUCE_NO_DAY,
                 .err = err,
                 .path = path};
    if (size >= 3 && memcmp(copy, "\xef\xbb\xbf", 3) == 0) in.at += 3;

    status = take_header(&in);
    if (status == TRUCE_OK) status = take_header_date(&in);
    if (status != TRUCE_OK) return status;
    if (in.line == 1) take_date_line(&in);

    skip_white(&in);
    dateline dl = dateline_read(words, in.at, (size_t)(in.end - in.at));
    slice agency = {in.at + dl.agency, dl.n_agency};
    in.at += dl.size;
    if (in.date == TRUCE_NO_DAY && dl.date.year) in.date = day_of(dl.date.year, dl.date.month, dl.date.day);

    skip_white(&in);
    while (in.end > in.at && strchr(" \t\r\n", in.end[-1])) in.end--;
    if (in.at >= in.end) return error_at(err, TRUCE_INPUT, path, 0, 0, "has no text");

    digest_text(copy, size, out->id);
    report_text_hash(a, in.at, (size_t)(in.end - in.at), out->text_hash);
    out->name = report_path(a, name);
    out->path = report_path(a, path);
    out->bytes = copy;
    out->size = size;
    out->body = (truce_span){(uint32_t)(in.at - copy), (uint32_t)(in.end - copy)};
    out->title = text_of(&in, in.value[KEY_TITLE]);
    out->outlet = outlet_of(&in, agency);
    out->source = text_of(&in, in.value[KEY_SOURCE]);
    out->date = in.date;
    return TRUCE_OK;
}

const char *report_name(arena *a, const char *path) {
    static const char *const suffixes[] = {".txt", ".conllu"};
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        size_t k = strlen(suffixes[i]);
        if (n > k && strcmp(name + n - k, suffixes[i]) == 0) return report_path(a, arena_strndup(a, name, n - k));
    }
    return report_path(a, name);
}

truce_status report_read(arena *a, const char *path, const calendar_words *words, truce_report *out, truce_error *err) {
    char *bytes;
    size_t size;
    truce_status status = file_read(a, path, TRUCE_REPORT_BYTES_MAX, &bytes, &size, err);
    if (status != TRUCE_OK) return status;
    return report_from_bytes(a, report_name(a, path), path, bytes, size, words, out, err);
}
