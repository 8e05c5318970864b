#!/usr/bin/env python3
"""Code objects, functions, frames, tracebacks, cells and generators with parts of every wrong kind: exceptions, never a crash or a hang.

    code_fuzz.py --interp build/tinypy-t [--interp build/tinypy] [--seconds N] [--seed S] [--jobs J] [--cases N]

A failing scenario (code_worker.py) is told by its seed, which repeats it: --seed S --cases 1. The last line is "N passed, N failed".
"""

import sys

from common import Death, Failure, Report, culprits, main, parse, parser, run_cases, run_worker

CASES_A_ROUND = 200


def death_of(interpreter, cases, index, death):
    chain = culprits(interpreter, "code_worker.py", cases, index)
    alone, _ = run_worker(interpreter, "code_worker.py", [cases[index]])
    after = f"after those of the seeds {chain[:-1]}" if len(chain) > 1 else "alone"
    return Failure(cases[index], death.signature, f"[{interpreter.name}, {after}] {death}")


def play(options, seed, number):
    report = Report()
    cases = list(range(seed, seed + number))
    for interpreter in options.interp:
        for index, got in enumerate(run_cases(interpreter, "code_worker.py", cases)):
            if isinstance(got, Death):
                report.failures.append(death_of(interpreter, cases, index, got))
            else:
                report.passed += 1
                report.count("steps that ended well", sum(":" not in step for step in got))
                report.count("steps that raised", sum(":" in step for step in got))
    return report


if __name__ == "__main__":
    sys.exit(main(parse(parser(__doc__)), play, CASES_A_ROUND))
