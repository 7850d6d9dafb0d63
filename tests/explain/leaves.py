"""What an explanation ends in: cells and rows of the inputs, words of the policy, days of the run.

Each leaf is looked up where it says it stands, and read anew from there.
"""
import csv
import os
import re
from decimal import Decimal, InvalidOperation

from values import NULL, Refused, days, divide, moved, number, period, text, within

SCALES = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8,
          "%": Decimal("0.01"), "‰": Decimal("0.001")}
WORDS = {"true": True, "是": True, "1": True, "false": False, "否": False, "0": False}
KINDS = {"单位": "unit", "小分队": "team", "人员": "member", "项目": "project", "信息": "lead", "全县": "county"}
FEN = Decimal("0.01")
# What stands where the policy says nothing: the manual says so.
UNWRITTEN = {"fen": FEN, "in full": Decimal(1), "full marks": Decimal(1), "no marks": Decimal(0),
             "rate": Decimal(1)}


def scale_of(unit):
    """What one of a unit counts: 万元 10 000, 亩 1, % 0.01."""
    found = re.match(r"千万|百万|千|万|亿|%|‰", unit or "")
    return Decimal(SCALES[found[0]]) if found else Decimal(1)


def figure_in(word):
    """(amount, its unit's word) of `12 000`, `80%`, `3000万元`; None: it is no figure."""
    found = re.fullmatch(r"([-+]?[\d,，]*\.?\d+(?:[eE][-+]?\d+)?)\s*([^\d\s]*)", word.strip())
    if not found:
        return None
    try:
        return Decimal(re.sub("[,，]", "", found[1])), found[2]
    except InvalidOperation:
        return None


def day_in(word):
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*)?", word) or \
        re.fullmatch(r"(\d{4})(\d\d)(\d\d)", word)
    return f"{int(found[1]):04}-{int(found[2]):02}-{int(found[3]):02}" if found else None


def reads_as(cell, value, unit, heading, year_starts):
    """Whether a cell of an input holds a value: `unit` is what its bare numbers count."""
    cell = cell.strip().removeprefix("'").strip()
    kind, _, content = value
    if value == NULL:
        return cell == ""
    if kind in ("number", "money", "quantity"):
        found = figure_in(cell)
        in_heading = re.search(r"[(（]([^()（）]+)[)）]\s*$", heading)
        bare = in_heading[1] if in_heading and kind != "number" else unit
        return bool(found) and found[0] * scale_of(found[1] or bare) == content
    if kind == "date":
        return day_in(cell) == content
    if kind == "boolean":
        return WORDS.get(cell.lower()) == content
    if kind == "range":
        return period(cell, year_starts) == value
    if kind == "list":
        items = [part.strip() for part in re.split("[;；]", cell) if part.strip()]
        return items == [item[2] for item in content]
    if kind == "string":
        masked = re.fullmatch(re.escape(content).replace(r"\*", "."), cell)
        return cell == content or KINDS.get(cell) == content or ("*" in content and bool(masked))
    return False


def place_of(label, rest):
    """Whether what ends a row's id is a place in a file, not a span of the calendar."""
    return rest.endswith(label) and re.search(r"@[^@]*\.csv:\d+$", rest) is not None


class Table:
    """A CSV file by the line on which each record begins."""

    def __init__(self, path):
        with open(path, "rb") as file:
            raw = file.read()
        try:
            lines = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            lines = raw.decode("gb18030")
        reader = csv.reader(lines.splitlines(keepends=True))
        self.headings = next(reader)
        self.records, line = {}, reader.line_num
        for record in reader:
            self.records[line + 1] = record
            line = reader.line_num


