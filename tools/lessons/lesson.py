"""What the lessons share: how they speak, what they need, how they check what they say.

A lesson prints sentences (say), figures that it has just measured (figure), headers of objects (show), and facts that it
has just checked (fact). A fact that does not hold ends the lesson with status 1: then the lesson or the program is wrong.
A figure is not judged, because it depends on the machine and on what else runs there.
"""

import os
import sys
import textwrap
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 96

try:
    import refscope
except ImportError:
    refscope = None

GIL = getattr(sys, "_is_gil_enabled", lambda: True)()


def begin(title, needs="tinypy", without=""):
    """Prints the title. needs: "tinypy" (either program) or "no GIL" (tinypy-t). without: accelerators (-X without=) that
    would hide what the lesson shows; the lesson starts again without them."""
    missing = ""
    if refscope is None:
        missing = "It looks at the headers of objects through the module refscope, which %s does not have." % sys.implementation.name
    elif needs == "no GIL" and GIL:
        missing = "It is about counting without a global lock. This program has a lock (GIL), and one plain count for each object."
    elif needs == "no GIL" and refscope.of([]).owner == 0:
        missing = "It is about objects that have an owner. In this build every count is atomic, and no object has one."
    if missing:
        print("This lesson needs tinypy-t. %s\nRun it by: build/tinypy-t %s" % (missing, sys.argv[0]))
        sys.exit(1)
    accelerators = refscope.accelerators()
    if any(accelerators[name] for name in without.split(",") if name):
        os.execv(sys.executable, [sys.executable, "-X", "without=" + without, *sys.argv])
    print(title + "\n" + "=" * len(title))
    if without:
        say("(To show the rule alone, this lesson runs with -X without=%s.)" % without)


def part(title):
    print("\n" + title + "\n" + "-" * len(title))


def say(text):
    print(textwrap.fill(" ".join(text.split()), WIDTH))


def code(text):
    print(textwrap.indent(textwrap.dedent(text).strip("\n"), "    "))


def figure(what, value, unit):
    number = "%d" % value if isinstance(value, int) else "%.1f" % value
    print(("    figure: %-62s %10s %s" % (what, number, unit)).rstrip())


def fact(sentence, holds):
    if not holds:
        print("This does not hold here: %s. Either the lesson or the program is wrong." % sentence)
        sys.exit(1)
    print("    fact: " + sentence)


def show(what, counts):
    """A header, as refscope.of() gives it. It is taken by the caller, so that this call adds no reference."""
    print("    %-34s owner %d | local %d | %s %d | %s" % (
        what, counts.owner, counts.local, counts.state, counts.shared, "published" if counts.published else "private"))


def nanoseconds(function, turns, rounds=5):
    """The time of one of `turns` turns that function(turns) makes, in the best of some rounds."""
    best = min(timed(function, turns) for _ in range(rounds))
    return best / turns * 1e9


def timed(function, *arguments):
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def line_of(file, text):
    """The number of the first line of a source that contains the text."""
    for number, line in enumerate((ROOT / file).read_text(encoding="utf-8").splitlines(), 1):
        if text in line:
            return number
    print("%s has no line with %r any more: the lesson is out of date." % (file, text))
    sys.exit(1)


def end(read_next, exercise):
    """read_next: (file, text of a line, what is there); the text finds the line."""
    part("What to read next")
    for file, text, what in read_next:
        print("    %s:%d  %s" % (file, line_of(file, text), what))
    part("Exercise")
    say(exercise)
    print("\n    The solution is folded away in tools/lessons/SOLUTIONS.md.")
