#!/usr/bin/env python3
"""Measures how much memory a value takes: bytes of resident memory for each of many values of thirty shapes, and for an idle thread.

    bench/memory.py --interp build/tinypy-t --interp build/tinypy --interp python3.13 [--only SUBSTR] [--json FILE] [--record]

Each shape has a process of its own. The process makes a third of the values, asks the system how much memory is resident, makes the others,
and asks again: so what the first values cost beside themselves (pages, tables, code) is left out. The list that keeps the values is made
before. A second table has the peak of whole programs, whose compiled code is in the cache.
"""

import argparse
import subprocess
import sys

import harness

COUNT = 300_000
TIMEOUT_SECONDS = 300

# name: (statements before, the value number i)
SHAPES = {
    "object()": ("", "object()"),
    "int of 40 bits": ("", "(1 << 40) + i"),
    "int of 70 bits": ("", "(1 << 70) + i"),
    "float": ("", "i + 0.5"),
    "complex": ("", "complex(i, 1)"),
    "str of 6": ("", "'%06d' % i"),
    "str of 10": ("", "'%010d' % i"),
    "str of 40": ("", "'%040d' % i"),
    "str of 10, two bytes each": ("", "'\\u0431%09d' % i"),
    "bytes of 10": ("", "b'%010d' % i"),
    "bytearray of 10": ("", "bytearray(b'%010d' % i)"),
    "tuple of 2": ("", "(i, None)"),
    "tuple of 5": ("", "(i, None, None, None, None)"),
    "list, empty": ("", "[]"),
    "list of 3": ("", "[i, None, None]"),
    "list of 10": ("", "[None] * 10"),
    "dict, empty": ("", "{}"),
    "dict of 3": ("", "{'a': i, 'b': None, 'c': None}"),
    "dict of 10": ("keys = 'abcdefghij'", "dict.fromkeys(keys, i)"),
    "set of 3": ("", "{i, 'a', 'b'}"),
    "instance, no attributes": ("class C: pass", "C()"),
    "instance of 3 attributes": ("class C:\n    def __init__(self): self.a = self.b = self.c = None", "C()"),
    "instance of 10 attributes": ("class C:\n    def __init__(self):\n        for name in 'abcdefghij': setattr(self, name, None)", "C()"),
    "instance of 3 slots": ("class C:\n    __slots__ = 'a', 'b', 'c'\n    def __init__(self): self.a = self.b = self.c = None", "C()"),
    "dataclass of 3": ("import dataclasses\n@dataclasses.dataclass\nclass C:\n    a: int\n    b: int\n    c: int", "C(i, i, i)"),
    "namedtuple of 3": ("import collections\nC = collections.namedtuple('C', 'a b c')", "C(i, i, i)"),
    "closure": ("def make(i):\n    return lambda: i", "make(i)"),
    "bound method": ("class C:\n    def f(self): pass\nc = C()", "c.f"),
    "generator, begun": ("def g(i):\n    yield i\ndef make(i):\n    made = g(i)\n    next(made)\n    return made", "make(i)"),
    "exception": ("", "ValueError(i)"),
    "weak reference": ("import weakref\nclass C: pass\nkept = [C() for _ in range(%d)]" % COUNT, "weakref.ref(kept[i])"),
    "datetime": ("import datetime", "datetime.datetime(2000, 1, 1, microsecond=i)"),
}
VALUES = """
import gc
{before}
def resident():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
def fill(keep, start, stop):
    for i in range(start, stop):
        keep[i] = {value}
keep = [0] * {count}
fill(keep, 0, {count} // 3)
before = resident()
fill(keep, {count} // 3, {count})
print((resident() - before) / ({count} - {count} // 3))
"""
THREADS = """
import threading
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
stop = threading.Event()
def start(count):
    ready = threading.Barrier(count + 1)
    def idle():
        ready.wait()
        stop.wait()
    for _ in range(count):
        threading.Thread(target=idle, daemon=True).start()
    ready.wait()
start(100)
before = resident()
start(1000)
print((resident() - before) / 1000)
stop.set()
"""
PROGRAMS = {
    "empty": "",
    "import asyncio": "import asyncio\n",
    "import typing, dataclasses": "import typing, dataclasses\n",
}


def figure(interpreter, program):
    out, reason = harness.run([interpreter, "-c", program], TIMEOUT_SECONDS)
    if out is None:
        harness.complain(f"{interpreter}: {reason}")
        return None
    return float(round(float(out)))  # a value that is no object takes none: 0 has no ratio


def peak(interpreter, statement):
    """Of the second run: the first one fills the cache of compiled code."""
    environment = harness.environment()
    del environment["PYTHONDONTWRITEBYTECODE"]
    for _ in range(2):
        out = subprocess.run([interpreter, "-c", statement + harness.PEAK], check=True, capture_output=True, text=True, env=environment).stdout
    return float(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--only", metavar="SUBSTR", default="", help="only rows whose name contains SUBSTR")
    parser.add_argument("--json", metavar="FILE")
    harness.add_record(parser)
    options = parser.parse_args()
    interpreters = harness.resolve(parser, options.interp)
    names = harness.labels(options.interp)

    programs = {name: VALUES.format(before=before, value=value, count=COUNT) for name, (before, value) in SHAPES.items()}
    programs["idle thread"] = THREADS
    values = {name: [figure(i, text) for i in interpreters] for name, text in programs.items() if options.only in name}
    harness.print_ratio_table(values, names, "bytes", 0)
    peaks = {name: [peak(i, statement) for i in interpreters] for name, statement in PROGRAMS.items() if options.only in name}
    if peaks:
        harness.print_ratio_table(peaks, names, "MB", 1)
    harness.write_json(options.json, {"interpreters": interpreters, "unit": "bytes", "values": values, "peaks": peaks})
    tables = {"a value": harness.ratio_table(values, names, "bytes"), "peak of a program": harness.ratio_table(peaks, names, "MB")}
    harness.record(options, harness.chosen("memory", options.only), tables, dict(zip(names, interpreters)))


if __name__ == "__main__":
    sys.exit(main())
