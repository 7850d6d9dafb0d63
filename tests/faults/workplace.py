"""A workspace in which a command is run under a fault, and what may have come of it.

Every command has a state before and a state after, each known from a run without a fault. After a
fault one of the two is there, whole, and the exit code and the messages say which.
"""

import os
import shutil
import subprocess

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLE = "gongan-2022"
FAILED = 5  # exit code: input or output failed


def tree(path):
    """The files below a path by their relative names, with their bytes; hidden ones are leftovers."""
    if os.path.isfile(path):
        with open(path, "rb") as file:
            return {"": file.read()}
    files = {}
    for folder, folders, names in os.walk(path):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in names:
            if name.startswith("."):
                continue
            with open(os.path.join(folder, name), "rb") as file:
                files[os.path.relpath(os.path.join(folder, name), path)] = file.read()
    return files


def leftovers(path):
    """What a programme that was cut short has left below a path."""
    return [os.path.join(folder, name) for folder, folders, names in os.walk(path)
            for name in folders + names if "zhaoshang-" in name or name.startswith("zhaoshang.")
            and name != "zhaoshang.yaml"]


class Command:
    """A command line, what it changes, and the states that it may leave.

    `prepare(place)` brings the workspace into the state before. `watched` are the paths whose
    states are told apart; the order is that in which they change.
    """

    def __init__(self, name, arguments, watched, prepare=lambda place: None):
        self.name, self.arguments, self.watched, self.prepare = name, arguments, watched, prepare


def notes(place):
    """Results of another language stand there, with a person's notes among them."""
    place.run(["run", "-C", place.workspace, "--lang", "zh"], check=True)
    with open(os.path.join(place.results, "notes.txt"), "w", encoding="utf-8") as file:
        file.write("会议纪要\n")


def unformatted(place):
    with open(place.at("policy.yaml"), encoding="utf-8") as file:
        text = file.read()
    with open(place.at("policy.yaml"), "w", encoding="utf-8") as file:
        file.write(text.replace("\n", "  \n\n\n", 40))


def one_bad_row(place):
    notes(place)
    with open(os.path.join(place.workspace, "data", "payments.csv"), "a", encoding="utf-8") as file:
        file.write("P-none,2022-02-30,一,CNY,其他,\n")
    with open(place.at("rejected.csv"), "w", encoding="utf-8") as file:
        file.write("the rows of another time\n")


def office_file(place):
    """An export with a faulty row; what an earlier one gave stands there."""
    with open(os.path.join(place.workspace, "data", "payments.csv"), "rb") as file:
        text = file.read()
    with open(place.at("office.csv"), "wb") as file:
        file.write(text + "P-none,2022-02-30,一,CNY,其他,\n".encode())
    for name in ("imported.csv", "rejected.csv"):
        with open(place.at(name), "w", encoding="utf-8") as file:
            file.write("the rows of another time\n")


COMMANDS = [
    Command("run", ["run", "-C", "{workspace}"], ["{results}"], notes),
    Command("first-run", ["run", "-C", "{workspace}"], ["{results}"]),
    Command("reject", ["run", "-C", "{workspace}", "--reject", "{top}/rejected.csv"],
            ["{results}", "{top}/rejected.csv"], one_bad_row),
    Command("book", ["reward", "-C", "{workspace}", "--book"],
            ["{results}", "{workspace}/data/awarded.csv"], notes),
    Command("close", ["close", "-C", "{workspace}", "2022"], ["{workspace}/closed"], notes),
    Command("fmt", ["policy", "fmt", "--write", "{top}/policy.yaml"], ["{top}/policy.yaml"],
            unformatted),
    Command("export", ["run", "-C", "{workspace}", "--to", "xlsx,html"], ["{results}"], notes),
    Command("import", ["import", "payments", "{top}/office.csv", "--policy", "{top}/policy.yaml",
                       "-o", "{top}/imported.csv", "--replace", "--reject", "{top}/rejected.csv"],
            ["{top}/imported.csv", "{top}/rejected.csv"], office_file),
    Command("init", ["init", "{top}/new", "--policy", "{top}/policy.yaml"], ["{top}/new"]),
]


