/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <truce/truce.h>

#define COMMAND_ROW(name, operands, help) {#name, operands, help, cmd_##name},
static const command commands[] = {COMMAND_LIST(COMMAND_ROW){0}};

static int print_help(FILE *out) {
    fputs("truce keeps an attributed ledger of what reports say of an agreement.\n\n"
          "Usage: truce COMMAND [OPTION]... [OPERAND]...\n\nCommands:\n",
          out);
    for (const command *c = commands; c->name; c++) fprintf(out, "  %-10s %s\n", c->name, c->help);
    fputs("\n'truce COMMAND --help' tells a command's options; 'truce --version' the version.\n"
          "Exit codes: 0 fine, 1 failed, 2 usage, 3 a part of the input refused, 4 ledger or disk.\n",
          out);
    return CMD_OK;
}

static const command *find(const char *name) {
    for (const command *c = commands; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}

static int unknown_command(const char *word) {
    const char *names[sizeof commands / sizeof *commands];
    size_t n = 0;
    for (const command *c = commands; c->name; c++) names[n++] = c->name;
    const char *near = say_nearest(word, names, n);
    if (near) return say(CMD_USAGE, "no command '%s'; did you mean '%s'?", word, near);
    return say(CMD_USAGE, "no command '%s'; 'truce help' lists them", word);
}

static int run(int argc, char **argv) {
    const char *word = argc > 1 ? argv[1] : "";
    if (!*word) {
        print_help(stderr);
        return CMD_USAGE;
    }
    if (strcmp(word, "--version") == 0) {
        puts("truce " TRUCE_VERSION_TEXT);
        return CMD_OK;
    }
    bool help = strcmp(word, "help") == 0;
    if ((help && argc == 2) || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) return print_help(stdout);
    const command *c = find(help ? argv[2] : word);
    if (!c) return unknown_command(help ? argv[2] : word);
    char *only_help[] = {(char *)c->name, (char *)"--help", NULL};
    return help ? c->run(c, 2, only_help) : c->run(c, argc - 1, argv + 1);
}

int main(int argc, char **argv) {
    signal(SIGPIPE, SIG_DFL); /* whoever started truce may have had it ignored; a reader that leaves ends us quietly */
    signal(SIGXFSZ, SIG_IGN); /* a file at its size limit is an error like a full disk, not a crash */
    int code = run(argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout))
        return say(CMD_STORE, "cannot write to standard output: %s", strerror(errno));
    return code;
}
