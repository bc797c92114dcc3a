/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"
#include "opt.h"

#include <stdlib.h>
#include <string.h>
#include <truce/pipeline.h>
#include <truce/score.h>

typedef struct settings {
    const char *gold, *system, *reports, *rules, *report, *act, *rule;
    int part, axis;
    bool errors, json;
} settings;

static const char *const parts[] = {"train", "dev", NULL};

/* ── the table ── */

static void print_share(size_t part, size_t whole) {
    if (whole)
        printf(" %8.2f", (double)part / (double)whole);
    else
        printf(" %8s", "-");
}

static void print_line(const truce_tally *t, truce_score_axis axis, int width) {
    truce_figures f = truce_tally_figures(t), slots = truce_tally_figures_with_slots(t);
    say_text(stdout, t->name);
    printf("%*s", width - (int)strlen(t->name), "");
    if (axis == TRUCE_SCORE_BY_RULE)
        printf(" %6zu %7zu %9.3f %10.3f", t->system, t->matched, f.precision, slots.precision);
    else
        printf(" %5zu %6zu %7zu %9.3f %6.3f %6.3f %10.3f", t->gold, t->system, t->matched, f.precision, f.recall, f.f1,
               slots.f1);
    printf(" ");
    for (int slot = 0; slot < TRUCE_SLOT_COUNT; slot++) print_share(t->right[slot], t->counting[slot]);
    printf("\n");
}

static int name_width(const truce_tally *v, size_t n) {
    int width = 6;
    for (size_t i = 0; i < n; i++)
        if ((int)strlen(v[i].name) > width) width = (int)strlen(v[i].name);
    return width;
}

static void print_table(const truce_score *s, truce_score_axis axis) {
    static const char *const heads[] = {"act", "report", "rule"};
    size_t n;
    const truce_tally *v = truce_score_by(s, axis, &n), *all = truce_score_all(s);
    int width = name_width(v, n);
    if (axis == TRUCE_SCORE_BY_RULE)
        printf("%-*s %6s %7s %9s %10s ", width, heads[axis], "fired", "matched", "precision", "with slots");
    else
        printf("%-*s %5s %6s %7s %9s %6s %6s %10s ", width, heads[axis], "gold", "system", "matched", "precision",
               "recall", "F1", "with slots");
    for (int slot = 0; slot < TRUCE_SLOT_COUNT; slot++) printf(" %8s", truce_slot_name((truce_slot)slot));
    printf("\n");
    for (size_t i = 0; i < n; i++) print_line(&v[i], axis, width);
    print_line(all, axis, width);
}

static void print_slots(const truce_tally *all) {
    printf("\n%-9s %8s %6s %9s\n", "slot", "counting", "right", "accuracy");
    for (int slot = 0; slot < TRUCE_SLOT_COUNT; slot++) {
        size_t counting = all->counting[slot], right = all->right[slot];
        printf("%-9s %8zu %6zu", truce_slot_name((truce_slot)slot), counting, right);
        if (counting) printf(" %9.3f", (double)right / (double)counting);
        printf("%s\n", slot == TRUCE_SLOT_MEASURE ? "  (apart)" : "");
    }
}

static void print_headline(const truce_score *s) {
    const truce_tally *all = truce_score_all(s);
    printf("%zu reports, %zu gold claims (%zu excused), %zu of the system\n", truce_score_report_count(s), all->gold,
           all->excused, all->system);
    printf("claim F1 %.3f, with slots %.3f\n", truce_tally_figures(all).f1, truce_tally_figures_with_slots(all).f1);
}

/* ── the errors ── */

static const truce_claim *main_claim(const truce_judgement *j) {
    return j->gold ? j->gold : j->system;
}

static bool is_wanted(const truce_judgement *j, const settings *set) {
    if (j->outcome == TRUCE_OUTCOME_RIGHT) return false;
    const truce_claim *c = main_claim(j), *of_rule = j->system ? j->system : j->near;
    if (set->report && strcmp(c->report, set->report) != 0) return false;
    if (set->act && strcmp(truce_act_name(c->act), set->act) != 0) return false;
    return !set->rule || (of_rule && of_rule->rule && strcmp(of_rule->rule, set->rule) == 0);
}

/* A quote on one line: what the report breaks over lines is no control character to be shown. */
static void print_quote(const char *quote) {
    char piece[2] = "";
    putchar('"');
    for (const char *end; *quote; quote = end) {
        end = quote + strcspn(quote, "\n\r\t");
        if (end > quote) {
            char line[4096];
            snprintf(line, sizeof line, "%.*s", (int)(end - quote), quote);
            say_text(stdout, line);
        }
        if (*end) {
            piece[0] = ' ';
            fputs(piece, stdout);
            end += strspn(end, "\n\r\t ");
        }
    }
    putchar('"');
}

