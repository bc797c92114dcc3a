#!/bin/sh
# The other checks can fail: each is run over a small tree that is well, then over the same tree with one thing wrong.
set -eu
here=$(pwd)/tests
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
status=0

fresh() {
    rm -rf "$tree"
    mkdir -p "$tree/src/base" "$tree/src/claims" "$tree/src/cli" "$tree/include/truce" "$tree/agreements" "$tree/rules/en"
    cp .clang-format "$tree"
    printf '#include "claims/doc.h"\n\n#include "base/arena.h"\n\nint claims;\n' >"$tree/src/claims/doc.c"
    printf '#include "cmd.h"\n#include <truce/truce.h>\n' >"$tree/src/cli/main.c"
    printf 'parties: { x: { name: Quondam League, aliases: [Quondam] } }\n' >"$tree/agreements/x.yaml"
    echo 'free liberate' >"$tree/rules/en/release.tsv"
}

# expect STATUS CHECK WHAT: 0 = the check is content, 1 = it complains.
expect() {
    got=0
    said=$(sh "$here/check_$2.sh" "$tree" 2>&1) || got=1
    [ "$got" = "$1" ] && return
    echo "check_$2: $3: expected $1, got $got: $said"
    status=1
}

fresh
for check in floors words; do expect 0 $check "a tree without fault"; done

fresh; echo '#include "ledger/store.h"' >>"$tree/src/claims/doc.c"; expect 1 floors "a floor above"
fresh; echo '#include "doc.h"' >>"$tree/src/claims/doc.c"; expect 1 floors "an include not written from src/"
fresh; echo '#include "base/arena.h"' >>"$tree/src/cli/main.c"; expect 1 floors "cli looks into the library"
fresh; echo '#include <sqlite3.h>' >>"$tree/src/claims/doc.c"; expect 1 floors "a database outside the ledger"
fresh; mkdir "$tree/src/attic"; echo 'int attic;' >"$tree/src/attic/a.c"; expect 1 floors "an unknown floor"
fresh; echo 'int other;' >"$tree/src/base/doc.c"; expect 1 floors "two files of one name"

fresh; echo '// TODO: later' >>"$tree/src/claims/doc.c"; expect 1 words "a note to oneself"
fresh; echo '// as in /home/someone/truce' >>"$tree/src/claims/doc.c"; expect 1 words "a machine's path"
fresh; echo 'char *side = "Quondam";' >>"$tree/src/claims/doc.c"; expect 1 words "a party's name in src/"
fresh; echo 'Quondam League' >>"$tree/rules/en/release.tsv"; expect 1 words "a party's name in the rules"

if command -v clang-format >/dev/null; then
    fresh; expect 0 format "a tree without fault"
    fresh; echo 'int   a ;' >>"$tree/src/claims/doc.c"; expect 1 format "a crooked line"
fi
exit $status
