#!/usr/bin/env python3
"""Syntax trees with fields of every wrong kind, compiled, run and unparsed: what comes of it is an exception or a program, never a crash or a hang.

    tree_fuzz.py --interp build/tinypy-t [--interp build/tinypy] [--seconds N] [--seed S] [--jobs J] [--cases N] [--compare] [--show]

A failing tree is printed with its seed, which repeats it: --seed S --cases 1. --compare also reports trees for which compile() says something
else than the reference. The last line is "N passed, N failed".
"""

import ast
import re
import sys

from common import Death, Failure, Report, culprits, main, parse, parser, run_cases
from tree_mutations import mutated

CASES_A_ROUND = 200
SHOWN_OF_TREE = 3000


def described(seed):
    tree, mode, flags, optimize, _ = mutated(seed)
    try:
        text = ast.dump(tree)
    except BaseException as error:
        text = f"(a tree that cannot be shown: {type(error).__name__})"
    shown = text if len(text) <= SHOWN_OF_TREE else text[:SHOWN_OF_TREE] + f"... {len(text)} characters"
    return f"compile(tree, '<tree>', {mode!r}, {flags:#x}, optimize={optimize}) of\n{shown}"


def death_of(interpreter, cases, index, death):
    chain = culprits(interpreter, "tree_worker.py", cases, index)
    after = f", after those of the seeds {chain[:-1]}" if len(chain) > 1 else ""
    return Failure(cases[index], death.signature, f"[{interpreter.name}{after}] {death}\n{described(cases[index])}")


def without_names(text):
    return re.sub(r"0x[0-9a-f]+|[0-9]+", "#", re.sub(r"<[^>]*>|'[^']*'", "_", str(text)))


def play(options, seed, number):
    report = Report()
    cases = list(range(seed, seed + number))
    wanted = run_cases(options.reference, "tree_worker.py", cases) if options.compare else None
    for interpreter in options.interp:
        for index, got in enumerate(run_cases(interpreter, "tree_worker.py", cases)):
            if isinstance(got, Death):
                report.failures.append(death_of(interpreter, cases, index, got))
            elif wanted and not isinstance(wanted[index], Death) and without_names(wanted[index][0]) != without_names(got[0]):
                said = f"reference: {wanted[index][0]}\n{interpreter.name}: {got[0]}"
                report.failures.append(Failure(cases[index], said, f"{said}\n{described(cases[index])}"))
            else:
                report.passed += 1
    return report


if __name__ == "__main__":
    made = parser(__doc__)
    made.add_argument("--compare", action="store_true", help="what compile() says must be what the reference says")
    made.add_argument("--show", action="store_true", help="print the tree of --seed, run nothing")
    options = parse(made)
    if options.show:
        print(described(options.seed))
        sys.exit()
    sys.exit(main(options, play, CASES_A_ROUND))
