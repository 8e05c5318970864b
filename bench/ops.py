#!/usr/bin/env python3
"""Nanoseconds per Python operation under several interpreters; each group of bench/ops is one script that measures itself.

    bench/ops.py --interp build/tinypy-t --interp python3.13 [--rounds 3] [--only SUBSTR] [--json out.json] [--record]

Rounds are interleaved, the minimum counts; --only chooses groups (file names). One interpreter alone: python3 bench/ops/loops.py
"""

import argparse
import sys
from pathlib import Path

import harness

GROUPS = Path(__file__).resolve().parent / "ops"
TIMEOUT_SECONDS = 180


def measure(interpreter, group):
    out, reason = harness.run([interpreter, str(group)], TIMEOUT_SECONDS)
    if out is None:
        harness.complain(f"{group.stem}: {interpreter}: {reason}")
        return {}
    return {name: float(ns) for name, ns in (line.rsplit("\t", 1) for line in out.splitlines())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", metavar="SUBSTR")
    parser.add_argument("--json", metavar="FILE")
    harness.add_record(parser)
    options = parser.parse_args()
    interpreters = harness.resolve(parser, options.interp)
    names = harness.labels(options.interp)

    rows = {}
    complete = True
    groups = [g for g in sorted(GROUPS.glob("*.py")) if not g.name.startswith("_") and options.only in g.stem]
    for _ in range(options.rounds):
        for group in groups:
            for index, interpreter in enumerate(interpreters):
                figures = measure(interpreter, group)
                complete &= bool(figures)
                for name, ns in figures.items():
                    row = rows.setdefault(name, [None] * len(names))
                    row[index] = ns if row[index] is None else min(row[index], ns)
    means = harness.print_ratio_table(rows, names, "ns per operation", 1)
    harness.write_json(options.json, {"interpreters": names, "rounds": options.rounds, "unit": "ns", "rows": rows, "geometric_means": dict(zip(names, means))})
    tables = {"operations": harness.ratio_table(rows, names, "ns")}
    harness.record(options, harness.chosen("ops", options.only), tables, dict(zip(names, interpreters)), options.rounds)
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
