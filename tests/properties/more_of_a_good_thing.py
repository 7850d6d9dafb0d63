"""More of what a scheme scores never lowers a score, unless `policy check` says so.

    tests/properties/more_of_a_good_thing.py BINARY [--most N]

For every sample and period: the measure behind a score of one subject is raised by a correction
(增减) of one unit, of a tenth, of as much again and of its target; the score of that line and the
subject's whole score may not fall. Where a score is a place, or a sum of places, it may not rise. N
scores of each period are tried, spread over all there are (12 if not given).
A measure that the programme takes no correction of is none that is tried; each sample must have one.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from decimal import Decimal

from samples import Scheme, Workspace, names, number, read, rows_of, write

HEADINGS = "subject_kind,subject_id,measure,for_period,mode,amount,reason,by\n"


class County(Workspace):
    """A sample, into which corrections are written."""

    def __init__(self, binary, name, top):
        super().__init__(binary, name, top)
        scheme = Scheme(read(self.policy))
        self.measures = {key: each["measure"] for key, each in scheme.indicators.items()
                         if each.get("measure")}
        self.places, self.sums_of_places = scheme.places, scheme.sums_of_places
        self.corrections = self.table("adjustments")
        self.as_given = read(self.corrections) if os.path.exists(self.corrections) else HEADINGS

    def scores(self, period, correction=None):
        """({line: score}, {subject: whole score}) of a period; None where the run is refused."""
        text = self.as_given
        if correction:
            columns = text.split("\n", 1)[0].split(",")
            text += ",".join(correction.get(each, "") for each in columns) + "\n"
        write(self.corrections, text)
        found = self.run("assess", period, "tried")
        if found is None:
            return None
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
        for name in names():
            county = County(options.binary, name, top)
            tried = 0
            for period in county.periods:
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
