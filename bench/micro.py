#!/usr/bin/env python3
"""Runs the benchmarks in C++ (Google Benchmark) and shows them beside each other: nanoseconds of an operation.

    bench/micro.py --program build/micro-t --program build/micro [--rounds 5] [--only REGEX] [--record]
    bench/micro.py --program build/micro-python-t [--record]

The rounds of a benchmark follow each other in one process; the least counts. It is processor time, or wall time where the benchmark says so in its name.
Where one run does many operations, it is the counter of nanoseconds that the benchmark makes itself.
"""

import argparse
import json
import sys

import harness

TIMEOUT_SECONDS = 1200
NANOSECONDS = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}
COUNTERS = {"per operation": 1e9, "ns/object": 1}  # their factors to nanoseconds
SHARING = {"private", "published"}


def nanoseconds(row):
    """Of a row of Google Benchmark's JSON."""
    for name, factor in COUNTERS.items():
        if name in row:
            return row[name] * factor
    clock = "real_time" if row["run_name"].endswith("/real_time") else "cpu_time"
    return row[clock] * NANOSECONDS[row["time_unit"]]


def measure(program, options):
    """{benchmark: the least time}"""
    command = [program, "--benchmark_format=json", f"--benchmark_repetitions={options.rounds}", f"--benchmark_filter={options.only or '.'}"]
    out, reason = harness.run(command, TIMEOUT_SECONDS)
    if out is None:
        sys.exit(f"{program}: {reason}")
    best = {}
    for row in json.loads(out)["benchmarks"]:
        if row["run_type"] == "iteration" and not row.get("error_occurred"):
            best[row["run_name"]] = min(nanoseconds(row), best.get(row["run_name"], float("inf")))
    return best


def table(columns):
    """To record. columns: {label: {benchmark: time}}. "NAME/private" and "NAME/published" of one program become a row of two columns."""
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    pairs = [name.rpartition("/") for name in names]
    if len(columns) > 1 or not SHARING.issuperset(kind for _, _, kind in pairs):
        return harness.table({name: {label: column.get(name) for label, column in columns.items()} for name in names}, "ns")
    [times] = columns.values()
    rows = {}
    for name, (stem, _, kind) in zip(names, pairs):
        rows.setdefault(stem, {})[kind] = times[name]
    return harness.table(rows, "ns", ["published/private"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", action="append", required=True, metavar="PATH", help="repeatable")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", metavar="REGEX")
    harness.add_record(parser)
    options = parser.parse_args()
    programs = dict(zip(harness.labels(options.program), harness.resolve(parser, options.program)))
    columns = {label: measure(path, options) for label, path in programs.items()}
    rows = {name: {label: column.get(name) for label, column in columns.items()} for name in {n: 0 for column in columns.values() for n in column}}
    width, column = max(map(len, rows), default=0), max(8, *map(len, columns))
    print(f"{'':{width}}  " + "  ".join(f"{label:>{column}}" for label in columns) + "   (ns)")
    for name, row in rows.items():
        print(f"{name:{width}}  " + "  ".join(f"{harness.show(n):>{column}}" for n in row.values()))
    name = next(iter(programs)).removesuffix("-t").replace("-", "_")
    harness.record(options, harness.chosen(name, options.only), {"operations": table(columns)}, {}, options.rounds)


if __name__ == "__main__":
    main()
