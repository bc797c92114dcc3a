/* SPDX-License-Identifier: Apache-2.0 */
#include "claims/slots.h"

#include "claims/quantity.h"
#include "claims/timex.h"

const char *timex_type_name(timex_type type) {
    static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};
    return names[type];
}

static slots_classes find_classes(const lexicon *lex) {
    return (slots_classes){
#define SLOTS_CLASS_FIND(field, name) .field = lexicon_class(lex, name),
        SLOTS_LEXICON_LIST(SLOTS_CLASS_FIND)
#undef SLOTS_CLASS_FIND
    };
}

/* Atoms of times are no counts; `the past` or `now` without figures take none away. */
static bool *taken_by_times(arena *a, const slots_sentence *v) {
    bool *taken = arena_array(a, bool, v->as.n ? v->as.n : 1);
    uint32_t i = 0;
    for (uint32_t k = 0; k < v->n_times; k++)
        for (; i < v->as.n && v->as.v[i].span.start < v->times[k].span.end; i++)
            if (v->as.v[i].span.start >= v->times[k].span.start) taken[i] = true;
    return taken;
}

slots *slots_new(arena *a, const slot_words *words, const doc *d, slots_mode mode) {
    slots *s = arena_new_of(a, slots);
    *s = (slots){.a = a, .d = d, .classes = find_classes(d->lex), .v = arena_array(a, slots_sentence, d->n ? d->n : 1)};
    for (uint32_t i = 0; i < d->n; i++) atoms_make(a, words, d->v[i].s, &s->v[i].as);
    timex_find(s, mode);
    for (uint32_t i = 0; i < d->n; i++) {
        slots_sentence *v = &s->v[i];
        v->n_numbers = number_find(a, &v->as, taken_by_times(a, v), &v->numbers);
    }
    s->held_as = quantity_held_as(s);
    return s;
}
