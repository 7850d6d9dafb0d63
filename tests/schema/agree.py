"""The JSON Schema of policies and the loader agree.

    tests/schema/agree.py BINARY

Policies that the loader takes, the schema takes: those of policies/, of tests/patterns and of the
cases. Policies whose fault is one of shape both refuse: those of tests/errors, and each map of the
language with a key too many or one too few. Every map of the schema is met on the way in a policy
that the loader reads, which is where a reader and its form are held against each other.
"""

import collections
import copy
import functools
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LITTLE_MAPS = os.path.join(TOP, "tests", "schema", "every-map.yaml")

# Faults that a schema can see. Of the other slugs no claim is made: they depend on names, types
# and values elsewhere in the file, or on how YAML is written.
OF_SHAPE = {
    "calendar-day", "calendar-every", "policy-boolean", "policy-date", "policy-date-span",
    "policy-id", "policy-kind", "policy-missing-key", "policy-name", "policy-number",
    "policy-one-key", "policy-rounding", "policy-schema", "policy-unknown-key", "policy-unstated",
    "policy-word", "relation-form", "table-empty", "table-first-heading", "table-outputs",
    "table-wanted",
}


class Texts(yaml.SafeLoader):
    """Every scalar as it is written."""


class Typed(yaml.SafeLoader):
    """Scalars by YAML 1.2's core schema, as editors read them."""


Texts.yaml_implicit_resolvers = {}
Typed.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    Typed.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))
Typed.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"),
                            ["~", "n", "N", ""])


def number(loader, node):
    text = loader.construct_scalar(node)
    return int(text) if re.fullmatch(r"[-+]?[0-9]+", text) else float(text)


def keyed_by_text(loader, node, deep=False):
    return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}


Typed.add_constructor("tag:yaml.org,2002:float", number)
Typed.add_constructor("tag:yaml.org,2002:map", keyed_by_text)
Texts.add_constructor("tag:yaml.org,2002:map", keyed_by_text)


class Quoted(yaml.SafeDumper):
    """Texts in single quotes, or in | blocks where they have several lines."""


Quoted.add_representer(
    str, lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else "'"))


@functools.cache
def parsed(path, loader):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=loader)


def read(path, loader):
    """A copy: documents are changed, and to parse one anew takes a hundred times as long."""
    return copy.deepcopy(parsed(path, loader))


class Binary:
    def __init__(self, path):
        self.path = path

    def schema(self):
        done = subprocess.run([self.path, "policy", "schema"], capture_output=True, check=True)
        return json.loads(done.stdout)

    def faults(self, path):
        """The slugs of the errors that the loader has."""
        done = subprocess.run([self.path, "policy", "check", "--diagnostics", "jsonl", path],
                              capture_output=True, check=False)
        if done.returncode not in (0, 1, 3):
            sys.exit(f"{path}: policy check ends with {done.returncode}:\n{done.stderr.decode()}")
        lines = [json.loads(line) for line in done.stderr.decode().splitlines()]
        return {line["slug"] for line in lines if line["severity"] == "error"}


class Walk:
    """Which named maps of the schema stand where in a document."""

    def __init__(self, schema):
        self.root = schema
        self.validator = jsonschema.Draft202012Validator(schema)
        self.places = []

    def is_valid(self, part, value):
        return self.validator.evolve(schema=part).is_valid(value)

    def visit(self, part, value, path, name):
        if not isinstance(part, dict):
            return
        if "$ref" in part:
            name = part["$ref"].rsplit("/", 1)[1]
            self.visit(self.root["$defs"][name], value, path, name)
        for each in part.get("anyOf", []):
            if self.is_valid(each, value):
                self.visit(each, value, path, name)
        if isinstance(value, dict):
            if part.get("additionalProperties") is False and "properties" in part and name:
                self.places.append((name, path))
            for key, inner in value.items():
                self.visit(part.get("properties", {}).get(key, part.get("additionalProperties")),
                           inner, path + [key], None)
        if isinstance(value, list) and "items" in part:
            for at, inner in enumerate(value):
                self.visit(part["items"], inner, path + [at], None)


