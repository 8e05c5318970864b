# What a trace function hears of generators, coroutines and loops over them.
import sys
def g():
    yield 1
def f():
    for i in g():
        pass
    return [i for i in g()]
async def co():
    return 5
async def ag():
    yield 1
async def h():
    x = await co()
    async for j in ag():
        pass
def d():
    yield from g()
def tr(frame, ev, arg):
    print(frame.f_code.co_name, frame.f_lineno, ev, repr(arg[1]) if ev == "exception" else (arg if not arg or frame.f_code.co_name != "ag" else "..."))
    return tr
sys.settrace(tr)
f()
try:
    h().send(None)
except StopIteration: pass
list(d())
sys.settrace(None)

# expect: f 5 call None
# expect: f 6 line None
# expect: g 3 call None
# expect: g 4 line None
# expect: g 4 return 1
# expect: f 7 line None
# expect: f 6 line None
# expect: g 4 call None
# expect: g 4 return None
# expect: f 8 line None
# expect: g 3 call None
# expect: g 4 line None
# expect: g 4 return 1
# expect: f 8 line None
# expect: g 4 call None
# expect: g 4 return None
# expect: f 8 return [1]
# expect: h 13 call None
# expect: h 14 line None
# expect: co 9 call None
# expect: co 10 line None
# expect: co 10 return 5
# expect: h 14 exception StopIteration(5)
# expect: h 15 line None
# expect: ag 11 call None
# expect: ag 12 line None
# expect: ag 12 return ...
# expect-before-3.14: h 15 exception StopIteration(1)
# expect: h 16 line None
# expect: h 15 line None
# expect: ag 12 call None
# expect: ag 12 return None
# expect: h 15 exception StopAsyncIteration()
# expect: h 15 return None
# expect: d 17 call None
# expect: d 18 line None
# expect: g 3 call None
# expect: g 4 line None
# expect: g 4 return 1
# expect: d 18 return 1
# expect: d 18 call None
# expect: g 4 call None
# expect: g 4 return None
# expect: d 18 exception StopIteration()
# expect: d 18 return None
