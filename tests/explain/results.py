"""Holds the result files of a period against explanations: every figure there has one that comes to
what is printed. Ids, names, titles and clauses are told as the inputs and the policy have them."""
import csv
import os
import re
from decimal import Decimal

from leaves import scale_of
from values import NULL, is_amount, read

TABLES = {"unit": "units", "team": "teams", "member": "members", "project": "projects",
          "lead": "leads", "county": "county"}
# Columns that repeat what an input or the policy says, or name what the row is about.
TOLD = {
    "scores.csv": {"subject_kind", "subject_id", "subject", "indicator", "title", "clause", "unit",
                   "assessment"},
    "assessment.csv": {"subject_kind", "subject_id", "subject", "assessment"},
    "attendance.csv": {"member_id", "member", "team_id", "month"},
    "team_attendance.csv": {"team_id", "team", "month"},
    "awards.csv": {"award", "clause", "recipient_kind", "recipient_id", "recipient", "project_id",
                   "note", "instalment"},
    "payouts.csv": {"due_on", "payee_kind", "payee_id", "payee", "award", "clause"},
    "roster.csv": {"unit_id", "unit", "team_id", "team", "member_id", "member", "role", "grade",
                   "from", "to"},
}


def same(cell, value, scale=Decimal(1)):
    if value == NULL:
        return cell == ""
    if value[0] == "boolean":
        return cell == ("true" if value[2] else "false")
    if is_amount(value):
        return cell != "" and Decimal(cell) * scale == value[2]
    if value[0] == "list":
        return cell == ";".join(item[2] for item in value[2])
    return cell == value[2]


