"""Files made to do harm: each is answered within SECONDS and MEMORY, by an exit code and a message,
and nothing outside the workspace is read or written.

    tests/attacks/run.py BINARY [--large] [--costs]

The files are made as they are needed. `--large` takes them at full size (a line of 1 GB, a million
columns); ctest takes a sixteenth. Prints a line for each that is not answered as it should be;
`--costs`: and for each what it took, in seconds of the processor and MiB.
"""

import os
import resource
import subprocess
import sys
import tempfile
import threading
import zipfile

SECONDS = 60
MEMORY = 3 << 29  # bytes, of addresses
SECRET = "the secret of another folder"
POLICY = """schema: 1
scheme: made-up
in_force: 2022-01-01..2022-12-31
columns:
  units:
    points: {heading: 得分, type: number, missing: none}
assess:
  units:
    subject: units
    indicators:
      - {id: points, weight: 100, score: points}
    round: 0.01 half up
    rank: {by: score descending, ties: share}
bulletin:
  - {id: notice, title: 通报, every: year, parts: [{assessment: units}]}
"""
UNITS = "unit_id,name,points\nU1,招商局,1\n"


class Attacks:
    def __init__(self, binary, large, costs):
        self.costs = costs
        self.binary, self.faults, self.count = os.path.abspath(binary), [], 0
        self.scale = 1 if large else 16

    def limit(self):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        if not os.environ.get("ZHAOSHANG_SANITIZED"):  # sanitizers reserve terabytes
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def run(self, *arguments):
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
            child = subprocess.Popen([self.binary, *arguments], stdin=subprocess.DEVNULL, stdout=out,
                                     stderr=errors, preexec_fn=self.limit,
                                     env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8",
                                          "TMPDIR": tempfile.gettempdir()})
            timer = threading.Timer(20 * SECONDS, child.kill)
            timer.start()
            _, status, used = os.wait4(child.pid, 0)
            timer.cancel()
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            errors.seek(0)
            done = subprocess.CompletedProcess(child.args, child.returncode, out.read(),
                                               errors.read())
        done.cost = f"{used.ru_utime + used.ru_stime:.2f} s, {used.ru_maxrss / 1024:.0f} MiB"
        return done

    def check(self, name, done, codes, slugs=()):
        """`slugs`: one of them must be named; none: no matter."""
        self.count += 1
        if self.costs:
            print(f"{name}: exit {done.returncode}, {done.cost}", flush=True)
        said = done.stderr.decode(errors="replace")
        if done.returncode not in codes:
            self.fault(name, f"exit {done.returncode}, not {codes}: {said[:400]}")
        elif slugs and not any(f"[{slug}]" in said for slug in slugs):
            self.fault(name, f"says nothing of {slugs}: {said[:400]}")
        if SECRET in said + done.stdout.decode(errors="replace"):
            self.fault(name, "tells the secret")
        if len(done.stderr) > 1 << 20:
            self.fault(name, f"says {len(done.stderr)} bytes")

    def fault(self, name, text):
        self.faults.append(name)
        print(f"{name}: {text}", flush=True)

    def policy(self, name, text, codes, slugs=(), commands=("check", "fmt")):
        with tempfile.TemporaryDirectory(prefix="zhaoshang-attack.") as top:
            path = os.path.join(top, "policy.yaml")
            with open(path, "wb") as file:
                file.write(text if isinstance(text, bytes) else text.encode())
            for command in commands:
                self.check(f"{name}, {command}", self.run("policy", command, path), codes, slugs)

    def workspace(self, name, files, codes, slugs=(), look=None, links=(), arguments=()):
        """`files`: texts, or functions that write to an open file, by path. `links`: path, target."""
        with tempfile.TemporaryDirectory(prefix="zhaoshang-attack.") as top:
            os.makedirs(os.path.join(top, "secret"))
            with open(os.path.join(top, "secret", "units.csv"), "w", encoding="utf-8") as file:
                file.write(f"unit_id,name\nU9,{SECRET}\n")
            workspace = os.path.join(top, "w")
            given = {"zhaoshang.yaml": "schema: 1\npolicy: policy.yaml\nperiod: 2022\n",
                     "policy.yaml": POLICY, "data/units.csv": UNITS, **files}
            for path, text in given.items():
                if text is None:
                    continue
                path = os.path.join(workspace, path)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    if callable(text):
                        text(file)
                    else:
                        file.write(text if isinstance(text, bytes) else text.encode())
            for path, target in links:
                os.makedirs(os.path.dirname(os.path.join(workspace, path)), exist_ok=True)
                os.symlink(target, os.path.join(workspace, path))
            before = sorted(os.listdir(top))
            done = self.run("run", "-C", workspace, "--lang", "en", *arguments)
            self.check(name, done, codes, slugs)
            if sorted(os.listdir(top)) != before:
                self.fault(name, f"wrote beside the workspace: {sorted(os.listdir(top))}")
            if done.returncode > 1 and os.path.exists(os.path.join(workspace, "results", "2022")):
                self.fault(name, "published results all the same")
            if look is not None:
                look(name, os.path.join(workspace, "results", "2022"), done)

    # ---- policies ------------------------------------------------------------------------------

    def yaml(self):
        laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{c}: &{c} [{', '.join(['*' + p] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi"))
        self.policy("a thousand million laughs", laughs, (3,), ("yaml-alias", "yaml-anchor"))
        self.policy("keys merged", "a: &a {x: 1}\nb: {<<: *a}\n", (3,))
        for opening in ("[", "{a: ", "- ", "? "):
            deep = opening * (1_000_000 // max(1, len(opening)))
            self.policy(f"a million of {opening!r}", deep[:1_000_000], (3,))
        self.policy("a million levels by indentation",
                    "".join(" " * k + "a:\n" for k in range(1400)), (3,), ("yaml-depth",))
        self.policy("a million levels of lists", "a: " + "[" * 1_000_000, (3,))
        self.policy("more than a policy may be", b"# " + b"x" * ((256 << 20) // self.scale), (3,),
                    ("yaml-size",))
        self.policy("many nodes", "a: [" + "1, " * 340_000 + "1]\n", (3,))
        self.policy("many unknown keys on one line",
                    "{schema: 1, " + ", ".join(f"a{k}: 1" for k in range(12_000)) + "}", (3,), commands=("check",))
        self.policy("a long key", "k" * 1_000_000 + ": 1\n", (3,))
        self.policy("NULs", b"schema: 1\nscheme: a\x00b\n", (3,), ("yaml-control-character",))
        self.policy("no UTF-8", b"schema: 1\nscheme: \xff\xfe\n", (3,), ("yaml-encoding",))
        self.policy("tags", "a: !!python/object/apply:os.system ['touch x']\n", (3,), ("yaml-tag",))

    def expressions(self):
        def with_score(text):
            return POLICY.replace("score: points", "score: " + text)
        deep = 60_000
        for name, text in (
                ("brackets", "(" * deep + "1" + ")" * deep),
                ("lists", "[" * deep), ("nots", "not(" * (deep // 4)),
                ("minus signs", "-" * deep + "1"), ("ifs", "if true then " * (deep // 13)),
                ("powers", "2" + " ** 9" * (deep // 5)), ("paths", "a" + ".a" * (deep // 2)),
                ("filters", "points" + "[1]" * (deep // 3)),
                ("contexts", "{a: " * (deep // 4)),
                ("loops", "for x in 1..99999 return " * 9 + "1"),
                ("texts", "string length(" + 'replace("' + "a" * 40 + '", "(a*)*b", "c"))')):
            self.policy(f"many {name}", with_score("'" + text.replace("'", "''") + "'"), (0, 1, 3))
        for name, text in (
                ("a range of 10^9", "count(1..1000000000)"),
                ("loops in loops", "count(for a in 1..9999, b in 1..9999, c in 1..9999 return a)"),
                ("a long text", 'string length(string join(for i in 1..999999 return '
                                '"' + "x" * 90 + '"))'),
                ("a slow pattern", 'if matches("' + "a" * 5000 + '", "^(a+)+$b") then 1 else 2')):
            self.workspace(name, {"policy.yaml": with_score("'" + text + "'")}, (0, 1, 3))

    # ---- data ----------------------------------------------------------------------------------

    def shapes(self):
        megabytes = 1024 // self.scale

        def long_line(file):
            file.write(b"unit_id,name,points\nU1,")
            for _ in range(megabytes):
                file.write(b"x" * (1 << 20))
            file.write(b",1\n")

        def long_text(file):
            file.write(b'unit_id,name,points\nU1,"')
            for _ in range(megabytes):
                file.write((b"x" * 63 + b"\n") * (1 << 14))
            file.write(b'",1\n')

        def open_quote(file):
            file.write(b'unit_id,name,points\nU1,"')
            for _ in range(megabytes):
                file.write((b"U2,x,1\n") * (1 << 17))

        columns = 1_000_000 // self.scale

        def many_columns(file):
            file.write(b"unit_id,name,points")
            for k in range(columns):
                file.write(b",c%d" % k)
            for _ in range(3):
                file.write(b"\nU1,x,1" + b",1" * columns)
            file.write(b"\n")

        for name, write, slug in (("a long line", long_line, "line-too-long"),
                                  ("a long text in quotes", long_text, "unclosed-quote"),
                                  ("a quote that is never closed", open_quote, "unclosed-quote"),
                                  ("many columns", many_columns, "too-many-columns")):
            self.workspace(name, {"data/units.csv": write}, (4,), (slug,))
        heading = b"unit_id,name,points" + b"," * columns + b"\n"
        self.workspace("empty headings", {"data/units.csv": heading + b"U1,x,1\n"}, (0, 1, 4))
        self.workspace("one heading many times",
                       {"data/units.csv": "unit_id,name,points" + ",name" * columns + "\n"}, (4,))

    def bytes(self):
        head = b"unit_id,name,points\n"
        for name, row, codes in (
                ("a NUL", b"U1,a\x00b,1\n", (4,)), ("no UTF-8", b"U1,\xff\xfe\xff,1\n", (4,)),
                ("a surrogate", b"U1,\xed\xa0\x80,1\n", (4,)),
                ("an overlong slash", b"U1,\xc0\xaf,1\n", (0, 4)),
                ("half a character", b"U1,\xe6\x8b", (4,)),
                ("nothing but a mark", b"", (0, 1, 4))):
            self.workspace(name, {"data/units.csv": head + row}, codes)

    def names(self):
        tricks = {"override": "甲\u202e乙", "isolate": "甲\u2066乙", "zero width": "甲\u200b乙",
                  "joiner": "甲\u200d乙", "escape": "甲\x1b[31m乙", "tag": "<script>alert(1)</script>",
                  "picture": "![x](/etc/hostname)", "link": "[x](javascript:alert(1))",
                  "bars": "a|b|c", "backticks": "`x`", "stars": "**x**", "heading": "# x",
                  "formula": "=cmd|' /C calc'!A0", "plus": "+1+1", "at": "@SUM(1)", "minus": "-1+1",
                  "mustache": "{{title}}"}

        def look(name, results, done):
            if done.returncode > 1:
                return
            for path in sorted(os.listdir(results)):
                with open(os.path.join(results, path), encoding="utf-8") as file:
                    text = file.read()
                self.look_at_text(name, path, text)

        rows = "".join(f'U{k},"{name}",{k}\n' for k, name in enumerate(tricks.values(), 1))
        self.workspace("awkward names", {"data/units.csv": "unit_id,name,points\n" + rows}, (0, 1),
                       ("hidden-characters",), look=look, arguments=("--to", "html"))

    def look_at_text(self, name, path, text):
        # CSV keeps names byte for byte, so that they can be looked up again; a warning tells of them.
        hidden = [f"U+{ord(c):04X}" for c in "\u202e\u2066\u200b\u200d\x1b" if c in text]
        if hidden and not path.endswith(".csv"):
            self.fault(name, f"{path} hides {hidden}")
        if path.endswith((".html", ".svg")):
            for tag in ("<script", "<img", "href=\"javascript", "onerror="):
                if tag in text:
                    self.fault(name, f"{path} has {tag}")
        if path.endswith(".md") and "<script" in text.replace("\\<script", ""):
            self.fault(name, f"{path} has a tag")
        if path.endswith(".csv"):
            for line in text.splitlines():
                for cell in line.split(","):
                    if cell.lstrip('"').startswith(("=", "+", "@", "-1+")):
                        self.fault(name, f"{path} has the formula {cell}")

    # ---- workbooks -----------------------------------------------------------------------------

    def workbooks(self):
        """Sheets that `import` reads with another programme."""
        space = "http://schemas.openxmlformats.org"

        def cell(place, text):
            return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'

        head = f'<row r="1">{cell("A1", "unit_id")}{cell("B1", "name")}</row>'
        laughs = "<!DOCTYPE x [<!ENTITY a 'xxxxxxxxxxxxxxxxxxxx'>" + "".join(
            f"<!ENTITY {c} '{f'&{p};' * 10}'>" for p, c in zip("abcdefgh", "bcdefghi")) + "]>"
        secret = f"<!DOCTYPE x [<!ENTITY a SYSTEM '{os.path.abspath(__file__)}'>]>"
        below = "".join(f'<row r="{k}">{cell(f"A{k}", "U")}</row>'
                        for k in range(2, 1_000_000 // self.scale))
        row = head + f'<row r="2">{cell("A2", "U1")}{cell("B2", "&{};")}</row>'
        for name, prologue, rows, codes in (
                ("a cell far below", "", head + f'<row r="1048576">{cell("XFD1048576", "x")}</row>',
                 (0, 4)),
                ("rows below a cell far to the right", "",
                 head.replace("</row>", cell("XFD1", "x") + "</row>") + below, (0, 4)),
                ("a row that no sheet has", "", head + f'<row r="4000000000">'
                 f'{cell("ZZZZZZZ4000000000", "x")}</row>', (4,)),
                ("laughs in a sheet", laughs, row.replace("{}", "i"), (4,)),
                ("a file named in a sheet", secret, row.replace("{}", "a"), (0, 4)),
                ("blanks in a sheet", "", head + " " * ((1 << 28) // self.scale), (0,))):
            sheet = (f'<?xml version="1.0"?>{prologue}<worksheet xmlns="{space}/spreadsheetml/2006/'
                     f'main"><sheetData>{rows}</sheetData></worksheet>')
            with tempfile.TemporaryDirectory(prefix="zhaoshang-attack.") as top:
                path = os.path.join(top, "book.xlsx")
                self.write_workbook(path, sheet, space)
                done = self.run("import", "units", path, "-o", "-", "--lang", "en")
                self.check(name, done, codes)
                if b"SECRET =" in done.stdout + done.stderr:
                    self.fault(name, "tells a file")

    @staticmethod
    def write_workbook(path, sheet, space):
        links, office = f"{space}/package/2006/relationships", f"{space}/officeDocument/2006"
        link = (f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}/'
                'relationships/{}" Target="{}"/></Relationships>')
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            book.writestr("[Content_Types].xml", f'<Types xmlns="{space}/package/2006/content-types">'
                          '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.'
                          'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
            book.writestr("_rels/.rels", link.format("officeDocument", "xl/workbook.xml"))
            book.writestr("xl/_rels/workbook.xml.rels",
                          link.format("worksheet", "worksheets/sheet1.xml"))
            book.writestr("xl/workbook.xml",
                          f'<workbook xmlns="{space}/spreadsheetml/2006/main" xmlns:r="{office}/'
                          'relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
                          '</workbook>')
            book.writestr("xl/worksheets/sheet1.xml", sheet)

    # ---- paths ---------------------------------------------------------------------------------

    def paths(self):
        settings = "schema: 1\npolicy: policy.yaml\nperiod: 2022\n"
        for path in ("../secret/units.csv", "/etc/passwd", "data/../../secret/units.csv", "../secret/*.csv", "/*",
                     "/proc/self/environ"):
            self.workspace(f"data: {path}", {"data/units.csv": None, "zhaoshang.yaml":
                           settings + f"data: {{units: '{path}'}}\n"}, (3, 4), ("outside-workspace",))
        self.workspace("a link to a file outside", {"data/units.csv": None}, (3, 4),
                       ("outside-workspace",), links=[("data/units.csv", "../../secret/units.csv")])
        self.workspace("a folder that is a link", {"data/units.csv": None}, (3, 4),
                       ("outside-workspace",), links=[("data", "../secret")])
        self.workspace("a link to itself", {"data/units.csv": None}, (0, 1, 3, 4, 5),
                       links=[("data/units.csv", "units.csv")])
        self.workspace("a device", {"data/units.csv": None}, (3, 4),
                       links=[("data/units.csv", "/dev/zero")])
        for path in ("../out", "/tmp/out-of-a-workspace", "a/../../out"):
            self.workspace(f"results: {path}", {"zhaoshang.yaml": settings + f"results: {path}\n"},
                           (3,), ("outside-workspace",))
        self.workspace("a policy without an end",
                       {"zhaoshang.yaml": settings.replace("policy.yaml", "/dev/zero")}, (3,))
        for path in ("../secret/units.csv", "/etc/passwd"):
            self.workspace(f"template: {path}", {"policy.yaml": POLICY.replace(
                "every: year", f"every: year, template: '{path}'")}, (3, 4))

    def all(self):
        for part in (self.yaml, self.expressions, self.shapes, self.bytes, self.names, self.workbooks,
                     self.paths):
            part()


def main():
    attacks = Attacks(sys.argv[1], "--large" in sys.argv[2:], "--costs" in sys.argv[2:])
    attacks.all()
    print(f"{attacks.count} attacks")
    if attacks.faults or attacks.count == 0:
        sys.exit(f"{len(attacks.faults)} are not answered as they should be")


if __name__ == "__main__":
    main()
