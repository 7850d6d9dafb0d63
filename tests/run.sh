#!/bin/sh
# Builds zhaoshang and runs every test, on a bare Debian 12 too: what is missing is installed from
# Debian's packages (as root or with sudo).
#
#   tests/run.sh [PRESET [LABEL]]     release if not given; see CMakePresets.json
#
# LABEL: only the tests of that label, of which only the target of that name is built.
#
# The last line counts test cases: `N passed, N failed`. Exit status 0 only if none failed.
set -eu
cd "$(dirname "$0")/.."
. .ci/steps.sh

preset=${1:-release}
label=${2-}
mkdir -p build
install_missing build
build_preset "$preset" "$label"

# Not 1, which is an answer of the programme's own.
export ASAN_OPTIONS="exitcode=99:detect_stack_use_after_return=1"
export LSAN_OPTIONS="exitcode=99"
export TSAN_OPTIONS="exitcode=99:second_deadlock_stack=1"
export UBSAN_OPTIONS="print_stacktrace=1"

say "testing $preset"
log=build/$preset/tests.log
status=0
ctest --preset "$preset" ${label:+-L "^$label\$"} >"$log" 2>&1 || status=$?
if [ "$status" -ne 0 ]; then
  grep -Ev '^ +Start +[0-9]+: |\.+ +Passed +[0-9.]+ sec$' "$log" || :
  say "ctest ended with status $status; its output: $log"
fi

# A doctest executable counts as many as it has test cases, any other test as one.
counts=$(awk '
  /^[0-9]+\/[0-9]+ Testing: /      { cases = 0; bad = 0; open = 1 }
  /^\[doctest\] test cases: /      { cases += $6; bad += $9 }
  open && /^Test Passed\.$/        { passed += cases ? cases : 1; open = 0 }
  open && /^Test (Failed\.|timeout|.*Exception)|^Unable to find/ {
    passed += cases; failed += bad ? bad : 1; open = 0
  }
  END { print passed + 0, failed + 0 }' "build/$preset/Testing/Temporary/LastTest.log")
passed=${counts% *}
failed=${counts#* }
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
say "$passed passed, $failed failed"
[ "$status" -eq 0 ] && [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
