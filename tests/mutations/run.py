"""Policies and workspaces changed at random: whatever comes of it, the programme says it.

    tests/mutations/run.py BINARY [COUNT [FIRST]]

COUNT policies and as many workspaces (40 where it is not given; 1000 is the whole), the same ones
on every run; FIRST is the number of the first. A changed policy is checked, tested, printed as a
document and formatted; a changed workspace is run. Each must end within SECONDS and MEMORY with
exit code 0, 1, 3 or 4 (2 where only the command line could have said what is missing), 3 and 4
with a place in a file, and never with a signal. A run that ends with 3 or 4 publishes nothing.
"""

import collections
import glob
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile

from mutate import mutate

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SECONDS = 60
MEMORY = 2 << 30  # bytes
PLACE = re.compile(r"^\S.*?:\d+(:\d+)?: (error|warning)\[", re.M)
# The command line could have said it, and nothing in a file is wrong: the workspace names no
# period, and neither does the policy.
ONLY_MISSING = ("[no-period]",)


def limit():
    if not os.environ.get("ZHAOSHANG_SANITIZED"):  # sanitizers reserve terabytes
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Trial:
    def __init__(self, binary):
        self.binary, self.faults, self.codes = binary, [], collections.Counter()

    def run(self, what, arguments, changed):
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith("ZHAOSHANG_")}
        try:
            done = subprocess.run([self.binary, *arguments], capture_output=True, check=False,
                                  stdin=subprocess.DEVNULL, timeout=SECONDS, preexec_fn=limit,
                                  env={**environment, "LANG": "C.UTF-8"})
        except subprocess.TimeoutExpired:
            return self.fault(what, arguments, changed, f"took more than {SECONDS} s")
        said = done.stderr.decode(errors="replace")
        self.codes[done.returncode] += 1
        if done.returncode == 2 and any(slug in said for slug in ONLY_MISSING):
            return done
        if done.returncode not in (0, 1, 3, 4):
            self.fault(what, arguments, changed, f"exit {done.returncode}: {said[-500:]}")
        elif done.returncode >= 3 and not PLACE.search(said):
            self.fault(what, arguments, changed, f"no place: {said[:500]}")
        return done

    def fault(self, what, arguments, changed, text):
        kept = tempfile.mkdtemp(prefix="zhaoshang-mutation.")
        for path in changed:
            shutil.copy(path, kept)
        self.faults.append(f"{what}: {' '.join(arguments)}: {text}\n  kept in {kept}")
        print(self.faults[-1], flush=True)

    def policy(self, number, top):
        chance = random.Random(f"policy {number}")
        sources = sorted(glob.glob(os.path.join(TOP, "policies", "*.yaml"))
                         + glob.glob(os.path.join(TOP, "tests", "patterns", "*.yaml")))
        source = chance.choice(sources)
        texts = {}
        for each in sources:
            with open(each, "rb") as file:
                texts[each] = file.read()
        text, done = mutate(chance, source, texts[source], list(texts.values()))
        path = os.path.join(top, "policy.yaml")
        with open(path, "wb") as file:
            file.write(text)
        what = f"policy {number} ({os.path.basename(source)}: {', '.join(done)})"
        for command in ("check", "test", "doc", "fmt"):
            self.run(what, ["policy", command, path], [path])

    def workspace(self, number, top):
        chance = random.Random(f"workspace {number}")
        sample = os.path.basename(os.path.dirname(chance.choice(
            sorted(glob.glob(os.path.join(TOP, "samples", "*", "zhaoshang.yaml"))))))
        shutil.rmtree(top, ignore_errors=True)
        workspace = os.path.join(top, "samples", sample)
        shutil.copytree(os.path.join(TOP, "samples", sample), workspace)
        shutil.copytree(os.path.join(TOP, "policies"), os.path.join(top, "policies"))
        shutil.rmtree(os.path.join(workspace, "results"))
        paths = sorted(glob.glob(os.path.join(workspace, "data", "**", "*.csv"), recursive=True))
        paths.append(os.path.join(workspace, "zhaoshang.yaml"))
        changed, done = chance.sample(paths, chance.choice([1, 1, 1, 2])), []
        if chance.random() < 0.2:
            changed.append(self.policy_of(workspace))
        for path in changed:
            with open(path, "rb") as file:
                text, kinds = mutate(chance, path, file.read())
            with open(path, "wb") as file:
                file.write(text)
            done.append(f"{os.path.relpath(path, workspace)}: {', '.join(kinds)}")
        what = f"workspace {number} ({sample}: {'; '.join(done)})"
        ended = self.run(what, ["run", "-C", workspace], changed)
        if ended and ended.returncode > 1 and any(
                names for _, _, names in os.walk(os.path.join(workspace, "results"))):
            self.fault(what, [], changed, "results were published all the same")

    @staticmethod
    def policy_of(workspace):
        with open(os.path.join(workspace, "zhaoshang.yaml"), encoding="utf-8") as file:
            line = next(line for line in file if line.startswith("policy:"))
        return os.path.normpath(os.path.join(workspace, line.split(":", 1)[1].strip()))


def main():
    trial = Trial(os.path.abspath(sys.argv[1]))
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    with tempfile.TemporaryDirectory(prefix="zhaoshang-mutations.") as top:
        for number in range(first, first + count):
            trial.policy(number, top)
        for number in range(first, first + count):
            trial.workspace(number, os.path.join(top, "w"))
    print(f"{count} policies, {count} workspaces; exit codes:",
          ", ".join(f"{code}: {times}" for code, times in sorted(trial.codes.items())))
    if trial.faults or sum(trial.codes.values()) == 0:
        sys.exit(f"{len(trial.faults)} faults")


if __name__ == "__main__":
    main()
