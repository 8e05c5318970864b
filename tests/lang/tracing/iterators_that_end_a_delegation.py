# The end of what `yield from` and `await` wait for is an event if it is a generator or coroutine; before 3.15, others too.
import sys, types
class Counter:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __await__(self): return self
    def __next__(self):
        self.n += 1
        if self.n == 2: raise StopIteration(7)
        return self.n
@types.coroutine
def generator(): yield 1
async def counted(n):
    for i in range(n): yield i

async def await_counter(): return await Counter()
async def await_generator(): await generator()
async def await_coroutine(): await await_generator()
async def loop():
    async for i in counted(2): pass
def from_counter(): yield from Counter()
def from_generator(): yield from generator()

def tracer(frame, event, arg):
    if event == "exception": print(frame.f_code.co_name, arg[0].__name__)
    return tracer
for function in await_counter, await_generator, await_coroutine, loop, from_counter, from_generator:
    print("--", function.__name__)
    running = function()
    sys.settrace(tracer)
    try:
        while True: running.send(None)
    except StopIteration:
        pass
    sys.settrace(None)

# expect: -- await_counter
# expect: __next__ StopIteration
# expect-before-3.14: await_counter StopIteration
# expect: -- await_generator
# expect: await_generator StopIteration
# expect: -- await_coroutine
# expect: await_generator StopIteration
# expect: await_coroutine StopIteration
# expect: -- loop
# expect-before-3.14: loop StopIteration
# expect-before-3.14: loop StopIteration
# expect: loop StopAsyncIteration
# expect: -- from_counter
# expect: __next__ StopIteration
# expect-before-3.14: from_counter StopIteration
# expect: -- from_generator
# expect: from_generator StopIteration
