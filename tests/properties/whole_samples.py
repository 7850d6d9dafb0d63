"""What holds of every sample in every period, whatever its scheme is.

    tests/properties/whole_samples.py BINARY [KIND...]

KIND (all where none is given):
  order    the rows of an input in another order change nothing
  fmt      the canonical form of a policy, of the same laid out otherwise too, changes no result and
           no document, and is its own canonical form
  threads  a run by one, two, three or eight threads gives the same bytes, of files long enough to
           be read in parts; they are the figures of the short files
  unit     a unit more, with all that another of its kind has, changes no figure of the others but
           their places and what is shared among all

Lines of inputs, and the hashes of receipts, are left out of what is compared where the inputs are
others.
"""

import csv
import glob
import io
import os
import random
import re
import subprocess
import sys
import tempfile

import yaml

from samples import ROOT, Scheme, Workspace, composed, files_of, names, read, rows_of, serialized, write

# Of the money and the points that all compete for.
RELATIVE = ("rank", "rating", "barred", "reason", "action")


def records(text):
    """The rows of a CSV text with their ends; a quoted cell may go over lines."""
    found, row = [], ""
    for line in text.splitlines(keepends=True):
        row += line
        if row.count('"') % 2 == 0:
            found.append(row if row.endswith("\n") else row + "\n")
            row = ""
    return found


def without_lines(files):
    """Texts of results by name, of whatever lines of the inputs they come."""
    found = {}
    for name, data in files.items():
        text = re.sub(r"(\.csv):\d+", r"\1", data.decode())
        if name == "findings.csv":
            rows = [{**row, "source": ";".join(sorted(row["source"].split(";")))}
                    for row in csv.DictReader(io.StringIO(text))]
            text = "\n".join(sorted(map(str, rows)))
        found[name] = text
    return found


def differing(before, after):
    """The names of what is not the same."""
    return sorted(name for name in set(before) | set(after)
                  if before.get(name) != after.get(name))


