"""Calls methods, functions and operators with arguments that fit by their names or are hostile, and goes on with what they return.

A case: seed, threads (1 plays the steps in order and can be repeated), keep (the numbers of the steps to play, or None for all), trace.
The result: what was raised that no Python code may see (SystemError), each with its step.
"""

import faulthandler
import gc
import importlib
import inspect
import os
import random
import sys
import threading
import types
import warnings
from itertools import islice

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "stress"))

import any_function
import any_kinds
import any_method
from worker import serve

STEPS = 40
MOST_OBJECTS = 14
LONG = 300
SIZES = [0, 1, 2, 3, 7, 16, 63, 64, 255, 256, 1000, -1, -2, -255, -(2**31) - 1, 2**32, 2**62 - 1, 2**62, -(2**62) - 1, 2**63 - 1, 2**63, -(2**63), 2**64, 2**70, True]
ODD = [float("nan"), float("inf"), -0.0, 1e308, "\ud800", "\udc80x", "a\x00b", "", b"", (), [], {}, None, ..., NotImplemented, 1j, b"\xff\xfe", "\U0010ffff", range(50), "\xdf" * 50, type, object, int]

# Values for a parameter by its name; the parameter itself says which fit.
BY_NAME = {
    "iterable": lambda g: g.choose([[1, 2, 3], "abc", (1, "x"), range(5), {1: 2}, iter([1, 2]), [b"a", b"b"], ["a", "b"], [(1, 2), (3, 4)]]),
    "key": lambda g: g.choose([1, "a", len, None, (1,), lambda q: q]),
    "encoding": lambda g: g.choose(["utf-8", "ascii", "latin-1", "utf-16", "utf-7", "idna", "punycode", "cp1252", "shift_jis", "iso2022_jp", "hz", "gb18030", "unicode_escape", "rot13", "zz"]),
    "errors": lambda g: g.choose(["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "namereplace", "zz"]),
    "sep": lambda g: g.choose([None, ",", "ab", b",", ""]),
    "format": lambda g: g.choose(["%s", "i", "<hhl", "%Y-%m-%d", "4s2x", "{0}", "B", "d", "P", "3d", "0i"]),
    "pattern": lambda g: g.choose(["a+", r"(\w)(?P<n>b)?", b"a|b", "(?i)x", "[^a]", "("]),
    "string": lambda g: g.choose(["aab", "a,b", b"abc", "x" * 40, "", "aβγ"]),
    "buffer": lambda g: g.choose([bytearray(8), memoryview(bytearray(b"abcdefgh")), b"abcdefgh"]),
    "func": lambda g: g.choose([len, max, lambda *a, **k: a, str, abs]),
    "function": lambda g: g.choose([len, max, lambda *a, **k: a, str, abs]),
    "obj": lambda g: g.pooled(),
    "object": lambda g: g.pooled(),
    "self": lambda g: g.pooled(),
    "type": lambda g: g.choose([int, list, ValueError, any_kinds.Plain, type]),
    "cls": lambda g: g.choose([int, list, ValueError, any_kinds.Plain, any_kinds.Slotted, type]),
    "name": lambda g: g.choose(["a", "b", "x", "__class__", "__dict__", "__doc__", "zz", "LATIN SMALL LETTER A"]),
    "value": lambda g: g.choose([1, "a", None, [1], ValueError("v"), ValueError, 1.5]),
    "default": lambda g: g.choose([None, 0, "d"]),
    "mode": lambda g: g.choose(["r", "w", "rb", "exec", "eval", "single"]),
    "source": lambda g: g.choose(["x = 1", b"1 + 1", "def f(a): return a", "[q for q in 'ab']", bytearray(b"abc")]),
    "file": lambda g: any_kinds.io.StringIO(),
    "year": lambda g: g.choose([1, 2000, 9999, 0, 10000]),
    "month": lambda g: g.choose([1, 2, 12, 13, 0]),
    "day": lambda g: g.choose([1, 29, 31, 32]),
    "tz": lambda g: any_kinds.datetime.timezone.utc,
    "tzinfo": lambda g: any_kinds.datetime.timezone.utc,
    "byteorder": lambda g: g.choose(["big", "little", "x"]),
}
ALIASES = dict(iterables="iterable", sequence="iterable", seq="iterable", it="iterable", other="obj", o="obj", x="obj", a="obj", b="obj", data="buffer", bytes="buffer", b85="buffer", s="string",
               text="string", sub="string", prefix="string", old="string", new="string", fmt="format", format_spec="format", callable="func", f="func", callback="func", item="value", instance="obj",
               owner="cls", arg="value", args="value", exc="value", typ="value", encodings="encoding", attr="name", namespace="obj", globals="obj", chars="string", delimiter="sep", fill="string")
SIZE_NAMES = ("size n index start stop end i pos count maxsplit width length step offset nbytes repeat r k maxsize maxlen bufsize whence ndigits level wbits bufsiz timeout hour minute second microsecond "
              "mod exp base fold max_length tabsize itemsize signed sizehint hint fd flags limit lineno").split()
MODULES = any_function.NATIVE + any_function.PURE
STATELESS_CALLS_ONLY = set("setrecursionlimit settrace setprofile setswitchinterval exit _exit abort".split())
# Of random: methods that draw until a number is small enough (none is below 0), and a function that draws as often as its argument says.
DRAWING = {"_randbelow", "_randbelow_with_getrandbits", "_randbelow_without_getrandbits", "_test_generator"}
NOT_CALLED = DRAWING | any_method.NOT_CALLED | any_function.NOT_CALLED | STATELESS_CALLS_ONLY | {"__init_subclass__", "set_threshold", "disable", "freeze", "run_forever", "mainloop", "serve_forever"}

# A dict with one of these names is a module's namespace, that of builtins, or sys.modules. Without them no thread starts and ends.
NAMESPACES = ("__builtins__", "__build_class__", "builtins")
STANDS_ON = (type, types.ModuleType, types.FunctionType, types.CodeType, types.BuiltinFunctionType, any_kinds.Game)
WAITING = ("get", "put")  # methods of queues that wait for another thread


class Game(any_kinds.Game):
    """A pool of objects; every step calls something of it or with it and may add to it."""

    def __init__(self, case):
        super().__init__("methods")
        self.case, self.wrong = case, []
        first = random.Random(case["seed"])
        self.random = any_kinds.Random(case["seed"])
        self.chance = first
        kinds = [k for group in any_kinds.GROUPS.values() for n, k in group.items() if n not in any_function.ENDLESS]
        for _ in range(3):
            kind = first.choice(kinds)
            if case["threads"] > 1 and kind.locks:  # two objects whose operations run hooks under their locks may wait for each other
                continue
            try:
                self.objects.append(kind.make(self.hooked if first.random() < 0.3 else lambda cls: cls))
            except Exception:
                pass
        self.objects += [[1, 2, 3], bytearray(b"hello" * 5), {"a": 1}]
        self.functions = [f for f in any_function.functions_of(importlib.import_module(first.choice(MODULES))) if f[0] not in DRAWING]

    def hooked(self, cls):
        """A subclass with methods that change the pool before they do what the class does."""
        names = [n for n in any_kinds.HOOKS if hasattr(cls, n) and self.chance.random() < 0.2]

        def hook(native):
            def method(self_, *args):
                self.disturb()
                return native(self_, *args)

            return method

        return type("Hooked", (cls,), {n: hook(getattr(cls, n)) for n in names})

    def choose(self, items):
        return items[int(self.chance.random() * len(items))]

    def pooled(self):
        return self.choose(self.objects)

    def value_for(self, name):
        """An argument: what the parameter's name asks for, a size, something odd, hostile or out of the pool."""
        dice = self.chance.random()
        name = ALIASES.get(name, name)
        if dice < 0.55 and name in BY_NAME:
            return BY_NAME[name](self)
        if dice < 0.65 and name in SIZE_NAMES:
            return self.choose(SIZES)
        if dice < 0.72:
            return self.pooled()
        if dice < 0.77:
            return self.choose(SIZES)
        if dice < 0.82:
            return self.choose(ODD)
        if dice < 0.9:
            return any_kinds.Hostile(self)
        return self.choose(any_kinds.ARGUMENTS)()

    def arguments_for(self, function):
        """(positional, keywords) by the signature, if there is one."""
        try:
            parameters = list(inspect.signature(function).parameters.values())
        except (ValueError, TypeError, AttributeError, RecursionError):
            return [self.value_for("") for _ in range(int(self.chance.random() * 4))], {}
        positional, keywords = [], {}
        for parameter in parameters:
            optional = parameter.default is not parameter.empty or parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
            if optional and self.chance.random() < 0.5:
                if parameter.kind == parameter.POSITIONAL_ONLY or parameter.kind == parameter.POSITIONAL_OR_KEYWORD and self.chance.random() < 0.5:
                    break
                continue
            if parameter.kind == parameter.VAR_KEYWORD:
                keywords["extra"] = self.value_for("")
            elif parameter.kind == parameter.KEYWORD_ONLY or keywords:
                if parameter.kind != parameter.VAR_POSITIONAL:
                    keywords[parameter.name] = self.value_for(parameter.name)
            else:
                positional.append(self.value_for(parameter.name))
        return positional, keywords

    def step(self, number):
        self.chance = random.Random(self.case["seed"] * 1000 + number)
        dice = self.chance.random()
        if dice < 0.5:
            target = self.pooled()
            kind = target if isinstance(target, type) else type(target)  # SimpleQueue.get(queue) waits, too
            waits = any(base.__module__ in ("queue", "_queue") for base in kind.__mro__)
            names = [n for n in dir(target) if n not in NOT_CALLED and not (waits and n in WAITING)]
            name = self.choose(names)
            if dice < 0.02:
                self.trace(number, "setattr", target, name)
                return setattr(target, name, self.value_for("value"))
            function = getattr(target, name)
            if not callable(function):
                return function
            return self.call(number, function, name)
        if dice < 0.7:
            name, function = self.choose(self.functions)
            return self.call(number, function, name)
        if dice < 0.76:
            change = self.choose(any_kinds.CHANGES)
            self.trace(number, "change", change.__code__.co_firstlineno)
            return change(self.pooled())
        if dice < 0.88:
            use, target = self.choose(any_kinds.ONE_OPERAND), self.pooled()
            self.trace(number, getattr(use, "__code__", use), target)
            return use(target)
        if dice < 0.91:
            target = self.pooled()
            self.trace(number, "part of", target)
            return self.part_of(target)
        use, target, other = self.choose(any_kinds.TWO_OPERANDS), self.pooled(), self.value_for("")
        self.trace(number, getattr(use, "__code__", use), target, other)
        return use(target, other)

    def part_of(self, target):
        """What introspection shows of an object: no step may break what native code believes of it. Not what the game itself stands on."""
        gc.get_referrers(target)
        parts = [p for p in gc.get_referents(target) if not isinstance(p, STANDS_ON)]
        return self.choose(parts) if parts else None

    def call(self, number, function, name):
        positional, keywords = self.arguments_for(function)
        if name in any_method.GROWING:
            positional = [a for a in positional if not hasattr(type(a), "__next__")]
        self.trace(number, name, *positional, *keywords.items())
        return function(*positional, **keywords)

    def trace(self, number, what, *values):
        if self.case["trace"]:
            print("step", number, what, *[describe(v) for v in values], file=sys.stderr, flush=True)

    def play(self, numbers):
        for number in numbers:
            try:
                self.keep(self.step(number))
            except Exception as error:
                error.__traceback__ = None
                if isinstance(error, SystemError):
                    self.wrong.append(f"step {number}: SystemError: {error}")
            except BaseException:
                pass

    def keep(self, result):
        if hasattr(type(result), "__next__"):
            result = list(islice(result, 4)) if self.chance.random() < 0.5 else result
        if type(result) in (int, bool, type(None), float) or isinstance(result, types.ModuleType):
            return
        if isinstance(result, (str, bytes)) and len(result) > 10000:
            return
        if isinstance(result, dict) and any(dict.__contains__(result, name) for name in NAMESPACES):
            return
        if len(self.objects) < MOST_OBJECTS:
            self.objects.append(result)
        else:
            self.objects[int(self.chance.random() * MOST_OBJECTS)] = result
        for value in self.objects:
            if any_kinds.length(value) > LONG:
                value.clear()


def describe(value):
    """The type, and the value if showing it runs no code of the game."""
    kind = type(value)
    if kind in (int, float, str, bytes, bool, type(None), range):
        return repr(value)[:60]
    if kind is tuple and len(value) == 2 and type(value[0]) is str:
        return f"{value[0]}={describe(value[1])}"
    return f"<{kind.__module__}.{kind.__name__}>"


def play(case):
    game = Game(case)
    numbers = range(STEPS) if case["keep"] is None else case["keep"]
    if case["threads"] == 1:
        game.play(numbers)
    else:
        threads = [threading.Thread(target=game.play, args=([n + 1000 * i for n in numbers],)) for i in range(case["threads"])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    wrong = game.wrong
    game.objects.clear()
    game.__dict__.clear()
    del game
    gc.collect()
    sys.settrace(None)
    sys.setprofile(None)
    return wrong


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    faulthandler.enable(sys.__stderr__)
    sys.unraisablehook = threading.excepthook = lambda what: None
    sys.setrecursionlimit(500)
    sys.setswitchinterval(1e-4)
    sys.stdout = open(os.devnull, "w")
    serve(play)
