"""One set of tables as different offices would send it: the results are the same bytes.

    tests/import/layouts.py BINARY SAMPLE PERIOD

Every input file of the sample is rewritten in each of the layouts below. With those that keep each row
on its line, `run` must give what it gives of the original, file by file. With all of them, `import`
must give the canonical file that it gives of the original, and a run over canonical files the same
tables once more; imported twice, a file stays as it is.
"""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
BINARY, SAMPLE, PERIOD = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
FIGURE = re.compile(r"-?\d+(\.\d+)?")
# Columns of amounts, which offices write with commas; ids and names are not to be touched.
AMOUNTS = {"investment", "fixed_investment", "registered_capital", "foreign", "area", "tax", "amount"}
WIDE = str.maketrans("0123456789-.,", "０１２３４５６７８９－．，")


def written(rows, quote=csv.QUOTE_MINIMAL, end="\n", separator=","):
    text = io.StringIO()
    csv.writer(text, quoting=quote, lineterminator=end, delimiter=separator).writerows(rows)
    return text.getvalue()


def grouped(cell):
    whole, point, part = cell.partition(".")
    return f"{int(whole):,}" + point + part


def each_cell(rows, change):
    return rows[:1] + [[change(name, cell) for name, cell in zip(rows[0], row)] for row in rows[1:]]


def office_day(name, cell):
    match = DAY.fullmatch(cell)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else cell


def slashed_day(name, cell):
    match = DAY.fullmatch(cell)
    return f"{match[1]}/{int(match[2])}/{int(match[3])}" if match else cell


def commas(name, cell):
    return grouped(cell) if name in AMOUNTS and FIGURE.fullmatch(cell) else cell


def wide(name, cell):
    is_figure = (name in AMOUNTS and FIGURE.fullmatch(cell)) or DAY.fullmatch(cell)
    return cell.translate(WIDE) if is_figure else cell


def padded(rows):
    return [[f" {cell}　" for cell in row] + ["", ""] for row in rows]


def in_chinese(rows, headings):
    return [[headings.get(name, name) for name in rows[0]]] + rows[1:]


def reordered(rows):
    return [row[::-1] for row in rows]


def in_an_office(rows, headings):
    """A title, a note of the date, blank lines, the headings once more, sums, and who filled it in."""
    width = len(rows[0])
    line = lambda *cells: (list(cells) + [""] * width)[:max(width, len(cells))]
    body = in_chinese(rows, headings)
    made = [line("某县某表"), line(""), line("填报日期：2022年12月31日"), body[0]]
    for number, row in enumerate(body[1:]):
        if number % 40 == 39:
            made += [line(""), body[0]]
        made.append(row)
    return made + [line("合计"), line(""), line("填表人：甲某", "审核人：乙某"), line("注：仅供试用")]


# What keeps rows on their lines.
LAYOUTS = {
    "utf-8 with a mark": lambda rows, h: written(rows).encode("utf-8-sig"),
    "utf-16, little end first": lambda rows, h: b"\xff\xfe" + written(rows).encode("utf-16-le"),
    "utf-16, big end first": lambda rows, h: b"\xfe\xff" + written(rows).encode("utf-16-be"),
    "gb18030": lambda rows, h: written(in_chinese(rows, h)).encode("gb18030"),
    "cr lf": lambda rows, h: written(rows, end="\r\n").encode(),
    "all quoted, no last line end": lambda rows, h: written(rows, csv.QUOTE_ALL).rstrip("\n").encode(),
    "chinese headings, columns from the back": lambda rows, h: written(reordered(in_chinese(rows, h))).encode(),
    "blanks and commas at the ends": lambda rows, h: written(padded(rows)).encode(),
    "days and amounts as offices write them": lambda rows, h: written(each_cell(each_cell(rows, office_day), commas)).encode(),
    "full-width figures": lambda rows, h: written(each_cell(rows, wide)).encode(),
    "a spreadsheet's own": lambda rows, h: written(each_cell(in_chinese(rows, h), slashed_day), end="\r\n").encode("gb18030"),
}
# What only import takes in.
EXPORTS = {
    "titles and sums": lambda rows, h: written(in_an_office(rows, h), end="\r\n").encode("gb18030"),
    "unicode text": lambda rows, h: b"\xff\xfe" + written(rows, end="\r\n", separator="\t").encode("utf-16-le"),
}