class Trial:
    def __init__(self, binary, top):
        self.binary, self.top = binary, top
        self.faults, self.count = [], 0
        self.chance = random.Random(20221231)

    def same(self, what, before, found, county):
        """`found`: what the other run gave, or None."""
        self.count += 1
        if found is None:
            self.faults.append(f"{what}: refused: {county.said[:300]}")
        elif names_of := differing(before, found):
            self.faults.append(f"{what}: others in {', '.join(names_of)}")

    def results(self, county, period, *options):
        """The files of a run without its receipt; None where it is refused."""
        found = county.run("run", period, "tried", *options)
        return None if found is None else files_of(found, without=("receipt.json",))

    # ---- rows in another order ------------------------------------------------------------------

    def order(self, county):
        for period in county.periods:
            before = without_lines(self.results(county, period))
            tables = county.tables()
            for shuffled in [[each] for each in tables] + [tables]:
                given = {each: read(county.table(each)) for each in shuffled}
                for table, text in given.items():
                    heading, *rows = records(text)
                    self.chance.shuffle(rows)
                    write(county.table(table), heading + "".join(rows))
                found = self.results(county, period)
                self.same(f"{county.name} {period}, rows of {', '.join(shuffled)} in another order",
                          before, found and without_lines(found), county)
                for table, text in given.items():
                    write(county.table(table), text)

    # ---- the canonical form ---------------------------------------------------------------------

    @staticmethod
    def layouts(text):
        """The policy as it is; in blocks throughout; in one line wherever no | block is within."""
        yield text

        def lay(node, flows):
            if isinstance(node, yaml.ScalarNode):
                return node.style != "|" and "\n" not in node.value
            parts = [part for pair in node.value for part in pair] if isinstance(
                node, yaml.MappingNode) else node.value
            has_no_block = all([lay(part, flows) for part in parts])
            node.flow_style = flows and has_no_block
            return has_no_block

        for flows in (False, True):
            root = composed(text)
            lay(root, flows)
            root.flow_style = False
            yield serialized(root)

    def policy(self, command, path):
        done = subprocess.run([self.binary, "policy", command, path], capture_output=True,
                              text=True, check=False)
        return done.stdout

    def formatted(self, text, path):
        """Writes the canonical form of a policy; tells where it is none of its own."""
        write(path, text)
        canonical = self.policy("fmt", path)
        write(path, canonical)
        self.count += 1
        if not canonical or self.policy("fmt", path) != canonical:
            self.faults.append(f"{path}: its canonical form has another")

    def fmt(self, county):
        given = read(county.policy)
        for number, text in enumerate(self.layouts(given)):
            for period in county.periods:
                write(county.policy, given)
                before = self.results(county, period)
                self.formatted(text, county.policy)
                self.same(f"{county.name} {period}, its policy laid out in way {number}, canonical",
                          before, self.results(county, period), county)
        write(county.policy, given)

    def fmt_of_policies(self):
        """Of policies without a sample: what they say as a document."""
        path = os.path.join(self.top, "policy.yaml")
        for policy in sorted(glob.glob(os.path.join(ROOT, "policies", "*.yaml")) +
                             glob.glob(os.path.join(ROOT, "tests", "patterns", "*.yaml"))):
            document = self.policy("doc", policy)
            for text in self.layouts(read(policy)):
                self.formatted(text, path)
                self.count += 1
                if not document or self.policy("doc", path) != document:
                    self.faults.append(f"{policy}: its canonical form says something else")

    # ---- threads --------------------------------------------------------------------------------

    def threads(self, county):
        """Files are made long by a column that no rule knows."""
        plain = {period: self.results(county, period) for period in county.periods}
        longest = sorted(county.tables(), key=lambda each: -os.path.getsize(county.table(each)))[:2]
        for table in longest:
            heading, *rows = records(read(county.table(table)))
            filler = "," + "填" * ((10 << 20) // (3 * len(rows)))
            write(county.table(table), heading.rstrip("\n") + ",填充\n" +
                  "".join(row.rstrip("\n") + filler + "\n" for row in rows))
        for period in county.periods:
            runs = [county.run("run", period, f"with {threads}", "--threads", threads)
                    for threads in ("1", "2", "3", "8")]
            whole = [None if run is None else files_of(run) for run in runs]
            self.same(f"{county.name} {period}, long files", plain[period],
                      runs[0] and files_of(runs[0], without=("receipt.json",)), county)
            for found in whole[1:]:
                self.same(f"{county.name} {period}, by several threads", whole[0], found, county)

    # ---- a unit more ----------------------------------------------------------------------------

    def unit(self, county):
        scheme = Scheme(read(county.policy))
        given = {table: read(county.table(table)) for table in county.tables()}
        for like in self.units_of_each_kind(county):
            for period in county.periods:
                before = self.figures(county, period, scheme)
                self.add_unit(county, like)
                self.same(f"{county.name} {period}, a unit more like {like}", before,
                          self.figures(county, period, scheme), county)
                for table, text in given.items():
                    write(county.table(table), text)

    @staticmethod
    def units_of_each_kind(county):
        """Of each kind that with the most projects."""
        projects = [row.get("unit_id") for row in rows_of(county.table("projects"))]
        most = {}
        for row in rows_of(county.table("units")):
            kind, unit = row.get("kind"), row["unit_id"]
            if kind not in most or projects.count(unit) > projects.count(most[kind]):
                most[kind] = unit
        return list(most.values())

    @staticmethod
    def add_unit(county, like):
        """Its projects with what came in and what was done, and its targets; nobody else's."""
        new_id = {like: "ZZ"}
        others = {cell for table in ("units", "teams", "members")
                  for row in rows_of(county.table(table)) for cell in [next(iter(row.values()))]}
        for row in rows_of(county.table("projects")):
            if row.get("unit_id") == like:
                new_id[row["project_id"]] = "ZZ" + row["project_id"]
        for table in ("units", "projects", "payments", "milestones", "targets"):
            rows = rows_of(county.table(table))
            if not rows:
                continue
            columns = list(rows[0])
            key = next(each for each in ("project_id", "unit_id", "subject_id") if each in columns)
            text = io.StringIO(newline="")
            writer = csv.writer(text, lineterminator="\n")
            for row in rows:
                if row[key] in new_id:
                    writer.writerow([new_id.get(cell, "" if cell in others else cell)
                                     for cell in row.values()])
            write(county.table(table), "".join(records(read(county.table(table)))) + text.getvalue())

    def figures(self, county, period, scheme):
        """The rows of the tables of results that are about anybody but the new one, without what
        is relative to all."""
        found = county.run("run", period, "tried")
        if found is None:
            return None
        kept = {}
        for name in sorted(os.listdir(found)):
            if not name.endswith(".csv"):
                continue
            for row in rows_of(os.path.join(found, name)):
                is_new = any(str(cell).startswith("ZZ") for cell in row.values())
                if is_new or row.get("subject_kind") == "county" or self.is_shared(row, scheme):
                    continue
                if self.is_of_places(row, scheme):
                    row["score"] = ""
                kept.setdefault(name, []).append(
                    str({key: cell for key, cell in row.items() if key not in RELATIVE + ("source",)}))
        return {name: sorted(rows) for name, rows in kept.items()}

    @staticmethod
    def is_of_places(row, scheme):
        return ((row.get("assessment"), row.get("indicator")) in scheme.places or
                row.get("assessment") in scheme.sums_of_places)

    @staticmethod
    def is_shared(row, scheme):
        """An award of the first so many, or of a sum that all have a share in."""
        award = scheme.awards.get(row.get("award"), {})
        return "quota" in award or "units" in str(award.get("split", ""))


def main():
    binary, kinds = os.path.abspath(sys.argv[1]), sys.argv[2:] or ["order", "fmt", "threads", "unit"]
    with tempfile.TemporaryDirectory(prefix="zhaoshang-samples.") as top:
        trial = Trial(binary, top)
        for kind in kinds:
            before = trial.count
            for name in names():
                getattr(trial, kind)(Workspace(binary, name, os.path.join(top, kind)))
            if kind == "fmt":
                trial.fmt_of_policies()
            print(f"{kind}: {trial.count - before} times")
            if trial.count == before:
                trial.faults.append(f"{kind}: nothing was tried")
    print("\n".join(trial.faults))
    sys.exit(bool(trial.faults))


if __name__ == "__main__":
    main()
