#!/bin/sh
# The rule patterns: 57 small policies, one for each number, whose worked examples come out.
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

for policy in tests/patterns/*.yaml; do
  # Without an example the exit status is 1 as well.
  "$binary" policy test --lang en "$policy" && continue
  echo "$policy: exit status $?"
  failed=1
done
exit "$failed"
