"""Plays calls of the C API from threads, on objects in variables of C, between steps of Python code on the same objects.

A case: seed, threads, functions (numbers of those that are called), folder (of the extension), keep (the numbers of the steps to play, or None
for all), trace. The result: what functions did that they must not do.
"""

import contextvars
import datetime
import gc
import io
import os
import random
import sys
import threading
import traceback
import types
import warnings
import weakref
from itertools import islice

from worker import serve

STEPS = 60
SLOTS = 40
CALLS_A_STEP = 4
MOST_ITEMS = 60
NAMES = "abcdef"

# Functions, code and frames that may be changed: their globals are a dict of their own.
SOURCE = """\
def plain(*args, **kwargs):
    x = args
    return x
def counted(a=1, b=None, *, c=2):
    return a
def made(n):
    x = n
    return lambda *args: x
def generated(n):
    for i in range(3):
        got = yield i
def frame(n, get_frame):
    x = [n]
    return get_frame()
def failed(n):
    x = n
    raise ValueError(n)
async def waited(n):
    return n
"""
calls = None  # the extension, imported for the first case


class Plain:
    """What lies in containers. Its end, and its comparison, change what other threads use."""

    def __init__(self, *args, **kwargs):
        self.a = args

    def __del__(self):
        if random.random() < 0.1:
            calls.put(random.randrange(SLOTS), [self])  # lives again

    def __eq__(self, other):
        if random.random() < 0.1:
            disturb(random)
        return self is other

    def __hash__(self):
        return 5

    def __index__(self):
        disturb(random)
        return 3

    def __call__(self, *args):
        return args


class Slotted:
    __slots__ = ("a", "b", "__weakref__")


class Iterated:
    def __init__(self, n=0):
        self.n = n

    def __iter__(self):
        for i in range(3):
            disturb(random)
            yield i

    def __length_hint__(self):
        return self.n


class Listed(list):
    pass


class Asynchronous:
    def __aiter__(self):
        return self

    def __anext__(self):
        return None


def namespace():
    names = {"__name__": "made_by_tester"}
    exec(SOURCE, names)
    return names


def error(n):
    return [ValueError, KeyError, OSError, RuntimeError, StopIteration, UnicodeError][n % 6](n)


def raised(n):
    try:
        namespace()["failed"](n)
    except ValueError as caught:
        return caught.__traceback__.tb_next


def leaf(n):
    return [n, n * 0.5, 1 << (60 + n % 8), "abcdef"[n % 6], "text%d" % n, b"bytes%d" % n, Plain(), Slotted(), Plain, n][n % 10]


def function(n):
    return namespace()[["plain", "counted", "made"][n % 3]]


def capsule(n):
    return datetime.datetime_CAPI if n % 20 == 0 else leaf(n)


