#!/bin/sh
# What `--to xlsx` writes, read back: a sheet a table, headings that stay, ids as text, figures as
# numbers with the digits of the table, dates as dates.
#
#   tests/golden/workbook.sh BINARY
set -u
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-workbook.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
cd "$top" || exit 2
mkdir -p w/data
cat >w/policy.yaml <<'YAML'
schema: 1
scheme: small
title: 小方案
in_force: 2022-01-01..2022-12-31
reward:
  awards:
    - {id: prize, title: 奖, kind: grant, for: units, amount: 1234.5元, due: '@"2022-12-31"'}
bulletin:
  - {id: year, every: year, title: 通报, parts: [awards: all]}
YAML
printf 'schema: 1\npolicy: policy.yaml\n' >w/zhaoshang.yaml
printf 'unit_id,name\n007,=1+1\n' >w/data/units.csv
"$binary" reward -q -C w --period 2022 --lang zh --to xlsx || exit 1
python3 - w/results/2022/reward.xlsx <<'PYTHON'
import re, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
read = lambda name: book.read(name).decode()
names = re.findall(r'<sheet name="([^"]*)"', read('xl/workbook.xml'))
texts = re.findall(r'<si><t[^>]*>(.*?)</t></si>', read('xl/sharedStrings.xml'))
formats = {n: f for n, f in re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', read('xl/styles.xml'))}
styles = re.findall(r'<xf numFmtId="(\d+)"', read('xl/styles.xml').split('<cellXfs')[1])

def cells(sheet):
    """Of each cell: its text, or its number with its format."""
    for style, kind, value in re.findall(r'<c r="\w+"(?: s="(\d+)")?(?: t="(\w+)")?><v>(.*?)</v>', read(sheet)):
        form = styles[int(style or 0)]
        yield texts[int(value)] if kind == 's' else (value, formats.get(form, form))

failed = False
def expect(what, found, wanted):
    global failed
    if found != wanted:
        failed = True
        print(f'{what}: {found}, expected {wanted}')

expect('sheets', names, ['奖励', '兑现计划'])
awards = list(cells('xl/worksheets/sheet1.xml'))
expect('the id is text', '007' in awards, True)
expect('a name stays text', '=1+1' in awards, True)
expect('the amount', ('1234.5', '4') in awards or ('1234.5', '#,##0.00') in awards, True)
payouts = list(cells('xl/worksheets/sheet2.xml'))
expect('the due date', ('44926', 'yyyy-mm-dd') in payouts, True)
for sheet in (1, 2):
    text = read(f'xl/worksheets/sheet{sheet}.xml')
    expect('headings stay', 'ySplit="1"' in text and 'state="frozen"' in text, True)
expect('made on', '2022-12-31T00:00:00Z' in read('docProps/core.xml'), True)
sys.exit(failed)
PYTHON
