#!/usr/bin/env python3
"""Writes the `# expect:` lines of test scripts from what a CPython prints, or verifies them.

    expect.py --interp python3.13 [--only SUBSTR] [--missing]    run and write the expectations
    expect.py --interp python3.15 --since 3.14 [--only SUBSTR]   add what it prints otherwise, as lines of 3.14 and later
    expect.py --interp python3.11 --check                        run and compare, write nothing

Expectations come from CPython only. A script whose output differs between two CPythons needs `# min-version:`, or lines of
some versions only. Before a script with such lines is written anew, its expectations are deleted.
"""

import argparse
import difflib
import sys
from concurrent.futures import ThreadPoolExecutor

import scripts
from processes import hear_interrupts


def comments(word, texts):
    return [f"# {word}: {text}" if text else f"# {word}:" for text in texts]


def lines_of_both(old, new, since):
    """The comments of a script that printed `old` and prints `new` from the version `since` on."""
    version = "%d.%d" % since
    lines = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += comments("expect", old[a:b])
        else:
            lines += comments(f"expect-before-{version}", old[a:b]) + comments(f"expect-since-{version}", new[c:d])
    return lines


def expectation_lines(script, outcome, since):
    lines = lines_of_both([line.text for line in script.lines], outcome.output, since) if since else comments("expect", outcome.output)
    if outcome.status:
        lines += [f"# expect-error: {outcome.error}", f"# status: {outcome.status}"]
    return lines


def write(script, outcome, since):
    text = script.body + "\n" + "\n".join(expectation_lines(script, outcome, since)) + "\n"
    if script.path.read_text(encoding="utf-8") != text:
        script.path.write_text(text, encoding="utf-8")


def differs(script, wanted, outcome):
    return outcome.output != wanted or outcome.status != script.status or (script.status and outcome.error != script.error)


def problem(interpreter, script, outcome, options):
    """Why a script is no good with this CPython, or nothing."""
    if outcome.timed_out:
        return "timed out"
    if not options.check:
        if script.depends_on_version:
            return "has lines of some versions: delete its expectations first"
        if options.since and (script.status, script.error) != (outcome.status, outcome.error if outcome.status else ""):
            return f"may print other lines since a version, but not end otherwise: {outcome.error}"
        if outcome.status and not script.status and script.has_expectation:
            return f"fails now: {outcome.error}"
        return "" if outcome.output or outcome.status else "prints nothing"
    expected = script.output(interpreter.version)
    if not differs(script, expected, outcome):
        return ""
    pairs = zip(expected + ["<end>"], outcome.output + ["<end>"])
    wanted, got = next(((w, g) for w, g in pairs if w != g), (script.error, outcome.error))
    return f"expected {wanted!r}, printed {got!r} ({outcome.error})"


def main():
    hear_interrupts()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", required=True, help="a CPython")
    parser.add_argument("--check", action="store_true", help="verify, do not write")
    parser.add_argument("--since", type=scripts.version, metavar="VERSION", help="the first version that behaves like this CPython")
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
            reason = problem(interpreter, script, outcome, options)
            if reason:
                bad += 1
                print(f"{script.name}: {reason}")
            elif not options.check:
                write(script, outcome, options.since)
    print(f"{len(chosen) - bad} {'verified' if options.check else 'written'}, {bad} with problems")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
