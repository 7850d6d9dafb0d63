#!/bin/sh
# Fuzzes the readers with libFuzzer, under AddressSanitizer and UndefinedBehaviorSanitizer (clang,
# the preset fuzz), two at a time.
#
#   tests/fuzz/run.sh [SECONDS [TARGET...]]     30 seconds and every target if not given
#
# Each starts from tests/fuzz/corpus/TARGET, tests/fuzz/regressions/TARGET and files of the
# repository of its kind. What it finds new is in build/fuzz/corpus/TARGET, what breaks it in
# build/fuzz/broken/TARGET-*: mend it and keep the file in regressions/TARGET. Exit status 0 only if
# nothing broke.
#
#   tests/fuzz/run.sh --keep                    adds to tests/fuzz/corpus what reaches new code
set -eu
cd "$(dirname "$0")/../.."
. .ci/steps.sh

all=$(find tests/fuzz -name 'fuzz_*.cc' -exec basename {} .cc \; | sed 's/^fuzz_//' | sort)
keep=
seconds=30
if [ "${1-}" = --keep ]; then
  keep=yes
  shift
elif [ $# -gt 0 ]; then
  seconds=$1
  shift
fi
[ $# -gt 0 ] || set -- $all

mkdir -p build
install_missing build check
build_preset fuzz fuzzers
mkdir -p build/fuzz/broken build/fuzz/logs

# seeds TARGET: the folders that it starts from.
seeds() {
  for folder in tests/fuzz/corpus/"$1" tests/fuzz/regressions/"$1"; do
    [ ! -d "$folder" ] || echo "$folder"
  done
  case $1 in
    policy | yaml) echo tests/patterns ;;
    template) echo src/bulletin/templates ;;
  esac
}

# fuzz TARGET: one of them; its last words are printed.
fuzz() {
  mkdir -p "build/fuzz/corpus/$1"
  log=build/fuzz/logs/$1
  dictionary=tests/fuzz/dictionaries/$1
  status=0
  # shellcheck disable=SC2046  # several words are meant
  ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1 \
    "build/fuzz/tests/fuzz_$1" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 \
    -max_len=16384 -print_final_stats=1 -artifact_prefix="build/fuzz/broken/$1-" \
    $([ ! -f "$dictionary" ] || echo "-dict=$dictionary") \
    "build/fuzz/corpus/$1" $(seeds "$1") >"$log" 2>&1 || status=$?
  ran=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  say "fuzz $1: ${ran:-?} executions, status $status"
  [ "$status" -eq 0 ] || tail -n 40 "$log"
  return "$status"
}

# merge TARGET: the corpus of the repository, and what of build/fuzz/corpus reaches more.
merge() {
  mkdir -p "tests/fuzz/corpus/$1"
  # shellcheck disable=SC2046
  "build/fuzz/tests/fuzz_$1" -merge=1 -max_len=4096 -rss_limit_mb=2048 -timeout=10 \
    "tests/fuzz/corpus/$1" $(seeds "$1" | grep -v "^tests/fuzz/corpus/") "build/fuzz/corpus/$1" \
    >"build/fuzz/logs/$1.merge" 2>&1
  say "corpus of $1: $(find "tests/fuzz/corpus/$1" -type f | wc -l) files"
}

if [ "$keep" ]; then
  for target in "$@"; do merge "$target"; done
  exit
fi
failed=0
while [ $# -gt 0 ]; do
  fuzz "$1" &
  first=$!
  shift
  if [ $# -gt 0 ]; then
    fuzz "$1" || failed=1
    shift
  fi
  wait "$first" || failed=1
done
exit "$failed"
