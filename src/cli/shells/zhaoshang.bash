# Completion of zhaoshang for bash. What can be typed is asked of the programme itself, so that this
# file knows no command and no option; see zhaoshang-completion(1).

# Quotes and backslashes of a word that is still being typed are none of its own.
_zhaoshang_plain() {
  local word=${1//[\"\']/}
  printf '%s\0' "${word//\\/}"
}

_zhaoshang_ask() {
  local word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do _zhaoshang_plain "$word"; done |
    "${COMP_WORDS[0]/#\~/$HOME}" completion words 2>/dev/null
}

_zhaoshang() {
  local line word special='[]{}()<>;&|$`"!*?~#\ '
  local current=${COMP_WORDS[COMP_CWORD]}
  [ "$current" != = ] || current=
  COMPREPLY=()
  while IFS= read -r line; do
    word=${line%%$'\t'*}
    case $word in
      :folders | :files)
        compopt -o filenames 2>/dev/null
        while IFS= read -r word; do
          COMPREPLY+=("$word")
        done < <(
          compgen -d -- "$current"
          [ "$line" = $':folders\t' ] || compgen -f -X "!*${line#*$'\t'}" -- "$current" |
            while IFS= read -r word; do [ -d "$word" ] || printf '%s\n' "$word"; done
        )
        ;;
      *=)
        compopt -o nospace 2>/dev/null
        COMPREPLY+=("$word")
        ;;
      *["$special"]*) COMPREPLY+=("$(printf '%q' "$word")") ;;
      *) COMPREPLY+=("$word") ;;
    esac
  done < <(_zhaoshang_ask)
}

complete -F _zhaoshang zhaoshang
