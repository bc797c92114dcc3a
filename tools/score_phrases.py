#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures `truce annotate` against unit cases for numbers and times.

usage: score_phrases.py COMMAND FILE.json[.gz]... [-v]

COMMAND  prints the annotations of a file: `truce annotate --json`; the file's name is added
FILE     cases as of github.com/microsoft/Recognizers-Text, Specs/Number and Specs/DateTime
-v       lists what differs

A case is right when its expressions are found with the same extent (case and edges' spaces apart; a hedge before a
number and `the` before a time may be in or out), and, for numbers and dates, with the same value.
"""

import gzip
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

LEAD = re.compile(r"^(the|about|around|over|at least|more than|less than|nearly|up to|some|between|from)\s+", re.I)


def load(path):
    raw = pathlib.Path(path).read_bytes()
    return json.loads((gzip.decompress(raw) if path.endswith(".gz") else raw).decode("utf-8-sig"))


def annotate(command, inputs, date):
    """The annotations of each input; they are read as the paragraphs of one report."""
    starts, text = [], "Title: cases\nDate: %s\n\n" % date
    for line in inputs:
        starts.append(len(text.encode("utf-8")))
        text += re.sub(r"\s", " ", line) + "\n\n"
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        out = subprocess.run(shlex.split(command) + [file.name], capture_output=True, text=True, check=True).stdout
    found = [([], []) for _ in inputs]
    for line in out.splitlines():
        sentence = json.loads(line)
        if sentence["start"] < starts[0]:
            continue
        case = max(i for i, start in enumerate(starts) if start <= sentence["start"])
        found[case][0].extend(sentence["times"])
        found[case][1].extend(sentence["quantities"])
    return found


def plain(text):
    return LEAD.sub("", LEAD.sub("", text.strip().lower()))


def number_value(result):
    value = (result.get("Resolution") or {}).get("value", "")
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def day_value(result):
    timex = (result.get("Value") or {}).get("Timex", "") if "Value" in result else ""
    return timex if re.fullmatch(r"\d{4}(-\d\d){0,2}|P(T?)[\d.]+[DWMYHS]", timex) else None


def main():
    verbose = "-v" in sys.argv
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    if len(arguments) < 2:
        sys.exit(__doc__)
    for path in arguments[1:]:
        cases = [c for c in load(path) if c["Input"].strip()]
        numbers = "Number" in pathlib.Path(path).name
        dates = sorted({(c.get("Context") or {}).get("ReferenceDateTime", "2016-11-07")[:10] for c in cases})
        right = extent = 0
        for date in dates:
            group = [c for c in cases if (c.get("Context") or {}).get("ReferenceDateTime", "2016-11-07")[:10] == date]
            for case, (times, quantities) in zip(group, annotate(arguments[0], [c["Input"] for c in group], date)):
                found = quantities if numbers else times
                gold = sorted(plain(r["Text"]) for r in case["Results"])
                ours = sorted(plain(f["text"]) for f in found)
                same = gold == ours
                extent += same
                good = same
                for result in case["Results"] if same else []:
                    match = next(f for f in found if plain(f["text"]) == plain(result["Text"]))
                    value = number_value(result) if numbers else day_value(result)
                    if value is not None:
                        ours_value = (match["min"] or match["max"] or 0) if numbers else match["value"]
                        good = good and (abs(ours_value - value) < 1e-6 * max(1, abs(value)) if numbers
                                         else ours_value == value)
                right += good
                if verbose and not good:
                    print("%s | %s | gold %s | ours %s" % (
                        date, case["Input"], [(r["Text"], number_value(r) if numbers else day_value(r)) for r in case["Results"]],
                        [(f["text"], f["min"] if numbers else f["value"]) for f in found]))
        print("%-32s cases %4d  extent %.3f  with value %.3f" % (
            pathlib.Path(path).name.split(".")[0], len(cases), extent / len(cases), right / len(cases)))


if __name__ == "__main__":
    main()
