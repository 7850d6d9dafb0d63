"""Random changes to texts: of bytes, lines, tokens, blocks of YAML, cells of CSV. Each takes the
bytes of a file and gives others; the same chance gives the same."""

import re

WORDS = ["", "0", "-1", "1e9", "0.1", "9" * 40, "80%", "3000万元", "null", "true", "-", "?", "[]", "{}",
         "not(null)", "[1..0]", "@\"2022-13-01\"", "2022-02-30", "date", "sum", "count", "if", "then",
         "for x in 1..10000000 return x", "every", "some", "and", "or", "甲", "\"甲\"", "'", "\"", "|",
         ">", "&a", "*a", "!!str", "---", "...", "<<", ": ", "#", "\t", ",", ";", "；", "，", "：", "=1+1",
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


def other_encoding(chance, text):
    try:
        return text.decode("utf-8").encode(chance.choice(["gb18030", "utf-16", "utf-8-sig"]))
    except UnicodeError:
        return text


ANY = [flip_byte, insert_bytes, delete_bytes, copy_bytes, cut_off, delete_line, repeat_line,
       swap_lines, swap_tokens, other_token]
YAML = [*ANY, indent_line, delete_node, repeat_node, move_node, other_value, other_key, other_value,
        other_token, swap_tokens, other_key, move_node]
CSV = [*ANY, other_cell, other_cell, other_cell, quote_cell, swap_headings, delete_column,
       other_encoding]


def mutate(chance, name, text):
    """A few changes of the kinds that suit the file, and their names."""
    kinds = CSV if name.lower().endswith(".csv") else YAML
    done = []
    for _ in range(chance.choice([1, 1, 1, 2, 3, 8])):
        kind = chance.choice(kinds)
        text = kind(chance, text)
        done.append(kind.__name__)
    return text, done
