#!/bin/sh
# Words that do not belong in the tree: paths of somebody's machine, notes to oneself, and, in src/ and in the rules,
# names of parties: those stand in agreement files, where a user sees them and can change them.
# usage: check_words.sh [ROOT]
set -eu
cd "${1-.}"
status=0
self=tests/check_words.sh

# found WHY: reads grep's lines, and fails when there are any.
found() {
    while read -r line; do
        echo "$1: $line"
        touch "$flag"
    done
}
flag=$(mktemp)
rm "$flag"
files=$(find . -type f -not -path './.git*' -not -path './build*' -not -path './shared/*' \
    -not -name '*.model' -not -name '*.png' -not -name '*.db' -not -path "./$self" -not -path ./tests/check_checks.sh)

grep -nIE '(^|[^A-Za-z.])/(work|home|root|Users|mnt)/[a-z]' $files /dev/null | found "a path of one machine" || :
grep -nIwE 'TODO|FIXME|XXX|HACK' $files /dev/null | found "a note to oneself" || :

# The names, aliases, forces and people of the parties of all agreement files; a country's may stand in the table of the
# world's countries, not elsewhere.
names=$(cat agreements/*.yaml examples/agreement.yaml 2>/dev/null |
    awk '/^[a-z-]+:/ { on = /^parties:/ } on' |
    sed -n -E 's/#.*//; s/.*(name|aliases|people|forces|called-by): *([^{]*)/\2/p' |
    tr '[]{}:,' '\n' | sed -E "s/^[ \"']+//; s/[ \"']+\$//" | grep -E '^[A-Z].{3,}' | sort -u)
for folder in src rules; do
    [ -d $folder ] || continue
    echo "$names" | grep . | grep -rnIwF -f - --include='*' --exclude='countries*' $folder |
        found "a party's name in $folder/" || :
done

[ ! -e "$flag" ] || { rm "$flag"; status=1; }
exit $status
