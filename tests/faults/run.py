"""Faults brought about while the programme works: afterwards the files are those of before or those
of after, whole, and the exit code says which.

    tests/faults/run.py BINARY SHIM [--every K] [--sites K] [--ends N] [--random N]
                        [--kills N] [--commands NAME,...] [KIND...]

KIND: calls, kills, memory, disk, users, changes, clock (all where none is given). `--every K`: each
K-th call to a file is made to fail instead of each; `--sites K` likewise of the places that ask for
memory; `--ends N`: the last N places, where results are written, are tried all the same;
`--random N`: so many allocations at random besides (10); `--kills N`: so many kills at
random moments (10). ctest runs the short form; `--every 1 --sites 1 --random 1000 --kills 200` is
all of it; `--commands NAME,…`: only those command lines (calls, memory). Prints a line a kind with its
count, and every fault of ours that it finds.
"""

import argparse
import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from workplace import COMMANDS, FAILED, Expected, Place

TRIED_AGAIN = ("read", "pread", "pread64", "write")
HOW = [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EINTR, "short"]


class Trial:
    def __init__(self, options):
        self.options = options
        self.counts, self.faults, self.had = {}, [], set()
        self.chance = random.Random(20221231)
        home = tempfile.mkdtemp(prefix="zhaoshang-faults.")
        self.home, self.place = home, Place(options.binary, os.path.join(home, "top"))
        self.mark = os.path.join(home, "mark")

    def command(self, name):
        return next(each for each in COMMANDS if each.name == name)

    def note(self, kind, what, found):
        self.counts[kind] = self.counts.get(kind, 0) + 1
        for fault in found:
            self.faults.append(f"{kind}, {what}: {fault}")
            print(self.faults[-1], flush=True)

    def shimmed(self, expected, **fault):
        """One run under the shim. Its outcome, and the call that failed (None: none did)."""
        if os.path.exists(self.mark):
            os.remove(self.mark)
        environment = {"LD_PRELOAD": self.options.shim, "FAULT_MARK": self.mark}
        environment.update({"FAULT_" + name.upper(): str(value) for name, value in fault.items()})
        self.place.reset()
        done = self.place.run(self.place.filled(expected.command.arguments), environment)
        if not os.path.exists(self.mark):
            return done, None
        with open(self.mark, encoding="ascii") as file:
            return done, file.read()

    # ---- the n-th call to a file fails, n = 1, 2, … until none is left --------------------------

    def calls(self):
        for command in self.options.commands or COMMANDS:
            expected = Expected(self.place, command)
            for how in [*HOW, "kill"]:
                stays = [0, 1] if how == errno.ENOSPC else [0]
                for stay in stays:
                    self.every_call(expected, how, stay)

    def every_call(self, expected, how, stay):
        _, _, total = self.totals(expected)
        step = self.options.every
        killed = how == "kill"
        for number in range(1 + self.chance.randrange(step), total + 1, step):
            done, failed = self.shimmed(expected, call=number, how=how, stays=stay)
            if failed is None:
                continue  # a call that moves no bytes is never short
            found = expected.faults_of(done, killed)
            if how in ("short", errno.EINTR) and failed in TRIED_AGAIN:
                if done.returncode != expected.code:
                    found.append(f"not tried again: {done.stderr.decode()[-300:]}")
            if killed or done.returncode == FAILED:
                found += expected.faults_of_next_run()
            self.note("calls killed" if killed else "calls failed",
                      f"{expected.command.name}, call {number} of {total} ({failed}), {how}, "
                      f"stays {stay}", found)

    # ---- killed at any moment ------------------------------------------------------------------

    def kills(self):
        for name in ("run", "book"):
            expected = Expected(self.place, self.command(name))
            began = time.monotonic()
            self.place.reset()
            self.place.run(self.place.filled(expected.command.arguments))
            whole = time.monotonic() - began
            for number in range((self.options.kills + 1) // 2):
                self.place.reset()
                done = self.killed(expected, self.chance.uniform(0, 1.2 * whole))
                found = expected.faults_of(done, done.returncode == -signal.SIGKILL)
                found += expected.faults_of_next_run()
                self.note("kills", f"{name}, {number}", found)

    def killed(self, expected, after):
        with subprocess.Popen([self.options.binary, *self.place.filled(expected.command.arguments)],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=self.place.environment({})) as child:
            timer = threading.Timer(after, child.kill)
            timer.start()
            out, said = child.communicate()
            timer.cancel()
            return subprocess.CompletedProcess(child.args, child.returncode, out, said)

    # ---- no memory -----------------------------------------------------------------------------

    def memory(self):
        for command in self.options.commands or COMMANDS:
            name, expected = command.name, Expected(self.place, command)
            sites, total, _ = self.totals(expected)
            numbers = self.drawn(sites)
            drawn = self.options.random if name == "run" else self.options.random // 20
            for number in numbers:
                self.no_memory(expected, number, 0, "memory, each place")
            for _ in range(drawn):
                self.no_memory(expected, 1 + self.chance.randrange(total),
                               self.chance.randrange(2), "memory, at random")
            print(f"{name}: {len(sites)} places ask for memory, {total} times", flush=True)

    def drawn(self, sites):
        """Of the places that no command line before had, each K-th; of those that one had, one in
        ten of that; and the last ones."""
        new = [number for number, place in sites if place not in self.had]
        old = [number for number, place in sites if place in self.had]
        self.had.update(place for _, place in sites)
        step = self.options.sites
        numbers = set(new[self.chance.randrange(step)::step])
        numbers |= set(old[self.chance.randrange(step)::10 * step])
        if self.options.ends:
            numbers |= {number for number, _ in sites[-self.options.ends:]}
        return sorted(numbers)

    def totals(self, expected):
        """Of a run without a fault: the first allocation of each place with the place's name, how
        many there are, and how many calls go to files."""
        path = os.path.join(self.home, "sites")
        self.shimmed(expected, sites=path, call=sys.maxsize)
        with open(path, encoding="ascii") as file:
            *sites, total, calls = file.read().splitlines()
        numbered = [(int(number), place) for number, place in map(str.split, sites)]
        return sorted(numbered), int(total), int(calls)

    def no_memory(self, expected, number, stays, kind):
        done, _ = self.shimmed(expected, memory=number, stays=stays)
        found = expected.faults_of(done)
        if done.returncode == FAILED:
            found += expected.faults_of_next_run()
        self.note(kind, f"{expected.command.name}, allocation {number}, stays {stays}", found)

    # ---- a full disk ---------------------------------------------------------------------------

    def disk(self):
        expected = Expected(self.place, self.command("run"))
        needed = sum(len(text) for text in expected.after[0].values())
        self.small_files(expected, needed)
        self.small_disk(expected)

    def small_files(self, expected, needed):
        """No file may become longer than so many bytes."""
        for limit in (0, 1, 100, 4096, needed // 40, needed // 10):
            self.place.reset()
            done = self.place.run(
                self.place.filled(expected.command.arguments),
                preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE,
                                                                  (limit, limit)))
            found = expected.faults_of(done) + expected.faults_of_next_run()
            self.note("files too long", f"{limit} bytes", found)

    def small_disk(self, expected):
        """Results on a file system of their own, ever fuller; where one may be mounted."""
        results = os.path.dirname(self.place.results)
        for left in range(0, 60, 6):
            self.place.reset()
            kept = self.place.at("kept")
            shutil.copytree(results, kept)
            mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "zhaoshang", results],
                                     capture_output=True, check=False)
            if mounted.returncode != 0:
                print("no file system may be mounted here: no disk was full", flush=True)
                return
            try:
                shutil.copytree(kept, results, dirs_exist_ok=True)
                self.fill(os.path.join(results, "filler"), left)
                done = self.place.run(self.place.filled(expected.command.arguments))
                found = expected.faults_of(done)
                os.remove(os.path.join(results, "filler"))
                found += expected.faults_of_next_run()
            finally:
                subprocess.run(["umount", results], check=True)
            self.note("disk full", f"{left} blocks left", found)

    @staticmethod
    def fill(path, left):
        """A file that leaves so many blocks of 4 KiB free."""
        state = os.statvfs(os.path.dirname(path))
        with open(path, "wb") as file:
            file.write(bytes(max(0, state.f_bavail - left) * state.f_frsize))

    # ---- folders that may not be written, two at once -------------------------------------------

    def users(self):
        self.read_only()
        self.two_at_once()

    def read_only(self):
        """As a user who may not write (root may: another is taken then)."""
        for name in ("run", "first-run", "book", "fmt", "init", "import", "close"):
            expected = Expected(self.place, self.command(name))
            self.place.reset()
            for path in self.place.filled(expected.command.watched):
                folder = path if os.path.isdir(path) else os.path.dirname(path)
                for each in (folder, os.path.dirname(folder), self.place.workspace):
                    os.chmod(each, 0o555)
            os.chmod(self.home, 0o755)
            how = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
            done = self.place.run(self.place.filled(expected.command.arguments), **how)
            found = expected.faults_of(done)
            if done.returncode != FAILED:
                found.append(f"exit {done.returncode} where nothing may be written")
            for folder, _, _ in os.walk(self.place.top):
                os.chmod(folder, 0o755)
            self.note("folders that may not be written", name, found)

    def two_at_once(self):
        """Ten runs of two languages on one workspace: the last one's results are there, whole."""
        expected = Expected(self.place, self.command("run"))
        ways = [expected.command.arguments, [*expected.command.arguments, "--lang", "zh"]]
        for number in range(4):
            self.place.reset()
            children = [subprocess.Popen(
                [self.options.binary, *self.place.filled(way)], stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=self.place.environment({}))
                for way in ways * 5]
            found = []
            for child in children:
                _, said = child.communicate()
                if child.returncode not in (expected.code, FAILED):
                    found.append(f"exit {child.returncode}: {said.decode()[-300:]}")
            if self.place.state(expected.command) not in (expected.before, expected.after):
                found.append("the results are of neither language")
            found += expected.faults_of_next_run()
            self.note("runs at once", str(number), found)

    # ---- files that change, vanish or grow while they are read ---------------------------------

    def changes(self):
        expected = Expected(self.place, self.command("run"))
        began = time.monotonic()
        self.place.reset()
        self.place.run(self.place.filled(expected.command.arguments))
        whole = time.monotonic() - began
        for number in range(12 if self.options.every > 1 else 60):
            for change in (self.grow, self.vanish, self.cut):
                self.place.reset()
                payments = os.path.join(self.place.workspace, "data", "attendance.csv")
                timer = threading.Timer(self.chance.uniform(0, whole), change, [payments])
                timer.start()
                done = self.place.run(self.place.filled(expected.command.arguments))
                timer.cancel()
                timer.join()
                self.note("files that change", f"{change.__name__}, {number}",
                          self.faults_of_change(expected, done))

    def faults_of_change(self, expected, done):
        """Whatever was read: a receipt that is published is that of the files that gave it."""
        if done.returncode in (2, 3, 70) or done.returncode < 0:
            return [f"exit {done.returncode}: {done.stderr.decode()[-300:]}"]
        state = self.place.state(expected.command)
        if done.returncode not in (0, 1):
            return [] if state == expected.before else ["results changed by a run that failed"]
        if state == expected.after:
            return []
        # The run began after the change: run again, it gives the same.
        self.place.run(self.place.filled(expected.command.arguments))
        same = self.place.state(expected.command) == state
        return [] if same else ["results of no state that the files were in"]

    @staticmethod
    def grow(path):
        with open(path, "a", encoding="utf-8") as file:
            file.write("\n")

    @staticmethod
    def vanish(path):
        os.remove(path)

    @staticmethod
    def cut(path):
        with open(path, "rb") as file:
            lines = file.read().splitlines(keepends=True)
        with open(path, "wb") as file:
            file.writelines(lines[:len(lines) // 2])

    # ---- a clock that leaps ---------------------------------------------------------------------

    def clock(self):
        for name in ("run", "book", "close"):
            expected = Expected(self.place, self.command(name))
            done, _ = self.shimmed(expected, clock=1)
            found = expected.faults_of(done)
            if done.returncode != expected.code:
                found.append(f"exit {done.returncode}")
            self.note("clock", name, found)


def main():
    kinds = ["calls", "kills", "memory", "disk", "users", "changes", "clock"]
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=os.path.abspath)
    parser.add_argument("shim", type=os.path.abspath)
    parser.add_argument("--every", type=int, default=97)
    parser.add_argument("--sites", type=int, default=400)
    parser.add_argument("--ends", type=int, default=0)
    parser.add_argument("--random", type=int, default=10)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--commands", type=lambda names: [
        each for each in COMMANDS if each.name in names.split(",")])
    parser.add_argument("kinds", nargs="*")
    options = parser.parse_intermixed_args()
    if unknown := set(options.kinds) - set(kinds):
        parser.error(f"no such kind: {' '.join(sorted(unknown))}")
    trial = Trial(options)
    try:
        for kind in options.kinds or kinds:
            getattr(trial, kind)()
    finally:
        shutil.rmtree(trial.home, ignore_errors=True)
    for kind, count in trial.counts.items():
        print(f"{kind}: {count}")
    if trial.faults or not trial.counts:
        sys.exit(f"{len(trial.faults)} faults")


if __name__ == "__main__":
    main()
