#!/usr/bin/env python3
"""Random calls of the methods and functions of all built-in and library types, with hostile arguments, by one thread or several at once.

    methods.py --interp build/tinypy-t [--interp build/tinypy] [--seconds N] [--seed S] [--jobs J] [--cases N]

A case plays some dozen steps on a pool of objects. It fails if the process dies or hangs, a sanitizer complains, or a SystemError is raised. The
steps of a case of one thread are made fewer for as long as it fails; --seed S --cases 1 repeats it. The last line is "N passed, N failed".
"""

import sys

from common import main, parse, parser, play_steps

CASES_A_ROUND = 60
STEPS = 40


def case(seed):
    return {"seed": seed, "threads": 1 if seed % 4 else 2 + seed // 4 % 3, "keep": None, "trace": False}


def play(options, seed, number):
    return play_steps(options, "methods_worker.py", [case(s) for s in range(seed, seed + number)], STEPS)


if __name__ == "__main__":
    sys.exit(main(parse(parser(__doc__)), play, CASES_A_ROUND))
