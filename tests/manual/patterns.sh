#!/bin/sh
# The rule patterns in the manual are those that are run: zhaoshang-policy(5) lists all 57 with their
# files, and zhaoshang-patterns(7) has for each the rules of its file, word for word.
#
#   tests/manual/patterns.sh
set -u
LC_ALL=C.UTF-8
export LC_ALL
cd "$(dirname "$0")/../.." || exit 2
list=man/zhaoshang-policy.5
page=man/zhaoshang-patterns.7
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-patterns.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
failed=0
fault() {
  echo "$1"
  failed=1
}

# The literal block under each ".Ss N. name", without what roff needs; "whole" is the whole file that
# the description shows.
awk -v to="$top" '
  /^\.Sh/ { number = "" }
  /^The whole of that file:/ { number = "whole" }
  /^\.Ss [0-9]+\. / { number = $2; sub(/\./, "", number) }
  /^\.Bd -literal/ { if (number != "") block = to "/" number; next }
  /^\.Ed/ { if (block != "") { close(block); number = "" } block = ""; next }
  block != "" {
    gsub(/\\\(aq/, "\047"); gsub(/\\&/, ""); gsub(/\\e/, "\\")
    print > block
  }' "$page"
# The section PATTERNS of the list: "N name: file" a line.
awk '
  /^\.Sh/ { here = ($2 == "PATTERNS") }
  here && /^\.It / { number = $2; getline name; getline file; print number, name, file }
' "$list" >"$top/list"

number=1
while [ "$number" -le 57 ]; do
  set -- tests/patterns/"$(printf '%02d' "$number")"-*.yaml
  policy=$1
  if [ ! -f "$policy" ]; then
    fault "pattern $number has no file"
  else
    name=$(sed -n "1s/^# $number  //p" "$policy")
    grep -Fxq "$number $name: .Pa $(basename "$policy")" "$top/list" ||
      fault "$list: PATTERNS must list \"$number  $name: $(basename "$policy")\""
    sed 's/\\&//g' "$page" | grep -Fxq ".Ss $number. $name" ||
      fault "$page: there must be \".Ss $number. $name\""
    grep -Fxq ".Pa $policy ." "$page" || fault "$page: $policy is not named"
    # What stands between the header and the worked examples.
    awk '/^tests:/ { exit } body { print } /^in_force:/ { body = 1 }' "$policy" >"$top/rules"
    if [ ! -s "$top/rules" ]; then
      fault "$policy has no rules between in_force and tests"
    elif [ ! -f "$top/$number" ]; then
      fault "$page: pattern $number has no example"
    elif ! diff "$top/rules" "$top/$number" >"$top/differences"; then
      fault "$page: pattern $number is not what $policy has:"
      sed 's/^/    /' "$top/differences"
    fi
  fi
  number=$((number + 1))
done
whole=$(sed -n 's/^zhaoshang policy test \(tests\/patterns\/.*\)/\1/p' "$page")
if [ ! -f "$top/whole" ] || ! diff "$whole" "$top/whole" >"$top/differences"; then
  fault "$page: the file that the description shows whole, $whole, is another one:"
  sed 's/^/    /' "$top/differences"
fi
exit "$failed"
