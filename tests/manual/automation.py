#!/usr/bin/python3
"""Every recipe of zhaoshang-automation(7), taken from the page and run. The page in Chinese has the same
ones; tests/manual/pages.py says so.

    tests/manual/automation.py BINARY [PAGE]

Below "Write FILE:" stands a file. Paths below /srv become a folder of the test's; the clock stands
still in 2014, when the scheme of the sample is in force. A recipe whose programme is not installed is
left out, and that is said. Exit status 0 only if every recipe did what the page says.
"""
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "town-2014"
POLICY = ROOT / "policies" / "town-2014.yaml"
PERIOD = "2014"


def recipes(page):
    """The files that the page has written: path to text."""
    files = {}
    pattern = r"^Write\n\.Pa (\S+) :\n\.Bd -literal[^\n]*\n(.*?)^\.Ed$"
    for path, text in re.findall(pattern, page.read_text("utf-8"), re.M | re.S):
        files[path] = text.replace(r"\(aq", "'").replace(r"\&", "").replace(r"\e", "\\")
    return files


class Machine:
    """A folder that stands for the machine: /srv, and a PATH in which `date` says 2014."""

    def __init__(self, top, binary):
        self.top = top
        self.binary = binary
        (top / "bin").mkdir()
        (top / "bin" / "zhaoshang").symlink_to(binary)
        date = top / "bin" / "date"
        date.write_text('#!/bin/sh\nexec /bin/date -d 2014-09-30 "$@"\n')
        date.chmod(0o755)
        # No HOME and no locale: a recipe has what cron has, and what it sets itself.
        self.environment = {"PATH": f"{top}/bin:/usr/bin:/bin", "LC_ALL": "C"}

    def here(self, text):
        """A recipe for this machine: only paths are changed."""
        return text.replace("/srv/", f"{self.top}/srv/").replace(
            "/usr/bin/zhaoshang", str(self.binary))

    def workspace(self, path):
        """A copy of the sample with its policy inside and no results."""
        folder = self.top / path
        shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("results"))
        shutil.copy(POLICY, folder / "policy.yaml")
        (folder / "zhaoshang.yaml").write_text(
            f"schema: 1\npolicy: policy.yaml\nperiod: {PERIOD}\n")
        return folder

    def run(self, command, folder=None, **environment):
        done = subprocess.run(command, cwd=folder or self.top, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=300, check=False,
                              env={**self.environment, **environment})
        return done.returncode, done.stdout + done.stderr


class Fault(Exception):
    """What a recipe did not do."""


def expect(truth, text):
    if not truth:
        raise Fault(text)


def spoil(workspace):
    """Makes the data unusable: a day that there is not."""
    table = workspace / "data" / "projects.csv"
    table.write_text(table.read_text("utf-8").replace("2014-", "2014-99-", 1), "utf-8")


def receipt(workspace):
    return workspace / "results" / PERIOD / "receipt.json"


def nightly(machine, workspace, command, what, **environment):
    """The year is worked out as of the day, in silence; a faulty table is told and changes nothing."""
    status, said = machine.run(command, **environment)
    expect(status in (0, 1), f"{what}: exit status {status}\n{said}")
    expect('"as_of": "2014-09-30"' in receipt(workspace).read_text("utf-8"),
           f"{what}: the receipt does not say the day")
    before = receipt(workspace).read_bytes()
    spoil(workspace)
    bad, told = machine.run(command, **environment)
    expect(bad == 4 or bad == 1 and "-eq 1" in command[-1], f"{what}: faulty data end with {bad}")
    expect("data/projects.csv:" in told, f"{what}: nothing is said of faulty data: {told}")
    expect(receipt(workspace).read_bytes() == before, f"{what}: results changed")
    return status, said


def crontab(machine, files):
    lines = machine.here(files["zhaoshang.cron"]).splitlines()
    if shutil.which("crontab"):
        table = machine.top / "zhaoshang.cron"
        table.write_text("\n".join(lines) + "\n")
        status, said = machine.run(["crontab", "-n", str(table)])
        expect(status == 0, f"crontab -n: {said}")
    environment = dict(line.split("=", 1) for line in lines[:-1])
    expect("MAILTO" in environment, "nobody gets the mail")
    environment.pop("LC_ALL")  # a locale that this machine may not have
    when = re.match(r"(?:[0-9*,/-]+ ){5}", lines[-1])
    expect(when, f"not a time and a command: {lines[-1]}")
    command = lines[-1][when.end():].replace(r"\%", "%")
    expect("%" not in re.sub(r"\\%", "", lines[-1][when.end():]), "a per cent sign without \\")
    workspace = machine.workspace("srv/county")
    status, said = nightly(machine, workspace, ["/bin/sh", "-c", command], "crontab", **environment)
    expect(status == 0 and said == "", f"crontab: {status}, and mail: {said}")
    return None if shutil.which("crontab") else "crontab is not installed: it has not read the table"


