/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_CLAIMS_COMMENT_H
#define TRUCE_CLAIMS_COMMENT_H

/** @file
 * Comment clauses, read off the words: `…, officials said.`, `…, said X, the chief of Y.`, `…, he added, …`.
 *
 * Marks of punctuation cut a sentence into segments; a comment is a segment with a verb of saying, who says it, and no
 * other clause. What it comments on stands before it, and after it up to the sentence's end.
 *
 *     The army withdrew , | the spokesman , Ali Reza , told reporters | .
 *     content             source                      cue
 *
 * Trees are asked only what a noun phrase's head is: a comment is where parsers most often err.
 */

#include "claims/doc.h"
#include "claims/phrase.h"

typedef struct comment {
    uint32_t source;   /**< the head word of who says it */
    word_range own;    /**< the comment itself */
    word_range before; /**< what it comments on, before it; none when first is 0 */
    word_range after;  /**< and after it */
} comment;

typedef struct comment_classes {
    int say;     /**< verbs that make comments */
    int hearer;  /**< those whose object hears */
    int speaker; /**< nouns for what can speak */
    int time;    /**< names and nouns that are times */
    phrase_classes names;
} comment_classes;

/** Whether the verb makes a comment clause; false leaves out as it is. Linear in the sentence's words. */
bool comment_find(const doc *d, const comment_classes *c, uint32_t s, uint32_t verb, comment *out);

/** The same for `according to X` at words first..last of the sentence: its source, and what it speaks of where it is
 * set off by a mark. false without a source. */
bool comment_find_according(const doc *d, const comment_classes *c, uint32_t s, uint32_t first, uint32_t last,
                            comment *out);

/** The same for `according to X` at words first..last of the sentence: its source, and what it speaks of where it is
 * set off by a mark; both ranges none where it is not. false without a source. */
bool comment_find_according(const doc *d, const comment_classes *c, uint32_t s, uint32_t first, uint32_t last,
                            comment *out);

/** Where a verb of saying that goes before its content (`X said [that] …`) has it: from the word after the verb or its
 * conjunction up to the sentence's end, or to a clause beside the verb's own, or to the first of n comments, or to the
 * end of the quotation (of words up to quote_end; 0 for none). None where no clause follows. */
word_range comment_lead(const doc *d, const comment_classes *c, uint32_t s, uint32_t verb, const word_range *comments,
                        size_t n, uint32_t quote_end);

/** The noun before the verb, within its segment, that can be its subject and speak; 0 without. */
uint32_t comment_subject(const doc *d, const comment_classes *c, uint32_t s, uint32_t verb);

/** Whether the word can denote who speaks: a pronoun, a name that is no time, a noun for a person or body. */
bool comment_can_speak(const doc *d, const comment_classes *c, uint32_t s, uint32_t w);

/** The name that a speaker's phrase ends with where the tree stopped before it: of `Moro Front spokesman Ali Reza` Reza
 * for Front; w itself elsewhere. */
uint32_t comment_name_after(const doc *d, const comment_classes *c, uint32_t s, uint32_t w);

#endif