/* `c7 release/done by rule: "quote"` */
static void print_claim(const truce_claim *c) {
    say_text(stdout, c->id);
    printf(" %s/%s", truce_act_name(c->act), truce_claim_status_name(c->status));
    if (c->rule) {
        printf(" by ");
        say_text(stdout, c->rule);
    }
    printf(" ");
    print_quote(c->quote);
    printf("\n");
}

static void print_slot(const char *label, const truce_claim *c, truce_slot slot) {
    char text[1024];
    truce_slot_text(c, slot, text, sizeof text);
    printf("%s", label);
    say_text(stdout, text[0] ? text : "-");
}

/* The filled slots on one line, without the status, which stands beside the act. */
static void print_slots_of(const truce_claim *c) {
    printf("          ");
    for (int slot = TRUCE_SLOT_SOURCE; slot < TRUCE_SLOT_COUNT; slot++) {
        char text[1024], label[32];
        if (!truce_slot_text(c, (truce_slot)slot, text, sizeof text)[0]) continue;
        snprintf(label, sizeof label, " %s: ", truce_slot_name((truce_slot)slot));
        print_slot(label, c, (truce_slot)slot);
        printf(";");
    }
    printf("\n");
}

static void print_near(const truce_judgement *j, const char *side) {
    if (!j->near) return;
    printf("           %s here (%.2f): ", side, j->overlap);
    print_claim(j->near);
}

static void print_wrong_slots(const truce_judgement *j) {
    for (int slot = 0; slot < TRUCE_SLOT_COUNT; slot++) {
        if (!((j->counting & ~j->right) >> slot & 1)) continue;
        printf("           %s: ", truce_slot_name((truce_slot)slot));
        print_slot("gold ", j->gold, (truce_slot)slot);
        print_slot(" | system ", j->system, (truce_slot)slot);
        printf("\n");
    }
}

static void print_judgement(const truce_judgement *j) {
    switch (j->outcome) {
    case TRUCE_OUTCOME_MISSED:
    case TRUCE_OUTCOME_EXCUSED:
        printf("%-10s ", j->outcome == TRUCE_OUTCOME_MISSED ? "MISSED" : "EXCUSED");
        print_claim(j->gold);
        print_slots_of(j->gold);
        print_near(j, "system");
        break;
    case TRUCE_OUTCOME_SPURIOUS:
        printf("SPURIOUS   ");
        print_claim(j->system);
        print_slots_of(j->system);
        print_near(j, "gold");
        break;
    case TRUCE_OUTCOME_WRONG:
        printf("WRONG      ");
        print_claim(j->system);
        print_wrong_slots(j);
        break;
    case TRUCE_OUTCOME_RIGHT: break;
    }
}

/* Report by report: the missed, the spurious, the matched with a wrong slot. */
static void print_errors(const truce_judgement *v, size_t n, const settings *set) {
    static const truce_outcome order[] = {TRUCE_OUTCOME_MISSED, TRUCE_OUTCOME_EXCUSED, TRUCE_OUTCOME_SPURIOUS,
                                          TRUCE_OUTCOME_WRONG};
    for (size_t from = 0, to; from < n; from = to) {
        const char *report = main_claim(&v[from])->report;
        bool headed = false;
        for (to = from; to < n && strcmp(main_claim(&v[to])->report, report) == 0;) to++;
        for (size_t o = 0; o < sizeof order / sizeof *order; o++)
            for (size_t i = from; i < to; i++) {
                if (v[i].outcome != order[o] || !is_wanted(&v[i], set)) continue;
                if (!headed) {
                    printf("== ");
                    say_text(stdout, report);
                    printf("\n");
                    headed = true;
                }
                print_judgement(&v[i]);
            }
        if (headed) printf("\n");
    }
}

/* ── the command ── */

static void refuse(void *ctx, const truce_error *err) {
    (void)ctx;
    say_error(err);
}

static truce_status print_json(const truce_score *s, const settings *set, truce_error *err) {
    size_t n;
    const truce_judgement *v = truce_score_judgements(s, &n);
    truce_status status = TRUCE_OK;
    if (!set->errors) return truce_score_write_json(s, (truce_score_axis)set->axis, stdout, err);
    for (size_t i = 0; !status && i < n; i++)
        if (is_wanted(&v[i], set)) status = truce_judgement_write_json(&v[i], stdout, err);
    return status;
}

