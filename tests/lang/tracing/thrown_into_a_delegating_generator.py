# An exception that is thrown into a generator ends what the generator delegates to: the generator is told of the end by
# a StopIteration, which it handles. All tools hear of that.
# min-version: 3.14
import sys

m = sys.monitoring
E = m.events
NAMES = ("PY_START", "PY_RESUME", "PY_RETURN", "PY_YIELD", "PY_THROW", "RAISE", "RERAISE", "EXCEPTION_HANDLED",
         "STOP_ITERATION", "PY_UNWIND")

class Inner:
    def __iter__(self): return self
    def __next__(self): return 1
    def throw(self, *exception): raise StopIteration("end")

def ends():
    try:
        yield 1
    except KeyError:
        return "end"

def goes_on():
    try:
        yield 1
    except KeyError:
        yield 2

def delegating(inner):
    x = yield from inner
    y = yield x
    return y

def handling(inner):
    try:
        x = yield from inner
    except StopIteration as e:
        x = "not here"
    return x

def waiting(inner):
    g = delegating(inner)
    next(g)
    return g

def outcome(g, exception):
    try:
        return g.throw(exception)
    except BaseException as e:
        return type(e).__name__, *e.args

def monitored(g, raises=None):
    seen = []
    def callback_of(name):
        def callback(code, *arguments):
            if code.co_name not in ("delegating", "handling"): return
            about = arguments[-1]
            seen.append((name, *(map(repr, (about,)) if isinstance(about, BaseException) else ())))
            if name == raises: raise OSError(name)
        return callback
    m.use_tool_id(1, "test")
    for name in NAMES: m.register_callback(1, getattr(E, name), callback_of(name))
    m.set_events(1, sum(getattr(E, name) for name in NAMES))
    result = outcome(g, KeyError)
    m.free_tool_id(1)
    return result, seen

def hooked(install, g):
    seen = []
    def hook(frame, event, argument):
        if frame.f_code is delegating.__code__:
            seen.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
        return hook
    install(hook)
    result = outcome(g, KeyError)
    install(None)
    return result, seen

for make in (Inner, ends, goes_on):
    print(monitored(waiting(make())))
    print(hooked(sys.setprofile, waiting(make())))
    print(hooked(sys.settrace, waiting(make())))
for raises in ("PY_THROW", "EXCEPTION_HANDLED"):
    result, seen = monitored(waiting(Inner()), raises)
    print(raises, result, *seen[:2])

g = handling(Inner())
next(g)
print(monitored(g))

# Nobody looks: the same outcome.
print(outcome(waiting(Inner()), KeyError), outcome(waiting(ends()), KeyError), outcome(waiting(goes_on()), KeyError))

# expect: ('end', [('PY_THROW', "StopIteration('end')"), ('RAISE', "StopIteration('end')"), ('EXCEPTION_HANDLED', "StopIteration('end')"), ('PY_YIELD',)])
# expect: ('end', [('call', 1), ('return', 2)])
# expect: ('end', [('call', 1), ('exception', 1), ('line', 1), ('line', 2), ('return', 2)])
# expect: ('end', [('PY_THROW', "StopIteration('end')"), ('RAISE', "StopIteration('end')"), ('EXCEPTION_HANDLED', "StopIteration('end')"), ('PY_YIELD',)])
# expect: ('end', [('call', 1), ('return', 2)])
# expect: ('end', [('call', 1), ('exception', 1), ('line', 1), ('line', 2), ('return', 2)])
# expect: (2, [])
# expect: (2, [])
# expect: (2, [])
# expect: PY_THROW ('OSError', 'PY_THROW') ('PY_THROW', "StopIteration('end')") ('RAISE', "OSError('PY_THROW')")
# expect: EXCEPTION_HANDLED ('OSError', 'EXCEPTION_HANDLED') ('PY_THROW', "StopIteration('end')") ('RAISE', "StopIteration('end')")
# expect: (('StopIteration', 'end'), [('PY_THROW', "StopIteration('end')"), ('RAISE', "StopIteration('end')"), ('EXCEPTION_HANDLED', "StopIteration('end')"), ('PY_RETURN',)])
# expect: end end 2
