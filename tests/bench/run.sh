#!/bin/sh
# The benchmark: builds the release, installs the peers, makes the data and measures.
#
#   sh tests/bench/run.sh [--small] [--rounds N] [--slow-rounds N] [--only a,b,c,d,e,h]
#
# It needs some 5 GB in build/bench, ten minutes and a machine with nothing else to do; `--small`
# takes a tenth of the rows. The table goes to standard output and to build/bench/report.md.
set -eu
cd "$(dirname "$0")/../.."
. .ci/steps.sh
install_missing build bench
bench=build/bench
mkdir -p "$bench/node"
[ -f "$bench/node/package.json" ] || echo '{"private": true}' >"$bench/node/package.json"
quietly "$bench/npm.log" npm install --prefix "$bench/node" --no-audit --no-fund \
  @duckdb/node-api@1.5.6-r.1 @gorules/zen-engine@0.54.0
quietly "$bench/cmake.log" cmake --preset release
quietly "$bench/ninja.log" cmake --build --preset release --target zhaoshang
# Debian's own, which has pandas.
exec /usr/bin/python3 tests/bench/measure.py build/release/zhaoshang "$bench" "$bench/node" "$@"
