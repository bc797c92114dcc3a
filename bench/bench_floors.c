/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Measures each floor alone over the same reports: bench_floors [PATH]...
 *
 * A floor runs in a process of its own, so that its peak memory is its own. What it stands on is made ready once and
 * not measured; then it goes over all reports again and again, for a second or three rounds at least. A row a floor:
 * the median and the fastest round, the figures of the fastest, and a hash of what the floor made, so that a fast wrong
 * answer shows.
 */

#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/vec.h"
#include "claims/claim_json.h"
#include "claims/extract.h"
#include "claims/rules.h"
#include "ingest/report.h"
#include "syntax/conllu.h"
#include "syntax/parser.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <truce/pipeline.h>
#include <unistd.h>

enum { ROUNDS_LEAST = 3, ROUNDS_MOST = 100000 };

typedef struct bench {
    arena *kept;  /* what lower floors made */
    arena *round; /* what the floor makes of one report */
    const char **paths;
    size_t n;
    truce_report *reports;
    truce_sentences *sentences;
    truce_claims *claims;
    const calendar_words *months;
    parser *parser;
    scratch *scratch;
    rules *rules;
    char folder[64]; /* for ledgers */
    FILE *output;    /* where the result is written to be hashed; NULL while measuring */
    truce_error err;
} bench;

/* ---- a floor's work on report i, made in a ---- */

typedef truce_status floor_work(bench *b, arena *a, size_t i);

static truce_status ingest(bench *b, arena *a, size_t i) {
    truce_report *r = &b->reports[i];
    truce_status status = report_read(a, b->paths[i], b->months, r, &b->err);
    if (b->output && status == TRUCE_OK)
        fprintf(b->output, "%s %s %s %d %u-%u\n", r->id, r->text_hash, r->outlet, r->date, r->body.start, r->body.end);
    return status;
}

static truce_status text(bench *b, arena *a, size_t i) {
    text_split(a, &b->reports[i], parser_word_lists(b->parser), &b->sentences[i]);
    for (uint32_t s = 0; b->output && s < b->sentences[i].n; s++)
        for (uint32_t w = 1; w <= b->sentences[i].v[s].n; w++)
            fprintf(b->output, "%s\n", b->sentences[i].v[s].words[w].form);
    return TRUCE_OK;
}

static truce_status syntax(bench *b, arena *a, size_t i) {
    truce_status status = TRUCE_OK;
    for (uint32_t s = 0; status == TRUCE_OK && s < b->sentences[i].n; s++) {
        status = parser_run(b->parser, a, b->scratch, &b->sentences[i].v[s], &b->err);
        if (b->output && status == TRUCE_OK) status = conllu_write(b->output, &b->sentences[i].v[s], &b->err);
    }
    return status;
}

static truce_status claims(bench *b, arena *a, size_t i) {
    truce_status status =
        claims_extract(a, &b->reports[i], &b->sentences[i], b->rules, parser_name(b->parser), &b->claims[i], &b->err);
    for (size_t c = 0; b->output && status == TRUCE_OK && c < b->claims[i].n; c++) {
        json_t *object = claim_to_json(&b->claims[i].v[c]);
        status = object ? json_write_line(b->output, object, &b->err) : TRUCE_MEMORY;
        json_decref(object);
    }
    return status;
}

/** The floors that work on one report at a time, from the ground up. */
#define FLOOR_LIST(X) X(ingest) X(text) X(syntax) X(claims)

static floor_work *const works[] = {
#define FLOOR_WORK(name) name,
    FLOOR_LIST(FLOOR_WORK)
#undef FLOOR_WORK
};

enum {
#define FLOOR_ENUM(name) FLOOR_##name,
    FLOOR_LIST(FLOOR_ENUM)
#undef FLOOR_ENUM
        FLOOR_ledger,
    FLOOR_all,
    FLOOR_COUNT
};

static const char *const floor_names[] = {
#define FLOOR_NAME(name) #name,
    FLOOR_LIST(FLOOR_NAME)
#undef FLOOR_NAME
        "ledger",
    "all",
};

/* ---- rounds over all reports ---- */

typedef struct one_report {
    bench *b;
    floor_work *work;
    arena *a;
    size_t i;
} one_report;

static truce_status one_body(void *ctx) {
    one_report *one = ctx;
    return one->work(one->b, one->a, one->i);
}

