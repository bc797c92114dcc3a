#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Swaps two parties' names throughout reports, reads both versions, and compares the claims.

    neutrality.py TRUCE PAIRS.tsv FOLDER [--floor 1.0] [--only NAME] [--same KIND,KIND] [--quiet]

PAIRS.tsv has rows KEY, FORM of the one, FORM of the other. A KEY that is a report's name (FOLDER/KEY.txt) has pairs for
that report; any other is a set of pairs that is tried on all reports of FOLDER. In the swapped text each form of the one
becomes the other's and the other way round, as whole words, `a` and `an` before it put right. Before they are compared,
every form of a party in the claims becomes the same sign, so that a claim is equal when it says of the one, in the
original, what it says of the other in the swapped text. Ids, offsets and hashes are left out; links go by the
claims that they point to. --same official,party takes the two kinds of source as one: a state that takes no part is
`official`, which a group that it is swapped with can never be.

Ends with 1 when fewer claims than floor are equal, 77 when FOLDER is not there."""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

SIGNS = ("⟦one⟧", "⟦other⟧")
LEFT_OUT = {"id", "start", "end", "report", "report_id", "text_hash", "model", "schema_version"}


def read_pairs(path):
    pairs = collections.OrderedDict()
    with open(path, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]
    for key, one, other in rows[1:]:
        pairs.setdefault(key, []).append((one, other))
    return pairs


def pattern(forms):
    longest_first = sorted(set(forms), key=lambda form: (-len(form), form))
    return r"(?<!\w)(" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"


def upper_first(form):
    return form[0].upper() + form[1:]


def starts_sentence(text, at):
    """`the` of a name that takes the place of one without an article."""
    return re.search(r"(^|[.!?:\n][\"”’)]*\s+|\n|[\"“‘]|\) -+ |[—–-] )$", text[max(0, at - 6):at]) is not None


def swap_text(text, pairs):
    """The header's Date and Source stay: they name no party, but the source's file names may hold a form."""
    becomes = {}  # a form with a small letter is meant at the start of a sentence, too
    for one, other in pairs:
        for form, new in ((one, other), (other, one)):
            becomes.setdefault(form, new)
            becomes.setdefault(upper_first(form), upper_first(new))

    def swapped(match):
        article, form = match.group(1) or "", becomes[match.group(2)]
        if starts_sentence(match.string, match.start()):
            form = form if article else upper_first(form)
        if article.strip().lower() in ("a", "an"):
            right = "an" if form[0] in "AEIOUaeiou" else "a"
            article = article[0] + right[1:] + article[len(article.strip()):]
        return article + form

    replace = re.compile(r"(\b[Aa]n?\s+)?" + pattern(becomes))
    head, blank, body = text.partition("\n\n")
    if not re.match(r"\w+: ", head):
        head, blank, body = "", "", text
    lines = [l if l.startswith(("Date:", "Source:")) else replace.sub(swapped, l) for l in head.split("\n")]
    return "\n".join(lines) + blank + replace.sub(swapped, body)


def canonical_text(text, signs):
    text = signs["find"].sub(lambda m: signs[m.group(0)], text)
    return re.sub(r"\b([Aa])n(?=\s+⟦)", r"\1", text)


def canonical(value, signs):
    if isinstance(value, str):
        return canonical_text(value, signs)
    if isinstance(value, list):
        return [canonical(v, signs) for v in value]
    if isinstance(value, dict):
        return {k: canonical(v, signs) for k, v in value.items()}
    return value


def signs_of(pairs, swapped):
    signs = {}
    for sides in pairs:
        for i, form in enumerate(sides):
            signs.setdefault(form, SIGNS[i != swapped])
            signs.setdefault(upper_first(form), SIGNS[i != swapped])
    return {**signs, "find": re.compile(pattern(signs))}


def comparable(claim, by_id, signs, same=()):
    out = {k: v for k, v in canonical(claim, signs).items() if k not in LEFT_OUT}
    for source in out.get("source", []):
        if source["kind"] in same:
            source["kind"] = same[0]
    for key in ("actor_text", "target_text"):
        # A metonym of the one may have a plain name as its counterpart, which needs no surface form beside it.
        if re.fullmatch(r"(?:the |a )?⟦\w+⟧(?:['’]s?)?", out.get(key, ""), re.I):
            del out[key]
    targets = []
    for link in claim.get("links", []):
        to = canonical(by_id.get(link["to"], {}), signs)
        targets.append([link["type"], to.get("act"), to.get("quote")])
    if targets:
        out["links"] = sorted(targets, key=str)
    if isinstance(claim.get("deadline"), dict) and "from" in claim["deadline"]:
        out["deadline"]["from"] = canonical(by_id.get(claim["deadline"]["from"], {}), signs).get("quote")
    return out


def read_claims(truce, folder):
    run = subprocess.run([truce, "read", "--claims-to", "-", folder], stdout=subprocess.PIPE, check=False)
    if run.returncode not in (0, 3):
        sys.exit(f"{truce} read {folder}: exit code {run.returncode}")
    by_report = collections.defaultdict(list)
    for line in run.stdout.decode("utf-8").splitlines():
        claim = json.loads(line)
        by_report[claim["report"]].append(claim)
    return by_report


def comparables(claims, signs, same):
    by_id = {claim["id"]: claim for claim in claims}
    return [comparable(claim, by_id, signs, same) for claim in claims]


def dump(claim):
    return json.dumps(claim, ensure_ascii=False, sort_keys=True)


def difference(mine, theirs):
    """The slots in which a claim differs from the one over the same quote, else the whole claim."""
    for other in theirs:
        if other.get("quote") == mine.get("quote") and other.get("act") == mine.get("act"):
            keys = sorted(k for k in mine.keys() | other.keys() if mine.get(k) != other.get(k))
            return "; ".join(f"{k}: {mine.get(k)} | swapped {other.get(k)}" for k in keys)
    return "not in the swapped report"


def compare(name, original, swapped, quiet):
    """How many claims are equal, of how many."""
    left = collections.Counter(map(dump, swapped))
    equal, unequal = 0, []
    for claim in original:
        if left[dump(claim)] > 0:
            left[dump(claim)] -= 1
            equal += 1
        else:
            unequal.append(claim)
    rest = [json.loads(text) for text, n in left.items() for _ in range(n)]
    of = max(len(original), len(swapped))
    if unequal or rest:
        print(f"{name}: {equal} of {of} claims equal")
    for claim in [] if quiet else unequal:
        print(f"  {claim['act']}/{claim['status']} \"{claim['quote']}\"\n    {difference(claim, rest)}")
    known = {(c["quote"], c["act"]) for c in unequal}
    for claim in [] if quiet else rest:
        if (claim["quote"], claim["act"]) not in known:
            print(f"  only swapped: {claim['act']}/{claim['status']} \"{claim['quote']}\"")
    return equal, of


def main():
    args = argparse.ArgumentParser()
    for name in ("truce", "pairs", "folder"):
        args.add_argument(name)
    args.add_argument("--floor", type=float, default=1.0)
    args.add_argument("--only", help="one key of the pairs")
    args.add_argument("--same", default="", help="kinds of source that are taken as one, separated by commas")
    args.add_argument("--quiet", action="store_true", help="counts only")
    a = args.parse_args()
    if not os.path.isdir(a.folder):
        print(f"{a.folder}: not there, skipped")
        sys.exit(77)
    texts = {}
    for name in sorted(os.listdir(a.folder)):
        if name.endswith(".txt"):
            with open(os.path.join(a.folder, name), encoding="utf-8", newline="") as f:
                texts[name[: -len(".txt")]] = f.read()
    original = read_claims(a.truce, a.folder)
    equal = of = 0
    with tempfile.TemporaryDirectory() as folder:
        jobs = collections.OrderedDict()  # key → its reports
        for key, pairs in read_pairs(a.pairs).items():
            if a.only and key != a.only:
                continue
            jobs[key] = [key] if key in texts else sorted(texts)
            os.mkdir(os.path.join(folder, key))
            for name in jobs[key]:
                with open(os.path.join(folder, key, name + ".txt"), "w", encoding="utf-8", newline="") as f:
                    f.write(swap_text(texts[name], pairs))
        for key, names in jobs.items():
            pairs = read_pairs(a.pairs)[key]
            swapped = read_claims(a.truce, os.path.join(folder, key))
            for name in names:
                label = name if name == key else f"{name} ({key})"
                same = a.same.split(",") if a.same else ()
                counts = compare(label, comparables(original[name], signs_of(pairs, False), same),
                                 comparables(swapped[name], signs_of(pairs, True), same), a.quiet)
                equal, of = equal + counts[0], of + counts[1]
    print(f"{equal} of {of} claims equal" + (f": {equal / of:.4f}" if of else ""))
    if of == 0 or equal < a.floor * of:
        print(f"fewer than {a.floor}")
        sys.exit(1)


if __name__ == "__main__":
    main()
