# Steps that .ci/run, tests/run.sh and samples/demo.sh share. Sourced, POSIX sh, from the top of the
# repository: `. .ci/steps.sh`. Each step says one line; its output is shown only when it fails.

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# quietly LOG COMMAND...: runs the command with its output in the file LOG; when it fails, shows the
# end of LOG and gives up.
quietly() {
  quietly_log=$1
  shift
  "$@" >"$quietly_log" 2>&1 && return 0
  quietly_status=$?
  tail -n 60 "$quietly_log" >&2
  fail "failed with status $quietly_status: $* (all of its output: $quietly_log)"
}

# install_missing KIND...: installs the packages of these kinds that are not installed yet.
install_missing() {
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    fail "this needs Debian (or a system with apt): see .ci/packages for what to install by hand"
  missing=
  for kind in "$@"; do
    for package in $(awk -v kind="$kind" '!/^#/ && $2 == kind { print $1 }' .ci/packages); do
      case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || :) in
        *'ok installed') ;;
        *) missing="$missing $package" ;;
      esac
    done
  done
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -eq 0 ]; then
    as_root=
  elif command -v sudo >/dev/null; then
    as_root=sudo
  else
    fail "not root and no sudo; ask an administrator to install:$missing"
  fi
  say "installing$missing"
  # shellcheck disable=SC2086  # several words are meant
  quietly build/apt-update.log $as_root apt-get update
  # shellcheck disable=SC2086
  quietly build/apt-install.log $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends $missing
}

# build_preset PRESET [TARGET]: configures build/PRESET and builds all of it, or only TARGET.
build_preset() {
  mkdir -p "build/$1"
  say "configuring $1"
  quietly "build/$1/configure.log" cmake --preset "$1"
  say "building $1 (the first time takes some minutes)"
  quietly "build/$1/build.log" cmake --build --preset "$1" --target "${2:-all}"
}
