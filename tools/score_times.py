#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures `truce annotate` against TIMEX3 annotations.

usage: score_times.py COMMAND FOLDER [-v]

COMMAND  prints the annotations of a file: `truce annotate --json --narrative`; the file's name is added
FOLDER   TimeML documents, *.tml or *.tml.gz
-v       lists what differs

Prints precision, recall and F1 of expressions: strict (same extent), relaxed (overlapping, one to one), and value
(relaxed, with the same value), as TempEval-3 does. Values are compared without a time of day where gold has none.
"""

import gzip
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import xml.sax.saxutils


def read_tml(path):
    """The text of a document and its expressions as (start, end, value), in bytes."""
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    text = raw.decode("utf-8")
    body = re.search(r"<TEXT>(.*?)</TEXT>", text, re.S).group(1)
    out, gold, size, opened = [], [], 0, None
    for piece in re.split(r"(<[^>]*>)", body):
        if piece.startswith("<TIMEX3"):
            opened = (size, re.search(r'value="([^"]*)"', piece).group(1))
        elif piece.startswith("</TIMEX3"):
            gold.append((opened[0], size, opened[1]))
        elif not piece.startswith("<"):
            plain = xml.sax.saxutils.unescape(piece, {"&quot;": '"', "&apos;": "'"})
            out.append(plain)
            size += len(plain.encode("utf-8"))
    return "".join(out), gold


def read_system(command, text):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("Title: history\n\n" + text)
        file.flush()
        shift = len("Title: history\n\n")
        result = subprocess.run(shlex.split(command) + [file.name], capture_output=True, text=True, check=True)
    found = []
    for line in result.stdout.splitlines():
        for time in json.loads(line)["times"]:
            found.append((time["start"] - shift, time["end"] - shift, time["value"]))
    return found


def same_value(system, gold):
    return system == gold or (len(gold) == 10 and "T" in system and system.split("T")[0] == gold)


def rates(right, system, gold):
    precision, recall = right / max(system, 1), right / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    command, folder, verbose = sys.argv[1], pathlib.Path(sys.argv[2]), "-v" in sys.argv
    n_gold = n_system = strict = relaxed = valued = 0
    for path in sorted(folder.glob("*.tml*")):
        text, gold = read_tml(path)
        system = read_system(command, text)
        raw = text.encode("utf-8")
        n_gold += len(gold)
        n_system += len(system)
        strict += len({g[:2] for g in gold} & {s[:2] for s in system})
        free = list(system)
        for start, end, value in gold:
            hits = [s for s in free if s[0] < end and start < s[1]]
            if not hits:
                if verbose:
                    print(f"MISS\t{raw[start:end].decode()}\t{value}\t{raw[max(0, start - 30):end + 20].decode(errors='replace')!r}")
                continue
            hit = max(hits, key=lambda s: min(s[1], end) - max(s[0], start))
            free.remove(hit)
            relaxed += 1
            valued += same_value(hit[2], value)
            if verbose and hit[:2] != (start, end):
                print(f"EXTENT\t{raw[start:end].decode()}\t{raw[hit[0]:hit[1]].decode()}")
            if verbose and not same_value(hit[2], value):
                print(f"VALUE\t{raw[start:end].decode()}\tgold {value}\tsystem {hit[2]}")
        if verbose:
            for start, end, value in free:
                print(f"EXTRA\t{raw[start:end].decode()}\t{value}\t{raw[max(0, start - 30):end + 20].decode(errors='replace')!r}")
    for name, right in (("strict", strict), ("relaxed", relaxed), ("value", valued)):
        print("%-8s P %.3f  R %.3f  F1 %.3f" % (name, *rates(right, n_system, n_gold)))


if __name__ == "__main__":
    main()
