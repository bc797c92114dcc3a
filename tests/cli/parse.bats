# truce parse: plain text to CoNLL-U, and scores against gold CoNLL-U.

setup() {
    cd "$BATS_TEST_TMPDIR"
}

@test "a text comes out as CoNLL-U" {
    printf 'The army released ten prisoners. They did not go.\n\nTalks ended.\n' >talks.txt
    run "$TRUCE" parse talks.txt
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = "# newdoc id = talks" ]
    [ "${lines[1]}" = "# newpar" ]
    [ "${lines[2]}" = "# sent_id = talks-1" ]
    [ "${lines[3]}" = "# text = The army released ten prisoners." ]
    [[ "${lines[6]}" == 3$'\t'released$'\t'release$'\t'VERB$'\t'*$'\t'0$'\t'root$'\t'_$'\t'_ ]]
    [[ "${lines[8]}" == *$'\t'SpaceAfter=No ]]
    [ "$(grep -c '^# newpar$' <<<"$output")" -eq 2 ]
}

@test "standard input is read when no file is named" {
    run sh -c 'printf "Calm returned.\n" | "$TRUCE" parse'
    [ "$status" -eq 0 ]
    [ "${lines[3]}" = "# text = Calm returned." ]
}

@test "what it prints scores 100 against itself, and is read back" {
    printf 'They don'\''t agree with the sides'\'' terms (yet). "Go!" he said.\n' >a.txt
    "$TRUCE" parse a.txt >a.conllu
    run "$TRUCE" parse --eval a.conllu
    [ "$status" -eq 0 ]
    [ "$(grep -cE '^(Tokens|Words|UAS|LAS|MLAS|Lemmas) .* 100\.00' <<<"$output")" -eq 12 ]
}

@test "a file that cannot be read ends with 3 when others were, with 1 alone" {
    printf 'Calm returned.\n' >a.txt
    run "$TRUCE" parse a.txt nowhere.txt
    [ "$status" -eq 3 ]
    [[ "$output" == *"nowhere.txt"* ]]
    run "$TRUCE" parse nowhere.txt
    [ "$status" -eq 1 ]
}

@test "gold that is no CoNLL-U is refused with its line" {
    printf '# text = A\n1\tA\n' >bad.conllu
    run "$TRUCE" parse --eval bad.conllu
    [ "$status" -eq 1 ]
    [[ "$output" == *"bad.conllu:2: not ten columns"* ]]
    run "$TRUCE" parse --eval
    [ "$status" -eq 2 ]
}

@test "header and dateline are no sentences" {
    printf 'Title: Calm\nDate: 2025-03-02\n\nPORT EMERY, March 2 (Emery Wire) - Talks opened.\n' >a.txt
    run "$TRUCE" parse a.txt
    [ "$status" -eq 0 ]
    [ "$(grep -c '^# text' <<<"$output")" -eq 1 ]
    [[ "$output" == *"# text = Talks opened."* ]]
}
