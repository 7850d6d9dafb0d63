#!/usr/bin/env zsh
# Completion in zsh itself: an interactive zsh in a terminal of its own, in which Tab is pressed.
#
#   tests/completion/zsh.zsh BINARY
emulate -R zsh
zmodload zsh/zpty || exit 2
root=${0:A:h:h:h}
top=$(mktemp -d ${TMPDIR:-/tmp}/zhaoshang-completion.XXXXXX) || exit 2
trap 'rm -rf $top' EXIT
mkdir $top/bin $top/functions $top/home
ln -s ${1:A} $top/bin/zhaoshang
# As an installation puts it: found by its name in fpath.
$top/bin/zhaoshang completion zsh >$top/functions/_zhaoshang || exit 2
failed=0

cat >$top/home/.zshrc <<END
PROMPT='READY> '
unsetopt beep list_beep
fpath=($top/functions \$fpath)
autoload -Uz compinit && compinit -u -D
cd $root
bindkey '^I' complete-word
# The line as it stands, and an end to look for.
show() { print -r -- "LINE[\$BUFFER]END"; zle kill-buffer }
zle -N show
bindkey '^X' show
zstyle ':completion:*' list-prompt ''
END

start() {
  zpty -b shell "env -i HOME=$top/home ZDOTDIR=$top/home TERM=dumb LC_ALL=${1:-C.UTF-8} COLUMNS=200 LINES=400 PATH=$top/bin:/usr/bin:/bin zsh -o no_global_rcs -i"
  wait_for 'READY> '
}
stop() { zpty -d shell }

# Reads what the shell prints up to a text; gives up after twenty seconds.
wait_for() {
  local piece
  printed=
  integer tries=0
  while (( tries++ < 400 )); do
    while zpty -r -t shell piece; do printed+=$piece; done
    [[ $printed == *${~1}* ]] && return 0
    sleep 0.05
  done
  print "the shell does not say $1: $printed"
  failed=1
  return 1
}

# becomes LINE TYPED: the line after Tab.
becomes() {
  zpty -w -n shell $2$'\t\x18'
  wait_for 'LINE\[*\]END' || return
  local line=${${printed##*LINE\[}%%\]END*}
  [[ $line == $1 ]] && return
  print "$2<Tab> becomes \"$line\", not \"$1\""
  failed=1
}

# lists TEXT TYPED: what Tab lists has this text.
lists() {
  zpty -w -n shell $2$'\t\x18'
  wait_for 'LINE\[*\]END' || return
  [[ $printed == *$1* ]] && return
  print "$2<Tab> does not list \"$1\": $printed"
  failed=1
}

start
becomes 'zhaoshang roster ' 'zhaoshang ros'
becomes 'zhaoshang policy fmt ' 'zhaoshang policy f'
becomes 'zhaoshang run --period ' 'zhaoshang run --pe'
becomes 'zhaoshang run --color=always ' 'zhaoshang run --color=al'
becomes 'zhaoshang bulletin --to html,docx ' 'zhaoshang bulletin --to html,d'
becomes 'zhaoshang run -C samples/gongan-2022/' 'zhaoshang run -C samples/gong'
becomes 'zhaoshang verify samples/gongan-2022/results/2022/receipt.json ' 'zhaoshang verify samples/gongan-2022/results/2022/rec'
becomes 'zhaoshang run --policy=policies/town-2014.yaml ' 'zhaoshang run --policy=policies/town-2014'
becomes 'zhaoshang explain -C samples/gongan-2022 assess T02 rating ' 'zhaoshang explain -C samples/gongan-2022 assess T02 rati'
becomes 'zhaoshang compare -C samples/yinjiang-2012 --set award_line=' 'zhaoshang compare -C samples/yinjiang-2012 --set award_li'
becomes 'zhaoshang compare -C samples/town-2014 --set carried_over=new_start ' 'zhaoshang compare -C samples/town-2014 --set carried_over=n'
lists 'who may be on a team' 'zhaoshang '
lists 'T02' 'zhaoshang explain -C samples/gongan-2022 assess T'
stop
# The words' meanings are in the language of the environment.
start zh_CN.UTF-8
lists '谁可以在小分队里' 'zhaoshang '
stop
exit $failed
