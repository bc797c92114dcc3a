#!/bin/sh
# The dependency rule: a file of src/FLOOR includes its own floor and the floors below it, from src/ ("claims/doc.h");
# serve and cli see the library through include/ only; a database's header is the ledger's; file names are unique,
# public headers apart (<truce/report.h> declares what src/ingest/report.c does).
# usage: check_floors.sh [ROOT]
set -eu
cd "${1-.}"
status=0

# FLOOR=FLOORS BELOW IT; score stands beside the tower, on claims.
tower='base= ingest=base text=base,ingest syntax=base,ingest,text claims=base,ingest,text,syntax
ledger=base,ingest,text,syntax,claims agreement=base,ingest,text,syntax,claims,ledger
score=base,ingest,text,syntax,claims
pipeline=base,ingest,text,syntax,claims,ledger,agreement,score
views=base,ingest,text,syntax,claims,ledger,agreement,score,pipeline
serve=- cli=-'

find src -name '*.[ch]' -exec awk -v tower="$tower" '
    BEGIN {
        n = split(tower, floor, /[ \n]+/)
        for (i = 1; i <= n; i++) {
            split(floor[i], part, "=")
            known[part[1]] = 1
            if (part[2] == "-") outside[part[1]] = 1
            m = split(part[2], below, ",")
            allowed[part[1], part[1]] = 1
            for (j = 1; j <= m; j++) allowed[part[1], below[j]] = 1
        }
    }
    function wrong(why) { printf "%s:%d: %s: %s\n", FILENAME, FNR, why, $0; bad = 1 }
    FNR == 1 {
        split(FILENAME, path, "/")
        mine = path[2]
        if (!(mine in known)) wrong("a folder that is no floor")
    }
    /^[ \t]*#[ \t]*include[ \t]*</ {
        if ($0 ~ /<(sqlite3|libpq-fe)\.h>/ && mine != "ledger") wrong("only the ledger speaks to a database")
        next
    }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
        split($0, quoted, "\"")
        slash = index(quoted[2], "/")
        if (mine in outside) {
            if (slash) wrong("sees the library through <truce/...> only")
        } else if (!slash) wrong("not written from src/")
        else if (!((mine, substr(quoted[2], 1, slash - 1)) in allowed)) wrong("not a floor below " mine)
    }
    END { exit bad }
' {} + || status=1

twice=$(find src tests bench fuzz tools -name "*.[ch]" 2>/dev/null | sed "s|.*/||" | sort | uniq -d)
for name in $twice; do
    echo "$name: more than one file of that name:" $(find src tests bench fuzz tools -name "$name" 2>/dev/null)
    status=1
done
exit $status
