"""Values as explanations write them, and the arithmetic on them: decimals of 34 digits, half to even.

A value is (kind, unit, content): a number or an amount has a Decimal, a range its ends, a list its
items, a context a dict; a date is its ISO text, which compares as a date does.
"""
import datetime
import decimal
import re
from decimal import Decimal

decimal.setcontext(decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emin=-6143, Emax=6144))
EXACT = decimal.Context(prec=400)

ROUNDING = {
    "half up": decimal.ROUND_HALF_UP, "half down": decimal.ROUND_HALF_DOWN,
    "half even": decimal.ROUND_HALF_EVEN, "up": decimal.ROUND_UP, "down": decimal.ROUND_DOWN,
    "floor": decimal.ROUND_FLOOR, "ceiling": decimal.ROUND_CEILING,
}

NULL = ("null", None, None)
TRUE, FALSE = ("boolean", None, True), ("boolean", None, False)


class Refused(Exception):
    """Something that this script has no reading of: it is never passed over."""


def read(value):
    """A JSON value as (kind, unit, content)."""
    kind, content = value["type"], value.get("value")
    if kind == "number":
        return number(content)
    if kind in ("money", "quantity"):
        return (kind, content.get("currency") or content.get("unit"), Decimal(content["value"]))
    if kind == "list":
        return ("list", None, [read(item) for item in content])
    if kind == "null":
        return NULL
    if kind == "range":
        return span(read(content["start"]), read(content["end"]),
                    content["start_included"], content["end_included"])
    if kind == "context":
        return ("context", None, {name: read(item) for name, item in content.items()})
    return (kind, None, content)


def number(content):
    return ("number", None, Decimal(content))


def text(content):
    return ("string", None, content)


def span(start, end, start_in=True, end_in=True):
    return ("range", None, (start, end, start_in, end_in))


def days(first, last):
    return span(("date", None, first), ("date", None, last))


def truth(flag):
    return NULL if flag is None else TRUE if flag else FALSE


def is_amount(value):
    return value[0] in ("number", "money", "quantity")


def amounts(values):
    if not all(is_amount(value) for value in values):
        raise Refused(f"no amounts: {values}")
    return values


def multiply(a, b):
    if NULL in (a, b):
        return NULL
    if a[0].endswith("duration"):
        return repeated(a, b)
    amounts([a, b])
    if a[0] != "number" and b[0] != "number":
        raise Refused(f"{a} × {b}")
    kind, unit = (a if a[0] != "number" else b)[:2]
    return (kind, unit, a[2] * b[2])


def repeated(duration, times):
    """A duration of days so many times."""
    found = re.fullmatch(r"(-?)P(\d+)D", duration[2])
    if not found or times[0] != "number" or times[2] != times[2].to_integral_value():
        raise Refused(f"{duration} × {times}")
    count = int(found[2]) * int(times[2]) * (-1 if found[1] else 1)
    return (duration[0], None, f"{'-' if count < 0 else ''}P{abs(count)}D" if count else "PT0S")


def divide(a, b):
    if NULL in (a, b):
        return NULL
    amounts([a, b])
    if b[2] == 0:
        return NULL
    if b[0] == "number":
        return (a[0], a[1], a[2] / b[2])
    if a[:2] != b[:2]:
        raise Refused(f"{a} ÷ {b}")
    return ("number", None, a[2] / b[2])


