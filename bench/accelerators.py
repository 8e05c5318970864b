#!/usr/bin/env python3
"""What each accelerator of gc/ is worth: the programs it is there for with all accelerators, and with that one turned off (-X without).

    bench/accelerators.py --interp build/tinypy-t [--interp build/tinypy] [--rounds 3] [--only NAME] [--record]

Rows are scenarios of bench/threads (with one thread and with two), programs of bench/programs, and figures of bench/collector. The two sides are
interleaved, each round begins with the other one, and of each side the least of all rounds counts. A ratio above 1 is what the accelerator saves; below 1,
what it costs there. The last table leaves out all of them at once. A program with a GIL is measured with what makes a difference to it.
"""

import argparse
import sys
import time
from pathlib import Path

import harness
import turns

HERE = Path(__file__).resolve().parent
TIMEOUT_SECONDS = 300
TURNS = 8  # of a scenario, in a round


class Scenario:
    """Of bench/threads, in two interpreters that wait for their turns."""

    unit = "ns per step"

    def __init__(self, group, name, threads):
        self.group, self.name, self.threads = group, name, threads
        self.label = f"{name}, {threads} thread{'s' * (threads > 1)}"

    def start(self, interpreter, without):
        self.servers = [turns.Server(interpreter, self.group, options) for options in ((), without)]
        self.steps = turns.steps_for(self.servers[0], self.name, self.threads)

    def measure(self, side):
        return min(self.servers[side].turn(self.name, self.threads, self.steps) for _ in range(TURNS))

    def end(self):
        for server in self.servers:
            server.process.stdin.close()
            server.process.wait()


class Process:
    """Each figure comes from a process of its own."""

    def start(self, interpreter, without):
        self.commands = [[interpreter, *options, *self.arguments] for options in ((), without)]

    def run(self, side):
        out, reason = harness.run(self.commands[side], TIMEOUT_SECONDS)
        if out is None:
            harness.complain(f"{self.label}: {' '.join(self.commands[side])}: {reason}")
        return out

    def end(self):
        pass


class Program(Process):
    """Of bench/programs or another folder of bench, start-up included."""

    unit = "ms"

    def __init__(self, name, folder="programs"):
        self.label = name
        self.arguments = [str(HERE / folder / f"{name}.py")]

    def measure(self, side):
        began = time.perf_counter()
        out = self.run(side)
        return None if out is None else (time.perf_counter() - began) * 1000


class Figure(Process):
    """One of those that a script of bench/collector prints. `value` makes of it what shall be small."""

    def __init__(self, label, unit, figure, value, script, *arguments):
        self.label, self.unit, self.figure, self.value = label, unit, figure, value
        self.arguments = [str(HERE / "collector" / script), *map(str, arguments)]

    def measure(self, side):
        out = self.run(side)
        figures = dict(line.split() for line in (out or "").splitlines())
        return self.value(float(figures[self.figure])) if self.figure in figures else None


def scenarios(group, *names, threads=(1, 2)):
    return [Scenario(group, name, n) for name in names for n in threads]


def pauses(*graphs, objects=400_000):
    return [Figure(f"collection of {objects} objects: {g}", "ms", "collect", lambda s: s * 1000, "graph.py", g, objects) for g in graphs]


def shares(*loads, live=200_000, seconds=1):
    return [Figure(f"{load} structures beside {live} objects", "ms per turn", "turns", lambda n: 1000 / n, "share.py", live, seconds, load) for load in loads]


def garbage(*kinds):
    return [Figure(f"garbage: {kind}", "ns each", kind, lambda s: s * 1e9, "garbage.py") for kind in kinds]


def gaps():
    return [Figure("longest gap beside a thread that makes garbage", "ms", "longest", lambda s: s * 1000, "ticking.py", "garbage", 200_000, 1)]


def builds(*graphs, objects=1_000_000):
    return [Figure(f"building of {objects} objects: {g}", "ms", "build", lambda s: s * 1000, "graph.py", g, objects) for g in graphs]


def idle_threads():
    return [Figure("memory of a thread that waits", "KB", "bytes", lambda n: n / 1000, "idle.py", 300)]