static truce_status each_report(bench *b, floor_work *work, arena *a, bool keep) {
    truce_status status = TRUCE_OK;
    for (size_t i = 0; status == TRUCE_OK && i < b->n; i++) {
        if (!keep) arena_reset(a);
        one_report one = {b, work, a, i};
        status = arena_run(a, one_body, &one, &b->err);
    }
    return status;
}

/* The claims of a ledger, for the hash. */
static truce_status write_claim(void *ctx, const truce_claim *c, truce_error *err) {
    json_t *object = claim_to_json(c);
    truce_status status = object ? json_write_line(ctx, object, err) : TRUCE_MEMORY;
    json_decref(object);
    return status;
}

static truce_status fresh_ledger(bench *b, truce_ledger **out) {
    char path[100];
    snprintf(path, sizeof path, "%s/truce.db", b->folder);
    remove(path);
    return truce_ledger_open(path, TRUCE_LEDGER_WRITE, out, &b->err);
}

static truce_status close_ledger(bench *b, truce_ledger *ledger, truce_status status) {
    if (status == TRUCE_OK && b->output)
        status = truce_ledger_claims(ledger, &TRUCE_FILTER_ALL, write_claim, b->output, &b->err);
    truce_ledger_free(ledger);
    return status;
}

static truce_status ledger_round(bench *b) {
    truce_ledger *ledger;
    truce_added added;
    truce_status status = fresh_ledger(b, &ledger);
    for (size_t i = 0; status == TRUCE_OK && i < b->n; i++)
        status = truce_ledger_add(ledger, &b->reports[i], &b->claims[i], false, &added, NULL, &b->err);
    return close_ledger(b, ledger, status);
}

static truce_status all_round(bench *b, truce_reader *reader) {
    truce_ledger *ledger;
    truce_reading reading;
    truce_status status = fresh_ledger(b, &ledger);
    for (size_t i = 0; status == TRUCE_OK && i < b->n; i++)
        status = truce_read(reader, b->paths[i], ledger, false, &reading, &b->err);
    return close_ledger(b, ledger, status);
}

static truce_status round_of(bench *b, int floor, truce_reader *reader) {
    switch (floor) {
    case FLOOR_ledger: return ledger_round(b);
    case FLOOR_all: return all_round(b, reader);
    default: return each_report(b, works[floor], b->round, false);
    }
}

