"""Cron jobs and pipelines: standard input and output, JSON, quiet, bare surroundings, two runs at once.

    tests/pipelines/run.py BINARY

Each check is one function; what it says fails the test.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
BINARY = os.path.abspath(sys.argv[1])
YEAR = ("--period", "2022")
BARE = {"PATH": "/usr/bin:/bin"}  # no HOME, no LANG, no TERM
failures = []


def say(what):
    failures.append(what)
    print(what)


def run(*command, given=None, surroundings=None, **more):
    return subprocess.run([BINARY, *command], input=given, capture_output=True,
                          env=BARE if surroundings is None else surroundings, **more)


def expect(what, done, codes=(0,)):
    if done.returncode not in codes:
        say(f"{what}: exit status {done.returncode}: {done.stderr.decode()}")
    for stream in (done.stdout, done.stderr):
        if b"\x1b" in stream or b"\r" in stream:
            say(f"{what}: control characters where there is no terminal")
    return done


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def standard_input(county, policy):
    """`-` is standard input wherever a file is read whole."""
    text = read(policy)
    table = b"hit: unique\ninputs: [x]\noutputs: [y]\nrules:\n  - {if: ['< 1'], then: ['1']}\n" \
            b"  - {if: ['>= 1'], then: ['2']}\n"
    expect("policy check -", run("policy", "check", "-q", "-", given=text))
    expect("policy test -", run("policy", "test", "-", given=text))
    formatted = expect("policy fmt -", run("policy", "fmt", "-", given=text)).stdout
    if formatted != run("policy", "fmt", policy).stdout:
        say("policy fmt -: not what it prints of the file")
    done = expect("eval --table -", run("eval", "--let", "x=3", "--table", "-", given=table))
    if done.stdout != b"2\n":
        say(f"eval --table -: {done.stdout}")
    by_file = run("assess", "-q", "-C", county, *YEAR, "-o", "-")
    by_input = expect("assess --policy -", run("assess", "-q", "-C", county, *YEAR, "-o", "-",
                                               "--policy", "-", given=text), (0, 1))
    if by_file.stdout != by_input.stdout:
        say("assess --policy -: not what it prints with the file")
    payments = os.path.join(county, "data", "payments.csv")
    if run("import", "payments", "-", "-q", given=read(payments)).stdout != read(payments):
        say("import -: a canonical file has changed")


def standard_output(county, top):
    """`-` is standard output wherever a file is written."""
    payments = os.path.join(county, "data", "payments.csv")
    if run("import", payments, "-q", "-o", "-").stdout != read(payments):
        say("import -o -: a canonical file has changed")
    faulty = os.path.join(top, "faulty.csv")
    with open(faulty, "w", encoding="utf-8") as file:
        file.write("project_id,date,amount\nP1,2022-02-30,1\n")
    done = run("import", "payments", faulty, "-q", "--reject", "-", "-o", os.path.join(top, "good.csv"))
    if done.stdout.decode().splitlines()[1:] != [f'payments,{faulty}:2,bad-date,"P1,2022-02-30,1"']:
        say(f"import --reject -: {done.stdout}")
    for stage, first in (("roster", "unit_id"), ("attendance", "member_id"), ("assess", "subject_kind"),
                         ("reward", "award")):
        done = expect(stage, run(stage, "-q", "-C", county, *YEAR, "-o", "-"), (0, 1))
        if not done.stdout.decode().startswith(first) or done.stderr:
            say(f"{stage} -o -: {done.stdout[:80]} {done.stderr}")


def as_json(county, policy):
    """One JSON object from everything that prints tables or figures."""
    year = ("-C", county, *YEAR)
    commands = {
        "run": ("run", *year, "-o", "-"),
        "roster": ("roster", *year, "-o", "-"),
        "attendance": ("attendance", *year, "-o", "-"),
        "assess": ("assess", *year, "-o", "-"),
        "reward": ("reward", *year, "-o", "-"),
        "explain": ("explain", "assess", "T02", *year),
        "explain SLUG": ("explain", "amount-unit"),
        "compare": ("compare", *year, "--set", "team_size=4"),
        "verify": ("verify", os.path.join(county, "results", "2022", "receipt.json")),
        "eval": ("eval", "1 + 2"),
        "policy check": ("policy", "check", policy),
        "policy test": ("policy", "test", policy),
        "policy schema": ("policy", "schema"),
        "import": ("import", os.path.join(county, "data", "payments.csv")),
    }
    expect("run", run("run", "-q", *year), (0, 1))
    for name, command in commands.items():
        form = () if name == "policy schema" else ("--format", "json")
        done = expect(name, run(*command, *form), (0, 1))
        try:
            if not isinstance(json.loads(done.stdout), dict):
                say(f"{name} --format json: no object")
        except ValueError as fault:
            say(f"{name} --format json: {fault}: {done.stdout[:80]}")
    done = run("assess", "-C", county, "--period", "2022-13", "--diagnostics", "jsonl")
    for line in done.stderr.decode().splitlines():
        if json.loads(line)["slug"] != "option-value":
            say(f"--diagnostics jsonl: {line}")


def bare_surroundings(county):
    """Nothing of the surroundings shows in results."""
    wanted = run("run", "-C", county, *YEAR, "-o", "-", "--format", "json").stdout
    others = {
        "LANG=C": {**BARE, "LANG": "C"},
        "Chinese": {**BARE, "LANG": "zh_CN.GB18030", "LC_ALL": "zh_CN.GB18030"},
        "Turkish, far east": {**BARE, "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
        "no such home": {**BARE, "HOME": "/nonexistent", "TMPDIR": "/tmp"},
        "a terminal's name": {**BARE, "TERM": "xterm-256color", "COLUMNS": "20"},
        "nothing": {},
    }
    for name, surroundings in others.items():
        done = expect(name, run("run", "-C", county, *YEAR, "-o", "-", "--format", "json",
                                surroundings=surroundings), (0, 1))
        if done.stdout != wanted:
            say(f"{name}: other results")


def quiet(county, policy):
    """With --quiet nothing is said where nothing is wrong."""
    for command in (("run", "-C", county, *YEAR), ("policy", "check", policy), ("policy", "test", policy),
                    ("verify", os.path.join(county, "results", "2022", "receipt.json")), ("eval", "1"),
                    ("import", os.path.join(county, "data", "units.csv"))):
        done = expect(" ".join(command), run(*command, "-q"), (0, 1))
        if done.stderr:
            say(f"{' '.join(command)} -q says: {done.stderr.decode()}")


def closed_streams(county):
    """What cannot be written is a failure; what nobody hears is none."""
    shell = lambda line: subprocess.run(["sh", "-c", line, "sh", BINARY, county], capture_output=True, env=BARE)
    done = shell('"$1" assess -q -C "$2" --period 2022 -o - >&-')
    if done.returncode != 5 or b"system-failure" not in done.stderr:
        say(f"standard output closed: {done.returncode} {done.stderr}")
    done = shell('"$1" assess -q -C "$2" --period 2022 -o - >/dev/full')
    if done.returncode != 5 or b"No space left" not in done.stderr:
        say(f"standard output full: {done.returncode} {done.stderr}")
    done = shell('"$1" assess -C "$2" --period 2022 -o - 2>&-')
    if done.returncode not in (0, 1) or not done.stdout.startswith(b"subject_kind"):
        say(f"standard error closed: {done.returncode}")
    done = shell('"$1" assess -C "$2" --period 2022 -o - <&-')
    if done.returncode not in (0, 1):
        say(f"standard input closed: {done.returncode} {done.stderr}")
    done = shell('{ "$1" attendance -q -C "$2" --period 2022 -o -; echo "status $?" >&2; } | head -n 1')
    # What fits the pipe is written before the reader has gone.
    if done.stdout.count(b"\n") != 1 or not done.stderr.endswith((b"status 1\n", b"status 5\n")):
        say(f"a reader that goes away: {done.stdout[:80]} {done.stderr}")


def two_at_once(county):
    """Runs of one workspace wait for one another; each leaves whole results."""
    periods = ("2022", "2022", "2022Q1", "2022Q2")
    wanted = {}
    for period in set(periods):
        run("run", "-q", "-C", county, "--period", period)
        wanted[period] = read(county, "results", period, "findings.csv")
    shutil.rmtree(os.path.join(county, "results"))
    running = [subprocess.Popen([BINARY, "run", "-q", "-C", county, "--period", period], env=BARE,
                                stderr=subprocess.PIPE) for period in periods]
    for process, period in zip(running, periods):
        said = process.communicate()[1]
        if process.returncode not in (0, 1) or said:
            say(f"at once, {period}: exit status {process.returncode}: {said.decode()}")
    for period in set(periods):
        if read(county, "results", period, "findings.csv") != wanted[period]:
            say(f"at once, {period}: other results")
    left = sorted(os.listdir(os.path.join(county, "results")))
    if [name for name in left if not name.startswith(".")] != sorted(set(periods)):
        say(f"at once: {left} stand in the folder of results")


def main():
    with tempfile.TemporaryDirectory() as top:
        shutil.copytree(os.path.join(ROOT, "policies"), os.path.join(top, "policies"))
        county = os.path.join(top, "samples", "gongan-2022")
        shutil.copytree(os.path.join(ROOT, "samples", "gongan-2022"), county)
        policy = os.path.join(top, "policies", "gongan-2022.yaml")
        standard_input(county, policy)
        standard_output(county, top)
        as_json(county, policy)
        bare_surroundings(county)
        quiet(county, policy)
        closed_streams(county)
        two_at_once(county)
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
