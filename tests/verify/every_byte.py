"""One byte of a sample changed, anywhere, is named by verify.

    tests/verify/every_byte.py BINARY SAMPLE PERIOD [CHANGES]

For every input, the policy, zhaoshang.yaml, every result and the receipt itself: a byte in CHANGES
places (3 where it is not given), the last and the first among them, is changed in a copy of the sample, and
`zhaoshang verify` must say so: status 1 and the file's name in what it prints; for a file that can
no longer be read, another status and its name on standard error. A file without bytes gets one.
The places are the same on every run.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def verify(binary, receipt):
    return subprocess.run([binary, "verify", receipt, "--lang", "en"], capture_output=True, check=False)


def files_of(sample):
    """The files of a workspace and its policy, by their paths in the copy."""
    with open(os.path.join(sample, "zhaoshang.yaml"), encoding="utf-8") as settings:
        line = next(line for line in settings if line.startswith("policy:"))
    yield os.path.normpath(os.path.join(sample, line.split(":", 1)[1].strip()))
    yield os.path.join(sample, "zhaoshang.yaml")
    for folder, _, names in sorted(os.walk(os.path.join(sample, "data"))):
        for name in sorted(names):
            yield os.path.join(folder, name)


def changed(content, at):
    """Another byte in that place: a letter or digit stays one, so that most files can be read."""
    if not content:
        return b"x"
    byte = content[at:at + 1]
    other = b"7" if byte != b"7" else b"8"
    return content[:at] + other + content[at + 1:]


def main():
    binary, sample, period = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
    changes = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    chance = random.Random(sample + period)
    faults, tried = [], 0
    with tempfile.TemporaryDirectory(prefix="zhaoshang-every-byte.") as top:
        shutil.copytree(os.path.join(TOP, "policies"), os.path.join(top, "policies"))
        workspace = os.path.join(top, "samples", sample)
        shutil.copytree(os.path.join(TOP, "samples", sample), workspace)
        results = os.path.join(workspace, "results", period)
        receipt = os.path.join(results, "receipt.json")
        done = verify(binary, receipt)
        if done.returncode != 0:
            sys.exit(f"{sample} {period}: verify says {done.returncode} of what nobody changed:\n"
                     + done.stdout.decode() + done.stderr.decode())
        paths = list(files_of(workspace)) + [os.path.join(results, name)
                                             for name in sorted(os.listdir(results))]
        with open(receipt, encoding="utf-8") as file:
            named = json.dumps(json.load(file), ensure_ascii=False)
        for path in paths:
            name = os.path.basename(path)
            if name != "receipt.json" and name not in named:
                continue  # a file that the run does not read
            with open(path, "rb") as file:
                content = file.read()
            last = max(len(content) - 1, 0)
            places = sorted({last, *[0][:changes - 1], *(chance.randint(0, last) for _ in range(changes - 2))})
            for at in places:
                with open(path, "wb") as file:
                    file.write(changed(content, at))
                done = verify(binary, receipt)
                tried += 1
                said = (done.stdout + done.stderr).decode()
                # A receipt that says otherwise of a file is the same as that file changed.
                is_named = name in said or path == receipt and said
                if done.returncode not in (1, 2, 3, 4) or not is_named:
                    faults.append(f"{path[len(top) + 1:]}, byte {at}: verify ends with "
                                  f"{done.returncode} and does not name it:\n{said}")
            with open(path, "wb") as file:
                file.write(content)
    for fault in faults[:20]:
        print(fault)
    print(f"{tried} bytes changed in {sample} {period}, {len(faults)} not named")
    return 1 if faults or tried == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
