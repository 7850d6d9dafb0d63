#!/bin/sh
# Tests check.sh: a clean tree passes, and each planted fault is caught.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-layering.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
passed=0
failed=0

# lay: a tree in which every include is an arrow.
lay() {
  rm -rf "$top/src"
  for folder in engine/base engine/value engine/table engine/policy engine/report scheme roster reward \
    workspace commands cli; do
    mkdir -p "$top/src/$folder"
    echo '#pragma once' >"$top/src/$folder/x.h"
  done
  printf '#include <CLI/CLI.hpp>\n#include <vector>\n#include "cli/x.h"\n' >"$top/src/cli/x.cc"
  printf '#include "engine/base/x.h"\n#include "cli/x.h"\n' >"$top/src/main.cc"
  printf '#include <sys/stat.h>\n#include "version.h"\n#include "engine/value/x.h"\n' \
    >"$top/src/roster/x.cc"
}

# expect caught|clean WHAT: runs the check on the tree as it stands.
expect() {
  if sh "$here/check.sh" "$top/src" >"$top/out" 2>&1; then got=clean; else got=caught; fi
  if [ "$got" = "$1" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "$2: should be $1"
    cat "$top/out"
  fi
}

# plant FILE LINE: a fault that must be caught, in an otherwise clean tree.
plant() {
  lay
  mkdir -p "$(dirname "$top/src/$1")"
  printf '%s\n' "$2" >>"$top/src/$1"
  expect caught "$1 with $2"
}

lay
expect clean "a clean tree"
plant engine/base/x.h '#include "engine/value/x.h"'
plant engine/policy/x.h '#include "engine/report/x.h"'
plant engine/table/x.cc '  #  include "scheme/x.h"'
plant roster/x.h '#include "reward/x.h"'
plant workspace/x.h '#include "roster/x.h"'
plant commands/x.h '#include "cli/x.h"'
plant commands/x.h '#include <CLI/App.hpp>'
plant engine/value/x.h '#include <yaml-cpp/yaml.h>'
plant engine/policy/x.h '#include <libfccp/csv.h>'
plant engine/base/x.h '#include <bid_functions.h>'
plant engine/base/x.h '#include <doctest/doctest.h>'
plant engine/base/x.h '#include <boost/any.hpp>'
plant engine/base/x.h '#include "x.h"'
plant engine/base/x.h '#include "../value/x.h"'
plant engine/base/x.h '#include HEADER'
plant engine/extra/x.h '#pragma once'
plant other.cc '#include <vector>'
plant scheme/x.cc '// as in 公安县'
plant scheme/x.cc 'auto policy = "Gongan-2022";'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
