/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/file.h"
#include "claims/party.h"
#include "syntax/conllu.h"

/*
 * sources.conllu holds reports, each from a `# newdoc` line on, with what their words must give, in comments:
 *
 *     # chain = WORD | OUTLET > SOURCE > SOURCE          attribution_chain() of a claim anchored at the word
 *     # kinds = WORD | outlet > party                    the kinds of that chain
 *     # name = WORD | NAME [SURFACE]                     party_name(); `none` where it gives none
 *     # names = WORD | NAME; NAME [SURFACE]              party_names()
 *     # phrase = WORD | PHRASE                           party_phrase()
 *
 * WORD is the first word of that form in the sentence.
 */

typedef struct run {
    arena *a;
    lexicon *lex;
    const doc *d;
    parties *p;
    int n, wrong;
} run;

static lexicon *load_lexicon(void) {
    lexicon *lex;
    error_list errs = {0};
    truce_status status = lexicon_load(TRUCE_SOURCE "/rules/en/lexicon", &lex, &errs);
    if (status) fail_msg("%s:%zu: %s", errs.v[0].file, errs.v[0].line, errs.v[0].message);
    return lex;
}

static uint32_t word_of(const run *r, uint32_t s, const char *form) {
    for (uint32_t w = 1; w <= r->d->v[s].n; w++)
        if (strcmp(doc_raw(r->d, s, w)->form, form) == 0) return w;
    fail_msg("sentence %u has no word '%s'", s + 1, form);
    return 0;
}

static const char *chain_text(run *r, uint32_t s, uint32_t w, bool kinds) {
    truce_source *v;
    size_t n;
    const char *out = "";
    attribution_chain(r->p, s, w, &v, &n);
    for (size_t i = 0; i < n; i++)
        out = arena_printf(r->a, "%s%s%s", out, i ? " > " : "", kinds ? truce_source_kind_name(v[i].kind) : v[i].name);
    return out;
}

static const char *name_text(run *r, uint32_t s, uint32_t w) {
    const char *name, *surface;
    if (!party_name(r->p, s, w, &name, &surface)) return "none";
    return surface ? arena_printf(r->a, "%s [%s]", name, surface) : name;
}

static const char *names_text(run *r, uint32_t s, uint32_t w) {
    const char *surface, *out = "";
    truce_names names = party_names(r->p, s, w, &surface);
    for (size_t i = 0; i < names.n; i++) out = arena_printf(r->a, "%s%s%s", out, i ? "; " : "", names.v[i]);
    if (!names.n) return "none";
    return surface ? arena_printf(r->a, "%s [%s]", out, surface) : out;
}

static const char *got(run *r, uint32_t s, const char *what, uint32_t w) {
    if (strcmp(what, "chain") == 0) return chain_text(r, s, w, false);
    if (strcmp(what, "kinds") == 0) return chain_text(r, s, w, true);
    if (strcmp(what, "name") == 0) return name_text(r, s, w);
    if (strcmp(what, "names") == 0) return names_text(r, s, w);
    if (strcmp(what, "phrase") == 0) {
        const char *phrase = party_phrase(r->p, s, w, NULL);
        return phrase ? phrase : "none";
    }
    return NULL;
}

static void check(run *r, uint32_t s, const char *comment) {
    char what[16], word[64];
    int at = 0;
    if (sscanf(comment, "# %15[a-z] = %63s | %n", what, word, &at) != 2 || !at) return;
    const char *found = got(r, s, what, word_of(r, s, word));
    if (!found) return;
    r->n++;
    if (strcmp(found, comment + at) == 0) return;
    r->wrong++;
    print_error("sentence %u, %s of '%s': expected %s\n%*s got %s\n", s + 1, what, word, comment + at, 30, "", found);
}

