#!/usr/bin/env bats
# truce status, page and check: what they print, what they refuse, what they leave alone.

bats_require_minimum_version 1.5.0

setup() {
    cd "$BATS_TEST_TMPDIR"
    cat > ford.yaml <<'END'
agreement: Treaty of the Ford
in-force: 2031-01-04
tolerance: 2%
parties:
  north: { name: Northland, aliases: [the northern army] }
  south: { name: Southland }
intermediaries: { lantern: { name: Blue Lantern } }
outlets: { Northern Post: { side: north } }
phases:
  - id: first
    starts: 2031-01-04
    lasts: P42D
    obligations:
      - { id: captives, by: north, act: [release, handover], of: [captives, remains], count: 33, to: south, via: lantern }
      - { id: prisoners, by: south, act: release, of: prisoners, count: about 2000, to: north, in-exchange-for: captives }
      - { id: ford, by: south, act: withdraw, place: [the Ford], deadline: { day: 16 } }
      - { id: quiet, by: [north, south], never: attack }
END
    post='"report": "post-1", "report_date": "2031-01-11"'
    wire='"report": "wire-1", "report_date": "2031-01-20"'
    outlet='{"name": "Delta Wire", "kind": "outlet"}'
    south='{"name": "Southland", "kind": "party", "cue": "said"}'
    cat > claims.jsonl <<END
{"id": "c1", $post, "quote": "Nine captives <were> freed & handed over", "start": 100, "end": 140, "source": [{"name": "Northern Post", "kind": "outlet"}], "act": "release", "status": "done", "actor": ["Northland"], "target": ["captives"], "counterpart": ["Southland"], "quantity": {"min": 9, "max": 9, "qualifier": "exact", "kind": "captives", "measure": "batch"}, "time": {"start": "2031-01-10", "end": "2031-01-10", "text": "on Friday"}}
{"id": "c1", $wire, "quote": "25 captives and eight bodies have been returned", "start": 10, "end": 57, "source": [$outlet], "act": "release", "status": "done", "target": ["captives"], "quantity": {"min": 25, "max": 25, "qualifier": "exact", "kind": "captives", "measure": "cumulative"}, "time": {"start": null, "end": "2031-01-20", "text": "so far"}}
{"id": "c2", $wire, "quote": "eight bodies have been returned", "start": 26, "end": 57, "source": [$outlet], "act": "handover", "status": "done", "target": ["bodies"], "quantity": {"min": 8, "max": 8, "qualifier": "exact", "kind": "remains", "measure": "cumulative"}, "time": {"start": null, "end": "2031-01-20", "text": "so far"}}
{"id": "c3", $wire, "quote": "Southland freed prisoners in exchange", "start": 60, "end": 97, "source": [$outlet], "act": "release", "status": "done", "actor": ["Southland"], "target": ["prisoners"]}
{"id": "c4", $wire, "quote": "59 are still held, Southland said", "start": 100, "end": 133, "source": [$outlet, $south], "act": "hold", "status": "ongoing", "quantity": {"min": 59, "max": 59, "qualifier": "exact", "kind": "captives", "measure": "stock"}, "time": {"start": "2031-01-20", "end": "2031-01-20", "text": "still"}}
{"id": "c5", $wire, "quote": "shells fell", "start": 140, "end": 151, "source": [$outlet], "act": "attack", "status": "done", "time": {"start": "2031-01-19", "end": "2031-01-19", "text": "on Sunday"}}
{"id": "c6", $wire, "quote": "Northland has broken the treaty", "start": 160, "end": 191, "source": [$outlet, $south], "act": "breach", "status": "done", "actor": ["Northland"], "target": ["treaty"], "time": {"start": "2031-01-19", "end": "2031-01-19", "text": "on Sunday"}}
END
}

