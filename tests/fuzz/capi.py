#!/usr/bin/env python3
"""Every function of the C API with valid objects that four threads share in variables of C, while Python code works on the same objects.

    capi.py --interp build/tinypy-t [--interp build/tinypy] [--seconds N] [--seed S] [--jobs J] [--cases N] [--function NAME]...

A case plays some hundred calls of a dozen functions; the seeds 1 to 60 play all of them. It fails if the process dies or hangs, if a
sanitizer complains, or if a function gives a result and an exception, or neither. One case in five has a single thread, and can be repeated.
The extension is generated from api.def (capi_calls.py); which functions are left out, and why, says capi_arguments.py. The last line is
"N passed, N failed".
"""

import sys
import tempfile
from functools import cache, partial
from itertools import count as count_from
from math import gcd
from pathlib import Path

import capi_calls
from common import main, parser, play_steps, probe

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "drivers"))

from native import HEADERS, compile_extension, suffix

CASES_A_ROUND = 60
STEPS = 60
THREADS = 4


def functions_of(seed, count):
    """Numbers of functions, of which there are `count`: those of one seed after the other, each time around in another order."""
    number = -(-count // CASES_A_ROUND)
    first = (seed - 1) * number
    return [at * stride(at // count, count) % count for at in range(first, first + number)]


@cache
def stride(turn, count):
    """A number without a common divisor: its multiples meet all numbers below `count`."""
    return next(n for n in count_from(1 + turn * 7 % count) if gcd(n, count) == 1)


def case(seed, folder, chosen, count):
    return {"seed": seed, "threads": 1 if seed % 5 == 0 else THREADS, "functions": chosen or functions_of(seed, count), "folder": folder, "keep": None, "trace": False}


def play(folder, chosen, count, options, seed, number):
    return play_steps(options, "capi_worker.py", [case(s, folder, chosen, count) for s in range(seed, seed + number)], STEPS)


def build(folder, interpreter):
    """Compiles the extension; returns the names of its calls."""
    text, names = capi_calls.generate()
    source = Path(folder, "c_calls.c")
    source.write_text(text)
    made = compile_extension(source, [HEADERS], Path(folder, "c_calls" + suffix(interpreter)), ["-Wall", "-Wno-unused-value", "-Werror"])
    if made.returncode:
        sys.exit(f"The calls do not compile:\n{made.stderr}")
    return names


def run():
    made = parser(__doc__)
    made.add_argument("--function", action="append", default=[], metavar="NAME", help="one of the functions to call, instead of all; repeatable")
    options = made.parse_args()
    options.interp = [probe(path) for path in options.interp]
    with tempfile.TemporaryDirectory(prefix="tinypy-capi-") as folder:
        names = build(folder, options.interp[0].path)
        chosen = [names.index(name) for name in options.function]
        return main(options, partial(play, folder, chosen, len(names)), CASES_A_ROUND)


if __name__ == "__main__":
    sys.exit(run())
