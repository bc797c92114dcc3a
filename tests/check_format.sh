#!/bin/sh
# Every C file is laid out as .clang-format says (`./run format` does it); 77 = skipped, where clang-format is absent.
# usage: check_format.sh [ROOT]
set -eu
cd "${1-.}"
command -v clang-format >/dev/null || { echo "skipped: no clang-format"; exit 77; }
find src include tests bench fuzz tools -name '*.[ch]' 2>/dev/null | sort | xargs clang-format --dry-run -Werror