@test "status: the account as text" {
    run "$TRUCE" status ford.yaml --claims claims.jsonl
    [ "$status" -eq 0 ]
    diff <(echo "$output") - <<'END'
Treaty of the Ford
In force from 2031-01-04. As of and known by 2031-01-20, the newest report's day.
It rests on 2 reports by 2 outlets, 2031-01-11 to 2031-01-20: Delta Wire (1), Northern Post (1).
"About" reaches 2 % to either side.

== first phase, 2031-01-04 to 2031-02-14 ==

captives: Northland: release or handover of 33 captives or remains to Southland via Blue Lantern, by
    2031-02-14
  who says so               done                      still owed      standing
  Northland                 9 or more of 33           up to 24        partly; due by 2031-02-14
      9 captives, 2031-01-10
          “Nine captives <were> freed & handed over”
          post-1, bytes 100–140
  Southland                 –                         –               nothing reported done
      59 captives held on 2031-01-20
          “59 are still held, Southland said”
          wire-1, bytes 100–133
  Delta Wire                33 of 33                  0               done; in time
      25 captives in all by 2031-01-20
          “25 captives and eight bodies have been returned”
          wire-1, bytes 10–57
      8 remains in all by 2031-01-20
          “eight bodies have been returned”
          wire-1, bytes 26–57
  none found from: intermediaries

prisoners: Southland: release of about 2,000 prisoners to Northland in exchange for captives, by
    2031-02-14
  who says so               done                      still owed      standing
  Delta Wire                –                         –               released, number not reported;
                                                                      due by 2031-02-14
      released, no number, undated, by 2031-01-20
          “Southland freed prisoners in exchange”
          wire-1, bytes 60–97
  none found from: Northland, Southland, intermediaries

ford: Southland: withdrawal from the Ford, by 2031-01-19
  none found in 2 reports by 2 outlets, 2031-01-11 to 2031-01-20

quiet: Northland and Southland: no attack
  by Northland
  none found in 2 reports by 2 outlets, 2031-01-11 to 2031-01-20
  set aside
      it names nobody, and more than one side may be meant
          “shells fell”
          wire-1, bytes 140–151
  by Southland
  none found in 2 reports by 2 outlets, 2031-01-11 to 2031-01-20

== said of the agreement as a whole ==

  Northland: breach, 2031-01-19; told by Southland
          “Northland has broken the treaty”
          wire-1, bytes 160–191
END
}

@test "status: at two dates" {
    run "$TRUCE" status ford.yaml --claims claims.jsonl --known-by 2031-01-11 --as-of 2031-01-10
    [ "$status" -eq 0 ]
    [ "${lines[1]}" = "In force from 2031-01-04. As of 2031-01-10; known by 2031-01-11." ]
    [ "${lines[2]}" = "It rests on 1 report by 1 outlet, 2031-01-11: Northern Post (1)." ]
    [[ "$output" != *"Delta Wire"* ]]
}

@test "status: as JSON, an object a cell" {
    "$TRUCE" status ford.yaml --claims claims.jsonl --json > out
    python3 - <<'END'
import json
lines = [json.loads(line) for line in open("out")]
head, cells, said = lines[0]["account"], lines[1:-1], lines[-1]["said"]
assert head["as_of"] == head["known_by"] == "2031-01-20", head
assert [r["report"] for r in head["reports"]] == ["post-1", "wire-1"], head
at = {(c["obligation"], c.get("debtor"), c["group"]): c for c in cells}
wire = at["captives", None, "outlet:Delta Wire"]
assert list(wire) == ["obligation", "group", "agreed", "done", "owed", "progress", "timing", "due", "flags",
                      "conduct", "claims", "set_aside"], list(wire)
assert wire["done"] == {"min": 33, "max": 33} and wire["owed"] == {"min": 0, "max": 0}
assert (wire["progress"], wire["timing"], wire["flags"], wire["conduct"]) == ("done", "due", [], None)
assert [(c["id"], c["part"], c["start"], c["end"]) for c in wire["claims"]] == [("c1", "cumulative", 10, 57), ("c2", "cumulative", 26, 57)]
assert at["prisoners", None, "outlet:Delta Wire"]["progress"] == "number-not-reported"
assert at["ford", None, "north"]["progress"] == "no-report"
aside = at["quiet", "north", "outlet:Delta Wire"]["set_aside"]
assert [(a["claim"]["id"], a["reason"]) for a in aside] == [("c5", "it names nobody, and more than one side may be meant")]
assert said["group"] == "south" and said["claim"]["id"] == "c6"
END
}

@test "status: claims from standard input, and none at all" {
    run "$TRUCE" status ford.yaml --claims - < claims.jsonl
    [ "$status" -eq 0 ]
    [[ "$output" == *"33 of 33"* ]]
    run "$TRUCE" status ford.yaml --claims - < /dev/null
    [ "$status" -eq 0 ]
    [ "${lines[2]}" = "It rests on no report: none names a party since it was signed." ]
    [[ "$output" == *"none found in 0 reports by 0 outlets"* ]]
}

