#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Trains the network of src/syntax/network.h and writes it as the model's `network` section.

    train_network.py --out FOLDER TRAIN.conllu... [--dev DEV.conllu]... [--minutes 55] [--seed 1]

Needs Debian's python3-torch. Writes FOLDER/network (the section's bytes) and FOLDER/{upos,xpos,feats,deprel} (the classes,
one a line, in the network's order). The same seed, data, machine and number of steps give the same weights; --steps in place
of --minutes makes the number of steps part of the command.

Training: AdamW, and SparseAdam for the embeddings, with a cosine schedule; words of about --words to a step; dropout shared
over a sentence's words; a word's form (not its affixes) is dropped at --word-dropout, so that unseen words are met in
training; 3 % of the sentences are read in capitals; the weights written are an exponential moving average. With --names,
each sentence that has a name is read a second time as src/claims/parse_names.c shows it: each name one word, always the same.
"""
import argparse
import gzip
import math
import os
import random
import struct
import time
import unicodedata

import torch
import torch.nn as nn
import torch.nn.functional as F

FORM_ROWS, AFFIX_ROWS, FEATURES = 1 << 14, 1 << 15, 11  # network.h: NETWORK_FEATURES
INPUT_MAX, PRODUCT_MAX = 8191, 1023  # network_forward.inc
UPOS, XPOS, FEATS, DEPREL = range(4)


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("train", nargs="+")
    p.add_argument("--dev", action="append", default=[])
    p.add_argument("--out", required=True)
    p.add_argument("--names", metavar="LEXICON", help="rules/LANGUAGE/lexicon: what is no part of a name")
    p.add_argument("--minutes", type=float, default=55)
    p.add_argument("--steps", type=int, default=0)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--width", type=int, default=128)
    p.add_argument("--dilations", default="1,2,4,8,1")
    p.add_argument("--arc", type=int, default=128)
    p.add_argument("--hidden", type=int, default=128)
    p.add_argument("--rate", type=float, default=3.5e-3)
    p.add_argument("--words", type=int, default=2500)
    p.add_argument("--dropout", type=float, default=0.3)
    p.add_argument("--word-dropout", type=float, default=0.2)
    p.add_argument("--average", type=float, default=0.998)
    return p.parse_args()


# ------------------------------------------------------------------------------------------------------------ data


def read_conllu(path):
    """Sentences as lists of (form, (upos, xpos, feats, deprel), head)."""
    sentences, words = [], []
    with (gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")) as f:
        for line in f:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                words.append((columns[1], (columns[3], columns[4], columns[5], columns[7]), int(columns[6])))
            elif line == "\n" and words:
                sentences.append(words)
                words = []
    return sentences + ([words] if words else [])


OPENING = ":;\"`“‘«"
STAND_IN = ("Xxxxx", "PROPN", "NNP", "Number=Sing")  # parse_names.c: stand_in, and how it is tagged


def read_lexicon(folder):
    """class → entries of one word, in lower case."""
    classes = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".tsv"):
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                for line in f:
                    row = line.rstrip("\n").split("\t")
                    if len(row) > 1 and not line.startswith("#"):
                        classes.setdefault(row[0], set()).add(row[1].split("/")[0].lower())
    for entries in classes.values():
        for other in [e[1:] for e in entries if e.startswith("@")]:
            entries |= classes.get(other, set())
    return classes


def name_ranges(s, lexicon):
    """The names of a sentence, first and last word from 0; parse_names.c: range_at()."""
    plain = lexicon["title"] | lexicon["time-name"]
    forms = [w[0] for w in s]
    if sum(f.isupper() for f in forms if len(f) > 3) > sum(not f.isupper() for f in forms if len(f) > 3):
        return []
    capital = [
        len(f) > 1
        and (f[0].isupper() or (f.find("-") > 0 and f[f.find("-") + 1 : f.find("-") + 2].isupper()))
        and f.lower() not in plain
        and s[i][1][UPOS] in (("PROPN",) if i == 0 or forms[i - 1][0] in OPENING else ("PROPN", "NOUN", "ADJ"))
        for i, f in enumerate(forms)
    ] + [False] * 3
    ranges, i = [], 0
    while i < len(s):
        first = i
        if forms[i].lower() in lexicon["name-article"] and capital[i + 1] and not capital[i]:
            i += 1
        if capital[i]:
            while True:
                if capital[i + 1]:
                    i += 1
                elif capital[i + 2] and forms[i + 1] in lexicon["name-link"]:
                    i += 2
                elif capital[i + 3] and " ".join(forms[i + 1 : i + 3]) in lexicon["name-link"]:
                    i += 3
                else:
                    break
            ranges.append((first, i))
        i += 1
    return ranges


def names_aside(s, lexicon):
    """The sentence with each of its names as one word; None when it has none."""
    ranges = name_ranges(s, lexicon)
    if not ranges:
        return None

    def depth(i):
        n = 0
        while i >= 0 and n <= len(s):
            i, n = s[i][2] - 1, n + 1
        return n

    becomes, kept, i = [0] * len(s), [], 0  # old word from 0 → new word from 1; the old words that stay
    starts = dict(ranges)
    while i < len(s):
        last = starts.get(i, i)
        # The name's word nearest to the root: no word above it is in the name, so that no circle comes about.
        names = [k for k in range(i, last + 1) if s[k][1][DEPREL] != "det"] or [i]
        kept.append(min(names, key=depth) if i in starts else i)
        becomes[i : last + 1] = [len(kept)] * (last + 1 - i)
        i = last + 1
    out = []
    for k in kept:
        form, tags, head = s[k]
        inside = any(a <= k <= b for a, b in ranges)
        if inside:
            form, tags = STAND_IN[0], (*STAND_IN[1:], tags[DEPREL])
        out.append((form, tags, becomes[head - 1] if head else 0))
    return out


def hashed(kind, text, rows):
    """network.c: hash()."""
    h = 2166136261
    for byte in (kind + text).encode():
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    h ^= h >> 16
    h = h * 0x85EBCA6B & 0xFFFFFFFF
    h ^= h >> 13
    h = h * 0xC2B2AE35 & 0xFFFFFFFF
    return (h ^ h >> 16) % rows


def word_shape(form):
    out = ""
    for c in form:
        category = unicodedata.category(c)
        if category in ("Lu", "Lt"):
            c = "X"
        elif category[0] == "L" or category in ("Mn", "Mc"):
            c = "x"
        elif category == "Nd":
            c = "d"
        if out[-2:] != c + c:
            out += c
    return out[:10]


def word_features(form, cache={}):
    """network.c: network_features()."""
    if form not in cache:
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in form)
        f = [hashed("1", low, FORM_ROWS), hashed("2", low, FORM_ROWS)]
        f += [hashed("c", form, AFFIX_ROWS), hashed("s", word_shape(form), AFFIX_ROWS)]
        f += [hashed("e%d" % k, low[-k:], AFFIX_ROWS) if len(low) >= k else 0 for k in (1, 2, 3, 4)]
        f += [hashed("b%d" % k, low[:k], AFFIX_ROWS) if len(low) >= k else 0 for k in (1, 2, 3)]
        cache[form] = f
    return cache[form]


class Data:
    def __init__(self, sentences, classes):
        self.features = [torch.tensor([word_features(w[0]) for w in s]) for s in sentences]
        self.capitals = [torch.tensor([word_features(w[0].upper()) for w in s]) for s in sentences]
        self.gold = [
            torch.tensor([[classes[k].get(w[1][k], 0) for w in s] for k in range(4)] + [[w[2] for w in s]])
            for s in sentences
        ]

    def batches(self, words, shuffle):
        """Sentences of like length together, so that little is padded."""
        order = list(range(len(self.gold)))
        if shuffle:
            random.shuffle(order)
        order.sort(key=lambda i: self.gold[i].shape[1] + (random.random() * 3 if shuffle else 0))
        out, batch, longest = [], [], 0
        for i in order:
            longest = max(longest, self.gold[i].shape[1])
            if batch and longest * (len(batch) + 1) > words:
                out.append(batch)
                batch, longest = [], self.gold[i].shape[1]
            batch.append(i)
        out.append(batch)
        if shuffle:
            random.shuffle(out)
        return out

    def padded(self, batch, capitals=0.0):
        """features [B, n + 1, FEATURES], gold [5, B, n + 1] (-100: no word), mask [B, n + 1]; word 0 is the root."""
        n = max(self.gold[i].shape[1] for i in batch) + 1
        features = torch.zeros(len(batch), n, FEATURES, dtype=torch.long)
        gold, mask = torch.full((5, len(batch), n), -100), torch.zeros(len(batch), n)
        for b, i in enumerate(batch):
            k = self.gold[i].shape[1]
            features[b, 1 : k + 1] = (self.capitals if random.random() < capitals else self.features)[i]
            gold[:, b, 1 : k + 1] = self.gold[i]
            mask[b, : k + 1] = 1
        return features, gold, mask


# --------------------------------------------------------------------------------------------------------- network


class SharedDropout(nn.Module):
    """One mask for all words of a sentence (Gal and Ghahramani 2016)."""

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if not self.training or not self.rate:
            return x
        return x * (torch.rand(x.shape[0], 1, x.shape[2]) >= self.rate).float() / (1 - self.rate)


def taps(x, d):
    """[x(t - d); x(t); x(t + d)], zero beyond the ends."""
    n = x.shape[1]
    zero = x.new_zeros(x.shape[0], min(d, n), x.shape[2])
    left = torch.cat([zero, x[:, : n - d]], 1) if d < n else torch.zeros_like(x)
    right = torch.cat([x[:, d:], zero], 1) if d < n else torch.zeros_like(x)
    return torch.cat([left, x, right], 2)


class Network(nn.Module):
    def __init__(self, a, sizes):
        super().__init__()
        w = a.width
        self.a, self.sizes, self.dilations = a, sizes, [int(d) for d in a.dilations.split(",")]
        self.form = nn.Embedding(FORM_ROWS, w, sparse=True)
        self.affix = nn.Embedding(AFFIX_ROWS, w, sparse=True)
        nn.init.normal_(self.form.weight, 0, 0.1)
        nn.init.normal_(self.affix.weight, 0, 0.1)
        self.root = nn.Parameter(torch.randn(w) * 0.1)
        self.input_norm, self.output_norm = nn.LayerNorm(w), nn.LayerNorm(w)
        self.conv = nn.ModuleList([nn.Linear(3 * w, 2 * w) for _ in self.dilations])
        self.norm = nn.ModuleList([nn.LayerNorm(w) for _ in self.dilations])
        self.dropout = SharedDropout(a.dropout)
        self.tags = nn.Linear(w, sum(sizes[:3]))
        self.tag_input = nn.Linear(sizes[UPOS] + sizes[XPOS], w)
        self.arc_head, self.arc_word = nn.Linear(w, a.arc), nn.Linear(w, a.arc)
        self.arc_product, self.head_bias = nn.Linear(a.arc, a.arc, bias=False), nn.Linear(a.arc, 1, bias=False)
        self.distance = nn.Parameter(torch.zeros(2, 16))
        self.relation_head, self.relation_word = nn.Linear(w, a.hidden), nn.Linear(w, a.hidden)
        self.relation = nn.Linear(a.hidden, sizes[DEPREL])
        self.peaks = None  # the largest absolute input of each quantized product, while they are looked for

    def see(self, name, x):
        if self.peaks is not None:
            self.peaks[name] = max(self.peaks.get(name, 0.0), x.abs().max().item())
        return x

    def embed(self, f):
        form = self.form(f[:, :, 0]) + self.form(f[:, :, 1])
        cased, affix = self.affix(f[:, :, 2]), self.affix(f[:, :, 3:]).sum(2)
        if self.training:
            keep = (torch.rand(*f.shape[:2], 1) >= self.a.word_dropout).float()
            form, cased = form * keep, cased * keep
            affix = affix * (torch.rand(*f.shape[:2], 1) >= 0.05).float()
        x = form + cased + affix
        x[:, 0] = self.root
        return x

    def forward(self, f, mask):
        upos, xpos = self.sizes[UPOS], self.sizes[XPOS]
        m = mask.unsqueeze(2)
        x = self.dropout(self.input_norm(self.embed(f))) * m
        for i, (conv, norm, d) in enumerate(zip(self.conv, self.norm, self.dilations)):
            a, b = conv(taps(self.see("conv%d" % i, x), d)).chunk(2, 2)
            x = (x + self.dropout(norm(a * torch.sigmoid(b)))) * m
            if i == len(self.dilations) // 2:
                tags = self.tags(self.see("tags", x))
                soft = [tags[:, :, :upos].softmax(2), tags[:, :, upos : upos + xpos].softmax(2)]
                x = (x + self.tag_input(torch.cat(soft, 2))) * m
        x = self.see("out", self.output_norm(x) * m)
        return tags, self.arcs(x, mask), x

    def arcs(self, x, mask):
        m, n = mask.unsqueeze(2), x.shape[1]
        head = self.dropout(F.relu(self.arc_head(x)))
        word = self.dropout(F.relu(self.arc_word(x)))
        self.see("head", head * m)
        product = self.see("product", self.arc_product(self.see("word", word * m)))
        apart = torch.arange(n).view(1, -1) - torch.arange(n).view(-1, 1)
        bucket = (apart.abs().clamp(min=1).float().log2() * 2).long().clamp(max=15)
        scores = torch.bmm(product, head.transpose(1, 2)) + self.head_bias(head).transpose(1, 2)
        scores = scores + torch.where(apart > 0, self.distance[0][bucket], self.distance[1][bucket])
        return scores.masked_fill(mask[:, None, :] == 0, -1e4).masked_fill(torch.eye(n, dtype=torch.bool)[None], -1e4)

    def relations(self, x, heads):
        head, word = self.relation_head(x), self.relation_word(x)
        self.see("relation", head.abs().amax(1, keepdim=True) + word.abs())
        at = heads.clamp(min=0).unsqueeze(2).expand(-1, -1, self.a.hidden)
        return self.relation(F.relu(self.dropout(torch.gather(head, 1, at) + word)))


def evaluate(net, data):
    """UPOS, XPOS, FEATS, UAS, LAS in percent, gold words, heads chosen greedily."""
    net.eval()
    right, words = torch.zeros(5), 0
    bounds = [0, net.sizes[UPOS], net.sizes[UPOS] + net.sizes[XPOS], sum(net.sizes[:3])]
    with torch.no_grad():
        for batch in data.batches(4000, False):
            f, gold, mask = data.padded(batch)
            tags, arcs, x = net(f, mask)
            heads = arcs.argmax(2)
            relations = net.relations(x, heads).argmax(2)
            real = gold[4] != -100
            words += real.sum().item()
            for k in range(3):
                right[k] += ((tags[:, :, bounds[k] : bounds[k + 1]].argmax(2) == gold[k]) & real).sum()
            attached = (heads == gold[4]) & real
            right[3] += attached.sum()
            right[4] += (attached & (relations == gold[DEPREL])).sum()
    net.train()
    return ["%.2f" % (100 * r / words) for r in right.tolist()]


def cross_entropy(scores, gold):
    return F.cross_entropy(scores.reshape(-1, scores.shape[2]), gold.reshape(-1), ignore_index=-100)


def train(a, net, data, devs):
    embeddings = [net.form.weight, net.affix.weight]
    rest = [p for name, p in net.named_parameters() if not name.startswith(("form.", "affix."))]
    optimizers = [
        torch.optim.AdamW(rest, lr=a.rate, weight_decay=0.01, betas=(0.9, 0.95)),
        torch.optim.SparseAdam(embeddings, lr=a.rate, betas=(0.9, 0.98)),
    ]
    average = {k: v.clone() for k, v in net.state_dict().items()}
    upos, xpos = net.sizes[UPOS], net.sizes[XPOS]
    started, step, epoch, share = time.time(), 0, 0, 0.0
    while share < 1:
        for batch in data.batches(a.words, True):
            share = step / a.steps if a.steps else (time.time() - started) / (60 * a.minutes)
            if share >= 1:
                break
            for optimizer in optimizers:
                optimizer.zero_grad()
                for group in optimizer.param_groups:
                    group["lr"] = a.rate * min(1, step / 300) * (0.02 + 0.49 * (1 + math.cos(math.pi * share)))
            f, gold, mask = data.padded(batch, capitals=0.03)
            tags, arcs, x = net(f, mask)
            loss = cross_entropy(arcs, gold[4]) + cross_entropy(net.relations(x, gold[4]), gold[DEPREL])
            loss = loss + 0.5 * cross_entropy(tags[:, :, :upos], gold[UPOS])
            loss = loss + 0.5 * cross_entropy(tags[:, :, upos : upos + xpos], gold[XPOS])
            loss = loss + 0.5 * cross_entropy(tags[:, :, upos + xpos :], gold[FEATS])
            loss.backward()
            nn.utils.clip_grad_norm_(rest, 2.0)
            for optimizer in optimizers:
                optimizer.step()
            step += 1
            if step % 10 == 0:
                decay = min(a.average, (10 + step) / (100 + step))
                for k, v in net.state_dict().items():
                    average[k].mul_(decay).add_(v, alpha=1 - decay)
        epoch += 1
        if epoch % 10 == 0 or share >= 1:
            current = {k: v.clone() for k, v in net.state_dict().items()}
            net.load_state_dict(average)
            print("epoch", epoch, "step", step, "%.0f s" % (time.time() - started), flush=True)
            for name, dev in devs.items():
                print(" ", name, *evaluate(net, dev), flush=True)
            if share < 1:
                net.load_state_dict(current)


# ---------------------------------------------------------------------------------------------------------- export


class Section:
    """The bytes that network.c reads, little-endian."""

    def __init__(self):
        self.bytes = bytearray()

    def whole(self, *values):
        self.bytes.extend(struct.pack("<%dI" % len(values), *values))

    def floats(self, *tensors):
        for t in tensors:
            self.bytes.extend(t.detach().reshape(-1).float().numpy().astype("<f4").tobytes())

    def rows(self, weight, step=None, bias=None):
        """int8 rows with a scale each; with step and bias, a matrix that takes int16 input."""
        scale = weight.detach().abs().amax(1).clamp(min=1e-8) / 127
        cells = torch.round(weight.detach() / scale[:, None]).clamp(-127, 127).to(torch.int8)
        if step is None:
            self.floats(scale)
        else:
            self.floats(torch.tensor([step]), scale * step, torch.zeros(len(scale)) if bias is None else bias)
        self.bytes.extend(cells.numpy().tobytes())

    def linear(self, layer, peak):
        self.rows(layer.weight, peak / INPUT_MAX, layer.bias)

    def norm(self, norm):
        self.floats(norm.weight, norm.bias)


def export(a, net, data):
    net.eval()
    net.peaks = {}
    with torch.no_grad():
        for batch in data.batches(4000, True)[:80]:
            f, gold, mask = data.padded(batch)
            net.relations(net(f, mask)[2], gold[4])
    peak = {k: 1.2 * v for k, v in net.peaks.items()}
    s = Section()
    s.whole(a.width, len(net.dilations), a.arc, a.hidden, *net.sizes, FORM_ROWS, AFFIX_ROWS, *net.dilations)
    s.rows(net.form.weight)
    s.rows(net.affix.weight)
    s.floats(net.root)
    s.norm(net.input_norm)
    for i, (conv, norm) in enumerate(zip(net.conv, net.norm)):
        s.linear(conv, peak["conv%d" % i])
        s.norm(norm)
    s.linear(net.tags, peak["tags"])
    s.floats(net.tag_input.weight.t(), net.tag_input.bias)
    s.norm(net.output_norm)
    s.linear(net.arc_head, peak["out"])
    s.linear(net.arc_word, peak["out"])
    s.linear(net.arc_product, peak["word"])
    s.floats(net.head_bias.weight, net.distance)
    s.floats(torch.tensor([peak["head"] / PRODUCT_MAX, peak["product"] / PRODUCT_MAX]))
    s.linear(net.relation_head, peak["out"])
    s.linear(net.relation_word, peak["out"])
    s.linear(net.relation, peak["relation"])
    return bytes(s.bytes)


def main():
    a = arguments()
    random.seed(a.seed)
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    sentences = [s for path in a.train for s in read_conllu(path)]
    if a.names:
        lexicon = read_lexicon(a.names)
        sentences += [x for x in (names_aside(s, lexicon) for s in sentences) if x]
    names = [sorted({w[1][k] for s in sentences for w in s}) for k in range(4)]
    classes = [{name: i for i, name in enumerate(set_)} for set_ in names]
    data = Data(sentences, classes)
    devs = {os.path.basename(path): Data(read_conllu(path), classes) for path in a.dev}
    if a.names:
        for path in a.dev:
            aside = [names_aside(s, lexicon) or s for s in read_conllu(path)]
            devs[os.path.basename(path) + ", names aside"] = Data(aside, classes)
    net = Network(a, [len(n) for n in names])
    train(a, net, data, devs)
    os.makedirs(a.out, exist_ok=True)
    with open(os.path.join(a.out, "network"), "wb") as f:
        f.write(export(a, net, data))
    for name, set_ in zip(("upos", "xpos", "feats", "deprel"), names):
        with open(os.path.join(a.out, name), "w", encoding="utf-8") as f:
            f.write("".join(c + "\n" for c in set_))


if __name__ == "__main__":
    main()
