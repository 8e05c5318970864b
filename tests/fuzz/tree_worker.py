"""Compiles, runs and unparses mutated trees. A case is a seed; what comes of it is a list of what was raised."""

import ast
import builtins
import io
import signal
import sys
import warnings
from contextlib import redirect_stdout

from tree_mutations import all_nodes, is_too_large, mutated
from worker import serve

STEPS_SECONDS = 0.3    # a program that has not ended by then is interrupted, again and again
UNPARSE_SECONDS = 5    # a tree that leads back to itself has a text without end
HIDDEN = ("open", "input", "breakpoint", "exit", "quit", "help", "copyright", "credits", "license")
BUILTINS = {name: value for name, value in vars(builtins).items() if name not in HIDDEN}


class Stopped(BaseException):
    pass


def stop(*_):
    raise Stopped


def outcome(function):
    """The exception that a call ends with, as text, or None."""
    try:
        function()
    except Stopped:
        return "stopped"
    except RecursionError:
        return "RecursionError"
    except BaseException as error:
        try:
            return f"{type(error).__name__}: {error}"[:200]
        except BaseException as second:
            return f"{type(error).__name__} that raises {type(second).__name__}"
    return None


def limited(seconds, function):
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.02)
    try:
        return function()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def run(code):
    with redirect_stdout(io.StringIO()):
        exec(code, {"__name__": "program", "__builtins__": BUILTINS})


def play(seed):
    tree, mode, flags, optimize, light = mutated(seed)
    if is_too_large(all_nodes(tree)):
        return ["too large"]
    made = []
    said = [outcome(lambda: made.append(compile(tree, "<tree>", mode, flags, optimize=optimize)))]
    if made and light and not flags & ast.PyCF_ONLY_AST:
        said.append(outcome(lambda: limited(STEPS_SECONDS, lambda: run(made[0]))))
    said.append(outcome(lambda: compile(limited(UNPARSE_SECONDS, lambda: ast.unparse(tree)), "<unparsed>", "exec")))
    return said


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, stop)
    sys.unraisablehook = sys.excepthook = lambda *_: None
    serve(play)