def systemd(machine, files):
    units = machine.top / "units"
    units.mkdir()
    for path, text in files.items():
        if path.startswith("/etc/systemd/"):
            (units / Path(path).name).write_text(machine.here(text))
    service, timer = units / "zhaoshang@.service", units / "zhaoshang@.timer"
    if shutil.which("systemd-analyze"):
        for unit in (service, timer):
            status, said = machine.run(["systemd-analyze", "verify", "--man=no", str(unit)])
            expect(status == 0 and str(units) not in said, f"systemd-analyze: {said}")
        when = re.search(r"^OnCalendar=(.*)$", timer.read_text(), re.M)[1]
        status, said = machine.run(["systemd-analyze", "calendar", when])
        expect(status == 0, f"systemd-analyze calendar: {said}")
    started = re.search(r"^ExecStart=(.*)$", service.read_text(), re.M)[1]
    command = shlex.split(started.replace("%i", "street").replace("%%", "%"))
    expect("SuccessExitStatus=1" in service.read_text(), "findings would be a failure")
    workspace = machine.workspace("srv/street")
    nightly(machine, workspace, command, "systemd")
    if shutil.which("systemd-analyze"):
        return None
    return "systemd-analyze is not installed: it has not read the units"


def make(machine, files):
    workspace = machine.workspace("make")
    (workspace / "Makefile").write_text(files["Makefile"])
    year = f"YEAR={PERIOD}"
    status, said = machine.run(["make", year], workspace)
    expect(status == 0 and "zhaoshang run" in said, f"make: {status}\n{said}")
    expect((receipt(workspace).parent / "bulletin.html").is_file(), "make: no page of the notice")
    status, said = machine.run(["make", year], workspace)
    expect(status == 0 and "up to date" in said, f"make does it again: {said}")
    status, said = machine.run(["make", "check", year], workspace)
    expect(status == 0, f"make check: {said}")
    os.utime(workspace / "data" / "projects.csv")
    status, said = machine.run(["make", year], workspace)
    expect("zhaoshang run" in said, f"make does not see a changed table: {said}")
    spoil(workspace)
    status, said = machine.run(["make", year], workspace)
    expect(status == 2 and "data/projects.csv:" in said, f"make with faulty data: {status}")


def git(machine, files):
    workspace = machine.workspace("git")
    machine.run(["git", "init", "--quiet"], workspace)
    hook = workspace / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(files[".git/hooks/pre-commit"])
    hook.chmod(0o755)
    commit = ["git", "-c", "user.name=t", "-c", "user.email=t@t.example", "commit", "--quiet",
              "-m", "tables"]
    machine.run(["git", "add", "."], workspace)
    status, said = machine.run(commit, workspace)
    expect(status == 0, f"git: good tables are refused: {said}")
    expect(not (workspace / "results").exists(), "git: the hook wrote to the folder")
    good = (workspace / "data" / "projects.csv").read_text("utf-8")
    spoil(workspace)
    machine.run(["git", "add", "."], workspace)
    status, said = machine.run(commit, workspace)
    expect(status != 0 and "projects.csv:" in said, f"git: a bad table is committed: {said}")
    # What is staged counts, not what lies in the folder.
    (workspace / "data" / "projects.csv").write_text(good, "utf-8")
    status, _ = machine.run(commit, workspace)
    expect(status != 0, "git: the hook looked at the folder, not at what is staged")


def parallel(machine, files):
    counties = [machine.workspace(f"srv/city/{name}") for name in ("east", "south", "west")]
    script = machine.top / "city.sh"
    script.write_text(machine.here(files["city.sh"]))
    status, said = machine.run(["sh", str(script)], HOME=str(machine.top))
    expect(status == 0, f"parallel: {status}\n{said}")
    for county in counties:
        expect(receipt(county).is_file(), f"parallel: no results in {county}")
    spoil(counties[1])
    status, said = machine.run(["sh", str(script)], HOME=str(machine.top))
    expect(status == 1, f"parallel: {status} where one of three failed")
    failed = [line for line in said.splitlines() if line.startswith("failed: ")]
    expect(len(failed) == 1 and "/south/" in failed[0], f"parallel: {failed}")


