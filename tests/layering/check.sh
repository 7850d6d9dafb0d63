#!/bin/sh
# Holds src/ to the layering: reads its #include lines.
#
#   tests/layering/check.sh SRC [LAYERS]
#
# Fails on an include that is no arrow of `arrows` (transitively), on a library of others outside its
# folder (`third_party`), on a folder that `arrows` does not know and on a county's or scheme's name
# (`names`) anywhere in src/. LAYERS is the list of `folder: folders` that CMake linked; it must say
# the same as `arrows`.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
src=$1
status=0

find "$src" -type f \( -name '*.h' -o -name '*.cc' \) | sort |
  awk -v src="$src" -v arrows="$here/arrows" -v third_party="$here/third_party" '
    # Marks everything right of `folder` as allowed from `start`.
    function reach(start, folder,    n, i, right) {
      n = split(right_of[folder], right, " ")
      for (i = 1; i <= n; i++) {
        if ((start, right[i]) in allowed) continue
        allowed[start, right[i]] = 1
        reach(start, right[i])
      }
    }
    function folder_of(path) { return path ~ /\// ? substr(path, 1, last_slash(path) - 1) : "main" }
    function last_slash(path) { match(path, /[^\/]*$/); return RSTART - 1 }
    function fault(text) { print src "/" path ":" line ": " text; faults++ }

    # An include of ours: the path starts at src/.
    function ours(header,    to) {
      if (header == "version.h") return
      if (header !~ /\//) return fault("\"" header "\": write the path from src/")
      to = folder_of(header)
      if (to == from || (from, to) in allowed) return
      fault(to in right_of ? from " may not include " to " (\"" header "\")" \
                           : "\"" header "\" is in no folder of tests/layering/arrows")
    }
    # An include in <>.
    function others(header,    start) {
      for (start in home)
        if (index(header, start) == 1) {
          if (home[start] != "*" && index(" " home[start] " ", " " from " ") == 0)
            fault(from " may not include <" header ">: only " home[start])
          return
        }
      if (header ~ /\// && header !~ /^(sys|linux|netinet|arpa)\//)
        fault("<" header "> is not in tests/layering/third_party")
    }

    BEGIN {
      while ((getline text < arrows) > 0) {
        if (text ~ /^#/ || text !~ /:/) continue
        colon = index(text, ":")
        right_of[substr(text, 1, colon - 1)] = substr(text, colon + 1)
      }
      for (folder in right_of) reach(folder, folder)
      while ((getline text < third_party) > 0) {
        if (text ~ /^#/ || split(text, word, " ") < 2) continue
        start = word[1]
        sub(/^[^ ]+ +/, "", text)
        home[start] = text
      }
    }
    {
      path = substr($0, length(src) + 2)
      from = folder_of(path)
      line = 0
      files++
      if (!(from in right_of)) fault("folder " from " is not in tests/layering/arrows")
      if (from == "main" && path != "main.cc") fault("only main.cc stands in src/ itself")
      while ((getline text < $0) > 0) {
        line++
        if (text !~ /^[ \t]*#[ \t]*include/) continue
        sub(/^[ \t]*#[ \t]*include[ \t]*/, "", text)
        if (match(text, /^"[^"]+"/)) ours(substr(text, 2, RLENGTH - 2))
        else if (match(text, /^<[^>]+>/)) others(substr(text, 2, RLENGTH - 2))
        else fault("cannot read this #include")
      }
      close($0)
    }
    END {
      print files + 0 " files, " faults + 0 " faults of layering"
      exit faults > 0
    }' || status=1

if grep -rniF --include='*.h' --include='*.cc' -f "$here/names" "$src"; then
  echo "the name of a county or scheme: it belongs into its policy, not into src/"
  status=1
fi

if [ $# -ge 2 ]; then
  # normal FILE: `folder: folders` in one spelling, sorted.
  normal() { sed '/^#/d; s/:/ : /' "$1" | awk 'NF { $1 = $1; print }' | grep -v '^main ' | sort; }
  normal "$here/arrows" >"$2.arrows"
  normal "$2" | diff "$2.arrows" - || {
    echo "CMakeLists.txt (>) and tests/layering/arrows (<) do not say the same"
    status=1
  }
fi
exit "$status"
