#!/bin/sh
# Installs a build into a folder, moves it, and works there as a county would that has nothing else: the
# first commands of the tutorial, a policy and a sample that came with it, the manual, completion.
# Needs no network; of the source it takes only the script that follows the tutorial.
#
#   tests/package/install.sh BUILD
set -u
LC_ALL=C.UTF-8
export LC_ALL
build=$(realpath "$1") || exit 2
tests=$(realpath "$(dirname "$0")/..") || exit 2
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-install.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
cd "$top" || exit 2
failed=0
fault() {
  echo "$*"
  failed=1
}

# DESTDIR stands before the prefix, and nothing is written outside.
DESTDIR=$top/staged cmake --install "$build" --prefix /opt/first >log 2>&1 || {
  cat log
  exit 1
}
[ -x staged/opt/first/bin/zhaoshang ] || fault "DESTDIR was not respected"
grep -Fv "$top/staged/opt/first/" log | grep '^-- Installing: ' && fault "written outside of DESTDIR"
mv staged/opt/first second
prefix=$top/second

# there FILE...: below the prefix.
there() {
  for each in "$@"; do
    [ -s "$prefix/$each" ] || fault "$each is not installed"
  done
}
there share/zhaoshang/policy.schema.json share/zhaoshang/templates/zh/month.mustache \
  share/zhaoshang/policies/town-2014.yaml share/zhaoshang/samples/town-2014/zhaoshang.yaml \
  share/bash-completion/completions/zhaoshang share/zsh/site-functions/_zhaoshang \
  share/man/man1/zhaoshang.1 share/man/man5/zhaoshang-policy.5 share/man/man7/zhaoshang-tutorial.7 \
  share/man/zh_CN/man1/zhaoshang.1 share/man/zh_CN/man7/zhaoshang-tutorial.7 \
  share/doc/zhaoshang/README.md share/doc/zhaoshang/README.zh-CN.md \
  share/doc/zhaoshang/CHANGELOG.md share/doc/zhaoshang/LICENSE
find "$prefix" -name '*.cc' -o -name '*.h' -o -name demo.sh | grep . && fault "installed, and should not be"

PATH=$prefix/bin:/usr/bin:/bin
export PATH
zhaoshang completion bash | cmp - "$prefix/share/bash-completion/completions/zhaoshang" ||
  fault "the programme prints another script for bash than is installed"
zhaoshang completion zsh | cmp - "$prefix/share/zsh/site-functions/_zhaoshang" ||
  fault "the programme prints another script for zsh than is installed"
zhaoshang policy schema | cmp - "$prefix/share/zhaoshang/policy.schema.json" ||
  fault "the programme prints another schema than is installed"

# An installed policy by its name: the county has a copy, and works.
mkdir here && cd here || exit 2
zhaoshang init town --policy town-2014 || fault "init: $?"
cmp town/town-2014.yaml "$prefix/share/zhaoshang/policies/town-2014.yaml" || fault "no copy of the policy"
zhaoshang run -C town -q
[ $? -le 1 ] || fault "a workspace of an installed policy does not run"
printf 'init\0x\0--policy\0town-2014' | zhaoshang completion words | cut -f 1 | grep -Fxq town-2014 ||
  fault "completion does not know the installed policies"
# A file comes before an installed policy of that name, and a name that is neither is a fault.
cp town/town-2014.yaml district-2012
zhaoshang init file --policy district-2012 || fault "init with a file: $?"
[ ! -e file/district-2012.yaml ] || fault "a file that is there was not taken"
zhaoshang init none --policy no-such-policy 2>/dev/null && fault "a policy that is nowhere was found"

# A sample, read where it stands, which nobody may write to; its results are those that came with it.
chmod -R a-w "$prefix/share"
zhaoshang run -C "$prefix/share/zhaoshang/samples/town-2014" --period 2014 -o results -q
[ $? -le 1 ] || fault "the installed sample does not run"
cmp results/2014/scores.csv "$prefix/share/zhaoshang/samples/town-2014/results/2014/scores.csv" ||
  fault "the installed sample has other results"
chmod -R u+w "$prefix/share"

# The first commands of the tutorial, as far as the worked examples, from the installed page.
awk '/^\.Sh THE TABLES/ { exit } { print }' "$prefix/share/man/man7/zhaoshang-tutorial.7" >page
sh "$tests/manual/tutorial.sh" "$prefix/bin/zhaoshang" page >tutorial.log 2>&1 ||
  fault "the tutorial: $(cat tutorial.log)"
exit "$failed"
