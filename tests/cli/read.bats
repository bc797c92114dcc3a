#!/usr/bin/env bats
# truce read: files, folders, standard input; what it says; what it keeps.

setup() {
    cd "$BATS_TEST_TMPDIR"
    unset TRUCE_LEDGER
    mkdir reports reports/deeper
    printf 'Title: A swap\nOutlet: Delta Wire\nDate: 2031-01-05\n\nNorthland released seven captives on Friday.\n' \
        > reports/one.txt
    printf 'Outlet: Southern Post\nDate: 2031-01-06\n\nNorthland released  seven captives on Friday.' > reports/two.txt
    printf 'KIRKA, Jan 7, 2031 (Eastern Agency) - Southland withdrew its forces from Kirka on Monday.\n' \
        > reports/deeper/three.txt
    echo 'This is no report.' > reports/notes.md
}

# The output's first line with all counts of claims as N.
first_line() {
    echo "${lines[0]}" | sed -E 's/[0-9]+ claims?/N claims/'
}

# ask SQL: what the ledger says of itself, by the view's rows as CSV.
rows() {
    "$TRUCE" claims --format csv "$@" | tr -d '\r' | tail -n +2
}

@test "read: a folder, with the folders in it; a second time adds nothing" {
    run "$TRUCE" read reports
    [ "$status" -eq 0 ]
    [ "$(first_line)" = "truce.db: 3 reports added; N claims; 1 copy of another report's text" ]
    before=$(rows)
    run "$TRUCE" read reports
    [ "$status" -eq 0 ]
    [ "$output" = "truce.db: 3 reports known already" ]
    [ "$(rows)" = "$before" ]
}

@test "read: --again replaces the claims of a report" {
    "$TRUCE" read reports
    before=$(rows)
    run "$TRUCE" read --again reports/one.txt
    [ "$status" -eq 0 ]
    [ "$(first_line)" = "truce.db: 1 report read again; N claims; 1 copy of another report's text" ]
    [ "$(rows)" = "$before" ]
}

@test "read: the same reports in any order give the same list" {
    "$TRUCE" read --ledger a.db reports/one.txt reports/two.txt reports/deeper
    "$TRUCE" read --ledger b.db reports/deeper reports/two.txt reports/one.txt
    diff <("$TRUCE" claims --json --ledger a.db) <("$TRUCE" claims --json --ledger b.db)
    [ -n "$("$TRUCE" claims --json --ledger a.db)" ]
}

@test "read: the ledger is --ledger, else TRUCE_LEDGER, else truce.db" {
    TRUCE_LEDGER=env.db run "$TRUCE" read reports/one.txt
    [ -f env.db ]
    TRUCE_LEDGER=env.db run "$TRUCE" read --ledger own.db reports/one.txt
    [ -f own.db ]
    [ ! -e truce.db ]
    run "$TRUCE" read reports/one.txt
    [ -f truce.db ]
}

@test "read: outlet and date come from header and dateline" {
    "$TRUCE" read reports
    diff <(rows | cut -d, -f1-3 | sort -u) - <<'END'
2031-01-05,Delta Wire,one
2031-01-06,Southern Post,two
2031-01-07,Eastern Agency,three
END
}

@test "read: standard input to JSON lines, without a ledger" {
    run "$TRUCE" read --json - < reports/one.txt
    [ "$status" -eq 0 ]
    [ ! -e truce.db ]
    echo "$output" | grep -q '"report": "-", "report_date": "2031-01-05"'
    [[ "$output" == *"1 report read; "* ]]
}

@test "read: --claims-to writes what the ledger lists" {
    run "$TRUCE" read --claims-to claims.jsonl --ledger truce.db reports
    [ "$status" -eq 0 ]
    diff <(sort claims.jsonl) <("$TRUCE" claims --json | sort)
    [ -s claims.jsonl ]
}

@test "read: with data on standard output, the summary is on standard error" {
    "$TRUCE" read --claims-to - reports/one.txt > out 2> err
    ! grep -v '^{' out
    grep -q '^1 report read; ' err
}

