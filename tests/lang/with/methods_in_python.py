# Managers whose methods are Python functions of every kind: what they are given, what becomes of what they return or raise, and who is asked.
import sys
import traceback


class Plain:
    def __enter__(self):
        return [self]

    def __exit__(self, kind, value, tb):
        print("left", kind and kind.__name__, value, tb is not None)
        return "truth"


class Star:
    def __enter__(*args):
        return len(args)

    def __exit__(self, *args, **more):
        print("left", len(args), args[0] and args[0].__name__, more)


class Defaults:
    def __enter__(self, extra=5, *, key=6):
        return extra, key

    def __exit__(self, kind, value, tb=None, more=7):
        print("left", kind, more)


with Plain() as got:
    print(type(got[0]).__name__)
with Star() as got:
    print(got)
with Defaults() as got:
    print(got)
with Plain() as a, Star() as b, Defaults() as c:
    print(len(a), b, c)
with Plain():
    raise ValueError("swallowed")
try:
    with Star():
        raise ValueError("not swallowed")
except ValueError as e:
    print("out", e)


# wrong numbers of parameters
class Few:
    def __enter__(self):
        print("entered")
        return self

    def __exit__(self):
        print("never")


class Many:
    def __enter__(self, needed):
        print("never")

    def __exit__(self, *args):
        print("never")


for kind in (Few, Many):
    try:
        with kind():
            print("body")
    except TypeError as e:
        print(e)


# errors in either method, and what the traceback shows
class Broken:
    def __init__(self, where):
        self.where = where

    def __enter__(self):
        if self.where == "enter":
            raise KeyError("in enter")
        return self

    def __exit__(self, *args):
        if self.where == "exit":
            raise KeyError("in exit")


def use(where, body_fails):
    with Broken(where) as b:
        if body_fails:
            raise ValueError("in body")
    return "done"


for where in ("enter", "exit", "nowhere"):
    for body_fails in (False, True):
        try:
            print(use(where, body_fails))
        except Exception as e:
            print(repr(e), repr(e.__context__), [(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)])


# in generators, where the frame lies elsewhere, and left by all ways
class Log:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        frame = sys._getframe()
        print("enter", self.name, frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_back.f_lineno - frame.f_back.f_code.co_firstlineno)
        return self.name

    def __exit__(self, kind, value, tb):
        frame = sys._getframe(1)
        print("exit", self.name, kind and kind.__name__, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno)


def numbers(n):
    with Log("outer") as o:
        for i in range(n):
            with Log(i) as name:
                if i == 2:
                    continue
                if i == 3:
                    break
                got = yield o, name
                if got:
                    return got


print(list(numbers(5)))
g = numbers(5)
next(g)
try:
    g.send("early")
except StopIteration as e:
    print(e.value)
g = numbers(5)
next(g)
g.close()
g = numbers(5)
next(g)
try:
    g.throw(ZeroDivisionError("thrown"))
except ZeroDivisionError as e:
    print(e)


# methods found on the class only, static and class methods, callables that are no functions, generators as methods
class Odd:
    @staticmethod
    def __enter__():
        return "static"

    @classmethod
    def __exit__(cls, *args):
        print(cls.__name__, args)


class Callable:
    def __call__(self, *args):
        print("called", len(args))
        return "callable"


class Held:
    __enter__ = Callable()
    __exit__ = Callable()


class Lazy:
    def __enter__(self):
        yield 1

    def __exit__(self, *args):
        yield 2


for kind in (Odd, Held):
    o = kind()
    o.__enter__ = o.__exit__ = None
    with o as got:
        print(got)
with Lazy() as got:
    print(list(got))
try:
    with Lazy():
        raise ValueError("swallowed by a true generator object")
finally:
    print("after")


# the manager lives as long as the block, and what enter returned as long as it is used
class Counted:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return Counted(self.name + "'s")

    def __exit__(self, *args):
        print("exit", self.name)

    def __del__(self):
        print("end", self.name)


