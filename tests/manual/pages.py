#!/usr/bin/python3
"""The pages of the manual as a whole: every page that one refers to is there, every page is found from
zhaoshang(1), a page in Chinese has the options, references and examples of the English one, and on a
terminal of 80 columns no line of text is wider, but for those of examples.

    tests/manual/pages.py
"""
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

MAN = Path(__file__).resolve().parents[2] / "man"
# What must be there in Chinese: the first page, the stages, the tutorial.
TRANSLATED = {"zhaoshang.1", "zhaoshang-roster.1", "zhaoshang-attendance.1", "zhaoshang-assess.1",
              "zhaoshang-reward.1", "zhaoshang-bulletin.1", "zhaoshang-tutorial.7"}
faults = []


def pages(folder):
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.[1-8]"))}


def references(text):
    return [f"{name}.{section}" for name, section in re.findall(r"\.?Xr (\S+) (\d)", text)]


def see_also(text):
    """The references of the last section that has any."""
    sections = re.split(r"^\.Sh ", text, flags=re.M)
    return references([each for each in sections if re.match("SEE ALSO|参见", each)][0])


def examples(text):
    """What is to be typed or copied: literal blocks, and lines on their own."""
    return re.findall(r"^\.Bd -literal.*?^\.Ed$|^\.Dl [^\n]*$", text, re.M | re.S)


def options(text):
    return sorted(re.findall(r"Fl (?:Fl [a-z][a-z-]*|[A-Za-z])\b", text))


def check_references(where, text, known):
    for page in references(text):
        if page.startswith("zhaoshang") and page not in known:
            faults.append(f"{where}: refers to {page}, which is not there")
    listed = see_also(text)
    if len(listed) != len(set(listed)):
        faults.append(f"{where}: SEE ALSO names a page twice")
    order = sorted(listed, key=lambda page: (page.rsplit(".", 1)[1], page.rsplit(".", 1)[0]))
    if listed != order:
        faults.append(f"{where}: SEE ALSO is not in order: {' '.join(order)}")


def check_found(english):
    """From the first page on, by references."""
    found, ahead = set(), ["zhaoshang.1"]
    while ahead:
        page = ahead.pop()
        if page in found or page not in english:
            continue
        found.add(page)
        ahead += references(english[page])
    for page in sorted(set(english) - found):
        faults.append(f"{page}: nothing that starts at zhaoshang(1) leads to it")


def check_translation(name, chinese, english):
    where = f"zh_CN/{name}"
    if sorted(set(references(chinese))) != sorted(set(references(english))):
        differing = set(references(chinese)) ^ set(references(english))
        faults.append(f"{where}: refers to other pages than the English one: {sorted(differing)}")
    if set(options(chinese)) != set(options(english)):
        differing = set(options(chinese)) ^ set(options(english))
        faults.append(f"{where}: has other options than the English one: {sorted(differing)}")
    if examples(chinese) != examples(english):
        pairs = zip(examples(chinese) + [""], examples(english) + [""])
        first = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
        faults.append(f"{where}: has other examples than the English one:\n{first[0]}\n---\n{first[1]}")


def width(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def check_width(path, text):
    """As man(1) shows it without a Chinese locale, where nothing breaks Chinese text of itself."""
    shown = subprocess.run(["man", "-l", str(path)], capture_output=True, text=True, timeout=60,
                           check=True, env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"})
    plain = text.replace(r"\(aq", "'").replace(r"\(dq", '"').replace(r"\&", "").replace(r"\e", "\\")
    plain = plain.replace("\u3000", "  ")  # as a terminal shows the wide blank
    copied = {line.strip() for each in examples(plain) for line in each.splitlines()}
    for line in shown.stdout.splitlines():
        if width(line) > 80 and line.strip() not in copied:
            faults.append(f"{path.parent.name}/{path.name}: {width(line)} columns: {line}")


def check_ends(path):
    """groff 1.22 breaks lines of Chinese without end where a character that it may break at is followed
    by more than a line at which it may not."""
    for columns in (60, 72, 80, 100, 120):
        with path.open("rb") as page:
            try:
                subprocess.run(["groff", "-Kutf-8", "-Tutf8", "-mandoc", "-mzh", f"-rLL={columns}n"],
                               stdin=page, capture_output=True, timeout=60, check=True)
            except subprocess.TimeoutExpired:
                faults.append(f"zh_CN/{path.name}: groff does not end at {columns} columns")


def main():
    english, chinese = pages(MAN), pages(MAN / "zh_CN")
    for name, text in english.items():
        check_references(name, text, english)
    check_found(english)
    for name in sorted(TRANSLATED - set(chinese)):
        faults.append(f"zh_CN/{name} is missing")
    for name, text in chinese.items():
        check_references(f"zh_CN/{name}", text, english)
        if name in english:
            check_translation(name, text, english[name])
        else:
            faults.append(f"zh_CN/{name}: there is no such page in English")
    if shutil.which("man"):
        for folder, texts in ((MAN, english), (MAN / "zh_CN", chinese)):
            for name, text in texts.items():
                check_width(folder / name, text)
        for name in chinese:
            check_ends(MAN / "zh_CN" / name)
    else:
        print("man is not installed: the width of pages was not looked at")
    if faults:
        print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
