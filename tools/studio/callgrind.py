"""Instructions that a program executes, counted by valgrind's callgrind: nearly the same number in every run, however busy the machine is."""

import collections
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import programs

MISSING = "valgrind is not installed: apt-get install valgrind"


def is_installed():
    return shutil.which("valgrind") is not None


@dataclass
class Profile:
    total: int = 0
    at: collections.Counter = field(default_factory=collections.Counter)  # (file of the machine code, address): instructions

    def without(self, other):
        """What is left of a run when another one of the same program is subtracted, instruction by instruction."""
        at = collections.Counter(self.at)
        at.subtract(other.at)
        return Profile(self.total - other.total, at)


def count(program, arguments, threads=None):
    """Runs the script once, some fifty times slower than the machine."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        tool = ["valgrind", "--quiet", "--tool=callgrind", "--dump-instr=yes", "--dump-line=no", "--compress-strings=no", "--compress-pos=no",
                f"--callgrind-out-file={profile}"]
        programs.run(program, arguments, threads, before=tool)
        with open(profile, errors="replace") as lines:
            return read(lines)


def read(lines):
    """The format is in valgrind's manual: a line "ob=" names the machine code, a line that begins with an address has that instruction's cost."""
    profile = Profile()
    machine_code, skip = "", False
    for line in lines:
        if line.startswith("ob="):
            machine_code = line[3:].strip()
        elif line.startswith("calls="):
            skip = True  # the next line repeats what the callee has cost
        elif line.startswith("0x"):
            if not skip:
                address, cost = line.split()[:2]
                profile.total += int(cost)
                profile.at[machine_code, int(address, 16)] += int(cost)
            skip = False
    return profile
