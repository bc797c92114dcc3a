#!/bin/sh
# Measures the floors of a built tree, prints the figures, and appends them to bench/results.tsv.
# usage: bench/run.sh [PATH]...   reports or folders of them; else the example reports
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- examples/reports

results=bench/results.tsv
cores=$(nproc)
cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
[ -z "$(git status --porcelain --untracked-files=no 2>/dev/null)" ] || commit=$commit+
columns='floor reports sentences bytes rounds median_s fastest_s reports_per_s sentences_per_s mb_per_s peak_mb output'

rows=$(TRUCE_DATA=$(pwd) build/bench/bench_floors "$@")

[ -s $results ] || echo "date commit machine $columns" | tr ' ' '\t' >$results
echo "$rows" | while read -r row; do
    printf '%s\t%s\t%s\t%s\n' "$(date -u +%Y-%m-%d)" "$commit" "${cpu:-$(uname -m)}, $cores cores" "$row"
done >>$results
{ echo "$columns" | tr ' ' '\t'; echo "$rows"; } | awk -F '\t' '{
    printf "%-8s %8s %10s %10s %12s %12s %14s %16s %10s %8s  %s\n", $1, $2, $3, $4, $6, $7, $8, $9, $10, $11, $12
}'
