#!/usr/bin/env python3
"""How the same work speeds up with a second thread: T1 / T2 for each scenario of bench/threads (2 is ideal).

    bench/scaling.py --interp build/tinypy-t --interp build/tinypy --interp python3.13 [--rounds 2] [--only GROUP] [--json out.json] [--record]

Each scenario is measured inside the interpreter; rounds are interleaved and the best times count. Beside the speed-ups stand the
nanoseconds per step with two threads, because an interpreter may scale well and still be slower, and how often a step writes to words
that threads share, where the interpreter can tell: that shows what stands in the way even on a machine too busy to time anything.
"""

import argparse
import sys
from pathlib import Path

import harness

GROUPS = Path(__file__).resolve().parent / "threads"
TIMEOUT_SECONDS = 300
WORST = 5


def measure(interpreter, group):
    """{scenario: (T1, T2, writes per step)}"""
    out, reason = harness.run([interpreter, str(group)], TIMEOUT_SECONDS)
    if out is None:
        harness.complain(f"{group.stem}: {interpreter}: {reason}")
        return {}
    fields = (line.split("\t") for line in out.splitlines())
    return {name: tuple(map(float, values)) for name, *values in fields}


def best(old, new):
    return new if old is None else tuple(map(min, old, new))


def collect(groups, interpreters, rounds):
    """{group: {scenario: [best (T1, T2) in ns per step and least writes, or None, for each interpreter]}}"""
    results = {group.stem: {} for group in groups}
    for _ in range(rounds):
        for group in groups:
            for index, interpreter in enumerate(interpreters):
                for name, pair in measure(interpreter, group).items():
                    row = results[group.stem].setdefault(name, [None] * len(interpreters))
                    row[index] = best(row[index], pair)
    return results


def speed_up(pair):
    return pair[0] / pair[1] if pair else None


def print_group(group, scenarios, names):
    width = max(len(name) for name in [*scenarios, "geometric mean"])
    column = max(len(name) for name in [*names, "12345678"])
    heads = "  ".join(f"{name:>{column}}" for name in names)
    print(f"\n{group:{width}}  {heads}  |  {heads}  |  {heads}")
    for name, row in scenarios.items():
        gains = "  ".join(f"{harness.show(speed_up(pair)):>{column}}" for pair in row)
        times = "  ".join(f"{harness.show(pair and pair[1], 1):>{column}}" for pair in row)
        writes = "  ".join(f"{harness.show(pair and pair[2], 1):>{column}}" for pair in row)
        print(f"{name:{width}}  {gains}  |  {times}  |  {writes}")
    means = [harness.geometric_mean([speed_up(row[i]) for row in scenarios.values()]) for i in range(len(names))]
    print(f"{'geometric mean':{width}}  " + "  ".join(f"{harness.show(m):>{column}}" for m in means))
    ranked = sorted((speed_up(row[0]), name) for name, row in scenarios.items() if row[0])
    if ranked:
        print(f"worst of {names[0]}: " + ", ".join(f"{name} {harness.show(s)}" for s, name in ranked[:WORST]))
    return dict(zip(names, means))


def to_record(scenarios, names):
    """Speed-ups in columns with the names of the interpreters; beside each its time with two threads and its shared writes."""
    columns = [(name, f"{name}: ns per step", f"{name}: shared writes") for name in names]
    rows = {}
    for scenario, row in scenarios.items():
        known = [(heads, pair) for heads, pair in zip(columns, row) if pair]
        rows[scenario] = {head: n for heads, pair in known for head, n in zip(heads, (speed_up(pair), pair[1], pair[2]))}
    return harness.table(rows, "times", names, "more")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", default="", metavar="GROUP")
    parser.add_argument("--json", metavar="FILE")
    harness.add_record(parser)
    options = parser.parse_args()
    interpreters = harness.resolve(parser, options.interp)
    names = harness.labels(options.interp)

    groups = [g for g in sorted(GROUPS.glob("*.py")) if not g.name.startswith("_") and options.only in g.stem]
    results = collect(groups, interpreters, options.rounds)
    print("speed-up with two threads, T1 / T2  |  ns per step with two threads  |  shared writes per step")
    means = {group: print_group(group, scenarios, names) for group, scenarios in results.items() if scenarios}
    harness.write_json(options.json, {"interpreters": names, "rows": results, "geometric_means": means})
    tables = {group: to_record(scenarios, names) for group, scenarios in results.items() if scenarios}
    harness.record(options, harness.chosen("scaling", options.only), tables, dict(zip(names, interpreters)), options.rounds)
    missing = [name for scenarios in results.values() for name, row in scenarios.items() if None in row]
    return 1 if missing or not all(results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