class Results:
    """The figures of explanations, found by the row and column of a result file."""

    def __init__(self, folder, figures):
        self.folder, self.figures = folder, figures
        self.checked, self.told, self.faults = {}, 0, []
        self.values = {name: read(figure["value"]) for name, figure in figures.items()}
        self.by_end = {}
        for name in figures:
            self.by_end.setdefault(name.rpartition("/")[2], []).append(name)

    def rows(self, name):
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def find(self, start, end):
        """Figures of a row by its id, wherever the row stands: `members/M01@data/members.csv:2/…`."""
        return [name for name in self.by_end.get(end.rpartition("/")[2], [])
                if name.startswith(start) and name[len(start)] in "/@" and name.endswith("/" + end)]

    def expect(self, file, row, column, names, scale=Decimal(1)):
        cell = row[column]
        self.checked[f"{file} {column}"] = self.checked.get(f"{file} {column}", 0) + 1
        if not names:
            if cell not in ("", "false"):
                self.faults.append(f"{file} {column} {list(row.values())[:9]}: no explanation of {cell}")
        elif not any(same(cell, self.values[name], scale) for name in names):
            self.faults.append(f"{file} {column} {list(row.values())[:9]}: {cell} is explained as "
                               f"{[self.values[name] for name in names]}")

    def check(self):
        for file, check in (("scores.csv", self.score), ("assessment.csv", self.standing),
                            ("attendance.csv", self.month), ("team_attendance.csv", self.month),
                            ("awards.csv", self.award), ("payouts.csv", self.payout),
                            ("roster.csv", self.stint)):
            for row in self.rows(file):
                done = check(file, row)
                self.told += len(TOLD[file])
                left = set(row) - TOLD[file] - set(done)
                if left:
                    self.faults.append(f"{file}: nobody looks at {sorted(left)}")

    def subject(self, row):
        kind = row["subject_kind"]
        return TABLES[kind] + ("" if kind == "county" else "/" + row["subject_id"])

    def score(self, file, row):
        who, item = self.subject(row), f"{row['assessment']}.{row['indicator']}"
        self.expect(file, row, "score", self.find(who, item))
        self.expect(file, row, "weight", self.find(who, item + ".weight"))
        self.expect(file, row, "rank", self.find(who, item + ".rank"))
        self.expect(file, row, "group", self.find(who, "group"))
        self.measure(file, row, who)
        return ["score", "weight", "rank", "group", "actual", "target", "completion", "adjusted"]

    def measure(self, file, row, who):
        """actual, target, completion and adjusted are those of one measure of the subject."""
        cells = {prefix: row[column] for prefix, column in
                 (("", "actual"), ("target.", "target"), ("completion.", "completion")) if row[column]}
        for column in ("actual", "target", "completion", "adjusted"):
            key = f"{file} {column}"
            self.checked[key] = self.checked.get(key, 0) + 1
        if not cells and not row["adjusted"]:
            return
        scale = scale_of(row["unit"]) if row["unit"] not in ("", "人", "个") else Decimal(1)
        own = {name.rsplit("/", 1)[1]: name for name in self.figures
               if name == who or (name.startswith(who) and name[len(who)] in "/@")}
        for measure in own:
            parts = {prefix: own.get(prefix + measure) for prefix in cells}
            fits = all(part and same(cells[prefix], self.values[part], Decimal(1) if prefix == "completion." else scale)
                       for prefix, part in parts.items())
            if fits and ";".join(sorted(self.adjustments(own[measure]))) == row["adjusted"]:
                return
        self.faults.append(f"{file} {row['subject_id']} {row['indicator']}: no measure comes to {cells}, "
                           f"adjusted by {row['adjusted']}")

    def adjustments(self, name, seen=None):
        """The rows of adjustments that a figure rests on."""
        seen = set() if seen is None else seen
        if name in seen or name not in self.figures:
            return set()
        seen.add(name)
        found = set()
        self.walk(self.figures[name]["calculation"], found, seen)
        return found

    def walk(self, operation, found, seen):
        source = operation.get("source", "")
        if operation.get("op") == "cell" and re.search(r"(^|/)adjustments[^/]*(/[^/]*)?\.csv:", source):
            found.add(source)
        if operation.get("op") == "figure":
            found |= self.adjustments(operation["name"], seen)
        for each in operation.get("of", []):
            self.walk(each, found, seen)

    def standing(self, file, row):
        columns = ["score", "rank", "rating", "barred", "reason", "action"]
        for column in columns:
            self.expect(file, row, column, self.find(self.subject(row), f"{row['assessment']}.{column}"))
        self.expect(file, row, "group", self.find(self.subject(row), "group"))
        return columns + ["group"]

    def month(self, file, row):
        table, key = ("member_months", "member_id") if file == "attendance.csv" else ("team_months", "team_id")
        columns = [column for column in row if column not in TOLD[file]]
        for column in columns:
            if row[column]:
                names = self.find(f"{table}/{row[key]}", f"{row['month']}/{column}")
                self.expect(file, row, column, names)
        return columns

    def award(self, file, row):
        start = f"awards/{row['award']}/{row['recipient_kind']}/{row['recipient_id']}"
        ends = {"/" + end for end in ("basis", "low", "high", "status")}
        mine = [name for name in self.figures if name.startswith(start) and name[len(start):len(start) + 1] in ("", "/")]
        rows = [name for name in mine if not any(name.endswith(end) for end in ends)]
        for name in rows:  # the one that comes to the row as a whole
            parts = {"amount": name, **{end[1:]: name + end for end in ends if name + end in self.figures}}
            if all(same(row[column], self.values[parts[column]]) if column in parts else row[column] == ""
                   for column in ("amount", "basis", "low", "high", "status")):
                break
        else:
            self.faults.append(f"{file} {list(row.values())[:11]}: none of {len(rows)} explanations comes to it")
        columns = ["basis", "amount", "status", "low", "high"]
        for column in columns:
            self.checked[f"{file} {column}"] = self.checked.get(f"{file} {column}", 0) + 1
        return columns

    def payout(self, file, row):
        name = f"payouts/{row['due_on']}/{row['payee_kind']}/{row['payee_id']}/{row['award']}/{row['clause']}"
        self.expect(file, row, "amount", [name] if name in self.figures else [])
        return ["amount"]

    def stint(self, file, row):
        self.expect(file, row, "status", self.find("members/" + row["member_id"], "stint"))
        return ["status"]
