#!/usr/bin/python3
"""README.md and README.zh-CN.md hold the same commands in the same order, those of zhaoshang run and
print what is shown, rows that are quoted stand in the results of the sample, and every file that is
linked to is there.

    tests/manual/readme.py BINARY

In what is shown `…` stands for any text, on a line of its own for any lines.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READMES = {"README.md": "C.UTF-8", "README.zh-CN.md": "zh_CN.UTF-8"}
QUOTED = ROOT / "samples" / "gongan-2022" / "results" / "2022"
faults = []


def indented_blocks(text):
    """The blocks of code that are set in by four blanks, each a list of lines; fenced ones not."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    blocks = re.findall(r"(?:^    [^\n]*\n)+", text, re.M)
    return [[line[4:] for line in block.splitlines()] for block in blocks]


def commands(blocks):
    """All that is to be typed, without remarks."""
    typed = []
    for line in (line for block in blocks for line in block):
        if re.match(r"\$ |sh |cmake |man |dpkg |apt |cpack ", line):
            typed.append(re.sub(r"\s+#.*", "", line))
    return typed


def pattern(line):
    return ".*".join(re.escape(part) for part in line.split("…"))


def is_shown(wanted, printed):
    """Whether the printed lines are those that are shown; a line of `…` is any lines."""
    text = "".join("(?:.*\n)*?" if line.strip() == "…" else pattern(line) + "\n" for line in wanted)
    return re.fullmatch(text, "".join(line + "\n" for line in printed)) is not None


def run_all(name, blocks, binary, locale):
    """Runs the commands of zhaoshang in a copy of samples and policies."""
    with tempfile.TemporaryDirectory(prefix="zhaoshang-readme.") as top:
        for folder in ("samples", "policies"):
            shutil.copytree(ROOT / folder, Path(top) / folder)
        (Path(top) / "bin").mkdir()
        (Path(top) / "bin" / "zhaoshang").symlink_to(binary)
        environment = {"PATH": f"{top}/bin:{os.environ['PATH']}", "LC_ALL": locale, "HOME": top}
        for block in blocks:
            for i, line in enumerate(block):
                if not line.startswith("$ zhaoshang"):
                    continue
                if "docx" in line and not shutil.which("pandoc"):
                    print(f"{name}: pandoc is not installed: left out: {line}")
                    continue
                after = [k for k in range(i + 1, len(block)) if block[k].startswith("$ ")]
                wanted = block[i + 1:after[0] if after else len(block)]
                done = subprocess.run(["sh", "-c", line[2:] + " 2>&1"], cwd=top, text=True, check=False,
                                      capture_output=True, env=environment, timeout=300)
                if done.returncode > 1:
                    faults.append(f"{name}: {line}: exit status {done.returncode}\n{done.stdout}")
                elif wanted and not is_shown(wanted, done.stdout.splitlines()):
                    faults.append(f"{name}: {line}: prints otherwise:\n{done.stdout}")


def check_quoted(name, blocks):
    """Rows of results that are quoted: their headings stand first."""
    tables = {path.read_text("utf-8").splitlines()[0]: path for path in QUOTED.glob("*.csv")}
    quoted = 0
    for block in blocks:
        if block[0] not in tables:
            continue
        quoted += 1
        lines = tables[block[0]].read_text("utf-8").splitlines()
        for row in block[1:]:
            if not any(re.fullmatch(pattern(row), line) for line in lines):
                faults.append(f"{name}: no row of {tables[block[0]].name} is {row}")
    if quoted == 0:
        faults.append(f"{name}: quotes no results")


def check_links(name, text):
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith("http") and not (ROOT / target).exists():
            faults.append(f"{name}: links to {target}, which is not there")


def main():
    binary = Path(sys.argv[1]).resolve()
    typed = {}
    for name, locale in READMES.items():
        text = (ROOT / name).read_text("utf-8")
        blocks = indented_blocks(text)
        typed[name] = commands(blocks)
        check_links(name, text)
        check_quoted(name, blocks)
        run_all(name, blocks, binary, locale)
        if "sh samples/demo.sh" not in typed[name] or "sh tests/run.sh" not in typed[name]:
            faults.append(f"{name}: the two commands that come first are missing")
    english, chinese = (
        [re.sub(r" --lang (en|zh)\b", "", line) for line in each] for each in typed.values())
    for a, b in zip(english + [None] * len(chinese), chinese + [None] * len(english)):
        if a != b:
            faults.append(f"the READMEs differ from here on: {a} / {b}")
            break
    if faults:
        print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
