#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes plain news sentences with their trees, as CoNLL-U, from the words of news_words.txt.

    news_sentences.py [--seed 1] [--count 6000] news_words.txt

The treebanks are small, and hold few of the verbs that agency reports are made of: `freed` not once, `ended` thirteen times.
So a parser guesses at them in the plainest sentences. These sentences, of a small grammar and by UD English conventions
(v2.16), show each verb in its forms and usual places: past and perfect, passive with its agent, future, infinitive under
another verb, relative clause, participle after a noun, reported speech. Names are made up of syllables.
"""
import argparse
import random

SINGULAR, PLURAL = "Sing", "Plur"
PAST = "Tense=Past|VerbForm=Part"
VOWELS = "aeiou"


class Node:
    """A word and what hangs on it: (relation, Node) before and after it, in text order."""

    def __init__(self, form, lemma, upos, xpos, feats="_", before=(), after=(), number=SINGULAR):
        self.form, self.lemma, self.upos, self.xpos, self.feats = form, lemma, upos, xpos, feats
        self.before, self.after, self.number = list(before), list(after), number

    def words(self, relation, head, out):
        for r, node in self.before:
            node.words(r, self, out)
        out.append((self, relation, head))
        for r, node in self.after:
            node.words(r, self, out)
        return out


def read_words(path):
    """[list] lines, then entries; a verb is `base [past [participle]]`, a noun `singular [plural]`."""
    lists, current = {}, None
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.strip()
            if line.startswith("["):
                current = lists.setdefault(line[1:-1], [])
            elif line and not line.startswith("#"):
                current.extend(e.split() for e in line.split(",") if e.strip())
    return lists


def doubled(base):
    """`stop` → `stopp`, in short verbs alone."""
    ends_in_cvc = len(base) > 2 and base[-1] not in VOWELS + "wxy" and base[-2] in VOWELS and base[-3] not in VOWELS
    return base + base[-1] if ends_in_cvc and sum(c in VOWELS for c in base) == 1 else base


def with_ending(base, ending):
    if ending == "s":
        if base.endswith(("s", "x", "z", "ch", "sh", "o")):
            return base + "es"
        return base[:-1] + "ies" if base[-1] == "y" and base[-2] not in VOWELS else base + "s"
    if base.endswith("e") and not (ending == "ing" and base.endswith(("ee", "ye"))):
        return base[:-1] + ending
    if ending == "ed" and base[-1] == "y" and base[-2] not in VOWELS:
        return base[:-1] + "ied"
    return doubled(base) + ending


class Grammar:
    def __init__(self, lists, seed):
        self.lists, self.r = lists, random.Random(seed)

    def pick(self, name):
        return self.r.choice(self.lists[name])

    def chance(self, share):
        return self.r.random() < share

    # ------------------------------------------------------------------------------------------------------- words

    def word(self, form, upos, xpos, feats="_", lemma=None):
        return Node(form, lemma or form, upos, xpos, feats)

    def preposition(self, form):
        return self.word(form, "ADP", "IN")

    def name(self):
        parts = self.r.randint(1, 2)
        syllable = lambda: self.r.choice("bcdfghklmnprstvz") + self.r.choice(VOWELS) + self.r.choice("lnrst")
        form = "".join(syllable() for _ in range(parts)) + self.r.choice(["", "a", "ia", "land", "ov"])
        return self.word(form.capitalize(), "PROPN", "NNP", "Number=Sing")

    def verb(self, entry, shape, number=SINGULAR):
        base = entry[0]
        agreement = "Mood=Ind|Number=%s|Person=3|Tense=%s|VerbForm=Fin"
        if shape == "past":
            form = entry[1] if len(entry) > 1 else with_ending(base, "ed")
            return self.word(form, "VERB", "VBD", agreement % (number, "Past"), base)
        if shape in ("perfect", "passive"):
            form = entry[2] if len(entry) > 2 else entry[1] if len(entry) > 1 else with_ending(base, "ed")
            return self.word(form, "VERB", "VBN", PAST + ("|Voice=Pass" if shape == "passive" else ""), base)
        if shape == "present" and number == SINGULAR:
            return self.word(with_ending(base, "s"), "VERB", "VBZ", agreement % (number, "Pres"), base)
        if shape == "present":
            return self.word(base, "VERB", "VBP", agreement % (number, "Pres"))
        if shape == "gerund":
            return self.word(with_ending(base, "ing"), "VERB", "VBG", "VerbForm=Ger", base)
        if shape == "progressive":
            return self.word(with_ending(base, "ing"), "VERB", "VBG", "Tense=Pres|VerbForm=Part", base)
        return self.word(base, "VERB", "VB", "VerbForm=Inf")

    def have(self, number):
        form, xpos = ("has", "VBZ") if number == SINGULAR else ("have", "VBP")
        return self.word(form, "AUX", xpos, "Mood=Ind|Number=%s|Person=3|Tense=Pres|VerbForm=Fin" % number, "have")

    def be(self, number, tense):
        form = {"Pres": ("is", "are"), "Past": ("was", "were")}[tense][number == PLURAL]
        xpos = "VBD" if tense == "Past" else "VBZ" if number == SINGULAR else "VBP"
        return self.word(form, "AUX", xpos, "Mood=Ind|Number=%s|Person=3|Tense=%s|VerbForm=Fin" % (number, tense), "be")

    # ----------------------------------------------------------------------------------------------------- phrases

    def noun(self, entry, number):
        form = entry[0] if number == SINGULAR else entry[1] if len(entry) > 1 else with_ending(entry[0], "s")
        n = self.word(form, "NOUN", "NN" if number == SINGULAR else "NNS", "Number=" + number, entry[0])
        n.number = number
        return n

    def article(self, n):
        first = (n.before[0][1] if n.before else n).form
        if n.number == SINGULAR and self.chance(0.25):
            form = "an" if first[0].lower() in VOWELS else "a"
            d = self.word(form, "DET", "DT", "Definite=Ind|PronType=Art", "a")
        else:
            d = self.word("the", "DET", "DT", "Definite=Def|PronType=Art")
        n.before.insert(0, ("det", d))

    def number(self):
        if self.chance(0.4):
            return self.word(self.pick("number")[0], "NUM", "CD", "NumForm=Word|NumType=Card")
        form = self.r.choice([str(self.r.randint(2, 999)), "%d,%03d" % (self.r.randint(1, 60), self.r.randint(0, 999))])
        return self.word(form, "NUM", "CD", "NumForm=Digit|NumType=Card")

    def modify(self, n):
        if self.chance(0.2):
            n.before.insert(0, ("compound", self.noun(self.pick("modifier"), SINGULAR)))
        if self.chance(0.2):
            n.before.insert(0, ("amod", self.word(self.pick("adjective")[0], "ADJ", "JJ", "Degree=Pos")))

    def people(self):
        number = PLURAL if self.chance(0.8) else SINGULAR
        n = self.noun(self.pick("person"), number)
        self.modify(n)
        if number == PLURAL and self.chance(0.5):
            n.before.insert(0, ("nummod", self.number()))
        elif number == SINGULAR or self.chance(0.5):
            self.article(n)
        return n

    def group(self):
        n = self.noun(self.pick("group"), SINGULAR)
        self.modify(n)
        self.article(n)
        return n

    def actor(self):
        return self.r.choice([self.name, self.name, self.group, self.people])()

    def thing(self, name):
        if name in ("aid", "event") and self.chance(0.25):
            n = self.noun(self.pick("mass"), SINGULAR)
            if self.chance(0.4):
                n.before.insert(0, ("amod", self.word(self.pick("adjective")[0], "ADJ", "JJ", "Degree=Pos")))
            return n
        n = self.noun(self.pick(name), PLURAL if self.chance(0.3) else SINGULAR)
        self.modify(n)
        if n.number == SINGULAR or self.chance(0.4):
            self.article(n)
        return n

    def object(self, kind):
        if kind == "person":
            n = self.people()
        else:
            n = self.thing(kind)
        if kind != "person" and self.chance(0.2):
            of = self.actor()
            of.before.insert(0, ("case", self.preposition("of")))
            n.after.append(("nmod", of))
        return n

    def adjunct(self):
        """(relation, Node): when or where."""
        kind = self.r.randrange(5)
        if kind < 2:
            n = self.word(self.pick("day")[0], "PROPN", "NNP", "Number=Sing")
            n.before.append(("case", self.preposition("on")))
        elif kind == 2:
            n = self.name()
            n.before.append(("case", self.preposition(self.r.choice(["in", "near", "from"]))))
        elif kind == 3:
            n = self.noun(self.pick("place"), SINGULAR)
            self.article(n)
            n.before.insert(0, ("case", self.preposition(self.r.choice(["in", "near", "from", "at"]))))
        else:
            n = self.noun(self.pick("time"), SINGULAR)
            n.before.append(("case", self.preposition(self.r.choice(["at", "before", "after"]))))
        return ("obl", n)

    # ----------------------------------------------------------------------------------------------------- clauses

    def transitive(self):
        kind = self.r.choice(["person", "place", "pact", "aid"])
        return kind, self.pick("transitive " + kind)

    def complete(self, v, kind):
        """Object and adjuncts of a verb."""
        if kind:
            v.after.append(("obj", self.object(kind)))
        for _ in range(self.r.choice([0, 1, 1, 2])):
            v.after.append(self.adjunct())
        return v

    def some_verb(self):
        if self.chance(0.3):
            return None, self.pick("intransitive"), self.thing("event")
        kind, entry = self.transitive()
        return kind, entry, self.actor()

    def clause(self):
        kind, entry, subject = self.some_verb()
        number = subject.number
        shape = self.r.choice(["past", "past", "past", "perfect", "will", "progressive", "passive", "present"])
        if shape == "passive" and kind:
            return self.passive(kind, entry)
        if shape == "perfect":
            v = self.verb(entry, "perfect")
            v.before.append(("aux", self.have(number)))
            if self.chance(0.25):
                v.before.append(("advmod", self.word(self.r.choice(["already", "also", "now"]), "ADV", "RB")))
            elif self.chance(0.15):
                far = self.word("far", "ADV", "RB", "Degree=Pos")
                far.before.append(("advmod", self.word("so", "ADV", "RB")))
                v.before.append(("advmod", far))
        elif shape == "will":
            v = self.verb(entry, "infinitive")
            v.before.append(("aux", self.word(self.r.choice(["will", "would", "may", "could"]), "AUX", "MD", "VerbForm=Fin")))
        elif shape == "progressive":
            v = self.verb(entry, "progressive")
            v.before.append(("aux", self.be(number, self.r.choice(["Pres", "Past"]))))
        else:
            v = self.verb(entry, "present" if shape == "present" else "past", number)
        v.before.insert(0, ("nsubj", subject))
        return self.complete(v, kind)

    def passive(self, kind, entry):
        v, subject = self.verb(entry, "passive"), self.object(kind)
        if self.chance(0.3):
            been = self.word("been", "AUX", "VBN", PAST, "be")
            v.before = [("aux", self.have(subject.number)), ("aux:pass", been)]
        else:
            v.before = [("aux:pass", self.be(subject.number, self.r.choice(["Pres", "Past", "Past"])))]
        v.before.insert(0, ("nsubj:pass", subject))
        if self.chance(0.5):
            by = self.actor()
            by.before.insert(0, ("case", self.preposition("by")))
            v.after.append(("obl:agent", by))
        return self.complete(v, None)

    def infinitive(self, kind, entry):
        v = self.verb(entry, "infinitive")
        v.before.append(("mark", self.word("to", "PART", "TO")))
        return self.complete(v, kind)

    def embedding(self):
        """`agreed to free …`, `is expected to free …`, `is ready to free …`"""
        kind, entry, subject = self.some_verb()
        shape = self.r.randrange(3) if kind else 1
        if shape == 0:
            v = self.verb(self.pick("with infinitive"), "past", subject.number)
            relation = "nsubj"
        elif shape == 1:
            v = self.verb(self.pick("expected"), "passive")
            v.before.append(("aux:pass", self.be(subject.number, "Pres")))
            relation = "nsubj:pass"
        else:
            v = self.word(self.pick("ready")[0], "ADJ", "JJ", "Degree=Pos")
            v.before.append(("cop", self.be(subject.number, "Pres")))
            relation = "nsubj"
        v.before.insert(0, (relation, subject))
        v.after.append(("xcomp", self.infinitive(kind, entry)))
        return v

    def modified(self):
        """A clause whose subject has a relative clause or a participle."""
        v = self.clause()
        n = v.before[0][1]
        kind, entry = self.transitive()
        if n.upos != "NOUN":
            return v
        if self.chance(0.5):
            relative = self.verb(entry, "past", n.number)
            who = self.word("who" if self.chance(0.6) else "which", "PRON", "WP", "PronType=Rel")
            if who.form == "which":
                who.xpos = "WDT"
            relative.before.append(("nsubj", who))
            n.after.append(("acl:relcl", self.complete(relative, kind)))
        else:
            participle = self.verb(entry, "passive")
            by = self.actor()
            by.before.insert(0, ("case", self.preposition("by")))
            participle.after.append(("obl:agent", by))
            n.after.append(("acl", participle))
        return v

    def reported(self):
        said, content, speaker = self.verb(self.pick("saying"), "past"), self.clause(), self.actor()
        said.feats = said.feats.replace(SINGULAR, speaker.number)
        if self.chance(0.35):
            content.after.append(("punct", self.word(",", "PUNCT", ",")))
            said.before = [("ccomp", content), ("nsubj", speaker)]
        else:
            if self.chance(0.5):
                content.before.insert(0, ("mark", self.word("that", "SCONJ", "IN")))
            said.before = [("nsubj", speaker)]
            said.after = [("ccomp", content)]
        return said

    def coordinated(self):
        first, second = self.clause(), None
        kind, entry = self.transitive()
        second = self.complete(self.verb(entry, "past", first.before[0][1].number), kind)
        second.before.append(("cc", self.word("and", "CCONJ", "CC")))
        if first.xpos == "VBD":
            first.after.append(("conj", second))
        return first

    def sentence(self):
        make = self.r.choice([self.clause] * 4 + [self.embedding] * 2 + [self.modified, self.reported, self.reported, self.coordinated])
        v = make()
        v.after.append(("punct", self.word(".", "PUNCT", ".")))
        return v


def conllu(root, number):
    words = root.words("root", None, [])
    place = {id(node): i for i, (node, _, _) in enumerate(words, 1)}
    first = words[0][0]
    first.form = first.form[0].upper() + first.form[1:]
    lines, text = [], ""
    for i, (n, relation, head) in enumerate(words, 1):
        glued = i < len(words) and words[i][0].upos == "PUNCT"
        text += n.form + ("" if glued or i == len(words) else " ")
        columns = [i, n.form, n.lemma, n.upos, n.xpos, n.feats, place[id(head)] if head else 0, relation, "_"]
        lines.append("\t".join(map(str, columns)) + "\t" + ("SpaceAfter=No" if glued else "_"))
    return "# sent_id = news-%d\n# text = %s\n%s\n" % (number, text, "\n".join(lines))


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("words")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--count", type=int, default=6000)
    a = p.parse_args()
    grammar = Grammar(read_words(a.words), a.seed)
    for i in range(1, a.count + 1):
        print(conllu(grammar.sentence(), i))


if __name__ == "__main__":
    main()