def moved(day, duration, sign):
    """A date so many days or months on; the last day of a month that has no such day."""
    if duration == "PT0S":
        return day
    found = re.fullmatch(r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?", duration)
    if not found:
        raise Refused(f"duration {duration}")
    sign = -sign if found[1] else sign
    years, months, extra = (int(part or 0) for part in found.groups()[1:])
    start = datetime.date.fromisoformat(day)
    month = start.month - 1 + sign * (12 * years + months)
    year, month = start.year + month // 12, month % 12 + 1
    last = (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(1)).day
    return (datetime.date(year, month, min(start.day, last)) + datetime.timedelta(sign * extra)).isoformat()


def add(a, b, sign=1):
    if NULL in (a, b):
        return NULL
    if a[0] == "date" and b[0].endswith("duration"):
        return ("date", None, moved(a[2], b[2], sign))
    if a[0] == b[0] == "string" and sign == 1:
        return text(a[2] + b[2])
    if a[0] == b[0] == "date" and sign == -1:
        passed = datetime.date.fromisoformat(a[2]) - datetime.date.fromisoformat(b[2])
        return ("days and time duration", None, f"{'-' if passed.days < 0 else ''}P{abs(passed.days)}D")
    amounts([a, b])
    if a[:2] != b[:2]:
        raise Refused(f"{a} + {b}")
    return (a[0], a[1], a[2] + sign * b[2])


def total(values):
    """An exact sum, rounded once."""
    if NULL in values:
        return NULL
    amounts(values)
    if len({value[:2] for value in values}) != 1:
        raise Refused(f"a sum of {values[:3]}")
    with decimal.localcontext(EXACT):
        whole = sum((value[2] for value in values), Decimal(0))
    return (values[0][0], values[0][1], +whole)


def to_quantum(value, quantum, word):
    if value == NULL:
        return NULL
    amounts([value])
    with decimal.localcontext(EXACT):
        rounded = (value[2] / quantum).to_integral_value(rounding=ROUNDING[word]) * quantum
    return (value[0], value[1], +rounded)


def compare(op, a, b):
    if op in ("=", "!="):
        same = a == b
        return truth(same if op == "=" else not same)
    if NULL in (a, b):
        return NULL
    if a[:2] != b[:2] or a[0] not in ("number", "money", "quantity", "date", "string"):
        raise Refused(f"{a} {op} {b}")
    return truth({"<": a[2] < b[2], "<=": a[2] <= b[2], ">": a[2] > b[2], ">=": a[2] >= b[2]}[op])


def within(value, held):
    """Whether a range, a list or a single value holds a value."""
    if held[0] == "range":
        if value == NULL:
            return NULL
        start, end, start_in, end_in = held[2]
        low = TRUE if start == NULL else compare(">=" if start_in else ">", value, start)
        high = TRUE if end == NULL else compare("<=" if end_in else "<", value, end)
        return either([low, high], "and")
    if held[0] == "list":
        return either([within(value, item) for item in held[2]], "or")
    return compare("=", value, held)


def either(values, op):
    """`and` or `or` with three values; a text where a truth should be is unknown."""
    decisive = FALSE if op == "and" else TRUE
    if decisive in values:
        return decisive
    return truth(op == "and") if all(value in (TRUE, FALSE) for value in values) else NULL


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


def in_order(whole, claims):
    parts = [Decimal(0)] * len(claims)
    for k in sorted(range(len(claims)), key=lambda k: claims[k][1]):
        parts[k] = min(claims[k][0], whole)
        whole -= parts[k]
    return parts


def whole_month(first):
    return (datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1) - datetime.timedelta(1)).isoformat()


def period(word, start=(1, 1)):
    """2022, 2022H1, 2022Q1, 2022-03, 2022-03-01 or a..b as a range of days; None: none of them."""
    if ".." in word or re.fullmatch(r"\d{4}-\d\d-\d\d", word):
        first, last = (datetime.date.fromisoformat(each) for each in (word.split("..") * 2)[:2])
        return days(first.isoformat(), last.isoformat())
    month = re.fullmatch(r"(\d{4})-(\d\d)", word)
    if month:
        first = datetime.date(int(month[1]), int(month[2]), 1)
        return days(first.isoformat(), whole_month(first))
    found = re.fullmatch(r"(\d{4})(?:(H|Q)(\d))?", word)
    if not found:
        return None
    length = {None: 12, "H": 6, "Q": 3}[found[2]]
    year = int(found[1]) - (start[0] > 6)
    first = datetime.date(year, *start).isoformat()
    first = moved(first, f"P{length * (int(found[3] or 1) - 1)}M", 1)
    after = moved(first, f"P{length}M", 1)
    return days(first, moved(after, "P1D", -1))
