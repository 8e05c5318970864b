#!/usr/bin/env python3
"""What a lock costs that a crowd of threads takes: a counter under it, with nothing and with work of one's own in between; and how evenly it serves them.

    bench/crowd.py --interp build/tinypy-t --interp build/tinypy --interp python3.13 [--rounds 3] [--record]

Nanoseconds per step of all threads together, by the number of threads, and how much of a fair share of the steps the worst served thread got within a
second; rounds are interleaved and the best figures count.
"""

import argparse
from pathlib import Path

import harness

SCRIPT = Path(__file__).resolve().parent / "threads" / "_crowd.py"
TIMEOUT_SECONDS = 600


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--rounds", type=int, default=3)
    harness.add_record(parser)
    options = parser.parse_args()
    interpreters = harness.resolve(parser, options.interp)
    rows, shares = {}, {}
    for _ in range(options.rounds):
        for index, interpreter in enumerate(interpreters):
            out, reason = harness.run([interpreter, str(SCRIPT)], TIMEOUT_SECONDS)
            if out is None:
                harness.complain(f"{interpreter}: {reason}")
                continue
            for name, value in (line.split("\t") for line in out.splitlines()):
                served = name.startswith("least served")
                row = (shares if served else rows).setdefault(name, [None] * len(interpreters))
                row[index] = float(value) if row[index] is None else (max if served else min)(row[index], float(value))
    names = harness.labels(options.interp)
    harness.print_ratio_table(rows, names, "ns per step", 1)
    harness.print_ratio_table(shares, names, "per cent of a fair share", 1, better="more")
    tables = {"a step of all threads together": harness.ratio_table(rows, names, "ns"),
              "the worst served thread": harness.ratio_table(shares, names, "% of a fair share", "more")}
    harness.record(options, "crowd", tables, dict(zip(names, interpreters)), options.rounds)


main()
