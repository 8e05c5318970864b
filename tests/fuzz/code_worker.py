"""Functions, code objects, frames, tracebacks, cells and generators with hostile parts. A case is a seed: scenario(seed) plays it."""

import asyncio
import gc
import io
import marshal
import random
import signal
import sys
import traceback
import types
import warnings
from contextlib import redirect_stderr, redirect_stdout

from code_images import forged_image
from worker import serve

STEPS_SECONDS = 0.3

SOURCE = '''
def plain(a, b=2, *c, d=4, **e):
    x = [a, b]
    for i in x:
        if i == 7: break
    else:
        x = c
    return x, d, e
def closing(n):
    m = 1
    def inner(k=0):
        nonlocal m
        m = m + 1
        return n, m, k
    class Inner:
        value = n
        def method(self): return __class__, n
    return inner, Inner
def generator(k):
    try:
        got = yield k
        yield from (got, k)
    except ValueError as e:
        yield e
    finally:
        k = None
async def coroutine(a):
    await a
    return a
async def agen(a):
    async for i in a:
        yield i
def handler(d):
    try:
        with d as q:
            return q[0]
    except (TypeError, AttributeError):
        try:
            raise KeyError(d)
        except KeyError as e:
            return e
    finally:
        d = 1
def matching(v):
    match v:
        case [1, *r]: return r
        case {'a': x, **k}: return x, k
        case int() | str(): return f'{v!r:>5}'
class Namespace:
    type Own = plain
    attribute: int = 1
    values = [_ for _ in (1, 2)]
    def generic[T](self, t: T) -> T: return t
small = lambda a, /, *, k=1: (a, k)
'''

ODD = (None, True, 0, 1, -1, 2, 7, 255, 2**15, 2**31 - 1, 2**31, -2**31, 2**63, -2**63, 2**64, 1.5, "", "x", "a b", "\ud800", "é" * 3, b"", b"x", b"\0" * 24, b"\xff" * 48,
       (), ("x",), (1,), ("x", "x"), ("a",) * 40, [], {}, {"x": 1}, {1: 2}, object(), int, len, types.CellType(1), (types.CellType(),), NotImplemented, ...)


class Text(str):
    def __eq__(self, other): raise ValueError("equal?")
    __hash__ = str.__hash__


class Pair(tuple):
    def __getitem__(self, i): raise ValueError("item?")
    def __len__(self): return 99


class Map(dict):
    def __getitem__(self, key): return key
    def keys(self): return ["1", 2]


# The arguments of types.CodeType, by the attributes that have their values.
CODE_ARGUMENTS = ("co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize", "co_flags", "co_code", "co_consts", "co_names", "co_varnames",
                  "co_filename", "co_name", "co_qualname", "co_firstlineno", "co_linetable", "co_exceptiontable", "co_freevars", "co_cellvars")

EVIL = (Text("x"), Pair((types.CellType(2),)), Pair(), Map(x=1))


def codes_of(code):
    found = [code]
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            found += codes_of(constant)
    return found


def module():
    space = {"__name__": "program"}
    try:
        code = compile(SOURCE, "<program>", "exec")
    except SyntaxError:  # of a library that is older than the syntax
        code = compile("\n".join(line for line in SOURCE.split("\n") if "[T]" not in line and "type Own" not in line), "<program>", "exec")
    exec(code, space)
    return code, space


