"""Random changes to texts: of bytes, lines, tokens, blocks of YAML, cells and columns of CSV. Each
takes the bytes of a file and gives others; the same chance gives the same."""

import re

WORDS = ["", "0", "-1", "1e9", "0.1", "9" * 40, "80%", "3000万元", "null", "true", "-", "?", "[]", "{}",
         "not(null)", "[1..0]", "@\"2022-13-01\"", "2022-02-30", "date", "sum", "count", "if", "then",
         "for x in 1..10000000 return x", "every", "some", "and", "or", "甲", "\"甲\"", "'", "\"", "|",
         ">", "&a", "*a", "!!str", "---", "...", "<<", ": ", "#", "\t", ",", ";", "；", "，", "：", "=1+1",
         "9e6144", "1e-6176", "-" + "9" * 34, "0." + "0" * 60 + "1", "Infinity", "NaN", "0x10", "1e",
         "0000-00-00", "9999-12-31", "10000-01-01", "1900-02-29", "-0001-01-01", "44561", "2022-13",
         "2022年2月30日", "22/1/1", "2022-01-01T00:00:00Z", "2022-12-31..2022-01-01", "12亿元", "-0", "%",
         "[1, 2]", "{a: 1}", "!!binary", "P1Y", "@\"P9999999Y\"", "10 ** 6144", "1 / 0",
         "\u202e", "\u200b", "\ufeff", "\x00", "\x1b[2J", "∞", "１２", "𠀀", "\u0301",
         "member_id", "payments", "projects", "team.unit.group", "period", "as_of", "x" * 3000]

TOKEN = re.compile(rb"[A-Za-z_]+|[0-9.]+|[^\x00-\x7f]+|[^\sA-Za-z0-9_]")


def flip_byte(chance, text):
    at = chance.randrange(len(text) + 1)
    return text[:at] + bytes([chance.randrange(256)]) + text[at + 1:]


def insert_bytes(chance, text):
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.randbytes(chance.randrange(1, 5)) + text[at:]


def delete_bytes(chance, text):
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randrange(1, 40):]


def copy_bytes(chance, text):
    at, to = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
    return text[:to] + text[at:at + chance.randrange(1, 200)] + text[to:]


def cut_off(chance, text):
    return text[:chance.randrange(len(text) + 1)]


def on_lines(change):
    def changed(chance, text):
        lines = text.splitlines(keepends=True)
        if not lines:
            return text
        change(chance, lines)
        return b"".join(lines)
    changed.__name__ = change.__name__
    return changed


@on_lines
def delete_line(chance, lines):
    del lines[chance.randrange(len(lines))]


@on_lines
def repeat_line(chance, lines):
    at = chance.randrange(len(lines))
    lines[at:at] = [lines[at]] * chance.randrange(1, 4)


@on_lines
def swap_lines(chance, lines):
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]


@on_lines
def indent_line(chance, lines):
    at = chance.randrange(len(lines))
    lines[at] = b" " * chance.randrange(1, 4) + lines[at] if chance.random() < 0.5 else lines[at][1:]


def swap_tokens(chance, text):
    tokens = list(TOKEN.finditer(text))
    if len(tokens) < 2:
        return text
    one, other = chance.choice(tokens), chance.choice(tokens)
    return text[:one.start()] + other.group() + text[one.end():]


def other_token(chance, text):
    tokens = list(TOKEN.finditer(text))
    if not tokens:
        return text
    one = chance.choice(tokens)
    return text[:one.start()] + chance.choice(WORDS).encode() + text[one.end():]


def block(lines, at):
    """The line `at` and those that are deeper: a node of YAML with its children."""
    depth = len(lines[at]) - len(lines[at].lstrip(b" "))
    end = at + 1
    while end < len(lines) and (not lines[end].strip()
                                or len(lines[end]) - len(lines[end].lstrip(b" ")) > depth):
        end += 1
    return at, end


@on_lines
def delete_node(chance, lines):
    begin, end = block(lines, chance.randrange(len(lines)))
    del lines[begin:end]


@on_lines
def repeat_node(chance, lines):
    begin, end = block(lines, chance.randrange(len(lines)))
    lines[end:end] = lines[begin:end]


@on_lines
def move_node(chance, lines):
    begin, end = block(lines, chance.randrange(len(lines)))
    node = lines[begin:end]
    del lines[begin:end]
    at = chance.randrange(len(lines) + 1)
    lines[at:at] = node


@on_lines
def other_value(chance, lines):
    """The value of a key is that of another, or something odd."""
    keyed = [at for at, line in enumerate(lines) if b": " in line]
    if not keyed:
        return
    at, other = chance.choice(keyed), chance.choice(keyed)
    value = (lines[other].split(b": ", 1)[1] if chance.random() < 0.5
             else chance.choice(WORDS).encode() + b"\n")
    lines[at] = lines[at].split(b": ", 1)[0] + b": " + value


@on_lines
def other_key(chance, lines):
    keyed = [at for at, line in enumerate(lines) if b":" in line]
    if not keyed:
        return
    at, other = chance.choice(keyed), chance.choice(keyed)
    lines[at] = (lines[at][:len(lines[at]) - len(lines[at].lstrip(b" "))]
                 + lines[other].split(b":", 1)[0].strip() + b":" + lines[at].split(b":", 1)[1])


