"""Functions of expressions, each from its definition in zhaoshang-feel(7)."""
import datetime
import decimal
import re
from decimal import Decimal

from values import (EXACT, NULL, TRUE, Refused, compare, days, divide, is_amount, number, text,
                    to_quantum, truth)


def of_steps(name, amount, each):
    if amount[2] <= 0:
        return number(0)
    if name == "proportional steps":
        return divide(amount, each)
    rounding = decimal.ROUND_FLOOR if name == "whole steps" else decimal.ROUND_CEILING
    with decimal.localcontext(EXACT):
        return number((amount[2] / each[2]).to_integral_value(rounding=rounding))


def length(span):
    first, last = (datetime.date.fromisoformat(end[2]) for end in span[2][:2])
    return (last - first).days + 1


def overlap(a, b):
    starts = [each[2][0][2] for each in (a, b) if each[2][0] != NULL]
    ends = [each[2][1][2] for each in (a, b) if each[2][1] != NULL]
    return days(max(starts), min(ends)) if max(starts) <= min(ends) else NULL


def distinct(items):
    return [item for k, item in enumerate(items) if item not in items[:k]]


def shown(value):
    if value[0] == "number":
        plain = format(value[2], "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    if value[0] in ("string", "date"):
        return value[2]
    raise Refused(f"the text of {value}")


def min_max(x, items, low, high, equal):
    least, most = min(item[2] for item in items[2]), max(item[2] for item in items[2])
    if least == most:
        return equal
    return number(low[2] + (high[2] - low[2]) * ((x[2] - least) / (most - least)))


def call(name, values, leaves):
    if name == "not":
        return truth(values[0] != TRUE) if values[0][0] == "boolean" else NULL
    if name == "is":
        return truth(values[0] == values[1])
    if name == "distinct values":
        return ("list", None, distinct(values[0][2]))
    if name in ("concatenate", "union"):
        joined = [item for value in values for item in (value[2] if value[0] == "list" else [value])]
        return ("list", None, distinct(joined) if name == "union" else joined)
    if name == "list contains":
        return truth(values[1] in values[0][2])
    if name == "string join":
        joint = values[1][2] if len(values) > 1 and values[1] != NULL else ""
        return text(joint.join(item[2] for item in values[0][2] if item != NULL))
    if name == "append":
        return ("list", None, list(values[0][2]) + values[1:])
    if name == "count":
        return number(len(values[0][2]))
    if name in ("longest run", "last run"):
        return runs(name, values[0][2])
    if NULL in values:
        return NULL
    if name == "days in":
        return number(length(values[0]))
    if name == "overlap":
        return overlap(values[0], values[1])
    if name in ("floor", "ceiling", "abs") and is_amount(values[0]):
        quantum = values[1][2] if len(values) > 1 else Decimal(0)
        if name == "abs":
            return (*values[0][:2], abs(values[0][2]))
        return to_quantum(values[0], Decimal(1).scaleb(-int(quantum)), name)
    if name.startswith("round ") and values[0][0] == "number":
        return to_quantum(values[0], Decimal(1).scaleb(-int(values[1][2])), name.removeprefix("round "))
    if name in ("min", "max"):
        return (min if name == "min" else max)(values, key=lambda value: value[2])
    if name in ("whole steps", "begun steps", "proportional steps"):
        return of_steps(name, values[0], values[1])
    if name == "min max":
        return min_max(*values)
    if name == "rank":
        return number(1 + sum(compare(">", item, values[0]) == TRUE for item in values[1][2]))
    if name == "date" and len(values) == 1 and values[0][0] in ("string", "date"):
        return ("date", None, values[0][2][:10])
    if name == "date" and len(values) == 3:
        return ("date", None, datetime.date(*(int(value[2]) for value in values)).isoformat())
    if name == "duration" and values[0][0] == "string":
        word = values[0][2]
        if "D" in word:
            return ("days and time duration", None, "PT0S" if word == "P0D" else word)
        years, months = (int((re.search(rf"(\d+){unit}", word) or [0, 0])[1]) for unit in "YM")
        years, months = years + months // 12, months % 12
        written = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
        return ("years and months duration", None, "P" + written)
    if name == "string":
        return text(shown(values[0]))
    if name == "number" and values[0][0] == "string":
        return number(values[0][2])
    if name == "contains":
        return truth(values[1][2] in values[0][2])
    if name == "starts with":
        return truth(values[0][2].startswith(values[1][2]))
    if name == "ends with":
        return truth(values[0][2].endswith(values[1][2]))
    if name == "string length":
        return number(len(values[0][2]))
    if name == "modulo":
        return number(values[0][2] - values[1][2] * (values[0][2] / values[1][2]).to_integral_value(decimal.ROUND_FLOOR))
    raise Refused(f"unknown function {name}")


def runs(name, items):
    longest = run = 0
    for item in items:
        run = run + 1 if item == TRUE else 0
        longest = max(longest, run)
    return number(longest if name == "longest run" else run)
