/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "claims/doc.h"
#include "syntax/conllu.h"

/* A tree as a parser gave it, and what one of its words must hang on. */
typedef struct trial {
    const char *name, *conllu;
    uint32_t w, head;
    doc_relation rel;
    const char *sub;
} trial;

#define FIN "Mood=Ind|Tense=Past|VerbForm=Fin"

static const trial trials[] = {
    {"two subjects: the farther one is an oblique",
     "1\tUnder\tunder\tADP\tIN\t_\t2\tcase\t_\t_\n"
     "2\taccord\taccord\tNOUN\tNN\t_\t4\tnsubj\t_\t_\n"
     "3\tNorthland\tNorthland\tPROPN\tNNP\t_\t4\tnsubj\t_\t_\n"
     "4\tfreed\tfree\tVERB\tVBD\t" FIN "\t0\troot\t_\t_\n",
     2, 4, REL_obl, ""},
    {"the object of `said` is the subject of what was said",
     "1\tHolt\tHolt\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
     "2\tsaid\tsay\tVERB\tVBD\t" FIN "\t0\troot\t_\t_\n"
     "3\tNorthland\tNorthland\tPROPN\tNNP\t_\t2\tobj\t_\t_\n"
     "4\thad\thave\tAUX\tVBD\t" FIN "\t5\taux\t_\t_\n"
     "5\tagreed\tagree\tVERB\tVBN\tTense=Past|VerbForm=Part\t2\tccomp\t_\t_\n",
     3, 5, REL_nsubj, ""},
    {"an object stays one where its verb has no such complement",
     "1\tHolt\tHolt\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
     "2\tmet\tmeet\tVERB\tVBD\t" FIN "\t0\troot\t_\t_\n"
     "3\tNorthland\tNorthland\tPROPN\tNNP\t_\t2\tobj\t_\t_\n"
     "4\tspoke\tspeak\tVERB\tVBD\t" FIN "\t2\tparataxis\t_\t_\n",
     3, 2, REL_obj, ""},
    {"a conjunct before a verb without a subject is its subject",
     "1\tEastland\tEastland\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
     "2\thit\thit\tVERB\tVBD\t" FIN "\t0\troot\t_\t_\n"
     "3\tPort\tPort\tPROPN\tNNP\t_\t2\tobj\t_\t_\n"
     "4\tand\tand\tCCONJ\tCC\t_\t5\tcc\t_\t_\n"
     "5\tNorthland\tNorthland\tPROPN\tNNP\t_\t3\tconj\t_\t_\n"
     "6\tresponded\trespond\tVERB\tVBD\t" FIN "\t2\tconj\t_\t_\n",
     5, 6, REL_nsubj, ""},
    {"a relative clause hangs on the noun before its pronoun, not on a name in that noun's phrase",
     "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
     "2\tended\tend\tVERB\tVBD\t" FIN "\t0\troot\t_\t_\n"
     "3\twar\twar\tNOUN\tNN\t_\t2\tobj\t_\t_\n"
     "4\ton\ton\tADP\tIN\t_\t5\tcase\t_\t_\n"
     "5\tEastland\tEastland\tPROPN\tNNP\t_\t3\tnmod\t_\t_\n"
     "6\tthat\tthat\tPRON\tWDT\tPronType=Rel\t7\tnsubj\t_\t_\n"
     "7\tkilled\tkill\tVERB\tVBD\t" FIN "\t2\tccomp\t_\t_\n"
     "8\tten\tten\tNUM\tCD\t_\t7\tobj\t_\t_\n",
     7, 3, REL_acl, "relcl"},
    {"what has an object and no auxiliary of the passive is active",
     "1\tsides\tside\tNOUN\tNNS\t_\t3\tnsubj:pass\t_\t_\n"
     "2\thad\thave\tAUX\tVBD\t" FIN "\t3\taux\t_\t_\n"
     "3\tmaintained\tmaintain\tVERB\tVBN\tTense=Past|VerbForm=Part\t0\troot\t_\t_\n"
     "4\tcontact\tcontact\tNOUN\tNN\t_\t3\tobj\t_\t_\n",
     1, 3, REL_nsubj, ""},
    {"a day is no subject",
     "1\tHolt\tHolt\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
     "2\tsaid\tsay\tVERB\tVBD\t" FIN "\t0\troot\t_\t_\n"
     "3\tFriday\tFriday\tPROPN\tNNP\t_\t4\tobl\t_\t_\n"
     "4\tagreed\tagree\tVERB\tVBD\t" FIN "\t2\tccomp\t_\t_\n",
     3, 4, REL_obl, ""},
};

typedef struct use {
    arena *a;
    lexicon *lex;
    const trial *t;
} use;

/* The forms of the words, as the line `# text` has them. */
static const char *text_of(arena *a, const char *conllu) {
    const char *out = "";
    for (const char *p = conllu; *p; p = strchr(p, '\n') + 1) {
        const char *form = strchr(p, '\t') + 1;
        out = arena_printf(a, "%s%s%.*s", out, *out ? " " : "", (int)strcspn(form, "\t"), form);
    }
    return out;
}

static truce_status try_one(void *ctx) {
    use *u = ctx;
    const trial *t = u->t;
    truce_sentences text;
    truce_error err;
    const char *conllu = arena_printf(u->a, "# text = %s\n%s\n", text_of(u->a, t->conllu), t->conllu);
    if (conllu_read(u->a, t->name, conllu, strlen(conllu), &text, &err)) fail_msg("%s: %s", t->name, err.message);
    static const truce_report report = {.name = "r", .bytes = "", .size = 0};
    doc *d = doc_new(u->a, &report, &text, u->lex);
    const doc_word *word = doc_at(d, 0, t->w);
    if (word->head != t->head || word->rel != t->rel || strcmp(word->sub, t->sub) != 0)
        fail_msg("%s: word %u hangs on %u by relation %d:%s", t->name, t->w, word->head, (int)word->rel, word->sub);
    assert_int_equal(doc_child(d, 0, t->head, t->rel, t->sub), t->w);
    return TRUCE_OK;
}

static void mends_what_the_tree_gives_away(void **state) {
    (void)state;
    use u = {.a = arena_new()};
    error_list errs = {0};
    assert_int_equal(lexicon_load(TRUCE_SOURCE "/rules/en/lexicon", &u.lex, &errs), TRUCE_OK);
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        u.t = &trials[i];
        truce_error err;
        assert_int_equal(arena_run(u.a, try_one, &u, &err), TRUCE_OK);
        arena_reset(u.a);
    }
    lexicon_free(u.lex);
    arena_free(u.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(mends_what_the_tree_gives_away)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
