#!/usr/bin/env python3
"""Runs ours and the peers in turn on the same files and writes a Markdown table.

    measure.py BINARY WORK-FOLDER NODE-FOLDER [--small] [--rounds N] [--slow-rounds N] [--only a,c,...]

Each figure is the median of the rounds, in which everybody takes turns, so that a slow minute of the
machine is everybody's. Time is of whole processes, from start to exit; memory is the peak resident
set. Answers must be equal, or the run fails.
"""
import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))


class Runner:
    """A command that is measured."""

    notes = os.path.join(tempfile.gettempdir(), f"zhaoshang-bench-{os.getpid()}")

    def __init__(self, name, command, output=None, rows=0, statuses=(0,)):
        self.name, self.command, self.output, self.rows = name, command, output, rows
        self.statuses = statuses
        self.seconds, self.memory = [], 0

    def run(self):
        # What is written is opened by the command itself, or is its standard output. The peak is
        # that of /usr/bin/time's child: one of ours would begin with the memory of this process.
        prints = self.output and "{out}" not in self.command
        command = ["/usr/bin/time", "-f", "%M", "-o", self.notes] + [
            self.output if part == "{out}" else part for part in self.command]
        with open(self.output if prints else os.devnull, "wb") as sink:
            began = time.perf_counter()
            done = subprocess.run(command, stdout=sink, stderr=subprocess.PIPE, check=False)
            self.seconds.append(time.perf_counter() - began)
        if done.returncode not in self.statuses:
            sys.exit(f"{' '.join(command)}: status {done.returncode}\n{done.stderr.decode()}")
        with open(self.notes, encoding="utf-8") as file:
            self.memory = max(self.memory, int(file.read().split()[-1]) * 1024)

    @property
    def median(self):
        return statistics.median(self.seconds)


def take_turns(runners, rounds):
    for _ in range(rounds):
        for runner in runners:
            runner.run()


def answers(path, columns):
    with open(path, encoding="utf-8", newline="") as file:
        return sorted(tuple(row[name] for name in columns) for row in csv.DictReader(file))


def check(runners, columns_of):
    """Everybody's answer is the first one's."""
    expected = None
    for runner in runners:
        if runner.name not in columns_of:
            continue
        found = answers(runner.output, columns_of[runner.name])
        if not found:
            sys.exit(f"{runner.name}: no answer")
        if expected is None:
            expected = found
        elif found != expected:
            different = next((a, b) for a, b in zip(found + [None], expected + [None]) if a != b)
            sys.exit(f"{runner.name}: {different[0]}, ours {different[1]}")


class Report:
    def __init__(self):
        self.lines = []

    def say(self, line=""):
        print(line, flush=True)
        self.lines.append(line)

    def table(self, title, runners):
        self.say(f"\n### {title}\n")
        self.say("| | median | ours takes | peak memory | rows per second |")
        self.say("|---|--:|--:|--:|--:|")
        ours = runners[0].median
        for each in runners:
            ratio = "" if each is runners[0] else f"1 / {each.median / ours:.1f}"
            speed = f"{each.rows / each.median / 1e6:.2f} M" if each.rows else ""
            self.say(f"| {each.name} | {each.median * 1000:.0f} ms | {ratio} | "
                     f"{each.memory / 2**20:.0f} MiB | {speed} |")


