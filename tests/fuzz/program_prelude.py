"""What random programs use: output, limits that end every program, classes to inherit from, managers, decorators, a driver of coroutines.

All of it behaves in the same way wherever it runs: values are shown without addresses and orders of sets, and what happens at the end of an
object (`gone`) is told in order only where that order is determined.
"""

import collections
import contextlib
import functools
import gc
import re
import sys
import threading
import types
import weakref

MOST_LINES = 250
MOST_TICKS = 3000
LONGEST = 40        # items of what k() lets pass
LONGEST_TEXT = 400
ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
SETS = (set, frozenset)
PLAIN = (int, float, complex, bool, str, bytes, bytearray, type(None), type(Ellipsis), type(NotImplemented), range, slice)

# What the dict of a built-in type holds, in an order of each implementation's own.
OF_BUILTIN_TYPES = (types.BuiltinFunctionType, types.WrapperDescriptorType, types.MethodDescriptorType, types.ClassMethodDescriptorType,
                    types.GetSetDescriptorType, types.MemberDescriptorType)

state = threading.local()


class Enough(BaseException):
    """Raised when a program has printed or repeated enough; a program that catches it meets it again."""


def begin_thread():
    state.lines, state.ticks, state.depth = [], 0, 0


class Program:
    """What one program shares between its threads."""

    ordered = True  # whether the order in which objects end is determined
    exact = True    # whether texts of exceptions are compared
    file = ""
    dead = []


def p(*values):
    lines = state.lines
    if len(lines) >= MOST_LINES:
        raise Enough
    lines.append(scrub(" ".join([show(v) for v in values])))


def tick():
    state.ticks += 1
    if state.ticks > MOST_TICKS:
        raise Enough


def scrub(text):
    return ADDRESS.sub("0x", text)


def show(value, depth=3):
    """Text that says what a value is; runs no method of a class of the program."""
    kind = type(value)
    if kind in PLAIN:
        return short(value)
    if depth == 0:
        return "..."
    if kind in (list, tuple, collections.deque):
        return kind.__name__[0] + "[" + ", ".join([show(v, depth - 1) for v in list(value)[:LONGEST]]) + "]"
    if kind in SETS:
        return kind.__name__[0] + "{" + ", ".join(sorted([show(v, depth - 1) for v in value])[:LONGEST]) + "}"
    if kind in (dict, collections.OrderedDict, collections.Counter, collections.defaultdict, types.MappingProxyType):
        return "{" + ", ".join([show(k, depth - 1) + ": " + show(v, depth - 1) for k, v in list(value.items())[:LONGEST]]) + "}"
    if isinstance(value, BaseException):
        return kind.__name__ + show(value.args, depth - 1)
    if isinstance(value, type):
        return "class " + value.__name__
    return "<" + kind.__name__ + attributes(value, depth) + ">"


def short(value):
    try:
        text = repr(value)
    except ValueError:  # an int of too many digits
        return "int of %d bits" % value.bit_length()
    return text if len(text) <= LONGEST_TEXT else "%s...%d" % (text[:LONGEST_TEXT], len(text))


def attributes(value, depth):
    try:
        own = object.__getattribute__(value, "__dict__")
    except AttributeError:
        return ""
    if type(own) is not dict or not own:
        return ""
    own = [(name, v) for name, v in own.items() if type(name) is str and type(v) not in OF_BUILTIN_TYPES]
    return " " + ", ".join(["%s=%s" % (name, type(v).__name__ if name == "__doc__" else show(v, depth - 1)) for name, v in own[:8]])


def err(error, depth=0):
    """Prints an exception: type, text, the lines of the program it came through, and the exceptions behind it."""
    text = ": " + scrub(text_of(error))[:LONGEST_TEXT] if Program.exact else ""
    p()
    state.lines[-1] = "  " * depth + type(error).__name__ + text + " " + places(error.__traceback__)
    for note in getattr(error, "__notes__", ()) or ():
        p("  " * depth + "note", note)
    if isinstance(error, BaseExceptionGroup) and depth < 4:
        for inner in error.exceptions:
            err(inner, depth + 1)
    if error.__cause__ is not None and depth < 4:
        p("  " * depth + "because of")
        err(error.__cause__, depth + 1)
    elif error.__context__ is not None and not error.__suppress_context__ and depth < 4:
        p("  " * depth + "while handling")
        err(error.__context__, depth + 1)


def text_of(error):
    try:
        return str(error)
    except Exception as inner:
        return "<str() raises %s>" % type(inner).__name__


def places(traceback):
    found = []
    while traceback is not None and len(found) < 12:
        code = traceback.tb_frame.f_code
        if code.co_filename == Program.file:
            found.append("%s:%s" % (code.co_name, traceback.tb_lineno))
        traceback = traceback.tb_next
    return "[" + " ".join(found) + "]"


def k(value):
    """The value, cut to a size that lets nobody run out of memory."""
    kind = type(value)
    if kind is int:
        return value if -(1 << 160) < value < 1 << 160 else value % 1000003
    if kind in (str, bytes, tuple):
        return value[:LONGEST]
    if kind is list:
        del value[LONGEST:]
    return value