# How Python code makes an object of a kind, from a number. None of them is known to another thread.
MAKERS = {
    "leaf": leaf,
    "list": lambda n: [leaf(n + i) for i in range(n % 6)] if n % 8 else Listed([n]),
    "tuple": lambda n: tuple(leaf(n + i) for i in range(n % 5)),
    "dict": lambda n: {NAMES[i]: leaf(n + i) for i in range(n % 6)} if n % 3 else {i: leaf(n) for i in range(n % 20)},
    "set": lambda n: {leaf(n + i) for i in range(n % 6)},
    "frozenset": lambda n: frozenset(leaf(n + i) for i in range(n % 4)),
    "str": lambda n: ["", "a", "a b c", "word" * 8, "\xdf" * 3, "\u03b1\u03b2", "\U0001f600x", "x,y"][n % 8] + str(n % 3),
    "name": lambda n: NAMES[n % 6],
    "bytes": lambda n: b"0123456789"[: n % 10] + b"%d" % n,
    "bytearray": lambda n: bytearray(n % 50),
    "buffer": lambda n: bytearray(b"buffer") if n % 2 else b"buffer%d" % n,
    "int": lambda n: n if n % 3 else (n << 60) - 5,
    "float": lambda n: n * 0.25,
    "complex": lambda n: complex(n, 1),
    "iterable": lambda n: [leaf(n)] * (n % 4) if n % 3 else Iterated(n),
    "iterator": lambda n: iter([[1, 2, 3], (1, 2), {1: 2}, {1, 2}, "abc", Iterated()][n % 6]),
    "generator": lambda n: namespace()["generated"](n),
    "callable": lambda n: [function(n), len, repr, Plain, Slotted, Plain().__eq__][n % 6],
    "function": function,
    "builtin": lambda n: [len, repr, id, hash, [].copy, {}.copy][n % 6],
    "method": lambda n: types.MethodType(function(n), Plain()),
    "instancemethod": lambda n: None,
    "instance": lambda n: Plain() if n % 3 else types.SimpleNamespace(a=n) if n % 2 else Slotted(),
    "plain_class": lambda n: type("Made", (Plain if n % 2 else object,), {"a": leaf(n)}),
    "class": lambda n: [int, list, dict, str, type, Plain, Slotted, ValueError, object][n % 9],
    "error_class": lambda n: [ValueError, KeyError, OSError, RuntimeError, UserWarning, IndexError][n % 6],
    "error": error,
    "encode_error": lambda n: UnicodeEncodeError("utf-8", "abc", n % 3, 3, "why"),
    "decode_error": lambda n: UnicodeDecodeError("utf-8", b"abc", n % 3, 3, "why"),
    "translate_error": lambda n: UnicodeTranslateError("abc", n % 3, 3, "why"),
    "traceback": raised,
    "frame": lambda n: namespace()["frame"](n, sys._getframe),
    "code": lambda n: compile("y = [1, 2]", "made", "exec"),
    "cell": lambda n: types.CellType(n),
    "weakref": lambda n: weakref.ref(kept(n), (lambda gone: disturb(random)) if n % 2 else None),
    "slice": lambda n: slice(n % 3, n % 7, 1 + n % 2),
    "memoryview": lambda n: memoryview(bytearray(n % 30)),
    "module": lambda n: types.ModuleType("made_by_tester"),
    "capsule": lambda n: datetime.datetime_CAPI,
    "context": lambda n: contextvars.copy_context(),
    "variable": lambda n: contextvars.ContextVar("made"),
    "token": lambda n: contextvars.ContextVar("made").set(n),
    "record": lambda n: os.stat_result(range(10)),
    "record_class": lambda n: [os.stat_result, os.times_result][n % 2],
    "file": lambda n: io.StringIO("a line\n" * 3),
    "moment": lambda n: datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    "arguments": lambda n: tuple(leaf(n) for _ in range(n % 3)),
    "keywords": lambda n: {NAMES[i]: leaf(n) for i in range(n % 3)},
    "namespace": lambda n: namespace(),
    "coroutine": lambda n: namespace()["waited"](n),
    "asynchronous": lambda n: Asynchronous(),
    "pairs": lambda n: [(NAMES[i], i) for i in range(n % 6)],
}
MAKERS["any"] = lambda n: MAKERS[STORED[n % len(STORED)]](n)
STORED = [kind for kind in MAKERS if kind not in ("any", "namespace", "capsule", "instancemethod", "record_class")]


def kept(n):
    """An object to which weak references are made: in a slot, so that it lives for a while."""
    made = Plain()
    calls.put(n, made)
    return made


