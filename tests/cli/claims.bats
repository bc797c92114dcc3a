#!/usr/bin/env bats
# truce claims: filters and forms. What the words of a claim are is the business of other tests.

setup() {
    cd "$BATS_TEST_TMPDIR"
    unset TRUCE_LEDGER COLUMNS
    printf 'Outlet: Delta Wire\nDate: 2031-01-05\n\nNorthland released seven captives on Friday.\n' > one.txt
    printf 'Outlet: Southern Post\nDate: 2031-02-06\n\nSouthland withdrew its forces from Kirka on Monday.\n' > two.txt
    printf 'Southland attacked Kirka.\n' > three.txt
    "$TRUCE" read one.txt two.txt three.txt
}

# found OPTION...: report and act of each claim found.
found() {
    "$TRUCE" claims --format tsv "$@" | tail -n +2 | cut -f3,7 | tr '\t\n' ': '
}

@test "claims: in the order of dates, undated last" {
    [ "$(found)" = "one:release two:withdraw three:attack " ]
}

@test "claims: filters" {
    [ "$(found --act release)" = "one:release " ]
    [ "$(found --act release,attack)" = "one:release three:attack " ]
    [ "$(found --status done --kind captives)" = "one:release " ]
    [ "$(found --party SOUTHLAND)" = "two:withdraw three:attack " ]
    [ "$(found --party southern)" = "two:withdraw " ] # a word of the outlet, which is a source
    [ "$(found --party land)" = "" ]
    [ "$(found --outlet wire)" = "one:release " ]
    [ "$(found --source 'southern post')" = "two:withdraw " ]
    [ "$(found --report three)" = "three:attack " ]
    [ "$(found --since 2031-01-06)" = "two:withdraw " ]
    [ "$(found --until 2031-01-06)" = "one:release " ]
    [ "$(found --time-since 2031-02-01)" = "two:withdraw " ]
    [ "$(found --time-until 2031-02-01)" = "one:release " ]
    [ "$(found --act talk)" = "" ]
}

@test "claims: the report by the first digits of its id" {
    id=$(sha256sum one.txt | cut -c1-10)
    [ "$(found --report "$id")" = "one:release " ]
}

@test "claims: as a table" {
    run bash -c '"$TRUCE" claims --act release 2> /dev/null'
    [ "$status" -eq 0 ]
    diff <(echo "$output") - <<'END'
2031-01-05  release, done: Northland → 7 captives (batch), on Friday (2031-01-03)
            Delta Wire
            "Northland released seven captives on Friday"
            one:37-80 c1
END
    [ "$("$TRUCE" claims --act release 2>&1 > /dev/null)" = "1 claim" ]
}

@test "claims: as JSON lines" {
    run "$TRUCE" claims --act release --json
    [ "$status" -eq 0 ]
    id=$(sha256sum one.txt | cut -d' ' -f1)
    text=$(printf 'Northland released seven captives on Friday.' | sha256sum | cut -d' ' -f1)
    [[ "$output" == '{"id": "c1", "report": "one", "report_date": "2031-01-05", "quote": "Northland released seven captives on Friday", "start": 37, "end": 80, "source": [{"name": "Delta Wire", "kind": "outlet"}], "act": "release", "status": "done", "actor": ["Northland"], "target": ["captives"], "quantity": {"min": 7, "max": 7, "qualifier": "exact", "of": "captives", "kind": "captives", "measure": "batch"}, "time": {"start": "2031-01-03", "end": "2031-01-03", "text": "on Friday"}, "report_id": "'"$id"'", "text_hash": "'"$text"'", "rule": "'*'", "model": "'*'", "schema_version": 1}' ]]
    [ "$output" = "$("$TRUCE" claims --act release --format jsonl)" ]
}

@test "claims: as CSV with a header row and CRLF" {
    "$TRUCE" claims --act release --format csv > out.csv
    [ "$(wc -l < out.csv)" -eq 2 ]
    [ "$(grep -c $'\r$' out.csv)" -eq 2 ]
    [[ "$(head -n 1 out.csv)" == report_date,outlet,report,claim_id,* ]]
    "$TRUCE" claims --format csv --bom | head -c 3 | od -An -tx1 | grep -q 'ef bb bf'
}

@test "claims: what is not asked for rightly" {
    run "$TRUCE" claims --act relase
    [ "$status" -eq 2 ]
    [ "$output" = "truce: claims: no act 'relase'; did you mean 'release'?" ]
    run "$TRUCE" claims --status x
    [ "$status" -eq 2 ]
    [ "$output" = "truce: claims: no status 'x'; there are: done, ongoing, scheduled, pledged, willing, demanded, stipulated, refused, denied, possible" ]
    run "$TRUCE" claims --since tomorrow
    [ "$status" -eq 2 ]
    [ "$output" = "truce: claims: --since takes a date such as 2025-01-19, not 'tomorrow'" ]
    run "$TRUCE" claims --format xml
    [ "$status" -eq 2 ]
    [ "$output" = "truce: claims: --format takes table|csv|tsv|jsonl, not 'xml'" ]
    run "$TRUCE" claims release
    [ "$status" -eq 2 ]
    [ "$output" = "truce: claims: 'release': it takes options only; see 'truce claims --help'" ]
}

@test "claims: a reader that leaves ends it quietly" {
    run bash -c '"$TRUCE" claims --json | head -c 10; exit ${PIPESTATUS[1]}'
    [ "$status" -eq 0 ]
    [ "$output" = '{"id": "c1' ]
}

@test "claims: standard output that is full" {
    [ -w /dev/full ] || skip "no /dev/full here"
    run bash -c '"$TRUCE" claims --json 2>&1 > /dev/full'
    [ "$status" -eq 4 ]
    [ "$output" = "truce: cannot write to standard output: No space left on device" ]
}
