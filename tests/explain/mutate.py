#!/usr/bin/env python3
"""Shows that redo.py can fail: one digit changed anywhere in an explanation is told.

    tests/explain/mutate.py BINARY WORKSPACE PERIOD [CHANGES]

Numbers are taken from all over the explanations of a sample, always the same ones: of values, cells'
and rows' places, words of the policy, names of figures and operations. Each is changed by one digit,
and redo.py must find fault with what it passed before. Left out is what is there for people alone
(titles, subjects, the text of a value), places in a queue, of which the order counts and no more, and
where a definition of the programme's own stands, which is in the manual and in no file.
"""
import json
import random
import re
import subprocess
import sys

from leaves import Leaves
from operations import Redo
from redo import policy_of

FOR_PEOPLE = {"title", "subject", "shown", "clause", "place"}


def places(node, path=()):
    """Every text with a digit: (the object that holds it, its key)."""
    if isinstance(node, dict):
        for key, each in node.items():
            is_queue = key == "name" and node.get("op") == "claim"
            is_own = key == "source" and str(each).startswith("zhaoshang:")
            if (key in FOR_PEOPLE and len(path) == 1) or is_queue or is_own:
                continue
            if isinstance(each, str) and re.search(r"\d", each):
                yield node, key
            else:
                yield from places(each, path + (key,))
    elif isinstance(node, list):
        for key, each in enumerate(node):
            if isinstance(each, str) and re.search(r"\d", each):
                yield node, key
            else:
                yield from places(each, path + (key,))


def changed(word, dice):
    """The same text with one digit another."""
    spots = [spot.start() for spot in re.finditer(r"\d", word)]
    spot = dice.choice(spots)
    digit = dice.choice([each for each in "0123456789" if each != word[spot]])
    return word[:spot] + digit + word[spot + 1:]


def faults(trace, leaves, name):
    """What redo.py finds, the changed figure looked at first: the first fault is enough."""
    done = Redo(trace, leaves)
    done.all(until_wrong=True, first=name)
    return done.wrong


def main():
    binary, workspace, period = sys.argv[1:4]
    changes = int(sys.argv[4]) if len(sys.argv) > 4 else 60
    policy, dice, missed, tried = None, random.Random(20220406), [], 0
    for stage in ("roster", "assess", "reward", "attendance"):
        told = subprocess.run([binary, "explain", stage, "all", "-C", workspace, "--period", period, "--format", "json"],
                              capture_output=True, text=True, check=False)
        if told.returncode == 2:
            continue  # the scheme has no figures in that stage
        trace = json.loads(told.stdout)
        policy = policy_of([trace]) or policy
        trace["policy"] = policy
        leaves = Leaves(workspace, trace)
        assert not faults(trace, leaves, None), faults(trace, leaves, None)[:3]
        spots = [(name, *spot) for name, figure in trace["figures"].items() for spot in places(figure, ("",))]
        for name, holder, key in dice.sample(spots, min(changes, len(spots))):
            before = holder[key]
            holder[key] = changed(before, dice)
            tried += 1
            if not faults(trace, leaves, name):
                missed.append(f"{stage}: {before} as {holder[key]} in {json.dumps(holder, ensure_ascii=False)[:300]}")
            holder[key] = before
    for line in missed[:20]:
        print(line)
    print(f"{tried} numbers changed one at a time, {len(missed)} not told")
    return 1 if missed or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
