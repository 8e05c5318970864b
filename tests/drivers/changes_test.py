#!/usr/bin/env python3
"""Each native function that changes an argument is known to --races: two threads that call it with one object are a race.

    changes_test.py --interp PATH [--only SUBSTR]

No list of such functions is kept here. Every function of the native modules, and every method of the native containers, is called with objects of
different kinds, and those that have changed one of them are taken. tinypy-t-studio must lie beside the interpreter. The last line printed is
"N passed, N failed".
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import HANG_SECONDS, hear_interrupts

AT_ONCE = 15  # calls in one program: a report shows 20 races

# Prints, as JSON, [function, x, arguments] for each function that changes x, and for each kind of x: all three are expressions.
FINDER = r"""
import importlib, json, types
from array import array
from collections import OrderedDict, defaultdict, deque

MODULES = '''builtins math cmath _operator itertools _functools _heapq _bisect _struct binascii zlib bz2 lzma _json _codecs unicodedata _sre
    _collections _pickle marshal _datetime _decimal _hashlib _string _weakref _contextvars _csv _abc _random _typing _stat'''.split()
TYPES = "list dict set deque OrderedDict defaultdict bytearray array".split()
# They wait, read or write streams, end the program, or take as long as an argument is large.
NOT_CALLED = set("input breakpoint exit quit open help license credits copyright print pow ipow factorial comb perm __import__ exec eval".split())

class Thing:
    n = 1
    def __repr__(self): return "Thing " + repr(vars(self))

KINDS = ["[3, 1, 2]", "{'a': 1}", "{1, 2}", "deque([3, 1, 2])", "OrderedDict(a=1, b=2)", "defaultdict(int, a=1)", "bytearray(b'abcd')", "array('i', [3, 1, 2])",
         "Thing()"]
ARGUMENTS = ["x", "x, 1", "x, 3", "x, 'a'", "x, 7", "x, [7]", "x, {'z': 2}", "x, {7}", "x, b'x'", "x, 2", "x, 0, 9", "x, 'a', 9", "x, 'n'", "x, 'n', 5",
             "x, slice(0, 1)", "x, slice(0, 1), [5, 6]", "x, (1, 2)", "x, array('i', [1])", "x, {1, 5}", "x, b'wxyz'", "'i', x, 0, 5", "1, x", "[1], x",
             "x, 'b', False"]
space = {"array": array, "OrderedDict": OrderedDict, "defaultdict": defaultdict, "deque": deque, "Thing": Thing}

def functions():
    for module in MODULES:
        try:
            space[module] = importlib.import_module(module)
        except ImportError:
            continue
        for name, function in vars(space[module]).items():
            if name not in NOT_CALLED and isinstance(function, types.BuiltinFunctionType):
                yield f"{module}.{name}"
    for kind in TYPES:
        for name in dir(eval(kind, space)):
            if isinstance(getattr(eval(kind, space), name), (types.MethodDescriptorType, types.WrapperDescriptorType)):
                yield f"{kind}.{name}"
    yield from ("object.__setattr__", "object.__delattr__", "_struct.Struct('i').pack_into")

def changes(name, kind, arguments):
    x = eval(kind, space)
    before = repr(x)
    try:
        eval(f"{name}({arguments})", space, {"x": x})
    except BaseException:
        pass
    return repr(x) != before

found = []
for name in functions():
    for kind in KINDS:
        arguments = next((arguments for arguments in ARGUMENTS if changes(name, kind, arguments)), None)
        if arguments:
            found.append([name, kind, arguments])
print(json.dumps(found))
"""

HEAD = """
import threading
from array import array
from collections import OrderedDict, defaultdict, deque
class Thing: n = 1
def play():
    for call in calls:
        try: call()
        except Exception: pass
"""
TAIL = """
threads = [threading.Thread(target=play) for _ in "ab"]
for t in threads: t.start()
for t in threads: t.join()
"""


def race_program(calls):
    lines = [HEAD]
    for number, (name, kind, arguments) in enumerate(calls):
        module = name.split(".")[0]
        if module.startswith("_") or module in ("builtins", "itertools"):
            lines.append(f"import {module}\n")
        lines.append(f"x{number} = {kind}\ndef call_{number}(): {name}({arguments.replace('x', f'x{number}', 1)})\n")
    return "".join(lines) + f"calls = [{', '.join(f'call_{n}' for n in range(len(calls)))}]" + TAIL


def unseen(interp, calls):
    """Those of the calls that --races says nothing about, and what it says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "case.py")
        path.write_text(race_program(calls))
        done = subprocess.run([interp, "--races=strict", path], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=HANG_SECONDS)
    return [call for number, call in enumerate(calls) if f", in call_{number}\n" not in done.stderr], done.stderr


def main():
    hear_interrupts()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", required=True)
    parser.add_argument("--only", default="", metavar="SUBSTR")
    options = parser.parse_args()
    interp = os.path.abspath(options.interp)
    found = subprocess.run([interp, "-c", FINDER], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, timeout=HANG_SECONDS, check=True)
    calls = [call for call in json.loads(found.stdout) if options.only in call[0]]
    failed = 0
    for at in range(0, len(calls), AT_ONCE):
        missed, said = unseen(interp, calls[at:at + AT_ONCE])
        failed += len(missed)
        for name, kind, arguments in missed:
            print(f"FAIL no race is found of {name}({arguments}), x being {kind}")
        if len(missed) == len(calls[at:at + AT_ONCE]):
            print(said)
    print(f"{len(calls) - failed} passed, {failed} failed")
    return 1 if failed or not calls else 0


if __name__ == "__main__":
    sys.exit(main())
