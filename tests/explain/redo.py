#!/usr/bin/env python3
"""Does the arithmetic of explanations again, from their JSON alone.

    zhaoshang explain assess all --format json ... | tests/explain/redo.py [--results FOLDER]

Every operation of every figure is worked out from its operands and held against the value that the
explanation gives, to the last digit: decimals of 34 digits, half to even. Operations that this
script has no reading of its own for (a choice among rows, a date's property) count as given and are
counted. The status is 1 where a figure differs, or where nothing was worked out at all.

With --results, the figures of the results in FOLDER (scores.csv, assessment.csv, attendance.csv,
team_attendance.csv, awards.csv, payouts.csv) are looked for among the explanations: each must be
there and print the same.
"""
import csv
import datetime
import decimal
import json
import os
import sys
from decimal import Decimal

decimal.setcontext(decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emin=-6143, Emax=6144))
EXACT = decimal.Context(prec=400)

ROUNDING = {
    "half up": decimal.ROUND_HALF_UP, "half down": decimal.ROUND_HALF_DOWN,
    "half even": decimal.ROUND_HALF_EVEN, "up": decimal.ROUND_UP, "down": decimal.ROUND_DOWN,
    "floor": decimal.ROUND_FLOOR, "ceiling": decimal.ROUND_CEILING,
}


class Given(Exception):
    """An operation that this script does not work out."""


def read(value):
    """A JSON value as (kind, unit, content)."""
    kind, content = value["type"], value.get("value")
    if kind == "number":
        return ("number", None, Decimal(content))
    if kind in ("money", "quantity"):
        return (kind, content.get("currency") or content.get("unit"), Decimal(content["value"]))
    if kind == "list":
        return ("list", None, [read(item) for item in content])
    if kind == "null":
        return ("null", None, None)
    return (kind, None, json.dumps(content, ensure_ascii=False, sort_keys=True) if isinstance(content, (dict, list)) else content)


# Parts of an operation that are read by the one above them.
STRUCTURE = {"inputs", "own", "other", "context"}

# Rules of a rating: each has its word for a name, and its condition.
RATING_RULES = {"sets", "gives", "bars", "raises", "lowers"}

NULL = ("null", None, None)
TRUE, FALSE = ("boolean", None, True), ("boolean", None, False)


def truth(flag):
    return NULL if flag is None else TRUE if flag else FALSE


def is_amount(value):
    return value[0] in ("number", "money", "quantity")


def amounts(values):
    if not all(is_amount(value) for value in values):
        raise Given
    return values


def multiply(a, b):
    if a == NULL or b == NULL:
        return NULL
    amounts([a, b])
    if a[0] != "number" and b[0] != "number":
        raise Given
    kind, unit = (a if a[0] != "number" else b)[:2]
    return (kind, unit, a[2] * b[2])


def divide(a, b):
    if a == NULL or b == NULL:
        return NULL
    amounts([a, b])
    if b[2] == 0:
        return NULL
    if b[0] == "number":
        return (a[0], a[1], a[2] / b[2])
    if a[0] == b[0] and a[1] == b[1]:
        return ("number", None, a[2] / b[2])
    raise Given


def add(a, b, sign=1):
    if a == NULL or b == NULL:
        return NULL
    amounts([a, b])
    if a[:2] != b[:2]:
        raise Given
    return (a[0], a[1], a[2] + sign * b[2])


def total(values):
    if NULL in values:
        return NULL
    if not values:
        raise Given  # zero of a unit that no addend names
    amounts(values)
    with decimal.localcontext(EXACT):
        whole = sum((value[2] for value in values), Decimal(0))
    return (values[0][0], values[0][1], +whole)


def to_quantum(value, quantum, word):
    if value == NULL:
        return NULL
    amounts([value])
    with decimal.localcontext(EXACT):
        steps = (value[2] / quantum).to_integral_value(rounding=ROUNDING[word])
        rounded = steps * quantum
    return (value[0], value[1], +rounded)


