"""More of what a scheme scores never lowers a score, unless `policy check` says so.

    tests/properties/more_of_a_good_thing.py BINARY [--most N]

For every sample and period: the measure behind a score of one subject is raised by a correction
(增减) of one unit, of a tenth, of as much again and of its target; the score of that line and the
subject's whole score may not fall. Where a score is a place, or a sum of places, it may not rise. N
scores of each period are tried, spread over all there are (12 if not given).
A measure that the programme takes no correction of is none that is tried; each sample must have one.
"""

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal, InvalidOperation

import yaml

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
HEADINGS = "subject_kind,subject_id,measure,for_period,mode,amount,reason,by\n"


def number(text):
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def listed(indicators):
    """A list as it is; of a text table its rows."""
    if not isinstance(indicators, str):
        return indicators
    names, *rows = [[cell.strip() for cell in line.strip().strip("|").split("|")]
                    for line in indicators.strip().split("\n")]
    return [dict(zip(names, row)) for row in rows]


def rows_of(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class County:
    """A copy of a sample's workspace, into which corrections are written."""

    def __init__(self, binary, name, top):
        self.binary, self.name = binary, name
        self.folder = os.path.join(top, "samples", name)
        shutil.copytree(os.path.join(ROOT, "samples", name), self.folder)
        with open(os.path.join(self.folder, "zhaoshang.yaml"), encoding="utf-8") as file:
            settings = yaml.safe_load(file)
        self.policy = os.path.join(self.folder, settings["policy"])
        with open(self.policy, encoding="utf-8") as file:
            assess = yaml.safe_load(file).get("assess", {})
        indicators = {(name, each["id"]): each for name, form in assess.items()
                      for each in listed(form.get("indicators", []))}
        self.measures = {key: each["measure"] for key, each in indicators.items()
                         if each.get("measure")}
        # Places, and sums of places: the first is the best.
        self.places = {key for key, each in indicators.items()
                       if str(each.get("score", "")).startswith("rank")}
        self.sums_of_places = {name for name, form in assess.items()
                               if "ascending" in str(form.get("rank", ""))}
        self.corrections = os.path.join(self.folder, "data", "adjustments.csv")
        self.as_given = HEADINGS
        if os.path.exists(self.corrections):
            with open(self.corrections, encoding="utf-8") as file:
                self.as_given = file.read()

    def scores(self, period, correction=None):
        """({line: score}, {subject: whole score}) of a period; None where the run is refused."""
        with open(self.corrections, "w", encoding="utf-8") as file:
            file.write(self.as_given)
            if correction:
                columns = self.as_given.split("\n", 1)[0].split(",")
                file.write(",".join(correction.get(each, "") for each in columns) + "\n")
        to = os.path.join(self.folder, "tried")
        shutil.rmtree(to, ignore_errors=True)
        done = subprocess.run([self.binary, "assess", "-C", self.folder, "--period", period, "-q",
                               "-o", to], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            return None
        found = os.path.join(to, period)
        lines = {(row["assessment"], row["indicator"], row["subject_kind"], row["subject_id"]): row
                 for row in rows_of(os.path.join(found, "scores.csv"))}
        whole = {(row["assessment"], row["subject_kind"], row["subject_id"]): number(row["score"])
                 for row in rows_of(os.path.join(found, "assessment.csv"))}
        return lines, whole

    def is_told(self, indicator):
        """Whether `policy check` has something to say of an indicator."""
        done = subprocess.run([self.binary, "policy", "check", self.policy, "--lang", "en"],
                              capture_output=True, text=True)
        return any(indicator in line for line in (done.stdout + done.stderr).split("\n")
                   if "warning" in line)


def faults_of(county, period, most):
    """(How many corrections were tried, what was wrong.)"""
    before = county.scores(period)
    if before is None:
        return 0, [f"{county.name} {period}: the run is refused as it is"]
    lines, whole = before
    candidates = sorted(key for key, row in lines.items()
                        if number(row["score"]) is not None and number(row["actual"]) is not None
                        and key[:2] in county.measures)
    step = max(1, len(candidates) // most)
    tried, faults = 0, []
    for assessment, indicator, kind, subject in candidates[::step][:most]:
        key = (assessment, indicator, kind, subject)
        actual = number(lines[key]["actual"])
        target = number(lines[key]["target"]) or Decimal(0)
        for more in sorted({Decimal(1), abs(actual) / 10, abs(actual), target} - {Decimal(0)}):
            amount = f"{more:f}"
            after = county.scores(period, {
                "subject_kind": kind, "subject_id": subject, "for_period": period,
                "measure": county.measures[key[:2]], "mode": "增减", "amount": amount,
                "reason": "试加", "by": "试"})
            if after is None or key not in after[0] or after[0][key]["actual"] == lines[key]["actual"]:
                continue
            tried += 1
            old = (number(lines[key]["score"]), whole.get((assessment, kind, subject)))
            new = (number(after[0][key]["score"]), after[1].get((assessment, kind, subject)))
            signs = (-1 if key[:2] in county.places else 1,
                     -1 if assessment in county.sums_of_places else 1)
            for what, sign, was, now in zip(("score", "whole score"), signs, old, new):
                falls = was is not None and (now is None or sign * now < sign * was)
                if falls and not county.is_told(indicator):
                    faults.append(f"{county.name} {period}: {amount} more of {indicator} for {kind} "
                                  f"{subject}, and its {what} falls from {was} to {now}")
    return tried, faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=os.path.abspath)
    parser.add_argument("--most", type=int, default=12)
    options = parser.parse_args()
    faults = []
    with tempfile.TemporaryDirectory() as top:
        shutil.copytree(os.path.join(ROOT, "policies"), os.path.join(top, "policies"))
        for name in sorted(os.listdir(os.path.join(ROOT, "samples"))):
            results = os.path.join(ROOT, "samples", name, "results")
            if not os.path.isdir(results):
                continue
            county = County(options.binary, name, top)
            tried = 0
            for period in sorted(os.listdir(results)):
                if os.path.exists(os.path.join(results, period, "scores.csv")):
                    count, found = faults_of(county, period, options.most)
                    tried += count
                    faults += found
            print(f"{name}: {tried} corrections")
            if tried == 0 and county.measures:
                faults.append(f"{name}: no correction could be tried")
    print("\n".join(faults))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