static int print(const truce_score *s, const settings *set) {
    truce_error err;
    if (set->json) return print_json(s, set, &err) ? say_error(&err) : CMD_OK;
    if (set->errors) {
        size_t n;
        const truce_judgement *v = truce_score_judgements(s, &n);
        print_errors(v, n, set);
    } else {
        print_table(s, (truce_score_axis)set->axis);
        print_slots(truce_score_all(s));
        printf("\n");
    }
    print_headline(s);
    return CMD_OK;
}

/* FOLDER/NAME.txt; the folder is that given, else `reports` beside the gold's. NULL without memory. */
static char *report_path(const settings *set, const char *name) {
    const char *folder = set->reports ? set->reports : set->gold;
    const char *beside = set->reports ? "" : "/../reports";
    size_t size = strlen(folder) + strlen(beside) + strlen(name) + sizeof "/.txt";
    char *path = malloc(size);
    if (path) snprintf(path, size, "%s%s/%s.txt", folder, beside, name);
    return path;
}

/* Reads one report and hands its claims over. A report that cannot be read has no claims, which is told. */
static truce_status read_report(truce_score *s, truce_reader *reader, const char *path, int *code, truce_error *err) {
    truce_reading reading;
    truce_status status = truce_read(reader, path, NULL, false, &reading, err);
    if (status == TRUCE_MEMORY) return status;
    if (!status) return truce_score_add(s, reading.claims, err);
    say_error(err);
    *code = CMD_REFUSED;
    return TRUCE_OK;
}

static truce_status read_reports(truce_score *s, const settings *set, int *code, truce_error *err) {
    truce_reader *reader = NULL;
    truce_reader_options options = {.rules = set->rules};
    truce_status status = truce_reader_open(&options, refuse, NULL, &reader, err);
    for (size_t i = 0; !status && i < truce_score_report_count(s); i++) {
        char *path = report_path(set, truce_score_report(s, i));
        status = path ? read_report(s, reader, path, code, err) : TRUCE_MEMORY;
        if (!path) *err = (truce_error){.code = TRUCE_MEMORY, .message = "out of memory"};
        free(path);
    }
    truce_reader_free(reader);
    return status;
}

/* Takes the system's claims from a file or from the reports. */
static truce_status take_claims(truce_score *s, const settings *set, int *code, truce_error *err) {
    if (!set->system) return read_reports(s, set, code, err);
    truce_status status = truce_score_add_file(s, set->system, refuse, NULL, err);
    if (status != TRUCE_INPUT) return status;
    *code = CMD_REFUSED;
    return TRUCE_OK;
}

static int score(truce_score *s, const settings *set) {
    truce_error err;
    int code = CMD_OK;
    if (take_claims(s, set, &code, &err)) return say_error(&err);
    if (truce_score_left_out(s) && !parts[set->part])
        say(0, "%zu claims left out: their reports have no gold", truce_score_left_out(s));
    if (truce_score_run(s, &err)) return say_error(&err);
    int printed = print(s, set);
    return printed ? printed : code;
}

int cmd_score(const command *self, int argc, char **argv) {
    settings set = {.part = 2};
    const opt options[] = {
        {0, "reports", "FOLDER", "where the reports are to be read (default: GOLD/../reports)", OPT_TEXT, &set.reports},
        {0, "rules", "FOLDER", "read them by these rules", OPT_TEXT, &set.rules},
        {'s', "system", "FILE", "score these claims instead: JSON lines (- for standard input)", OPT_TEXT, &set.system},
        {0, "split", "train|dev|all", "only the reports of that part of GOLD/split.tsv", OPT_CHOICE, &set.part},
        {0, "by", "act|report|rule", "a line for each", OPT_CHOICE, &set.axis},
        {'e', "errors", NULL, "list what was missed, what is spurious, and wrong slots", OPT_FLAG, &set.errors},
        {0, "report", "NAME", "list errors of this report only", OPT_TEXT, &set.report},
        {0, "act", "ACT", "list errors of this act only", OPT_TEXT, &set.act},
        {0, "rule", "RULE", "list errors of this rule only", OPT_TEXT, &set.rule},
        {0, "json", NULL, "one object a line", OPT_FLAG, &set.json},
        {0},
    };
    int first, code = opt_read(self, options, argc, argv, &first);
    if (code != OPT_GO_ON) return code;
    if (argc - first != 1) return say(CMD_USAGE, "score takes one folder of gold claims; see 'truce score --help'");
    set.gold = argv[first];
    truce_score *s;
    truce_error err;
    if (truce_score_open(set.gold, parts[set.part], &s, &err)) return say_error(&err);
    code = score(s, &set);
    truce_score_free(s);
    return code;
}
