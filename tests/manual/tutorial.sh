#!/bin/sh
# Follows zhaoshang-tutorial(7) to the letter, in an empty folder: writes the files that it has written,
# runs the commands that it has typed, and compares what they print with what the page shows.
#
# A literal block below "Write FILE:" (写入) is that file, below "Add to FILE:" (添到) its next lines. In a block that
# starts with "$ ", the lines so marked are commands, and those up to the next are what it prints; a
# line "…" among them stands for any lines, also none.
#
#   tests/manual/tutorial.sh BINARY [PAGE]
set -u
LC_ALL=C.UTF-8
export LC_ALL
# What the page does not set may not decide what is printed.
unset LANGUAGE LC_MESSAGES LANG
for name in $(env | sed -n 's/^\(ZHAOSHANG_[A-Z_]*\)=.*/\1/p'); do
  unset "$name"
done
binary=$(realpath "$1") || exit 2
page=$(realpath "${2:-$(dirname "$0")/../../man/zhaoshang-tutorial.7}") || exit 2
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-tutorial.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
mkdir "$top/bin" "$top/steps" "$top/here" || exit 2
ln -s "$binary" "$top/bin/zhaoshang"
PATH=$top/bin:$PATH
export PATH
cd "$top/here" || exit 2
failed=0
fault() {
  echo "$1"
  failed=1
}

# One folder for each step, in order: "what" (write, add or run), "where" (the line of the page),
# "file" or "command", and "text", the lines of the file or what the command is to print.
awk -v to="$top/steps" '
  function step(kind, name, value) {
    if (text != "") close(text)
    dir = sprintf("%s/%04d", to, ++count)
    system("mkdir " dir)
    print kind >(dir "/what"); close(dir "/what")
    print NR >(dir "/where"); close(dir "/where")
    print value >(dir "/" name); close(dir "/" name)
    text = dir "/text"
    printf "" >text
  }
  !block && /^(Write|写入)$/ { kind = "write"; next }
  !block && /^(Add to|添到)$/ { kind = "add"; next }
  !block && kind != "" && file == "" && /^\.Pa .*( :| Ns ：)$/ { file = $2; next }
  /^\.Bd -literal/ {
    block = 1
    first = 1
    text = ""
    if (file != "") step(kind, "file", file)
    next
  }
  /^\.Ed/ { block = 0; kind = file = ""; next }
  !block { kind = file = ""; next }
  {
    gsub(/\\\(aq/, "\047"); gsub(/\\&/, ""); gsub(/\\e/, "\\")
    if (first && file == "") session = /^\$ /
    first = 0
    if (file == "" && session && /^\$ /) step("run", "command", substr($0, 3))
    else if (text != "") print >text
  }' "$page" || exit 2

# Whether the lines of the second file are those that the first one shows.
shown() {
  awk '
    FNR == NR { want[++wants] = $0; next }
    { have[++haves] = $0 }
    END {
      i = j = 1
      star = 0
      while (j <= haves) {
        if (i <= wants && want[i] == "…") { star = i++; mark = j }
        else if (i <= wants && want[i] == have[j] "") { ++i; ++j }
        else if (star) { i = star + 1; j = ++mark }
        else exit 1
      }
      while (i <= wants && want[i] == "…") ++i
      exit i <= wants
    }' "$1" "$2"
}

written=0
run=0
status=0
for step in "$top"/steps/*; do
  [ -d "$step" ] || break
  place=$page:$(cat "$step/where")
  case $(cat "$step/what") in
    write)
      cat "$step/text" >"$(cat "$step/file")" || fault "$place: cannot write $(cat "$step/file")"
      written=$((written + 1))
      ;;
    add)
      # What is added to must be there.
      if [ -f "$(cat "$step/file")" ]; then
        cat "$step/text" >>"$(cat "$step/file")"
      else
        fault "$place: adds to $(cat "$step/file"), which nothing has written"
      fi
      written=$((written + 1))
      ;;
    run)
      # In a shell of its own, which starts with the status of the command before, for "echo $?".
      { echo "(exit $status)"; cat "$step/command"; } >"$top/command"
      sh "$top/command" >"$top/printed" 2>&1 </dev/null
      status=$?
      run=$((run + 1))
      if [ "$(cat "$step/text")" = … ]; then
        fault "$place: the page shows nothing of what this prints: $(cat "$step/command")"
      # awk takes an empty file for none at all.
      elif [ ! -s "$step/text" ]; then
        [ ! -s "$top/printed" ] || {
          fault "$place: the page shows no output of: $(cat "$step/command")"
          sed 's/^/    /' "$top/printed"
        }
      elif ! shown "$step/text" "$top/printed"; then
        fault "$place: the page shows other output of: $(cat "$step/command")"
        diff "$step/text" "$top/printed" | sed 's/^/    /'
      fi
      ;;
  esac
done
if [ "$written" -eq 0 ] || [ "$run" -eq 0 ]; then
  fault "$page: $written files to write and $run commands to run: there must be some of both"
fi
exit "$failed"