static void check_report(run *r, const char *bytes, size_t size) {
    truce_error err = {0};
    truce_sentences text;
    truce_report report = {0};
    report.id[0] = report.text_hash[0] = 0;
    const char *copy = arena_strndup(r->a, bytes, size);
    if (conllu_read(r->a, "sources.conllu", copy, size, &text, &err) ||
        conllu_report(r->a, "sources.conllu", copy, size, &report, &err))
        fail_msg("line %zu: %s", err.line, err.message);
    r->d = doc_new(r->a, &report, &text, r->lex);
    r->p = parties_build(r->d, attribution_build(r->d));
    for (uint32_t s = 0; s < text.n; s++)
        for (uint32_t i = 0; i < text.v[s].n_comments; i++) check(r, s, text.v[s].comments[i]);
}

static truce_status check_file(void *ctx) {
    run *r = ctx;
    char *bytes;
    size_t size;
    truce_error err = {0};
    if (file_read(r->a, TESTS_DIR "/unit/claims/sources.conllu", 1 << 22, &bytes, &size, &err))
        fail_msg("%s", err.message);
    for (char *p = bytes, *next; p && *p; p = next) {
        next = strstr(p + 1, "# newdoc");
        check_report(r, p, next ? (size_t)(next - p) : strlen(p));
    }
    return TRUCE_OK;
}

static void trees_give_their_sources(void **state) {
    (void)state;
    run r = {.a = arena_new(), .lex = load_lexicon()};
    truce_error err = {0};
    assert_int_equal(arena_run(r.a, check_file, &r, &err), TRUCE_OK);
    arena_free(r.a);
    lexicon_free(r.lex);
    assert_true(r.n >= 30);
    if (r.wrong) fail_msg("%d of %d wrong", r.wrong, r.n);
}

/* ---- hostile reports ---- */

typedef struct hostile {
    arena *a;
    lexicon *lex;
    uint32_t sentences, words;
    const char *const *forms; /* taken in turn, or at random */
    uint32_t n_forms;
    enum { CHAIN, FLAT, RANDOM } shape;
    uint32_t seed;
} hostile;

static uint32_t next_random(uint32_t *seed) {
    return *seed = *seed * 1664525u + 1013904223u;
}

static const char *const relations[] = {"nsubj", "obj",  "ccomp",     "xcomp",     "conj",  "advcl", "acl:relcl",
                                        "nmod",  "case", "parataxis", "nmod:poss", "appos", "flat",  "compound"};

static int32_t head_of(hostile *h, uint32_t w) {
    switch (h->shape) {
    case CHAIN: return w == h->words ? 0 : (int32_t)w + 1;
    case FLAT: return w == 1 ? 0 : 1;
    default: return (int32_t)((next_random(&h->seed) >> 8) % (h->words + 2)) - 1; /* cycles and strange heads, too */
    }
}

static void fill_word(hostile *h, truce_word *word, uint32_t w, const char *form, uint32_t offset) {
    static const truce_upos tags[] = {TRUCE_UPOS_PROPN, TRUCE_UPOS_NOUN,  TRUCE_UPOS_VERB, TRUCE_UPOS_PRON,
                                      TRUCE_UPOS_PUNCT, TRUCE_UPOS_SCONJ, TRUCE_UPOS_ADJ,  TRUCE_UPOS_AUX};
    uint32_t k = next_random(&h->seed) >> 8;
    *word = (truce_word){.span = {offset, offset + (uint32_t)strlen(form)},
                         .form = form,
                         .lemma = form,
                         .xpos = "_",
                         .feats = k % 3 ? "Number=Sing|Person=3|PronType=Prs" : "Number=Plur|Tense=Past|VerbForm=Part",
                         .deprel = relations[k % (sizeof relations / sizeof *relations)],
                         .deps = "_",
                         .misc = "_",
                         .head = head_of(h, w)};
    word->upos = strchr("\",.()[]", form[0]) ? TRUCE_UPOS_PUNCT : tags[k / 7 % (sizeof tags / sizeof *tags)];
    if (strcmp(form, "said") == 0) word->upos = TRUCE_UPOS_VERB;
}