class Place:
    """A copy of the sample, made anew for every fault."""

    def __init__(self, binary, top, user=None):
        self.binary, self.top, self.user = binary, top, user
        self.workspace = self.at("samples", SAMPLE)
        self.results = os.path.join(self.workspace, "results", "2022")

    def at(self, *names):
        return os.path.join(self.top, *names)

    def fresh(self, prepare):
        """The state before, kept as a folder of its own to be copied."""
        kept = self.top + ".kept"
        shutil.rmtree(kept, ignore_errors=True)
        self.clear()
        os.makedirs(self.at("samples"))
        os.makedirs(self.at("policies"))
        shutil.copytree(os.path.join(TOP, "samples", SAMPLE), self.workspace)
        shutil.rmtree(os.path.join(self.workspace, "results"))
        policy = os.path.join(TOP, "policies", SAMPLE + ".yaml")
        shutil.copy(policy, self.at("policies"))
        shutil.copy(policy, self.at("policy.yaml"))
        os.makedirs(os.path.join(self.workspace, "results"))
        prepare(self)
        shutil.copytree(self.top, kept, symlinks=True)

    def reset(self):
        self.clear()
        shutil.copytree(self.top + ".kept", self.top, symlinks=True)

    def clear(self):
        shutil.rmtree(self.top, ignore_errors=True)

    def remove(self):
        self.clear()
        shutil.rmtree(self.top + ".kept", ignore_errors=True)

    def filled(self, texts):
        return [each.format(top=self.top, workspace=self.workspace, results=self.results)
                for each in texts]

    def environment(self, extra):
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("ZHAOSHANG_", "FAULT_", "LC_"))}
        return {**kept, "LANG": "C.UTF-8", "TMPDIR": self.at("tmp"), **extra}

    def run(self, arguments, environment=None, check=False, timeout=120, **how):
        os.makedirs(self.at("tmp"), exist_ok=True)
        done = subprocess.run([self.binary, *arguments], capture_output=True, check=False,
                              stdin=subprocess.DEVNULL, timeout=timeout,
                              env=self.environment(environment or {}), **how)
        if check and done.returncode not in (0, 1):
            raise AssertionError(f"{arguments}: {done.returncode}\n{done.stderr.decode()}")
        return done

    def state(self, command):
        return [tree(path) for path in self.filled(command.watched)]


class Expected:
    """The states of a command before and after, and its exit code without a fault."""

    def __init__(self, place, command):
        self.place, self.command = place, command
        place.fresh(command.prepare)
        self.before = place.state(command)
        done = place.run(place.filled(command.arguments), check=True)
        self.code, self.after = done.returncode, place.state(command)
        if self.before == self.after:
            raise AssertionError(f"{command.name} changes nothing")

    def faults_of(self, done, killed=False):
        """What is wrong about a run; nothing where all is well. `done.returncode` below zero: a
        signal."""
        code, state = done.returncode, self.place.state(self.command)
        said = done.stderr.decode(errors="replace")
        told = f"{self.command.name}: exit {code}: {said.strip()[-400:]}"
        if code < 0 and not killed:
            return [f"ended by signal {-code}; {told}"]
        if killed or self.command.name == "init":
            ok = self.is_whole(state)
        elif code == self.code:
            ok = state == self.after
        else:
            ok = state == self.before or (code == FAILED and self.is_half_way(state))
        found = [] if ok else [f"what is there is neither whole before nor after; {told}"]
        if not killed and code not in (self.code, FAILED):
            found.append(f"the exit code is neither {self.code} nor {FAILED}; {told}")
        if code == FAILED and "error[" not in said:
            found.append(f"nothing says why; {told}")
        return found

    def is_half_way(self, state):
        """The first path is in place, and what goes with it (the book, rejected rows) could not be
        put there any more: each is whole, in that order."""
        return len(state) == 2 and state == [self.after[0], self.before[1]]

    def is_whole(self, state):
        """Each path is as before or as after; those that come later are not there before the first.
        Of a new workspace every file that is there is whole, and the settings come last."""
        if self.command.name == "init":
            files, wanted = state[0], self.after[0]
            whole = all(wanted.get(name) == text for name, text in files.items())
            return whole and ("zhaoshang.yaml" not in files or files == wanted)
        return state in (self.before, self.after) or self.is_half_way(state)

    def faults_of_next_run(self):
        """Run again without a fault: the state after is there, and nothing is left about."""
        # What is entered in the book already is read by the next run, whose results are others.
        is_entered = self.command.name == "book" and self.place.state(self.command) == self.after
        done = self.place.run(self.place.filled(self.command.arguments))
        said = done.stderr.decode(errors="replace").strip()[-400:]
        again = {"init": 2, "close": 1}.get(self.command.name)  # where it was done after all
        codes = (self.code,) if again is None else (self.code, again)
        found = []
        is_after = is_entered or self.place.state(self.command) == self.after
        if done.returncode not in codes or not is_after:
            found.append(f"{self.command.name}: the next run: exit {done.returncode}: {said}")
        left = leftovers(self.place.top)
        if left:
            found.append(f"{self.command.name}: left about after the next run: {left}")
        return found
