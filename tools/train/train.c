/* SPDX-License-Identifier: Apache-2.0 */
/** @file truce-train: treebanks → a model file. The same input and seed give the same bytes. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/vec.h"
#include "oracle.h"
#include "syntax/conllu.h"
#include "syntax/model_file.h"
#include "syntax/parser_parts.h"
#include "weights.h"

enum { TREEBANK_BYTES_MAX = 1 << 28, FOLDS = 5 };

typedef struct options {
    const char *out, *words, *name;
    uint64_t seed;
    int tag_epochs, lemma_epochs, parse_epochs;
    uint32_t min_tag, min_lemma, min_move;
    double precision;
} options;

typedef VEC(const char *) strings;

typedef struct counted {
    const char *key;
    uint32_t n;
} counted;
typedef VEC(counted) counts;

/* A sentence of the treebanks with the classes that are to be learned. */
typedef struct example {
    truce_sentence *s;
    uint32_t *tags;    /* gold */
    uint32_t *guessed; /* by a tagger that has not seen the sentence */
    uint32_t *lemmas;  /* gold; none: n_lemmas */
    int32_t *heads;
    uint8_t *labels;
} example;

typedef struct trainer {
    options o;
    arena *a;
    VEC(example) all;
    strings tag_names, label_names, lemma_names;
    model_tag *tags;
    uint32_t root;
    scratch *s;
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

static bool chance(trainer *t, uint64_t in_hundred) {
    return next_random(t) % 100 < in_hundred;
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

/* Features that tell of the writer's slips or of the construction around a word, which no form shows. */
static bool left_out(const char *feature, size_t n) {
    static const char *const names[] = {"Typo=", "Style=", "ExtPos=", "CorrectForm="};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (n > strlen(names[i]) && memcmp(feature, names[i], strlen(names[i])) == 0) return true;
    return false;
}

static const char *tag_name(arena *a, const truce_word *w) {
    char *feats = arena_strdup(a, w->feats), *q = feats;
    for (const char *p = w->feats; *p;) {
        size_t n = strcspn(p, "|");
        if (!left_out(p, n)) {
            if (q > feats) *q++ = '|';
            memcpy(q, p, n);
            q += n;
        }
        p += n + (p[n] == '|');
    }
    *q = 0;
    return arena_printf(a, "%s\t%s\t%s", truce_upos_name(w->upos), w->xpos, *feats ? feats : "_");
}

/* A rare tag counts as the most frequent one with the same UPOS and XPOS, else with the same UPOS. */
static uint32_t tag_of(trainer *t, const truce_word *w) {
    const char *name = tag_name(t->a, w);
    size_t i = index_of(&t->tag_names, name);
    if (i < t->tag_names.n) return (uint32_t)i;
    for (size_t same = (size_t)(strrchr(name, '\t') - name); same; same = strcspn(name, "\t")) {
        for (i = 0; i < t->tag_names.n; i++)
            if (strncmp(t->tag_names.v[i], name, same + 1) == 0) return (uint32_t)i;
        if (same == strcspn(name, "\t")) break;
    }
    stop("a UPOS that is too rare");
    return 0;
}

static uint8_t label_of(trainer *t, const truce_word *w) {
    size_t i = index_of(&t->label_names, w->deprel);
    if (i == t->label_names.n) i = index_of(&t->label_names, arena_strndup(t->a, w->deprel, strcspn(w->deprel, ":")));
    if (i == t->label_names.n) i = index_of(&t->label_names, "dep");
    if (i == t->label_names.n) stop("a relation that is too rare");
    return (uint8_t)i;
}

static bool slip(const truce_word *w) {
    return strstr(w->feats, "Typo=Yes") || strcmp(w->deprel, "goeswith") == 0 || strcmp(w->lemma, "_") == 0;
}

static const char *lemma_name(arena *a, const truce_word *w) {
    lemma_rule r = lemma_rule_of(a, w->form, w->lemma);
    return arena_printf(a, "%c %u %s", r.letters, r.cut, r.add);
}

static void find_classes(trainer *t) {
    counts tags = {0}, labels = {0}, lemmas = {0};
    for (size_t i = 0; i < t->all.n; i++)
        for (uint32_t k = 1; k <= t->all.v[i].s->n; k++) {
            const truce_word *w = &t->all.v[i].s->words[k];
            count(t->a, &tags, tag_name(t->a, w));
            count(t->a, &labels, w->deprel);
            if (!slip(w)) count(t->a, &lemmas, lemma_name(t->a, w));
        }
    t->tag_names = frequent(t->a, &tags, 3, PERCEPTRON_CLASSES_MAX);
    t->label_names = frequent(t->a, &labels, 5, (PERCEPTRON_CLASSES_MAX - 1) / 2);
    t->lemma_names = frequent(t->a, &lemmas, 2, PERCEPTRON_CLASSES_MAX);
    t->root = (uint32_t)index_of(&t->label_names, "root");
    t->tags = arena_array(t->a, model_tag, t->tag_names.n);
    for (size_t i = 0; i < t->tag_names.n; i++) {
        const char *name = t->tag_names.v[i];
        size_t n = strcspn(name, "\t");
        for (int u = 1; u < TRUCE_UPOS_COUNT; u++)
            if (strncmp(truce_upos_name((truce_upos)u), name, n) == 0 && !truce_upos_name((truce_upos)u)[n])
                t->tags[i].upos = (truce_upos)u;
        const char *xpos = name + n + 1;
        t->tags[i].xpos = arena_strndup(t->a, xpos, strcspn(xpos, "\t"));
    }
    model_tags_number(t->tags, (uint32_t)t->tag_names.n);
    for (size_t i = 0; i < t->all.n; i++) {
        example *e = &t->all.v[i];
        for (uint32_t k = 1; k <= e->s->n; k++) {
            const truce_word *w = &e->s->words[k];
            e->tags[k] = tag_of(t, w);
            e->labels[k] = label_of(t, w);
            e->heads[k] = w->head;
            e->lemmas[k] =
                slip(w) ? (uint32_t)t->lemma_names.n : (uint32_t)index_of(&t->lemma_names, lemma_name(t->a, w));
        }
    }
    fprintf(stderr, "%zu sentences, %zu tags, %zu relations, %zu lemma rules\n", t->all.n, t->tag_names.n,
            t->label_names.n, t->lemma_names.n);
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

/* Which fold a sentence belongs to. Neighbours share one, as they share their words. */
static size_t fold_of(size_t i) {
    return i / 20 % FOLDS;
}

/* Runs over the sentences outside a fold (FOLDS: over all) in a new order each time. */
typedef uint32_t learn_fn(trainer *t, weights *w, example *e, int epoch);

static weights *learn(trainer *t, const char *what, uint32_t classes, int epochs, size_t fold, learn_fn *each) {
    weights *w = weights_new(classes);
    uint32_t *order = arena_array(t->a, uint32_t, t->all.n);
    size_t n = 0;
    for (size_t i = 0; i < t->all.n; i++)
        if (fold_of(i) != fold) order[n++] = (uint32_t)i;
    for (int epoch = 0; epoch < epochs; epoch++) {
        uint64_t errors = 0;
        shuffle(t, order, n);
        for (size_t i = 0; i < n; i++) errors += each(t, w, &t->all.v[order[i]], epoch);
        fprintf(stderr, "%s %d: %llu errors\n", what, epoch + 1, (unsigned long long)errors);
    }
    return w;
}

static uint32_t best_of(const int32_t *scores, size_t n) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        if (scores[i] > scores[best]) best = i;
    return best;
}

static uint32_t learn_one(trainer *t, weights *w, size_t features, uint32_t gold, size_t classes, uint32_t *guess) {
    weights_score(w, t->s->features, features, t->s->scores);
    *guess = best_of(t->s->scores, classes);
    weights_tick(w);
    if (*guess == gold) return 0;
    weights_update(w, t->s->features, features, gold, 1);
    weights_update(w, t->s->features, features, *guess, -1);
    return 1;
}

static void set_forms(trainer *t, const example *e) {
    truce_error err;
    if (scratch_reserve(t->s, e->s->n, &err) != TRUCE_OK) stop_at(&err);
    scratch_forms(t->s, e->s);
}

/* The tagger goes on from its own guesses, as it will have to later. */
static uint32_t learn_tags(trainer *t, weights *w, example *e, int epoch) {
    uint32_t errors = 0, guess;
    (void)epoch;
    set_forms(t, e);
    for (uint32_t i = 1; i <= e->s->n; i++) {
        size_t n = tag_features(t->s->words, e->s->n, i, t->s->features);
        errors += learn_one(t, w, n, e->tags[i], t->tag_names.n, &guess);
        atoms_set_tag(&t->s->words[i], t->tags, guess);
    }
    return errors;
}

static void guess_tags(trainer *t, weights *w, example *e) {
    set_forms(t, e);
    for (uint32_t i = 1; i <= e->s->n; i++) {
        size_t n = tag_features(t->s->words, e->s->n, i, t->s->features);
        weights_score(w, t->s->features, n, t->s->scores);
        e->guessed[i] = best_of(t->s->scores, t->tag_names.n);
        atoms_set_tag(&t->s->words[i], t->tags, e->guessed[i]);
    }
}

/* Jackknifing: each fold is tagged by a tagger of the other folds. */
static void guess_all_tags(trainer *t) {
    uint64_t right = 0, all = 0;
    for (size_t fold = 0; fold < FOLDS; fold++) {
        weights *w = learn(t, "tags, fold", (uint32_t)t->tag_names.n, (t->o.tag_epochs + 1) / 2, fold, learn_tags);
        for (size_t i = 0; i < t->all.n; i++) {
            if (fold_of(i) != fold) continue;
            example *e = &t->all.v[i];
            guess_tags(t, w, e);
            for (uint32_t k = 1; k <= e->s->n; k++, all++) right += e->guessed[k] == e->tags[k];
        }
        weights_free(w);
    }
    fprintf(stderr, "guessed tags: %.2f %% right\n", 100.0 * (double)right / (double)all);
}

static void set_guessed(trainer *t, const example *e) {
    set_forms(t, e);
    for (uint32_t i = 1; i <= e->s->n; i++) atoms_set_tag(&t->s->words[i], t->tags, e->guessed[i]);
}

static uint32_t learn_lemmas(trainer *t, weights *w, example *e, int epoch) {
    uint32_t errors = 0, guess;
    (void)epoch;
    set_forms(t, e);
    for (uint32_t i = 1; i <= e->s->n; i++) {
        if (e->lemmas[i] == t->lemma_names.n) continue;
        atoms_set_tag(&t->s->words[i], t->tags, e->tags[i]);
        size_t n = lemma_features(&t->s->words[i], t->s->features);
        errors += learn_one(t, w, n, e->lemmas[i], t->lemma_names.n, &guess);
    }
    return errors;
}

/* The best-scored of the cheapest moves. */
static uint32_t best_cheap(const moves *m, const example *e, const int32_t *scores, uint32_t guess, bool *guess_ok) {
    move_costs costs = oracle_costs(m, e->heads);
    uint32_t best = 0;
    int least = INT32_MAX;
    for (uint32_t move = 0; move < 1 + 2 * m->labels; move++) {
        if (!moves_legal(m, move)) continue;
        int cost = oracle_cost(m, &costs, move, e->heads, e->labels);
        if (cost < least || (cost == least && scores[move] > scores[best])) {
            least = cost;
            best = move;
        }
    }
    *guess_ok = oracle_cost(m, &costs, guess, e->heads, e->labels) == least;
    return best;
}

/* After the first epoch nine guesses of ten are followed, right or wrong, so that the parser learns to go on well after
 * an error. */
static uint32_t learn_moves(trainer *t, weights *w, example *e, int epoch) {
    uint32_t errors = 0;
    moves *m = &t->s->state;
    set_guessed(t, e);
    m->words = t->s->words;
    m->n = e->s->n;
    m->labels = (uint32_t)t->label_names.n;
    m->root = t->root;
    for (moves_start(m); !moves_done(m);) {
        size_t n = move_features(m, t->s->features);
        bool ok;
        weights_score(w, t->s->features, n, t->s->scores);
        uint32_t guess = moves_best(m, t->s->scores), cheap = best_cheap(m, e, t->s->scores, guess, &ok);
        weights_tick(w);
        if (!ok) {
            weights_update(w, t->s->features, n, cheap, 1);
            weights_update(w, t->s->features, n, guess, -1);
            errors++;
        }
        moves_make(m, ok || (epoch > 0 && chance(t, 90)) ? guess : cheap);
    }
    return errors;
}

/* -------------------------------------------------------------------------------------------------------- files */

static void read_treebank(trainer *t, const char *path) {
    truce_error err;
    char *bytes;
    size_t n;
    truce_sentences read;
    if (file_read(t->a, path, TREEBANK_BYTES_MAX, &bytes, &n, &err) != TRUCE_OK ||
        conllu_read(t->a, path, bytes, n, &read, &err) != TRUCE_OK)
        stop_at(&err);
    for (uint32_t i = 0; i < read.n; i++) {
        uint32_t room = read.v[i].n + 1;
        example e = {&read.v[i],
                     arena_array(t->a, uint32_t, room),
                     arena_array(t->a, uint32_t, room),
                     arena_array(t->a, uint32_t, room),
                     arena_array(t->a, int32_t, room),
                     arena_array(t->a, uint8_t, room)};
        vec_push(t->a, &t->all, e);
    }
}

static model_section text_section(trainer *t, const char *name, const strings *lines) {
    size_t size = 0, used = 0;
    for (size_t i = 0; i < lines->n; i++) size += strlen(lines->v[i]) + 1;
    char *out = arena_alloc(t->a, size + 1);
    for (size_t i = 0; i < lines->n; i++) used += (size_t)sprintf(out + used, "%s\n", lines->v[i]);
    return (model_section){name, out, size};
}

static model_section table(trainer *t, const char *name, weights *w, uint32_t least) {
    model_section s = {.name = name};
    s.bytes = weights_export(w, least, t->o.precision, &s.size);
    fprintf(stderr, "%s: %zu bytes\n", name, s.size);
    weights_free(w);
    return s;
}

static truce_status run(void *ctx) {
    trainer *t = ctx;
    char *words;
    size_t n_words;
    truce_error err;
    if (file_read(t->a, t->o.words, TREEBANK_BYTES_MAX, &words, &n_words, &err) != TRUCE_OK) stop_at(&err);
    find_classes(t);
    guess_all_tags(t);
    weights *tagger = learn(t, "tags", (uint32_t)t->tag_names.n, t->o.tag_epochs, FOLDS, learn_tags);
    weights *lemmas = learn(t, "lemmas", (uint32_t)t->lemma_names.n, t->o.lemma_epochs, FOLDS, learn_lemmas);
    weights *arcs = learn(t, "moves", 1 + 2 * (uint32_t)t->label_names.n, t->o.parse_epochs, FOLDS, learn_moves);
    strings name = {0};
    vec_push(t->a, &name, t->o.name);
    model_section sections[] = {text_section(t, "name", &name),
                                {"words", words, n_words},
                                text_section(t, "tags", &t->tag_names),
                                text_section(t, "labels", &t->label_names),
                                text_section(t, "lemmas", &t->lemma_names),
                                table(t, "tagger", tagger, t->o.min_tag),
                                table(t, "lemmatizer", lemmas, t->o.min_lemma),
                                table(t, "parser", arcs, t->o.min_move)};
    FILE *f = fopen(t->o.out, "wb");
    if (!f) stop("cannot write the model");
    truce_status status = model_file_write(f, sections, sizeof sections / sizeof *sections, &err);
    if (fclose(f) != 0 || status != TRUCE_OK) stop("cannot write the model");
    for (size_t i = 5; i < 8; i++) free((char *)sections[i].bytes);
    return TRUCE_OK;
}

static const char usage[] =
    "usage: truce-train --words LISTS --name NAME --out MODEL [--seed N] [--tag-epochs N] [--lemma-epochs N]\n"
    "                   [--parse-epochs N] [--min-tag N] [--min-lemma N] [--min-move N] [--precision X] TREEBANK…\n";

int main(int argc, char **argv) {
    static const struct option table_of_options[] = {
        {"words", 1, NULL, 'w'},        {"name", 1, NULL, 'n'},       {"out", 1, NULL, 'o'},
        {"seed", 1, NULL, 's'},         {"tag-epochs", 1, NULL, 't'}, {"lemma-epochs", 1, NULL, 'l'},
        {"parse-epochs", 1, NULL, 'p'}, {"min-tag", 1, NULL, 'T'},    {"min-lemma", 1, NULL, 'L'},
        {"min-move", 1, NULL, 'P'},     {"precision", 1, NULL, 'x'},  {NULL, 0, NULL, 0}};
    trainer t = {.o = {.seed = 1,
                       .tag_epochs = 10,
                       .lemma_epochs = 8,
                       .parse_epochs = 15,
                       .min_tag = 2,
                       .min_lemma = 2,
                       .min_move = 3,
                       .precision = 2000}};
    for (int c; (c = getopt_long(argc, argv, "", table_of_options, NULL)) != -1;) switch (c) {
        case 'w': t.o.words = optarg; break;
        case 'n': t.o.name = optarg; break;
        case 'o': t.o.out = optarg; break;
        case 's': t.o.seed = strtoull(optarg, NULL, 10); break;
        case 't': t.o.tag_epochs = atoi(optarg); break;
        case 'l': t.o.lemma_epochs = atoi(optarg); break;
        case 'p': t.o.parse_epochs = atoi(optarg); break;
        case 'T': t.o.min_tag = (uint32_t)atoi(optarg); break;
        case 'L': t.o.min_lemma = (uint32_t)atoi(optarg); break;
        case 'P': t.o.min_move = (uint32_t)atoi(optarg); break;
        case 'x': t.o.precision = atof(optarg); break;
        default: fputs(usage, stderr); return 2;
        }
    if (!t.o.words || !t.o.name || !t.o.out || optind == argc) {
        fputs(usage, stderr);
        return 2;
    }
    t.random = t.o.seed;
    t.a = arena_new();
    t.s = scratch_new();
    if (!t.a || !t.s) stop("out of memory");
    for (; optind < argc; optind++) read_treebank(&t, argv[optind]);
    truce_status status = arena_run(t.a, run, &t, NULL);
    scratch_free(t.s);
    arena_free(t.a);
    return status == TRUCE_OK ? 0 : 1;
}
