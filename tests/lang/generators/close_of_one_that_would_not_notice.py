# A generator that is closed or dropped at a yield that no handler covers: its variables go, what it delegates to is
# closed first, errors of that come out, and observers see what they see in other cases.
import sys, gc

class Says:
    def __init__(self, name): self.name = name
    def __del__(self): print("gone:", self.name)

def plain():
    kept = Says("local")
    yield 1
    yield 2
def handled():
    try:
        yield 1
    finally:
        print("finally")
def outer(inner):
    kept = Says("local of outer")
    result = yield from inner
    print("after", result)
    yield result
def swallows():
    try:
        yield 1
    except GeneratorExit:
        return "swallowed"
def raises():
    try:
        yield 1
    finally:
        raise ValueError("from the inner generator")
def ignores():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("ignored")
            yield 2
            return

def started(g):
    next(g)
    return g

for make in (plain, handled, swallows):
    for how in ("close", "drop"):
        g = started(make())
        if how == "close":
            print(how, g.close() in (None, "swallowed"), g.gi_frame, list(g), g.close())
        del g
        g = started(outer(make()))
        if how == "close":
            print(how, g.close(), list(g))
        del g
        g = started(outer(outer(make())))
        if how == "close":
            print(how, g.close())
        del g
for inner in (raises, ignores):
    g = started(outer(inner()))
    try:
        g.close()
    except (ValueError, RuntimeError) as e:
        print(type(e).__name__, e)
    print(list(g))
    del g
g = started(outer(iter([1, 2])))
print(g.close(), list(g))

class Iterator:
    def __iter__(self): return self
    def __next__(self): return 1
    def close(self): print("close of an iterator")
g = started(outer(Iterator()))
print(g.close())

# The frame keeps the variables if somebody has it.
def watched():
    kept = "value"
    yield
g = started(watched())
frame = g.gi_frame
g.close()
print(frame.f_locals, frame.f_back, g.gi_frame, g.gi_running)

# In the middle of handling an exception, and while another one is handled.
def in_handler():
    try:
        raise KeyError("k")
    except KeyError:
        yield sys.exception()
g = in_handler()
print(repr(next(g)), g.close(), sys.exception())
try:
    raise IndexError
except IndexError:
    g = started(plain())
    g.close()
    print(repr(sys.exception()))

def itself():
    try:
        me.close()
    except ValueError as e:
        print(e)
    yield
me = itself()
next(me)
print(me.close())
class Closes:
    def __del__(self):
        try:
            print("again", g.close())
        except ValueError as e:
            print(e)
def closed_again():
    kept = Closes()
    yield
g = started(closed_again())
print(g.close())

deep = iter([0])
for _ in range(200):
    deep = (x for x in deep)
next(deep)
del deep
def levels(n):
    if n: yield from levels(n - 1)
    else: yield "bottom"
g = levels(200)
print(next(g), g.close(), next(g, "ended"))

events = []
def trace(frame, event, arg):
    if frame.f_code.co_name == "plain": events.append(event)
    return trace
g = plain()
sys.settrace(trace)
next(g)
g.close()
sys.settrace(None)
print(events[:4])

async def waits():
    kept = Says("local of a coroutine")
    await Awaitable()
class Awaitable:
    def __await__(self): yield 1
c = waits()
c.send(None)
print(c.close(), c.cr_frame)

def cyclic():
    me = yield
    yield me
g = cyclic()
next(g)
g.send(g)
del g
print(gc.collect() >= 0)

# expect: gone: local
# expect: close True None [] None
# expect: gone: local
# expect: gone: local of outer
# expect: close None []
# expect: gone: local
# expect: gone: local of outer
# expect: gone: local of outer
# expect: close None
# expect: gone: local
# expect: gone: local
# expect: gone: local of outer
# expect: gone: local
# expect: gone: local of outer
# expect: gone: local of outer
# expect: finally
# expect: close True None [] None
# expect: finally
# expect: gone: local of outer
# expect: close None []
# expect: finally
# expect: gone: local of outer
# expect: gone: local of outer
# expect: close None
# expect: finally
# expect: finally
# expect: gone: local of outer
# expect: finally
# expect: gone: local of outer
# expect: gone: local of outer
# expect: close True None [] None
# expect: gone: local of outer
# expect: close None []
# expect: gone: local of outer
# expect: gone: local of outer
# expect: close None
# expect: gone: local of outer
# expect: gone: local of outer
# expect: gone: local of outer
# expect: ValueError from the inner generator
# expect: gone: local of outer
# expect: []
# expect: ignored
# expect: RuntimeError generator ignored GeneratorExit
# expect: gone: local of outer
# expect: []
# expect: gone: local of outer
# expect: None []
# expect: close of an iterator
# expect: gone: local of outer
# expect: None
# expect: {'kept': 'value'} None None False
# expect: KeyError('k') None None
# expect: gone: local
# expect: IndexError()
# expect: generator already executing
# expect: None
# expect: again None
# expect: None
# expect: bottom None ended
# expect: gone: local
# expect: ['call', 'line', 'line', 'return']
# expect: gone: local of a coroutine
# expect: None None
# expect: True