def run(*command, codes=(0,)):
    done = subprocess.run([BINARY, *command], capture_output=True)
    if done.returncode not in codes:
        sys.exit(f"zhaoshang {' '.join(command)}: exit status {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


def chinese_headings(policy, top):
    """Table to English name to Chinese heading, as `init` writes them."""
    for language in ("en", "zh"):
        run("init", os.path.join(top, language), "--policy", policy, "--lang", language, "-q")
    found = {}
    for name in os.listdir(os.path.join(top, "en", "data")):
        lines = [open(os.path.join(top, language, "data", name), encoding="utf-8").readline().strip()
                 for language in ("en", "zh")]
        found[name[:-4]] = dict(zip(*(line.split(",") for line in lines)))
    return found


def read_rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file)]


def tables_of(folder):
    """Table and path of every input file."""
    data = os.path.join(folder, "data")
    for where, _, names in sorted(os.walk(data)):
        for name in sorted(names):
            if name.endswith(".csv"):
                table = name[:-4] if where == data else os.path.basename(where)
                yield table, os.path.join(where, name)


def results(folder):
    """Every file but the receipt, which holds the sums of the inputs."""
    run("run", "-q", "-C", folder, "--period", PERIOD, codes=(0, 1))
    where = os.path.join(folder, "results", PERIOD)
    return {name: open(os.path.join(where, name), "rb").read()
            for name in sorted(os.listdir(where)) if name != "receipt.json"}


def differing(one, other):
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def main():
    failed = False
    with tempfile.TemporaryDirectory() as top:
        shutil.copytree(os.path.join(ROOT, "policies"), os.path.join(top, "policies"))
        plain = os.path.join(top, "samples", SAMPLE)
        shutil.copytree(os.path.join(ROOT, "samples", SAMPLE), plain)
        policy = re.search(r"^policy: *(\S+)", open(os.path.join(plain, "zhaoshang.yaml")).read(), re.M)[1]
        headings = chinese_headings(os.path.join(plain, policy), top)
        wanted = results(plain)
        tables = {path: (table, read_rows(path)) for table, path in tables_of(plain)}
        canonical = {path: run("import", table, path, "-C", plain, "-q")
                     for path, (table, _) in tables.items()}
        for layout, rewrite in {**LAYOUTS, **EXPORTS}.items():
            folder = os.path.join(top, "samples", "rewritten")
            shutil.copytree(plain, folder)
            for path, (table, rows) in tables.items():
                copy = os.path.join(folder, os.path.relpath(path, plain))
                with open(copy, "wb") as file:
                    file.write(rewrite(rows, headings.get(table, {})))
                if run("import", table, copy, "-C", folder, "-q") != canonical[path]:
                    failed = True
                    print(f"{layout}: import of {os.path.relpath(path, plain)} differs")
            if layout in LAYOUTS:
                for name in differing(wanted, results(folder)):
                    failed = True
                    print(f"{layout}: {name} differs")
            shutil.rmtree(folder)
        for path, text in canonical.items():
            with open(path, "wb") as file:
                file.write(text)
            if run("import", tables[path][0], path, "-C", plain, "-q") != text:
                failed = True
                print(f"{os.path.relpath(path, plain)}: its canonical form is not its own")
        for name in differing(wanted, results(plain)):
            failed = True
            print(f"canonical files: {name} differs")
    print(f"{len(LAYOUTS)} layouts and {len(EXPORTS)} exports of {len(tables)} files")
    sys.exit(failed)


if __name__ == "__main__":
    main()