def slurm(machine, files):
    """As a shell script for each task, and as a job array where Slurm is installed."""
    counties = [machine.workspace(f"srv/province/{name}") for name in ("a", "b", "c")]
    (machine.top / "counties.txt").write_text("".join(f"{each}\n" for each in counties))
    script = machine.top / "province.sbatch"
    script.write_text(files["province.sbatch"])
    for task in ("1", "2"):
        status, said = machine.run(["sh", str(script)], SLURM_ARRAY_TASK_ID=task,
                                   SLURM_CPUS_PER_TASK="1")
        expect(status == 0, f"slurm: task {task}: {status}\n{said}")
    expect(receipt(counties[1]).is_file(), "slurm: no results of the second county")
    expect(not receipt(counties[2]).exists(), "slurm: a task did more than its county")
    spoil(counties[1])
    if not all(shutil.which(each, path="/usr/bin:/usr/sbin") for each in
               ("slurmctld", "slurmd", "sbatch")) or os.getuid() != 0:
        return "Slurm is not installed, or this is not root: its script was run by sh alone"
    with Cluster(machine) as cluster:
        submit = ["sbatch", "--wait", "--array=1-3", str(script)]
        status, said = machine.run(submit, SLURM_CONF=str(cluster.settings))
        expect(status == 1, f"slurm: {status} where one of three failed\n{said}")
        expect(receipt(counties[2]).is_file(), "slurm: no results of the third county")
        told = (machine.top / "county-2.out").read_text("utf-8")
        expect("data/projects.csv:" in told, f"slurm: county-2.out says {told}")
        shutil.copy(SAMPLE / "data" / "projects.csv", counties[1] / "data" / "projects.csv")
        status, said = machine.run(submit, SLURM_CONF=str(cluster.settings))
        expect(status == 0, f"slurm: {status}\n{said}")
    return None


def free_ports(count):
    """Ports that nobody listens at now: tests of several checkouts may run at once."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class Cluster:
    """One node of Slurm, on this machine, for as long as it is open."""

    def __init__(self, machine):
        folder = machine.top / "slurm"
        for name in ("state", "spool"):
            (folder / name).mkdir(parents=True)
        host = os.uname().nodename.split(".")[0]
        control, node = free_ports(2)
        self.settings = folder / "slurm.conf"
        self.settings.write_text(f"""ClusterName=one
SlurmctldHost={host}(127.0.0.1)
AuthType=auth/none
CredType=cred/none
SlurmUser=root
SlurmdUser=root
SlurmctldPort={control}
SlurmdPort={node}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
ReturnToService=2
NodeName={host} NodeAddr=127.0.0.1 CPUs=2
PartitionName=all Nodes=ALL Default=YES
""")
        self.daemons = []

    def __enter__(self):
        for name in ("slurmctld", "slurmd"):
            with open(self.settings.parent / f"{name}.log", "wb") as log:
                self.daemons.append(subprocess.Popen(
                    [f"/usr/sbin/{name}", "-D", "-f", str(self.settings)],
                    stdout=log, stderr=log, stdin=subprocess.DEVNULL))
        return self

    def __exit__(self, *_):
        for daemon in self.daemons:
            daemon.terminate()
        for daemon in self.daemons:
            daemon.wait(60)


# The recipe, the programme without which it is left out, and what tries it.
RECIPES = [("crontab", None, crontab), ("systemd", None, systemd), ("make", "make", make),
           ("git", "git", git), ("GNU parallel", "parallel", parallel), ("Slurm", None, slurm)]


def main():
    binary = Path(sys.argv[1]).resolve()
    page = Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "man" / "zhaoshang-automation.7")
    files = recipes(page)
    failed = False
    if len(files) != 7:
        print(f"{page}: {len(files)} files, there should be 7: {sorted(files)}")
        failed = True
    for name, programme, recipe in RECIPES:
        if programme and not shutil.which(programme):
            print(f"{name}: {programme} is not installed: left out")
            continue
        with tempfile.TemporaryDirectory(prefix="zhaoshang-automation.") as top:
            try:
                note = recipe(Machine(Path(top).resolve(), binary), files)
                if note:
                    print(f"{name}: {note}")
            except Fault as fault:
                print(f"{page}: {name}: {fault}")
                failed = True
    return 1 if failed else 0


sys.exit(main())