/* ---- measuring ---- */

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int by_value(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

static truce_status measure(bench *b, int floor, truce_reader *reader, double *median, double *fastest, int *rounds) {
    static double times[ROUNDS_MOST];
    double total = 0;
    truce_status status = TRUCE_OK;
    *rounds = 0;
    while (status == TRUCE_OK && *rounds < ROUNDS_MOST && (total < 1 || *rounds < ROUNDS_LEAST)) {
        double start = seconds();
        status = round_of(b, floor, reader);
        times[*rounds] = seconds() - start;
        total += times[(*rounds)++];
    }
    qsort(times, (size_t)*rounds, sizeof *times, by_value);
    *median = times[*rounds / 2];
    *fastest = times[0];
    return status;
}

static truce_status hash_output(bench *b, int floor, truce_reader *reader, char hash[TRUCE_DIGEST_TEXT]) {
    char *bytes = NULL;
    size_t size = 0;
    b->output = open_memstream(&bytes, &size);
    if (!b->output) return error_set(&b->err, TRUCE_MEMORY, "out of memory");
    truce_status status = round_of(b, floor, reader);
    fclose(b->output);
    b->output = NULL;
    digest_text(bytes, size, hash);
    free(bytes);
    return status;
}

static void print_row(const bench *b, int floor, double median, double fastest, int rounds, const char *hash) {
    struct rusage usage;
    size_t bytes = 0, sentences = 0;
    getrusage(RUSAGE_SELF, &usage);
    for (size_t i = 0; i < b->n; i++) {
        bytes += b->reports[i].size;
        sentences += b->sentences[i].n;
    }
    printf("%s\t%zu\t%zu\t%zu\t%d\t%.6f\t%.6f\t%.1f\t%.1f\t%.3f\t%.1f\t%.12s\n", floor_names[floor], b->n, sentences,
           bytes, rounds, median, fastest, (double)b->n / fastest, (double)sentences / fastest,
           (double)bytes / 1e6 / fastest, (double)usage.ru_maxrss / 1024, hash);
}

/* ---- making ready ---- */

static truce_status load(void *ctx) {
    bench *b = ctx;
    const char *folder, *model;
    error_list problems = {0};
    b->reports = arena_array(b->kept, truce_report, b->n);
    b->sentences = arena_array(b->kept, truce_sentences, b->n);
    b->claims = arena_array(b->kept, truce_claims, b->n);
    truce_status status = file_find_data(b->kept, "rules/en", &folder, &b->err);
    if (status == TRUCE_OK) status = file_find_data(b->kept, "models/en.truce", &model, &b->err);
    if (status == TRUCE_OK)
        status =
            calendar_words_load(b->kept, arena_printf(b->kept, "%s/lexicon/calendar.tsv", folder), &b->months, &b->err);
    if (status == TRUCE_OK) status = parser_load(model, &b->parser, &b->err);
    if (status == TRUCE_OK) status = rules_load(folder, &b->rules, &problems);
    if (problems.n) b->err = problems.v[0];
    error_list_free(&problems);
    return status;
}

/* Runs what the floor stands on, and keeps it; the sentences are counted in each row, so they are always made. */
static truce_status make_ready(bench *b, int floor, truce_reader **reader) {
    truce_status status = arena_run(b->kept, load, b, &b->err);
    if (status != TRUCE_OK) return status;
    if (!(b->scratch = scratch_new())) return error_set(&b->err, TRUCE_MEMORY, "out of memory");
    if (floor == FLOOR_all) status = truce_reader_open(NULL, NULL, NULL, reader, &b->err);
    for (int below = 0; status == TRUCE_OK && below < FLOOR_ledger; below++)
        if (below < floor || below <= FLOOR_text) status = each_report(b, works[below], b->kept, true);
    return status;
}

static int run_floor(bench *b, int floor) {
    double median, fastest;
    int rounds;
    char hash[TRUCE_DIGEST_TEXT];
    truce_reader *reader = NULL;
    truce_status status = make_ready(b, floor, &reader);
    if (status == TRUCE_OK) status = measure(b, floor, reader, &median, &fastest, &rounds);
    if (status == TRUCE_OK) status = hash_output(b, floor, reader, hash);
    if (status == TRUCE_OK) {
        print_row(b, floor, median, fastest, rounds, hash);
        return fflush(stdout);
    }
    char message[1200];
    truce_error_text(&b->err, message, sizeof message);
    fprintf(stderr, "bench_floors: %s: %s\n", floor_names[floor], message);
    return 1;
}

typedef struct operands {
    bench *b;
    int n;
    char **v;
} operands;

static truce_status list_paths(void *ctx) {
    operands *in = ctx;
    VEC(const char *) paths = {0};
    truce_status status = TRUCE_OK;
    for (int i = 0; status == TRUCE_OK && i < in->n; i++) {
        const char **found;
        size_t n;
        status = file_list(in->b->kept, in->v[i], ".txt", &found, &n, &in->b->err);
        for (size_t k = 0; status == TRUCE_OK && k < n; k++) vec_push(in->b->kept, &paths, found[k]);
    }
    in->b->paths = paths.v;
    in->b->n = paths.n;
    if (status == TRUCE_OK && paths.n == 0) return error_set(&in->b->err, TRUCE_INPUT, "no reports");
    return status;
}

int main(int argc, char **argv) {
    bench b = {.kept = arena_new(), .round = arena_new(), .folder = "/tmp/truce-bench-XXXXXX"};
    operands in = {&b, argc - 1, argv + 1};
    char path[100];
    int failed = 0;
    if (!b.kept || !b.round || !mkdtemp(b.folder)) return 1;
    if (arena_run(b.kept, list_paths, &in, &b.err) != TRUCE_OK) {
        fprintf(stderr, "bench_floors: %s: %s\n", b.err.file, b.err.message);
        failed = 1;
    }
    for (int floor = 0; !failed && floor < FLOOR_COUNT; floor++) {
        pid_t child = fork();
        int status = 1;
        if (child == 0) _exit(run_floor(&b, floor));
        if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) failed = 1;
    }
    snprintf(path, sizeof path, "%s/truce.db", b.folder);
    remove(path);
    rmdir(b.folder);
    return failed;
}
