#!/usr/bin/env python3
"""The scenarios of bench/threads by several interpreters in turns of some ten milliseconds: for machines whose speed changes from second to second.

    bench/turns.py --interp build/tinypy-t --interp build/tinypy [--group contended] [--only SCENARIO] [--threads 2] [--turns 40] [--record]

Nanoseconds per step of all threads together, the median of the turns; and the median of each turn's quotient to the last interpreter's turn beside it,
which counts where the two columns disagree.
"""

import argparse
import statistics
import subprocess
import sys
from pathlib import Path

import harness

GROUPS = Path(__file__).resolve().parent / "threads"
SECONDS = 0.01  # of the last interpreter's turn


class Server:
    """An interpreter that waits for its turns."""

    def __init__(self, interpreter, group, options=()):
        self.process = subprocess.Popen(
            [interpreter, *options, str(GROUPS / f"{group}.py"), "turns"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=harness.environment())
        self.scenarios = self.process.stdout.readline().rstrip("\n").split("\t")

    def turn(self, scenario, threads, steps):
        """Nanoseconds per step."""
        self.process.stdin.write(f"{scenario}\t{threads}\t{steps}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"{self.process.args[0]}: {scenario}: status {self.process.wait()}")
        return float(answer)


def steps_for(server, scenario, threads):
    steps = 64
    while server.turn(scenario, threads, steps) * steps < SECONDS * 1e9 / 2:
        steps *= 2
    return steps


def measure(servers, scenario, threads, turns):
    """For each interpreter the median time of a step, and of its quotients to the last one's."""
    steps = steps_for(servers[-1], scenario, threads)
    for server in servers:
        server.turn(scenario, threads, steps)
    rows = []
    for turn in range(turns):
        order = servers if turn % 2 else servers[::-1]
        times = [server.turn(scenario, threads, steps) for server in order]
        rows.append(times if turn % 2 else times[::-1])
    columns = list(zip(*rows))
    return [(statistics.median(c), statistics.median(a / b for a, b in zip(c, columns[-1]))) for c in columns]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--group", default="contended")
    parser.add_argument("--only", default="", metavar="SCENARIO")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--turns", type=int, default=40)
    harness.add_record(parser)
    options = parser.parse_args()
    interpreters = harness.resolve(parser, options.interp)
    servers = [Server(path, options.group) for path in interpreters]
    names = harness.labels(options.interp)
    scenarios = [s for s in servers[0].scenarios if options.only in s]
    width, column = max(map(len, scenarios)), max(8, *map(len, names))
    heads = [f"{name:>{column}}" for name in names]
    print(f"{'':{width}}  {'  '.join(heads)}  | ratio to {names[-1]}:  {'  '.join(heads[:-1])}   (ns per step)")
    rows = {}
    for scenario in scenarios:
        row = measure(servers, scenario, options.threads, options.turns)
        times = "  ".join(f"{time:{column}.1f}" for time, _ in row)
        pad = " " * len(f"| ratio to {names[-1]}:")
        print(f"{scenario:{width}}  {times}  {pad}  {'  '.join(f'{ratio:{column}.2f}' for _, ratio in row[:-1])}", flush=True)
        quotients = {f"{name}/{names[-1]}": ratio for name, (_, ratio) in zip(names[:-1], row)}
        rows[scenario] = {name: time for name, (time, _) in zip(names, row)} | quotients
    tables = {f"{options.group}, threads: {options.threads}": harness.table(rows, "ns", [f"{name}/{names[-1]}" for name in names[:-1]])}
    name = harness.chosen(f"turns/{options.group}/{options.threads}", options.only)
    harness.record(options, name, tables, dict(zip(names, interpreters)), options.turns)


if __name__ == "__main__":
    main()
