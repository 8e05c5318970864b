"""The runtime's own tables and caches, and native objects that keep state, used by several threads at once.

    modules.py [seconds] [threads] [seed]

Each check shares fresh objects between all threads and compares what each thread gets with what one thread alone would get. The last line is
"ok" or says what was wrong.
"""

import abc
import array
import asyncio
import collections
import contextvars
import copy
import enum
import functools
import gc
import importlib
import io
import itertools
import json
import math
import operator
import os
import re
import struct
import sys
import tempfile
import threading
import time
import traceback
import types
import warnings
import weakref

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
THREADS = int(sys.argv[2]) if len(sys.argv) > 2 else 8
N = 40

complaints = []
counter = itertools.count()


def expect(condition, text):
    if not condition:
        complaints.append(text)


def together(function):
    barrier = threading.Barrier(THREADS)

    def run(i):
        barrier.wait()
        try:
            function(i)
        except Exception as error:
            complaints.append("%s: %s: %s" % (function.__qualname__, type(error).__name__, error))
            traceback.print_exc()

    threads = [threading.Thread(target=run, args=(i,)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# ---- text and numbers


def text_is_hashed_and_encoded():
    fresh = "".join(["text \u20ac ", str(next(counter))])
    number = 12345678901234567890 ** 9 + next(counter)

    def use(i):
        for n in range(N):
            expect(hash(fresh) == hash(fresh + ""), "hash of str")
            expect({fresh: 1}[fresh] == 1, "key")
            expect(fresh.encode().decode() == fresh, "utf-8")
            expect(fresh.upper().lower() == fresh and fresh.split()[0] == "text", "str")
            expect(hash(number) == hash(number + 0) and int(str(number)) == number, "int")
            expect(getattr(sys, sys.intern("max" + "size")) == sys.maxsize, "interned")
            expect(f"{fresh:>30}|{n:05d}|{1.5:.3f}".endswith("|1.500"), "format")
            expect(hash((fresh, n)) == hash((fresh, n)), "tuple")

    together(use)


def patterns_are_shared():
    source = r"(?P<word>\w+)\s+(?P<number>\d+)#?%d" % next(counter)
    pattern = re.compile(source)

    def use(i):
        for n in range(N):
            match = re.compile(source).match("abc  123")
            match = match or pattern.search("abc  %d" % 1230)
            expect(match is None or match["word"] == "abc", "match")
            expect(re.sub("[aeiou]", "_", "education") == "_d_c_t__n", "sub")
            expect(len(re.findall(r"\d", "a1b2c3")) == 3, "findall")
            if n % 20 == 0:
                re.purge()

    together(use)


def formats_are_cached():
    def use(i):
        for n in range(N):
            form = "<%dsIhq" % (n % 15 + 1)
            data = struct.pack(form, b"x", n, -n, n << 30)
            expect(struct.unpack(form, data)[1:] == (n, -n, n << 30), "struct")
            expect(json.loads(json.dumps({"a": [n, 1.5, None, "x\u20ac"]})) == {"a": [n, 1.5, None, "x\u20ac"]}, "json")

    shared = struct.Struct("<IIq")
    together(use)
    together(lambda i: [expect(shared.unpack(shared.pack(i, n, -n)) == (i, n, -n), "Struct") for n in range(N)])


def arrays_are_shared():
    numbers = array.array("q", range(50))

    def use(i):
        for n in range(N):
            numbers[n % 50] = n % 50
            if i % 2:
                try:
                    numbers.append(1)
                    numbers.pop()
                except BufferError:
                    pass
            expect(sum(numbers[:50]) == 49 * 25, "array")

    together(use)


# ---- streams


def streams_are_shared():
    text, data = io.StringIO(), io.BytesIO()

    def write(i):
        for n in range(N):
            text.write("line\n")
            data.write(b"line\n")

    together(write)
    expect(text.getvalue() == "line\n" * (N * THREADS), "StringIO")
    expect(data.getvalue() == b"line\n" * (N * THREADS), "BytesIO")


def files_are_shared():
    with tempfile.TemporaryFile("w+b") as file:
        together(lambda i: [file.write(b"%08d\n" % n) for n in range(N)])
        file.seek(0)
        lines = []
        together(lambda i: lines.extend(iter(file.readline, b"")))
        expect(len(lines) == N * THREADS and all(len(line) == 9 for line in lines), "lines of a binary file")
    with tempfile.TemporaryFile("w+") as file:
        together(lambda i: [print("text", n, file=file) for n in range(N)])
        file.flush()
        file.seek(0)
        expect(sorted(set(file.read().split())) == sorted(set(["text"] + [str(n) for n in range(N)])), "words of a text file")
        file.seek(0)
        together(lambda i: [file.readline() for _ in range(N)])


def standard_output_is_shared():
    saved = sys.stderr
    sys.stderr = open(os.devnull, "w")
    try:
        together(lambda i: [print(i, n, file=sys.stderr) for n in range(N)])
    finally:
        sys.stderr.close()
        sys.stderr = saved


# ---- classes


def classes_are_made():
    class Base(abc.ABC):
        @abc.abstractmethod
        def method(self): ...

    def use(i):
        for n in range(N):
            made = type("Made%d" % n, (Base,), {"method": lambda self: n, "value": n, "__slots__": ("a", "b")})
            thing = made()
            thing.a = n
            expect(thing.method() == n and thing.a == n and made.value == n, "made")
            Base.register(type("Other", (), {}))
            expect(isinstance(thing, Base) and not isinstance(n, Base), "isinstance")
            expect(made in Base.__subclasses__(), "subclasses")
            expect(isinstance([], collections.abc.Sequence) and issubclass(dict, collections.abc.Mapping), "abc")

    together(use)


def enums_and_tuples_are_made():
    def use(i):
        for n in range(5):
            color = enum.Enum("Color", "red green blue")
            expect(color.red.value == 1 and color(2) is color.green, "enum")
            point = collections.namedtuple("Point", "x y")
            expect(point(1, y=n)._replace(x=n) == (n, n), "namedtuple")

    together(use)


def a_method_is_patched():
    class Thing:
        def __init__(self):
            self.x = 1

        def __len__(self):
            return 1

        def __eq__(self, other):
            return True

        __hash__ = None

    things = [Thing() for _ in range(4)]

    def use(i):
        for n in range(N):
            if i == 0:
                Thing.__len__ = lambda self, n=n: n
                Thing.__call__ = lambda self, n=n: n
                Thing.x = property(lambda self: 2) if n % 2 else None
                del Thing.__call__, Thing.x
                Thing.__init__.__defaults__ = None
            else:
                thing = things[n % 4]
                expect(0 <= len(thing) <= N and thing == things[0], "special methods")
                expect(thing.x in (1, 2, None), "property")
                try:
                    expect(thing() >= 0, "call")
                except (TypeError, AttributeError):
                    pass
                expect(copy.copy(thing).x in (1, 2, None), "copy")

    together(use)


def functions_are_changed():
    def function(a, b=1, *, c=2):
        return a, b, c

    def other(a, b=1, *, c=2):
        return a, b, c

    codes = function.__code__, other.__code__

    def use(i):
        for n in range(N):
            if i == 0:
                function.__code__ = codes[n % 2]
                function.__defaults__ = (n,)
                function.__kwdefaults__ = {"c": n}
                function.__name__ = "function%d" % n
                function.__doc__ = str(n)
                function.attribute = n
            else:
                a, b, c = function(n)
                expect(a == n and isinstance(b, int) and isinstance(c, int), "call")
                expect(function(n, c=3)[2] == 3 and function(1, 2) [:2] == (1, 2), "call with arguments")
                repr(function), function.__doc__, function.__dict__, function.__annotations__

    together(use)


def single_dispatch_and_properties():
    @functools.singledispatch
    def kind(value):
        return "object"

    class Thing:
        @functools.cached_property
        def value(self):
            return object()

    thing = Thing()

    def use(i):
        for n in range(N):
            if n % 10 == i % 10:
                kind.register(type("New", (), {}), lambda value: "new")
            expect(kind(n) == "object", "singledispatch")
            expect(thing.value is not None, "cached_property")
            expect(functools.reduce(operator.add, range(n + 1)) == n * (n + 1) // 2, "reduce")

    together(use)


# ---- the rest


def modules_are_imported():
    names = ["colorsys", "chunk", "sched", "bisect", "heapq", "textwrap", "keyword", "token", "fractions", "calendar"]
    for name in names:
        sys.modules.pop(name, None)
    got = [[] for _ in range(THREADS)]

    def use(i):
        for name in names:
            try:
                got[i].append(importlib.import_module(name))
            except ImportError:
                got[i].append(None)
            exec("import os.path as p; from collections import deque", {})

    together(use)
    expect(all(g == got[0] for g in got), "modules")


def code_is_compiled():
    def use(i):
        for n in range(10):
            space = {}
            exec(compile("def f(x, y=%d):\n  return [x + i + y for i in range(3)]\nclass C: a = f(1)" % n, "<string>", "exec"), space)
            expect(space["C"].a == [1 + n, 2 + n, 3 + n], "exec")
            expect(eval("a + b", {"a": n}, {"b": 1}) == n + 1, "eval")
            try:
                compile("x = = 1", "<string>", "exec")
            except SyntaxError as error:
                expect(error.lineno == 1, "SyntaxError")

    together(use)


def contexts_and_locals():
    variable, local = contextvars.ContextVar("v%d" % next(counter), default=0), threading.local()
    shared = contextvars.copy_context()

    def use(i):
        for n in range(N):
            token = variable.set(n)
            expect(variable.get() == n and contextvars.copy_context()[variable] == n, "context")
            variable.reset(token)
            local.value = (i, n)
            expect(local.value == (i, n), "local")
            try:
                shared.run(variable.set, n)
            except RuntimeError as error:
                expect("already entered" in str(error), str(error))

    together(use)


def weak_containers_are_shared():
    class Thing:
        pass

    values, keys, things = weakref.WeakValueDictionary(), weakref.WeakKeyDictionary(), weakref.WeakSet()

    def use(i):
        for n in range(N):
            thing = Thing()
            values[n] = thing
            keys[thing] = n
            things.add(thing)
            expect(keys.get(thing) == n and thing in things, "weak")
            reference = weakref.ref(thing)
            proxy = weakref.proxy(thing)
            proxy.x = n
            expect(reference() is thing and thing.x == n, "ref")
            weakref.finalize(thing, int)
            del thing

    together(use)
    gc.collect()
    expect(not list(values.values()) and not list(keys), "what is left")


def event_loops_run():
    async def produce(n):
        for k in range(n):
            await asyncio.sleep(0)
            yield k

    async def work():
        return sum([k async for k in produce(10)]) + sum(await asyncio.gather(*[asyncio.sleep(0, k) for k in range(5)]))

    together(lambda i: expect(asyncio.run(work()) == 55, "asyncio"))


def frames_are_looked_at():
    def deep(n):
        local = [n]
        if n:
            return deep(n - 1)
        return sum(1 for _ in sys._current_frames().values()), local

    def use(i):
        for n in range(5):
            expect(deep(5)[0] >= 1, "frames")
            for frame in sys._current_frames().values():
                depth = 0
                while frame is not None and depth < 50:
                    frame.f_code.co_name, frame.f_lineno
                    if depth < 3:
                        for value in frame.f_locals.values():
                            type(value)
                    frame = frame.f_back
                    depth += 1

    together(use)


def the_heap_is_looked_at():
    def use(i):
        things = [{"i": i, "n": n} for n in range(N)]
        if i % 4 == 0:
            expect(len(gc.get_objects()) > 100, "get_objects")
            expect(any(r is things for r in gc.get_referrers(things[0])), "get_referrers")
        expect(things in gc.get_referrers(things[1]) or True, "get_referrers")
        expect(len(gc.get_referents(things)) == N, "get_referents")
        sys.getrefcount(things)
        gc.get_count(), gc.get_stats(), gc.isenabled()
        gc.collect(0)

    together(use)


def warnings_are_given():
    def use(i):
        for n in range(N):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                warnings.warn("text %d" % (n % 3), UserWarning)

    together(use)


def exceptions_are_shared():
    error = ValueError("shared")

    def use(i):
        for n in range(N):
            try:
                raise error
            except ValueError as caught:
                expect(caught is error, "exception")
                caught.__cause__ = None
                caught.__suppress_context__ = bool(n % 2)
                caught.add_note("note") if hasattr(caught, "add_note") and n % 20 == 0 else None
                traceback.format_exception_only(type(caught), caught)
            try:
                try:
                    raise error
                except ValueError:
                    raise KeyError(n)
            except KeyError as other:
                expect(other.__context__ is error, "context")

    together(use)


def settings_are_changed():
    interval = sys.getswitchinterval()

    def use(i):
        for n in range(N):
            sys.setswitchinterval(0.001 + n / 10000)
            sys.getswitchinterval()
            gc.disable() if n % 2 else gc.enable()
            gc.set_threshold(700 + n)
            gc.get_threshold()
            sys.exc_info()

    together(use)
    gc.enable()
    sys.setswitchinterval(interval)


def counters_are_consistent():
    tally = collections.Counter()
    lock = threading.Lock()
    groups = collections.defaultdict(list)
    ordered = collections.OrderedDict()
    chained = collections.ChainMap({}, {1: 1})

    def use(i):
        for n in range(N):
            with lock:
                tally[n % 3] += 1
            groups[n % 5].append(i)
            ordered[n] = i
            try:
                ordered.move_to_end(n, last=bool(n % 2))
            except KeyError:
                pass  # another thread's pop
            if n % 7 == 0:
                ordered.pop(n, None)
            chained[n] = n
            expect(chained[1] == 1, "ChainMap")
            expect(math.gcd(n * 6, 6) in (6, 0) or n == 0, "gcd")

    together(use)
    expect(sum(tally.values()) == N * THREADS, "Counter")
    expect(len(ordered) == len(list(ordered)), "OrderedDict")


CHECKS = [value for value in list(globals().values()) if isinstance(value, types.FunctionType) and value.__module__ == __name__
          and value not in (expect, together)]


def main():
    only = os.environ.get("STRESS_CHECK", "")
    deadline = time.monotonic() + SECONDS
    rounds = 0
    while rounds == 0 or time.monotonic() < deadline:
        rounds += 1
        for check in CHECKS:
            if only not in check.__name__:
                continue
            before = len(complaints)
            check()
            if len(complaints) > before:
                print("%s: %s" % (check.__name__, ", ".join(sorted(set(complaints[before:])))), flush=True)
    print("%d rounds of %d checks" % (rounds, len(CHECKS)), file=sys.stderr)
    print("failed" if complaints else "ok")
    return 1 if complaints else 0


sys.exit(main())