# Name, whether it makes a difference to a program with a GIL, and what it is there for.
TABLES = [
    ("lending", False, scenarios("shared_reads", "list_iteration", "dict_lookup", "attribute_of_instance", "shared_string")),
    ("noted_counts", False, scenarios("shared_reads", "dict_iteration", "super_call", "class_and_static_methods")
     + scenarios("library", "enum_member", "items_through_a_generator")),
    ("deferred_counts", False, scenarios("shared_reads", "method_call", "closure_call", "raising_a_shared_class")
     + scenarios("library", "isinstance_of_an_abc", "weak_reference_to_a_class")),
    ("hand_over", False, scenarios("passing", "simple_queue_between_threads", "deque_filled_here_and_emptied_there", threads=(1,))),
    ("adoption", False, scenarios("passing", "simple_queue_between_threads", "deque_filled_here_and_emptied_there", threads=(1,))),
    ("reserved_locks", False, scenarios("contended", "counter_with_lock", "lock_and_release", "store_to_one_attribute", "append_to_one_list", "locked_queue")),
    ("backoff", False, scenarios("contended", "counter_with_lock", "recursive_lock", "store_to_one_list", "setdefault_and_pop", threads=(2,))
     + scenarios("passing", "counter_of_8_threads", threads=(1,))),
    ("guest_pages", True, idle_threads() + scenarios("passing", "threads_that_end_at_once", threads=(1,))),
    ("orphan_pages", True, scenarios("passing", "threads_that_end_at_once", threads=(1,))),
    ("kept_waves", True, [Program("binary_trees")] + garbage("instances")),
    ("huge_pages", True, builds("lists", "scattered") + [Program("sets"), Program("sieve")]),
    ("young_collections", True, shares("cyclic", "both") + scenarios("allocation", "cycles", "cycles_of_instances")),
    ("private_collections", False, gaps() + scenarios("allocation", "cycles", "survivors", threads=(2,))),
    ("paged_trials", True, pauses("trees", "rows", "records") + garbage("instances")),
    ("dead_pages", True, garbage("instances", "lists", "dicts")),
    ("slot_layouts", True, pauses("trees", "rows", "records") + garbage("instances")),
    ("marking_team", True, pauses("lists", "trees", "records")),
    ("pacing", True, shares("acyclic", "both", "kept") + [Program("event_loop", "real"), Program("ledger", "real/held_out"), Program("log_analyser", "real")]),
    ("all", True, [Program(name) for name in ("binary_trees", "classes", "dictionaries", "generators")]
     + scenarios("shared_reads", "dict_lookup", "method_call") + scenarios("contended", "counter_with_lock", "store_to_one_attribute")
     + scenarios("allocation", "cycles_of_instances") + pauses("records") + shares("both")),
]


def least(row, interpreter, without, rounds):
    """With all accelerators, and without."""
    best = [None, None]
    row.start(interpreter, without)
    for turn in range(rounds):
        for side in (0, 1) if turn % 2 == 0 else (1, 0):
            figure = row.measure(side)
            if figure is not None:
                best[side] = figure if best[side] is None else min(best[side], figure)
    row.end()
    return best


def measure(interpreter, name, rows, rounds, width):
    """Whether all was measured, and the rows to record."""
    print(f"\n{name:{width}}  {'all on':>10}  {'without':>10}   ratio")
    ratios, shown = [], {}
    for row in rows:
        on, off = least(row, interpreter, ["-X", "without=" + name], rounds)
        ratios.append(harness.ratio(off, on))
        print(f"  {row.label:{width - 2}}  {harness.show(on, 1):>10}  {harness.show(off, 1):>10}  {harness.show(ratios[-1]):>6}   {row.unit}", flush=True)
        shown[f"{name}: {row.label}, {row.unit}"] = {"all on": on, "without": off}
    return None not in ratios, shown


def ask(interpreter):
    """Whether it has a GIL; and says what this script has no programs for."""
    out, reason = harness.run([interpreter, "-c", "import refscope, sys; print(sys._is_gil_enabled(), *refscope.accelerators())"], TIMEOUT_SECONDS)
    if out is None:
        sys.exit(f"{interpreter}: {reason}")
    gil, *names = out.split()
    for name in set(names) - {name for name, _, _ in TABLES}:
        harness.complain(f"nothing shows what {name} is worth")
    return gil == "True"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", metavar="NAME", choices=[name for name, _, _ in TABLES], help="repeatable")
    harness.add_record(parser)
    options = parser.parse_args()
    interpreters, labels = harness.resolve(parser, options.interp), harness.labels(options.interp)
    width = max(len(row.label) for _, _, rows in TABLES for row in rows) + 2
    complete, tables = True, {}
    for interpreter, label in zip(interpreters, labels):
        print(f"{label}: the least of {options.rounds} rounds; ratio: without / all on")
        gil, shown = ask(interpreter), {}
        for name, with_gil, rows in TABLES:
            if (options.only is None or name in options.only) and (with_gil or not gil):
                measured, figures = measure(interpreter, name, rows, options.rounds, width)
                complete &= measured
                shown |= figures
        tables[label] = harness.table(shown, "", ["without/all on"])
        print()
    name = harness.chosen("accelerators", "+".join(options.only or []))
    harness.record(options, name, tables, dict(zip(labels, interpreters)), options.rounds)
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
