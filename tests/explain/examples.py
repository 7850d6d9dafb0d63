#!/usr/bin/env python3
"""Does the arithmetic of every worked example again: each becomes a workspace, whose explanations go
through redo.py.

    tests/explain/examples.py [--every N] BINARY POLICY...

--every: only one example in N, the first of all among them.
"""
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

from leaves import Leaves
from operations import Redo

STAGES = ("roster", "assess", "reward", "attendance")


def records(table):
    """The rows of a table of an example, the headings first."""
    if isinstance(table, str):
        lines = [line.strip() for line in table.strip().split("\n")]
        return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    names = list(dict.fromkeys(name for row in table for name in row))
    return [names] + [[str(row.get(name, "")) for name in names] for row in table]


def workspace_of(policy, example, folder):
    os.makedirs(os.path.join(folder, "data"))
    shutil.copy(policy, os.path.join(folder, "policy.yaml"))
    with open(os.path.join(folder, "zhaoshang.yaml"), "w", encoding="utf-8") as settings:
        settings.write("schema: 1\npolicy: policy.yaml\n")
    for name, table in (example.get("given") or {}).items():
        with open(os.path.join(folder, "data", name + ".csv"), "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(records(table))


def add_columns(folder, message):
    """Examples leave out what they do not need; a file has every column, empty."""
    missing = re.findall(r"the table (\w+) has no column (\w+)", message)
    for table, column in missing:
        path = os.path.join(folder, "data", table + ".csv")
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                row + [column if k == 0 else ""] for k, row in enumerate(rows))
    return bool(missing)


def explained(binary, folder, arguments):
    while True:
        told = subprocess.run([binary, "explain", *arguments, "--format", "json", "--lang", "en"],
                              capture_output=True, text=True, check=False)
        if told.returncode != 4 or not add_columns(folder, told.stderr):
            return told


def redone(binary, folder, example):
    """(figures, faults) of all stages that the example has figures in."""
    figures, wrong = 0, []
    asked = ["-C", folder, "--period", str(example["period"])]
    asked += ["--as-of", str(example["as_of"])] if example.get("as_of") else []
    for stage in STAGES:
        told = explained(binary, folder, [stage, "all", *asked])
        if told.returncode == 2 and "[explain-figure]" in told.stderr:
            continue  # no figures in that stage
        if told.returncode != 0:
            wrong.append(f"{stage}: exit status {told.returncode}\n{told.stderr}")
            continue
        trace = json.loads(told.stdout)
        trace["policy"] = os.path.join(folder, "policy.yaml")
        done = Redo(trace, Leaves(folder, trace))
        done.all()
        figures += len(trace["figures"])
        wrong += done.wrong
    return figures, wrong


def main():
    arguments, every = sys.argv[1:], 1
    if arguments[0] == "--every":
        every, arguments = int(arguments[1]), arguments[2:]
    binary, policies = os.path.abspath(arguments[0]), arguments[1:]
    figures, met, count, faults = 0, 0, 0, []
    for policy in policies:
        with open(policy, encoding="utf-8") as file:
            examples = yaml.safe_load(file).get("tests") or []
        for example in examples:
            met += 1
            if (met - 1) % every:
                continue
            with tempfile.TemporaryDirectory(prefix="zhaoshang-example.") as top:
                folder = os.path.join(top, "example")
                workspace_of(policy, example, folder)
                told, wrong = redone(binary, folder, example)
            figures, count = figures + told, count + 1
            faults += [f"{os.path.basename(policy)}, {example.get('name')}: {each}" for each in wrong]
    for line in faults[:40]:
        print(line)
    print(f"{figures} figures of {count} examples, {len(faults)} faults")
    return 1 if faults or figures == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
