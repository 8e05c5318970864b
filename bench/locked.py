#!/usr/bin/env python3
"""Counts the locked instructions that a program executes: how much synchronisation a run with one thread pays for.

    bench/locked.py --interp build/tinypy-t [--only SUBSTR] [--functions N] [--script FILE] [--record]

Valgrind's callgrind counts every instruction by its address; those that the disassembly of the interpreter and of its shared libraries shows
as locked (a lock prefix, or an exchange with memory) are added up by function. So it works on the program as it is, and misses nothing.
What starting and ending an empty program costs is taken off. Callgrind is some fifty times slower than the machine.
"""

import argparse
import collections
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import harness

PROGRAMS = Path(__file__).resolve().parent / "programs"
TIMEOUT_SECONDS = 1200

LOCKED = re.compile(r"^\s*([0-9a-f]+):\s+(lock\b|xchg\s+\S*(%\w+,.*\(|\(.*\),%))")
SYMBOL = re.compile(r"^([0-9a-f]+) <(.*)>:$")


def locked_instructions(path):
    """{address: function} of the locked instructions of a program or library."""
    out = subprocess.run(["objdump", "-d", "-C", "--no-show-raw-insn", path], capture_output=True, text=True).stdout
    found, function = {}, "?"
    for line in out.splitlines():
        if symbol := SYMBOL.match(line):
            function = symbol[2]
        elif instruction := LOCKED.match(line):
            found[int(instruction[1], 16)] = function
    return found


def short(library, function):
    """Libraries without symbols of their own know but the nearest exported name, which misleads."""
    return library if "@@" in function else function.replace("(anonymous namespace)::", "").split("(")[0]


class Counter:
    def __init__(self, interpreter):
        self.interpreter = interpreter
        self.known = {}

    def locked(self, path):
        if path not in self.known:
            self.known[path] = locked_instructions(path) if Path(path).is_file() else {}
        return self.known[path]

    def count(self, arguments):
        """(all instructions, {(library, function): locked ones})"""
        with tempfile.TemporaryDirectory() as folder:
            profile = Path(folder) / "profile"
            command = ["valgrind", "--tool=callgrind", "--dump-instr=yes", "--dump-line=no", "--compress-strings=no", "--compress-pos=no",
                       f"--callgrind-out-file={profile}", self.interpreter, *arguments]
            out, reason = harness.run(command, TIMEOUT_SECONDS)
            if out is None:
                raise RuntimeError(reason)
            return self.read(profile)

    def read(self, profile):
        total, found = 0, collections.Counter()
        library, skip = "", False
        with open(profile) as lines:
            for line in lines:
                if line.startswith("ob="):
                    library = line[3:].strip()
                elif line.startswith("calls="):
                    skip = True  # the next line repeats what the callee has cost
                elif line.startswith("0x"):
                    if not skip:
                        address, cost = line.split()[:2]
                        total += int(cost)
                        function = self.locked(library).get(int(address, 16))
                        if function:
                            found[Path(library).name, function] += int(cost)
                    skip = False
        return total, found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", required=True, metavar="PATH")
    parser.add_argument("--only", default="", metavar="SUBSTR")
    parser.add_argument("--functions", type=int, default=3, metavar="N", help="how many to name")
    parser.add_argument("--script", metavar="FILE", help="instead of bench/programs")
    harness.add_record(parser)
    options = parser.parse_args()
    counter = Counter(harness.resolve(parser, [options.interp])[0])
    scripts = [Path(options.script)] if options.script else [p for p in sorted(PROGRAMS.glob("*.py")) if options.only in p.stem]

    counter.count(["-c", "pass"])  # fills the caches of compiled code
    base_total, base = counter.count(["-c", "pass"])
    print(f"{'':20}  {'locked':>8}  {'a million instructions':>22}  most of them in")
    print(f"{'(start and end)':20}  {base.total():8}  {base.total() / base_total * 1e6:22.2f}")
    around = {"start and end": {"locked": base.total(), "in a million": base.total() / base_total * 1e6}}
    rows = {}
    for script in scripts:
        total, found = counter.count([str(script)])
        found.subtract(base)
        locked = max(0, found.total())
        names = ", ".join(f"{short(*place)} {n}" for place, n in found.most_common(options.functions) if locked and n > 0)
        print(f"{script.stem:20}  {locked:8}  {locked / (total - base_total) * 1e6:22.2f}  {names}", flush=True)
        rows[script.stem] = {"locked": locked, "in a million": locked / (total - base_total) * 1e6}
    tables = {"locked instructions": harness.table(rows, "", ["in a million"]), "of an empty program": harness.table(around, "")}
    name = harness.chosen("locked", Path(options.script).stem if options.script else options.only)
    harness.record(options, name, tables, {Path(options.interp).name: counter.interpreter})
    return 0


if __name__ == "__main__":
    sys.exit(main())
