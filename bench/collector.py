#!/usr/bin/env python3
"""What the collector and the heap cost: pauses over live graphs, the share of a program's time, gaps that other threads see, memory.

    bench/collector.py --interp build/tinypy-t --interp python3.13 [--rounds 3] [--only SECTION] [--objects 1000000,4000000] [--record]

Sections: graphs, share, garbage, shared, ticking, idle, peak. Interleaved runs in processes of their own; of each figure the least of the rounds. Ratios are to the last
interpreter given, above 1 is better than it.
"""

import argparse
import sys
from pathlib import Path

import harness

HERE = Path(__file__).resolve().parent
WORKLOADS = HERE / "collector"
TIMEOUT_SECONDS = 300
GRAPHS = ["lists", "chain", "trees", "rows", "records", "scattered"]
recorded = {}  # what has been printed, for --record


def figures(interpreter, script, *arguments):
    """What a workload prints: {name: number}."""
    out, reason = harness.run([interpreter, str(WORKLOADS / script), *map(str, arguments)], TIMEOUT_SECONDS)
    if out is None:
        harness.complain(f"{script} {arguments}: {interpreter} failed, {reason}")
        return {}
    return {name: float(number) for name, number in (line.split() for line in out.splitlines())}


def least(interpreters, rounds, script, *arguments):
    """For each interpreter the least of each figure."""
    best = [{} for _ in interpreters]
    for _ in range(rounds):
        for known, interpreter in zip(best, interpreters):
            for name, number in figures(interpreter, script, *arguments).items():
                known[name] = min(known.get(name, number), number)
    return best


def table(title, names, rows, ratios=True):
    """Prints and keeps rows: (label, [figure for each interpreter], factor, digits)."""
    shown = {label.strip(): dict(zip(names, (n and n * factor for n in numbers))) for label, numbers, factor, _ in rows}
    recorded[title] = harness.table(shown, "", [f"{names[0]}/{names[-1]}"] if ratios and len(names) > 1 else [])
    print(f"\n{title}")
    width = max(len(row[0]) for row in rows)
    print(" " * width + "".join(f"{name:>14}" for name in names) + ("   ratio" if ratios else ""))
    for label, numbers, factor, digits in rows:
        cells = "".join(f"{harness.show(n and n * factor, digits):>14}" for n in numbers)
        ratio = harness.ratio(numbers[-1], numbers[0]) if ratios else None
        print(f"{label:{width}}{cells}" + (f"{harness.show(ratio, 1):>8}" if ratios else ""))


def graphs(options, names, interpreters):
    for count in options.objects:
        for name in GRAPHS:
            best = least(interpreters, options.rounds, "graph.py", name, count)
            rows = [(label, [b.get(key) for b in best], 1000, 1) for label, key in
                    (("collect, ms", "collect"), ("  its CPU time, ms", "collect_cpu"), ("build, ms", "build"), ("drop, ms", "drop"))]
            rows += [(label, [b.get(key) for b in best], 1, 1) for label, key in (("left behind, MB", "left"), ("peak, MB", "peak"))]
            table(f"{name}, {count} objects", names, rows)


def share(options, names, interpreters):
    for load in ("acyclic", "cyclic", "both", "kept"):
        best = least(interpreters, options.rounds, "share.py", max(options.objects), options.seconds, load)
        rows = [("in collections, %", "share", 100, 1), ("  on what lives, %", "living", 100, 1), ("collections", "collections", 1, 0),
                ("longest, ms", "longest", 1000, 1), ("growth, MB", "growth", 1, 0)]
        table(f"{load} structures while {max(options.objects)} objects live", names,
              [(label, [b.get(key) for b in best], factor, digits) for label, key, factor, digits in rows], ratios=False)


def garbage(options, names, interpreters):
    best = least(interpreters, options.rounds, "garbage.py")
    table("an object of cyclic garbage, ns", names, [(kind, [b.get(kind) for b in best], 1e9, 1) for kind in ("instances", "lists", "dicts")])


def shared(options, names, interpreters):
    rows = []
    for count in (1, 2, 8, 32):
        best = least(interpreters, options.rounds, "shared.py", count, options.seconds)
        rows.append((f"{count} threads: peak, MB", [b.get("peak") for b in best], 1, 0))
        rows.append((f"{count} threads: an object, ns", [b.get("each") for b in best], 1, 0))
    table("cyclic garbage that others could see", names, rows, ratios=False)


def ticking(options, names, interpreters):
    for live in (0, min(options.objects)):
        rows = []
        for work in ("control", "garbage"):
            best = least(interpreters, options.rounds, "ticking.py", work, live, options.seconds)
            rows.append((f"{work}: longest gap, ms", [b.get("longest") for b in best], 1000, 2))
            rows.append((f"{work}: gaps above 1 ms", [b.get("above_1ms") for b in best], 1, 0))
        table(f"a ticking thread beside one that works and keeps {live} objects alive", names, rows, ratios=False)


def idle(options, names, interpreters):
    best = least(interpreters, options.rounds, "idle.py", 1000)
    table("1000 threads that wait", names, [("each, KB", [b.get("bytes") for b in best], 1 / 1000, 1)])


def peak(options, names, interpreters):
    rows = []
    for program in sorted((HERE / "programs").glob("*.py")):
        best = least(interpreters, options.rounds, "peak.py", program)
        rows.append((program.stem, [b.get("peak") for b in best], 1, 1))
    table("peak memory, MB", names, rows)


SECTIONS = {f.__name__: f for f in (graphs, share, garbage, shared, ticking, idle, peak)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=SECTIONS)
    parser.add_argument("--objects", default="1000000,4000000", type=lambda text: [int(n) for n in text.split(",")])
    parser.add_argument("--seconds", type=float, default=4, help="of each run of share and ticking")
    harness.add_record(parser)
    options = parser.parse_args()
    interpreters = harness.resolve(parser, options.interp)
    names = harness.labels(options.interp)
    for name, section in SECTIONS.items():
        if options.only in (None, name):
            section(options, names, interpreters)
    harness.record(options, harness.chosen("collector", options.only), recorded, dict(zip(names, interpreters)), options.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
