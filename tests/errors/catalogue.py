"""The catalogue of diagnostics, from the cases of this folder and the file `causes`.

    tests/errors/catalogue.py --source FILE    its entries as C++, compiled into the programme
    tests/errors/catalogue.py --manual FILE    zhaoshang-diagnostics(7); `-`: on standard output

An entry is what brings the diagnostic about, the command line of its case, and what the programme
prints of it there, the remedy included.
"""

import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FIRST_LINE = re.compile(r"^(?:\S.*: )?(?:error|warning|info)\[([a-z0-9-]+)\]: ")
WIDEST_EXCERPT = 160

HEAD = r""".Dd November 22, 2026
.Dt ZHAOSHANG-DIAGNOSTICS 7
.Os
.Sh NAME
.Nm zhaoshang-diagnostics
.Nd every message of zhaoshang, with its cause, an example and the remedy
.Sh DESCRIPTION
A message of
.Xr zhaoshang 1
says where, how grave, which, what is wrong, and on the line after
.Ql help:
what to do about it:
.Bd -literal -offset indent
data/payments.csv:14:19: error[amount-unit]: ...
.Ed
.Pp
The word in brackets is stable: scripts may go by it, and
.Ic zhaoshang explain Ar slug
prints its entry.
This page has them all in the order of the alphabet: the cause in English and in Chinese,
the command that shows it, and what is printed.
Each example is a case of
.Pa tests/errors
in the sources and is run by the tests, in one of the two languages of messages.
.Sh DIAGNOSTICS
"""

TAIL = r""".Sh SEE ALSO
.Xr zhaoshang 1 ,
.Xr zhaoshang-explain 1 ,
.Xr zhaoshang-csv 5 ,
.Xr zhaoshang-policy 5 ,
.Xr zhaoshang-feel 7
"""


def read(*path):
    with open(os.path.join(HERE, *path), encoding="utf-8") as file:
        return file.read()


def causes():
    """Slug to Chinese and English."""
    lines = [line for line in read("causes").splitlines() if not line.startswith("#")]
    entries = [part.split("\n") for part in "\n".join(lines).strip().split("\n\n")]
    for entry in entries:
        if len(entry) != 3:
            sys.exit(f"causes: an entry has a slug and two lines: {entry}")
    return {slug: (chinese, english) for slug, chinese, english in entries}


def command(slug):
    return read(slug, "cmd").strip().split("\n")


def printed(slug):
    """The first message of that slug, with its excerpt and remedy."""
    block = []
    for line in read(slug, "stderr").splitlines():
        first = FIRST_LINE.match(line)
        if block and (first or not line.startswith(" ")):
            break
        if block or (first and first.group(1) == slug):
            block.append(line if len(line) <= WIDEST_EXCERPT else line[:WIDEST_EXCERPT] + " …")
    if not block:
        sys.exit(f"{slug}: its case prints no such message")
    return block


def example(slug):
    """Command lines and what is printed; none for the few that no case can show."""
    if not os.path.isdir(os.path.join(HERE, slug)):
        return []
    return ["$ " + line for line in command(slug)] + printed(slug)


def folders():
    return {name for name in os.listdir(HERE)
            if os.path.exists(os.path.join(HERE, name, "stderr"))}


def exempt():
    lines = read("exempt").splitlines()
    return {line.split()[0] for line in lines if line and not line.startswith("#")}


def c_string(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def source(entries):
    lines = ["// Made by tests/errors/catalogue.py from tests/errors.",
             '#include "commands/diagnostic_catalogue.h"', "", "namespace zhaoshang {", "",
             "std::span<const CatalogueEntry> diagnostic_catalogue() {",
             "  static constexpr CatalogueEntry kEntries[] = {"]
    for slug, (chinese, english) in entries:
        shown = "\n".join(example(slug))
        lines.append("      {" + ", ".join(map(c_string, (slug, chinese, english, shown))) + "},")
    return "\n".join(lines + ["  };", "  return kEntries;", "}", "", "}  // namespace zhaoshang", ""])


def roff(line):
    line = line.replace("\\", "\\e").replace("\t", " ")
    return "\\&" + line if line[:1] in (".", "'") else line


def manual(entries):
    lines = []
    for slug, (chinese, english) in entries:
        lines += [f".Ss {slug}", roff(english[0].upper() + english[1:] + "."), ".br",
                  roff(chinese + "。")]
        shown = example(slug)
        if shown:
            lines += [".Bd -literal -offset indent", *map(roff, shown), ".Ed"]
    return HEAD + "\n".join(lines) + "\n" + TAIL


def main():
    by_slug = causes()
    unlike = sorted((folders() | exempt()) ^ set(by_slug))
    if sys.argv[1] == "--source":  # a build need not wait for them, the manual's test does
        by_slug = {slug: cause for slug, cause in by_slug.items() if slug not in unlike}
    elif unlike:
        sys.exit(f"causes and the cases differ: {' '.join(unlike)}")
    entries = sorted(by_slug.items())
    made = {"--source": source, "--manual": manual}[sys.argv[1]](entries)
    if sys.argv[2] == "-":
        sys.stdout.buffer.write(made.encode())
        return
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(made)


if __name__ == "__main__":
    main()
