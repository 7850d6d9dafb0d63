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

# The commands, as completion has them from the same table; those of a group with its name.
{
  printf '\0' | "$binary" completion words | cut -f 1 | grep -vx policy
  printf 'policy\0\0' | "$binary" completion words | cut -f 1 | sed 's/^/policy /'
} >"$top/commands"
echo >>"$top/commands"
if [ "$(wc -l <"$top/commands")" -lt 19 ]; then
  echo "hardly any commands: $(cat "$top/commands")"
  failed=1
fi

: >"$top/printed"
while IFS= read -r command; do
  # shellcheck disable=SC2086  # none or several words are meant
  "$binary" $command --help >"$top/help" 2>"$top/stderr" </dev/null || {
    echo "zhaoshang $command --help: exit status $?"
    failed=1
    continue
  }
  grep -Eo -e '--[a-z][a-z-]*' "$top/help" | sort -u >"$top/options"
  cat "$top/options" >>"$top/printed"
  page=man/zhaoshang-${command%% *}.1
  if [ ! -f "$page" ]; then
    [ -z "$command" ] || echo "zhaoshang $command has no page $page"
    [ -z "$command" ] || failed=1
    page=
  fi
  # shellcheck disable=SC2086
  in_pages man/zhaoshang.1 $page | comm -23 "$top/options" - >"$top/missing"
  while IFS= read -r option; do
    echo "zhaoshang $command --help prints $option, which no page of its manual has"
    failed=1
  done <"$top/missing"
done <"$top/commands"

sort -u "$top/printed" >"$top/all"
in_pages man/*.1 | comm -13 "$top/all" - >"$top/stale"
while IFS= read -r option; do
  echo "the manual has $option, which no command's help prints"
  failed=1
done <"$top/stale"
exit "$failed"
