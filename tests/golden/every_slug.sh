#!/bin/sh
# Every diagnostic has its smallest example: each slug made in src/**/*_diagnostics.cc must have a
# case tests/errors/<slug>/, and each folder there must be a slug's.
#
#   tests/golden/every_slug.sh [ROOT]
#
# tests/errors/exempt lists slugs that may go without, one a line, with the reason after a blank;
# they are printed on every run.
set -u
LC_ALL=C
export LC_ALL
cd "${1:-$(dirname "$0")/../..}" || exit 2

top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-slugs.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT

# A slug is a literal in the file of makers: any of several words joined by hyphens, or one word where
# it stands first in a call of make, error, warning or info, or after `.slug =`.
find src -name '*_diagnostics.cc' -exec cat {} + | sed 's/^ *\/\/.*//' |
  grep -Eo '"[a-z][a-z0-9]*(-[a-z0-9]+)+"|(make[a-z_]*|error|warning|info|\.slug = ?)[({]?"[a-z][a-z0-9]*"' |
  sed 's/.*"\(.*\)"/\1/' | sort >"$top/made"
find tests/errors -mindepth 1 -maxdepth 1 -type d | sed 's/.*\///' | sort >"$top/shown"
: >"$top/exempt.all"
[ ! -f tests/errors/exempt ] || grep -Ev '^(#|$)' tests/errors/exempt >"$top/exempt.all"
awk '{ print $1 }' "$top/exempt.all" | sort -u >"$top/exempt"

failed=0
# each_line WORDS FILE: says the words after every line of the file, and counts it as a fault.
each_line() {
  while IFS= read -r line; do
    echo "$line: $1"
    failed=1
  done <"$2"
}

uniq -d "$top/made" >"$top/twice"
sort -u "$top/made" >"$top/slugs"
sort -u "$top/shown" "$top/exempt" | comm -23 "$top/slugs" - >"$top/missing"
comm -13 "$top/slugs" "$top/shown" >"$top/unknown"
comm -13 "$top/slugs" "$top/exempt" >"$top/stale"
comm -12 "$top/shown" "$top/exempt" >"$top/needless"
while IFS= read -r line; do echo "exempt: $line"; done <"$top/exempt.all"
# A diagnostic that is made elsewhere would escape this test.
find src \( -name '*.cc' -o -name '*.h' \) ! -name '*_diagnostics.cc' \
  -exec grep -En 'Severity::k[A-Z][a-z]+, *"|\.slug = *"' {} + >"$top/elsewhere"
each_line "a diagnostic made outside *_diagnostics.cc" "$top/elsewhere"
each_line "two makers in src/ make this slug; one maker per slug" "$top/twice"
each_line "no tests/errors/ folder shows this diagnostic" "$top/missing"
each_line "tests/errors/ has this folder, but nothing in src/ makes the slug" "$top/unknown"
each_line "tests/errors/exempt names it, but nothing in src/ makes the slug" "$top/stale"
each_line "tests/errors/exempt names it, but tests/errors/ has the folder" "$top/needless"
echo "$(wc -l <"$top/slugs") slugs, $(wc -l <"$top/shown") shown, $(wc -l <"$top/exempt") exempt"
[ "$(wc -l <"$top/slugs")" -gt 0 ] || echo "no slug found in src/: nothing to check yet"
exit "$failed"