@on_lines
def key_twice(chance, lines):
    """A key stands in its mapping again, with another value."""
    keyed = [at for at, line in enumerate(lines) if b": " in line]
    if not keyed:
        return
    at, other = chance.choice(keyed), chance.choice(keyed)
    lines.insert(at + 1, lines[at].split(b": ", 1)[0].replace(b"- ", b"  ") + b": "
                 + lines[other].split(b": ", 1)[1])


@on_lines
def other_type(chance, lines):
    """What was a scalar is a list, a mapping or a text; what had children has none."""
    keyed = [at for at, line in enumerate(lines) if b":" in line]
    if not keyed:
        return
    begin, end = block(lines, chance.choice(keyed))
    key, value = lines[begin].rstrip(b"\n").split(b":", 1)
    new = chance.choice([b" [" + value + b"]", b" {" + value + b": 1}", b' "' + value + b'"', b" |",
                         b"", b" [[]]", b" 1", b" true", b" 2022-01-01"])
    lines[begin:end] = [key + b":" + new + b"\n"]


def transplant(chance, text, other):
    """A node of another policy comes in beside, or instead of, one of about the same depth."""
    lines, theirs = text.splitlines(keepends=True), other.splitlines(keepends=True)
    if not lines or not theirs:
        return text
    begin, end = block(theirs, chance.randrange(len(theirs)))
    node = theirs[begin:end]
    depth = len(node[0]) - len(node[0].lstrip(b" "))
    alike = [at for at, line in enumerate(lines)
             if len(line) - len(line.lstrip(b" ")) == depth and line.strip()]
    at = chance.choice(alike or range(len(lines)))
    begin, end = block(lines, at)
    lines[begin if chance.random() < 0.5 else end:end] = node
    return b"".join(lines)


def cells(line):
    return line.rstrip(b"\r\n").split(b",")


@on_lines
def other_cell(chance, lines):
    at = chance.randrange(len(lines))
    row = cells(lines[at])
    row[chance.randrange(len(row))] = (chance.choice(WORDS).encode() if chance.random() < 0.6
                                       else chance.choice(cells(chance.choice(lines))))
    lines[at] = b",".join(row) + b"\n"


@on_lines
def quote_cell(chance, lines):
    at = chance.randrange(len(lines))
    row = cells(lines[at])
    k = chance.randrange(len(row))
    row[k] = chance.choice([b'"' + row[k] + b'"', b'"' + row[k], row[k] + b'"', b'"' + row[k] + b'\n"'])
    lines[at] = b",".join(row) + b"\n"


@on_lines
def swap_headings(chance, lines):
    row = cells(lines[0])
    a, b = chance.randrange(len(row)), chance.randrange(len(row))
    row[a], row[b] = row[b], row[a]
    lines[0] = b",".join(row) + b"\n"


@on_lines
def delete_column(chance, lines):
    k = chance.randrange(len(cells(lines[0])))
    for at, line in enumerate(lines):
        row = cells(line)
        del row[k:k + 1]
        lines[at] = b",".join(row) + b"\n"


@on_lines
def shuffle_column(chance, lines):
    """The cells of a column are those of its other rows, or of another column."""
    rows = [cells(line) for line in lines]
    a, b = chance.randrange(len(rows[0])), chance.randrange(len(rows[0]))
    whole = [row for row in rows[1:] if len(row) > max(a, b)]
    if a == b:
        values = [row[a] for row in whole]
        chance.shuffle(values)
        for row, value in zip(whole, values):
            row[a] = value
    else:
        for row in whole:
            row[a], row[b] = row[b], row[a]
    lines[:] = [b",".join(row) + b"\n" for row in rows]


@on_lines
def odd_column(chance, lines):
    """Every cell of a column is the same odd thing."""
    k, word = chance.randrange(len(cells(lines[0]))), chance.choice(WORDS).encode()
    for at, line in enumerate(lines[1:], 1):
        row = cells(line)
        row[k:k + 1] = [word]
        lines[at] = b",".join(row) + b"\n"


@on_lines
def mixed_encodings(chance, lines):
    at = chance.randrange(len(lines))
    try:
        lines[at] = lines[at].decode("utf-8").encode(chance.choice(["gb18030", "utf-16", "big5"]))
    except UnicodeError:
        lines[at] = "，甲\n".encode("gb18030")


def other_encoding(chance, text):
    try:
        return text.decode("utf-8").encode(chance.choice(["gb18030", "utf-16", "utf-8-sig"]))
    except UnicodeError:
        return text


ANY = [flip_byte, insert_bytes, delete_bytes, copy_bytes, cut_off, delete_line, repeat_line,
       swap_lines, swap_tokens, other_token]
YAML = [*ANY, indent_line, delete_node, repeat_node, move_node, other_value, other_key, other_value,
        other_token, swap_tokens, other_key, move_node, key_twice, other_type, other_type]
CSV = [*ANY, other_cell, other_cell, other_cell, quote_cell, swap_headings, delete_column,
       shuffle_column, odd_column, mixed_encodings, other_encoding]


def mutate(chance, name, text, others=()):
    """A few changes of the kinds that suit the file, and their names. `others`: texts that parts may
    come from."""
    kinds = CSV if name.lower().endswith(".csv") else YAML
    done = []
    if others and chance.random() < 0.3:
        text = transplant(chance, text, chance.choice(others))
        done.append("transplant")
        if chance.random() < 0.5:
            return text, done
    for _ in range(chance.choice([1, 1, 1, 2, 3, 8])):
        kind = chance.choice(kinds)
        text = kind(chance, text)
        done.append(kind.__name__)
    return text, done
