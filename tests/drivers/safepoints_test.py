#!/usr/bin/env python3
"""How much native code does between two safepoints, where it can neither be interrupted nor stopped: not much more for long arguments than for short ones.

    tests/drivers/safepoints_test.py --interp build-blocks/tinypy-t                # every native function of the modules below
    tests/drivers/safepoints_test.py --interp build-blocks/tinypy-t --only str.    # some of them
    tests/drivers/safepoints_test.py --interp build-blocks/tinypy-t --list 20      # also what takes the longest stretches

Each function is called with arguments of FEW items or characters, in many combinations; most of them are refused, which is no matter. Calls that do
something for each item are made again with ITEMS of them. The build `blocks` counts basic blocks of the project's own code, never time
(tests/support/count_blocks.cpp). With more than MOST of them for each item, and no safepoint, nobody could interrupt the function for many milliseconds if it had
a million items. What is right all the same is in the table EXEMPT, with its reason.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import clean_environment  # noqa: F401

sys.path.insert(0, str(Path(__file__).resolve().parent))

MOST = 25  # blocks for each item
FEW, ITEMS = 1_000, 20_000  # a text has four times as many characters
PROCESSOR_SECONDS = 300  # of a function that never comes by a safepoint again

MODULES = ("builtins math cmath itertools functools operator _collections array _struct binascii zlib _bz2 _lzma _json _csv _pickle marshal _random "
           "unicodedata _sre _bisect _heapq _statistics _string _codecs _datetime _decimal _elementtree _io _hashlib _blake2 _weakref _abc _contextvars").split()
# They would wait, end the program, or start another one.
LEFT_OUT = {"builtins.input", "builtins.breakpoint", "builtins.exit", "builtins.quit", "builtins.open", "builtins.print", "builtins.__import__",
            "builtins.exec", "builtins.eval", "builtins.compile", "builtins.help", "builtins.copyright", "builtins.credits", "builtins.license",
            "_io.open", "_io.open_code"}

EXEMPT = {
}


# ---- in the program that counts


def arguments(n):
    """Long arguments by name. Iterators are made anew for each call."""
    import array
    import collections
    numbers = [i * 7919 % n * 3 for i in range(n)]  # spread over the tables of sets
    text = "ab cd\n" * (n * 2 // 3)
    return {
        "list": lambda: list(numbers), "tuple": lambda: tuple(numbers), "dict": lambda: dict.fromkeys(numbers), "set": lambda: set(numbers),
        "frozenset": lambda: frozenset(numbers), "range": lambda: range(n), "str": lambda: text, "wide": lambda: "äб 𝄞\n" * (n * 4 // 5),
        "digits": lambda: "1" * n, "bytes": lambda: text.encode(), "bytearray": lambda: bytearray(text.encode()),
        "memoryview": lambda: memoryview(text.encode()), "array": lambda: array.array("b", [i % 100 for i in numbers]), "deque": lambda: collections.deque(numbers),
        "OrderedDict": lambda: collections.OrderedDict.fromkeys(numbers), "iterator": lambda: iter(numbers), "int": lambda: 7 ** (n * 2),
        "texts": lambda: [text[i % 4:i % 4 + 3] for i in range(n)], "floats": lambda: [float(i) for i in numbers],
        "pairs": lambda: [(i, i) for i in numbers], "bytes of one": lambda: b"a" * (4 * n), "str of one": lambda: "a" * (4 * n),
    }


def length(value):
    try:
        return len(value)
    except Exception:  # it has none, or has been released
        return 0


SHORT = {"no": (), "1": (1,), "a": ("a",), "b": (b"a",), "n": (100,), "f": (1.5,), "len": (len,), "int": (int,), "None": (None,), "a, b": ("a", "bc"), "b, c": (b"a", b"bc")}


def calls(long, receiver=None):
    """Argument lists: long ones alone, in front of and behind short ones, and pairs of long ones."""
    own = [] if receiver is None else [receiver]
    if own:
        for short in SHORT.values():
            yield own, short
    for name in long:
        yield own + [name], ()
        for short in SHORT.values():
            if short and not own:
                yield [name], short
                yield [(short, name)], ()
    for name in ("list", "str", "bytes", "int", "iterator", "set", "floats"):
        yield own + [name, name], ()
        if not own:
            yield [((len,), name), name], ()


def functions(only):
    """(name, function, name of the long receiver or None)."""
    import importlib
    import types
    seen = set()
    for module_name in MODULES:
        try:
            module = importlib.import_module(module_name)
        except ImportError:
            continue
        for name, value in sorted(vars(module).items()):
            full = f"{module_name}.{name}"
            if full not in LEFT_OUT and only in full and not name.startswith("__") and (isinstance(value, (types.BuiltinFunctionType, type))):
                if isinstance(value, type) and issubclass(value, BaseException) or id(value) in seen:
                    continue
                seen.add(id(value))
                yield full, value, None
    for receiver, make in arguments(8).items():
        if receiver in ("wide", "digits", "texts", "floats", "pairs", "bytes of one", "str of one"):
            continue
        kind = type(make())
        for name in sorted(dir(kind)):
            full = f"{kind.__name__}.{name}"
            if only in full and name not in ("__class__", "__init_subclass__", "__subclasshook__", "__new__", "__init__", "__reduce__", "__reduce_ex__", "__dir__"):
                value = getattr(kind, name, None)
                if callable(value):
                    yield full, value, receiver


def count_in_this_process(addresses, only, first, step):
    """Writes a line {"name", "blocks", "call"} for each function, and the name of a function before it is called."""
    import ctypes
    import gc
    import resource
    begin = ctypes.CFUNCTYPE(None)(addresses["count_blocks_begin"])
    end = ctypes.CFUNCTYPE(ctypes.c_uint64)(addresses["count_blocks_end"])
    sys.set_int_max_str_digits(0)
    sys.stdin = open(os.devnull)

    def stretch(function, words, short, long):
        """Blocks of the longest stretch of one call, for each item of its arguments or of its result."""
        given = []
        for word in words:
            before, key = word if isinstance(word, tuple) else ((), word)
            given += [*before, long[key]()]
        result = None  # outlives the count: how it ends is another matter, and so is a collection that happens to fall into it
        gc.disable()
        begin()
        try:
            result = function(*given, *short)
            if hasattr(type(result), "__next__"):
                next(result, None)
        except BaseException:
            pass
        blocks = end()
        gc.enable()
        return blocks / max(len(long["range"]()), sum(map(length, given)), length(result))

    few, many = arguments(FEW), arguments(ITEMS)
    for i, (name, function, receiver) in enumerate(functions(only)):
        if i < first or (i - first) % step:
            continue
        used = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + PROCESSOR_SECONDS, resource.RLIM_INFINITY))
        print(json.dumps({"begins": name, "number": i}), flush=True)
        most, worst = 0.0, ""
        for words, short in calls(few, receiver):
            if stretch(function, words, short, few) < 1:
                continue
            blocks = stretch(function, words, short, many)
            if blocks > most:
                most, worst = blocks, f"{words}{short}"
        print(json.dumps({"name": name, "blocks": most, "call": worst}), flush=True)


# ---- the driver


def addresses_in(interpreter):
    listing = subprocess.run(["nm", interpreter], capture_output=True, text=True, check=True).stdout
    return {name: int(address, 16) for address, name in re.findall(r"^([0-9a-f]+) \w (count_blocks_\w+)$", listing, re.MULTILINE)}


def measure(interpreter, addresses, only, first, step):
    """The results of all functions. One that kills the process is a result, too, and the others go on in another process."""
    results = []
    while first is not None:
        command = [interpreter, __file__, "--count", json.dumps([addresses, only, first, step])]
        run = subprocess.run(command, capture_output=True, text=True, errors="replace")
        lines = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
        results += [line for line in lines if "name" in line]
        begun = next((line for line in reversed(lines) if "begins" in line), None)
        if run.returncode == 0 or begun is None:
            if run.returncode:
                sys.exit(run.stderr)
            return results
        results.append({"name": begun["begins"], "blocks": float("inf"), "call": f"a call that ended the process with status {run.returncode}"})
        first = begun["number"] + step
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", default=[])
    parser.add_argument("--only", default="", metavar="SUBSTR", help="functions whose names contain this")
    parser.add_argument("--list", type=int, default=0, metavar="N", help="also print the N longest stretches")
    parser.add_argument("--count", help=argparse.SUPPRESS)
    import slices
    slices.add_option(parser)
    options = parser.parse_args()
    if options.count:
        return count_in_this_process(*json.loads(options.count))
    passed = failed = 0
    for interpreter in options.interp:
        addresses = addresses_in(interpreter)
        if len(addresses) != 2:
            sys.exit(f"{interpreter} counts no blocks: tools/build blocks tinypy-t")
        results = measure(interpreter, addresses, options.only, options.slice.start or 0, options.slice.step or 1)
        for result in sorted(results, key=lambda r: -r["blocks"])[:options.list]:
            print(f"{result['blocks']:>12.1f} {result['name']}  {result['call']}")
        for result in results:
            wrong = result["blocks"] > MOST and result["name"] not in EXEMPT
            passed, failed = passed + (not wrong), failed + wrong
            if wrong:
                print(f"FAIL {result['name']}: {result['blocks']:.1f} blocks for each item between two safepoints in {result['call']}")
        for name in EXEMPT:
            if any(r["name"] == name and r["blocks"] <= MOST / 2 for r in results):
                failed += 1
                print(f"FAIL {name}: need not be exempt")
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
