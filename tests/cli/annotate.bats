# truce annotate: times, numbers and attributions as JSON lines.

setup() {
    cd "$BATS_TEST_TMPDIR"
}

@test "times and numbers come with their spans, values and days" {
    printf 'Date: 2025-05-29\n\nThe guards freed at least 20 prisoners on Monday.\n' >a.txt
    run "$TRUCE" annotate --json a.txt
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 1 ]
    [ "${lines[0]}" = '{"sentence": 1, "start": 18, "end": 67, "times": [{"start": 60, "end": 66, "text": "Monday", "type": "DATE", "value": "2025-05-26", "from": "2025-05-26", "to": "2025-05-26"}], "quantities": [{"start": 35, "end": 46, "text": "at least 20", "min": 20, "max": null, "qualifier": "at-least", "total": null, "of": "prisoners", "kind": "prisoners"}], "attributions": []}' ]
}

@test "who says what comes with source, cue and content" {
    printf 'The road is open, said Ada Holt, a spokeswoman for the Valley Front.\n' >a.txt
    run "$TRUCE" annotate a.txt
    [ "$status" -eq 0 ]
    [[ "$output" == *'"attributions": [{"source": {"start": 23, "end": 31, "text": "Ada Holt"}, "name": "Ada Holt", "kind": '*'"cue": {"start": 18, "end": 22, "text": "said"}, "content": {"start": 0, "end": 16, "text": "The road is open"}}]}' ]]
}

@test "a narrative counts from the date told last" {
    printf 'Date: 2025-05-29\n\nThe war began in June 1950. In August the army withdrew.\n' >a.txt
    run "$TRUCE" annotate --narrative a.txt
    [ "$status" -eq 0 ]
    [[ "${lines[1]}" == *'"value": "1950-08"'* ]]
    run "$TRUCE" annotate a.txt
    [[ "${lines[1]}" == *'"value": "2024-08"'* ]]
}

@test "standard input is read when no file is named" {
    run sh -c 'printf "Calm returned in 2019.\n" | "$TRUCE" annotate'
    [ "$status" -eq 0 ]
    [[ "$output" == *'"value": "2019"'* ]]
}

@test "a missing file is told, and the others are read" {
    printf 'Calm returned in 2019.\n' >a.txt
    run "$TRUCE" annotate nowhere.txt
    [ "$status" -eq 1 ]
    [ "$output" = "truce: nowhere.txt: cannot open: No such file or directory" ]
    run sh -c '"$TRUCE" annotate nowhere.txt a.txt 2>/dev/null'
    [ "$status" -eq 3 ]
    [[ "$output" == *'"2019"'* ]]
}
