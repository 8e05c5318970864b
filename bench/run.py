#!/usr/bin/env python3
"""Times whole programs under several interpreters, interleaved, minimum of the rounds. Each round begins with another interpreter
(A B C, B C A, ...): on a virtual machine the first to use much memory gets what the host has to find, the next ones what it left.

    bench/run.py --interp build/tinypy-t --interp build/tinypy --interp python3.13 [--set programs] [--rounds 5] [--only SUBSTR] [--json out.json] [--record]

programs    bench/programs: algorithms and small programs, each with one thing that it does a lot.
real        bench/real: programs as engineers write them, each with many features of the language and much of the library.
held_out    bench/real/held_out: more of these. Nothing is tuned for them, so they tell whether what helped the others is worth something.
packages    bench/packages: what people use packages for. A comment `# needs:` names Debian's packages, which are fetched as tests/packages/run.py does it
            and not installed. Each interpreter runs a program once before it is timed, so that compiled code is read from caches; the peaks of memory are
            shown, too.
slow        bench/slow: kinds of work that took 0.75 of CPython's time or more when they were found, or were said to.

All interpreters must print the same; ratios are to the last one given, below 1 is faster than it.
"""

import argparse
import re
import sys
import time
from pathlib import Path

import harness

HERE = Path(__file__).resolve().parent
SETS = {
    "programs": HERE / "programs",
    "real": HERE / "real",
    "held_out": HERE / "real" / "held_out",
    "packages": HERE / "packages",
    "slow": HERE / "slow",
}
NEEDS = re.compile(r"^# needs: (.*)$", re.MULTILINE)
RUN = "import runpy, sys\nsys.argv = [{path!r}]\nrunpy.run_path({path!r}, run_name='__main__')\n"
TIMEOUT_SECONDS = 60


class Program:
    def __init__(self, path, interpreters):
        self.path = path
        self.needs = " ".join(NEEDS.findall(path.read_text())).split()
        self.best = [None] * len(interpreters)
        self.peaks = [None] * len(interpreters)
        self.printed = [None] * len(interpreters)
        self.failed = [""] * len(interpreters)

    def measure(self, index, interpreter, environment):
        """One run in a process of its own, start-up included; a failure ends this pair's measuring."""
        if self.failed[index]:
            return
        if self.needs and self.best[index] is None:
            harness.run([interpreter, str(self.path)], TIMEOUT_SECONDS, environment | {"PYTHONDONTWRITEBYTECODE": ""})
        start = time.perf_counter()
        out, reason = harness.run([interpreter, str(self.path)], TIMEOUT_SECONDS, environment)
        elapsed = time.perf_counter() - start
        if out is None:
            self.failed[index] = reason
            self.best[index] = None
            return
        self.printed[index] = out
        if self.best[index] is None or elapsed < self.best[index]:
            self.best[index] = elapsed

    def measure_memory(self, index, interpreter, environment):
        if self.failed[index]:
            return
        out, reason = harness.run([interpreter, "-c", RUN.format(path=str(self.path)) + harness.PEAK], TIMEOUT_SECONDS, environment)
        if out is None:
            self.failed[index] = reason
        else:
            self.peaks[index] = float(out.split("\n")[-2])

    def disagreements(self, names):
        reference = next((p for p in reversed(self.printed) if p is not None), None)
        for name, printed, failed in zip(names, self.printed, self.failed):
            if failed:
                yield f"{self.path.stem}: {name} failed, {failed}"
            elif printed != reference:
                yield f"{self.path.stem}: {name} prints {printed[:80]!r}, expected {reference[:80]!r}"


def fetched(programs):
    """The environment in which the programs find what they need."""
    needed = sorted({name for program in programs for name in program.needs})
    if not needed:
        return {}
    return {"PYTHONPATH": harness.fetch(needed) or sys.exit(1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--set", choices=SETS, default="programs", help="the folder of the programs (programs)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", metavar="SUBSTR")
    parser.add_argument("--json", metavar="FILE")
    harness.add_record(parser)
    options = parser.parse_args()
    interpreters = harness.resolve(parser, options.interp)
    names = harness.labels(options.interp)

    programs = [Program(path, interpreters) for path in sorted(SETS[options.set].glob("*.py")) if options.only in path.stem]
    if not programs:
        parser.error(f"nothing to run in {SETS[options.set]}")
    environment = fetched(programs)
    for turn in range(options.rounds):
        for program in programs:
            for n in range(len(interpreters)):
                index = (turn + n) % len(interpreters)
                program.measure(index, interpreters[index], environment)
    if environment:
        for program in programs:
            for index, interpreter in enumerate(interpreters):
                program.measure_memory(index, interpreter, environment)

    wrong = [line for program in programs for line in program.disagreements(names)]
    rows = {p.path.stem: [t and t * 1000 for t in p.best] for p in programs}
    means = harness.print_ratio_table(rows, names, "ms, start-up included", 0)
    harness.write_json(options.json, {"interpreters": names, "rounds": options.rounds, "unit": "ms", "rows": rows,
                                      "geometric_means": dict(zip(names, means)), "problems": wrong})
    tables = {"whole programs": harness.ratio_table(rows, names, "ms")}
    if environment:
        peaks = {p.path.stem: p.peaks for p in programs}
        print("\npeak of memory")
        harness.print_ratio_table(peaks, names, "MB", 1)
        tables["peak of memory"] = harness.ratio_table(peaks, names, "MB")
    harness.record(options, harness.chosen(options.set, options.only), tables, dict(zip(names, interpreters)), options.rounds)
    for line in wrong:
        print(f"PROBLEM {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