static truce_status read_hostile(void *ctx) {
    hostile *h = ctx;
    arena *a = h->a;
    truce_sentences text = {arena_array(a, truce_sentence, h->sentences), h->sentences};
    char *bytes = arena_alloc(a, (size_t)h->sentences * h->words * 12 + 1);
    uint32_t size = 0;
    for (uint32_t s = 0; s < h->sentences; s++) {
        truce_sentence *t = &text.v[s];
        *t = (truce_sentence){.n = h->words, .new_paragraph = s % 4 == 0};
        t->words = arena_array(a, truce_word, (size_t)h->words + 1);
        t->words[0] = (truce_word){.form = "", .lemma = "", .deprel = "", .feats = "_"};
        for (uint32_t w = 1; w <= h->words; w++) {
            uint32_t k = h->shape == RANDOM ? next_random(&h->seed) >> 8 : w - 1;
            const char *form = h->forms[k % h->n_forms];
            fill_word(h, &t->words[w], w, form, size);
            memcpy(bytes + size, form, strlen(form));
            size += (uint32_t)strlen(form);
            bytes[size++] = ' ';
        }
    }
    truce_report report = {.name = "r",
                           .path = "r",
                           .bytes = bytes,
                           .size = size,
                           .body = {0, size},
                           .title = "",
                           .outlet = "unknown",
                           .source = "",
                           .date = TRUCE_NO_DAY};
    doc *d = doc_new(a, &report, &text, h->lex);
    parties *p = parties_build(d, attribution_build(d));
    for (uint32_t s = 0; s < d->n; s++)
        for (uint32_t w = 1; w <= d->v[s].n; w += d->v[s].n / 50 + 1) {
            truce_source *v;
            size_t n;
            const char *surface;
            attribution_chain(p, s, w, &v, &n);
            if (n < 1 || n > attribution_chain_max) return TRUCE_INPUT;
            party_names(p, s, w, &surface);
            party_phrases(p, s, w, &surface);
            party_kind(p, s, w);
        }
    return TRUCE_OK;
}

static const char *const cues[] = {"he", "said", "that", "the", "Northland", "army", "said", ","};
static const char *const open_quotes[] = {"\"", "We", "said", "no", ".", "“", "they", "said"};
static const char *const anything[] = {"\"",    "“",      "”",     "[",       "]",         "(",        ")",
                                       ",",     "said",   "told",  "he",      "their",     "Minister", "Ada",
                                       "Holt",  "Norway", "Oslo",  "group",   "both",      "-",        "the",
                                       "sides", "quoted", "enemy", "accused", "recording", "begin"};

/* Seconds of processor time; the bound is far above what a healthy build needs, far below what a quadratic one does. */
static void in_time(hostile h, double bound) {
    h.lex = load_lexicon();
    h.a = arena_new();
    truce_error err = {0};
    clock_t start = clock();
    assert_int_equal(arena_run(h.a, read_hostile, &h, &err), TRUCE_OK);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    arena_free(h.a);
    lexicon_free(h.lex);
    if (seconds > bound) fail_msg("%.1f s, more than %.1f", seconds, bound);
}

#define FORMS(list) .forms = list, .n_forms = sizeof list / sizeof *list

static void long_sentences_take_linear_time(void **state) {
    (void)state;
    in_time((hostile){.sentences = 40, .words = 5000, FORMS(cues), .shape = CHAIN, .seed = 1}, 20);
    in_time((hostile){.sentences = 40, .words = 5000, FORMS(cues), .shape = FLAT, .seed = 2}, 20);
}

static void quotations_without_end_take_linear_time(void **state) {
    (void)state;
    in_time((hostile){.sentences = 20000, .words = 12, FORMS(open_quotes), .shape = FLAT, .seed = 3}, 20);
}

static void any_tree_is_read(void **state) {
    (void)state;
    for (uint32_t seed = 1; seed <= 150; seed++)
        in_time((hostile){.sentences = 12, .words = 25, FORMS(anything), .shape = RANDOM, .seed = seed}, 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_give_their_sources),
        cmocka_unit_test(long_sentences_take_linear_time),
        cmocka_unit_test(quotations_without_end_take_linear_time),
        cmocka_unit_test(any_tree_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
