#!/bin/sh
# Builds zhaoshang and runs the sample workspace gongan-2022 for 2022, on a bare Debian 12 too: what
# is missing is installed from Debian's packages (as root or with sudo).
#
#   samples/demo.sh [FOLDER]     the results go to FOLDER, build/demo if not given
set -eu
output=${1-}
case $output in
  '' | /*) ;;
  *) output=$PWD/$output ;;
esac
cd "$(dirname "$0")/.."
output=${output:-$PWD/build/demo}
. .ci/steps.sh

mkdir -p build
install_missing build
build_preset release zhaoshang

say "running: zhaoshang run -C samples/gongan-2022 --period 2022 -o $output"
mkdir -p "$output"
status=0
build/release/zhaoshang run -C samples/gongan-2022 --period 2022 -o "$output" || status=$?
case $status in
  0) say "exit code 0: done, and nothing to report." ;;
  1) say "exit code 1: done, and there are findings for the county to look at (findings.csv). That is
an answer, not a failure; failures are 2 and above." ;;
  *) fail "zhaoshang run ended with exit code $status; see zhaoshang(1), EXIT STATUS" ;;
esac

bulletin=$(find "$output" -name bulletin.md | head -n 1)
[ -n "$bulletin" ] || fail "there is no bulletin.md under $output"
say "the results:"
ls -1 "$(dirname "$bulletin")" | sed 's/^/  /'
say "the notice to read first: $bulletin"
say "the results are in $(cd "$(dirname "$bulletin")" && pwd)"
