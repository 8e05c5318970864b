#!/usr/bin/env python3
"""Writes the `# expect:` lines of test scripts from what a CPython prints, or verifies them.

    expect.py --interp python3.13 [--only SUBSTR] [--missing]    run and write the expectations
    expect.py --interp python3.11 --check                        run and compare, write nothing

Expectations come from CPython only; a script whose output differs between two CPythons needs `# min-version:`.
"""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor

import scripts
from processes import hear_interrupts


def expectation_lines(outcome):
    yield from (f"# expect: {line}" if line else "# expect:" for line in outcome.output)
    if outcome.status:
        yield f"# expect-error: {outcome.error}"
        yield f"# status: {outcome.status}"


def write(script, outcome):
    text = script.body + "\n" + "\n".join(expectation_lines(outcome)) + "\n"
    if script.path.read_text(encoding="utf-8") != text:
        script.path.write_text(text, encoding="utf-8")


def differs(script, outcome):
    return outcome.output != script.output or outcome.status != script.status or (script.status and outcome.error != script.error)


def problem(interpreter, script, outcome, check):
    """Why a script is no good with this CPython, or nothing."""
    if outcome.timed_out:
        return "timed out"
    if not check:
        if outcome.status and not script.status and script.has_expectation:
            return f"fails now: {outcome.error}"
        return "" if outcome.output or outcome.status else "prints nothing"
    if not differs(script, outcome):
        return ""
    pairs = zip(script.output + ["<end>"], outcome.output + ["<end>"])
    wanted, got = next(((w, g) for w, g in pairs if w != g), (script.error, outcome.error))
    return f"expected {wanted!r}, printed {got!r} ({outcome.error})"


def main():
    hear_interrupts()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", required=True, help="a CPython")
    parser.add_argument("--check", action="store_true", help="verify, do not write")
    parser.add_argument("--missing", action="store_true", help="write only where there is no expectation yet")
    parser.add_argument("--only", default="", metavar="SUBSTR")
    parser.add_argument("-j", type=int, default=2, metavar="N")
    options = parser.parse_args()

    interpreter = scripts.probe(options.interp)
    if not interpreter.is_cpython:
        parser.error(f"{options.interp} is not a CPython")
    chosen = [scripts.read(path) for path in scripts.discover()]
    chosen = [s for s in chosen if options.only in s.name and not interpreter.excuses(s)]
    if options.missing:
        chosen = [s for s in chosen if not s.has_expectation]
    bad = 0
    with ThreadPoolExecutor(options.j) as pool:
        outcomes = pool.map(lambda s: scripts.run(interpreter, s.path), chosen)
        for script, outcome in zip(chosen, outcomes):
            reason = problem(interpreter, script, outcome, options.check)
            if reason:
                bad += 1
                print(f"{script.name}: {reason}")
            elif not options.check:
                write(script, outcome)
    print(f"{len(chosen) - bad} {'verified' if options.check else 'written'}, {bad} with problems")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
