/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"
#include "opt.h"

#include <string.h>
#include <truce/explain.h>

static void print_names(const char *slot, const truce_names *names) {
    for (size_t i = 0; i < names->n; i++) {
        printf("%s", i ? "; " : "");
        if (!i) printf("      %s: ", slot);
        say_text(stdout, names->v[i]);
    }
    if (names->n) putchar('\n');
}

static void print_source(const truce_claim *c) {
    printf("      source: ");
    for (size_t i = 0; i < c->n_source; i++) {
        if (i) printf(" > ");
        say_text(stdout, c->source[i].name);
    }
    putchar('\n');
}

static void print_claim(const truce_claim *c) {
    printf("  %s %s %s \"", c->id, truce_act_name(c->act), truce_claim_status_name(c->status));
    say_text(stdout, c->quote);
    puts("\"");
    print_source(c);
    print_names("actor", &c->actor);
    print_names("target", &c->target);
    print_names("counterpart", &c->counterpart);
}

static void print_attempt(const truce_attempt *t, bool failed) {
    if (t->end == TRUCE_ATTEMPT_CLAIM) {
        print_claim(t->claim);
        printf("      by %s on \"", t->rule);
        say_text(stdout, t->word);
        putchar('"');
        for (size_t i = 0; i < t->n_bindings; i++) {
            printf(", %s \"", t->bindings[i].slot);
            say_text(stdout, t->bindings[i].word);
            putchar('"');
        }
        putchar('\n');
        return;
    }
    if (t->end == TRUCE_ATTEMPT_FAILED && !failed) return;
    printf("  - \"");
    say_text(stdout, t->word);
    if (t->end == TRUCE_ATTEMPT_FAILED)
        printf("\": %s needs: %s\n", t->rule, t->condition);
    else if (t->end == TRUCE_ATTEMPT_MENTION)
        printf("\": %s finds nothing told of it\n", t->rule);
    else
        printf("\": %s gives way to %s\n", t->rule, t->other);
}

static bool has_claim(const truce_explained_sentence *s) {
    for (size_t i = 0; i < s->n; i++)
        if (s->attempts[i].end == TRUCE_ATTEMPT_CLAIM) return true;
    return false;
}

static void print_sentence(const truce_explained_sentence *s, size_t number, bool all) {
    printf("%zu  ", number);
    say_text(stdout, s->text);
    putchar('\n');
    if (!s->n) puts("  - no word of it sets off a rule");
    bool failed = all || !has_claim(s);
    for (size_t i = 0; i < s->n; i++) print_attempt(&s->attempts[i], failed);
    putchar('\n');
}

int cmd_explain(const command *self, int argc, char **argv) {
    truce_reader_options given = {0};
    bool all = false;
    const opt options[] = {
        {0, "rules", "FOLDER", "the folder of rules; the installed English ones are the default", OPT_TEXT,
         &given.rules},
        {0, "model", "FILE", "the parser's model", OPT_TEXT, &given.model},
        {0, "conllu", NULL, "the report is CoNLL-U of another parser", OPT_FLAG, &given.conllu},
        {'a', "all", NULL, "also tells which rules failed where a sentence gave claims", OPT_FLAG, &all},
        {0},
    };
    int first, code = opt_read(self, options, argc, argv, &first);
    if (code != OPT_GO_ON) return code;
    if (argc - first != 1) return say(CMD_USAGE, "explain takes one report");
    truce_reader *reader;
    truce_error err;
    if (truce_reader_open(&given, NULL, NULL, &reader, &err) != TRUCE_OK) return say_error(&err);
    truce_explanation out;
    if (truce_explain(reader, argv[first], &out, &err) == TRUCE_OK)
        for (size_t i = 0; i < out.n; i++) print_sentence(&out.sentences[i], i + 1, all);
    else
        code = say_error(&err);
    truce_reader_free(reader);
    return code == OPT_GO_ON ? CMD_OK : code;
}
