#!/bin/sh
# What the programme answers to mistaken command lines, in both languages, with the exit status.
#
#   tests/mistakes/run.sh [--update] BINARY
#
# The answers to `lines` stand in answers.en and answers.zh; --update writes them anew. Besides, each
# answer must be an error that ends with what to do next, and no result may have been written.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
update=
if [ "$1" = --update ]; then
  update=yes
  shift
fi
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-mistakes.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
mkdir "$top/bin" "$top/work" "$top/work/bare" || exit 2
ln -s "$binary" "$top/bin/zhaoshang"
PATH=$top/bin:$PATH
cd "$top/work" || exit 2
cp -R "$here/../../policies" policies && cp -R "$here/../../samples/gongan-2022" county || exit 2
rm -rf county/results
sed -i 's/^policy: .*/policy: ..\/policies\/gongan-2022.yaml/' county/zhaoshang.yaml
: >empty.yaml
echo 'no table' >table.txt
printf 'PK\003\004 word/document.xml' >letter.docx
find . -type f | sort >"$top/before"

failed=0
for language in en zh; do
  grep '^zhaoshang' "$here/lines" >"$top/lines"
  : >"$top/answers.$language"
  while IFS= read -r line; do
    ZHAOSHANG_LANG=$language sh -c "$line" >"$top/stdout" 2>"$top/stderr" </dev/null
    status=$?
    {
      echo "\$ $line"
      cat "$top/stdout" "$top/stderr"
      echo "exit $status"
      echo
    } >>"$top/answers.$language"
    case $status in
    2 | 3 | 4 | 5) ;;
    *)
      echo "$language: $line: exit status $status"
      failed=1
      ;;
    esac
    if ! grep -q 'error\[' "$top/stderr" || ! grep -q '^ *help: .' "$top/stderr"; then
      echo "$language: $line: no error, or nothing said of what to do next"
      failed=1
    fi
  done <"$top/lines"
  if [ "$update" ]; then
    cp "$top/answers.$language" "$here/answers.$language"
  else
    diff "$here/answers.$language" "$top/answers.$language" || failed=1
  fi
done
find . -type f | sort | diff "$top/before" - || { echo "files were written" && failed=1; }
[ "$(wc -l <"$top/lines")" -ge 40 ] || { echo "fewer than 40 lines" && failed=1; }
exit "$failed"
