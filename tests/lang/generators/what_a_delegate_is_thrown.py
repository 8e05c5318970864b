# throw() of a generator or coroutine hands its arguments to the throw() of what it delegates to, whatever they are. Only
# if it delegates to nothing that has a throw(), it makes an exception of them.
import types, warnings

class Delegate:
    log = []
    def __iter__(self):
        return self
    __await__ = __iter__
    def __next__(self):
        return 5
    def send(self, value):
        return "sent", value
    def throw(self, *args):
        self.log.append(tuple(map(short, args)))
        return "thrown"
    def close(self):
        self.log.append("close")

class WithoutThrow:
    def __iter__(self):
        return self
    __await__ = __iter__
    def __next__(self):
        return 5
class RaisesAtLookUp(WithoutThrow):
    @property
    def throw(self):
        raise OSError("looked up")
class Stops(WithoutThrow):
    def throw(self, *args):
        raise StopIteration(len(args))
class Raises(WithoutThrow):
    def throw(self, *args):
        raise KeyError(len(args))
class NotCallable(WithoutThrow):
    throw = 5

class FailsToBeMade(Exception):
    def __init__(self, *args):
        raise ZeroDivisionError("made")

def generator(d):
    result = yield from d
    yield "returned", result
def nested(d):
    result = yield from generator(d)
    yield "outer", result
async def coroutine(d):
    return await d
@types.coroutine
def generator_coroutine(d):
    return (yield from d)
async def async_generator(d):
    await d
    yield 1

def short(v):
    return v.__name__ if isinstance(v, type) else "%s:%s" % (type(v).__name__, str(v)[:10]) if not isinstance(v, types.TracebackType) else "traceback"

def outcome(function, *args):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DeprecationWarning)
        try:
            text = repr(function(*args))
        except BaseException as e:
            text = "%s: %s" % (type(e).__name__, e)
    return text + " (warned)" * len(caught)

try:
    1 / 0
except ZeroDivisionError as e:
    trace = e.__traceback__

WAYS = {"generator": generator, "nested": nested, "coroutine": coroutine, "generator coroutine": generator_coroutine,
        "__await__": lambda d: coroutine(d).__await__(), "asend": lambda d: async_generator(d).asend(None),
        "anext": lambda d: anext(async_generator(d), "default")}
ARGUMENTS = [(123,), ("s",), (None,), (int,), (ValueError,), (ValueError("v"),), (ValueError, "m"), (ValueError, None), (ValueError, None, None),
             (ValueError, ("a", "b")), (ValueError, ValueError("w"), trace), (ValueError("v"), "x"), (ValueError, "m", 5), (1, 2, 3),
             (GeneratorExit,), (GeneratorExit("g"),), (GeneratorExit, None, 5), (StopIteration(3),), (FailsToBeMade,)]

for args in ARGUMENTS:
    print("throw(%s)" % ", ".join(map(short, args)))
    for way, make in WAYS.items():
        line = []
        for kind in (Delegate, WithoutThrow, Stops, Raises, RaisesAtLookUp, NotCallable):
            Delegate.log.clear()
            driver = make(kind())
            (driver.send if hasattr(driver, "send") else iter(driver).__next__)(*[None][:hasattr(driver, "send")])
            line.append(outcome(driver.throw, *args) + (" %s" % Delegate.log if Delegate.log else ""))
            driver.close()
        print("   ", way + ":", " | ".join(line))

# Nothing to delegate to: not started, between two items, at its end; several levels.
def plain():
    yield 1
    yield 2
for steps in (0, 1, 3):
    for args in ARGUMENTS:
        g = plain()
        for _ in zip(range(steps), g):
            pass
        print(steps, ", ".join(map(short, args)) + ":", outcome(g.throw, *args), "|", outcome(next, g))
