/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"
#include "opt.h"

#include <string.h>
#include <truce/syntax.h>

static double percent(double part, double whole) {
    return whole > 0 ? 100 * part / whole : 0;
}

static void print_scores(const char *what, const truce_parse_scores *s) {
    printf("%-10s %9s %9s %9s %9s\n", what, "precision", "recall", "F1", "aligned");
    for (int i = 0; i < TRUCE_UD_MEASURES; i++) {
        const truce_ud_measure *m = &s->measures[i];
        printf("%-10s %9.2f %9.2f %9.2f", m->name, percent((double)m->correct, (double)m->system),
               percent((double)m->correct, (double)m->gold),
               percent(2 * (double)m->correct, (double)(m->gold + m->system)));
        if (m->aligned) printf(" %9.2f", percent((double)m->correct, (double)m->aligned));
        printf("\n");
    }
}

static void print_speed(const truce_parse_scores *s) {
    if (s->seconds > 0)
        fprintf(stderr, "%zu words in %.2f s: %.0f words/s\n", s->words, s->seconds, (double)s->words / s->seconds);
}

static int evaluate(truce_parser *p, const char *const *gold, size_t n) {
    static const char *const whats[] = {"gold words", "from text"};
    for (int from_text = 0; from_text < 2; from_text++) {
        truce_parse_scores scores;
        truce_error err;
        if (truce_parse_evaluate(p, gold, n, from_text, &scores, &err) != TRUCE_OK) return say_error(&err);
        if (from_text) printf("\n");
        print_scores(whats[from_text], &scores);
        print_speed(&scores);
    }
    return CMD_OK;
}

static int parse(truce_parser *p, char **files, size_t n) {
    int code = CMD_OK;
    for (size_t i = 0; i < n; i++) {
        truce_error err;
        truce_status status = truce_parse(p, files[i], stdout, &err);
        if (status == TRUCE_OK) continue;
        say_error(&err);
        code = n > 1 ? CMD_REFUSED : CMD_FAILED;
    }
    return code;
}

int cmd_parse(const command *self, int argc, char **argv) {
    const char *model = NULL;
    bool eval = false;
    const opt options[] = {
        {'m', "model", "FILE", "the parser's model; the English one is the default", OPT_TEXT, &model},
        {0, "eval", NULL, "the files are gold CoNLL-U: measures the model on their words, and on their text", OPT_FLAG,
         &eval},
        {0},
    };
    int first, code = opt_read(self, options, argc, argv, &first);
    if (code != OPT_GO_ON) return code;
    if (eval && first == argc) return say(CMD_USAGE, "--eval needs a gold file");
    truce_parser *p;
    truce_error err;
    if (truce_parser_open(model, &p, &err) != TRUCE_OK) return say_error(&err);
    char *standard_input[] = {(char *)"-"};
    if (eval)
        code = evaluate(p, (const char *const *)(argv + first), (size_t)(argc - first));
    else if (first == argc)
        code = parse(p, standard_input, 1);
    else
        code = parse(p, argv + first, (size_t)(argc - first));
    truce_parser_free(p);
    return code;
}
