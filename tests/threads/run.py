"""One run over several threads: what it says does not depend on how many they are.

    tests/threads/run.py BINARY

A long attendance file, read in parts, lies in date order, shuffled, and with cells of several lines
in which a part may begin. Every one of them gives the same results, with one thread and with four;
the results of four are written to a folder too, and verified. Under ThreadSanitizer this is the run
that shows whether threads get in each other's way. Everybody in the data is made up.
"""

import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
BENCH = os.path.join(ROOT, "tests", "bench")
BINARY = os.path.abspath(sys.argv[1])
MEMBERS, DAYS = 2740, 84
# A file of less than this is read in one part.
TWO_PARTS = 8 << 20
failures = []


def say(what):
    failures.append(what)
    print(what)


def made(folder, *order):
    """A workspace of a year's attendance."""
    subprocess.run([sys.executable, "-B", os.path.join(BENCH, "make.py"), "attendance", str(MEMBERS),
                    str(DAYS), "2022-01-01", folder, *order], check=True)
    shutil.copy(os.path.join(BENCH, "policies", "attendance.yaml"), folder)
    with open(os.path.join(folder, "zhaoshang.yaml"), "w", encoding="utf-8") as file:
        file.write("schema: 1\npolicy: attendance.yaml\nperiod: 2022\n")
    if os.path.getsize(attendance_of(folder)) < TWO_PARTS:
        say(f"{folder}: too short for two parts")
    return folder


def attendance_of(folder):
    return os.path.join(folder, "data", "attendance.csv")


def break_lines(folder):
    """The city of every third row in quotes, over two lines."""
    with open(attendance_of(folder), encoding="utf-8") as file:
        lines = file.readlines()
    for k in range(1, len(lines), 3):
        cells = lines[k].split(",")
        lines[k] = ",".join([*cells[:3], f'"{cells[3]}\n开发区"', *cells[4:]])
    with open(attendance_of(folder), "w", encoding="utf-8") as file:
        file.writelines(lines)


def run(*command):
    done = subprocess.run([BINARY, *command], capture_output=True)
    if done.returncode != 0:
        say(f"{' '.join(command)}: exit status {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def main():
    with tempfile.TemporaryDirectory() as work:
        counties = [made(os.path.join(work, "in-order")),
                    made(os.path.join(work, "shuffled"), "--shuffled"),
                    made(os.path.join(work, "several-lines"))]
        break_lines(counties[2])
        expected = None
        for county in counties:
            for threads in ("1", "4"):
                found = run("attendance", "-C", county, "--quiet", "--threads", threads, "-o", "-")
                expected = expected or found
                if found != expected:
                    say(f"{os.path.basename(county)}, {threads} threads: another result")
            run("run", "-C", county, "--quiet", "--threads", "4")
            run("verify", "--quiet", os.path.join(county, "results", "2022", "receipt.json"))
        rows = expected.count(b"\n") - 1
        if rows != MEMBERS * 12:
            say(f"{rows} rows of result, not one for each member and month")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
