"""Identity numbers stay where the table needs them, in every form of output of every command.

    tests/properties/private_data.py BINARY

People of made-up counties have identity numbers: in a column that the policy declares, in others
that it does not, in names, in remarks, as ids. A policy tells them wherever a policy can. No
bulletin in any form, no finding, no note of an award, no explanation and no message may then hold
more than ten digits of one in a row; with --show-private each of them does. Then the samples: the
same of each, with a column of identity numbers for its members. The numbers are made up.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import yaml

from samples import Workspace, composed, files_of, names, read, serialized, write

TOO_MANY = 11
POLICY = """schema: 1
scheme: made-up
title: 虚构的方案
in_force: 2022-01-01..2022-12-31
columns:
  members:
    id_card: {heading: 身份证号, type: identity, missing: none}
    account: {heading: 银行账号, missing: none}
    points: {heading: 得分, type: number, missing: none}
  projects:
    holder: {heading: 法人身份证号, missing: none}
roster:
  requirements:
    - {id: whole, for: members, require: 'id_card = null', message: '{name}的证号{id_card}'}
    - {id: joined, for: members, require: 'id_card = null', message: '{"证" + id_card + "号"}'}
    - {id: listed, for: members, require: 'id_card = null', message: '{unit.members.id_card}'}
    - {id: in-one, for: members, require: 'id_card = null', message: '{string join(unit.members.id_card)}'}
    - {id: a-context, for: members, require: 'id_card = null', message: '{[{"证": id_card}]}'}
assess:
  people:
    subject: members
    indicators:
      - {id: points, weight: 100, score: 'if string length("证" + id_card) > 1 then points else 0'}
    rank: {by: score descending, ties: share}
    rating:
      scale: rating
      default: 一般
      rules:
        - {id: best, when: points >= 4, gives: 好, action: 表扬}
scales:
  rating: [好, 一般]
reward:
  awards:
    - {id: prize, for: members, amount: 100元, excluded: {when: id_card != null, note: '{id_card}不奖励'}}
bulletin:
  - id: notice
    title: '通报：{string join(members.id_card, "、")}'
    every: year
    parts:
      - {assessment: people}
      - {table: {title: 人员, of: members, columns: [name, id_card, {证: '"证" + id_card'}]}}
      - {table: {title: 按证, of: members, by: id_card, columns: [id_card, {人数: count}]}}
      - {table: {title: 项目, of: projects, columns: [name, holder]}}
      - {text: '证号：{string join(members.id_card, "和")}'}
      - {findings: all}
      - {awards: all}
