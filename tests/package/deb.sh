#!/bin/sh
# Makes the Debian package of a build and tries it: its fields, lintian, and in a clean Debian into which
# nothing but it and what it depends on is put. Needs root, lintian, mmdebstrap and Debian's packages;
# without one of the latter two that part is left out, and that is said.
#
#   tests/package/deb.sh BUILD [FOLDER]     the package stays in FOLDER, if given
set -u
LC_ALL=C.UTF-8
export LC_ALL
build=$(realpath "$1") || exit 2
kept=${2:-}
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-deb.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
failed=0
fault() {
  echo "$*"
  failed=1
}

cpack --config "$build/CPackConfig.cmake" -B "$top/made" >"$top/log" 2>&1 || {
  cat "$top/log"
  exit 1
}
package=$(find "$top/made" -maxdepth 1 -name 'zhaoshang_*.deb')
[ -f "$package" ] || { echo "cpack made no package"; exit 1; }
[ -z "$kept" ] || { mkdir -p "$kept" && cp "$package" "$kept/"; } || exit 2

dpkg-deb -I "$package" control >"$top/control" || exit 1
for field in 'Section: utils' 'Recommends: pandoc, librsvg2-bin' \
  'Description: county investment-promotion schemes over CSV tables'; do
  grep -Fxq "$field" "$top/control" || fault "the package does not say $field"
done
for library in libc6 libfmt libyaml-cpp libutf8proc libpcre2-8 libnettle libxlsxwriter libmd4c; do
  grep '^Depends: ' "$top/control" | grep -q "[ ,]$library" || fault "does not depend on $library"
done
grep '^Depends: ' "$top/control" | grep -q -- '-dev' && fault "depends on what only building needs"
dpkg-deb --fsys-tarfile "$package" | tar -t >"$top/files"
grep -Ev '^\./(usr/.*)?$' "$top/files" && fault "there are files outside of /usr"
grep -E '/man[157]/.*\.[157]$' "$top/files" && fault "pages of the manual are not gzipped"
for file in bin/zhaoshang share/man/man1/zhaoshang.1.gz share/man/zh_CN/man1/zhaoshang.1.gz \
  share/bash-completion/completions/zhaoshang share/zsh/vendor-completions/_zhaoshang \
  share/zhaoshang/policy.schema.json share/doc/zhaoshang/copyright; do
  grep -Fxq "./usr/$file" "$top/files" || fault "there is no /usr/$file"
done

if command -v lintian >/dev/null; then
  # The one tag is about packages that are to go into Debian itself.
  lintian --no-cfg --allow-root --fail-on error,warning \
    --suppress-tags initial-upload-closes-no-bugs "$package" >"$top/lintian" 2>&1 ||
    { cat "$top/lintian"; fault "lintian finds faults"; }
else
  echo "lintian is not installed: left out"
fi

# What somebody does who has just installed it, as a user without a home.
cat >"$top/try.sh" <<'END'
set -eu
cd /tmp
zhaoshang --version
zhaoshang run -C /usr/share/zhaoshang/samples/town-2014 -o results -q || [ $? -eq 1 ]
cmp results/2014/awards.csv /usr/share/zhaoshang/samples/town-2014/results/2014/awards.csv
zhaoshang init town --policy town-2014 -q
zhaoshang run -C town --to html,xlsx -q || [ $? -eq 1 ]
test -s town/results/2014/bulletin.html
zhaoshang eval '9600万元 / 1亿元'
END
if command -v mmdebstrap >/dev/null && [ "$(id -u)" -eq 0 ]; then
  # shellcheck disable=SC2016  # "$1" is the chroot's folder, which mmdebstrap sets
  mmdebstrap --quiet --mode=root --variant=apt --format=null \
    --aptopt='APT::Install-Recommends "false"' \
    --customize-hook="copy-in $package $top/try.sh /tmp" \
    --customize-hook='chroot "$1" sh -c "apt-get install -qq -y /tmp/zhaoshang_*.deb >/dev/null"' \
    --customize-hook='chroot "$1" chmod 755 /tmp/try.sh' \
    --customize-hook='chroot "$1" env -i PATH=/usr/bin:/bin setpriv --reuid=65534 --clear-groups sh /tmp/try.sh' \
    --customize-hook='chroot "$1" sh -c "dpkg --purge zhaoshang >/dev/null && ! find /usr -name \"*zhaoshang*\" | grep ."' \
    bookworm /dev/null >"$top/chroot" 2>&1 || { cat "$top/chroot"; fault "a clean Debian does not take it"; }
  grep -Fxq 0.96 "$top/chroot" || fault "what ran there did not print 0.96: $(tail -n 20 "$top/chroot")"
else
  echo "mmdebstrap is not installed, or this is not root: no clean Debian was made"
fi
exit "$failed"
