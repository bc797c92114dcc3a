#!/usr/bin/env bats
# truce score: tables, errors, exit codes.

setup() {
    cd "$BATS_TEST_TMPDIR"
    mkdir gold
    outlet='"source": [{"name": "Delta Wire", "kind": "outlet"}]'
    one='"report": "one", "quote": "Northland\nfreed seven", "start": 0, "end": 20, '$outlet
    printf '%s\n' '{"id": "c1", '"$one"', "act": "release", "status": "done", "actor": ["Northland"]}' \
        '{"id": "c2", "report": "one", "quote": "met", "start": 30, "end": 40, '"$outlet"', "act": "talk", "status": "done"}' \
        > gold/one.jsonl
    : > gold/two.jsonl
    printf 'report\tpart\none\ttrain\ntwo\tdev\n' > gold/split.tsv
    printf '%s\n' '{"id": "c1", '"$one"', "act": "release", "status": "pledged", "actor": ["Northland"], "rule": "free"}' \
        '{"id": "c2", "report": "one", "quote": "met", "start": 30, "end": 40, '"$outlet"', "act": "agree", "status": "done", "rule": "meet"}' \
        '{"id": "c1", "report": "two", "quote": "x", "start": 30, "end": 40, '"$outlet"', "act": "agree", "status": "done", "rule": "meet"}' \
        > system.jsonl
}

@test "score: a table by act, the slots, the headline" {
    run "$TRUCE" score gold --system system.jsonl
    [ "$status" -eq 0 ]
    diff <(echo "$output") - <<'END'
act      gold system matched precision recall     F1 with slots    status   source    actor   target quantity     time  measure
release     1      1       1     1.000  1.000  1.000      0.667      0.00     1.00     1.00        -        -        -        -
talk        1      0       0     0.000  0.000  0.000      0.000         -        -        -        -        -        -        -
agree       0      2       0     0.000  0.000  0.000      0.000         -        -        -        -        -        -        -
all         2      3       1     0.333  0.500  0.400      0.267      0.00     1.00     1.00        -        -        -        -

slot      counting  right  accuracy
status           1      0     0.000
source           1      1     1.000
actor            1      1     1.000
target           0      0
quantity         0      0
time             0      0
measure          0      0  (apart)

2 reports, 2 gold claims (0 excused), 3 of the system
claim F1 0.400, with slots 0.267
END
}

@test "score: by rule" {
    run "$TRUCE" score gold --system system.jsonl --by rule
    [ "$status" -eq 0 ]
    [ "${lines[1]}" = "free        1       1     1.000      0.667      0.00     1.00     1.00        -        -        -        -" ]
    [ "${lines[2]}" = "meet        2       0     0.000      0.000         -        -        -        -        -        -        -" ]
}

@test "score: errors, report by report" {
    run "$TRUCE" score gold --system system.jsonl --errors
    [ "$status" -eq 0 ]
    diff <(echo "$output") - <<'END'
== one
MISSED     c2 talk/done "met"
           source: Delta Wire;
           system here (1.00): c2 agree/done by meet "met"
SPURIOUS   c2 agree/done by meet "met"
           source: Delta Wire;
           gold here (1.00): c2 talk/done "met"
WRONG      c1 release/pledged by free "Northland freed seven"
           status: gold done | system pledged

== two
SPURIOUS   c1 agree/done by meet "x"
           source: Delta Wire;

2 reports, 2 gold claims (0 excused), 3 of the system
claim F1 0.400, with slots 0.267
END
}

@test "score: errors of one act, of one rule, of one report" {
    run "$TRUCE" score gold --system system.jsonl --errors --act release
    [ "${lines[1]}" = 'WRONG      c1 release/pledged by free "Northland freed seven"' ]
    [ "${#lines[@]}" -eq 5 ]
    run "$TRUCE" score gold --system system.jsonl --errors --rule free
    [ "${#lines[@]}" -eq 5 ]
    run "$TRUCE" score gold --system system.jsonl --errors --report two
    [ "${lines[0]}" = "== two" ]
}

