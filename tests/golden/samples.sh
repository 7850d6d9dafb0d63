#!/bin/sh
# A fresh run of a workspace under samples/ must give its committed results, byte for byte.
#
#   tests/golden/samples.sh [--update] BINARY NAME PERIOD
#
# Runs `zhaoshang run -C samples/NAME --period PERIOD` on a scratch copy without results, and compares
# samples/NAME/results/PERIOD/. Then runs each stage alone on another: its tables must be the same.
# --update replaces the committed results with the fresh ones.
set -u

update=
if [ "${1-}" = --update ]; then
  update=yes
  shift
fi
[ $# -eq 3 ] || {
  echo "usage: tests/golden/samples.sh [--update] BINARY NAME PERIOD" >&2
  exit 2
}
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
name=$2
period=$3
root=$(cd "$(dirname "$0")/../.." && pwd)

for variable in $(env | sed -n 's/^\(ZHAOSHANG_[A-Za-z0-9_]*\)=.*/\1/p'); do unset "$variable"; done
unset LC_ALL LC_MESSAGES LC_CTYPE LANGUAGE
LANG=C.UTF-8
TZ=UTC
export LANG TZ

top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-samples.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
trap 'exit 130' INT TERM
failed=

# lay FOLDER: the policies and the sample's workspace, without results, under FOLDER.
lay() {
  mkdir -p "$1/samples" && cp -R "$root/policies" "$1/policies" &&
    cp -R "$root/samples/$name" "$1/samples/$name" && rm -rf "$1/samples/$name/results" || exit 2
}

# run FOLDER COMMAND: exit status 0 or 1 (there are findings) will do.
run() {
  (cd "$1" && exec timeout 600 "$binary" "$2" -C "samples/$name" --period "$period") \
    </dev/null >"$top/stdout" 2>"$top/stderr"
  status=$?
  [ "$status" -le 1 ] && return
  echo "zhaoshang $2 ended with status $status"
  head -n 40 "$top/stderr"
  exit 1
}

lay "$top/run"
run "$top/run" run
fresh=$top/run/samples/$name/results/$period
committed=$root/samples/$name/results/$period
[ -d "$fresh" ] || {
  echo "no results in results/$period after a run"
  exit 1
}

if [ "$update" ]; then
  rm -rf "$committed"
  mkdir -p "$(dirname "$committed")"
  cp -R "$fresh" "$committed"
elif ! diff -ru --text "$committed" "$fresh" >"$top/difference"; then
  echo "samples/$name/results/$period differs from a fresh run (- committed, + fresh):"
  head -n 100 "$top/difference"
  failed=yes
fi

for stage in roster attendance assess reward bulletin; do
  lay "$top/$stage"
  run "$top/$stage" "$stage"
  alone=$top/$stage/samples/$name/results/$period
  tables=0
  for table in "$alone"/*; do
    case ${table##*/} in
      "$stage".findings.csv | "$stage".receipt.json) ;;
      *)
        tables=$((tables + 1))
        cmp "$table" "$fresh/${table##*/}" || failed=yes
        ;;
    esac
  done
  [ "$tables" -gt 0 ] || {
    echo "zhaoshang $stage alone wrote no table"
    failed=yes
  }
done

[ -z "$failed" ]
