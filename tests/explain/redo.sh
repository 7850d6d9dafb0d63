#!/bin/sh
# Every printed figure of a sample has its explanation, and the arithmetic of the explanations, done
# again by redo.py, gives it to the last digit.
#
#   tests/explain/redo.sh BINARY SAMPLE PERIOD
set -u
binary=$1 sample=$2 period=$3
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.." || exit 2
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-redo.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
for stage in roster assess reward attendance; do
  "$binary" explain "$stage" all -C "samples/$sample" --period "$period" --format json \
    >"$top/$stage.json" 2>"$top/stderr"
  status=$?
  # 2: the scheme has no figures in that stage.
  if [ $status -eq 2 ] && grep -q explain-figure "$top/stderr"; then
    rm "$top/$stage.json"
  elif [ $status -ne 0 ]; then
    cat "$top/stderr"
    echo "zhaoshang explain $stage all: exit status $status"
    exit 1
  fi
done
# No byte code in the tree.
python3 -B "$here/redo.py" "samples/$sample" --results "samples/$sample/results/$period" "$top"/*.json
