#!/bin/sh
# The rule patterns: 57 small policies, one for each number, without a fault, whose worked examples
# come out and reach every rule.
#
#   tests/patterns/run.sh BINARY
set -u
LC_ALL=C.UTF-8
export LC_ALL
binary=$1
case $binary in
  /*) ;;
  *) binary=$PWD/$binary ;;
esac
cd "$(dirname "$0")/../.." || exit 2
failed=0

number=1
while [ "$number" -le 57 ]; do
  name=$(printf '%02d' "$number")
  set -- tests/patterns/"$name"-*.yaml
  if [ $# -ne 1 ] || [ ! -f "$1" ]; then
    echo "pattern $number: there must be one file tests/patterns/$name-*.yaml"
    failed=1
  elif ! head -n 1 "$1" | grep -Eq "^# $number  [^ ]"; then
    echo "$1: the first line must be the number and the name of the pattern, \"# $number  ...\""
    failed=1
  fi
  number=$((number + 1))
done

report=$(mktemp "${TMPDIR:-/tmp}/zhaoshang-patterns.XXXXXX") || exit 2
trap 'rm -f "$report"' EXIT
for policy in tests/patterns/*.yaml; do
  if ! "$binary" policy check --strict --lang en "$policy" >"$report" 2>&1; then
    echo "$policy: policy check finds:"
  elif ! "$binary" policy test --strict --lang en "$policy" >"$report" 2>&1; then
    echo "$policy: policy test finds:"  # a policy without an example ends with 1 as well
  elif grep -q ' have no example' "$report"; then
    echo "$policy: not all rules have an example:"
  else
    continue
  fi
  sed 's/^/    /' "$report"
  failed=1
done
exit "$failed"
