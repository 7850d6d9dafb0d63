#!/bin/bash
# Completion in bash itself: command lines are completed by the function that the script of
# `zhaoshang completion bash` registers, with the words as bash cuts them.
#
#   tests/completion/bash.sh BINARY
set -u
export LC_ALL=C.UTF-8
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-completion.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
mkdir "$top/bin" "$top/my county" || exit 2
ln -s "$(realpath "$1")" "$top/bin/zhaoshang" || exit 2
PATH=$top/bin:$PATH
cd "$(dirname "$0")/../.." || exit 2
samples=$PWD/samples
failed=0

eval "$(zhaoshang completion bash)" || exit 2
function=$(complete -p zhaoshang | sed 's/.*-F \([^ ]*\).*/\1/')

# completed WORD...: what bash would offer for the line, the last word being typed.
completed() {
  COMP_WORDS=(zhaoshang "$@")
  COMP_CWORD=$#
  COMPREPLY=()
  "$function" zhaoshang "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>"$top/stderr"
  [ ! -s "$top/stderr" ] || echo "standard error: $(cat "$top/stderr")"
  printf '%s\n' "${COMPREPLY[@]}"
}

# offers EXPECTED WORD...: exactly these words, divided by blanks, in any order.
offers() {
  local wanted=$1 found
  shift
  found=$(completed "$@" | sort | paste -sd ' ')
  [ "$found" = "$(tr ' ' '\n' <<<"$wanted" | sort | paste -sd ' ')" ] && return
  echo "zhaoshang $*: offers \"$found\", not \"$wanted\""
  failed=1
}

# has WORD TYPED...: at least this word.
has() {
  local wanted=$1
  shift
  completed "$@" | grep -Fxqe "$wanted" && return
  echo "zhaoshang $*: does not offer $wanted"
  failed=1
}

offers 'roster' ro
offers 'check test fmt doc schema' policy ''
offers 'bulletin' bu
has attendance ''
has policy ''
offers 'zh en' run --lang ''
offers '--lang' run --la
offers 'always' run --color = al # bash cuts at the sign
offers 'auto always never' run --color =
offers 'html docx xlsx' bulletin --to ''
offers 'html,docx html,xlsx' bulletin --to html,
offers 'bash zsh' completion ''
offers '' run nothing

# What the workspace and its policy know.
offers '2014Q1 2014Q2 2014Q3 2014Q4' run -C "$samples/town-2014" --period 2014Q
has T02 explain -C "$samples/gongan-2022" --period 2022 assess T
offers 'rank rating' explain -C "$samples/gongan-2022" --period 2022 assess T02 ra
has days_resident explain -C "$samples/gongan-2022" --period 2022 attendance M008 ''
has 2022-06 explain -C "$samples/gongan-2022" --period 2022 attendance M008 2022-
has merit explain -C "$samples/gongan-2022" --period 2022 reward M008 ''
has amount-unit explain amount-
has award_line= compare -C "$samples/yinjiang-2012" --set aw
offers 'under_way new_start' compare -C "$samples/town-2014" --set carried_over =
offers 'new_start' compare -C "$samples/town-2014" --set = carried_over = n

# Quotes and blanks in what has been typed.
cp -R "$samples/town-2014/data" "$top/my county/"
printf 'schema: 1\npolicy: %s\n' "$samples/../policies/town-2014.yaml" >"$top/my county/zhaoshang.yaml"
has 2014H1 run -C "'$top/my county'" --period 2014
has 2014H1 run -C "$top/my\\ county" --period 2014

# Paths, and nothing of what is not there, without a word about it.
has "$samples/gongan-2022" run -C "$samples/gong"
has "$samples/gongan-2022/results" verify "$samples/gongan-2022/res"
has "$samples/gongan-2022/results/2022/receipt.json" verify "$samples/gongan-2022/results/2022/"
offers "" run -C "$top/nowhere" --period ''
mkdir "$top/broken" && echo 'schema: [' >"$top/broken/zhaoshang.yaml"
offers "" explain -C "$top/broken" assess ''

# Every option of every command, as its help has them, and no other.
commands=$(printf '\0' | zhaoshang completion words | cut -f 1)
[ "$(wc -w <<<"$commands")" -gt 10 ] || { echo "hardly any commands: $commands"; failed=1; }
for command in $commands; do
  parts=$command
  if [ "$command" = policy ]; then
    parts=$(printf 'policy\0\0' | zhaoshang completion words | cut -f 1 | sed 's/^/policy /' | tr ' ' +)
  fi
  for part in $parts; do
    part=${part//+/ }
    # shellcheck disable=SC2086  # two words are two
    helped=$(zhaoshang $part --help | grep -Eo '^  (-[A-Za-z], |    )--[a-z-]+|^  -[A-Za-z] ' |
      sed -E 's/^ +(-[A-Za-z], )?//; s/ $//' | sort)
    # shellcheck disable=SC2086
    offered=$(completed $part - | sort)
    [ "$helped" = "$offered" ] && continue
    echo "zhaoshang $part: the help and completion have other options:"
    diff <(echo "$helped") <(echo "$offered")
    failed=1
  done
done
exit "$failed"
