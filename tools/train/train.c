/* SPDX-License-Identifier: Apache-2.0 */
/** @file truce-train: treebanks and a trained network → a model file. Learns the lemmatizer, and puts everything into
 * one file. The same input and seed give the same bytes. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/vec.h"
#include "syntax/conllu.h"
#include "syntax/model_file.h"
#include "syntax/parser_parts.h"
#include "weights.h"

enum { INPUT_BYTES_MAX = 1 << 28, TAGS_MAX = 1024 };

typedef struct options {
    const char *out, *words, *network, *name;
    uint64_t seed;
    int epochs;
    uint32_t least;
    double precision;
} options;

typedef VEC(const char *) strings;

typedef struct counted {
    const char *key;
    uint32_t n;
} counted;
typedef VEC(counted) counts;

/* A word of the treebanks: what the lemmatizer sees, and the rule that it should find. */
typedef struct example {
    atoms word;
    uint32_t rule;
} example;

typedef struct trainer {
    options o;
    arena *a;
    VEC(truce_sentences) banks;
    VEC(example) all;
    strings upos, xpos, rules, tags;
    uint64_t random;
} trainer;

static void stop(const char *what) {
    fprintf(stderr, "truce-train: %s\n", what);
    exit(1);
}

static void stop_at(const truce_error *err) {
    char text[1200];
    truce_error_text(err, text, sizeof text);
    stop(text);
}

/* splitmix64 */
static uint64_t next_random(trainer *t) {
    uint64_t z = t->random += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* ----------------------------------------------------------------------------------------------------- classes */

static void count(arena *a, counts *c, const char *key) {
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->v[i].key, key) == 0) {
            c->v[i].n++;
            /* Often the frequent ones come to stand first, which keeps the search short. */
            if (i && c->v[i - 1].n < c->v[i].n) {
                counted x = c->v[i];
                c->v[i] = c->v[i - 1];
                c->v[i - 1] = x;
            }
            return;
        }
    vec_push(a, c, (counted){arena_strdup(a, key), 1});
}

static int by_count(const void *x, const void *y) {
    const counted *a = x, *b = y;
    return a->n != b->n ? (a->n > b->n ? -1 : 1) : strcmp(a->key, b->key);
}

/* The keys seen at least least times, the most frequent first, at most max. */
static strings frequent(arena *a, counts *c, uint32_t least, size_t max) {
    strings out = {0};
    qsort(c->v, c->n, sizeof *c->v, by_count);
    for (size_t i = 0; i < c->n && out.n < max && c->v[i].n >= least; i++) vec_push(a, &out, c->v[i].key);
    return out;
}

static size_t index_of(const strings *s, const char *key) {
    size_t i = 0;
    while (i < s->n && strcmp(s->v[i], key) != 0) i++;
    return i;
}

static bool slip(const truce_word *w) {
    return strstr(w->feats, "Typo=Yes") || strcmp(w->deprel, "goeswith") == 0 || strcmp(w->lemma, "_") == 0;
}

static const char *rule_name(arena *a, const truce_word *w) {
    lemma_rule r = lemma_rule_of(a, w->form, w->lemma);
    return arena_printf(a, "%c %u %s", r.letters, r.cut, r.add);
}

/* Counts the rules, then makes an example of each word whose rule is frequent enough. */
static void find_examples(trainer *t) {
    counts rules = {0}, tags = {0};
    for (int pass = 0; pass < 2; pass++) {
        for (size_t b = 0; b < t->banks.n; b++)
            for (uint32_t s = 0; s < t->banks.v[b].n; s++)
                for (uint32_t k = 1; k <= t->banks.v[b].v[s].n; k++) {
                    const truce_word *w = &t->banks.v[b].v[s].words[k];
                    if (pass == 0)
                        count(t->a, &tags,
                              arena_printf(t->a, "%s\t%s\t%s", truce_upos_name(w->upos), w->xpos, w->feats));
                    if (slip(w)) continue;
                    const char *rule = rule_name(t->a, w);
                    if (pass == 0) {
                        count(t->a, &rules, rule);
                        continue;
                    }
                    example e;
                    atoms_of_form(w->form, &e.word);
                    e.word.upos = (uint32_t)index_of(&t->upos, truce_upos_name(w->upos)) + 1;
                    e.word.xpos = (uint32_t)index_of(&t->xpos, w->xpos) + 1;
                    e.rule = (uint32_t)index_of(&t->rules, rule);
                    if (e.rule < t->rules.n) vec_push(t->a, &t->all, e);
                }
        if (pass == 0) t->rules = frequent(t->a, &rules, 2, PERCEPTRON_CLASSES_MAX);
        if (pass == 0) t->tags = frequent(t->a, &tags, 2, TAGS_MAX);
    }
    fprintf(stderr, "%zu words, %zu lemma rules, %zu tags\n", t->all.n, t->rules.n, t->tags.n);
}

/* ---------------------------------------------------------------------------------------------------- learning */

static void shuffle(trainer *t, uint32_t *order, size_t n) {
    for (size_t i = n; i > 1; i--) {
        size_t k = next_random(t) % i;
        uint32_t x = order[i - 1];
        order[i - 1] = order[k];
        order[k] = x;
    }
}

static uint32_t best_of(const int32_t *scores, size_t n) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        if (scores[i] > scores[best]) best = i;
    return best;
}