"""


def identity_number(serial):
    """Of a region and a day that there are; the check character of ISO 7064 MOD 11-2."""
    body = f"1101011990{1 + serial // 28 % 12:02}{1 + serial % 28:02}{serial % 1000:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights)) % 11]


NUMBERS = [identity_number(serial) for serial in range(1000)]
PIECES = {number[at:at + TOO_MANY] for number in NUMBERS
          for at in range(len(number) - TOO_MANY + 1)}
HEADING = "member_id,name,unit_id,from,身份证号,银行账号,得分,证件号备注\n"
MEMBERS = HEADING + "".join(
    f"M{k},人{k},U1,2022-01-01,{NUMBERS[k]},62220202001{k:08},{k},{NUMBERS[k + 10]}\n"
    for k in range(1, 6))
TABLES = {
    "units": "unit_id,name\nU1,招商局\n",
    "members": MEMBERS,
    "projects": f"project_id,name,unit_id,法人身份证号\nP1,项目,U1,{NUMBERS[30]}\n",
}
# Rows that are told of, each for another reason; what stands beside the fault is shown with it.
FAULTY = {
    "a day that is none": f"M7,某,U1,2022-13-01,{NUMBERS[7]},,1,\n",
    "another check character": f"M7,某,U1,2022-01-01,{NUMBERS[7][:-1]}{'1' if NUMBERS[7][-1] != '1' else '2'},,1,\n",
    "a cell too many": f"M7,某,多,U1,2022-01-01,{NUMBERS[7]},,1,\n",
    "a cell too few": f"M7,某,2022-01-01,{NUMBERS[7]},,1,{NUMBERS[8]}\n",
    "a number for an id, twice": f"{NUMBERS[7]},某,U1,2022-01-01,,,1,\n" * 2,
    "a number for a day": f"M7,某,U1,{NUMBERS[7]},,,1,\n",
    "a number for points": f"M7,某,U1,2022-01-01,,,{NUMBERS[8]},\n",
    "a number for a unit": f"M7,某,{NUMBERS[7]},2022-01-01,,,1,\n",
    "a quote": f'M7,"某"某,U1,2022-01-01,{NUMBERS[7]},,1,\n',
    "no text": f"M7,\0,U1,2022-01-01,{NUMBERS[7]},,1,\n",
}


def texts_of(name, data):
    """The texts that a file of results holds, unpacked where it is an archive."""
    if not name.endswith((".docx", ".xlsx")):
        return [data.decode()]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(each).decode(errors="replace") for each in archive.namelist()]
    # A cell's text may be cut into runs.
    return [re.sub(r"<[^>]*>", "", part) for part in parts] + parts


def shows(text):
    """A piece of a number that is too long, or None."""
    for run in re.findall(rf"[0-9]{{{TOO_MANY - 1},}}[0-9Xx]", text.replace("\\", "")):
        for at in range(len(run) - TOO_MANY + 1):
            if run[at:at + TOO_MANY].upper() in PIECES:
                return run
    return None


class Trial:
    def __init__(self, binary):
        self.binary, self.faults, self.count = binary, [], 0

    def run(self, folder, *arguments):
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        done = subprocess.run([self.binary, *arguments, "-C", folder], capture_output=True,
                              env=environment, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace")

    def hides(self, what, text):
        self.count += 1
        found = shows(text)
        if found:
            self.faults.append(f"{what} shows {found}")

    def tells(self, what, text):
        """What --show-private asks for; a look that finds nothing there would find nothing ever."""
        if not shows(text):
            self.faults.append(f"{what} shows no number with --show-private")

    # ---- a county that tells all it can --------------------------------------------------------

    def made_up(self, top):
        folder = os.path.join(top, "made-up")
        os.makedirs(os.path.join(folder, "data"))
        write(os.path.join(folder, "policy.yaml"), POLICY)
        write(os.path.join(folder, "zhaoshang.yaml"),
              "schema: 1\npolicy: policy.yaml\nperiod: 2022\n")
        for name, text in TABLES.items():
            write(os.path.join(folder, "data", name + ".csv"), text)
        self.results(folder)
        self.on_standard_output(folder)
        self.of_two_runs(folder)
        self.messages(folder)
        self.people_called_by_number(folder)

    def results(self, folder):
        for shown in ([], ["--show-private"]):
            for language in ("zh", "en"):
                shutil.rmtree(os.path.join(folder, "results"), ignore_errors=True)
                code, out, said = self.run(folder, "run", "--to", "html,docx,xlsx", "-v", "--lang",
                                           language, *shown)
                if code != 1:
                    sys.exit(f"the run: exit {code}: {said}")
                for name, data in files_of(os.path.join(folder, "results", "2022")).items():
                    what = f"{name}, {language}"
                    text = "\n".join(texts_of(name, data))
                    if not shown:
                        self.hides(what, text)
                    elif name in ("findings.csv", "awards.csv", "bulletin.md", "bulletin.html",
                                  "bulletin.docx", "run.xlsx"):
                        self.tells(what, text)
                self.hides(f"messages of a run, {language}", out + said)

    def on_standard_output(self, folder):
        asked = [[stage, "-o", "-", "--format", form]
                 for stage in ("roster", "attendance", "assess", "reward", "bulletin")
                 for form in ("csv", "md", "json") if (stage, form) != ("bulletin", "json")]
        asked += [["explain", stage, "M1", *figure, "--format", form]
                  for stage, figure in (("roster", []), ("roster", ["whole"]), ("roster", ["joined"]),
                                        ("roster", ["in-one"]), ("roster", ["a-context"]),
                                        ("assess", []), ("reward", []), ("reward", ["prize"]))
                  for form in ("csv", "md", "json")]
        for arguments in asked:
            what = " ".join(arguments)
            code, out, said = self.run(folder, *arguments)
            if code > 1 or not out:
                self.faults.append(f"{what}: exit {code}: {said[:300]}")
            self.hides(what, out + said)
            if arguments[0] == "explain" and arguments[1] == "roster" and "whole" in arguments:
                self.tells(what, self.run(folder, *arguments, "--show-private")[1])

    def of_two_runs(self, folder):
        """What compares runs, and what closes and books."""
        policy, other = (os.path.join(folder, name) for name in ("policy.yaml", "other.yaml"))
        write(other, POLICY.replace("{name}的", "另").replace("不奖励", "不发").replace(
            "weight: 100", "weight: 50"))
        for arguments in (["compare", "--policy", policy, "--policy", other],
                          ["verify", os.path.join(folder, "results", "2022", "receipt.json")],
                          ["close", "2022"], ["reward", "--book"]):
            if arguments[0] == "verify":
                done = subprocess.run([self.binary, *arguments], capture_output=True, check=False)
                text = done.stdout.decode() + done.stderr.decode()
            else:
                code, out, said = self.run(folder, *arguments)
                text = out + said
                if code > 1:
                    self.faults.append(f"{arguments[0]}: exit {code}: {said[:300]}")
            self.hides(" ".join(arguments[:2]), text)
        for name, data in files_of(os.path.join(folder, "closed")).items():
            self.hides(f"closed/{name}", data.decode())

    def messages(self, folder):
        """Faulty rows are told without their numbers, and kept whole where that is asked for."""
        members = os.path.join(folder, "data", "members.csv")
        rejected = os.path.join(folder, "rejected.csv")
        for what, rows in FAULTY.items():
            write(members, MEMBERS + rows)
            for form in ("text", "jsonl"):
                code, out, said = self.run(folder, "roster", "--diagnostics", form)
                if code != 4:
                    self.faults.append(f"{what}: exit {code}: {said[:300]}")
                self.hides(f"{what}, as {form}", out + said)
            said = self.run(folder, "roster", "--reject", rejected)[2]
            self.hides(f"{what}, set aside", said)
            _, _, said = self.run(folder, "import", "members", members, "-o",
                                  os.path.join(folder, "imported.csv"), "--replace")
            self.hides(f"{what}, imported", said)
            if what == "a day that is none":
                self.tells(what, self.run(folder, "roster", "--show-private")[2])
                self.tells("what is set aside", read(rejected))
        write(members, MEMBERS)

    def people_called_by_number(self, folder):
        """Ids and names are those of the tables; a notice strikes numbers out of them as well."""
        members = os.path.join(folder, "data", "members.csv")
        write(members, HEADING + f"{NUMBERS[50]},某甲,U1,2022-01-01,,,1,\n"
                                 f"M2,某乙{NUMBERS[51]},U1,2022-01-01,,,2,\n")
        for shown in ([], ["--show-private"]):
            self.run(folder, "bulletin", "--to", "html,docx", *shown)
            found = files_of(os.path.join(folder, "results", "2022"))
            for name, data in found.items():
                if name.startswith("bulletin") and not name.endswith((".csv", ".json")):
                    text = "\n".join(texts_of(name, data))
                    (self.tells if shown else self.hides)(f"{name}, of ids and names", text)
        for stage in ("roster", "assess", "reward"):
            for form in ("csv", "md"):
                text = self.run(folder, "explain", stage, NUMBERS[50], "--format", form)[1]
                self.hides(f"explain {stage} of an id, {form}", text)

    # ---- the samples ---------------------------------------------------------------------------

    def samples(self, top):
        """Every result of every sample whose members have identity numbers, told by a requirement
        and a part of the bulletin that are added to its policy."""
        tried = 0
        for name in names():
            county = Workspace(self.binary, name, top)
            if not os.path.exists(county.table("members")):
                continue
            tried += 1
            self.number_the_members(county)
            self.tell_in_policy(county.policy)
            for period in county.periods:
                for shown in ([], ["--show-private"]):
                    found = county.run("run", period, "tried", "--to", "xlsx,html", *shown)
                    if found is None:
                        self.faults.append(f"{name} {period} is refused: {county.said[:300]}")
                        continue
                    files = {each: "\n".join(texts_of(each, data))
                             for each, data in files_of(found).items()}
                    for each, text in files.items():
                        if not shown:
                            self.hides(f"{name} {period} {each}", text)
                    if shown:
                        self.tells(f"{name} {period} findings.csv", files["findings.csv"])
        if tried < 3:
            sys.exit(f"only {tried} samples have members")

    @staticmethod
    def number_the_members(county):
        path = county.table("members")
        heading, *rows = read(path).splitlines()
        write(path, heading + ",身份证号\n" + "".join(
            f"{row},{NUMBERS[k % len(NUMBERS)]}\n" for k, row in enumerate(rows)))

    @staticmethod
    def tell_in_policy(path):
        """Adds the column and a requirement that nobody meets."""
        root = composed(read(path))
        for place, text in ((("columns", "members"), "id_card: {heading: 身份证号, type: identity}"),
                            (("roster",), "requirements: [{id: told, for: members, require: "
                                          "'id_card = null', message: '{name}：{id_card}'}]")):
            at = root
            for key in place:
                found = [value for name, value in at.value if name.value == key]
                if not found:
                    found = [composed("{}")]
                    at.value.append((yaml.ScalarNode("tag:yaml.org,2002:str", key), found[0]))
                at = found[0]
            for name, value in composed(text).value:
                there = [old for key, old in at.value if key.value == name.value]
                if there:
                    there[0].value.extend(value.value)
                else:
                    at.value.append((name, value))
        write(path, serialized(root))


def main():
    trial = Trial(os.path.abspath(sys.argv[1]))
    with tempfile.TemporaryDirectory(prefix="zhaoshang-private.") as top:
        trial.made_up(top)
        trial.samples(top)
    print("\n".join(trial.faults))
    print(f"{trial.count} outputs")
    sys.exit(bool(trial.faults))


if __name__ == "__main__":
    main()
