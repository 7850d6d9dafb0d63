#!/bin/sh
# The golden runner: runs cases and compares what the programme did with what is committed.
#
#   tests/golden/run.sh [--update] BINARY CASE...
#
# A case is a folder, tests/cases/<command>/<name>/ or tests/errors/<slug>/, that holds its inputs and
#   cmd      the command line, first word `zhaoshang`; run by sh in a scratch copy of the folder
#   stdout   what it must print, byte for byte; no such file: not compared
#   stderr   likewise
#   exit     its exit status; no such file: 0
#   files/   every file it must have written or changed, and no other; no such folder: not compared;
#            a folder with only `.empty` in it: nothing may be written
# A `cmd` that mentions samples/NAME or policies/ finds copies of those of the repository there. The
# stderr of tests/errors/<slug>/ must contain `[<slug>]`. No case may remove a file.
#
# The surroundings are fixed: LANG=C.UTF-8, no ZHAOSHANG_* variables, UTC, no terminal, nothing on
# standard input. A `cmd` may set others: `LANG=zh_CN.UTF-8 zhaoshang …`.
#
# --update rewrites the expected files that a case has (for a case that has none: makes them), so
# read the difference that git shows before you commit it.
set -u

update=
if [ "${1-}" = --update ]; then
  update=yes
  shift
fi
[ $# -ge 2 ] || {
  echo "usage: tests/golden/run.sh [--update] BINARY CASE..." >&2
  exit 2
}
if [ ! -x "$1" ] || [ "$(basename "$1")" != zhaoshang ]; then
  echo "golden: no programme called zhaoshang at $1" >&2
  exit 2
fi
PATH=$(cd "$(dirname "$1")" && pwd):$PATH
shift
root=$(cd "$(dirname "$0")/../.." && pwd)

for name in $(env | sed -n 's/^\(ZHAOSHANG_[A-Za-z0-9_]*\)=.*/\1/p'); do unset "$name"; done
unset LC_ALL LC_MESSAGES LC_CTYPE LANGUAGE NO_COLOR CLICOLOR_FORCE COLUMNS
LANG=C.UTF-8
TZ=UTC
TERM=dumb
export LANG TZ TERM PATH

top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-golden.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
trap 'exit 130' INT TERM

# bad MESSAGE: the case at hand has failed.
bad() {
  echo "$case: $*"
  ok=
}

# compare WHAT EXPECTED ACTUAL: shows the difference, if there is one.
compare() {
  cmp -s "$2" "$3" && return
  bad "$1 differs (- expected, + actual)"
  diff -u --text "$2" "$3" | sed 1,2d | head -n 60
}

# prepare: in $top/work the inputs of the case, and what it mentions of samples/ and policies/.
prepare() {
  rm -rf "$top/work" "$top/written"
  mkdir "$top/written"
  cp -R "$from" "$top/work" || exit 2
  (cd "$top/work" && rm -rf cmd stdout stderr exit files)
  if grep -Eq '(policies|samples)/' "$from/cmd" && [ ! -e "$top/work/policies" ]; then
    cp -R "$root/policies" "$top/work/policies" || exit 2
  fi
  for sample in $(grep -Eo 'samples/[A-Za-z0-9_-]+' "$from/cmd" | sort -u); do
    mkdir -p "$top/work/samples"
    cp -R "$root/$sample" "$top/work/samples/" || exit 2
  done
}

# sums: one line, `sum size path`, for each file in $top/work, in order.
sums() { (cd "$top/work" && find . -type f -exec cksum {} +) | LC_ALL=C sort; }

# paths: of such lines.
paths() { sed 's/^[0-9]* [0-9]* //' | LC_ALL=C sort; }

# collect_written: copies into $top/written what the command wrote or changed, and keeps a list of
# what it removed.
collect_written() {
  sums >"$top/after"
  LC_ALL=C comm -13 "$top/before" "$top/after" | paths | while IFS= read -r path; do
    mkdir -p "$top/written/$(dirname "$path")"
    cp "$top/work/$path" "$top/written/$path"
  done
  paths <"$top/before" >"$top/before.paths"
  paths <"$top/after" | LC_ALL=C comm -23 "$top/before.paths" - >"$top/removed"
}

compare_with_expected() {
  wanted=0
  [ ! -f "$from/exit" ] || wanted=$(cat "$from/exit")
  [ "$status" -eq "$wanted" ] || {
    bad "exit status $status, expected $wanted"
    [ -f "$from/stderr" ] || head -n 40 "$top/stderr"
  }
  [ ! -f "$from/stdout" ] || compare stdout "$from/stdout" "$top/stdout"
  [ ! -f "$from/stderr" ] || compare stderr "$from/stderr" "$top/stderr"
  case $from in
    "$root"/tests/errors/*)
      grep -qF "[${from##*/}]" "$top/stderr" || bad "stderr does not contain [${from##*/}]"
      ;;
  esac
  [ ! -s "$top/removed" ] || bad "the command removed:" "$(tr '\n' ' ' <"$top/removed")"
  [ -d "$from/files" ] || return
  (
    cd "$from/files" && find . -type f ! -name .empty
    cd "$top/written" && find . -type f
  ) | LC_ALL=C sort -u >"$top/all"
  while IFS= read -r path; do
    if [ ! -f "$from/files/$path" ]; then
      bad "files: written, but not expected: $path"
    elif [ ! -f "$top/work/$path" ]; then
      bad "files: expected, but not written: $path"
    else
      compare "files: $path" "$from/files/$path" "$top/work/$path"
    fi
  done <"$top/all"
}

update_expected() {
  new=yes
  for expected in stdout stderr exit files; do [ ! -e "$from/$expected" ] || new=; done
  if [ "$new" ] || [ -f "$from/stdout" ]; then cp "$top/stdout" "$from/stdout"; fi
  if [ "$new" ] || [ -f "$from/stderr" ]; then cp "$top/stderr" "$from/stderr"; fi
  if [ "$status" -ne 0 ]; then echo "$status" >"$from/exit"; else rm -f "$from/exit"; fi
  if [ "$new" ] || [ -d "$from/files" ]; then
    rm -rf "$from/files"
    if [ "$(find "$top/written" -type f | head -n 1)" ]; then
      cp -R "$top/written" "$from/files"
    elif [ ! "$new" ]; then
      mkdir "$from/files" && : >"$from/files/.empty"
    fi
  fi
}

passed=0
failed=0
for case in "$@"; do
  case=${case%/}
  ok=yes
  if [ ! -f "$case/cmd" ]; then
    bad "there is no file cmd"
    failed=$((failed + 1))
    continue
  fi
  from=$(cd "$case" && pwd)
  prepare
  sums >"$top/before"
  (cd "$top/work" && exec timeout 120 sh "$from/cmd") \
    </dev/null >"$top/stdout" 2>"$top/stderr"
  status=$?
  collect_written

  if [ "$update" ]; then
    update_expected
  else
    compare_with_expected
  fi
  if [ "$ok" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
