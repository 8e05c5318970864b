"""Runs random programs, each in a namespace of its own, and tells what they printed. A case: text, name, exact, seconds, and three truth
values: collects (often, so that the order in which garbage ends is not told), threads (it has some), published (another thread exists meanwhile)."""

import gc
import signal
import sys
import threading
import warnings

import program_prelude
from program_prelude import Program
from worker import serve

GIVEN = {name: value for name, value in vars(program_prelude).items() if not name.startswith("_") and name not in ("Program", "state", "begin_thread")}


TOO_LONG = "too long"
sleeper = []


def share():
    """Makes the process one of several threads: what is stored where others could find it is published from now on."""
    if not sleeper:
        sleeper.append(threading.Thread(target=threading.Event().wait, daemon=True))
        sleeper[0].start()


def play(case):
    if case["published"]:
        share()
    collects = case["collects"]
    Program.ordered, Program.exact = not (collects or case["threads"]), case["exact"]
    Program.file, Program.dead = case["name"], []
    program_prelude.begin_thread()
    if collects:
        gc.enable()
        gc.set_threshold(40, 3, 3)
    else:
        gc.disable()
    namespace = {"__name__": "program", **GIVEN}
    late = []
    signal.signal(signal.SIGPROF, lambda *_: stop(late))
    signal.setitimer(signal.ITIMER_PROF, case["seconds"], 0.3)
    try:
        run(case["text"], namespace)
        signal.setitimer(signal.ITIMER_PROF, 0)
    except program_prelude.Enough:  # raised once more while the first one was told
        signal.setitimer(signal.ITIMER_PROF, 0)
    lines = program_prelude.state.lines
    for name in [n for n in namespace if n not in GIVEN]:
        del namespace[name]
    gc.disable()
    before = len(lines)
    for _ in range(3):
        gc.collect()
    lines[before:] = sorted(lines[before:])
    return lines + sorted(Program.dead) if not late else [TOO_LONG]


def stop(late):
    late.append(True)
    raise program_prelude.Enough


def run(text, namespace):
    try:
        exec(compile(text, Program.file, "exec"), namespace)
    except program_prelude.Enough:
        program_prelude.state.lines.append("enough")
    except BaseException as error:
        program_prelude.state.lines.append("ends with " + type(error).__name__)
        del program_prelude.state.lines[program_prelude.MOST_LINES - 30:]
        program_prelude.err(error)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.unraisablehook = program_prelude.unraisable
    sys.setrecursionlimit(400)
    serve(play)
