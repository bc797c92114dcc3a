#!/usr/bin/env bats
# truce itself: help, version, words that are no command.

@test "cli: version" {
    run "$TRUCE" --version
    [ "$status" -eq 0 ]
    [[ "$output" =~ ^truce\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
}

@test "cli: help lists every command, and each has a help of its own" {
    run "$TRUCE" help
    [ "$status" -eq 0 ]
    [ "$output" = "$("$TRUCE" --help)" ]
    commands=$(echo "$output" | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
    [ -n "$commands" ]
    for command in $commands; do
        run "$TRUCE" "$command" --help
        [ "$status" -eq 0 ]
        [[ "${lines[0]}" == "Usage: truce $command [OPTION]..."* ]]
        [ "$output" = "$("$TRUCE" help "$command")" ]
        [ "$output" = "$("$TRUCE" "$command" -h)" ]
    done
}

@test "cli: without a command, or with one that is none" {
    run "$TRUCE"
    [ "$status" -eq 2 ]
    [[ "$output" == *"Usage: truce COMMAND"* ]]
    run "$TRUCE" clams
    [ "$status" -eq 2 ]
    [ "$output" = "truce: no command 'clams'; did you mean 'claims'?" ]
    run "$TRUCE" xyzzy
    [ "$status" -eq 2 ]
    [ "$output" = "truce: no command 'xyzzy'; 'truce help' lists them" ]
    run "$TRUCE" help xyzzy
    [ "$status" -eq 2 ]
}

@test "cli: what steers a terminal is shown, not sent" {
    run "$TRUCE" $'x\e[2J\u202e'
    [ "$status" -eq 2 ]
    [ "$output" = "truce: no command 'x\\x1B[2J\\u{202E}'; 'truce help' lists them" ]
}
