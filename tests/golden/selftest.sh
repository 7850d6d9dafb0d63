#!/bin/sh
# Tests run.sh with a stand-in for the programme: what agrees passes, each kind of difference is
# caught, and --update writes what then passes.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-golden-selftest.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
passed=0
failed=0

# The stand-in: prints its input, complains, writes a file and ends with 1.
mkdir "$top/bin"
cat >"$top/bin/zhaoshang" <<'END'
#!/bin/sh
cat in.csv
echo "lang $LANG${ZHAOSHANG_LANG-}" >&2
mkdir -p "out folder" && echo "done" >"out folder/a.csv"
exit 1
END
chmod +x "$top/bin/zhaoshang"

lay() {
  rm -rf "$top/case"
  mkdir -p "$top/case/files/out folder"
  echo 'zhaoshang run' >"$top/case/cmd"
  echo 'a,b' >"$top/case/in.csv"
  echo 'a,b' >"$top/case/stdout"
  echo 'lang C.UTF-8' >"$top/case/stderr"
  echo 1 >"$top/case/exit"
  echo "done" >"$top/case/files/out folder/a.csv"
}

# expect passes|fails WHAT
expect() {
  if ZHAOSHANG_LANG=zh sh "$here/run.sh" "$top/bin/zhaoshang" "$top/case" >"$top/out" 2>&1; then
    got=passes
  else
    got=fails
  fi
  if [ "$got" = "$1" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "$2: should be one that $1"
    cat "$top/out"
  fi
}

update() { sh "$here/run.sh" --update "$top/bin/zhaoshang" "$top/case" >/dev/null 2>&1; }

lay
expect passes "all as expected"
[ "$(ls "$top/case")" = "$(printf 'cmd\nexit\nfiles\nin.csv\nstderr\nstdout')" ] || failed=$((failed + 1))
lay && echo c >>"$top/case/stdout" && expect fails "another stdout"
lay && printf 'lang C.UTF-8' >"$top/case/stderr" && expect fails "stderr without its newline"
lay && rm "$top/case/exit" && expect fails "an exit status of 1 that is not expected"
lay && echo other >"$top/case/files/out folder/a.csv" && expect fails "another file"
lay && rm -r "$top/case/files/out folder" && expect fails "a file that is not expected"
lay && echo x >"$top/case/files/b.csv" && expect fails "a file that is not written"
lay && echo 'zhaoshang run; rm in.csv; exit 1' >"$top/case/cmd" && expect fails "an input is removed"
lay && rm "$top/case/cmd" && expect fails "no cmd"
lay && rm -r "$top/case/stdout" "$top/case/stderr" "$top/case/files" && expect passes "only the exit status compared"
lay && rm -r "$top/case/stdout" "$top/case/stderr" "$top/case/files" "$top/case/exit" && update &&
  expect passes "what --update wrote for a new case"
[ -f "$top/case/files/out folder/a.csv" ] || failed=$((failed + 1))
lay && rm "$top/case/stdout" && echo bad >"$top/case/stderr" && update && expect passes "what --update rewrote"
[ ! -f "$top/case/stdout" ] || failed=$((failed + 1))

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
