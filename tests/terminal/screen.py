"""What a terminal shows: tables that fit it, colour where it is wanted, progress that is erased.

    tests/terminal/screen.py BINARY

The programme runs on a pseudo-terminal of a given width.
"""

import fcntl
import os
import pty
import re
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
import unicodedata

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
BINARY = os.path.abspath(sys.argv[1])
ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
DRAWN_AND_ERASED = re.compile(r"\r\x1b\[K[^\r\n]*(?=\r\x1b\[K)")
failures = []


def say(what):
    failures.append(what)
    print(what)


def display_width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


def run(*command, width=80, more={}, pause=None):
    """What it writes to the terminal, and its exit status. `pause`: stopped once, that long after its
    start, for longer than progress waits."""
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        os.execve(BINARY, [BINARY, *command], {"PATH": "/usr/bin:/bin", "TERM": "xterm", **more})
    if pause is not None:
        time.sleep(pause)
        os.kill(child, signal.SIGSTOP)
        time.sleep(0.7)
        os.kill(child, signal.SIGCONT)
    shown = b""
    while True:
        try:
            block = os.read(terminal, 65536)
        except OSError:  # the other side has closed it
            break
        if not block:
            break
        shown += block
    os.close(terminal)
    return shown.decode().replace("\r\n", "\n"), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def what_stays(shown):
    """Without what colours it, and without progress, which any run may show on a slow machine."""
    return ESCAPE.sub("", DRAWN_AND_ERASED.sub("", shown)).replace("\r", "")


def tables_fit(county):
    """No line of a table is wider than the screen."""
    for language in ("en", "zh"):
        for width in (50, 80, 120):
            for command in (("assess",), ("roster", "-o", "-"), ("reward",), ("run",)):
                shown, status = run(*command, "-C", county, "--period", "2022", "--lang", language, width=width)
                if status != 1:
                    say(f"{command} at {width}: exit status {status}")
                for line in what_stays(shown).split("\n"):
                    # Tables fit; a sentence or a path wraps by itself.
                    is_table = "  " in line and "results/" not in line
                    if display_width(line) > width and is_table:
                        say(f"{command} at {width}: {display_width(line)} columns: {line}")


def colour(county):
    command = ("assess", "-C", county, "--period", "2022")
    for wanted, arguments, more in ((True, (), {}), (True, ("--color", "always"), {"NO_COLOR": "1"}),
                                    (False, (), {"NO_COLOR": "1"}), (False, (), {"TERM": "dumb"}),
                                    (False, ("--color", "never"), {}),
                                    (False, (), {"ZHAOSHANG_COLOR": "never"})):
        shown, _ = run(*command, *arguments, more=more)
        if bool(COLOUR.search(shown)) != wanted:
            say(f"colour with {arguments} {more}: {'none' if wanted else 'there is some'}")


def what_is_said(county):
    shown, _ = run("assess", "-C", county, "--period", "2022", "-q")
    if shown:
        say(f"-q shows something: {shown[:80]}")
    shown, _ = run("assess", "-C", county, "--period", "2022", "--format", "csv", "-o", "-", "-q")
    if not shown.startswith("subject_kind,"):
        say(f"--format csv is CSV on a terminal as well: {shown[:80]}")
    shown, _ = run("assess", "-C", county, "--period", "2022")
    last = what_stays(shown).rstrip("\n").split("\n")[-3:]
    if not ("rows read" in last[0] and last[1].startswith("findings:") and "files written" in last[2]):
        say(f"the last lines are no summary: {last}")


def progress(county):
    """Long work shows how far it is, and leaves nothing of it."""
    with open(os.path.join(county, "data", "attendance.csv"), "w", encoding="utf-8") as file:
        file.write("member_id,date,city,status\n")
        for member in range(1, 69):
            for year in range(1996, 2022):
                for month in range(1, 13):
                    for day in range(1, 29):
                        file.write(f"M{member:03},{year}-{month:02}-{day:02},深圳市,在岗\n")
    command = ("attendance", "-C", county, "--period", "2022", "--threads", "1")
    for attempt in range(40):
        shown, _ = run(*command, pause=0.02 + 0.01 * attempt)
        drawn = re.findall(r"\r\x1b\[K(reading [^\r]*MB/s  \d+ s left)", shown)
        if drawn:
            break
    else:
        return say("no progress was ever shown")
    if shown.rindex("\r\x1b[K") < shown.rindex(drawn[-1]):
        say("progress is not erased")
    after = shown[shown.rindex("\r\x1b[K") + 4:]
    if "rows read" not in after:
        say(f"the summary does not follow: {after[-200:]}")
    quiet, _ = run(*command, "-q", pause=0.02 + 0.01 * attempt)
    if "reading" in quiet:
        say("-q shows progress")


def main():
    with tempfile.TemporaryDirectory() as top:
        shutil.copytree(os.path.join(ROOT, "policies"), os.path.join(top, "policies"))
        county = os.path.join(top, "samples", "gongan-2022")
        shutil.copytree(os.path.join(ROOT, "samples", "gongan-2022"), county)
        tables_fit(county)
        colour(county)
        what_is_said(county)
        progress(county)
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
