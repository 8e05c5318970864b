# Loops, contexts, coroutines and futures that do what they should not: an error, and the state that CPython leaves.
import asyncio
import gc
import sys


def attempt(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except (Exception, asyncio.CancelledError) as e:
        return type(e).__name__, str(e)


class Loop:
    "A loop in the least: it runs nothing by itself."

    def __init__(self):
        self.ready, self.handled = [], []

    def get_debug(self):
        return False

    def call_soon(self, callback, *arguments, context=None):
        self.ready.append((callback, arguments, context))

    def call_exception_handler(self, context):
        self.handled.append(context["message"])

    def is_running(self):
        return True

    def run(self):
        while self.ready:
            callback, arguments, context = self.ready.pop(0)
            context.run(callback, *arguments)


class Broken(Loop):
    bad = ()

    def __getattribute__(self, name):
        if name in type(self).bad:
            raise ArithmeticError(name)
        return super().__getattribute__(name)


def broken(*names):
    Broken.bad = names


async def one(x=1):
    return x


async def waits(future):
    return await future


loop = Loop()
task = asyncio.Task(one(), loop=loop)
loop.run()
print(task.result(), loop.handled)

print("future:", attempt(asyncio.Future, loop=1)[0], attempt(asyncio.Future, loop=object())[0])
loop = Broken()
broken("get_debug")
print(attempt(asyncio.Future, loop=loop))
coroutine = one()
print(attempt(asyncio.Task, coroutine, loop=loop))
broken("call_soon")
f = asyncio.Future(loop=loop)
f.add_done_callback(print)
f.add_done_callback(print)
print(attempt(f.set_result, 1), f.done(), f.result(), f._callbacks, attempt(f.add_done_callback, print))
f = asyncio.Future(loop=loop)
f.add_done_callback(print)
print(attempt(f.cancel), f.cancelled(), f.cancel())
f = asyncio.Future(loop=loop)
f.add_done_callback(print)
print(attempt(f.set_exception, KeyError(1)), f._log_traceback, f.done())
task = attempt(asyncio.Task, coroutine, loop=loop)
gc.collect()
print(task, loop.handled)
broken()
task = asyncio.Task(coroutine, loop=loop)
broken("call_soon")
callback, arguments, context = loop.ready.pop()
print(attempt(context.run, callback), task.result(), attempt(context.run, callback)[0])
broken()


def raises(context):
    raise RuntimeError(context["message"])


loop.call_exception_handler = raises
f = asyncio.Future(loop=loop)
f.set_exception(KeyError(1))
sys.unraisablehook = lambda report: print("unraisable:", repr(report.exc_value), report.object is raises)
del f
gc.collect()
del loop.call_exception_handler

print("steps:")
loop = Loop()
f = asyncio.Future(loop=loop)
task = asyncio.Task(waits(f), loop=loop)
callback = loop.ready[0][0]
print(attempt(callback, 1)[0], attempt(callback, a=1)[0], callback.__self__ is task)
loop.run()
wakeup = f._callbacks[0][0]
print(attempt(wakeup)[0], attempt(wakeup, 1, 2)[0], wakeup.__self__ is task)
print(attempt(wakeup, f), task.done(), type(task.exception()).__name__)
f.set_result(1)
print(attempt(loop.run)[0], len(loop.ready))
for wrong in 1, None, "text":
    f = asyncio.Future(loop=loop)
    task = asyncio.Task(waits(f), loop=loop)
    loop.run()
    print(attempt(f._callbacks[0][0], wrong), repr(task.exception()))
    f.cancel()
    loop.ready.clear()

print("coroutines:")


class Coroutine:
    def __init__(self, *results):
        self.results = list(results)

    def send(self, value):
        result = self.results.pop(0)
        if isinstance(result, BaseException):
            raise result
        return result

    def throw(self, *error):
        self.thrown = error[0]
        raise error[0]

    def close(self):
        pass

    def __await__(self):
        return self


asyncio.coroutines._COROUTINE_TYPES += (Coroutine,)


class Attributes:
    "Claims to be a future, and fails at the attribute that is named."

    def __init__(self, fails, blocking=True):
        object.__setattr__(self, "fails", fails)
        object.__setattr__(self, "_asyncio_future_blocking", blocking)

    def __getattribute__(self, name):
        if name == object.__getattribute__(self, "fails"):
            raise ArithmeticError(name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if self.fails == "set":
            raise ArithmeticError("set")
        object.__setattr__(self, name, value)

    def get_loop(self):
        return loop

    def add_done_callback(self, callback, context):
        pass

    def cancel(self, msg):
        return True


class Truth:
    def __bool__(self):
        raise ArithmeticError("bool")


def outcome(task):
    try:
        loop.run()
    except ArithmeticError as e:
        loop.ready.clear()
        return "out of the step:", repr(e), task.done()
    if not task.done():
        return "waits", type(task._fut_waiter).__name__
    return "cancelled" if task.cancelled() else repr(task.exception() or task.result())[:50]


for results in ((StopIteration(3),), (None, StopIteration()), (1, KeyError(2)), (KeyError(3),), (asyncio.CancelledError(4),),
                (GeneratorExit(),), (StopAsyncIteration(5),), (Attributes("get_loop"),), (Attributes("_asyncio_future_blocking"),),
                (Attributes("add_done_callback"),), (Attributes("set"),), (Attributes("", Truth()),), (Attributes("", None),),
                (Attributes("", False),), (Attributes(""),)):
    task = asyncio.Task(Coroutine(*results), loop=loop)
    task._log_destroy_pending = False
    print(outcome(task))
task = asyncio.Task(Coroutine(Attributes("")), loop=loop)
task.cancel()
print(outcome(task))
generator = (x for x in ())
print(attempt(asyncio.Task, generator, loop=loop)[0] if sys.version_info >= (3, 12) else "TypeError")
running = one()
task = asyncio.Task(running, loop=loop)
running.close()
print(outcome(task))
shared = waits(asyncio.Future(loop=loop))
tasks = [asyncio.Task(shared, loop=loop) for _ in range(2)]
print(outcome(tasks[1]), tasks[0].done())
tasks[0]._log_destroy_pending = False


class Holder:
    async def run(self):
        self.task = asyncio.current_task(loop)
        self.me = self
        await asyncio.Future(loop=loop)


loop.handled.clear()
task = asyncio.Task(Holder().run(), loop=loop)
loop.run()
del task
gc.collect()
print(loop.handled)
for context in 1, object():
    coroutine = one()
    task = attempt(asyncio.Task, coroutine, loop=loop, context=context)
    coroutine.close()
    if sys.version_info < (3, 15):
        task._log_destroy_pending = False
        task = "TypeError", "not before it is scheduled"
    print(task[0])
    loop.ready.clear()

# expect: 1 []
# expect: future: AttributeError AttributeError
# expect: ('ArithmeticError', 'get_debug')
# expect: ('ArithmeticError', 'get_debug')
# expect: ('ArithmeticError', 'call_soon') True 1 None ('ArithmeticError', 'call_soon')
# expect: ('ArithmeticError', 'call_soon') True False
# expect: ('ArithmeticError', 'call_soon') False True
# expect: ('ArithmeticError', 'call_soon') ['Task was destroyed but it is pending!']
# expect: None 1 InvalidStateError
# expect: unraisable: RuntimeError('Future exception was never retrieved') True
# expect: steps:
# expect: TypeError TypeError True
# expect: TypeError TypeError True
# expect: None True InvalidStateError
# expect: InvalidStateError 0
# expect: None AttributeError("'int' object has no attribute 'result'")
# expect: None AttributeError("'NoneType' object has no attribute 'result'")
# expect: None AttributeError("'str' object has no attribute 'result'")
# expect: coroutines:
# expect: 3
# expect: None
# expect: RuntimeError('Task got bad yield: 1')
# expect: KeyError(3)
# expect: cancelled
# expect: GeneratorExit()
# expect: StopAsyncIteration(5)
# expect: ('out of the step:', "ArithmeticError('get_loop')", False)
# expect: ('out of the step:', "ArithmeticError('_asyncio_future_blocking')", False)
# expect: ('out of the step:', "ArithmeticError('add_done_callback')", False)
# expect: ('out of the step:', "ArithmeticError('set')", False)
# expect: ('out of the step:', "ArithmeticError('bool')", False)
# expect: RuntimeError('Task got bad yield: <__main__.Attrib
# expect: RuntimeError("yield was used instead of yield from
# expect: ('waits', 'Attributes')
# expect: cancelled
# expect: TypeError
# expect: RuntimeError('cannot reuse already awaited corouti
# expect: ('waits', 'Future') False
# expect: ['Task was destroyed but it is pending!']
# expect: TypeError
# expect: TypeError