@test "read: a bad report is told of and passed over: exit 3" {
    printf 'caf\xe9' > reports/bad.txt
    run "$TRUCE" read reports missing.txt
    [ "$status" -eq 3 ]
    [[ "$output" == *"truce: reports/bad.txt: is not UTF-8 from byte 3 on; iconv converts other encodings"* ]]
    [[ "$output" == *"truce: missing.txt: cannot open: No such file or directory"* ]]
    [[ "$output" == *"3 reports added; 2 refused; "* ]]
}

@test "read: a folder without reports" {
    mkdir empty
    run "$TRUCE" read empty
    [ "$status" -eq 3 ]
    [ "${lines[0]}" = "truce: empty: no reports in this folder; truce takes *.txt, with --conllu *.conllu" ]
    [ "${lines[1]}" = "truce.db: no reports" ]
}

@test "read: trees from outside" {
    cat > r.conllu <<'END'
# title = A swap
# outlet = Delta Wire
# date = 2031-01-05
# text = Northland released captives.
1	Northland	Northland	PROPN	NNP	Number=Sing	2	nsubj	_	_
2	released	release	VERB	VBD	Mood=Ind|Tense=Past|VerbForm=Fin	0	root	_	_
3	captives	captive	NOUN	NNS	Number=Plur	2	obj	_	SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

END
    run "$TRUCE" read --conllu r.conllu
    [ "$status" -eq 0 ]
    [ "$output" = "truce.db: 1 report added; 1 claim" ]
    run rows
    [[ "$output" == "2031-01-05,Delta Wire,r,c1,Delta Wire,outlet,release,done,Northland,,captives,"* ]]
    # the quote's bytes are those of the CoNLL-U file
    range=$("$TRUCE" claims --json | sed -E 's/.*"quote": "([^"]*)", "start": ([0-9]+), "end": ([0-9]+).*/\2 \3 \1/')
    set -- $range
    [ "$(tail -c +$(($1 + 1)) r.conllu | head -c $(($2 - $1)))" = "${range#* * }" ]
}

@test "read: nothing to read, wrong options" {
    run "$TRUCE" read
    [ "$status" -eq 2 ]
    [ "$output" = "truce: read: nothing to read; name files or folders of reports, or - for standard input" ]
    run "$TRUCE" read --agian reports
    [ "$status" -eq 2 ]
    [ "$output" = "truce: read: no option --agian; did you mean --again?" ]
    run "$TRUCE" read --ledger
    [ "$status" -eq 2 ]
    [ "$output" = "truce: read: --ledger needs an argument" ]
    [ ! -e truce.db ]
}

@test "read: interrupted, it ends after the report at hand and says so" {
    mkdir many
    for i in $(seq 1 1000); do sed "s/seven/$i/" reports/one.txt > many/$i.txt; done
    run timeout --preserve-status --signal=INT 0.3 "$TRUCE" read many
    [ "$status" -eq 1 ]
    added=0
    [[ "$output" =~ truce.db:\ ([0-9]+)\ reports?\ added ]] && added=${BASH_REMATCH[1]}
    [ "$added" -lt 1000 ]
    [[ "$output" == *"truce: stopped; the same command goes on with the reports that are left"* ]]
    "$TRUCE" doctor | grep -q ": whole, $added report"
}

@test "read: killed at any moment, the ledger is whole and reading goes on" {
    for i in 1 2 3 4 5 6; do
        for n in 1 2 3 4 5 6 7 8; do sed "s/seven/$i$n/" reports/one.txt > reports/more-$i$n.txt; done
    done
    "$TRUCE" read --ledger whole.db reports
    for delay in 0.02 0.05 0.1 0.15 0.2 0.3; do
        "$TRUCE" read reports > out 2>&1 &
        sleep $delay
        kill -9 $! 2>/dev/null || true
        wait $! || true
        [ ! -s truce.db ] || "$TRUCE" doctor | grep -q '^ledger .*: whole'
    done
    "$TRUCE" read reports
    diff <("$TRUCE" claims --json) <("$TRUCE" claims --json --ledger whole.db)
}
