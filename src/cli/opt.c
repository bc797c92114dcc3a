/* SPDX-License-Identifier: Apache-2.0 */
#include "opt.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 40, HELP_LETTER = 'h', LONG_ONLY = 256 };

static size_t count_of(const opt *options) {
    size_t n = 0;
    while (options[n].name) n++;
    return n < OPTIONS_MAX ? n : OPTIONS_MAX;
}

/* ---- help ---- */

static int label(const opt *o, char *out, size_t size) {
    char letter[8] = "    ";
    if (o->letter) snprintf(letter, sizeof letter, "-%c, ", o->letter);
    return snprintf(out, size, "  %s--%s%s%s", letter, o->name, o->argument ? " " : "", o->argument ? o->argument : "");
}

/* Prints text in lines of at most 100 columns, each after the first indented. */
static void print_wrapped(const char *text, int indent) {
    int column = indent;
    for (const char *word = text; *word;) {
        int n = (int)strcspn(word, " ");
        if (column > indent && column + 1 + n > 100) {
            printf("\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            putchar(' ');
            column++;
        }
        printf("%.*s", n, word);
        column += n;
        word += n;
        while (*word == ' ') word++;
    }
    putchar('\n');
}

static void print_help(const command *self, const opt *options) {
    static const opt help = {HELP_LETTER, "help", NULL, "prints this", OPT_FLAG, NULL};
    char text[100];
    int width = label(&help, text, sizeof text);
    for (const opt *o = options; o->name; o++) {
        int n = label(o, text, sizeof text);
        if (n > width) width = n;
    }
    printf("Usage: truce %s [OPTION]...%s%s\n\nIt %s.\n\nOptions:\n", self->name, *self->operands ? " " : "",
           self->operands, self->help);
    for (const opt *o = options;; o++) {
        const opt *row = o->name ? o : &help;
        label(row, text, sizeof text);
        printf("%-*s  ", width, text);
        print_wrapped(row->help, width + 2);
        if (!o->name) return;
    }
}

/* ---- reading ---- */

static int choice_of(const char *word, const char *choices) {
    size_t n = strlen(word);
    for (int i = 0;; i++) {
        size_t k = strcspn(choices, "|");
        if (k == n && memcmp(choices, word, n) == 0) return i;
        if (choices[k] == 0) return -1;
        choices += k + 1;
    }
}

static int take(const command *self, const opt *o, const char *argument) {
    switch (o->kind) {
    case OPT_FLAG: *(bool *)o->value = true; return OPT_GO_ON;
    case OPT_TEXT: *(const char **)o->value = argument; return OPT_GO_ON;
    case OPT_DAY:
        *(truce_day *)o->value = truce_day_parse(argument);
        if (*(truce_day *)o->value != TRUCE_NO_DAY) return OPT_GO_ON;
        return say(CMD_USAGE, "%s: --%s takes a date such as 2025-01-19, not '%s'", self->name, o->name, argument);
    case OPT_CHOICE:
        *(int *)o->value = choice_of(argument, o->argument);
        if (*(int *)o->value >= 0) return OPT_GO_ON;
        return say(CMD_USAGE, "%s: --%s takes %s, not '%s'", self->name, o->name, o->argument, argument);
    case OPT_COUNT: {
        char *end;
        errno = 0;
        long n = strtol(argument, &end, 10);
        *(int *)o->value = (int)n;
        if (isdigit((unsigned char)*argument) && *end == 0 && errno == 0 && n >= 1 && n <= INT_MAX) return OPT_GO_ON;
        return say(CMD_USAGE, "%s: --%s takes a whole number from 1 on, not '%s'", self->name, o->name, argument);
    }
    }
    return OPT_GO_ON;
}

static int wrong_option(const command *self, const opt *options, const char *word) {
    const char *names[OPTIONS_MAX + 1];
    size_t n = count_of(options);
    for (size_t i = 0; i < n; i++) names[i] = options[i].name;
    names[n] = "help";
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    const char *near = strncmp(name, "--", 2) == 0 ? say_nearest(name + 2, names, n + 1) : NULL;
    if (near) return say(CMD_USAGE, "%s: no option %s; did you mean --%s?", self->name, name, near);
    return say(CMD_USAGE, "%s: no option %s; 'truce %s --help' lists them", self->name, name, self->name);
}

int opt_read(const command *self, const opt *options, int argc, char **argv, int *first) {
    struct option longs[OPTIONS_MAX + 2] = {{0}};
    char shorts[2 * OPTIONS_MAX + 3] = ":h", *s = shorts + 2;
    size_t n = count_of(options);
    for (size_t i = 0; i < n; i++) {
        const opt *o = &options[i];
        longs[i] = (struct option){o->name, o->argument ? required_argument : no_argument, NULL, LONG_ONLY + (int)i};
        if (o->letter) *s++ = o->letter;
        if (o->letter && o->argument) *s++ = ':';
    }
    *s = 0;
    longs[n] = (struct option){"help", no_argument, NULL, HELP_LETTER};
    opterr = 0;
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (c == HELP_LETTER) {
            print_help(self, options);
            return CMD_OK;
        }
        if (c == ':') return say(CMD_USAGE, "%s: %s needs an argument", self->name, argv[optind - 1]);
        char letter[3] = {'-', (char)optopt, 0};
        if (c == '?') return wrong_option(self, options, optopt > 0 && optopt < LONG_ONLY ? letter : argv[optind - 1]);
        size_t i = 0;
        while (i < n && c != LONG_ONLY + (int)i && c != options[i].letter) i++;
        int code = take(self, &options[i], optarg);
        if (code != OPT_GO_ON) return code;
    }
    *first = optind;
    return OPT_GO_ON;
}

const char *opt_ledger(const char *given) {
    const char *own = getenv("TRUCE_LEDGER");
    return given ? given : own && *own ? own : "truce.db";
}
