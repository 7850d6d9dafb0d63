#compdef zhaoshang
# Completion of zhaoshang for zsh. What can be typed is asked of the programme itself, so that this
# file knows no command and no option; see zhaoshang-completion(1).

_zhaoshang() {
  local line word
  local -a asked plain open
  asked=("${(@f)$(printf '%s\0' "${(@Q)words[2,CURRENT]}" |
    "${(Q)words[1]/#\~/$HOME}" completion words 2>/dev/null)}")
  for line in "${asked[@]}"; do
    word=${line%%$'\t'*}
    case $word in
      '') ;;
      :folders | :files)
        compset -P '--[a-z-]#='
        if [[ $word == :folders ]]; then _files -/; else _files -g "*${line#*$'\t'}"; fi
        ;;
      *) if [[ $word == *= ]]; then open+=("$word"); else plain+=("${word//:/\\:}:${line#*$'\t'}"); fi ;;
    esac
  done
  (( ! $#open )) || compadd -S '' -a open
  (( ! $#plain )) || _describe -V zhaoshang plain
}

# Found in fpath it is called at once; read by `source` or `eval` it is made known.
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _zhaoshang "$@"
else
  compdef _zhaoshang zhaoshang
fi