def at(document, path):
    for step in path:
        document = document[step]
    return document


class Agreement:
    def __init__(self, binary):
        self.binary = binary
        self.schema = binary.schema()
        jsonschema.Draft202012Validator.check_schema(self.schema)
        self.validator = jsonschema.Draft202012Validator(self.schema)
        self.faults = []
        self.counts = collections.Counter()

    def fail(self, text):
        self.faults.append(text)

    def refuses(self, typed):
        return next(self.validator.iter_errors(typed), None)

    def check_file(self, path):
        """Takes what the loader takes; refuses what the loader refuses for its shape. The faults."""
        slugs = self.binary.faults(path)
        if not slugs:
            self.counts["taken"] += 1
            fault = self.refuses(read(path, Typed))
            if fault:
                self.fail(f"{path}: the loader takes it, the schema does not: "
                          f"{list(fault.absolute_path)} {fault.message[:200]}")
        elif slugs <= OF_SHAPE:
            try:
                typed = read(path, Typed)
            except yaml.YAMLError:
                return slugs  # not even YAML: an editor says so by itself
            self.counts["refused"] += 1
            if not self.refuses(typed):
                self.fail(f"{path}: the schema takes it, the loader does not: {slugs}")
        return slugs

    def check_maps(self, paths):
        """Each map of the language, with a key too many and without each that it must have."""
        seen = {}
        for path in paths:
            walk = Walk(self.schema)
            walk.visit(self.schema, read(path, Typed), [], "policy")
            for name, place in walk.places:
                seen.setdefault(name, (path, place))
        maps = {name for name, part in self.schema["$defs"].items()
                if part.get("additionalProperties") is False} | {"policy"}
        for name in sorted(maps - set(seen)):
            self.fail(f"no policy has a map of the form {name}")
        for name, (path, place) in sorted(seen.items()):
            form = self.schema if name == "policy" else self.schema["$defs"][name]
            self.check_changed(name, path, place, "no_such_key", "x", {"policy-unknown-key"})
            for key in form.get("required", []):
                if key in at(read(path, Texts), place):
                    self.check_changed(name, path, place, key, None, OF_SHAPE)

    def check_changed(self, name, path, place, key, value, wanted):
        texts, typed = read(path, Texts), read(path, Typed)
        for document in (texts, typed):
            if value is None:
                del at(document, place)[key]
            else:
                at(document, place)[key] = value
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
            yaml.dump(texts, file, Dumper=Quoted, allow_unicode=True, width=10**6)
            file.flush()
            slugs = self.binary.faults(file.name)
        self.counts["changed"] += 1
        how = f"{name} in {path} {'without' if value is None else 'with'} {key}"
        if not slugs & wanted:
            self.fail(f"{how}: the loader says {slugs}, none of {wanted}")
        if not self.refuses(typed):
            self.fail(f"{how}: the schema takes it")


def main():
    agreement = Agreement(Binary(sys.argv[1]))
    whole = sorted(glob.glob(os.path.join(TOP, "policies", "*.yaml"))
                   + glob.glob(os.path.join(TOP, "tests", "patterns", "*.yaml"))) + [LITTLE_MAPS]
    others = sorted(glob.glob(os.path.join(TOP, "tests", "errors", "*", "policy*.yaml"))
                    + glob.glob(os.path.join(TOP, "tests", "cases", "*", "*", "policy*.yaml")))
    for path in whole:
        if agreement.check_file(path):
            agreement.fail(f"{path}: has faults")
    for path in others:
        agreement.check_file(path)
    agreement.check_maps(whole)
    for fault in agreement.faults:
        print(fault)
    counts = agreement.counts
    print(f"{counts['taken']} policies taken, {counts['refused']} refused, "
          f"{counts['changed']} changed ones refused")
    if not (counts["taken"] and counts["refused"] and counts["changed"]):
        print("nothing was compared")
        return 1
    return 1 if agreement.faults else 0


if __name__ == "__main__":
    sys.exit(main())
