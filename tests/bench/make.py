#!/usr/bin/env python3
"""The data of the benchmark, the same on every machine: everybody in it is made up.

    make.py attendance MEMBERS DAYS FIRST-DAY FOLDER [--shuffled]
    make.py town PROJECTS FOLDER
    make.py yinjiang PAYMENTS SAMPLE FOLDER
    make.py table ROWS FILE          a policy whose table has so many rows and six inputs

Random numbers come from a generator of the file's own, so that no version of a library changes them.
"""
import datetime
import os
import shutil
import sys

CITIES = ["苏州", "深圳", "上海", "杭州", "东莞", "宁波"]


class Random:
    """A linear congruential generator (the constants of Numerical Recipes)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return (self.state >> 8) % count


def write(folder, name, lines):
    os.makedirs(os.path.join(folder, "data"), exist_ok=True)
    with open(os.path.join(folder, "data", name), "w", encoding="utf-8") as file:
        file.writelines(lines)


def shuffled(lines, random):
    for k in range(len(lines) - 1, 0, -1):
        other = random.below(k + 1)
        lines[k], lines[other] = lines[other], lines[k]


def attendance(members, days, first, folder, in_order):
    """A row a member and day, each once; 60 % 在岗, 15 % 出差."""
    status = ["在岗"] * 60 + ["出差"] * 15 + ["休假"] * 15 + ["请假"] * 7 + ["旷工"] * 3
    write(folder, "units.csv", ["unit_id,name,kind\n", "U1,招商局,县直单位\n"])
    write(folder, "teams.csv", ["team_id,name,unit_id\n"] +
          [f"T{t:04d},第{t}小分队,U1\n" for t in range(-(-members // 10))])
    write(folder, "members.csv", ["member_id,name,team_id,unit_id\n"] +
          [f"M{m:06d},成员{m},T{m // 10:04d},U1\n" for m in range(members)])
    heads = [f"M{m:06d},T{m // 10:04d}," for m in range(members)]
    tails = [[f",{CITIES[m // 10 % 6]},{word}\n" for word in status] for m in range(60)]
    random = Random(20220406)
    path = os.path.join(folder, "data", "attendance.csv")
    start = datetime.date.fromisoformat(first)
    with open(path, "w", encoding="utf-8") as file:
        file.write("member_id,team_id,date,city,status\n")
        kept = []
        for day in range(days):
            date = (start + datetime.timedelta(day)).isoformat()
            state = random.state
            lines = []
            for m in range(members):
                state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
                lines.append(heads[m] + date + tails[m % 60][(state >> 8) % 100])
            random.state = state
            if in_order:
                file.writelines(lines)
            else:
                kept += lines
        shuffled(kept, random)
        file.writelines(kept)


def town(projects, folder):
    random = Random(2014)
    sites = ["租赁标准厂房", "标准厂房", "园区", "自建"]
    write(folder, "units.csv", ["unit_id,name,kind\n"] +
          [f"U{u:03d},单位{u},镇机关\n" for u in range(200)])
    lines = ["project_id,name,unit_id,investment,site,signed_on\n"]
    for p in range(projects):
        large = random.below(2)
        fen = random.below(12_000_000) + 100_000 if large else random.below(300_000) + 1
        lines.append(f"P{p:07d},项目{p},U{random.below(200):03d},{fen // 100}.{fen % 100:02d},"
                     f"{sites[random.below(4)]},2014-{random.below(12) + 1:02d}-"
                     f"{random.below(28) + 1:02d}\n")
    write(folder, "declared.csv", lines)


def yinjiang(payments, sample, folder):
    """The sample's year with so many payments over its own projects."""
    shutil.copytree(os.path.join(sample, "data"), os.path.join(folder, "data"), dirs_exist_ok=True)
    with open(os.path.join(sample, "data", "projects.csv"), encoding="utf-8") as file:
        projects = [line.split(",", 1)[0] for line in file][1:]
    random = Random(2012)
    write(folder, "payments.csv", ["project_id,date,amount,kind\n"] +
          [f"{projects[random.below(len(projects))]},2012-{random.below(12) + 1:02d}-"
           f"{random.below(28) + 1:02d},{random.below(1000) / 100:.2f},固定资产\n"
           for _ in range(payments)])


def table(rows, path):
    """Rows that part the plane of the first two inputs and leave the four others open."""
    side = rows // 2
    with open(path, "w", encoding="utf-8") as file:
        file.write("schema: 1\nscheme: table\nin_force: 2022-01-01..\nclauses: {1: 表。}\n"
                   "columns:\n  projects:\n" +
                   "".join(f"    {name}: {{type: number}}\n" for name in "abcdef") +
                   "facts:\n  projects:\n    points:\n      clause: 1\n      table: |\n"
                   "        | a | b | c | d | e | f || points |\n")
        for k in range(side):
            low = f"[{k}..{k + 1})" if 0 < k < side - 1 else ("< 1" if k == 0 else f">= {k}")
            for half in ("< 5", ">= 5"):
                file.write(f"        | {low} | {half} | - | - | - | - || {k} |\n")


def main():
    what, rest = sys.argv[1], [arg for arg in sys.argv[2:] if arg != "--shuffled"]
    if what == "attendance":
        attendance(int(rest[0]), int(rest[1]), rest[2], rest[3], "--shuffled" not in sys.argv)
    elif what == "town":
        town(int(rest[0]), rest[1])
    elif what == "yinjiang":
        yinjiang(int(rest[0]), rest[1], rest[2])
    elif what == "table":
        table(int(rest[0]), rest[1])
    else:
        sys.exit(f"make.py: no data called {what}")


main()
