#!/bin/sh
# What `--to docx` writes: the same bytes twice, the page and the styles of GB/T 9704, charts within.
#
#   tests/golden/document.sh BINARY
set -u
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-document.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
mkdir "$top/samples" || exit 2
cp -R "$root/policies" "$top/policies" && cp -R "$root/samples/employment-2009" "$top/samples/" || exit 2
cd "$top/samples" || exit 2
for time in first second; do
  "$binary" bulletin -q -C employment-2009 --period 2009 --to docx
  [ $? -le 1 ] || exit 1
  cp employment-2009/results/2009/bulletin.docx "$top/$time.docx"
  sleep 2 # the clock must not be seen
done
cmp "$top/first.docx" "$top/second.docx" || exit 1
python3 - "$top/first.docx" <<'PYTHON'
import re, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
document = book.read('word/document.xml').decode()
failed = False
def expect(what, holds):
    global failed
    if not holds:
        failed = True
        print('not so:', what)

page = re.search(r'<w:pgMar[^>]*>', document).group(0)
# 37, 35, 28 and 26 mm in twentieths of a point.
for side, twips in (('top', 2098), ('bottom', 1984), ('left', 1588), ('right', 1474)):
    expect(f'{side} margin {twips}', f'w:{side}="{twips}"' in page)
expect('A4', re.search(r'<w:pgSz[^>]*w:w="11906"[^>]*w:h="16838"|<w:pgSz[^>]*w:h="16838"[^>]*w:w="11906"', document))
footers = [book.read(name).decode() for name in book.namelist() if re.match(r'word/footer\d*\.xml', name)]
expect('page numbers', any(' PAGE ' in each and '— ' in each for each in footers))
styles = book.read('word/styles.xml').decode()
for font in ('仿宋', '黑体', '楷体', '方正小标宋简体'):
    expect(font, f'w:eastAsia="{font}"' in styles)
for style in ('Title', 'Subtitle', 'Heading1', 'TableHead', 'TableCell', 'Figure', 'Signature'):
    expect('style ' + style, f'w:val="{style}"' in document)
expect('one chart', len([n for n in book.namelist() if n.endswith('.png')]) == 1)
sys.exit(failed)
PYTHON
