# Until it is started, a generator is at the first line of its code: that of the first decorator.
def dec(f): return f

@dec
@dec
def generator():
    yield 1

@dec
@dec
async def coroutine():
    return 1

@dec
@dec
async def async_generator():
    yield 1

def plain():
    yield 1

g, c, a, p = generator(), coroutine(), async_generator(), plain()
print(g.gi_frame.f_lineno, c.cr_frame.f_lineno, a.ag_frame.f_lineno, p.gi_frame.f_lineno)
for throw in g.throw, c.throw, lambda e: a.athrow(e).send(None), p.throw:
    try:
        throw(KeyError())
    except KeyError as e:
        tb = e.__traceback__
        while tb.tb_next: tb = tb.tb_next
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno)

import sys
def trace(frame, event, argument):
    print(frame.f_code.co_name, event, frame.f_lineno)
    return trace
g = generator()
sys.settrace(trace)
next(g)
next(g, 0)
sys.settrace(None)

# expect: 4 9 14 19
# expect: generator 4
# expect: coroutine 9
# expect: async_generator 14
# expect: plain 19
# expect: generator call 4
# expect: generator line 7
# expect: generator return 7
# expect: generator call 7
# expect: generator return 7
