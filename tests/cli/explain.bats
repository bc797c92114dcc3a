#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0

setup() {
    cd "$BATS_TEST_TMPDIR"
}

@test "explain tells the rule, the word and the slots of a claim" {
    printf 'Outlet: Test\nDate: 2025-03-03\n\nNorthland released 20 prisoners.\n' > r.txt
    run "$TRUCE" explain r.txt
    [ "$status" -eq 0 ]
    [[ "$output" == *'c1 release done "Northland released 20 prisoners"'* ]]
    [[ "$output" == *'by release.verb on "released", actor "Northland", target "prisoners", quantity "prisoners"'* ]]
}

@test "explain tells why a sentence gave nothing" {
    printf 'Outlet: Test\n\nNorthland released a statement.\n\nThe sun shone.\n' > r.txt
    run "$TRUCE" explain r.txt
    [ "$status" -eq 0 ]
    [[ "$output" == *'"released": release.verb needs: when patient is human|@name'* ]]
    [[ "$output" == *'no word of it sets off a rule'* ]]
}

@test "explain refuses a missing report" {
    run "$TRUCE" explain nowhere.txt
    [ "$status" -eq 1 ]
    [[ "$output" == "truce: nowhere.txt:"* ]]
}

@test "a damaged rule folder is told with file, line and column, all errors at once" {
    cp -r "$TRUCE_DATA/rules/en" bad
    printf 'rule broken\n  trigger verb no-such-class\n  act fly\n' > bad/zz.rules
    run "$TRUCE" rules --rules bad check
    [ "$status" -ne 0 ]
    [[ "$output" == *"zz.rules:2:16: no class 'no-such-class' in the lexicon"* ]]
    [[ "$output" == *"zz.rules:3:7: no act 'fly'"* ]]
}

@test "a rule that can never apply is an error" {
    cp -r "$TRUCE_DATA/rules/en" bad
    printf 'precedence 1\nrule one\n  trigger "pontificate"\n  act talk\nrule two\n  trigger "pontificate"\n  when object\n  act talk\n' > bad/zz.rules
    run "$TRUCE" rules --rules bad check
    [ "$status" -ne 0 ]
    [[ "$output" == *"rule 'two' can never apply: 'one' takes all its words first"* ]]
}