def disturb(chance):
    """What one step of Python code does to an object that C code may be using at this moment."""
    found = calls.get(chance.randrange(SLOTS))
    what = chance.randrange(6)
    if isinstance(found, list):
        [lambda: found.append(leaf(what)), found.clear, lambda: found.pop(), lambda: found.sort(key=id), lambda: found.__setitem__(slice(1, 2), [leaf(9), 1]), found.reverse][what]()
    elif isinstance(found, dict):
        [lambda: found.update(a=1), found.clear, found.popitem, lambda: found.__setitem__(leaf(chance.randrange(10)), what), lambda: found.pop("a", 0), lambda: list(found.items())][what]()
    elif isinstance(found, set):
        [lambda: found.add(leaf(what)), found.clear, lambda: found.pop(), lambda: found.discard("a"), found.copy, lambda: found.update([1, 2])][what]()
    elif isinstance(found, bytearray):
        [lambda: found.append(7), found.clear, lambda: found.pop(), lambda: found.extend(b"ab"), lambda: found.__setitem__(0, 1), found.upper][what]()
    elif isinstance(found, (Plain, types.SimpleNamespace)):
        [lambda: setattr(found, "b", leaf(what)), lambda: vars(found).clear(), lambda: found.a, lambda: delattr(found, "a"), lambda: vars(found).update(c=1), lambda: setattr(found, "__dict__", {})][what]()
    elif isinstance(found, BaseException):
        [lambda: setattr(found, "__context__", None), lambda: setattr(found, "args", (what,)), lambda: found.with_traceback(None), lambda: repr(found), lambda: setattr(found, "a", 1), lambda: found.add_note("n")][what]()
    elif hasattr(type(found), "__next__"):
        list(islice(found, 3))
    elif isinstance(found, types.FunctionType):
        [lambda: setattr(found, "a", what), lambda: setattr(found, "__defaults__", (1, what)), found, lambda: found.__dict__.clear(), lambda: setattr(found, "__kwdefaults__", {"c": 1}), lambda: found.__code__][what]()
    elif isinstance(found, type) and found.__module__ == __name__ and found.__name__ == "Made":
        setattr(found, "a", leaf(what))


def step_of_python(chance):
    dice = chance.randrange(20)
    if dice < 8:
        disturb(chance)
    elif dice < 16:
        kind = chance.choice(STORED)
        calls.put(chance.randrange(SLOTS), MAKERS[kind](chance.randrange(1000)))
    elif dice < 17:
        gc.collect(chance.randrange(3))
    elif dice < 18:
        weakref.ref(calls.get(chance.randrange(SLOTS)), lambda gone: disturb(random))()
    elif dice < 19:
        calls.put(chance.randrange(SLOTS), None)
    else:
        repr(calls.get(chance.randrange(SLOTS)))


def bound(slot):
    """What has grown too much goes."""
    found = calls.get(slot)
    if isinstance(found, (list, dict, set, tuple, str, bytes, bytearray)) and len(found) > MOST_ITEMS or isinstance(found, int) and found.bit_length() > 5000:
        calls.put(slot, None)


class Game:
    def __init__(self, case):
        self.case, self.wrong = case, []

    def play(self, thread, numbers):
        for number in numbers:
            chance = random.Random(self.case["seed"] * 100000 + thread * 1000 + number)
            for _ in range(CALLS_A_STEP):
                self.guarded(self.call, chance, thread, number)
                self.guarded(bound, chance.randrange(SLOTS))
            self.guarded(step_of_python, chance)

    def call(self, chance, thread, number):
        wrong = calls.step(chance.choice(self.case["functions"]), chance.getrandbits(62), number, thread, self.case["trace"])
        if wrong:
            self.wrong.append(f"step {number}: {wrong}")

    def guarded(self, function, *args):
        try:
            return function(*args)
        except Exception as error:
            error.__traceback__ = None
            if isinstance(error, SystemError) and "exception" in str(error):
                self.wrong.append(f"{function.__name__}: SystemError: {error}")


def play(case):
    prepare(case["folder"])
    game = Game(case)
    random.seed(case["seed"])
    numbers = range(STEPS) if case["keep"] is None else case["keep"]
    if case["threads"] == 1:
        game.play(0, numbers)
    else:
        threads = [threading.Thread(target=game.play, args=(i, numbers)) for i in range(case["threads"])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    calls.clear()
    gc.collect()
    calls.clear()
    return game.wrong


def prepare(folder):
    global calls
    if calls is None:
        sys.path.insert(0, folder)
        import c_calls as calls
        calls.set_makers(tuple(MAKERS.get(kind, lambda n: None) for kind in calls.kinds()))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.unraisablehook = threading.excepthook = lambda what: None
    sys.setrecursionlimit(500)
    sys.setswitchinterval(1e-4)
    sys.stdout = open(os.devnull, "w")
    sys.stderr = open(os.devnull, "w")
    try:
        serve(play)
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        raise
