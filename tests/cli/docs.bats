#!/usr/bin/env bats
# What the documentation shows is what the program prints.

setup() {
    cd "$TRUCE_DATA"
    report=examples/reports/2024-03-22-pharos.txt
    export TRUCE_LEDGER=$BATS_TEST_TMPDIR/docs.db
}

# Each line of input must stand in the text of $1.
lines_of() {
    while IFS= read -r line; do
        grep -qxF -- "$line" <<<"$1" || { echo "not printed: $line"; return 1; }
    done
}

@test "docs/ARCHITECTURE.md shows what explain prints" {
    shown=$(sed -n '/^4  Torvenia/,/^```/p' docs/ARCHITECTURE.md | sed '$d')
    [ "$(wc -l <<<"$shown")" -eq 6 ]
    lines_of "$("$TRUCE" explain $report)" <<<"$shown"
}

@test "docs/ARCHITECTURE.md shows the tree that parse prints" {
    shown=$(sed -n '/^1   Torvenia/,/^```/p' docs/ARCHITECTURE.md | grep '^[0-9]')
    [ "$(wc -l <<<"$shown")" -eq 11 ]
    tree=$("$TRUCE" parse $report | sed -n '/^# text = Torvenia has released/,/^$/p' | grep '^[0-9]' |
        awk -F '\t' '{ print $1, $2, $3, $4, $7, $8 }')
    lines_of "$tree" < <(awk '{ print $1, $2, $3, $4, $5, $6 }' <<<"$shown")
}

@test "docs/ARCHITECTURE.md shows the row of the ledger" {
    command -v sqlite3 >/dev/null || skip "no sqlite3 here"
    "$TRUCE" read $report
    query=$(sed -n '/^SELECT source_chain, act/,/;$/p' docs/ARCHITECTURE.md)
    run sqlite3 "$TRUCE_LEDGER" "$query"
    grep -qxF -- "-- $output" docs/ARCHITECTURE.md
}

@test "the gold claim that docs/claims.md shows stands in examples/gold" {
    shown=$(sed -n '/^{"id": "c2"/,/^```/p' docs/claims.md | sed '$d' | tr -d '\n ')
    [ -n "$shown" ]
    tr -d ' ' <examples/gold/2024-03-08-pharos.jsonl | grep -qxF -- "$shown"
}

@test "gold claims of the examples quote their reports byte for byte" {
    command -v python3 >/dev/null || skip "no python3 here"
    run python3 - <<'P'
import glob, json
for path in glob.glob('examples/gold/*.jsonl'):
    for line in open(path, encoding='utf-8'):
        c = json.loads(line)
        text = open(f"examples/reports/{c['report']}.txt", 'rb').read()
        assert text[c['start']:c['end']].decode() == c['quote'], (path, c['id'])
P
    [ "$status" -eq 0 ]
}
