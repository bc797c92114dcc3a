#!/usr/bin/env bats
# Bad input: one clear line each, the right exit code, the ledger and the other reports whole.

setup() {
    cd "$BATS_TEST_TMPDIR"
    export TRUCE_LEDGER=truce.db
    printf 'Outlet: Delta Wire\nDate: 2031-01-05\n\nNorthland released seven captives on Friday.\n' > good.txt
    printf 'Outlet: Delta Wire\nDate: 2031-01-06\n\nSouthland withdrew its forces from Kirka.\n' > later.txt
}

teardown() {
    umount small 2> /dev/null || true
}

many_reports() {
    mkdir many
    for i in $(seq 1 400); do
        printf 'Date: 2031-01-05\n\nNorthland released %s captives on Friday.\n' "$i" > many/$i.txt
    done
}

# refused FILE MESSAGE: it is passed over with that line, and the reports beside it are read.
refused() {
    rm -f truce.db
    run "$TRUCE" read good.txt "$1" later.txt
    echo "$output"
    [ "$status" -eq 3 ]
    [ "${lines[0]}" = "truce: $1: $2" ]
    [[ "${lines[1]}" == "truce.db: 2 reports added; 1 refused; "* ]]
    [ "${#lines[@]}" -eq 2 ]
    "$TRUCE" doctor | grep -q '^ledger .*: whole'
}

# unusable COMMAND...: exit 4 and one line, which is MESSAGE.
unusable() {
    message=$1
    shift
    run "$TRUCE" "$@"
    echo "$output"
    [ "$status" -eq 4 ]
    [ "$output" = "truce: $message" ]
}

@test "bad input: a missing file" {
    refused missing.txt "cannot open: No such file or directory"
}

