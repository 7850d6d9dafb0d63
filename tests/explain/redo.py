#!/usr/bin/env python3
"""Does the arithmetic of explanations again, from their JSON.

    zhaoshang explain assess all --format json ... > assess.json
    tests/explain/redo.py WORKSPACE [--results FOLDER] assess.json ...

Every operation of every figure is worked out from its operands and held against the value that the
explanation gives, to the last digit: decimals of 34 digits, half to even. What it ends in is looked
up where it stands: cells and rows in the inputs of the workspace, words in the policy. An operation
or a leaf that this script does not know is a fault, and so is a figure that differs.

With --results, every figure of the results in FOLDER is looked for among the explanations: each must
be there and print the same. Paths of policies are taken from the working directory.
"""
import json
import os
import sys

from leaves import Leaves
from operations import Redo
from results import Results


def policy_of(traces):
    """The policy's path, from the places of rules."""
    for trace in traces:
        for figure in trace["figures"].values():
            if figure.get("place"):
                return figure["place"].rpartition(":")[0]
    return None


def redo(workspace, texts):
    """(figures, operations worked out, leaves looked up, faults)"""
    traces = [json.loads(each) for each in texts]
    policy = policy_of(traces) or sys.exit("no figure says where its rule stands")
    figures, worked, ended, wrong = {}, 0, 0, []
    for trace in traces:
        trace["policy"] = policy
        done = Redo(trace, Leaves(workspace, trace))
        done.all()
        worked, ended, wrong = worked + done.worked, ended + done.ended, wrong + done.wrong
        figures.update(trace["figures"])
    return figures, worked, ended, wrong


def main():
    workspace, arguments = sys.argv[1], sys.argv[2:]
    folder = None
    if arguments[:1] == ["--results"]:
        folder, arguments = arguments[1], arguments[2:]
        if not os.path.isdir(folder):
            sys.exit(f"no folder {folder}")
    figures, worked, ended, faults = redo(workspace, [open(path, encoding="utf-8").read() for path in arguments])
    results = Results(folder, figures) if folder else None
    if results:
        results.check()
        faults = faults + results.faults
    for line in faults[:40]:
        print(line)
    print(f"{len(figures)} figures, {worked} operations done again, {ended} ends looked up, {len(faults)} faults")
    if results:
        print(f"{sum(results.checked.values())} printed figures, {results.told} cells told as they are")
        for column, count in results.checked.items():
            print(f"    {column}: {count}")
    return 1 if faults or worked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
