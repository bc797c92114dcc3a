#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures `truce annotate` against the attributions of an RST corpus in GUM's format.

usage: score_attributions.py COMMAND FOLDER [-v]

COMMAND  prints the annotations of a file: `truce annotate`; `--conllu` and the file's name are added, so that the gold
         trees are read; with --text among COMMAND's words the plain text is read instead
FOLDER   NAME.conllu[.gz] with NAME.rsd[.gz]: one discourse unit a line, its head unit and relation in columns 7 and 8
-v       lists what differs

A gold attribution is a unit whose relation begins with `attribution`: the unit names the source, its head unit is the
content. An attribution of the system matches the gold one whose unit its cue stands in, one to one. Prints precision,
recall and F1 of the sources, and of the matched ones how many contents the system's content holds: all words of the
unit (exact), at least half of them (overlap).
"""

import gzip
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile


def read_text(path):
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def read_tokens(conllu, plain):
    """The text to read, and each token's (start, end) in its bytes."""
    out, spans, size, text_at = [], [], 0, 0

    def put(piece):
        nonlocal size
        out.append(piece)
        size += len(piece.encode("utf-8"))

    line_text, at = "", 0
    for line in conllu.split("\n"):
        if line.startswith("# newpar") and plain:
            put("\n\n")
        if line.startswith("# text = "):
            line_text, at = line[len("# text = "):], 0
            text_at = size if plain else size + len("# text = ")
            put(line_text + " " if plain else line + "\n")
            continue
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            start = line_text.find(columns[1], at)
            start = at if start < 0 else start
            at = start + len(columns[1])
            before = len(line_text[:start].encode("utf-8"))
            spans.append((text_at + before, text_at + before + len(columns[1].encode("utf-8"))))
        if not plain:
            put(line + "\n")
    if not plain and out and out[-1] == "\n":
        out.pop()
    return "".join(out), spans


def read_units(rsd, spans):
    """The units as lists of token spans, and the gold attributions as (source unit, content unit)."""
    units, links, at = [], [], 0
    for line in rsd.strip().split("\n"):
        columns = line.split("\t")
        n = len(columns[1].split(" "))
        units.append(spans[at:at + n])
        at += n
        if columns[7].startswith("attribution"):
            links.append((len(units) - 1, int(columns[6]) - 1))
    if at != len(spans):
        raise SystemExit(f"units have {at} tokens, the trees {len(spans)}")
    return units, links


def read_system(command, text, suffix):
    with tempfile.NamedTemporaryFile("w", suffix=suffix, encoding="utf-8") as file:
        file.write(text)
        file.flush()
        result = subprocess.run(command + [file.name], stdout=subprocess.PIPE, text=True, check=True)
    found = []
    for line in result.stdout.split("\n"):
        if line:
            found += [a for a in json.loads(line)["attributions"] if a["cue"] and a["content"]]
    return found


def words(unit, text):
    return [(s, e) for s, e in unit if any(c.isalnum() for c in text[s:e].decode("utf-8", "replace"))]


def main():
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    verbose = "-v" in sys.argv
    command = shlex.split(arguments[0])
    plain = "--text" in command
    command = [c for c in command if c != "--text"] + ([] if plain else ["--conllu"])
    gold = system = matched = exact = overlap = 0
    for path in sorted(pathlib.Path(arguments[1]).glob("*.conllu*")):
        name = path.name.split(".conllu")[0]
        rsd = next(path.parent.glob(name + ".rsd*"))
        text, spans = read_tokens(read_text(path), plain)
        data = text.encode("utf-8")
        units, links = read_units(read_text(rsd), spans)
        contents = dict(links)
        found = read_system(command, text, ".txt" if plain else ".conllu")
        gold, system = gold + len(links), system + len(found)
        used = set()
        for a in found:
            unit = next((k for k, u in enumerate(units) if u and u[0][0] <= a["cue"]["start"] < u[-1][1]), None)
            if unit not in contents or unit in used:
                if verbose:
                    print(f"{name}: spurious: {a['cue']['text']} | {a['name'] if 'name' in a else '-'}")
                continue
            used.add(unit)
            matched += 1
            content = words(units[contents[unit]], data)
            held = sum(a["content"]["start"] <= s and e <= a["content"]["end"] for s, e in content)
            exact += held == len(content)
            overlap += 2 * held >= len(content)
        if verbose:
            for unit, _ in links:
                if unit not in used:
                    print(f"{name}: missed: {data[units[unit][0][0]:units[unit][-1][1]].decode('utf-8', 'replace')}")
    p, r = matched / max(system, 1), matched / max(gold, 1)
    print(f"gold {gold}, system {system}, matched {matched}: "
          f"precision {p:.3f}, recall {r:.3f}, F1 {2 * p * r / max(p + r, 1e-9):.3f}; "
          f"content overlap {overlap / max(matched, 1):.3f}, exact {exact / max(matched, 1):.3f}")


main()