def gone(*values):
    """Called at the end of an object."""
    text = "gone " + " ".join([show(v) for v in values])
    if Program.ordered:
        state.lines.append(text)
    else:
        Program.dead.append(text)


def collect():
    """A collection; what ends in it, does so in an order that is not told."""
    before = len(state.lines)
    gc.collect()
    state.lines[before:] = sorted(state.lines[before:])


def unraisable(what):
    text = "unraisable " + what.exc_type.__name__
    if Program.ordered and hasattr(state, "lines"):
        state.lines.append(text)


class Root:
    """Instances are shown without their address."""

    __slots__ = ()

    def __repr__(self):
        return "<%s>" % type(self).__name__


class Base(Root):
    """Instances with attributes that expressions may expect."""

    def __init__(self, x=0, y=1, *args, **kw):
        self.x, self.y, self.items, self.tag = x, y, list(args), "t"
        for name, value in kw.items():
            setattr(self, name, value)


class D(Root):
    """Tells its end."""

    def __init__(self, name="d", held=None):
        self.name, self.held = name, held

    def __del__(self):
        gone(self.name)


class Manager(Root):
    """A context manager that tells what it sees and may swallow it."""

    def __init__(self, name="m", swallow=(), value=None):
        self.name, self.swallow, self.value = name, swallow, value

    def __enter__(self):
        p("enter", self.name)
        return self.value

    def __exit__(self, kind, error, traceback):
        p("exit", self.name, kind and kind.__name__)
        return kind is not None and bool(self.swallow) and issubclass(kind, self.swallow)


@contextlib.contextmanager
def managed(name, value=None):
    p("begin", name)
    try:
        yield value
    except (ValueError, KeyError) as error:
        p("swallowed", type(error).__name__)
    finally:
        p("end", name)


class AsyncManager(Root):
    def __init__(self, name="am", swallow=()):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        p("aenter", self.name)
        await Wait(self.name)
        return self.name

    async def __aexit__(self, kind, error, traceback):
        p("aexit", self.name, kind and kind.__name__)
        await Wait("exit")
        return kind is not None and bool(self.swallow) and issubclass(kind, self.swallow)


class Wait(Root):
    """Awaiting it gives its value to the driver and takes an answer."""

    def __init__(self, value=None):
        self.value = value

    def __await__(self):
        return (yield self.value)


class Steps(Root):
    """An asynchronous iterator over some values."""

    def __init__(self, values):
        self.values = list(values)[:5]

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.values:
            raise StopAsyncIteration
        return await Wait(self.values.pop(0))


def drive(coroutine, answers=()):
    """Runs a coroutine to its end: each time it waits it gets the next answer, thrown if it is an exception."""
    answers, answer, told = list(answers), None, 0
    try:
        while True:
            tick()
            if isinstance(answer, BaseException):
                waited = coroutine.throw(answer)
            else:
                waited = coroutine.send(answer)
            if told < 4:
                p("waits", waited)
            told += 1
            answer = answers.pop(0) if answers else waited
    except StopIteration as stop:
        return stop.value


def steps(generator, sent=()):
    """Runs a generator for a while: what it is sent is thrown if it is an exception."""
    seen = []
    try:
        seen.append(next(generator))
        for value in list(sent)[:5]:
            seen.append(generator.throw(value) if isinstance(value, BaseException) else generator.send(value))
        for _ in range(3):
            seen.append(next(generator))
    except StopIteration as stop:
        seen.append(("stop", stop.value))
    return seen


def traced(function):
    @functools.wraps(function)
    def call(*args, **kw):
        p("call", function.__name__, len(args), sorted(kw))
        return function(*args, **kw)

    return call


def times(number):
    def decorate(function):
        @functools.wraps(function)
        def call(*args, **kw):
            result = None
            for _ in range(number % 3):
                result = function(*args, **kw)
            return result

        return call

    return decorate


class Typed(Root):
    """A data descriptor that keeps its value in the instance and tells each use."""

    def __init__(self, default=0):
        self.default = default

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        p("set", self.name, value)
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        del instance.__dict__[self.name]


class Lazy(Root):
    """A descriptor without __set__: the instance's own attribute comes first."""

    def __init__(self, value=0):
        self.value = value

    def __get__(self, instance, owner=None):
        p("lazy", instance is None)
        return self.value


class Meta(type):
    """A metaclass that tells what it is asked."""

    def __new__(meta, name, bases, namespace, **options):
        made = super().__new__(meta, name, bases, namespace)
        made.options = sorted(options)
        return made

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kw):
        p("make", cls.__name__)
        return super().__call__(*args, **kw)

    def __len__(cls):
        return 3

    def __getitem__(cls, key):
        return (cls.__name__, key)


def in_threads(*functions):
    """Runs the functions, a thread each; tells afterwards what each has printed."""
    told = [None] * len(functions)

    def run(i):
        begin_thread()
        try:
            functions[i](i)
        except BaseException as error:
            try:
                err(error)
            except Enough:
                pass
        told[i] = state.lines

    threads = [threading.Thread(target=run, args=(i,)) for i in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for i, lines in enumerate(told):
        state.lines.append("thread %d" % i)
        state.lines += lines
