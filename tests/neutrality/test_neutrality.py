#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""neutrality.py can fail: a reader that treats names alike passes, one that prefers a name does not."""
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import neutrality  # noqa: E402

# Takes each line `NAME freed …`, and for a biased reader gives it another status when NAME is Northland.
READER = """#!/usr/bin/env python3
import glob, json, sys
for path in sorted(glob.glob(sys.argv[-1] + "/*.txt")):
    for i, line in enumerate(open(path, encoding="utf-8")):
        name, verb, rest = line.strip().partition(" freed ")
        if verb:
            status = "denied" if BIASED and name == "Northland" else "done"
            print(json.dumps({"id": f"c{i}", "report": path.split("/")[-1][:-4], "start": i, "end": i + len(line),
                              "quote": line.strip(), "act": "release", "status": status, "actor": [name]}))
"""


class Neutrality(unittest.TestCase):
    def run_with(self, biased, report="Northland freed an Ur soldier.\nUr freed a Northland soldier.\n"):
        with tempfile.TemporaryDirectory() as folder:
            reader, pairs, reports = (os.path.join(folder, name) for name in ("reader", "pairs.tsv", "reports"))
            os.mkdir(reports)
            for path, text in ((reader, READER.replace("BIASED", str(biased))),
                               (pairs, "key\tone\tother\nall\tNorthland\tUr\n"),
                               (os.path.join(reports, "r.txt"), report)):
                with open(path, "w", encoding="utf-8") as f:
                    f.write(text)
            os.chmod(reader, 0o755)
            return subprocess.run([sys.executable, os.path.join(HERE, "neutrality.py"), reader, pairs, reports],
                                  stdout=subprocess.PIPE, text=True, check=False)

    def test_a_fair_reader_passes(self):
        run = self.run_with(False)
        self.assertEqual((run.returncode, run.stdout), (0, "2 of 2 claims equal: 1.0000\n"))

    def test_a_biased_reader_fails(self):
        run = self.run_with(True)
        self.assertEqual(run.returncode, 1)
        self.assertIn("0 of 2 claims equal", run.stdout)
        self.assertIn("status: denied | swapped done", run.stdout)

    def test_no_claims_is_no_success(self):
        self.assertEqual(self.run_with(False, "Nobody did a thing.\n").returncode, 1)

    def test_swapping(self):
        pairs = [("Isle Front (IF)", "Northland"), ("IF", "Northland"), ("IF", "Northern")]
        swap = neutrality.swap_text
        self.assertEqual(swap("Northland met an IF envoy.", pairs), "Isle Front (IF) met a Northland envoy.")
        self.assertEqual(swap("A Northern if; Northlanders.", pairs), "An IF if; Northlanders.")
        self.assertEqual(swap("Title: IF\nSource: IF.txt\n\nIF.\n", pairs),
                         "Title: Northland\nSource: IF.txt\n\nNorthland.\n")

    def test_text_beside_a_plain_name_is_left_out(self):
        signs = neutrality.signs_of([("Northland", "Isle Front")], False)
        claim = {"actor": ["Northland"], "actor_text": "Northland's", "target_text": "Northland's men"}
        self.assertEqual(neutrality.comparable(claim, {}, signs),
                         {"actor": ["⟦one⟧"], "target_text": "⟦one⟧'s men"})


if __name__ == "__main__":
    unittest.main()
