"""The workspaces under samples/, laid anew to be worked out with other data or another policy."""

import csv
import os
import shutil
import subprocess
from decimal import Decimal, InvalidOperation

import yaml

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
# As fast as there is.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
DONE = (0, 1)  # exit codes: nothing to report, something to report


def names():
    """Of the samples that have results."""
    folder = os.path.join(ROOT, "samples")
    return sorted(name for name in os.listdir(folder)
                  if os.path.isdir(os.path.join(folder, name, "results")))


def number(text):
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def rows_of(path):
    """The rows of a CSV file as dicts; none where it is not there."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(indicators):
    """A list as it is; of a text table its rows."""
    if not isinstance(indicators, str):
        return indicators
    columns, *rows = [[cell.strip() for cell in line.strip().strip("|").split("|")]
                      for line in indicators.strip().split("\n")]
    return [dict(zip(columns, row)) for row in rows]


def composed(text):
    """The nodes of a YAML text, with the words as they are written."""
    return yaml.compose(text, Loader=LOADER)


def serialized(root):
    return yaml.serialize(root, Dumper=DUMPER, allow_unicode=True, width=1 << 20)


class Scheme:
    """What a policy says of its assessments and awards, as far as it is put in so many words."""

    def __init__(self, text):
        policy = yaml.load(text, Loader=LOADER)
        assess = policy.get("assess", {})
        self.indicators = {(name, each["id"]): each for name, form in assess.items()
                           for each in listed(form.get("indicators", []))}
        # Places, and sums of places: the first is the best.
        self.places = {key for key, each in self.indicators.items()
                       if str(each.get("score", "")).startswith("rank")}
        self.sums_of_places = {name for name, form in assess.items()
                               if "ascending" in str(form.get("rank", ""))}
        self.awards = {each["id"]: each for each in policy.get("reward", {}).get("awards", [])}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


class Workspace:
    """A copy of a sample, with its policy: TOP/samples/NAME and TOP/policies."""

    def __init__(self, binary, name, top):
        self.binary, self.name = binary, name
        self.folder = os.path.join(top, "samples", name)
        given = os.path.join(ROOT, "samples", name)
        shutil.copytree(given, self.folder, ignore=shutil.ignore_patterns("results"))
        shutil.copytree(os.path.join(ROOT, "policies"), os.path.join(top, "policies"),
                        dirs_exist_ok=True)
        self.periods = sorted(os.listdir(os.path.join(given, "results")))
        settings = yaml.safe_load(read(os.path.join(self.folder, "zhaoshang.yaml")))
        self.policy = os.path.normpath(os.path.join(self.folder, settings["policy"]))

    def table(self, name):
        return os.path.join(self.folder, "data", name + ".csv")

    def tables(self):
        """The names of the tables that have rows."""
        return sorted(name[:-len(".csv")] for name in os.listdir(os.path.join(self.folder, "data")))

    def run(self, command, period, to, *options):
        """The folder of the results; None where the run is refused."""
        to = os.path.join(os.path.dirname(self.folder), to)
        shutil.rmtree(to, ignore_errors=True)
        done = subprocess.run([self.binary, command, "-C", self.folder, "--period", period, "-q",
                               "-o", to, *options], capture_output=True, text=True, check=False)
        self.said = done.stderr
        return os.path.join(to, period) if done.returncode in DONE else None


def files_of(folder, without=()):
    """The bytes of the files in a folder, by name."""
    found = {}
    for name in sorted(os.listdir(folder)):
        if name not in without:
            with open(os.path.join(folder, name), "rb") as file:
                found[name] = file.read()
    return found
