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

# expect: throw(int:123)
# expect:     generator: 'thrown' [('int:123',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not int | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     nested: 'thrown' [('int:123',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not int | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     coroutine: 'thrown' [('int:123',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not int | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     generator coroutine: 'thrown' [('int:123',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not int | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     __await__: 'thrown' [('int:123',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not int | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     asend: 'thrown' [('int:123',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not int | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     anext: 'thrown' [('int:123',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not int | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect: throw(str:s)
# expect:     generator: 'thrown' [('str:s',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not str | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     nested: 'thrown' [('str:s',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not str | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     coroutine: 'thrown' [('str:s',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not str | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     generator coroutine: 'thrown' [('str:s',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not str | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     __await__: 'thrown' [('str:s',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not str | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     asend: 'thrown' [('str:s',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not str | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     anext: 'thrown' [('str:s',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not str | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect: throw(NoneType:None)
# expect:     generator: 'thrown' [('NoneType:None',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not NoneType | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     nested: 'thrown' [('NoneType:None',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not NoneType | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     coroutine: 'thrown' [('NoneType:None',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not NoneType | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     generator coroutine: 'thrown' [('NoneType:None',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not NoneType | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     __await__: 'thrown' [('NoneType:None',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not NoneType | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     asend: 'thrown' [('NoneType:None',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not NoneType | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     anext: 'thrown' [('NoneType:None',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not NoneType | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect: throw(int)
# expect:     generator: 'thrown' [('int',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not type | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     nested: 'thrown' [('int',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not type | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     coroutine: 'thrown' [('int',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not type | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     generator coroutine: 'thrown' [('int',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not type | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     __await__: 'thrown' [('int',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not type | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     asend: 'thrown' [('int',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not type | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     anext: 'thrown' [('int',)] | TypeError: exceptions must be classes or instances deriving from BaseException, not type | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect: throw(ValueError)
# expect:     generator: 'thrown' [('ValueError',)] | ValueError:  | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     nested: 'thrown' [('ValueError',)] | ValueError:  | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     coroutine: 'thrown' [('ValueError',)] | ValueError:  | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     generator coroutine: 'thrown' [('ValueError',)] | ValueError:  | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     __await__: 'thrown' [('ValueError',)] | ValueError:  | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     asend: 'thrown' [('ValueError',)] | ValueError:  | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     anext: 'thrown' [('ValueError',)] | ValueError:  | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect: throw(ValueError:v)
# expect:     generator: 'thrown' [('ValueError:v',)] | ValueError: v | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     nested: 'thrown' [('ValueError:v',)] | ValueError: v | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     coroutine: 'thrown' [('ValueError:v',)] | ValueError: v | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     generator coroutine: 'thrown' [('ValueError:v',)] | ValueError: v | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     __await__: 'thrown' [('ValueError:v',)] | ValueError: v | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     asend: 'thrown' [('ValueError:v',)] | ValueError: v | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     anext: 'thrown' [('ValueError:v',)] | ValueError: v | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect: throw(ValueError, str:m)
# expect:     generator: 'thrown' (warned) [('ValueError', 'str:m')] | ValueError: m (warned) | ('returned', 2) (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     nested: 'thrown' (warned) [('ValueError', 'str:m')] | ValueError: m (warned) | ('returned', 2) (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     coroutine: 'thrown' (warned) [('ValueError', 'str:m')] | ValueError: m (warned) | StopIteration: 2 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     generator coroutine: 'thrown' (warned) [('ValueError', 'str:m')] | ValueError: m (warned) | StopIteration: 2 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     __await__: 'thrown' (warned) [('ValueError', 'str:m')] | ValueError: m (warned) | StopIteration: 2 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     asend: 'thrown' (warned) [('ValueError', 'str:m')] | ValueError: m (warned) | StopIteration: 1 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     anext: 'thrown' (warned) [('ValueError', 'str:m')] | ValueError: m (warned) | StopIteration: 1 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect: throw(ValueError, NoneType:None)
# expect:     generator: 'thrown' (warned) [('ValueError', 'NoneType:None')] | ValueError:  (warned) | ('returned', 2) (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     nested: 'thrown' (warned) [('ValueError', 'NoneType:None')] | ValueError:  (warned) | ('returned', 2) (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     coroutine: 'thrown' (warned) [('ValueError', 'NoneType:None')] | ValueError:  (warned) | StopIteration: 2 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     generator coroutine: 'thrown' (warned) [('ValueError', 'NoneType:None')] | ValueError:  (warned) | StopIteration: 2 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     __await__: 'thrown' (warned) [('ValueError', 'NoneType:None')] | ValueError:  (warned) | StopIteration: 2 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     asend: 'thrown' (warned) [('ValueError', 'NoneType:None')] | ValueError:  (warned) | StopIteration: 1 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     anext: 'thrown' (warned) [('ValueError', 'NoneType:None')] | ValueError:  (warned) | StopIteration: 1 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect: throw(ValueError, NoneType:None, NoneType:None)
# expect:     generator: 'thrown' (warned) [('ValueError', 'NoneType:None', 'NoneType:None')] | ValueError:  (warned) | ('returned', 3) (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     nested: 'thrown' (warned) [('ValueError', 'NoneType:None', 'NoneType:None')] | ValueError:  (warned) | ('returned', 3) (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     coroutine: 'thrown' (warned) [('ValueError', 'NoneType:None', 'NoneType:None')] | ValueError:  (warned) | StopIteration: 3 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     generator coroutine: 'thrown' (warned) [('ValueError', 'NoneType:None', 'NoneType:None')] | ValueError:  (warned) | StopIteration: 3 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     __await__: 'thrown' (warned) [('ValueError', 'NoneType:None', 'NoneType:None')] | ValueError:  (warned) | StopIteration: 3 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     asend: 'thrown' (warned) [('ValueError', 'NoneType:None', 'NoneType:None')] | ValueError:  (warned) | StopIteration: 1 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     anext: 'thrown' (warned) [('ValueError', 'NoneType:None', 'NoneType:None')] | ValueError:  (warned) | StopIteration: 1 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect: throw(ValueError, tuple:('a', 'b'))
# expect:     generator: 'thrown' (warned) [('ValueError', "tuple:('a', 'b')")] | ValueError: ('a', 'b') (warned) | ('returned', 2) (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     nested: 'thrown' (warned) [('ValueError', "tuple:('a', 'b')")] | ValueError: ('a', 'b') (warned) | ('returned', 2) (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     coroutine: 'thrown' (warned) [('ValueError', "tuple:('a', 'b')")] | ValueError: ('a', 'b') (warned) | StopIteration: 2 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     generator coroutine: 'thrown' (warned) [('ValueError', "tuple:('a', 'b')")] | ValueError: ('a', 'b') (warned) | StopIteration: 2 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     __await__: 'thrown' (warned) [('ValueError', "tuple:('a', 'b')")] | ValueError: ('a', 'b') (warned) | StopIteration: 2 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     asend: 'thrown' (warned) [('ValueError', "tuple:('a', 'b')")] | ValueError: ('a', 'b') (warned) | StopIteration: 1 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     anext: 'thrown' (warned) [('ValueError', "tuple:('a', 'b')")] | ValueError: ('a', 'b') (warned) | StopIteration: 1 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect: throw(ValueError, ValueError:w, traceback)
# expect:     generator: 'thrown' (warned) [('ValueError', 'ValueError:w', 'traceback')] | ValueError: w (warned) | ('returned', 3) (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     nested: 'thrown' (warned) [('ValueError', 'ValueError:w', 'traceback')] | ValueError: w (warned) | ('returned', 3) (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     coroutine: 'thrown' (warned) [('ValueError', 'ValueError:w', 'traceback')] | ValueError: w (warned) | StopIteration: 3 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     generator coroutine: 'thrown' (warned) [('ValueError', 'ValueError:w', 'traceback')] | ValueError: w (warned) | StopIteration: 3 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     __await__: 'thrown' (warned) [('ValueError', 'ValueError:w', 'traceback')] | ValueError: w (warned) | StopIteration: 3 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     asend: 'thrown' (warned) [('ValueError', 'ValueError:w', 'traceback')] | ValueError: w (warned) | StopIteration: 1 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     anext: 'thrown' (warned) [('ValueError', 'ValueError:w', 'traceback')] | ValueError: w (warned) | StopIteration: 1 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect: throw(ValueError:v, str:x)
# expect:     generator: 'thrown' (warned) [('ValueError:v', 'str:x')] | TypeError: instance exception may not have a separate value (warned) | ('returned', 2) (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     nested: 'thrown' (warned) [('ValueError:v', 'str:x')] | TypeError: instance exception may not have a separate value (warned) | ('returned', 2) (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     coroutine: 'thrown' (warned) [('ValueError:v', 'str:x')] | TypeError: instance exception may not have a separate value (warned) | StopIteration: 2 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     generator coroutine: 'thrown' (warned) [('ValueError:v', 'str:x')] | TypeError: instance exception may not have a separate value (warned) | StopIteration: 2 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     __await__: 'thrown' (warned) [('ValueError:v', 'str:x')] | TypeError: instance exception may not have a separate value (warned) | StopIteration: 2 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     asend: 'thrown' (warned) [('ValueError:v', 'str:x')] | TypeError: instance exception may not have a separate value (warned) | StopIteration: 1 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     anext: 'thrown' (warned) [('ValueError:v', 'str:x')] | TypeError: instance exception may not have a separate value (warned) | StopIteration: 1 (warned) | KeyError: 2 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect: throw(ValueError, str:m, int:5)
# expect:     generator: 'thrown' (warned) [('ValueError', 'str:m', 'int:5')] | TypeError: throw() third argument must be a traceback object (warned) | ('returned', 3) (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     nested: 'thrown' (warned) [('ValueError', 'str:m', 'int:5')] | TypeError: throw() third argument must be a traceback object (warned) | ('returned', 3) (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     coroutine: 'thrown' (warned) [('ValueError', 'str:m', 'int:5')] | TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 3 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     generator coroutine: 'thrown' (warned) [('ValueError', 'str:m', 'int:5')] | TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 3 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     __await__: 'thrown' (warned) [('ValueError', 'str:m', 'int:5')] | TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 3 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     asend: 'thrown' (warned) [('ValueError', 'str:m', 'int:5')] | TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 1 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     anext: 'thrown' (warned) [('ValueError', 'str:m', 'int:5')] | TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 1 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect: throw(int:1, int:2, int:3)
# expect:     generator: 'thrown' (warned) [('int:1', 'int:2', 'int:3')] | TypeError: throw() third argument must be a traceback object (warned) | ('returned', 3) (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     nested: 'thrown' (warned) [('int:1', 'int:2', 'int:3')] | TypeError: throw() third argument must be a traceback object (warned) | ('returned', 3) (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     coroutine: 'thrown' (warned) [('int:1', 'int:2', 'int:3')] | TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 3 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     generator coroutine: 'thrown' (warned) [('int:1', 'int:2', 'int:3')] | TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 3 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     __await__: 'thrown' (warned) [('int:1', 'int:2', 'int:3')] | TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 3 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     asend: 'thrown' (warned) [('int:1', 'int:2', 'int:3')] | TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 1 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect:     anext: 'thrown' (warned) [('int:1', 'int:2', 'int:3')] | TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 1 (warned) | KeyError: 3 (warned) | OSError: looked up (warned) | TypeError: 'int' object is not callable (warned)
# expect: throw(GeneratorExit)
# expect:     generator: GeneratorExit:  ['close'] | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit: 
# expect:     nested: GeneratorExit:  ['close'] | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit: 
# expect:     coroutine: GeneratorExit:  ['close'] | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit: 
# expect:     generator coroutine: GeneratorExit:  ['close'] | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit: 
# expect:     __await__: GeneratorExit:  ['close'] | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit: 
# expect:     asend: GeneratorExit:  ['close'] | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit: 
# expect:     anext: GeneratorExit:  ['close'] | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit:  | GeneratorExit: 
# expect: throw(GeneratorExit:g)
# expect:     generator: GeneratorExit: g ['close'] | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g
# expect:     nested: GeneratorExit: g ['close'] | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g
# expect:     coroutine: GeneratorExit: g ['close'] | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g
# expect:     generator coroutine: GeneratorExit: g ['close'] | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g
# expect:     __await__: GeneratorExit: g ['close'] | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g
# expect:     asend: GeneratorExit: g ['close'] | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g
# expect:     anext: GeneratorExit: g ['close'] | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g | GeneratorExit: g
# expect: throw(GeneratorExit, NoneType:None, int:5)
# expect:     generator: TypeError: throw() third argument must be a traceback object (warned) ['close'] | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned)
# expect:     nested: TypeError: throw() third argument must be a traceback object (warned) ['close'] | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned)
# expect:     coroutine: TypeError: throw() third argument must be a traceback object (warned) ['close'] | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned)
# expect:     generator coroutine: TypeError: throw() third argument must be a traceback object (warned) ['close'] | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned)
# expect:     __await__: TypeError: throw() third argument must be a traceback object (warned) ['close'] | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned)
# expect:     asend: TypeError: throw() third argument must be a traceback object (warned) ['close'] | TypeError: throw() third argument must be a traceback object (warned) ['close'] | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned)
# expect:     anext: TypeError: throw() third argument must be a traceback object (warned) ['close'] | TypeError: throw() third argument must be a traceback object (warned) ['close'] | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned) | TypeError: throw() third argument must be a traceback object (warned)
# expect: throw(StopIteration:3)
# expect:     generator: 'thrown' [('StopIteration:3',)] | ('returned', 3) | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     nested: 'thrown' [('StopIteration:3',)] | ('returned', 3) | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     coroutine: 'thrown' [('StopIteration:3',)] | StopIteration: 3 | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     generator coroutine: 'thrown' [('StopIteration:3',)] | StopIteration: 3 | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     __await__: 'thrown' [('StopIteration:3',)] | StopIteration: 3 | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     asend: 'thrown' [('StopIteration:3',)] | StopIteration: 1 | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     anext: 'thrown' [('StopIteration:3',)] | StopIteration: 1 | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect: throw(FailsToBeMade)
# expect:     generator: 'thrown' [('FailsToBeMade',)] | ZeroDivisionError: made | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     nested: 'thrown' [('FailsToBeMade',)] | ZeroDivisionError: made | ('returned', 1) | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     coroutine: 'thrown' [('FailsToBeMade',)] | ZeroDivisionError: made | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     generator coroutine: 'thrown' [('FailsToBeMade',)] | ZeroDivisionError: made | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     __await__: 'thrown' [('FailsToBeMade',)] | ZeroDivisionError: made | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     asend: 'thrown' [('FailsToBeMade',)] | ZeroDivisionError: made | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect:     anext: 'thrown' [('FailsToBeMade',)] | ZeroDivisionError: made | StopIteration: 1 | KeyError: 1 | OSError: looked up | TypeError: 'int' object is not callable
# expect: 0 int:123: TypeError: exceptions must be classes or instances deriving from BaseException, not int | 1
# expect: 0 str:s: TypeError: exceptions must be classes or instances deriving from BaseException, not str | 1
# expect: 0 NoneType:None: TypeError: exceptions must be classes or instances deriving from BaseException, not NoneType | 1
# expect: 0 int: TypeError: exceptions must be classes or instances deriving from BaseException, not type | 1
# expect: 0 ValueError: ValueError:  | StopIteration: 
# expect: 0 ValueError:v: ValueError: v | StopIteration: 
# expect: 0 ValueError, str:m: ValueError: m (warned) | StopIteration: 
# expect: 0 ValueError, NoneType:None: ValueError:  (warned) | StopIteration: 
# expect: 0 ValueError, NoneType:None, NoneType:None: ValueError:  (warned) | StopIteration: 
# expect: 0 ValueError, tuple:('a', 'b'): ValueError: ('a', 'b') (warned) | StopIteration: 
# expect: 0 ValueError, ValueError:w, traceback: ValueError: w (warned) | StopIteration: 
# expect: 0 ValueError:v, str:x: TypeError: instance exception may not have a separate value (warned) | 1
# expect: 0 ValueError, str:m, int:5: TypeError: throw() third argument must be a traceback object (warned) | 1
# expect: 0 int:1, int:2, int:3: TypeError: throw() third argument must be a traceback object (warned) | 1
# expect: 0 GeneratorExit: GeneratorExit:  | StopIteration: 
# expect: 0 GeneratorExit:g: GeneratorExit: g | StopIteration: 
# expect: 0 GeneratorExit, NoneType:None, int:5: TypeError: throw() third argument must be a traceback object (warned) | 1
# expect: 0 StopIteration:3: StopIteration: 3 | StopIteration: 
# expect: 0 FailsToBeMade: ZeroDivisionError: made | StopIteration: 
# expect: 1 int:123: TypeError: exceptions must be classes or instances deriving from BaseException, not int | 2
# expect: 1 str:s: TypeError: exceptions must be classes or instances deriving from BaseException, not str | 2
# expect: 1 NoneType:None: TypeError: exceptions must be classes or instances deriving from BaseException, not NoneType | 2
# expect: 1 int: TypeError: exceptions must be classes or instances deriving from BaseException, not type | 2
# expect: 1 ValueError: ValueError:  | StopIteration: 
# expect: 1 ValueError:v: ValueError: v | StopIteration: 
# expect: 1 ValueError, str:m: ValueError: m (warned) | StopIteration: 
# expect: 1 ValueError, NoneType:None: ValueError:  (warned) | StopIteration: 
# expect: 1 ValueError, NoneType:None, NoneType:None: ValueError:  (warned) | StopIteration: 
# expect: 1 ValueError, tuple:('a', 'b'): ValueError: ('a', 'b') (warned) | StopIteration: 
# expect: 1 ValueError, ValueError:w, traceback: ValueError: w (warned) | StopIteration: 
# expect: 1 ValueError:v, str:x: TypeError: instance exception may not have a separate value (warned) | 2
# expect: 1 ValueError, str:m, int:5: TypeError: throw() third argument must be a traceback object (warned) | 2
# expect: 1 int:1, int:2, int:3: TypeError: throw() third argument must be a traceback object (warned) | 2
# expect: 1 GeneratorExit: GeneratorExit:  | StopIteration: 
# expect: 1 GeneratorExit:g: GeneratorExit: g | StopIteration: 
# expect: 1 GeneratorExit, NoneType:None, int:5: TypeError: throw() third argument must be a traceback object (warned) | 2
# expect: 1 StopIteration:3: RuntimeError: generator raised StopIteration | StopIteration: 
# expect: 1 FailsToBeMade: ZeroDivisionError: made | StopIteration: 
# expect: 3 int:123: TypeError: exceptions must be classes or instances deriving from BaseException, not int | StopIteration: 
# expect: 3 str:s: TypeError: exceptions must be classes or instances deriving from BaseException, not str | StopIteration: 
# expect: 3 NoneType:None: TypeError: exceptions must be classes or instances deriving from BaseException, not NoneType | StopIteration: 
# expect: 3 int: TypeError: exceptions must be classes or instances deriving from BaseException, not type | StopIteration: 
# expect: 3 ValueError: ValueError:  | StopIteration: 
# expect: 3 ValueError:v: ValueError: v | StopIteration: 
# expect: 3 ValueError, str:m: ValueError: m (warned) | StopIteration: 
# expect: 3 ValueError, NoneType:None: ValueError:  (warned) | StopIteration: 
# expect: 3 ValueError, NoneType:None, NoneType:None: ValueError:  (warned) | StopIteration: 
# expect: 3 ValueError, tuple:('a', 'b'): ValueError: ('a', 'b') (warned) | StopIteration: 
# expect: 3 ValueError, ValueError:w, traceback: ValueError: w (warned) | StopIteration: 
# expect: 3 ValueError:v, str:x: TypeError: instance exception may not have a separate value (warned) | StopIteration: 
# expect: 3 ValueError, str:m, int:5: TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 
# expect: 3 int:1, int:2, int:3: TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 
# expect: 3 GeneratorExit: GeneratorExit:  | StopIteration: 
# expect: 3 GeneratorExit:g: GeneratorExit: g | StopIteration: 
# expect: 3 GeneratorExit, NoneType:None, int:5: TypeError: throw() third argument must be a traceback object (warned) | StopIteration: 
# expect: 3 StopIteration:3: StopIteration: 3 | StopIteration: 
# expect: 3 FailsToBeMade: ZeroDivisionError: made | StopIteration: 
