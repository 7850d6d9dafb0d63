#!/bin/sh
# The manual and the programme name the same options: every option that `zhaoshang COMMAND --help`
# prints is in man/zhaoshang.1 or man/zhaoshang-COMMAND.1, and every option that a page has is printed
# by some command's help.
#
#   tests/manual/options.sh BINARY
set -u
LC_ALL=C.UTF-8
export LC_ALL
binary=$1
cd "$(dirname "$0")/../.." || exit 2
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-manual.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
failed=0

# in_pages FILE...: the long options that manual pages name.
in_pages() { cat "$@" | grep -Eo 'Fl Fl [a-z][a-z-]*' | sed 's/Fl Fl /--/' | sort -u; }

: >"$top/printed"
for command in '' roster attendance assess reward bulletin run explain eval compare verify init import \
  close 'policy check' 'policy test' 'policy fmt' 'policy doc' 'policy schema'; do
  # shellcheck disable=SC2086  # none or several words are meant
  "$binary" $command --help >"$top/help" 2>"$top/stderr" || {
    echo "zhaoshang $command --help: exit status $?"
    failed=1
    continue
  }
  grep -Eo -e '--[a-z][a-z-]*' "$top/help" | sort -u >"$top/options"
  cat "$top/options" >>"$top/printed"
  page=man/zhaoshang-${command%% *}.1
  [ -f "$page" ] || page=
  # shellcheck disable=SC2086
  in_pages man/zhaoshang.1 $page | comm -23 "$top/options" - >"$top/missing"
  while IFS= read -r option; do
    echo "zhaoshang $command --help prints $option, which no page of its manual has"
    failed=1
  done <"$top/missing"
done

sort -u "$top/printed" >"$top/all"
in_pages man/*.1 | comm -13 "$top/all" - >"$top/stale"
while IFS= read -r option; do
  echo "the manual has $option, which no command's help prints"
  failed=1
done <"$top/stale"
exit "$failed"
