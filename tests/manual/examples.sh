#!/bin/sh
# Every example of zhaoshang-policy(5) that starts with a section of the policy is one that the
# programme takes: the sections that it has, and for the others those of examples.context, are run on
# no data at all.
#
#   tests/manual/examples.sh BINARY
set -u
LC_ALL=C.UTF-8
export LC_ALL
binary=$1
case $binary in
  /*) ;;
  *) binary=$PWD/$binary ;;
esac
cd "$(dirname "$0")/../.." || exit 2
page=man/zhaoshang-policy.5
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-manual.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
mkdir "$top/examples" "$top/county"

# The literal blocks of the page, without what roff needs, one file each, named for its line.
awk -v to="$top/examples" '
  /^\.Bd -literal/ { block = to "/" NR + 1; next }
  /^\.Ed/ { if (block != "") close(block); block = ""; next }
  block != "" {
    gsub(/\\\(aq/, "\047"); gsub(/\\&/, ""); gsub(/\\e/, "\\")
    print > block
  }' "$page"

failed=0
count=0
sections='schema|clauses|parameters|scales|groups|calendar|currency|columns|tables|relations|credit'
sections="$sections|facts|measures|roster|attendance|assess|reward|bulletin|tests"
for example in $(ls "$top/examples" | sort -n); do
  head -n 1 "$top/examples/$example" | grep -Eq "^($sections):" || continue
  count=$((count + 1))
  if grep -q '^schema:' "$top/examples/$example"; then
    cp "$top/examples/$example" "$top/policy.yaml"
  else
    # The sections of the context that the example does not have.
    awk 'NR == FNR { if (/^[a-z]/) has[$1] = 1; next }
         /^[a-z]/ { copying = !(($1) in has) }
         copying' "$top/examples/$example" tests/manual/examples.context >"$top/policy.yaml"
    cat "$top/examples/$example" >>"$top/policy.yaml"
  fi
  "$binary" run -C "$top/county" --policy "$top/policy.yaml" --period 2023 --lang en \
    -o "$top/results" >"$top/stdout" 2>"$top/stderr"
  status=$?
  [ "$status" -le 1 ] && continue
  echo "$page:$example: the example ends with exit status $status:"
  sed 's/^/    /' "$top/stderr"
  failed=1
done
if [ "$count" -eq 0 ]; then
  echo "$page has no examples"
  failed=1
fi
exit "$failed"
