#!/usr/bin/env python3
"""What a lock costs that a crowd of threads takes: a counter under it, with nothing and with some work of one's own in between.

    bench/crowd.py --interp build/tinypy-t --interp build/tinypy --interp python3.13 [--rounds 3]

Nanoseconds per step of all threads together, by the number of threads; rounds are interleaved and the best times count.
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
    options = parser.parse_args()
    interpreters = harness.resolve(parser, options.interp)
    rows = {}
    for _ in range(options.rounds):
        for index, interpreter in enumerate(interpreters):
            out, reason = harness.run([interpreter, str(SCRIPT)], TIMEOUT_SECONDS)
            if out is None:
                harness.complain(f"{interpreter}: {reason}")
                continue
            for name, value in (line.split("\t") for line in out.splitlines()):
                row = rows.setdefault(name, [None] * len(interpreters))
                row[index] = float(value) if row[index] is None else min(row[index], float(value))
    harness.print_ratio_table(rows, harness.labels(options.interp), "ns per step", 1)


main()
