#!/bin/sh
# Fuzzes the readers with libFuzzer, under AddressSanitizer and UndefinedBehaviorSanitizer (clang,
# the preset ci-asan).
#
#   tests/fuzz/run.sh [SECONDS [TARGET...]]     two at a time; 30 seconds and every target if not given.
#                                               The same inputs each time, as far as it gets: what fails
#                                               is the change that is tried
#   tests/fuzz/run.sh --long [TARGET...]        in turn, five minutes of the processor's time each, until
#                                               each has had 10^7 executions or half an hour; behind
#                                               whatever else the machine does. What each has had is in
#                                               build/fuzz/sittings, and goes on from there another time
#   tests/fuzz/run.sh --keep [TARGET...]        adds to tests/fuzz/corpus what reaches new code
#
# Each starts from tests/fuzz/corpus/TARGET, tests/fuzz/regressions/TARGET and files of the
# repository of its kind. What it finds new is in build/fuzz/corpus/TARGET, what breaks it in
# build/fuzz/broken/TARGET-*: mend it and keep the file in regressions/TARGET. Exit status 0 only if
# nothing broke.
set -eu
cd "$(dirname "$0")/../.."
. .ci/steps.sh

tree=build/ci-asan
all=$(find tests/fuzz -name 'fuzz_*.cc' -exec basename {} .cc \; | sed 's/^fuzz_//' | sort)
mode=short
seconds=30
case ${1-} in
  --long | --keep)
    mode=${1#--}
    shift
    ;;
  '') ;;
  *)
    seconds=$1
    shift
    ;;
esac
# shellcheck disable=SC2086  # several words are meant
[ $# -gt 0 ] || set -- $all

mkdir -p build/fuzz/broken build/fuzz/logs
install_missing build check
build_preset ci-asan fuzzers

# What has been freed is remembered for a shorter while than in tests, and where it was allocated
# with fewer callers: a fuzzer allocates more than it does anything else.
export ASAN_OPTIONS=detect_stack_use_after_return=1:quarantine_size_mb=16:malloc_context_size=3
export UBSAN_OPTIONS=print_stacktrace=1
export LLVM_PROFILE_FILE=/dev/null # coverage is that of the tests

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

# longest TARGET: in bytes; what is longer than such texts are takes time and finds nothing new.
longest() {
  case $1 in
    amount) echo 256 ;;
    feel) echo 1024 ;;
    policy) echo 6144 ;;
    *) echo 4096 ;;
  esac
}

# fuzzer TARGET OPTION...: one of them, from its seeds; `apart`: how, if not just so.
apart=
fuzzer() {
  fuzzed=$1
  shift
  dictionary=tests/fuzz/dictionaries/$fuzzed
  mkdir -p "build/fuzz/corpus/$fuzzed"
  # shellcheck disable=SC2046  # several words are meant
  exec $apart "$tree/tests/fuzz_$fuzzed" -rss_limit_mb=2048 -timeout=10 -max_len="$(longest "$fuzzed")" \
    -print_final_stats=1 -artifact_prefix="build/fuzz/broken/$fuzzed-" "$@" \
    $([ ! -f "$dictionary" ] || echo "-dict=$dictionary") \
    "build/fuzz/corpus/$fuzzed" $(seeds "$fuzzed")
}

# report TARGET STATUS LOG: its last words.
report() {
  ran=$(sed -n 's/^stat::number_of_executed_units: *//p' "$3")
  say "fuzz $1: ${ran:-?} executions${4:+, $4 s of the processor}, status $2"
  [ "$2" -eq 0 ] || tail -n 40 "$3"
  return "$2"
}

# fuzz TARGET: for some seconds.
fuzz() {
  log=build/fuzz/logs/$1
  status=0
  (fuzzer "$1" -seed=1 -max_total_time="$seconds") >"$log" 2>&1 || status=$?
  report "$1" "$status" "$log"
}

# processor_seconds PID: user and system time of its own; nothing once it has ended.
processor_seconds() {
  sed 's/.*) //' "/proc/$1/stat" 2>/dev/null |
    awk -v ticks="$(getconf CLK_TCK)" '$1 != "Z" { print int(($12 + $13) / ticks) }'
}

# had TARGET FIELD: how many executions (2) or seconds (3) in all sittings.
had() {
  awk -v target="$1" -v field="$2" '$1 == target { sum += $field } END { print sum + 0 }' \
    build/fuzz/sittings
}

# fuzz_long TARGET: a sitting, unless it has had enough; SIGUSR1 makes libFuzzer end and count. One
# that waits for the processor is no hang: what has taken long is tried again by itself afterwards.
fuzz_long() {
  left=$((1800 - $(had "$1" 3)))
  runs=$((10000000 - $(had "$1" 2)))
  [ "$left" -gt 0 ] && [ "$runs" -gt 0 ] || return 0
  [ "$left" -lt 300 ] || left=300
  log=build/fuzz/logs/$1.long
  # A session of its own: the kernel gives each its share first, whatever its processes are.
  (apart=setsid && fuzzer "$1" -runs="$runs" -timeout=600) >"$log" 2>&1 &
  pid=$!
  sleep 1
  chrt --idle --pid 0 "$pid"
  echo 19 2>/dev/null >"/proc/$pid/autogroup" || :
  spent=0
  while now=$(processor_seconds "$pid") && [ -n "$now" ]; do
    spent=$now
    [ "$spent" -lt "$left" ] || kill -USR1 "$pid" 2>/dev/null || :
    sleep 2
  done
  status=0
  wait "$pid" || status=$?
  ran=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  echo "$1 ${ran:-0} $spent $status" >>build/fuzz/sittings
  sat=yes
  report "$1" "$status" "$log" "$spent"
}

# merge TARGET: the corpus of the repository, and what of build/fuzz/corpus reaches more.
merge() {
  mkdir -p "tests/fuzz/corpus/$1" "build/fuzz/corpus/$1"
  # shellcheck disable=SC2046
  "$tree/tests/fuzz_$1" -merge=1 -max_len="$(longest "$1")" -rss_limit_mb=2048 -timeout=10 \
    "tests/fuzz/corpus/$1" $(seeds "$1" | grep -v "^tests/fuzz/corpus/") "build/fuzz/corpus/$1" \
    >"build/fuzz/logs/$1.merge" 2>&1
  say "corpus of $1: $(find "tests/fuzz/corpus/$1" -type f | wc -l) files"
}

failed=0
case $mode in
  keep) for target in "$@"; do merge "$target"; done ;;
  long)
    touch build/fuzz/sittings
    sat=yes
    while [ "$sat" ] && [ "$failed" -eq 0 ]; do
      sat=
      for target in "$@"; do fuzz_long "$target" || failed=1; done
    done
    ;;
  short)
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
    ;;
esac
exit "$failed"
