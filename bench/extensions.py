#!/usr/bin/env python3
"""Times calls of C functions, and NumPy where an interpreter has it: nanoseconds and microseconds an operation, and two threads against one.

    bench/extensions.py --interp build/tinypy-t --interp build/tinypy --interp python3.13 [--rounds 5] [--only SUBSTR] [--record]
    bench/extensions.py --interp environment/bin/python ...     an environment into which tools/wheels' NumPy is installed

bench/extensions/calls.c is compiled by $CC, else cc, for each interpreter. The rounds are interleaved and the least time counts. A row of two
threads is the time of two threads with an operation each, divided by that of one thread with one: 1 where they run in parallel.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import harness

TIMEOUT_SECONDS = 300
SOURCE = Path(__file__).resolve().parent / "extensions/calls.c"
BEGINNING = """
import threading
from time import perf_counter

def best(call, n, repeat=5):
    times = []
    for _ in range(repeat):
        start = perf_counter()
        call(n)
        times.append(perf_counter() - start)
    return min(times) / n

def empty(n):
    for _ in range(n): pass

def in_threads(count, work):
    threads = [threading.Thread(target=work, args=(i,)) for i in range(count)]
    start = perf_counter()
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return perf_counter() - start

def two_against_one(work):
    work(0)
    return min(in_threads(2, work) for _ in range(5)) / min(in_threads(1, work) for _ in range(5))
"""
CALLS = {
    "METH_NOARGS": "calls.no_arguments()",
    "METH_O": "calls.one(1)",
    "METH_FASTCALL": "calls.fast(1, 2)",
    "METH_VARARGS, PyArg_ParseTuple": "calls.parsed(1, 2)",
}
BAG = "bag = calls.Bag()\nfor i in range({items}): bag.append([])\n"
ON_CONTAINERS = {  # before, operation, times
    "a method, 10 items": (BAG.format(items=10), "bag.size()", 500_000),
    "a method, 100,000 items": (BAG.format(items=100_000), "bag.size()", 2_000),
    "a container made": ("", "calls.Bag()", 200_000),
    "a list of 10 made": ("", "calls.list_of_ten()", 200_000),
    "a new list given": ("", "calls.one([1])", 200_000),
}
SECOND_THREAD = "threading.Thread(target=int).start()\n"  # from now on, objects that C code sees are shared
OPERATIONS = {  # of NumPy: before, operation, times
    "a + b, 4 elements": ("a, b = np.arange(4.0), np.ones(4)", "a + b", 100_000),
    "a + b, a million": ("a, b = np.arange(1e6), np.ones(1_000_000)", "a + b", 50),
    "a.sum(), a thousand": ("a = np.arange(1000.0)", "a.sum()", 20_000),
    "a[i], a float": ("a = np.arange(1000.0)", "a[7]", 200_000),
    "a.tolist(), a million floats": ("a = np.arange(1e6) + 0.5", "a.tolist()", 5),
    "np.array(list), a million floats": ("l = (np.arange(1e6) + 0.5).tolist()", "np.array(l)", 5),
}
KERNELS = {  # of NumPy, each thread with data of its own: data, work
    "add": ("[(np.arange(1e6), np.ones(1_000_000)) for _ in range(2)]", "[a + b for _ in range(100)]"),
    "matrix product": ("[(np.ones((256, 256)), np.ones((256, 256))) for _ in range(2)]", "[a @ b for _ in range(8)]"),
    "sort": ("[(np.random.default_rng(i).random(400_000), None) for i in range(2)]", "[np.sort(a) for _ in range(5)]"),
    "FFT": ("[(np.arange(2.0 ** 17), None) for _ in range(2)]", "[np.fft.fft(a) for _ in range(30)]"),
    "random": ("[(np.random.default_rng(i), None) for i in range(2)]", "[a.standard_normal(400_000) for _ in range(8)]"),
}


def of_calls():
    for name, call in CALLS.items():
        text = f"import calls\ndef loop(n):\n    for _ in range(n): {call}\ncost = (best(loop, 500_000) - best(empty, 500_000)) * 1e9"
        yield name, text
    yield "an int made, read and dropped", "import calls\ncost = best(calls.round_trips, 2_000_000) * 1e9"


def of_containers(before):
    for name, (prepare, operation, times) in ON_CONTAINERS.items():
        loop = f"def loop(n):\n    for _ in range(n): {operation}\ncost = (best(loop, {times}) - best(empty, {times})) * 1e9"
        yield name, f"import calls\n{before}{prepare}{loop}"


def of_numpy():
    for name, (before, operation, times) in OPERATIONS.items():
        yield name, f"import numpy as np\n{before}\ndef loop(n):\n    for _ in range(n): {operation}\ncost = best(loop, {times}) * 1e6"


def of_kernels():
    for name, (data, work) in KERNELS.items():
        yield name, f"import numpy as np\ndata = {data}\ndef work(i):\n    a, b = data[i]\n    {work}\ncost = two_against_one(work)"


SECTIONS = {
    "a call": ("ns", of_calls),
    "on containers": ("ns", lambda: of_containers("")),
    "on containers, after a second thread has started": ("ns", lambda: of_containers(SECOND_THREAD)),
    "NumPy": ("us", of_numpy),
    "two threads against one": ("", of_kernels),
}


def compile_for(interpreter, folder):
    """The folder of the compiled module."""
    question = "import sysconfig; print(sysconfig.get_path('include'), sysconfig.get_config_var('EXT_SUFFIX'))"
    headers, suffix = subprocess.run([interpreter, "-c", question], capture_output=True, text=True, check=True).stdout.split()
    target = folder / suffix
    target.mkdir(exist_ok=True)
    subprocess.run([os.environ.get("CC", "cc"), "-O2", "-shared", "-fPIC", f"-I{headers}", SOURCE, "-o", target / f"calls{suffix}"], check=True)
    return str(target)


def measure(interpreter, text):
    """What the text has assigned to `cost`, or nothing if the interpreter fails: it may have no NumPy."""
    out, reason = harness.run([interpreter, "-c", f"{BEGINNING}\n{text}\nprint(cost)"], TIMEOUT_SECONDS)
    if out is None:
        harness.complain(f"{interpreter}: {reason}")
    return float(out) if out else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", metavar="SUBSTR", default="", help="only rows whose name contains SUBSTR")
    harness.add_record(parser)
    options = parser.parse_args()
    interpreters = harness.resolve(parser, options.interp)
    names = harness.labels(options.interp)

    tables = {}
    with tempfile.TemporaryDirectory(prefix="tinypy-bench-") as folder:
        paths = [compile_for(interpreter, Path(folder)) for interpreter in interpreters]
        for title, (unit, texts) in SECTIONS.items():
            rows = {}
            for name, text in texts():
                if options.only in name:
                    texts_of = [f"import sys\nsys.path.insert(0, {path!r})\n{text}" for path in paths]
                    rounds = [[measure(*pair) for pair in zip(interpreters, texts_of)] for _ in range(options.rounds)]
                    rows[name] = [min((x for x in column if x is not None), default=None) for column in zip(*rounds)]
            if rows:
                print(f"\n{title}")
                harness.print_ratio_table(rows, names, unit, 2)
                tables[title] = harness.ratio_table(rows, names, unit)
    harness.record(options, harness.chosen("extensions", options.only), tables, dict(zip(names, interpreters)), options.rounds)


if __name__ == "__main__":
    sys.exit(main())