@test "status: a line that is no claim is refused, the others count" {
    sed -i '2s/.*/{"id": "c1"/' claims.jsonl
    run --separate-stderr "$TRUCE" status ford.yaml --claims claims.jsonl
    [ "$status" -eq 3 ]
    [[ "$stderr" == "truce: claims.jsonl:2:"* ]]
    [[ "$output" == *"9 or more of 33"* ]]
}

@test "status: text of reports steers no terminal" {
    sed -i 's/shells fell/sh\\u001b[31mells\\u202e fell/' claims.jsonl
    for option in "" --json; do
        run "$TRUCE" status ford.yaml --claims claims.jsonl $option
        [ "$status" -eq 0 ]
        [[ "$output" != *$'\e'* ]]
        [[ "$output" != *$'\u202e'* ]]
    done
}

@test "status: what it cannot do, it says in a line" {
    run "$TRUCE" status
    [ "$status" -eq 2 ]
    [ "$output" = "truce: status: takes one agreement file; see 'truce status --help'" ]
    run "$TRUCE" status ford.yaml --claims claims.jsonl --ledger x.db
    [ "$status" -eq 2 ]
    [ "$output" = "truce: --claims or --ledger, not both" ]
    run "$TRUCE" status nowhere.yaml --claims claims.jsonl
    [ "$status" -eq 1 ]
    [ "$output" = "truce: nowhere.yaml: cannot open: No such file or directory" ]
    run "$TRUCE" status ford.yaml --claims nowhere.jsonl
    [ "$status" -eq 1 ]
    [[ "$output" == "truce: nowhere.jsonl:"*"No such file or directory" ]]
    run "$TRUCE" status ford.yaml --ledger nowhere.db
    [ "$status" -eq 4 ]
    [ "${#lines[@]}" -eq 1 ]
    [ ! -e nowhere.db ]
    run bash -c '"$0" status ford.yaml --claims claims.jsonl > /dev/full' "$TRUCE"
    [ "$status" -eq 4 ]
    [ "$output" = "truce: cannot write to standard output: No space left on device" ]
}

@test "check: all that is wrong, each with its place" {
    sed -i 's/count: 33/cuont: 33/; s/by: south, act: release/by: sooth, act: relase/; s/P42D/P42X/' ford.yaml
    run "$TRUCE" check ford.yaml
    [ "$status" -eq 1 ]
    diff <(echo "$output") - <<'END'
ford.yaml:12:12: lasts: no such duration 'P42X'; write days, weeks or hours: P42D, P6W, PT72H
ford.yaml:14:87: no key of an obligation 'cuont'; did you mean 'count'?
ford.yaml:15:30: no actor 'sooth'; did you mean 'south'?
ford.yaml:15:42: no act 'relase'; did you mean 'release'?
END
    run "$TRUCE" status ford.yaml --claims claims.jsonl
    [ "$status" -eq 1 ]
    [ "${lines[0]}" = "truce: ford.yaml:12:12: lasts: no such duration 'P42X'; write days, weeks or hours: P42D, P6W, PT72H" ]
}

@test "check: fine, and warnings" {
    run "$TRUCE" check ford.yaml
    [ "$status" -eq 0 ]
    [ "$output" = "fine" ]
    sed -i 's/count: about 2000, //' ford.yaml
    run "$TRUCE" check ford.yaml
    [ "$status" -eq 0 ]
    [ "$output" = "ford.yaml:15:9: warning: 'prisoners' has no 'count': what is still owed cannot be told" ]
}

@test "check: files that are no agreements" {
    run "$TRUCE" check nowhere.yaml
    [ "$status" -eq 1 ]
    [ "$output" = "truce: nowhere.yaml: cannot open: No such file or directory" ]
    run "$TRUCE" check .
    [ "$status" -eq 1 ]
    : > empty.yaml
    run "$TRUCE" check empty.yaml
    [ "$status" -eq 1 ]
    [ "$output" = "empty.yaml: no agreement: the file is empty" ]
    printf 'agreement: &all [*all]\n' > bomb.yaml
    run "$TRUCE" check bomb.yaml
    [ "$status" -eq 1 ]
    [ "$output" = "bomb.yaml:1:12: anchors and aliases are not taken: write the value out" ]
    printf 'agreement: N\xf6rd\n' > latin.yaml
    run "$TRUCE" check latin.yaml
    [ "$status" -eq 1 ]
    [ "$output" = "latin.yaml:1:13: not UTF-8: save the file in that encoding" ]
    head -c 10000000 /dev/zero | tr '\0' x > large.yaml
    run timeout 5 "$TRUCE" check large.yaml
    [ "$status" -eq 1 ]
    [ "$output" = "large.yaml: larger than 1048576 bytes" ]
}

