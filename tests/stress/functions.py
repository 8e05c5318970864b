"""Functions, closures and code that change while they are called."""

import functools
import gc
import sys
import threading
import types

from harness import THREADS, Random, complain, expect, scenario, share_of, together, while_busy

N = 120


@scenario
def code_and_defaults_are_replaced():
    def function(a, b=1, *, c=2):
        return a, b, c

    def other(a, b=1, *, c=2):
        text = "constants %s" % a
        return a, b, c, text, 12345678901234567890

    def third(a, b=1, *, c=2):
        return (a, b, c, *(n for n in range(3)))

    codes = function.__code__, other.__code__, third.__code__

    def change(i):
        for n in range(N // 4):
            function.__code__ = codes[n % 3]
            function.__defaults__ = (n,)
            function.__kwdefaults__ = {"c": n}
            function.__name__ = "function%d" % n
            function.__doc__ = str(n)
            function.attribute = n

    def call(i):
        for n in range(N):
            a, b, c, *rest = function(n)
            expect(a == n and isinstance(b, int) and isinstance(c, int), "call")
            expect(rest in ([], ["constants %s" % n, 12345678901234567890], [0, 1, 2]), "rest", rest)
            expect(function(n, c=3)[2] == 3 and function(1, 2)[:2] == (1, 2), "call with arguments")
            expect(function(*(5, 6), **{"c": 7})[:3] == (5, 6, 7), "expanded")
            expect(repr(function).startswith("<function") and function.__code__ in codes, "repr")
            function.__doc__, function.__dict__, function.__annotations__

    together(change, call, call)


@scenario
def frames_go_on_with_their_code():
    def one(wait):
        first = "first of one"
        wait()
        return first, "second of one", 1.25

    def two(wait):
        return "two"

    codes = one.__code__, two.__code__

    def change(i):
        for n in range(N // 4):
            one.__code__ = codes[n % 2]
        one.__code__ = codes[0]

    def call(i):
        for n in range(N):
            result = one(lambda: None)
            expect(result == "two" or result == ("first of one", "second of one", 1.25), "result", result)

    together(change, call, call)


@scenario
def code_is_replaced_while_others_look_at_everything():
    """The function is its thread's own until somebody finds it."""

    def change(i):
        for n in range(N // 4):
            own = {}
            exec("def function():\n function.__code__ = after.pop()\n return 1\n", own)
            own["after"] = [compile(f"def f():\n return '{i} {n}'\n", "text", "exec").co_consts[0]]
            expect(own["function"]() == 1 and own["function"]() == f"{i} {n}", "results")

    def look():
        codes[:] = [frame.f_code for frame in sys._current_frames().values()]
        codes.extend(thing.__code__ for thing in gc.get_objects() if type(thing) is type(look))

    codes = []
    while_busy(change, look, look)
    expect(all(code.co_name for code in codes), "codes")


@scenario
def suspended_generators_go_on_with_their_code():
    def numbers():
        yield "a 1"
        yield "a %s" % 2
        yield ("a", 3)

    def letters():
        yield 1000
        yield 2000.5

    codes = numbers.__code__, letters.__code__

    def change(i):
        for n in range(N // 4):
            numbers.__code__ = codes[n % 2]

    def run(i):
        for n in range(N):
            expect(list(numbers()) in (["a 1", "a 2", ("a", 3)], [1000, 2000.5]), "items")

    together(change, run, run)


@scenario
def closures_share_their_cells():
    def make():
        count, text = 0, "start"
        lock = threading.Lock()

        def add():
            nonlocal count
            with lock:
                count += 1

        def write(value):
            nonlocal text
            text = "text %d" % value

        def read():
            return count, text

        return add, write, read

    add, write, read = make()

    def use(i):
        for n in range(N):
            add()
            write(n)
            count, text = read()
            expect(text.startswith("text ") and 0 < count <= THREADS * N, "cell")

    together(use)
    expect(read()[0] == THREADS * N, "count", read()[0])


@scenario
def cells_are_emptied_and_filled():
    def make():
        value = [0]

        def read():
            return value

        def delete():
            nonlocal value
            del value

        def store(n):
            nonlocal value
            value = [n]

        return read, delete, store

    read, delete, store = make()

    def use(i):
        for n in range(N):
            try:
                (store(n), delete())
            except NameError as error:
                expect("free variable" in str(error) or "not associated" in str(error) or "before assignment" in str(error), error)
            try:
                expect(read()[0] in range(N), "value")
                read.__closure__[0].cell_contents
            except NameError:
                pass
            except ValueError as error:
                expect("empty" in str(error), error)

    together(use)


@scenario
def globals_are_replaced():
    space = {"value": (0, 0), "__builtins__": __builtins__}
    exec("def read():\n  a, b = value\n  return a == b and len((a, b)) == 2\ndef write(n):\n  global value\n  value = (n, n)\n"
         "def size():\n  return len('abc')", space)

    def write(i):
        for n in range(N):
            space["write"](n)
            space["name%d" % (n % 40)] = n
            space.pop("name%d" % (n * 7 % 40), None)

    def read(i):
        for n in range(N):
            expect(space["read"](), "torn")

    together(write, read)


@scenario
def a_builtin_is_shadowed():
    space = {}
    exec("def size():\n  return len('abc')\n", space)

    def shadow(i):
        for n in range(N):
            space["len"] = lambda text: -1
            del space["len"]

    def call(i):
        for n in range(N * 3):
            expect(space["size"]() in (3, -1), "value")

    if share_of(2, 0) == 1:
        together(shadow, call)
    else:
        together(*[shadow] + [call] * (THREADS - 1))
    expect(space["size"]() == 3, "builtin again")


@scenario
def globals_of_other_kinds_are_read():
    space = {"__builtins__": {"len": len, "helper": lambda: 0}}
    exec("def call():\n  return helper()\n", space)

    def change(i):
        for n in range(N):
            space["__builtins__"]["helper"] = lambda n=n: n
            if n % 2:
                space["helper"] = lambda n=n: -n
            else:
                space.pop("helper", None)

    def call(i):
        for n in range(N * 2):
            expect(-N < space["call"]() < N, "value")

    together(change, call)


@scenario
def recursion_is_limited_on_every_thread():
    def deep(n):
        return deep(n + 1)

    def use(i):
        try:
            deep(0)
            complain("no limit")
        except RecursionError as error:
            expect("maximum recursion depth exceeded" in str(error), error)

    together(use)


@scenario
def the_recursion_limit_changes():
    import sys

    before = sys.getrecursionlimit()

    def change(i):
        for n in range(N):
            sys.setrecursionlimit(before + i * 10 + n % 10)

    def down(n):
        return 0 if n == 0 else 1 + down(n - 1)

    def use(i):
        for n in range(20):
            expect(down(200) == 200, "depth")

    try:
        together(change, use)
    finally:
        sys.setrecursionlimit(before)


@scenario
def partials_are_shared():
    def function(*args, **keywords):
        return args, tuple(sorted(keywords.items()))

    part = functools.partial(function, 1, a=2)

    def use(i):
        for n in range(N):
            expect(part(n, b=i) == ((1, n), (("a", 2), ("b", i))), "partial")
            expect(functools.partial(part, 5)(6)[0] == (1, 5, 6) and part.args == (1,) and part.keywords == {"a": 2}, "nested")
            repr(part)

    together(use)


@scenario
def a_partial_is_given_another_state():
    part = functools.partial(max, 1)

    def change(i):
        for n in range(N):
            part.__setstate__((max, (n, n), {}, {"note": n}))

    def call(i):
        for n in range(N):
            expect(0 <= part(0) < N, "call")
            expect(len(set(part.args)) == 1, "args", part.args)

    together(change, call)


@scenario
def methods_are_bound_everywhere():
    class Thing:
        def __init__(self, n):
            self.n = n

        def get(self, add=0):
            return self.n + add

    things = [Thing(n) for n in range(8)]
    methods = [thing.get for thing in things]

    def use(i):
        rng = Random(i)
        for n in range(N):
            k = rng.below(8)
            expect(methods[k]() == k and things[k].get(n) == k + n and methods[k] == things[k].get, "bound")
            methods[k] = things[k].get
            expect(types.MethodType(Thing.get, things[k])(add=1) == k + 1, "MethodType")

    together(use)


@scenario
def attributes_of_functions_come_and_go():
    def function():
        pass

    def use(i):
        for n in range(N):
            setattr(function, "name%d" % i, n)
            expect(getattr(function, "name%d" % i) == n, "own attribute")
            expect(function.__dict__["name%d" % i] == n, "dict")
            delattr(function, "name%d" % i)

    together(use)
    expect(function.__dict__ == {}, "left", function.__dict__)


@scenario
def reduce_and_sort_keys_call_shared_functions():
    def key(x):
        return -x

    def work(i):
        for n in range(N // 4):
            expect(functools.reduce(lambda a, b: a + b, range(50)) == 1225, "reduce")
            expect(sorted(range(50), key=key) == list(range(49, -1, -1)), "sorted")
            expect(min(range(50), key=key) == 49 and max([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)) == 1, "min")

    while_busy(work, lambda: setattr(key, "note", 1))