static weights *learn(trainer *t) {
    weights *w = weights_new((uint32_t)t->rules.n);
    uint32_t *order = arena_array(t->a, uint32_t, t->all.n);
    uint64_t features[LEMMA_FEATURES_MAX];
    int32_t scores[PERCEPTRON_SCORES];
    for (size_t i = 0; i < t->all.n; i++) order[i] = (uint32_t)i;
    for (int epoch = 0; epoch < t->o.epochs; epoch++) {
        uint64_t errors = 0;
        shuffle(t, order, t->all.n);
        for (size_t i = 0; i < t->all.n; i++) {
            const example *e = &t->all.v[order[i]];
            size_t n = lemma_features(&e->word, features);
            weights_score(w, features, n, scores);
            uint32_t guess = best_of(scores, t->rules.n);
            weights_tick(w);
            if (guess == e->rule) continue;
            weights_update(w, features, n, e->rule, 1);
            weights_update(w, features, n, guess, -1);
            errors++;
        }
        fprintf(stderr, "lemmas %d: %llu errors\n", epoch + 1, (unsigned long long)errors);
    }
    return w;
}

/* -------------------------------------------------------------------------------------------------------- files */

static model_section file_section(trainer *t, const char *name, const char *path) {
    truce_error err;
    char *bytes;
    size_t n;
    if (file_read(t->a, path, INPUT_BYTES_MAX, &bytes, &n, &err) != TRUCE_OK) stop_at(&err);
    return (model_section){name, bytes, n};
}

/* A section that the network's trainer wrote. */
static model_section network_section(trainer *t, const char *name) {
    return file_section(t, name, arena_printf(t->a, "%s/%s", t->o.network, name));
}

static strings lines_of(arena *a, const model_section *s) {
    strings out = {0};
    for (const char *p = s->bytes, *stop; (stop = strchr(p, '\n')) != NULL; p = stop + 1)
        vec_push(a, &out, arena_strndup(a, p, (size_t)(stop - p)));
    return out;
}

static void read_treebank(trainer *t, const char *path) {
    truce_error err;
    model_section file = file_section(t, "", path);
    truce_sentences read;
    if (conllu_read(t->a, path, file.bytes, file.size, &read, &err) != TRUCE_OK) stop_at(&err);
    vec_push(t->a, &t->banks, read);
}

static model_section text_section(trainer *t, const char *name, const strings *lines) {
    size_t size = 0, used = 0;
    for (size_t i = 0; i < lines->n; i++) size += strlen(lines->v[i]) + 1;
    char *out = arena_alloc(t->a, size + 1);
    for (size_t i = 0; i < lines->n; i++) used += (size_t)sprintf(out + used, "%s\n", lines->v[i]);
    return (model_section){name, out, size};
}

static truce_status run(void *ctx) {
    trainer *t = ctx;
    truce_error err;
    model_section upos = network_section(t, "upos"), xpos = network_section(t, "xpos");
    t->upos = lines_of(t->a, &upos);
    t->xpos = lines_of(t->a, &xpos);
    find_examples(t);
    weights *w = learn(t);
    model_section lemmatizer = {.name = "lemmatizer"};
    lemmatizer.bytes = weights_export(w, t->o.least, t->o.precision, &lemmatizer.size);
    weights_free(w);
    strings name = {0};
    vec_push(t->a, &name, t->o.name);
    model_section sections[] = {text_section(t, "name", &name),
                                file_section(t, "words", t->o.words),
                                upos,
                                xpos,
                                network_section(t, "feats"),
                                network_section(t, "deprel"),
                                text_section(t, "tags", &t->tags),
                                text_section(t, "lemmas", &t->rules),
                                lemmatizer,
                                network_section(t, "network")};
    FILE *f = fopen(t->o.out, "wb");
    if (!f) stop("cannot write the model");
    truce_status status = model_file_write(f, sections, sizeof sections / sizeof *sections, &err);
    if (fclose(f) != 0 || status != TRUCE_OK) stop("cannot write the model");
    free((char *)lemmatizer.bytes);
    return TRUCE_OK;
}

static const char usage[] = "usage: truce-train --words LISTS --network FOLDER --name NAME --out MODEL [--seed N]\n"
                            "                   [--epochs N] [--least N] [--precision X] TREEBANK…\n";

int main(int argc, char **argv) {
    static const struct option table_of_options[] = {
        {"words", 1, NULL, 'w'},     {"network", 1, NULL, 'k'}, {"name", 1, NULL, 'n'},
        {"out", 1, NULL, 'o'},       {"seed", 1, NULL, 's'},    {"epochs", 1, NULL, 'e'},
        {"precision", 1, NULL, 'x'}, {"least", 1, NULL, 'l'},   {NULL, 0, NULL, 0}};
    trainer t = {.o = {.seed = 1, .epochs = 6, .least = 2, .precision = 150}};
    for (int c; (c = getopt_long(argc, argv, "", table_of_options, NULL)) != -1;) switch (c) {
        case 'w': t.o.words = optarg; break;
        case 'k': t.o.network = optarg; break;
        case 'n': t.o.name = optarg; break;
        case 'o': t.o.out = optarg; break;
        case 's': t.o.seed = strtoull(optarg, NULL, 10); break;
        case 'e': t.o.epochs = atoi(optarg); break;
        case 'l': t.o.least = (uint32_t)atoi(optarg); break;
        case 'x': t.o.precision = atof(optarg); break;
        default: fputs(usage, stderr); return 2;
        }
    if (!t.o.words || !t.o.network || !t.o.name || !t.o.out || optind == argc) {
        fputs(usage, stderr);
        return 2;
    }
    t.random = t.o.seed;
    t.a = arena_new();
    if (!t.a) stop("out of memory");
    for (; optind < argc; optind++) read_treebank(&t, argv[optind]);
    truce_status status = arena_run(t.a, run, &t, NULL);
    arena_free(t.a);
    return status == TRUCE_OK ? 0 : 1;
}