with Counted("a"):
    print("body")
with Counted("b") as got:
    print("body", got.name)
    got = None
    print("still")
manager = Counted("c")
with manager:
    del manager
    print("body")
with Counted("d") as got:
    pass
del got


# methods replaced while the block runs: exit has been looked up before
class Changing:
    def __enter__(self):
        type(self).__exit__ = lambda self, *a: print("new")
        return self

    def __exit__(self, *args):
        print("old")


def twice():
    for _ in range(2):
        with Changing():
            pass


twice()


# no room
class Deep:
    def __enter__(self):
        with self:
            pass

    def __exit__(self, *args):
        print("never")


try:
    with Deep():
        pass
except RecursionError as e:
    print("RecursionError")


# traced
events = []


def tracer(frame, event, arg):
    events.append((frame.f_code.co_name, event))
    return tracer


def traced():
    with Broken("nowhere"):
        pass


sys.settrace(tracer)
traced()
sys.settrace(None)
print([e for e in events if e[1] != "line"])

# expect: Plain
# expect: left None None False
# expect: 1
# expect: left 3 None {}
# expect: (5, 6)
# expect: left None 7
# expect: 1 1 (5, 6)
# expect: left None 7
# expect: left 3 None {}
# expect: left None None False
# expect: left ValueError swallowed True
# expect: left 3 ValueError {}
# expect: out not swallowed
# expect: entered
# expect: body
# expect: Few.__exit__() takes 1 positional argument but 4 were given
# expect: Many.__enter__() missing 1 required positional argument: 'needed'
# expect: KeyError('in enter') None [('<module>', 99), ('use', 90), ('__enter__', 81)]
# expect: KeyError('in enter') None [('<module>', 99), ('use', 90), ('__enter__', 81)]
# expect: KeyError('in exit') None [('<module>', 99), ('use', 90), ('__exit__', 86)]
# expect: KeyError('in exit') ValueError('in body') [('<module>', 99), ('use', 90), ('__exit__', 86)]
# expect: done
# expect: ValueError('in body') None [('<module>', 99), ('use', 92)]
# expect: enter outer __enter__ numbers 1
# expect: enter 0 __enter__ numbers 3
# expect: exit 0 None numbers 3
# expect: enter 1 __enter__ numbers 3
# expect: exit 1 None numbers 3
# expect: enter 2 __enter__ numbers 3
# expect: exit 2 None numbers 3
# expect: enter 3 __enter__ numbers 3
# expect: exit 3 None numbers 3
# expect: exit outer None numbers 1
# expect: [('outer', 0), ('outer', 1)]
# expect: enter outer __enter__ numbers 1
# expect: enter 0 __enter__ numbers 3
# expect: exit 0 None numbers 3
# expect: exit outer None numbers 1
# expect: early
# expect: enter outer __enter__ numbers 1
# expect: enter 0 __enter__ numbers 3
# expect: exit 0 GeneratorExit numbers 3
# expect: exit outer GeneratorExit numbers 1
# expect: enter outer __enter__ numbers 1
# expect: enter 0 __enter__ numbers 3
# expect: exit 0 ZeroDivisionError numbers 3
# expect: exit outer ZeroDivisionError numbers 1
# expect: thrown
# expect: static
# expect: Odd (None, None, None)
# expect: called 0
# expect: callable
# expect: called 3
# expect: [1]
# expect: after
# expect: end a's
# expect: body
# expect: exit a
# expect: end a
# expect: body b's
# expect: end b's
# expect: still
# expect: exit b
# expect: end b
# expect: end c's
# expect: body
# expect: exit c
# expect: end c
# expect: exit d
# expect: end d
# expect: end d's
# expect: old
# expect: new
# expect: RecursionError
# expect: [('traced', 'call'), ('__init__', 'call'), ('__init__', 'return'), ('__enter__', 'call'), ('__enter__', 'return'), ('__exit__', 'call'), ('__exit__', 'return'), ('traced', 'return')]
