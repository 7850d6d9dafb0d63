#!/bin/sh
# Every example of zhaoshang-feel(7) has the value that the page says.
#
#   tests/manual/feel.sh BINARY
set -u
LC_ALL=C.UTF-8
export LC_ALL
binary=$1
page=$(dirname "$0")/../../man/zhaoshang-feel.7
examples=$(mktemp "${TMPDIR:-/tmp}/zhaoshang-feel.XXXXXX") || exit 2
trap 'rm -f "$examples"' EXIT

# The lines of the literal blocks, without what roff needs.
awk '
  /^\.Bd -literal/ { inside = 1; next }
  /^\.Ed/ { inside = 0; next }
  inside { gsub(/\\&/, ""); gsub(/\\e/, "\\"); print }' "$page" >"$examples"

failed=0
count=0
while IFS= read -r line; do
  count=$((count + 1))
  case $line in
    *'  =>  '*) ;;
    *)
      echo "no expression and value: $line"
      failed=1
      continue
      ;;
  esac
  expression=${line%%  =>  *}
  wanted=${line#*  =>  }
  value=$("$binary" eval --lang en -- "$expression" 2>&1)
  [ "$value" = "$wanted" ] && continue
  echo "$expression is $value, not $wanted"
  failed=1
done <"$examples"
if [ "$count" -eq 0 ]; then
  echo "$page has no examples"
  failed=1
fi
exit "$failed"