# Root may read everything, so root runs it as nobody, in a folder that anybody may write to, with what nobody could not
# read where it stands.
@test "bad input: a folder without rights" {
    open=$(mktemp -d)
    chmod 777 "$open"
    cd "$open"
    cp "$BATS_TEST_TMPDIR"/*.txt .
    mkdir closed
    cp good.txt closed/secret.txt
    chmod 000 closed
    if ls closed > /dev/null 2>&1; then
        nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
        cp -r "$TRUCE_DATA/rules" "$TRUCE_DATA/models" "$TRUCE" .
        chmod -R a+rX rules models truce
        TRUCE=./truce TRUCE_DATA=$open
    fi
    run $nobody "$TRUCE" read good.txt closed later.txt
    rm -rf "$open"
    echo "$output"
    [ "$status" -eq 3 ]
    [ "${lines[0]}" = "truce: closed: cannot open: Permission denied" ]
    [[ "${lines[1]}" == "truce.db: 2 reports added; 1 refused; "* ]]
}

@test "bad input: not UTF-8" {
    printf 'A caf\xe9.' > bad.txt
    refused bad.txt "is not UTF-8 from byte 5 on; iconv converts other encodings"
    printf '\xff\xfeA\x00' > bad.txt
    refused bad.txt "is not UTF-8 from byte 0 on; iconv converts other encodings"
}

@test "bad input: empty, or a header alone" {
    : > bad.txt
    refused bad.txt "is empty"
    printf 'Title: x\nDate: 2031-01-05\n\n' > bad.txt
    refused bad.txt "has no text"
}

@test "bad input: 100 MB" {
    truncate -s 100M bad.txt
    refused bad.txt "larger than 4194304 bytes"
}

@test "bad input: an endless stream" {
    run bash -c 'yes | "$TRUCE" read -'
    [ "$status" -eq 3 ]
    [ "${lines[0]}" = "truce: -: larger than 4194304 bytes" ]
}

@test "bad input: NUL bytes" {
    printf 'A b\000c.' > bad.txt
    refused bad.txt "has a NUL at byte 3: it is no text"
}

@test "bad input: a date that is none" {
    printf 'Title: x\nDate: someday\n\nText.' > bad.txt
    run "$TRUCE" read bad.txt good.txt
    [ "$status" -eq 3 ]
    [ "${lines[0]}" = "truce: bad.txt:2: 'someday' is no date; write it as 2025-01-19 or 19 January 2025" ]
}

@test "bad input: a file's name that steers the terminal" {
    name=$'a\nb\e[2Jc.txt'
    : > "$name"
    run "$TRUCE" read "$name"
    [ "$status" -eq 3 ]
    [ "${lines[0]}" = "truce: a?b?[2Jc.txt: is empty" ]
}

@test "bad input: CoNLL-U that is none" {
    printf 'not CoNLL-U\n' > bad.conllu
    run "$TRUCE" read --conllu bad.conllu
    [ "$status" -eq 3 ]
    [[ "${lines[0]}" == "truce: bad.conllu:1: "* ]]
}

@test "bad input: a ledger that is no database" {
    seq 1 1000 > truce.db
    cp truce.db before
    unusable "truce.db: is no ledger: no SQLite database" read good.txt
    unusable "truce.db: is no ledger: no SQLite database" claims
    cmp truce.db before
}

@test "bad input: a database that is no ledger" {
    command -v sqlite3 > /dev/null || skip "no sqlite3 here"
    sqlite3 truce.db 'CREATE TABLE recipes (name)'
    cp truce.db before
    unusable "truce.db: is a database, but no ledger of truce" read good.txt
    cmp truce.db before
}

# SQLite keeps user_version in the bytes 60 to 63 of the file, the highest first.
@test "bad input: a ledger of a newer schema" {
    "$TRUCE" read good.txt
    printf '\000\000\000\143' | dd of=truce.db bs=1 seek=60 conv=notrunc 2> /dev/null
    cp truce.db before
    message="truce.db: is a ledger of schema version 99; this truce knows versions up to 1: use a newer truce"
    unusable "$message" read later.txt
    unusable "$message" claims
    cmp truce.db before
}

@test "bad input: no ledger, an empty one, a folder" {
    unusable "truce.db: no ledger here; 'truce read' makes one" claims
    [ ! -e truce.db ]
    : > truce.db
    unusable "truce.db: the ledger is empty; 'truce read' fills it" claims
    run "$TRUCE" read --ledger none/truce.db good.txt
    [ "$status" -eq 4 ]
    [ "$output" = "truce: none/truce.db: cannot open the ledger: No such file or directory" ]
}

@test "bad input: a damaged ledger" {
    "$TRUCE" read good.txt later.txt
    dd if=/dev/urandom of=truce.db bs=1024 seek=1 count=8 conv=notrunc 2> /dev/null
    run "$TRUCE" claims
    [ "$status" -eq 4 ]
    [[ "$output" == "truce: truce.db: the ledger is damaged ("*"); 'truce doctor' checks it" ]]
    run "$TRUCE" doctor
    [ "$status" -eq 4 ]
}

@test "bad input: a ledger in use by another program" {
    command -v sqlite3 > /dev/null || skip "no sqlite3 here"
    "$TRUCE" read good.txt
    mkfifo hold
    sqlite3 truce.db < hold > /dev/null &
    exec 4> hold
    echo 'BEGIN EXCLUSIVE; SELECT 1;' >&4
    sleep 0.3
    run "$TRUCE" read later.txt
    exec 4>&-
    wait
    [ "$status" -eq 4 ]
    [ "${lines[0]}" = "truce: truce.db: the ledger is in use by another program; try again when it is done" ]
}

# The limit on a file's size stands for a disk that is full; unit.ledger.test_faults has a disk that is.
@test "bad input: no room on the disk" {
    "$TRUCE" read good.txt
    many_reports
    run bash -c "ulimit -f $(($(stat -c %s truce.db) / 1024 + 40)); exec \"\$TRUCE\" read many"
    [ "$status" -eq 4 ]
    [ "${lines[0]}" = "truce: truce.db: the ledger cannot be read or written: File too large" ]
    [[ "${lines[1]}" =~ ^truce.db:\ [0-9]+\ reports\ added ]]
    "$TRUCE" doctor | grep -q '^ledger .*: whole'
    # what the summary counted is there, and reading goes on
    added=$(echo "${lines[1]}" | sed -E 's/^truce.db: ([0-9]+) .*/\1/')
    "$TRUCE" doctor | grep -q ": whole, $((added + 1)) reports"
    run "$TRUCE" read many
    [ "$status" -eq 0 ]
    [[ "$output" == *"; $added reports known already; "* ]]
}

@test "bad input: a full disk" {
    mkdir small
    mount -t tmpfs -o size=200k none small 2> /dev/null || skip "may not mount a small disk"
    many_reports
    run "$TRUCE" read --ledger small/truce.db many
    checked=$("$TRUCE" doctor --ledger small/truce.db)
    [ "$status" -eq 4 ]
    [ "${lines[0]}" = "truce: small/truce.db: the disk is full: what was not yet in the ledger is left out of it" ]
    echo "$checked" | grep -q '^ledger .*: whole'
}

@test "bad input: a damaged rule file, a missing folder of rules" {
    cp -rL "$TRUCE_DATA/rules/en" rules
    printf 'rule without end {\n' >> rules/zzz.rules
    run "$TRUCE" read --rules rules good.txt
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" == "truce: rules/zzz.rules:1:"* ]]
    [ ! -e truce.db ]
    run "$TRUCE" read --rules none good.txt
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" == "truce: none"* ]]
}

@test "bad input: a damaged model" {
    head -c 1000 /dev/urandom > bad.model
    run "$TRUCE" read --model bad.model good.txt
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" == "truce: bad.model: "* ]]
    head -c 1000 "$TRUCE_DATA/models/en.truce" > bad.model
    run "$TRUCE" read --model bad.model good.txt
    [ "$status" -eq 1 ]
    [[ "${lines[0]}" == "truce: bad.model: "* ]]
    [ "${#lines[@]}" -eq 1 ]
    [ ! -e truce.db ]
}
