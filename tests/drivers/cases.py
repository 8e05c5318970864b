"""Cases of a driver: functions, of which each gets an empty folder."""

import re
import tempfile
import traceback
from pathlib import Path

import clean_environment  # noqa: F401

CASES = []


def case(function):
    CASES.append(function)
    return function


def expect(condition, *what):
    if not condition:
        raise AssertionError("\n".join(map(str, what)))


def has(text, *patterns):
    """Each pattern is found in the text; ^ and $ are the ends of its lines."""
    for pattern in patterns:
        expect(re.search(pattern, text, re.MULTILINE), f"not found: {pattern}", text)


def named_cases():
    return [(function.__name__, function) for function in CASES]


def play(cases, *subjects, only="", label=""):
    """How many of the (name, function) have passed and failed. A function is called with the subjects and its folder."""
    passed = failed = 0
    for name, function in cases:
        if only not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                function(*subjects, Path(folder))
                passed += 1
            except Exception as error:
                failed += 1
                lines = [str(frame.lineno) for frame in traceback.extract_tb(error.__traceback__)[1:]]
                print(f"FAILED {label}{name}, lines {', '.join(lines)}\n{type(error).__name__}: {error}")
    return passed, failed


def finish(results):
    """Prints the sum of what play() has returned; the status to end with."""
    passed, failed = map(sum, zip(*results))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
