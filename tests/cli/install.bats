#!/usr/bin/env bats
# What `cmake --install` lays down is found by pkg-config and by CMake, and a program builds against it and runs.

setup() {
    place=$BATS_TEST_TMPDIR/place
    cmake --install "$(dirname "$TRUCE")" --prefix "$place" >/dev/null
    cat >"$BATS_TEST_TMPDIR/user.c" <<'C'
#include <stdio.h>
#include <truce/truce.h>
int main(void) {
    truce_error err = {.code = TRUCE_INPUT, .file = "a.txt", .line = 3, .message = "no report"};
    char text[100];
    truce_error_text(&err, text, sizeof text);
    return puts(text) < 0;
}
C
    # A library built with sanitizers asks the same of its user.
    flags=
    if grep -q 'TRUCE_SANITIZE:BOOL=ON' "$(dirname "$TRUCE")/CMakeCache.txt"; then flags=-fsanitize=address,undefined; fi
    cc=$(sed -n 's/^CMAKE_C_COMPILER:[A-Z]*=//p' "$(dirname "$TRUCE")/CMakeCache.txt")
}

@test "pkg-config finds the installed library" {
    export PKG_CONFIG_PATH=$place/lib/pkgconfig
    "$cc" $flags "$BATS_TEST_TMPDIR/user.c" -o "$BATS_TEST_TMPDIR/user" $(pkg-config --cflags --libs truce)
    run "$BATS_TEST_TMPDIR/user"
    [ "$status" -eq 0 ]
    [ "$output" = "a.txt:3: no report" ]
}

@test "CMake finds the installed library" {
    mkdir "$BATS_TEST_TMPDIR/project"
    cp "$BATS_TEST_TMPDIR/user.c" "$BATS_TEST_TMPDIR/project"
    cat >"$BATS_TEST_TMPDIR/project/CMakeLists.txt" <<'C'
cmake_minimum_required(VERSION 3.18)
project(user LANGUAGES C)
find_package(truce 0.1 REQUIRED)
add_executable(user user.c)
target_link_libraries(user PRIVATE truce::truce)
C
    cmake -S "$BATS_TEST_TMPDIR/project" -B "$BATS_TEST_TMPDIR/out" -G Ninja -DCMAKE_PREFIX_PATH="$place" \
        -DCMAKE_C_COMPILER="$cc" -DCMAKE_C_FLAGS="$flags" >/dev/null
    cmake --build "$BATS_TEST_TMPDIR/out" >/dev/null
    run "$BATS_TEST_TMPDIR/out/user"
    [ "$output" = "a.txt:3: no report" ]
}


@test "the installed program reads with the installed rules and model" {
    export TRUCE_DATA=$place/share/truce
    "$place/bin/truce" doctor | grep -q "^rules *$place/share/truce/rules/en"
    run "$place/bin/truce" status --claims "$TRUCE_DATA/examples/gold/2024-03-22-pharos.jsonl" "$TRUCE_DATA/examples/agreement.yaml"
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = "Port Emery agreement, March 2024" ]
}