@test "page: one file, nothing fetched or run, every link leads somewhere" {
    run "$TRUCE" page ford.yaml --claims claims.jsonl -o page.html
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    python3 - <<'END'
import html.parser
class Page(html.parser.HTMLParser):
    ids, links, tags, text = set(), [], [], ""
    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        self.tags.append(tag)
        if "id" in a:
            assert a["id"] not in self.ids, a
            self.ids.add(a["id"])
        if "href" in a: self.links.append(a["href"])
        assert not any(name.startswith("on") or name == "src" for name in a), a
    def handle_data(self, data): self.text += data
p = Page()
p.feed(open("page.html", encoding="utf-8").read())
assert p.links and all(l[0] == "#" and l[1:] in p.ids for l in p.links), p.links
assert "script" not in p.tags and "img" not in p.tags and "link" not in p.tags
assert "Nine captives <were> freed & handed over" in p.text
for words in "33 of 33", "released, number not reported", "none found in 2 reports by 2 outlets", "wire-1, bytes 26–57", "1 set aside":
    assert words in p.text, words
END
    grep -q "default-src 'none'" page.html
    run grep -c "http" page.html
    [ "$output" = 1 ] # http-equiv
}

@test "page: hostile text is text" {
    sed -i 's/shells fell/<script>alert(1)<\/script>\\u202e\\u001b/; s/Delta Wire/<b>Wire\\" onclick=\\"x/g' claims.jsonl
    sed -i 's/Northland, aliases/"<img src=x>", aliases: [Northland], people/' ford.yaml
    run "$TRUCE" page ford.yaml --claims claims.jsonl -o page.html
    [ "$status" -eq 0 ]
    ! grep -q '<script\|<img\|<b>Wire\|" onclick' page.html
    ! grep -q $'\u202e\|\e' page.html
    grep -q '&lt;script&gt;alert(1)&lt;/script&gt;\\u{202E}\\u{001B}' page.html
}

@test "page: the old page stays whole when the new one cannot be written" {
    echo old > page.html
    run bash -c 'ulimit -f 1; trap "" XFSZ; "$0" page ford.yaml --claims claims.jsonl -o page.html' "$TRUCE"
    [ "$status" -eq 4 ]
    [ "$output" = "truce: page.html: cannot write the page: File too large" ]
    [ "$(cat page.html)" = old ]
    [ "$(echo page.html*)" = page.html ]
    run "$TRUCE" page ford.yaml --claims claims.jsonl -o /dev/full
    [ "$status" -eq 4 ]
    [ "$output" = "truce: /dev/full: cannot write the page: No space left on device" ]
    run "$TRUCE" page ford.yaml --claims claims.jsonl -o nowhere/page.html
    [ "$status" -eq 4 ]
    [ "$output" = "truce: nowhere/page.html: cannot write the page: No such file or directory" ]
    run "$TRUCE" page ford.yaml --claims claims.jsonl -o .
    [ "$status" -eq 4 ]
    [ "$output" = "truce: .: is a folder; name the page's file" ]
    run "$TRUCE" page ford.yaml --claims claims.jsonl
    [ "$status" -eq 2 ]
    [ "$output" = "truce: page: where to? 'truce page AGREEMENT -o FILE'" ]
}

@test "page: to standard output" {
    "$TRUCE" page ford.yaml --claims claims.jsonl -o - > one.html
    "$TRUCE" page ford.yaml --claims claims.jsonl -o two.html
    cmp one.html two.html
}

@test "status: the same from a ledger" {
    mkdir reports
    printf 'Title: Exchange\nOutlet: Delta Wire\nDate: 2031-01-11\n\nNorthland released nine captives on Friday. Southland thanked Northland.\n' > reports/wire.txt
    "$TRUCE" read --ledger own.db reports > /dev/null 2>&1 || skip "truce read does not run here"
    "$TRUCE" claims --ledger own.db --json > own.jsonl
    "$TRUCE" status ford.yaml --ledger own.db > one
    TRUCE_LEDGER=own.db "$TRUCE" status ford.yaml > two
    "$TRUCE" status ford.yaml --claims own.jsonl > three
    cmp one two
    cmp one three
}

# ── real agreements, on the gold claims ──