class Scenario:
    """Some steps with the objects of one module; each may fail in any way but one."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.code, self.space = module()
        self.codes = codes_of(self.code)
        self.functions = [v for v in self.space.values() if isinstance(v, types.FunctionType)] + [*self.space["closing"](5)[:1], self.space["Namespace"].generic]
        self.things = [self.space["generator"](1), *self.functions, *self.codes, types.CellType(3), self.traceback_of(lambda: 1 / 0)]
        self.said = []

    # ---- values

    def odd(self):
        return self.rng.choice(self.rng.choice((ODD, ODD, EVIL, self.things)))

    def arguments(self):
        many = self.rng.choice((0, 0, 1, 1, 2, 3, 12, 300))
        names = self.rng.sample(("a", "b", "d", "x", "k", "n", "zz"), self.rng.choice((0, 0, 1, 2)))
        return [self.odd() for _ in range(many)], {name: self.odd() for name in names}

    def traceback_of(self, function):
        try:
            function()
        except Exception as error:
            return error.__traceback__

    def keep(self, thing):
        self.things.append(thing)
        if isinstance(thing, types.FunctionType):
            self.functions.append(thing)
        elif isinstance(thing, types.CodeType):
            self.codes.append(thing)

    # ---- steps

    def make_function(self):
        code = self.rng.choice(self.codes)
        parts = {"name": self.odd(), "argdefs": self.odd(), "closure": self.odd(), "kwdefaults": self.odd()}
        if self.rng.random() < 0.5:
            parts["closure"] = tuple(types.CellType(self.odd()) for _ in code.co_freevars)
        for name in self.rng.sample(list(parts), self.rng.randrange(4)):
            del parts[name]
        self.keep(types.FunctionType(code, self.rng.choice((self.space, {}, Map(), self.odd())), **parts))

    def call(self):
        positional, named = self.arguments()
        result = self.rng.choice(self.functions)(*positional, **named)
        self.keep(result)
        repr(result)

    def run_code(self):
        code = self.rng.choice(self.codes)
        where = self.rng.choice(((self.space,), ({},), ({}, {}), ({}, Map()), (self.space, [])))
        if self.rng.random() < 0.3:
            exec(code, *where, closure=self.rng.choice((self.odd(), tuple(types.CellType(1) for _ in code.co_freevars))))
        else:
            self.keep(self.rng.choice((exec, eval))(code, *where))

    def build_class(self):
        self.keep(__build_class__(self.rng.choice(self.functions), self.rng.choice(("C", self.odd())), *self.arguments()[0][:2]))

    def replace(self):
        code = self.rng.choice(self.codes)
        names = [n for n in dir(code) if n.startswith("co_") and not callable(getattr(code, n)) and n != "co_lnotab"]
        parts = {}
        for name in self.rng.sample(names, self.rng.choice((1, 1, 2, 4))):
            own, other = getattr(code, name), getattr(self.rng.choice(self.codes), name)
            if isinstance(own, tuple):
                parts[name] = self.rng.choice((own + own, own[:-1], other, tuple(self.odd() for _ in own), self.odd()))
            elif isinstance(own, bytes):
                parts[name] = self.rng.choice((other, own[:-1], own + own, bytes(self.rng.randrange(256) for _ in own), self.odd()))
            else:
                parts[name] = self.rng.choice((other, self.odd()))
            if name == "co_flags" and self.rng.random() < 0.7:
                parts[name] = own ^ 1 << self.rng.randrange(29)
        self.keep(code.replace(**parts))

    def set_attribute(self):
        thing = self.rng.choice(self.functions + self.things)
        name = self.rng.choice([n for n in dir(thing) if not callable(getattr(thing, n, None))] + ["__code__", "__defaults__", "__kwdefaults__", "__closure__"])
        if self.rng.random() < 0.1:
            delattr(thing, name)
        else:
            setattr(thing, name, self.rng.choice((self.odd(), self.odd(), self.rng.choice(self.codes))))

    def look(self):
        thing = self.rng.choice(self.things)
        for name in dir(thing):
            value = getattr(thing, name, None)
            if name in ("co_lines", "co_positions", "co_branches"):
                list(value())
        repr(thing), hash(thing), thing == self.odd()

    def drive(self):
        thing = self.rng.choice([t for t in self.things if hasattr(t, "send") or hasattr(t, "asend")])
        way = self.rng.choice(("send", "throw", "close", "asend", "athrow", "aclose", "__next__"))
        result = getattr(thing, way)(*[self.odd() for _ in range(way not in ("close", "aclose", "__next__"))])
        self.keep(result)

    def frame(self):
        thing = self.rng.choice(self.things)
        frame = getattr(thing, "gi_frame", None) or getattr(thing, "cr_frame", None) or getattr(thing, "tb_frame", None) or sys._getframe()
        self.keep(frame)
        local = frame.f_locals
        if hasattr(local, "keys") and frame is not sys._getframe() and frame.f_code.co_name != "frame":
            for name in list(local)[:3] + ["fresh"]:
                local[name] = self.odd()
        if self.rng.random() < 0.2:
            frame.clear()

    def make_traceback(self):
        frames = [t for t in self.things if isinstance(t, types.FrameType)] or [sys._getframe()]
        tb = types.TracebackType(self.rng.choice((None, self.odd(), self.traceback_of(lambda: 1 / 0))), self.rng.choice((*frames, self.odd())),
                                 self.rng.choice(ODD), self.rng.choice(ODD))
        self.keep(tb)
        self.report(ValueError("v").with_traceback(tb))

    def report(self, error):
        traceback.format_exception(error)
        sys.__excepthook__(type(error), error, error.__traceback__)

    def syntax_error(self):
        # A great offset into no text asks for as many marks.
        numbers = [n for n in ODD if not isinstance(n, int) or abs(n) < 2**16]
        text = self.rng.choice(("x = 1\n", "  é\ty", "", None, 5, "a\nb", b"x"))
        if text:
            numbers = ODD
        error = SyntaxError("m", (self.odd(), *(self.rng.choice(numbers) for _ in range(2)), text, *(self.rng.choice(numbers) for _ in range(2))))
        for name in self.rng.sample(("msg", "filename", "lineno", "print_file_and_line"), 2):
            setattr(error, name, self.odd())
        sys.__excepthook__(SyntaxError, error, None)

    def marshal_round(self):
        data = bytearray(marshal.dumps(self.rng.choice((self.rng.choice(self.codes), (1, "x", self.code), {1: [2.5, b"x"]}))))
        for _ in range(self.rng.choice((0, 1, 1, 5))):
            data[self.rng.randrange(len(data))] = self.rng.randrange(256)
        if self.rng.random() < 0.3:
            del data[self.rng.randrange(len(data)):]
        self.keep(marshal.loads(data))

    def forge_image(self):
        self.keep(marshal.loads(forged_image(marshal.dumps(self.rng.choice(self.codes)), self.rng)))

    def assemble(self):
        """code() of the attributes of a code object, some of which have been changed a little."""
        code = self.rng.choice(self.codes)
        parts = [getattr(code, name) for name in CODE_ARGUMENTS]
        for _ in range(self.rng.choice((0, 1, 1, 2))):
            at = self.rng.randrange(len(parts))
            part = parts[at]
            if isinstance(part, bytes) and part:
                changed = bytearray(part)
                changed[self.rng.randrange(len(part))] = self.rng.choice((0, 1, 2, 3, 0x80, self.rng.randrange(256)))
                parts[at] = bytes(changed)
            elif isinstance(part, tuple) and part:
                changed = list(part)
                changed[self.rng.randrange(len(part))] = self.rng.choice((self.rng.choice(part), self.odd()))
                parts[at] = tuple(changed)
            elif isinstance(part, int):
                parts[at] = self.rng.choice((part + 1, part - 1, part ^ 1 << self.rng.randrange(29)))
        self.keep(types.CodeType(*parts))

    def trace(self):
        jumps = self.rng.random() < 0.5

        def tracer(frame, event, argument):
            if frame.f_globals is not self.space and jumps:
                return None
            frame.f_lasti, frame.f_lineno, list(frame.f_code.co_lines())
            if jumps and self.rng.random() < 0.3:
                for _ in range(self.rng.choice((1, 2))):
                    frame.f_lineno = frame.f_code.co_firstlineno + self.rng.randrange(-1, 12)
            if self.rng.random() < 0.1:
                frame.f_trace_opcodes = True
            return self.rng.choice((tracer, tracer, tracer, None, 5 if self.rng.random() < 0.1 else tracer))

        sys.settrace(tracer)
        try:
            self.call()
        finally:
            sys.settrace(None)

    def awaiting(self):
        async def run():
            try:
                await asyncio.wait_for(self.space["coroutine"](self.odd()), 0.01)
                async for _ in self.space["agen"](self.odd()): break
            except Exception as error:
                self.keep(error.__traceback__)

        run().send(None)

    def collect(self):
        gc.collect(self.rng.randrange(3))

    def play(self):
        steps = [getattr(self, name) for name in ("make_function", "make_function", "call", "call", "call", "run_code", "build_class", "replace", "replace", "set_attribute",
                                                  "set_attribute", "look", "drive", "drive", "frame", "make_traceback", "syntax_error", "marshal_round", "forge_image", "forge_image",
                                                  "assemble", "assemble", "trace", "awaiting",
                                                  "collect")]
        for _ in range(12):
            step = self.rng.choice(steps)
            try:
                step()
            except BaseException as error:
                if not isinstance(error, RecursionError) and self.rng.random() < 0.05:
                    self.report(error)
                self.said.append(f"{step.__name__}: {type(error).__name__}")
            else:
                self.said.append(step.__name__)
        return self.said


class Stopped(BaseException):
    pass


def stop(*_):
    raise Stopped


def play(seed):
    signal.setitimer(signal.ITIMER_REAL, STEPS_SECONDS, 0.02)
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return Scenario(seed).play()
    except BaseException as error:
        return [type(error).__name__]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.settrace(None)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, stop)
    sys.unraisablehook = lambda *_: None
    serve(play)
