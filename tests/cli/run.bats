#!/usr/bin/env bats
# ./run as somebody meets it on a machine that is not ready. Programs on PATH are stand-ins: nothing is installed.

setup() {
    bin=$BATS_TEST_TMPDIR/bin
    mkdir "$bin"
    for tool in sh cat dirname env; do ln -s "$(command -v $tool)" "$bin/$tool"; done
    cd "$TRUCE_DATA"
}

# stand_in NAME BODY
stand_in() {
    printf '#!/bin/sh\n%s\n' "$2" >"$bin/$1"
    chmod +x "$bin/$1"
}

@test "./run alone lists what it can do" {
    run ./run
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = "usage: ./run COMMAND" ]
    for command in demo build test quick bench format; do
        [[ "$output" == *$'\n'"  $command "* ]] || { echo "no line for $command"; false; }
    done
}

@test "an unknown command is refused with the list" {
    run ./run dance
    [ "$status" -eq 2 ]
    [ "${lines[0]}" = "usage: ./run COMMAND" ]
}

@test "a system without apt is told which packages it takes" {
    PATH=$bin run ./run build
    [ "$status" -eq 1 ]
    [[ "$output" == "run: this is no Debian system; please install what these Debian packages hold: gcc "*" libyaml-dev "* ]]
}

@test "without root or sudo the one command to run is printed" {
    stand_in dpkg-query 'test "$4" != cmake && echo installed'
    stand_in apt-get 'echo called; exit 1'
    stand_in id 'echo 1000'
    PATH=$bin run ./run build
    [ "$status" -eq 1 ]
    [[ "$output" == *"run: as root, please: apt-get install --no-install-recommends cmake" ]]
    [[ "$output" != *called* ]]
}

@test "only what is missing is installed, and a failing apt-get ends it" {
    stand_in dpkg-query 'test "$4" != cmake && test "$4" != gcc && echo installed'
    stand_in apt-get 'echo "apt-get $*"; test "$1" = update'
    stand_in cmake 'echo "cmake called"'
    stand_in id 'echo 0'
    PATH=$bin run ./run build
    [ "$status" -ne 0 ]
    [[ "$output" == *"apt-get update -q"*"apt-get install -q -y --no-install-recommends gcc cmake" ]]
    [[ "$output" != *"cmake called"* ]]
}
