"""Runs a script in the program that is measured, and writes down what only the program itself can tell: its collections and its memory.

    PROGRAM tools/studio/inside.py FIGURES SCRIPT [ARGUMENTS]

FIGURES is the file that the figures are written to, as JSON. The script does not notice: it is __main__, and sys.argv is its own.
"""

import atexit
import gc
import json
import re
import runpy
import sys

figures, script = sys.argv[1], sys.argv[2]


def totals():
    """Of the generations together. Names that a program does not know are left out."""
    sums = {}
    for generation in gc.get_stats():
        for name, figure in generation.items():
            if isinstance(figure, (int, float)):
                sums[name] = sums.get(name, 0) + figure
    return sums


def write_down():
    with open("/proc/self/status") as status:
        peak = int(re.search(r"VmHWM:\s+(\d+)", status.read())[1]) * 1024
    with open(figures, "w") as out:
        json.dump({"peak": peak, "gc": totals()}, out)


atexit.register(write_down)
sys.argv = sys.argv[2:]
runpy.run_path(script, run_name="__main__")