@test "score: JSON lines" {
    run "$TRUCE" score gold --system system.jsonl --json
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = '{"by": "all", "name": "all", "gold": 2, "excused": 0, "system": 3, "matched": 1, "precision": 0.333333333333333, "recall": 0.5, "f1": 0.4, "with_slots": {"precision": 0.222222222222222, "recall": 0.333333333333333, "f1": 0.266666666666667}}' ]
    [ "${#lines[@]}" -eq 11 ]
    run "$TRUCE" score gold --system system.jsonl --json --errors
    [ "${#lines[@]}" -eq 4 ]
    [[ "${lines[0]}" = '{"outcome": "wrong", "overlap": 1, "wrong": ["status"], "gold": {"id": "c1", "report": "one", '* ]]
}

@test "score: a part of the split" {
    run "$TRUCE" score gold --system system.jsonl --split train
    [ "$status" -eq 0 ]
    [[ "$output" = *"1 reports, 2 gold claims (0 excused), 2 of the system"* ]]
    printf 'report\tpart\none train\n' > gold/split.tsv
    run "$TRUCE" score gold --system system.jsonl --split train
    [ "$status" -eq 1 ]
    [ "$output" = "truce: gold/split.tsv:2: no tab between report and part" ]
    rm gold/split.tsv
    run "$TRUCE" score gold --system system.jsonl --split train
    [ "$status" -eq 1 ]
    [ "$output" = "truce: gold/split.tsv: cannot open: No such file or directory" ]
}

@test "score: a bad line of the system's is refused, the others count" {
    printf '%s\n' '{"id": 3}' >> system.jsonl
    run "$TRUCE" score gold --system system.jsonl
    [ "$status" -eq 3 ]
    [ "${lines[0]}" = 'truce: system.jsonl:4: "id" must be a string, is a whole number' ]
    [ "${lines[-1]}" = "claim F1 0.400, with slots 0.267" ]
}

@test "score: a bad line of the gold's ends it" {
    printf '%s\n' '{' >> gold/one.jsonl
    run "$TRUCE" score gold --system system.jsonl
    [ "$status" -eq 1 ]
    [[ "$output" = "truce: gold/one.jsonl:3:"*": no valid JSON: "* ]]
}

@test "score: claims from standard input; of reports without gold" {
    sed 's/"report": "two"/"report": "three"/' system.jsonl > other.jsonl
    run "$TRUCE" score gold --system - < other.jsonl
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = "truce: 1 claims left out: their reports have no gold" ]
    [ "${lines[-1]}" = "claim F1 0.500, with slots 0.333" ]
}

@test "score: no gold" {
    run "$TRUCE" score none --system system.jsonl
    [ "$status" -eq 1 ]
    [[ "$output" = "truce: none: "* ]]
    mkdir empty
    run "$TRUCE" score empty --system system.jsonl
    [ "$status" -eq 1 ]
    [ "$output" = "truce: empty: no gold file (*.jsonl) in it" ]
    run "$TRUCE" score
    [ "$status" -eq 2 ]
}

@test "score: reads the reports itself, beside the gold or elsewhere" {
    mkdir reports
    printf 'Outlet: Delta Wire\nDate: 2031-05-06\n\nNorthland freed seven prisoners on Monday.\n' > reports/one.txt
    printf 'Outlet: Delta Wire\n\nNothing happened.\n' > reports/two.txt
    run "$TRUCE" score gold
    [ "$status" -eq 0 ]
    [[ "$output" = *"2 reports, 2 gold claims (0 excused), "* ]]
    mv reports elsewhere
    "$TRUCE" score gold --reports elsewhere --json > elsewhere.json
    run "$TRUCE" score gold
    [ "$status" -eq 3 ]
    [ "${lines[0]}" = "truce: gold/../reports/one.txt: cannot open: No such file or directory" ]
    mv elsewhere reports
    diff <("$TRUCE" score gold --json) elsewhere.json
}

@test "score: the examples' own gold" {
    run "$TRUCE" score "$TRUCE_DATA/examples/gold"
    [ "$status" -eq 0 ]
    [[ "${lines[-1]}" = "claim F1 0."* ]]
}