gold() {
    [ -d "$TRUCE_SHARED/gold" ] || skip "no gold claims at $TRUCE_SHARED/gold"
    cat "$TRUCE_SHARED"/gold/$1 > gold.jsonl
}

cell() {
    "$TRUCE" status "$TRUCE_DATA/agreements/$1.yaml" --claims gold.jsonl --json ${4:+--known-by $4} > out
    python3 - "$2" "$3" <<'END'
import json, sys
for line in open("out"):
    c = json.loads(line)
    if c.get("obligation") == sys.argv[1] and c["group"] == sys.argv[2]:
        bounds = lambda x: "%s..%s" % tuple("?" if x[k] is None else x[k] for k in ("min", "max"))
        print(bounds(c["done"]), bounds(c["owed"]), c["progress"], c["timing"], *c["flags"])
        for x in c["claims"]:
            q = x.get("quantity", {})
            print("", x["part"], x["status"], q.get("min"), q.get("kind"), x["report"], x["start"])
END
}

@test "gaza-2025-01: 33 of 33, 596 in a night, 46 expected, 59 still held" {
    gold 'seed-*.jsonl'
    for known_by in "" 2025-02-27; do
        diff <(cell gaza-2025-01 captives outlet:unknown $known_by) - <<'END'
33..33 0..0 done due
 batch done 4 remains seed-2025-02-27 309
 cumulative done 25 captives seed-2025-02-27 1305
 cumulative done 8 remains seed-2025-02-27 1329
END
        diff <(cell gaza-2025-01 prisoners outlet:unknown $known_by) - <<'END'
596..2000 0..1404 partly due
 batch done 596 prisoners seed-2025-02-27 251
 expected scheduled 46 detainees seed-2025-02-27 364
 cumulative done 200 prisoners seed-2025-02-27 1371
END
        diff <(cell gaza-2025-01 captives israel $known_by) - <<'END'
?..? ?..? no-report due
 level ongoing 59 captives seed-2025-02-27 1701
 level ongoing 20 captives-living seed-2025-02-27 1741
END
    done
    run "$TRUCE" status "$TRUCE_DATA/agreements/gaza-2025-01.yaml" --claims gold.jsonl
    [[ "$output" == *"none found in 1 report by 1 outlet, 2025-02-27"* ]]
}

@test "gaza-2025-10: 7 and 13 are 20 of 20, prisoners without a number; later 250 and 1,718" {
    gold '*.jsonl'
    diff <(cell gaza-2025-10 living "outlet:AhlulBayt News Agency" 2025-10-13) - <<'END'
20..20 0..0 done due
 batch done 7 captives-living seed-2025-10-13 413
 batch done 13 captives seed-2025-10-13 920
 batch done 13 captives seed-2025-10-13 994
 term stipulated 20 captives-living seed-2025-10-13 2454
END
    diff <(cell gaza-2025-10 prisoners "outlet:AhlulBayt News Agency" 2025-10-13) - <<'END'
?..? ?..? number-not-reported no-deadline
 done done None None seed-2025-10-13 1227
 term stipulated 2000 prisoners seed-2025-10-13 2545
END
    [ "$(cell gaza-2025-10 remains "outlet:BBC News" | head -1)" = "15..15 13..13 partly overdue" ]
    [ "$(cell gaza-2025-10 living "outlet:BBC News" | head -1)" = "20..20 0..0 done unknown" ]
    [ "$(cell gaza-2025-10 prisoners "outlet:BBC News" | head -1)" = "1968..1968 0..72 done no-deadline" ]
    [ "$(cell gaza-2025-10 bodies "outlet:BBC News" | head -1)" = "225..225 0..0 done no-deadline" ]
    run "$TRUCE" status "$TRUCE_DATA/agreements/gaza-2025-10.yaml" --claims gold.jsonl
    [ "${lines[2]}" = "It rests on 2 reports by 2 outlets, 2025-10-13 to 2025-10-22: AhlulBayt News Agency (1), BBC News" ]
}

@test "reports on other agreements give these none of their figures" {
    gold '*.jsonl'
    grep -v '"report": "\(seed\|t2-bbc-gaza-2025\)' gold.jsonl > others.jsonl
    for agreement in gaza-2025-01 gaza-2025-10; do
        "$TRUCE" status "$TRUCE_DATA/agreements/$agreement.yaml" --claims others.jsonl --json > out
        python3 - <<'END'
import json
for line in open("out"):
    c = json.loads(line)
    assert not c.get("claims"), c
END
    done
}
