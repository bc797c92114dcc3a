/* SPDX-License-Identifier: Apache-2.0 */
/* How good the English model is on treebank parts that it was not trained on. Needs the folder of treebanks that
 * $TRUCE_SHARED has under data/ud; without it the test counts as skipped. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <truce/syntax.h>

enum { SKIPPED = 77 };

static double f1(const truce_parse_scores *s, const char *name) {
    for (int i = 0; i < TRUCE_UD_MEASURES; i++) {
        const truce_ud_measure *m = &s->measures[i];
        if (strcmp(m->name, name) == 0) return 200.0 * (double)m->correct / (double)(m->gold + m->system);
    }
    return 0;
}

static int below(const truce_parse_scores *s, const char *name, double least) {
    double x = f1(s, name);
    printf("%s %.2f (at least %.2f)\n", name, x, least);
    return x < least;
}

static int measure(const char *treebank) {
    truce_parser *p;
    truce_error err;
    truce_parse_scores words, text;
    if (truce_parser_open(NULL, &p, &err) != TRUCE_OK ||
        truce_parse_evaluate(p, &treebank, 1, 0, &words, &err) != TRUCE_OK ||
        truce_parse_evaluate(p, &treebank, 1, 1, &text, &err) != TRUCE_OK) {
        printf("%s: %s\n", err.file, err.message);
        return 1;
    }
    truce_parser_free(p);
    return below(&words, "UPOS", 94.5) + below(&words, "Lemmas", 96) + below(&words, "UAS", 83) +
           below(&words, "LAS", 80) + below(&text, "Words", 98.5) + below(&text, "UAS", 80);
}

int main(void) {
    const char *shared = getenv("TRUCE_SHARED");
    char packed[4096], unpacked[] = "/tmp/truce-treebank-XXXXXX", command[9000];
    snprintf(packed, sizeof packed, "%s/data/ud/UD_English-EWT/en_ewt-ud-dev.conllu.gz", shared ? shared : "");
    if (access(packed, R_OK) != 0) {
        printf("skipped: no treebank %s\n", packed);
        return SKIPPED;
    }
    int fd = mkstemp(unpacked);
    if (fd < 0) return 1;
    close(fd);
    snprintf(command, sizeof command, "gzip -dc '%s' >'%s'", packed, unpacked);
    int failed = system(command) != 0 || measure(unpacked) != 0;
    unlink(unpacked);
    return failed;
}
