"""Every operation of an explanation, worked out from its operands.

An operation that is not here is refused: nothing counts as done that was not done again.
"""
import datetime
import decimal
import re
from decimal import Decimal

from calls import call
from leaves import UNWRITTEN
from values import (EXACT, FALSE, NULL, TRUE, Refused, add, amounts, compare, days, divide, either,
                    in_order, is_amount, largest_remainder, moved, multiply, number, period, read,
                    span, text, to_quantum, total, truth, within)

RATING = ("sets", "gives", "bars", "raises", "lowers")


def check_name(key, figure):
    """A figure calls itself as it is asked for: its name is part of its key."""
    parts = re.split("[/@]", key)
    name = figure["name"]
    is_whole = any(part == name or part.endswith("." + name) for part in parts)
    if not is_whole and not set(name.split(".")) <= set(parts):
        raise Refused(f"calls itself {name}")


class Redo:
    """Works out the figures of one explanation; `leaves` looks up what they end in."""

    def __init__(self, trace, leaves):
        self.trace, self.figures, self.leaves = trace, trace["figures"], leaves
        self.inputs, self.partial = [], []
        self.worked, self.ended, self.wrong = 0, 0, []

    def all(self, until_wrong=False, first=None):
        """Every figure; `until_wrong`: no further than the first fault, from the figure `first` on."""
        for name in self.trace.get("asked", []):
            if name not in self.figures:
                self.wrong.append(f"{name}: asked for, and not told")
        order = sorted(self.figures, key=lambda name: name != first) if first else self.figures
        for name in order:
            figure = self.figures[name]
            if until_wrong and self.wrong:
                return
            try:
                got, want = self.value(figure["calculation"]), read(figure["value"])
                if got != want:
                    raise Refused(f"{got} and not {want}")
                check_name(name, figure)
                self.check_sources(name, figure)
                self.check_own(name, figure["calculation"])
            except (Refused, KeyError, IndexError, TypeError, ValueError, AttributeError,
                    decimal.InvalidOperation, OSError) as fault:
                self.wrong.append(f"{name}: {type(fault).__name__} {fault}")

    def check_sources(self, figure_name, figure):
        """The rows that a figure lists are those that it was worked out from."""
        listed = figure.get("sources", [])
        found, others = set(), set()
        self.gather(figure["calculation"], found, others, "source", ("cell", "row"))
        if len(set(listed)) < len(listed) or found - set(listed) - others or set(listed) - found:
            raise Refused(f"rows {sorted(found ^ set(listed))[:4]} are listed, or go in, but not both")
        listed, found, others = figure.get("inputs", []), set(), set()
        self.gather(figure["calculation"], found, others, "name", ("figure",))
        left = found - set(listed) - others - self.unlisted(figure_name, found)
        own = figure_name.rpartition("/")[0] + "/"
        table = own.partition("/")[0] + "/"
        left |= {name for name in set(listed) - found  # what goes in beside is the subject's own
                 if name.startswith(table) and not name.startswith(own)}
        if found and re.search(r"\.(reason|barred|action)$", figure_name):
            left |= set(listed) ^ found
        if len(set(listed)) < len(listed) or left or any(name not in self.figures for name in listed):
            raise Refused(f"figures {sorted(left)[:4]} go in, and are not listed")

    def unlisted(self, figure_name, found):
        """Parts of an assessment that are told beside the figure: weights, scores, places."""
        return {name for name in found if re.search(r"\.(weight|score|rank|rating)$", name)
                or name.startswith("awards/")}

    def gather(self, operation, found, others, key, ops, aside=False):
        """What leaves name, and which of them stand among other contenders."""
        op = operation.get("op")
        if op in ops and key in operation:
            found.add(operation[key])
            if aside:
                others.add(operation[key])
        aside = aside or op in ("other", "case") or (op in ("list", "min", "max") and "value" not in operation)
        for each in operation.get("of", []):
            self.gather(each, found, others, key, ops, aside)

    def check_own(self, figure_name, operation, free=False):
        """What a rule reads of its own row is of that row."""
        own, table = figure_name.rpartition("/")[0], figure_name.partition("/")[0]
        op, parts = operation.get("op"), operation.get("of", [])
        if op == "calendar" and own.startswith(parts[0]["name"] + "/") and parts[0]["value"]["value"] != own:
            raise Refused(f"{parts[0]['value']['value']} is not {own}")
        ends = [(part["op"], part.get("name"), part.get("source"), str(part.get("value"))) for part in parts
                if part.get("op") in ("cell", "row") and "source" in part]
        if op in ("list", "sum", "count", "min", "max", "mean") and len(set(ends)) < len(ends):
            raise Refused(f"a row counts twice in {figure_name}")
        if op == "figure" and not free and operation["name"].startswith(table + "/") \
                and table not in ("parameters", "awards") and not operation["name"].startswith(own + "/"):
            raise Refused(f"{operation['name']} is not of {own}")
        if op in ("own", "other"):
            mine = operation["name"]
            for each in operation.get("of", []):
                self.check_own(mine + "/key", each)
            return
        free = free or op in ("of row", "list", "latest", "earliest", "candidate", "index", "sum", "count",
                              "min", "max", "mean", "some", "every", "call", "item", "rank", "prorated",
                              "served in order", "all", "any", "sort", "replace")
        for each in operation.get("of", []):
            self.check_own(figure_name, each, free)

    def figure(self, name):
        return read(self.figures[name]["value"])

    def value(self, operation):
        """What an operation comes to; refused where that is not what it says."""
        said = read(operation["value"]) if "value" in operation else None
        got = self.work_out(operation, said)
        if said is not None and got != said:
            raise Refused(f"{operation['op']} {operation.get('name', '')}: {got} and not {said}")
        return got

    def work_out(self, operation, said):
        op = operation["op"]
        leaf = getattr(self, "leaf_" + re.sub(r"\W", "_", op), None)
        if leaf:
            self.ended += 1
            return leaf(operation, said)
        if op in UNWRITTEN:
            self.ended += 1
            self.leaves.check_unwritten(operation, said)
            return said
        work = getattr(self, "work_" + re.sub(r"\W", "_", self.SYMBOLS.get(op, op)), None)
        if work is None:
            raise Refused(f"unknown operation {op}")
        self.worked += 1
        if op in self.WHOLE:
            return work(operation, said)
        values = [self.value(each) for each in operation.get("of", [])]
        return work(operation, values, said)

    # Leaves.

    def leaf_figure(self, leaf, said):
        if leaf["name"] not in self.figures:
            raise Refused(f"{leaf['name']} is not told")
        return self.figure(leaf["name"])

    def leaf_constant(self, leaf, said):
        self.leaves.check_literal(leaf, said)
        return said

    def leaf_declared(self, leaf, said):
        self.leaves.check_declared(leaf, said)
        return said

    def leaf_cell(self, leaf, said):
        self.leaves.check_cell(leaf, said)
        for default in leaf.get("of", []):
            _, cells = self.leaves.record(leaf["source"])
            if read(default["value"]) != said and said == NULL:
                raise Refused(f"{leaf['name']} is empty: {cells}")
        return said

    def leaf_row(self, leaf, said):
        self.leaves.check_row(leaf, said)
        return said

    def leaf_scope(self, leaf, said):
        self.leaves.check_scope(leaf, said)
        return said

    def leaf_nothing(self, leaf, said):
        self.leaves.check_nothing(leaf, said)
        return said

    def leaf_scale(self, leaf, said):
        self.leaves.check_words(leaf, said)
        return said

    leaf_clause = leaf_action = leaf_scale

    def leaf_input(self, leaf, said):
        return self.inputs[-1][("", *map(str, range(1, 1 + len(self.inputs[-1])))).index(leaf["name"]) - 1]

    def leaf_partial(self, leaf, said):
        return ("list", None, list(self.partial[-1]))

    # Arithmetic and logic.

    def work_comparison(self, operation, values, said):
        return compare(operation["op"], values[0], values[1])

    def work_plus(self, operation, values, said):
        return add(values[0], values[1])

    def work_minus(self, operation, values, said):
        return add(values[0], values[1], -1)

    def work_times(self, operation, values, said):
        return multiply(values[0], values[1])

    def work_over(self, operation, values, said):
        return divide(values[0], values[1])

    def work_negate(self, operation, values, said):
        return multiply(values[0], number(-1))

    def work_between(self, operation, values, said):
        return either([compare(">=", values[0], values[1]), compare("<=", values[0], values[2])], "and")

    def work_and(self, operation, values, said):
        return either(values, "and")

    def work_or(self, operation, values, said):
        return either(values, "or")

    work_every, work_some, work_all, work_any = work_and, work_or, work_and, work_or

    def work_none(self, operation, values, said):
        held = either(values, "or")
        return NULL if held == NULL else truth(held == FALSE)

    def work_always(self, operation, values, said):
        return TRUE

    def work_test(self, operation, values, said):
        tested, value = values
        return value if value in (TRUE, FALSE, NULL) else within(tested, value)

    def work_holds(self, operation, values, said):
        return within(values[0], values[1])

    def work_if(self, operation, values, said):
        if (values[0] == TRUE) != (operation["name"] == "then"):
            raise Refused("the other branch")
        return values[1]

    def work_cap(self, operation, values, said):
        return values[1] if compare("<", values[1], values[0]) == TRUE else values[0]

    def work_floor(self, operation, values, said):
        return values[1] if compare("<", values[0], values[1]) == TRUE else values[0]

    def work_otherwise(self, operation, values, said):
        return values[1] if values[0] == NULL else values[0]

    def work_round(self, operation, values, said):
        return to_quantum(values[0], values[1][2], operation["name"])

    def work_in_unit(self, operation, values, said):
        value = values[0]
        if not is_amount(value) or value[:2] == said[:2]:
            return value
        scale = self.scale(operation.get("name", ""))
        return (said[0], said[1], value[2] * scale)

    @staticmethod
    def scale(unit):
        from leaves import scale_of
        return scale_of(unit)

    # Lists.

    def work_list(self, operation, said):
        self.partial.append([])
        try:
            for each in operation.get("of", []):
                self.partial[-1].append(self.value(each))
            return ("list", None, self.partial[-1])
        finally:
            self.partial.pop()

    def items(self, values):
        return values[0][2] if len(values) == 1 and values[0][0] == "list" else values

    def work_count(self, operation, values, said):
        return number(len(self.items(values)))

    def work_sum(self, operation, values, said):
        values = self.items(values)
        if values:
            return total(values)
        if said in (None, NULL) and said is not None:
            return NULL
        # Of no rows: zero in the column's unit, or null where no rows are asked for.
        return (said[0], said[1], Decimal(0)) if said else NULL

    def work_mean(self, operation, values, said):
        values = self.items(values)
        return divide(total(values), number(len(values))) if values else NULL

    def extreme(self, values, choose):
        values = self.items(values)
        if not values or NULL in values:
            return NULL
        if any(value[:2] != values[0][:2] for value in values):
            raise Refused(f"no order of {values[:3]}")
        return choose(values, key=lambda value: value[2])

    def work_min(self, operation, values, said):
        return self.extreme(values, min)

    def work_max(self, operation, values, said):
        return self.extreme(values, max)

    def work_index(self, operation, values, said):
        place = int(values[1][2])
        items = values[0][2] if values[0][0] == "list" else [values[0]]
        if place == 0 or abs(place) > len(items):
            return NULL
        return items[place - 1 if place > 0 else place]

    def work_item(self, operation, values, said):
        return values[0][2][int(operation["name"]) - 1]

    def work_candidate(self, operation, values, said):
        """An item and what it is chosen by: of a row its own cell."""
        row, key = operation["of"]
        if row["op"] == "row" and key["op"] == "cell" and row.get("source") != key["source"]:
            raise Refused(f"{key['source']} is not of {row['source']}")
        return ("candidate", None, values)

    def work_latest(self, operation, values, said):
        """The item of the greatest key, of equal ones the last; of the least, the first."""
        best = None
        for _, _, (item, key) in values:
            if key == NULL:
                continue
            later = best is None or (key[2] >= best[1][2] if operation["op"] == "latest" else key[2] < best[1][2])
            best = (item, key) if later else best
        return best[0] if best else NULL

    work_earliest = work_latest

    def work_sort(self, operation, values, said):
        if any(value == TRUE for value in values[1:]) or len(values) != max(len(said[2]), 1):
            raise Refused("not in order")
        rest = list(values[0][2])
        for item in said[2]:
            rest.remove(item)
        if rest:
            raise Refused(f"left out of the order: {rest}")
        return said

    def leaf_sorted(self, leaf, said):
        return said

    def work_replace(self, operation, values, said):
        return ("list", None, [values[1] if gives == TRUE else item
                               for item, gives in zip(values[0][2], values[2:])])

    def work_count_up(self, operation, values, said):
        first, last = int(values[0][2]), int(values[1][2])
        step = 1 if first <= last else -1
        return ("list", None, [number(each) for each in range(first, last + step, step)])

    def work_range(self, operation, values, said):
        if said == NULL:
            return NULL
        return span(values[0], values[1], *said[2][2:])

    def work_context(self, operation, values, said):
        return ("context", None, {each["name"]: value for each, value in zip(operation.get("of", []), values)})

    def work_entry(self, operation, values, said):
        return values[0]

    def work_property(self, operation, values, said):
        value, name = values[0], operation["name"]
        if value == NULL:
            return NULL
        if value[0] == "list":  # of each of its items
            return ("list", None, [self.property_of(item, name) for item in value[2]])
        return self.property_of(value, name)

    @staticmethod
    def property_of(value, name):
        if value[0] == "context":
            return value[2].get(name, NULL)
        if value[0] == "range":
            start, end, start_in, end_in = value[2]
            return {"start": start, "end": end, "start included": truth(start_in),
                    "end included": truth(end_in)}[name]
        if value[0] == "date" and name in ("year", "month", "day"):
            return number(getattr(datetime.date.fromisoformat(value[2]), name))
        if value[0] == "date" and name == "weekday":
            return number(datetime.date.fromisoformat(value[2]).isoweekday())
        if value[0] == "days and time duration" and name == "days":
            return number(int(re.fullmatch(r"(-?)P(\d+)D", value[2])[2]))
        raise Refused(f"{name} of {value}")

    def work_instance_of(self, operation, values, said):
        return truth(values[0][0] == operation["name"])

    def work_place(self, operation, values, said):
        words = values[1][2]
        return number(words.index(values[0]) + 1) if values[0] in words else NULL

    def work_call(self, operation, values, said):
        return call(operation["name"], values, self.leaves)

    # Rows and the calendar.

    def work_of_row(self, operation, values, said):
        """A value of a row: the figure or the cell is that row's."""
        row, value = operation["of"]
        at = values[0]
        if at == NULL:
            return NULL if values[1] == NULL else self.refuse(f"a value of no row: {values[1]}")
        own = row.get("source") or (re.search(r"@(.+?:\d+)", at[2]) or [None, None])[1]
        if value.get("op") == "figure" and not value["name"].startswith((at[2] + "/", "units/")):
            raise Refused(f"{value['name']} is not of {at[2]}")
        if value.get("op") == "cell" and own and value["source"] != own:
            raise Refused(f"{value['source']} is not {own}")
        key = at[2].partition("/")[2].split("@")[0].split("/")[0]
        if value.get("op") == "cell" and key and at[2].partition("/")[0] not in ("county", "credits") \
                and key not in [cell.strip() for cell in self.leaves.record(value["source"])[1]]:
            raise Refused(f"{value['source']} is not {at[2]}")
        return values[1]

    @staticmethod
    def refuse(why):
        raise Refused(why)

    def work_reference(self, operation, values, said):
        """The row that a cell names has that id; a name or an id is told as it is."""
        if said == NULL:
            return NULL
        ids = [value[2] for value in values if value[0] == "string"]
        if any(said[2] == word for word in ids):
            return said
        table, _, rest = said[2].partition("/")
        key = rest.split("@")[0].split("/")[0]
        labels = {word.rpartition("/")[2] for word in ids + [said[2]] if re.search(r"/\d{4}[-\dHQ.]*$", word)}
        if len(labels) > 1 and operation["name"] != "previous":
            raise Refused(f"{said[2]} is not of {labels}")
        rows = [word.partition("/")[2].split("@")[0].split("/")[0] for word in ids if "/" in word]
        if table == "county" or key in ids or key in rows or rows:
            return said
        raise Refused(f"{said[2]} is not named by {ids}")

    def work_calendar(self, operation, values, said):
        """The days of a row of the calendar."""
        own, first, last = (values + [NULL, NULL])[:3]
        start = self.leaves.year_starts
        whole = period(own[2].rsplit("/", 1)[1], start)
        name = operation["name"]
        if said[0] == "range" and said == whole:
            return whole
        if said[0] == "string":  # the label that the policy gives a phase, or its number
            self.leaves.check_words({"op": "label"}, said) if not said[2].isdigit() else None
            return said
        low = max([whole[2][0][2]] + [first[2]] * (first != NULL) + self.term(0))
        high = min([whole[2][1][2]] + [last[2]] * (last != NULL) + self.term(1))
        if name == "span":
            return days(low, high)
        if name == "day":
            return ("date", None, low)
        if name == "so_far":
            return days(min(said[2][0][2], high), high)
        return self.grain(name, whole, start)

    def term(self, end):
        found = re.search(r"in_force:\s*'?([\d-]*)\.\.([\d-]*)", self.leaves.policy)
        return [found[end + 1]] if found and found[end + 1] else []

    @staticmethod
    def grain(name, whole, start):
        first = datetime.date.fromisoformat(whole[2][0][2])
        if name == "month":
            return period(f"{first:%Y-%m}")
        months = {"quarter": 3, "half": 6, "year": 12}[name]
        begin = datetime.date(first.year, *start)
        if begin > first:
            begin = datetime.date(first.year - 1, *start)
        at = begin.isoformat()
        while moved(at, f"P{months}M", 1) <= first.isoformat():
            at = moved(at, f"P{months}M", 1)
        return days(at, moved(moved(at, f"P{months}M", 1), "P1D", -1))

    def work_group(self, operation, values, said):
        held = [each["name"] for each, value in zip(operation["of"], values) if value == TRUE]
        return text(held[0]) if len(held) == 1 else NULL

    def work_case(self, operation, values, said):
        return values[0]

    def work_convert(self, operation, values, said):
        if NULL in values:
            return NULL
        return ("money", operation["name"], values[0][2] * values[1][2] / values[2][2])

    def work_ruling(self, operation, values, said):
        if not values:
            return NULL
        if values[0][0] == "number" and said[0] == "money":
            return (said[0], said[1], values[0][2])  # a bare number counts the currency's own unit
        return values[0]

    def work_working_days_after(self, operation, values, said):
        if NULL in values[:2]:
            return NULL
        held = dict(value[2] for value in values[2:])
        day, left = datetime.date.fromisoformat(values[0][2]), int(values[1][2])
        while left > 0:
            day += datetime.timedelta(1)
            left -= held.get(day.isoformat(), day.isoweekday() <= 5)
        return ("date", None, day.isoformat())

    def work_exception(self, operation, values, said):
        return ("exception", None, (values[0][2], values[1][2] == "上班"))

    def work_credited(self, operation, values, said):
        row, given = values[0], values[1:]
        if given and row not in (given[0][2] if given[0][0] == "list" else given):
            raise Refused(f"{row} is not among {given}")
        table, _, rest = row[2].partition("/")
        kinds = {"units": "unit", "teams": "team", "members": "member", "county": "county"}
        return text(kinds[table] if operation["name"] == "subject_kind" else rest.split("@")[0] or "county")

    def work_equal_share(self, operation, values, said):
        claims = [(Decimal(1), value[2].partition("/")[2].split("@")[0]) for value in values]
        return number(largest_remainder(Decimal(1), claims, Decimal("0.0001"))[int(operation["name"])])

    def work_day_of(self, operation, values, said):
        value = values[0]
        return value[2][1] if value[0] == "range" else value

    # Decision tables, brackets, targets.

    def work_table(self, operation, said):
        inputs = [self.value(each) for each in operation["of"][0].get("of", [])]
        self.inputs.append(inputs)
        try:
            results = [self.result(each) for each in operation["of"][1:]]
        finally:
            self.inputs.pop()
        rows = [value for each, value in zip(operation["of"][1:], results) if each["op"] == "rule"]
        words = operation["name"].split()
        if not rows:
            found = [value for each, value in zip(operation["of"][1:], results) if each["op"] == "default"]
            return found[0] if found else NULL
        if words[0] in ("unique", "first", "any"):
            if words[0] != "any" and len(rows) > 1:
                raise Refused("several rows hold")
            return rows[0]
        aggregate = {"sum": self.work_sum, "min": self.work_min, "max": self.work_max,
                     "count": self.work_count}.get(words[-1])
        return aggregate(operation, rows, said) if aggregate else ("list", None, rows)

    def result(self, row):
        """What a row or the default gives: the tests of a row hold, those of another do not."""
        if row["op"] == "default":
            entries = row.get("of", [])
        else:
            held = [self.value(test) for test in row["of"][0].get("of", [])]
            holds = all(value == TRUE for value in held)
            if holds != (row["op"] == "rule"):
                raise Refused(f"row {row['name']} {'holds' if holds else 'does not hold'}")
            if "source" in row and row["source"].rpartition(":")[0] != "zhaoshang":
                self.leaves.check_row_of_table(row)
                self.check_line(row, row)
            entries = row["of"][1:]
        values = {each.get("name", ""): self.value(each) for each in entries}
        if not values:
            return NULL
        return next(iter(values.values())) if len(values) == 1 else ("context", None, values)

    def check_line(self, row, operation):
        """What the tests of a row say stands in that row: of a text table in one line."""
        lines = 1 if self.leaves.is_text_row(row["source"]) else 12
        first = int(row["source"].rpartition(":")[2])
        if operation["op"] == "constant":
            path, line, _ = operation["source"].rsplit(":", 2)
            if path != row["source"].rpartition(":")[0] or not first <= int(line) < first + lines:
                raise Refused(f"{operation['source']} is not in the row at {row['source']}")
        if operation["op"] == "figure" and operation["name"].startswith("parameters/"):
            name = operation["name"].removeprefix("parameters/").partition("@")[0]
            if name not in self.leaves.lines_at(row["source"], lines):
                raise Refused(f"the row at {row['source']} does not say {name}")
        for each in operation.get("of", []):
            if operation is not row or each is row["of"][0]:
                self.check_line(row, each)

    def work_bracket(self, operation, values, said):
        return values[-1]

    def work_part(self, operation, values, said):
        whole, low, high = values
        top = high if high != NULL and compare("<", high, whole) == TRUE else whole
        return top if low == NULL else add(top, low, -1)

    def work_settled_at(self, operation, values, said):
        return values[1]

    def work_elapsed(self, operation, values, said):
        whole, so_far = values
        first, last = whole[2][0][2], min(whole[2][1][2], so_far[2][1][2])
        passed = max(0, self.day_count(max(first, so_far[2][0][2]), last))
        return divide(number(passed), number(self.day_count(first, whole[2][1][2])))

    @staticmethod
    def day_count(first, last):
        return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days + 1

    def work_phase(self, operation, values, said):
        whole, so_far, *phases = values
        months, part = 12 // len(phases), 0
        while part + 1 < len(phases) and \
                moved(whole[2][0][2], f"P{months * (part + 1)}M", 1) <= so_far[2][1][2]:
            part += 1
        return phases[part]

    # Assessments.

    def work_pass(self, operation, values, said):
        if values[0] == NULL:
            return NULL
        return values[1] if values[0] == TRUE else number(0)

    def work_min_max(self, operation, values, said):
        return values[1] if values[2] == values[3] else values[0]

    def work_own(self, operation, values, said):
        return ("keys", None, values)

    work_other = work_own

    def work_rank(self, operation, values, said):
        """The place of `own` among all: words are the rule for ties, then a direction for each key."""
        ties, *directions = operation["name"].split()
        if ties not in ("share", "dense", "average", "fault") or any(
                way not in ("ascending", "descending") for way in directions):
            raise Refused(f"ranking {operation['name']}")

        def place(keys):
            if NULL in keys:
                return None
            return tuple(self.ordered(key, way == "descending") for key, way in zip(keys, directions))

        places = [place(value[2]) for value in values]
        own = next(where for where, each in zip(places, operation["of"]) if each["op"] == "own")
        if own is None:
            return NULL
        ahead = [where for where in places if where is not None and where < own]
        rank = Decimal(len(set(ahead)) if ties == "dense" else len(ahead)) + 1
        level = sum(where == own for where in places)
        if ties == "fault" and level > 1:
            return NULL
        return number(rank + Decimal(level - 1) / 2 if ties == "average" else rank)

    @staticmethod
    def ordered(key, descends):
        value = key[2]
        if key[0] == "date":
            value = datetime.date.fromisoformat(value).toordinal()
        elif not is_amount(key) and key[0] != "boolean":
            raise Refused(f"no order of {key}")
        return -value if descends else value

    def work_sets(self, operation, values, said):
        self.leaves.check_rule(operation)
        return values[0]

    work_gives = work_bars = work_raises = work_lowers = work_sets

    def work_default(self, operation, values, said):
        return values[0] if values else NULL

    def rating_of(self, operation):
        """(word, the rules that acted, in the order written, whether the top is barred)."""
        rules = [each for each in operation.get("of", []) if each["op"] in RATING]
        held = [each for each in rules if self.value(each) == TRUE]
        scale = next((read(each["value"])[2] for each in operation["of"] if each["op"] == "scale"), [])
        scale = [word[2] for word in scale]
        barred = {each["name"] for each in held if each["op"] == "bars"}
        bars = [each for each in held if each["op"] == "bars"]
        top = "all" in barred or (scale[-1] in barred if scale else bool(barred))
        first = next((each for each in held if each["op"] == "sets"), None)
        if first:
            acted = bars + [first]
            return first["name"], [each for each in rules if any(each is one for one in acted)], top
        first = next((each for each in held if each["op"] == "gives" and each["name"] not in barred), None)
        word = first["name"] if first else next(
            (each["name"] for each in operation["of"] if each["op"] == "default"), "")
        steps = [each for each in held if each["op"] in ("raises", "lowers")]
        acted = bars + ([first] if first else []) + steps
        if steps and word in scale:
            place = scale.index(word)
            for each in steps:
                place = self.step(each, place, scale)
            while place > 0 and scale[place] in barred:
                place -= 1
            word = scale[place]
        return word, [each for each in rules if any(each is one for one in acted)], top

    def step(self, rule, place, scale):
        up = rule["op"] == "raises"
        counted = [each for each in rule["of"][1:] if each["op"] == "constant"]
        if counted:
            by = int(self.value(counted[0])[2])
            return max(0, min(len(scale) - 1, place + by if up else place - by))
        word = scale.index(rule["name"])
        return max(place, word) if up else min(place, word)

    def work_rating(self, operation, said):
        for each in operation.get("of", []):
            self.value(each)
        word, _, _ = self.rating_of(operation)
        return text(word) if word else NULL

    def work_barred_by(self, operation, values, said):
        return truth(self.rating_of(self.rating_behind(operation))[2])

    def rating_behind(self, operation):
        return self.figures[operation["of"][0]["name"]]["calculation"]

    def parts_of_rules(self, operation, op):
        acted = self.rating_of(self.rating_behind(operation))[1]
        return [read(part["value"])[2] for rule in acted for part in rule["of"] if part["op"] == op]

    def work_reason_by(self, operation, values, said):
        reasons = ""
        for cited in self.parts_of_rules(operation, "clause"):
            if cited not in reasons:
                reasons += (";" if reasons else "") + cited
        return text(reasons)

    def work_action_by(self, operation, values, said):
        actions = self.parts_of_rules(operation, "action")
        joined = [text(joint.join(actions)) for joint in ("；", "; ")]
        return said if said in joined else joined[0]

    # Settlement.

    def work_less_paid(self, operation, values, said):
        left = add(values[0], values[1], -1)
        return left if left[2] > 0 else (left[0], left[1], Decimal(0))

    def work_part_of(self, operation, values, said):
        if abs(said[2]) > abs(values[0][2]):
            raise Refused(f"{said} is more than {values[0]}")
        return said

    def work_claim(self, operation, values, said):
        """A claim and the key that orders it: its amount, and whose it is."""
        given = [value for value in values if is_amount(value)]
        rows = [value[2] for value in values if value[0] == "string"]
        if given and given[0][2] != said[2]:
            raise Refused(f"the claim {said} is {given[0]}")
        if rows and not given and said[2] != 1:
            raise Refused(f"an equal claim of {said}")
        if rows and rows[0].partition("/")[2].split("@")[0] != operation["name"].strip('"'):
            raise Refused(f"{operation['name']} is {rows[0]}")
        return said

    def leaf_the_same(self, leaf, said):
        return said

    @staticmethod
    def key_of(operation):
        word = operation.get("name", "")
        try:
            return (0, Decimal(word), "")
        except decimal.InvalidOperation:
            return (1, Decimal(0), word.strip('"'))

    def divided(self, operation, values, said):
        op, before, whole, quantum = operation["op"], values[0], values[1], values[2][2]
        if operation["of"][1]["op"] == "the same" and before != whole:
            raise Refused(f"{before} is divided as {whole}")
        claims = [(value[2], self.key_of(each)) for value, each in zip(values[3:], operation["of"][3:])]
        part = int(operation["name"])
        if op in ("prorated", "served in order"):
            if before[2] != claims[part][0]:
                raise Refused(f"{before} claims {claims[part][0]}")
        amount = max(whole[2], Decimal(0)) if op in ("prorated", "served in order") else whole[2]
        if op == "served in order":
            return (whole[0], whole[1], in_order(amount, claims)[part])
        if op == "instalment of":
            with decimal.localcontext(EXACT):
                amount = amount * sum(each for each, _ in claims)
            amount = to_quantum((whole[0], whole[1], amount), quantum, "half up")[2]
        if op == "prorated":
            amount = to_quantum((whole[0], whole[1], amount), quantum, "down")[2]
        return (whole[0], whole[1], largest_remainder(amount, claims, quantum)[part])

    work_prorated = work_served_in_order = work_share_of = work_instalment_of = divided

    def work_open(self, operation, values, said):
        return NULL

    def work_due(self, operation, values, said):
        if values[0] != NULL and values[0][2] > values[1][2]:
            raise Refused(f"granted, and due on {values[0][2]}")
        return values

    def work_for(self, operation, values, said):
        """An amount that a rule gives for a row."""
        return values[1]

    def work_stint(self, operation, values, said):
        first, last, today = values
        if first != NULL and first[2] > today[2]:
            return text("upcoming")
        return text("ended" if last != NULL and last[2] < today[2] else "serving")

    def work_outside(self, operation, values, said):
        return truth(values[0] == NULL or values[0][2] > values[1][2])

    def work_status(self, operation, said):
        status = "granted"
        for each in operation.get("of", []):
            values = [self.value(part) for part in each.get("of", [])]
            if each["op"] == "due":
                self.work_due(each, values, None)
            else:
                status = self.hold(each, values)
        return text(status)

    def hold(self, operation, values):
        """The status that a reason gives, where the reason holds."""
        *words, status = operation["name"].split()
        reason, amount = " ".join(words), [value for value in values if is_amount(value)]
        holds = {
            "excluded": lambda: values == [TRUE],
            "awaits": lambda: any(value != FALSE for value in values),
            "no recipient": lambda: NULL in values or values[0][0] != "string",
            "no ruling": lambda: True,
            "no amount": lambda: values[0] == NULL or values[0][0] != "money" or values[0][1] != "CNY",
            "paid before": lambda: amount[0][2] != 0,
            "twice": lambda: len(values) == 1,
            "another is kept": lambda: len(amount) == 2,
            "outside the quota": lambda: values == [TRUE],
            "no limit": lambda: True, "no share": lambda: True,
            "no room": lambda: True,
            "used up": lambda: bool(values),
            "not reached": lambda: values == [NULL],
            "barred": lambda: bool(values),
            "not due": lambda: values[0][2] > values[1][2],
            "on notice": lambda: True,
            "taken back": lambda: values[-1] != FALSE,
        }.get(reason)
        if holds is None or not holds():
            raise Refused(f"{reason}: {values}")
        return status

    SYMBOLS = {"+": "plus", "-": "minus", "*": "times", "/": "over",
               **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), "comparison")}
    # These ask for their operands themselves.
    WHOLE = {"list", "table", "rating", "status"}
