"""Which lines of src/ the tests of a build have run.

    tests/coverage/report.py BUILD LEAST

BUILD was configured with ZHAOSHANG_COVERAGE, and its tests have been run: each process has added its
counts to a file in BUILD/profiles as it ended. One that a signal ended has added none, so what is
said here is rather too little. Prints a table by folder and the files with most lines that were not
run; exit status 0 if at least LEAST per cent of all lines were.
"""

import collections
import glob
import json
import os
import subprocess
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
SOURCES = os.path.join(ROOT, "src") + os.sep
# Clang's own, since the counts are in a format of its version.
MERGE, READ = "llvm-profdata-14", "llvm-cov-14"
MOST_FILES = 12


def merged(build):
    """The counts of all processes, in one file."""
    counts = glob.glob(os.path.join(build, "profiles", "*.profraw"))
    if not counts:
        sys.exit(f"{build}/profiles: no counts; run the tests first")
    to = os.path.join(build, "coverage.profdata")
    subprocess.run([MERGE, "merge", "-sparse", "-o", to, *counts], check=True)
    return to


def executables(build):
    tests = sorted(glob.glob(os.path.join(build, "tests", "*_test")))
    return [os.path.join(build, "zhaoshang"), os.path.join(build, "tests", "fuzz_replay"), *tests]


def lines_by_file(build):
    """(lines, lines that were run) of each file of src/, by its path from there."""
    first, *others = executables(build)
    objects = [argument for each in others for argument in ("-object", each)]
    done = subprocess.run([READ, "export", "-summary-only", "-instr-profile", merged(build), first,
                           *objects], check=True, stdout=subprocess.PIPE)
    found = {}
    for file in json.loads(done.stdout)["data"][0]["files"]:
        name = os.path.realpath(file["filename"])
        if name.startswith(SOURCES):
            lines = file["summary"]["lines"]
            found[name[len(SOURCES):]] = (lines["count"], lines["covered"])
    return found


def share(lines, run):
    return f"{100 * run / lines:5.1f} %"


def main():
    build, least = os.path.abspath(sys.argv[1]), float(sys.argv[2])
    files = lines_by_file(build)
    folders = collections.defaultdict(lambda: (0, 0))
    for name, (lines, run) in files.items():
        folder = os.path.dirname(name)
        folders[folder] = (folders[folder][0] + lines, folders[folder][1] + run)
    for folder in sorted(folders):
        lines, run = folders[folder]
        print(f"src/{folder:20} {lines:6} lines {run:6} run {share(lines, run)}")
    print("lines that were not run, by file:")
    for name in sorted(files, key=lambda each: files[each][1] - files[each][0])[:MOST_FILES]:
        lines, run = files[name]
        print(f"  src/{name:40} {lines - run:4} of {lines:4}")
    lines = sum(each[0] for each in files.values())
    run = sum(each[1] for each in files.values())
    print(f"line coverage of src/: {share(lines, run).strip()} ({run} of {lines})")
    return 0 if lines and 100 * run >= least * lines else 1


if __name__ == "__main__":
    sys.exit(main())