def compare(op, a, b):
    if op in ("=", "!="):
        if a == NULL or b == NULL:
            same = a == b
        elif a[0] != b[0]:
            raise Given
        else:
            same = a[1:] == b[1:]
        return truth(same if op == "=" else not same)
    if a == NULL or b == NULL:
        return NULL
    if a[:2] != b[:2] or a[0] not in ("number", "money", "quantity", "date"):
        raise Given
    x, y = a[2], b[2]  # ISO dates compare as texts
    return truth({"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y}[op])


def largest_remainder(whole, claims, quantum):
    """Parts of `whole` in proportion to claims [(amount, key)], multiples of the quantum."""
    with decimal.localcontext(EXACT):
        sign = -1 if whole < 0 else 1
        total_claims = sum(amount for amount, _ in claims)
        exact = [abs(whole) * amount / total_claims for amount, _ in claims]
        parts = [(part / quantum).to_integral_value(rounding=decimal.ROUND_FLOOR) * quantum for part in exact]
        left = abs(whole) - sum(parts)
        order = sorted(range(len(claims)), key=lambda k: (-(exact[k] - parts[k]), claims[k][1]))
        for k in order:
            if left <= 0:
                break
            step = min(quantum, left)
            parts[k] += step
            left -= step
        return [sign * part for part in parts]


def key_of(operation):
    text = operation.get("name", "")
    try:
        return (0, Decimal(text), "")
    except decimal.InvalidOperation:
        return (1, Decimal(0), text.strip('"'))


def divided(op, operation, values):
    whole, quantum = values[1], values[2]
    claims = [(value[2], key_of(each)) for value, each in zip(values[3:], operation["of"][3:])]
    part = int(operation["name"])
    if op == "served in order":
        left, given = whole[2], [Decimal(0)] * len(claims)
        for k in sorted(range(len(claims)), key=lambda k: claims[k][1]):
            given[k] = min(claims[k][0], left)
            left -= given[k]
        return (whole[0], whole[1], given[part])
    if op == "instalment of":
        with decimal.localcontext(EXACT):
            whole_part = whole[2] * sum(amount for amount, _ in claims)
        whole = to_quantum((whole[0], whole[1], whole_part), quantum[2], "half up")
    if op == "prorated":
        whole = to_quantum(whole, quantum[2], "down")
    return (whole[0], whole[1], largest_remainder(whole[2], claims, quantum[2])[part])


class Redo:
    def __init__(self, trace):
        self.figures = trace["figures"]
        self.worked, self.given, self.wrong = 0, {}, []

    def figure(self, name):
        return read(self.figures[name]["value"])

    def all(self):
        for name, figure in self.figures.items():
            calculation = figure["calculation"]
            if not calculation:
                continue
            got = self.value(calculation, name)
            want = read(figure["value"])
            if got != want:
                self.wrong.append(f"{name}: {got} and not {want}")

    def value(self, operation, where):
        said = read(operation["value"]) if "value" in operation else None
        op = operation.get("op")
        if op == "figure":
            got = self.figure(operation["name"])
        elif "of" not in operation and op not in ("sum", "count", "list", "any"):
            return said if said is not None else NULL
        else:
            operands = operation.get("of", [])
            values = [self.value(each, where) for each in operands]
            try:
                got = self.work_out(op, operation, values, said)
                self.worked += 1
            except Given:
                if op in STRUCTURE:
                    return said if said is not None else NULL
                label = op + (" " + operation["name"] if op == "call" else "")
                self.given[label] = self.given.get(label, 0) + 1
                return said if said is not None else NULL
        if said is not None and got != said:
            self.wrong.append(f"{where}: {op} {operation.get('name', '')}: {got} and not {said}")
            return said
        return got

    def work_out(self, op, operation, values, said):
        if op == "+":
            return add(values[0], values[1])
        if op == "-":
            return add(values[0], values[1], -1)
        if op == "*":
            return multiply(values[0], values[1])
        if op == "/":
            return divide(values[0], values[1])
        if op == "negate":
            return multiply(values[0], ("number", None, Decimal(-1)))
        if op in ("=", "!=", "<", "<=", ">", ">="):
            return compare(op, values[0], values[1])
        if op == "between":
            low, high = compare(">=", values[0], values[1]), compare("<=", values[0], values[2])
            return NULL if NULL in (low, high) else truth(low == TRUE and high == TRUE)
        if op in ("and", "or"):
            if any(value not in (TRUE, FALSE, NULL) for value in values):
                raise Given
            decisive = FALSE if op == "and" else TRUE
            if decisive in values:
                return decisive
            return NULL if NULL in values else truth(op == "and")
        if op in ("some", "none"):
            held = TRUE if TRUE in values else NULL if NULL in values else FALSE
            return held if op == "some" or held == NULL else truth(held == FALSE)
        if op == "any":
            return TRUE
        if op == "if":
            if (values[0] == TRUE) != (operation["name"] == "then"):
                return ("wrong branch", None, None)
            return values[1]
        if op == "cap":
            return values[1] if compare("<", values[1], values[0]) == TRUE else values[0]
        if op == "floor":
            return values[1] if compare("<", values[0], values[1]) == TRUE else values[0]
        if op == "otherwise":
            return values[1] if values[0] == NULL else values[0]
        if op == "round":
            return to_quantum(values[0], values[1][2], operation["name"])
        if op == "list":
            return ("list", None, values)
        if op in ("sum", "count", "min", "max", "mean"):
            if len(values) == 1 and values[0][0] == "list":
                values = values[0][2]
            if op == "sum" and not values and said and said != NULL:
                return (said[0], said[1], Decimal(0))  # of no rows: zero in the column's unit
            return self.aggregate(op, values)
        if op == "pass":
            if values[0] == NULL:
                return NULL
            return values[1] if values[0] == TRUE else ("number", None, Decimal(0))
        if op == "min max":
            return values[1] if values[2] == values[3] else values[0]
        if op == "table":
            return self.table(operation, values)
        if op == "row":
            return values[0] if len(values) == 1 else ("row", None, values)
        if op == "default":
            if len(values) != 1:
                raise Given
            return values[0]
        if op == "bracket":
            return values[-1]
        if op == "part":
            whole, low, high = values
            top = high if high != NULL and compare("<", high, whole) == TRUE else whole
            return top if low == NULL else add(top, low, -1)
        if op == "settled at":
            return values[1]
        if op == "in unit":
            if values[0][:2] == said[:2]:
                return values[0]
            raise Given
        if op == "less paid":
            left = add(values[0], values[1], -1)
            return left if left[2] > 0 else (left[0], left[1], Decimal(0))
        if op in ("prorated", "served in order", "share of", "instalment of"):
            return divided(op, operation, values)
        if op == "rank":
            return self.rank(operation)
        if op == "rating":
            return self.rating(operation, values)
        if op in RATING_RULES:
            return values[0]
        if op == "call":
            return self.call(operation["name"], values)
        raise Given

    @staticmethod
    def aggregate(op, values):
        if op == "count":
            return ("number", None, Decimal(len(values)))
        if op == "sum":
            return total(values)
        if not values or NULL in values:
            return NULL
        if op == "mean":
            return divide(total(values), ("number", None, Decimal(len(values))))
        amounts(values)
        return (min if op == "min" else max)(values, key=lambda value: value[2])

    @staticmethod
    def table(operation, values):
        words = operation["name"].split()
        rows = [value for value, each in zip(values, operation["of"]) if each["op"] == "row"]
        if not rows:
            last = operation["of"][-1]
            return values[-1] if last["op"] == "default" and "of" in last else NULL
        if any(row[0] == "row" for row in rows):
            raise Given
        if words[0] in ("unique", "first", "any"):
            return rows[0]
        if words[-1] in ("sum", "min", "max", "count"):
            return Redo.aggregate(words[-1], rows)
        raise Given

    @staticmethod
    def rank(operation):
        """The place of `own` among all: words are the rule for ties, then a direction for each key."""
        ties, *directions = operation["name"].split()
        if ties not in ("share", "dense", "average"):
            raise Given

        def place(each):
            keys = [read(key["value"]) for key in each["of"]]
            if any(key == NULL or not is_amount(key) for key in keys):
                return None
            return tuple(key[2] if way == "ascending" else -key[2] for key, way in zip(keys, directions))

        places = [(place(each), each["op"] == "own") for each in operation["of"]]
        own = next((where for where, is_own in places if is_own), None)
        if own is None:
            return NULL
        ahead = [where for where, _ in places if where is not None and where < own]
        rank = Decimal(len(set(ahead)) if ties == "dense" else len(ahead)) + 1
        if ties == "average":
            rank += Decimal(sum(where == own for where, _ in places) - 1) / 2
        return ("number", None, rank)

    @staticmethod
    def rating(operation, values):
        """The first that sets the word; else the first that gives one which nothing bars."""
        rules = [(each["op"], each["name"], value) for each, value in zip(operation["of"], values)]
        if any(op not in ("sets", "gives", "bars", "default") for op, _, _ in rules):
            raise Given
        barred = {word for op, word, holds in rules if op == "bars" and holds == TRUE}
        for op, word, holds in rules:
            if op == "sets" and holds == TRUE:
                return ("string", None, word)
        for op, word, holds in rules:
            if op == "gives" and holds == TRUE and word not in barred:
                return ("string", None, word)
        words = [word for op, word, _ in rules if op == "default"]
        return ("string", None, words[0]) if words else NULL

    @staticmethod
    def call(name, values):
        if name == "not":
            return NULL if values[0] == NULL else truth(values[0] != TRUE)
        if any(value == NULL for value in values):
            return NULL
        if name == "days in" and values[0][0] == "range":
            span = json.loads(values[0][2])
            days = [datetime.date.fromisoformat(span[end]["value"]) for end in ("start", "end")]
            closed = span["start_included"] and span["end_included"]
            return ("number", None, Decimal((days[1] - days[0]).days + 1)) if closed else NULL
        if name in ("floor", "ceiling") and len(values) == 1 and values[0][0] == "number":
            rounding = decimal.ROUND_FLOOR if name == "floor" else decimal.ROUND_CEILING
            return ("number", None, values[0][2].to_integral_value(rounding=rounding))
        if name == "abs" and is_amount(values[0]):
            return (values[0][0], values[0][1], abs(values[0][2]))
        if name in ("min", "max") and all(is_amount(value) for value in values):
            return (min if name == "min" else max)(values, key=lambda value: value[2])
        if name in ("whole steps", "begun steps", "proportional steps"):
            if values[0][2] <= 0:
                return ("number", None, Decimal(0))
            steps = divide(values[0], values[1])
            if name == "proportional steps":
                return steps
            rounding = decimal.ROUND_FLOOR if name == "whole steps" else decimal.ROUND_CEILING
            with decimal.localcontext(EXACT):
                exact = values[0][2] / values[1][2]
            return ("number", None, exact.to_integral_value(rounding=rounding))
        raise Given


def same(cell, figure, unit_scale=Decimal(1)):
    value = read(figure["value"])
    if value == NULL:
        return cell == ""
    if value[0] == "boolean":
        return cell == ("true" if value[2] else "false")
    if is_amount(value):
        return cell != "" and Decimal(cell) * unit_scale == value[2]
    return cell == value[2]


SCALE = {"元": 1, "万元": 10**4, "亿元": 10**8, "万美元": 10**4, "亿美元": 10**8}


def check_results(folder, figures):
    """(checked, missing or different) over the result files that are in the explanations' reach."""
    checked, faults = 0, []

    def rows(name):
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    tables = {"unit": "units", "team": "teams", "member": "members", "project": "projects",
              "lead": "leads", "county": "county"}

    def expect(ids, cell, what, scale=Decimal(1)):
        nonlocal checked
        found = [figures[name] for name in figures if name in ids or any(name.startswith(p) for p in ids if p.endswith("*"))]
        checked += 1
        if not found:
            faults.append(f"{what}: no explanation of {ids}")
        elif not any(same(cell, each, scale) for each in found):
            faults.append(f"{what}: {cell} is explained as {[each['value'] for each in found]}")

    def subject(kind, name):
        return tables[kind] + ("" if kind == "county" else "/" + name)

    def by_prefix(prefix, suffix):
        return [name for name in figures if name.startswith(prefix) and name.endswith(suffix)
                and (name[len(prefix)] in "/@")]

    def expect_measure(row):
        """actual, target and completion are those of one measure of the subject, in its unit."""
        nonlocal checked
        cells = {prefix: row[column] for prefix, column in
                 (("", "actual"), ("target.", "target"), ("completion.", "completion")) if row[column]}
        if not cells:
            return
        checked += len(cells)
        scale = SCALE.get(row["unit"], 1)
        own = subject(row["subject_kind"], row["subject_id"])
        of_subject = {name.rsplit("/", 1)[1]: figures[name] for name in figures
                      if name == own or (name.startswith(own) and name[len(own)] in "/@")}
        for measure in of_subject:
            parts = {prefix: of_subject.get(prefix + measure) for prefix in cells}
            if all(part and same(cells[prefix], part, 1 if prefix == "completion." else scale)
                   for prefix, part in parts.items()):
                return
        faults.append(f"scores.csv {row['subject_id']} {row['indicator']}: no measure comes to {cells}")

    for row in rows("scores.csv"):
        ids = by_prefix(subject(row["subject_kind"], row["subject_id"]), f"/{row['assessment']}.{row['indicator']}")
        expect(ids, row["score"], "scores.csv " + row["subject_id"] + " " + row["indicator"])
        expect_measure(row)
    for row in rows("assessment.csv"):
        for column in ("score", "rank", "rating"):
            ids = by_prefix(subject(row["subject_kind"], row["subject_id"]), f"/{row['assessment']}.{column}")
            if row[column] != "":
                expect(ids, row[column], f"assessment.csv {row['subject_id']} {column}")
    for name, table, key in (("attendance.csv", "member_months", "member_id"),
                             ("team_attendance.csv", "team_months", "team_id")):
        for row in rows(name):
            for column in ("days_resident", "days_required", "met", "minimum_resident", "days_below",
                           "reports_due", "reports_on_time"):
                if row.get(column):
                    ids = by_prefix(f"{table}/{row[key]}", f"/{row['month']}/{column}")
                    expect(ids, row[column], f"{name} {row[key]} {row['month']} {column}")
    for row in rows("awards.csv"):
        if row["amount"]:
            ids = [i for i in figures if i.startswith(f"awards/{row['award']}/{row['recipient_kind']}/{row['recipient_id']}")]
            expect(ids, row["amount"], f"awards.csv {row['award']} {row['recipient_id']}")
    for row in rows("payouts.csv"):
        ids = [f"payouts/{row['due_on']}/{row['payee_kind']}/{row['payee_id']}/{row['award']}/{row['clause']}"]
        expect(ids, row["amount"], f"payouts.csv {row['payee_id']} {row['award']}")
    return checked, faults


def main():
    arguments = sys.argv[1:]
    folder = None
    if arguments[:1] == ["--results"]:
        folder, arguments = arguments[1], arguments[2:]
        if not os.path.isdir(folder):
            sys.exit(f"no folder {folder}")
    figures = {}
    redo_worked, given, wrong = 0, {}, []
    texts = [open(path, encoding="utf-8").read() for path in arguments] or [sys.stdin.read()]
    for text in texts:
        trace = json.loads(text)
        redo = Redo(trace)
        redo.all()
        redo_worked += redo.worked
        wrong += redo.wrong
        for label, count in redo.given.items():
            given[label] = given.get(label, 0) + count
        figures.update(trace["figures"])
    checked, faults = check_results(folder, figures) if folder else (0, [])
    for line in (wrong + faults)[:40]:
        print(line)
    listed = ", ".join(f"{label}: {count}" for label, count in sorted(given.items()))
    print(f"{len(figures)} figures, {redo_worked} operations done again, {len(wrong)} wrong; "
          f"taken as given: {listed or 'none'}")
    if folder:
        print(f"{checked} printed figures, {len(faults)} without their explanation")
    return 1 if wrong or faults or redo_worked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