class Bench:
    def __init__(self, arguments):
        self.binary = os.path.abspath(arguments.binary)
        self.work = os.path.abspath(arguments.work)
        self.node = os.path.abspath(arguments.node)
        self.small, self.rounds = arguments.small, arguments.rounds
        self.slow_rounds = arguments.slow_rounds
        self.only = arguments.only.split(",") if arguments.only else None
        self.report = Report()

    def wanted(self, part):
        return self.only is None or part in self.only

    def made(self, name, *arguments, policy=None, period="2022"):
        """A workspace, made once."""
        folder = os.path.join(self.work, name)
        if not os.path.exists(os.path.join(folder, "made")):
            subprocess.run([sys.executable, os.path.join(HERE, "make.py"), *arguments], check=True)
            if policy:
                shutil.copy(os.path.join(HERE, "policies", policy), folder)
                with open(os.path.join(folder, "zhaoshang.yaml"), "w", encoding="utf-8") as file:
                    file.write(f"schema: 1\npolicy: {policy}\nperiod: {period}\n")
            open(os.path.join(folder, "made"), "w").close()
        return folder

    def out(self, name):
        return os.path.join(self.work, name)

    def peer(self, script, *arguments):
        # npm's modules are looked for beside the script.
        copy = os.path.join(self.node, script)
        shutil.copy(os.path.join(HERE, "peers", script), copy)
        return ["node", copy, *arguments]

    def ours(self, stage, folder, name, threads, rows=0):
        return Runner(f"zhaoshang, {threads} thread" + ("s" if threads > 1 else ""),
                      [self.binary, stage, "-C", folder, "--quiet", "--threads", str(threads),
                       "-o", "-"], self.out(name), rows)

    def attendance(self, order):
        members, days = (2740, 365) if self.small else (27400, 365)
        flags = ["--shuffled"] if order == "shuffled" else []
        folder = self.out("attendance-" + order.replace(" ", "-"))
        self.made(os.path.basename(folder), "attendance", str(members), str(days), "2022-01-01",
                  folder, *flags, policy="attendance.yaml")
        file = os.path.join(folder, "data", "attendance.csv")
        rows = members * days
        runners = [self.ours("attendance", folder, "ours.csv", 2, rows)]
        duckdb = Runner("DuckDB, 2 threads",
                        self.peer("duckdb_attendance.mjs", "2", file, "{out}"),
                        self.out("duckdb.csv"), rows)
        fast = runners + [duckdb]
        take_turns(fast, self.rounds)
        slow = [
            Runner("mawk", ["sh", os.path.join(HERE, "peers/mawk_attendance.sh"), file, "{out}"],
                   self.out("mawk.csv"), rows),
            Runner("pandas", [sys.executable, os.path.join(HERE, "peers/pandas_attendance.py"), file,
                              "{out}"], self.out("pandas.csv"), rows),
            Runner("SQLite", ["sh", os.path.join(HERE, "peers/sqlite_attendance.sh"), file, "{out}"],
                   self.out("sqlite.csv"), rows),
            Runner("Miller", ["sh", os.path.join(HERE, "peers/miller_attendance.sh"), file, "{out}"],
                   self.out("miller.csv"), rows)]
        floor = Runner("`wc -l`, the floor of reading", ["wc", "-l", file], None, rows)
        take_turns([floor], self.rounds)
        take_turns(slow, self.slow_rounds)
        ours = ["member_id", "month", "days_resident", "met"]
        theirs = ["member_id", "month", "days", "met"]
        check(fast + slow, {each.name: theirs if each is not runners[0] else ours
                            for each in fast + slow})
        self.report.table(f"Attendance, {rows:,} member-days ({os.path.getsize(file) / 1e6:.0f} MB), "
                          + order, fast + slow + [floor])
        return folder, runners[0]

    def growth(self, year):
        members, days = (2740, 3650) if self.small else (27400, 3650)
        folder = self.out("attendance-ten-years")
        self.made("attendance-ten-years", "attendance", str(members), str(days), "2022-01-01",
                  folder, policy="attendance.yaml")
        long = self.ours("attendance", folder, "ours-ten.csv", 2, members * days)
        short = self.ours("attendance", year, "ours.csv", 2, members * 365)
        take_turns([short, long], max(3, self.rounds // 3))
        self.report.say(f"\n### Ten times the rows\n\n{members * days:,} member-days of the same "
                        f"members: {long.median / short.median:.1f} × the time "
                        f"({short.median * 1000:.0f} ms → {long.median * 1000:.0f} ms), memory "
                        f"{short.memory / 2**20:.0f} → {long.memory / 2**20:.0f} MiB.")

    def threads(self, folder):
        one = self.ours("attendance", folder, "ours-1.csv", 1)
        two = self.ours("attendance", folder, "ours-2.csv", 2)
        take_turns([one, two], 9)
        ratio = statistics.median(a / b for a, b in zip(one.seconds, two.seconds))
        self.report.say(f"\n### One thread against two\n\nMedian of nine pairs: {ratio:.2f} × "
                        f"({one.median * 1000:.0f} ms → {two.median * 1000:.0f} ms).")

    def receipt(self, folder):
        printed = self.ours("attendance", folder, "ours.csv", 2)
        kept = Runner("with a receipt", [self.binary, "attendance", "-C", folder, "--quiet",
                                         "--threads", "2", "-o", self.out("results")])
        take_turns([printed, kept], self.rounds)
        self.report.say(f"\nWith results in a folder and a receipt, which has the SHA-256 of every "
                        f"input: {kept.median * 1000:.0f} ms, {kept.memory / 2**20:.0f} MiB.")

    def town(self):
        projects = 100_000 if self.small else 1_000_000
        folder = self.out("town")
        self.made("town", "town", str(projects), folder, policy="town.yaml", period="2014")
        file = os.path.join(folder, "data", "declared.csv")
        runners = [self.ours("assess", folder, "town.csv", 2, projects),
                   Runner("DuckDB, 2 threads", self.peer("duckdb_town.mjs", "2", file, "{out}"),
                          self.out("duckdb-town.csv"), projects)]
        take_turns(runners, self.rounds)
        check(runners, {runners[0].name: ["subject_id", "score"],
                        runners[1].name: ["unit_id", "points"]})
        # ZEN on fewer rows, and ours on the same: what starting costs would hide in a row's share.
        few = 20_000
        part = self.out("town-few")
        self.made("town-few", "town", str(few), part, policy="town.yaml", period="2014")
        zen = Runner("GoRules ZEN", self.peer("zen_town.mjs", os.path.join(part, "data/declared.csv"),
                                              "{out}"), self.out("zen.csv"), few)
        short = self.ours("assess", part, "town-few.csv", 2, few)
        take_turns([short, zen], 3)
        check([short, zen], {short.name: ["subject_id", "score"], zen.name: ["unit_id", "points"]})
        self.report.table(f"Points by a decision table, totals by unit: {projects:,} projects",
                          runners + [zen])
        ratio = (zen.median / few) / (runners[0].median / projects)
        self.report.say(f"\nPer row, ZEN ({few:,} rows) takes {ratio:.0f} × as long.")

    def yinjiang(self):
        payments = 100_000 if self.small else 1_000_000
        folder = self.out("yinjiang")
        sample = os.path.join(TOP, "samples", "yinjiang-2012")
        self.made("yinjiang", "yinjiang", str(payments), sample, folder)
        with open(os.path.join(folder, "zhaoshang.yaml"), "w", encoding="utf-8") as file:
            file.write("schema: 1\npolicy: " +
                       os.path.join(TOP, "policies", "yinjiang-2012.yaml") + "\nperiod: 2012\n")
        run = Runner("zhaoshang assess", [self.binary, "assess", "-C", folder, "--quiet", "-o",
                                          self.out("yinjiang-results")], None, payments, (0, 1))
        take_turns([run], 3)
        self.report.table(f"yinjiang-2012 over {payments:,} payments", [run])

    def small_things(self):
        gongan = os.path.join(TOP, "samples", "gongan-2022")
        table = self.out("table.yaml")
        subprocess.run([sys.executable, os.path.join(HERE, "make.py"), "table", "200", table],
                       check=True)
        runners = [Runner("`run` on the gongan sample", [self.binary, "run", "-C", gongan, "--quiet",
                                                         "-o", self.out("gongan-results")],
                          statuses=(0, 1)),
                   Runner("`--version`", [self.binary, "--version"]),
                   Runner("`policy check` of a table of 200 rows and 6 inputs",
                          [self.binary, "policy", "check", table])]
        take_turns(runners, 15)
        self.report.say("\n### Small things\n\n| | median | peak memory |\n|---|--:|--:|")
        for each in runners:
            self.report.say(f"| {each.name} | {each.median * 1000:.1f} ms | "
                            f"{each.memory / 2**20:.0f} MiB |")

    def run(self):
        year = None
        if self.wanted("a") or self.wanted("b") or self.wanted("h"):
            year, _ = self.attendance("in date order")
            self.receipt(year)
        if self.wanted("a"):
            self.attendance("shuffled")
        if self.wanted("b"):
            self.growth(year)
        if self.wanted("h"):
            self.threads(year)
        if self.wanted("c"):
            self.town()
        if self.wanted("d"):
            self.yinjiang()
        if self.wanted("e"):
            self.small_things()
        path = self.out("report.md")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(self.report.lines) + "\n")
        print(f"\nwritten to {path}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("work")
    parser.add_argument("node")
    parser.add_argument("--small", action="store_true", help="a tenth of the rows")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--slow-rounds", type=int, default=3, help="of peers that take a minute")
    parser.add_argument("--only", help="parts, of a b c d e h")
    Bench(parser.parse_args()).run()


main()
