#!/usr/bin/env python3
"""Hostile data for the parsers, codecs and formats of the language and the library: no crash, and what a CPython makes of it.

    data.py --interp build/tinypy-t [--reference python3.13] [--seconds N] [--seed S] [--jobs J] [--cases N] [--only AREA] [--accept]

A case is some dozen inputs of one area (data_areas.py). Where what comes of an input is determined it is compared with the reference: results, and
types of exceptions. --accept also compares which source texts are accepted. An input that fails is made shorter. The last line is "N passed, N failed".
"""

import sys

from common import Death, Failure, Report, main, minimise, parse, parser, run_cases
from data_areas import AREAS, Chance

CASES_A_ROUND = 40
INPUTS = 40
NOT_COMPARED = ("too long", "recursion", "memory")


def case(options, seed):
    names = [name for name in AREAS if options.only in name]
    name = names[seed % len(names)]
    chance = Chance(seed)
    return {"seed": seed, "area": name, "inputs": [AREAS[name][0](chance) for _ in range(INPUTS)]}


def agree(options, area, given, wanted, got):
    """Whether two outcomes of an input say the same."""
    how = AREAS[area][2] or ("kind" if options.accept and area.startswith("source") else "")
    if not how or wanted == got or wanted in NOT_COMPARED or got in NOT_COMPARED:
        return True
    if how == "exact":
        return False
    results = wanted.startswith("= "), got.startswith("= ")
    if how == "result":  # only what both accept
        return results != (True, True)
    if callable(how) and results == (True, True):
        return how(wanted, got)
    if how == "kind" or results == (False, False):
        return results[0] == results[1] and (how == "kind" or wanted.partition(":")[0] == got.partition(":")[0])
    return False


def play(options, seed, number):
    report = Report()
    cases = [case(options, s) for s in range(seed, seed + number)]
    references = run_cases(options.reference, "data_worker.py", cases)
    for interpreter in options.interp:
        results = run_cases(interpreter, "data_worker.py", cases)
        for played, wanted, got in zip(cases, references, results):
            judge(options, interpreter, played, wanted, got, report)
    return report


def judge(options, interpreter, played, wanted, got, report):
    if isinstance(got, Death):
        report.failures.append(deadly(options, interpreter, played, got))
        return
    report.count("inputs", len(got))
    wrong = [i for i, g in enumerate(got) if not isinstance(wanted, Death) and not agree(options, played["area"], played["inputs"][i], wanted[i], g)]
    for i in wrong:
        failure = different(options, interpreter, played, i, wanted[i], got[i])
        options.known |= {failure.signature}
        report.failures.append(failure)
    report.passed += not wrong


def outcomes(interpreter, played, inputs):
    """What came of each input, all in one process, or its Death."""
    return run_cases(interpreter, "data_worker.py", [dict(played, inputs=inputs)])[0]


def deadly(options, interpreter, played, death):
    mark = f"{played['area']}: {death.signature}"
    if not options.reduce or mark in options.known:
        return Failure(played["seed"], mark, f"[{interpreter.name}]\n{death}")
    inputs = minimise(played["inputs"], lambda chosen: isinstance(outcomes(interpreter, played, chosen), Death), options.reduce * 3)
    if len(inputs) == 1:
        text = shorter(inputs[0], lambda given: isinstance(outcomes(interpreter, played, [given]), Death), options.reduce)
        inputs = [[text, *inputs[0][1:]]]
    return Failure(played["seed"], mark, f"[{interpreter.name}]\n{inputs!a}\n{outcomes(interpreter, played, inputs)}")


def different(options, interpreter, played, i, wanted, got):
    mark = f"{played['area']} {played['inputs'][i][1] if played['area'].startswith(('codecs', 'parsers')) else ''}: {kind(wanted)} / {kind(got)}"
    given = played["inputs"][i]
    if options.reduce and mark not in options.known:
        def fails(variant):
            answers = [outcomes(who, played, [variant]) for who in (options.reference, interpreter)]
            return not any(isinstance(a, Death) for a in answers) and not agree(options, played["area"], variant, answers[0][0], answers[1][0])

        if fails(given):
            given = [shorter(given, fails, options.reduce), *given[1:]]
            wanted, got = (outcomes(who, played, [given])[0] for who in (options.reference, interpreter))
    return Failure(played["seed"], mark, f"[{interpreter.name}] {given!a}\nreference: {wanted}\nours:      {got}")


def kind(outcome):
    return "result" if outcome.startswith("= ") else outcome.partition(":")[0]


def shorter(given, fails, tries):
    """The text of an input without the characters that are not needed for it to fail."""
    return "".join(minimise(list(given[0]), lambda kept: fails(["".join(kept), *given[1:]]), tries))


if __name__ == "__main__":
    made = parser(__doc__)
    made.add_argument("--only", default="", metavar="AREA", help="only areas whose name contains it")
    made.add_argument("--accept", action="store_true", help="compare also which source texts are accepted")
    sys.exit(main(parse(made), play, CASES_A_ROUND))