class Leaves:
    """The inputs of a workspace, its policy, and the days of a run."""

    def __init__(self, workspace, trace):
        self.workspace, self.trace = workspace, trace
        self.tables, self.policies = {}, {}
        self.policy = " ".join(self.lines_of(trace["policy"]))
        starts = re.search(r"year_starts:\s*'?\"?(\d\d)-(\d\d)", self.policy)
        self.year_starts = (int(starts[1]), int(starts[2])) if starts else (1, 1)
        self.words = re.sub(r"\s+", " ", self.policy)
        self.unspaced = re.sub(r"\s+", "", self.policy)

    def lines_of(self, path):
        if path not in self.policies:
            with open(path, encoding="utf-8") as file:
                self.policies[path] = file.read().splitlines()
        return self.policies[path]

    def record(self, source):
        """(headings, cells) of the row of an input at file:line."""
        path, _, line = source.rpartition(":")
        if path not in self.tables:
            self.tables[path] = Table(os.path.join(self.workspace, path))
        table = self.tables[path]
        if str(int(line)) != line or int(line) not in table.records:
            raise Refused(f"no row at {source}")
        return table.headings, table.records[int(line)]

    def check_cell(self, leaf, value):
        headings, cells = self.record(leaf["source"])
        plain = [re.sub(r"[(（][^()（）]*[)）]\s*$", "", heading).strip() for heading in headings]
        own = [k for k, heading in enumerate(plain) if heading == leaf["name"]]
        empty = [read_default for read_default in leaf.get("of", [])]
        for k in own or range(len(headings)):
            cell = cells[k] if k < len(cells) else ""
            if reads_as(cell, value, leaf.get("unit"), headings[k], self.year_starts):
                return
            if not cell.strip() and empty:
                return  # what an empty cell stands for is told beside it
        if not own and (value == NULL or empty):
            return  # a column that the file does not have
        raise Refused(f"{leaf['source']} {leaf['name']} is not {value}: {cells}")

    def check_row(self, leaf, value):
        """A row by its id: `projects/P01`, with its place where the id may stand several times."""
        table, _, rest = value[2].partition("/")
        if "source" not in leaf:
            if table != "county" and not table.startswith("county_"):
                raise Refused(f"a row without a place: {value[2]}")
            return
        key = rest.split("@")[0].split("/")[0]
        place = re.search(r"@(.+?:\d+)", rest)
        if place and place[1] != leaf["source"]:
            raise Refused(f"{value[2]} stands at {leaf['source']}")
        _, cells = self.record(leaf["source"])
        label = re.search(r"/(\d{4}[^/@:]*)$", rest)
        if label and not place_of(label[1], rest):
            run = period(self.trace["period"], self.year_starts)[2][1][2]
            whole = period(label[1], self.year_starts)
            if whole is None or whole[2][0][2] > run or whole[2][1][2] < self.first_day(run):
                raise Refused(f"{value[2]} is not of this year")
        if key and key not in [cell.strip().removeprefix("'") for cell in cells]:
            raise Refused(f"{leaf['source']} is not {value[2]}")

    def check_literal(self, leaf, value):
        """What the policy says: the words stand at that place, and read as that value."""
        words, source = leaf.get("name", ""), leaf.get("source")
        if source is None:
            raise Refused(f"a constant from nowhere: {value}")
        path, line, column = source.rsplit(":", 2)
        if path != "zhaoshang":  # what every scheme takes for granted is in the manual
            at = self.lines_of(path)[int(line) - 1:int(line) + 40]
            at[0] = at[0][int(column) - 1:]
            if words not in at[0] and re.sub(r"\s+", "", words) not in re.sub(r"\s+", "", "".join(at)):
                raise Refused(f"{source} does not say {words}")
            if words and not at[0].startswith(words.split("\n")[0][:1]):
                raise Refused(f"{words} does not begin at {source}")
        if not self.says(words, value):
            raise Refused(f"{words} is not {value}")

    def says(self, words, value):
        kind, _, content = value
        if value == NULL:
            return "null" in words or "|" in words or ".." in words or words.strip() in ("", "-")
        if kind in ("number", "money", "quantity"):
            steps = re.fullmatch(r"(one|two|three|four|five) steps?", words)
            if steps:
                return content == ("one", "two", "three", "four", "five").index(steps[1]) + 1
            for found in re.finditer(r"-?(\d[\d_ ]*\.?\d*(?:[eE][-+]?\d+)?)\s*([^\W\d_]*[%‰]?)", words):
                amount = Decimal(re.sub("[_ ]", "", found[1])) * scale_of(found[2])
                if content in (amount, -amount):
                    return True
            return False
        if kind == "date":
            return content in words
        if kind == "boolean":
            return ("true" if content else "false") in words
        if kind == "string":
            return content in words.replace('\\"', '"')
        if kind == "list":
            return all(self.says(words, item) for item in content)
        if kind == "range":
            return all(self.says(words, end) for end in content[:2])
        if kind.endswith("duration"):
            return content in words
        return False

    def check_declared(self, leaf, value):
        """A rounding: `0.01 half up`, in the unit of its figure."""
        quantum, _, mode = leaf["name"].partition(" ")
        if value != number(Decimal(quantum) * Decimal(leaf.get("unit", 1))):
            raise Refused(f"{leaf['name']} is not {value}")
        if not re.search(rf"0*{re.escape(quantum)}0* {mode}", self.words):
            raise Refused(f"the policy does not say {leaf['name']}")

    def check_words(self, leaf, value):
        """Texts of the policy that results repeat: an action, a clause, the words of a scale."""
        for item in value[2] if value[0] == "list" else [value]:
            word = item[2]
            if leaf["op"] == "clause":
                word = word.removeprefix(self.trace["scheme"] + ":")
            if re.sub(r"\s+", "", word) not in self.unspaced:
                raise Refused(f"the policy does not say {item[2]}")

    def check_unwritten(self, leaf, value):
        if value != number(UNWRITTEN[leaf["op"]]) or (leaf["op"] == "rate" and leaf["name"] != "CNY"):
            raise Refused(f"{leaf['op']} is not {value}")

    def check_nothing(self, leaf, value):
        if value != NULL:
            raise Refused(f"nothing is {value}")

    def year_of(self, day):
        """The first day of the county's year that holds a day."""
        first = f"{day[:4]}-%02d-%02d" % self.year_starts
        return first if first <= day else moved(first, "P12M", -1)

    def first_day(self, day):
        """The first day that `to_date` holds: the year's, or from when the scheme says."""
        since = re.search(r"since:\s*'?\"?(\d{4}-\d\d-\d\d)", self.policy)
        begins = re.search(r"in_force:\s*'?([\d-]+)\.\.", self.policy)
        return max([since[1] if since else self.year_of(day)] + ([begins[1]] if begins else []))

    def lines_at(self, source, count=1):
        path, _, line = source.rpartition(":")
        return "\n".join(self.lines_of(path)[int(line) - 1:int(line) - 1 + count])

    def is_text_row(self, source):
        return self.lines_at(source).strip().startswith("|")

    def check_rule(self, rule):
        """A rule of a rating where it stands: its word and its clause."""
        path, _, line = rule["source"].rpartition(":")
        lines = self.lines_of(path)[int(line) - 1:]
        more = next((k for k, each in enumerate(lines[1:], 1) if each.strip().startswith(("-", "|"))), len(lines))
        at = " ".join(lines[:more])
        words = [rule["name"]] + [part["value"]["value"].rpartition(":")[2]
                                  for part in rule["of"] if part["op"] == "clause"]
        if not all(word in at for word in words):
            raise Refused(f"{rule['source']} does not say {words}")

    def check_row_of_table(self, row):
        """A row of a text table by its place: so many rows below the headings."""
        path, _, line = row["source"].rpartition(":")
        lines, above = self.lines_of(path), int(line) - 1
        if not self.is_text_row(row["source"]):
            return  # rows written out are told apart by their own words
        count = 0
        while above > 0 and lines[above - 1].strip().startswith(("|", "#")):
            above -= 1
            count += lines[above].strip().startswith("|")
        if count != int(row["name"]):
            raise Refused(f"row {row['name']} does not stand at {row['source']}")

    def check_scope(self, leaf, value):
        """The days of the run."""
        run = period(self.trace["period"], self.year_starts)
        as_of = ("date", None, self.trace["as_of"])
        name = leaf["name"]
        if name == "as_of":
            known = value == as_of
        elif name == "period":
            known = value == run
        elif name in ("year", "last_year"):
            end = moved(run[2][1][2], "P12M", -1) if name == "last_year" else run[2][1][2]
            first, last = value[2][0], value[2][1]
            known = (within(("date", None, end), value)[2] and first[2].endswith("%02d-%02d" % self.year_starts)
                     and moved(moved(first[2], "P12M", 1), "P1D", -1) == last[2])
        elif name == "to_date":
            known = (value[2][1][2] == min(as_of[2], run[2][1][2])
                     and value[2][0][2] == self.first_day(run[2][1][2]))
        elif name == "span":  # of a row of targets, or the year
            known = value[0] == "range"
        elif name == "term":
            known = all(end == NULL or end[2] in self.policy for end in value[2][:2])
        else:
            known = False
        if not known:
            raise Refused(f"{name} is not {value}")
