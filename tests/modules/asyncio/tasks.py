# A task drives its coroutine: what the coroutine yields and how it ends.
import asyncio
import io
import re
import sys
import types


def attempt(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except (Exception, asyncio.CancelledError) as e:
        return type(e).__name__, re.sub("0x[0-9a-f]+", "0x", str(e))


async def value(x):
    await asyncio.sleep(0)
    return x


async def fails():
    await asyncio.sleep(0)
    raise LookupError("failed")


class Awaitable:
    def __init__(self, *yields):
        self.yields = yields

    def __await__(self):
        for x in self.yields:
            got = yield x
        return got


async def awaits(x):
    try:
        return await x
    except RuntimeError as e:
        return re.sub("0x[0-9a-f]+| running at [^>]*|name='[^']*'", "", str(e))[:75]


@types.coroutine
def generator_based():
    yield
    return "generator"


async def main():
    loop = asyncio.get_running_loop()
    me = asyncio.current_task()
    task = asyncio.create_task(value(1), name="first")
    print(repr(task).split(" running")[0], task.get_name(), task.done(), task.get_coro().__name__, task.get_loop() is loop)
    print(asyncio.all_tasks() == {task, me}, asyncio.current_task() is me, asyncio.current_task(loop) is me)
    print(await task, re.sub(", defined at .*?>", ">", repr(task)), asyncio.all_tasks() == {me})
    task.set_name(3.5)
    print(task.get_name(), attempt(task.set_result, 1), attempt(task.set_exception, 1))
    failing = asyncio.create_task(fails())
    print(re.fullmatch(r"Task-\d+", failing.get_name()) is not None)
    try:
        await failing
    except LookupError as e:
        print(repr(e), failing.exception() is e, e.__traceback__.tb_frame.f_code.co_name)
    print([frame.f_code.co_name for frame in failing.get_stack()], task.get_stack())
    waiting = asyncio.create_task(value(2))
    await asyncio.sleep(0)
    print([frame.f_code.co_name for frame in waiting.get_stack(limit=1)], waiting.get_stack(limit=0))
    out = io.StringIO()
    waiting.print_stack(file=out)
    print(out.getvalue().split("\n")[1].split(", ")[-1])
    await waiting

    print("yields:")
    for yields in (None,), (None, None), (1,), ("text",), (loop.create_future(),), ((x for x in "abc"),), (me,):
        print(await asyncio.create_task(awaits(Awaitable(*yields))))
    other = asyncio.new_event_loop()
    print(await asyncio.create_task(awaits(other.create_future())))
    other.close()
    holder = []

    async def itself():
        return await awaits(holder[0])

    holder.append(asyncio.create_task(itself()))
    print(await holder[0])
    done = loop.create_future()
    done.set_result("done before")
    print(await asyncio.create_task(awaits(done)), await asyncio.create_task(generator_based())
          if sys.version_info < (3, 12) else "generator")

    print("results:", await asyncio.gather(value(1), fails(), value(None), return_exceptions=True))
    results = []
    for result in 1, None, [2], StopAsyncIteration, Ellipsis:
        f = loop.create_future()
        loop.call_soon(f.set_result, result)
        results.append(await f)
    print(results)


asyncio.run(main())
print(attempt(asyncio.get_running_loop), asyncio._get_running_loop(), attempt(asyncio.current_task), attempt(asyncio.all_tasks))
loop = asyncio.new_event_loop()
for wrong in 1, value, None:
    print(attempt(asyncio.Task, wrong, loop=loop))
for arguments in (), (1, 2):
    print(attempt(asyncio.Task, *arguments, loop=loop)[0])
print(asyncio.Task[int], issubclass(asyncio.Task, asyncio.Future), attempt(loop.run_until_complete, fails()))

class Stopping(BaseException):
    pass


async def exits(error):
    raise error


for error in SystemExit(3), KeyboardInterrupt("now"), Stopping("base"):
    task = loop.create_task(exits(error))
    try:
        loop.run_until_complete(task)
    except BaseException as e:
        print(repr(e), task.done(), task.exception() is error)
loop.close()

# expect: <Task pending name='first' coro=<value() first False value True
# expect: True True True
# expect: 1 <Task finished name='first' coro=<value() done> result=1> True
# expect: 3.5 ('RuntimeError', 'Task does not support set_result operation') ('RuntimeError', 'Task does not support set_exception operation')
# expect: True
# expect: LookupError('failed') True main
# expect: ['main', 'fails'] []
# expect: ['value'] []
# expect: in value
# expect: yields:
# expect: None
# expect: None
# expect: Task got bad yield: 1
# expect: Task got bad yield: 'text'
# expect: yield was used instead of yield from in task <Task pending  coro=<awaits()>
# expect: yield was used instead of yield from for generator in task <Task pending  c
# expect: yield was used instead of yield from in task <Task pending  coro=<awaits()>
# expect: Task <Task pending  coro=<awaits()> cb=[Task.task_wakeup()]> got Future <Fu
# expect: Task cannot await on itself: <Task pending  coro=<main.<locals>.itself()> c
# expect: done before generator
# expect: results: [1, LookupError('failed'), None]
# expect: [1, None, [2], <class 'StopAsyncIteration'>, Ellipsis]
# expect: ('RuntimeError', 'no running event loop') None ('RuntimeError', 'no running event loop') ('RuntimeError', 'no running event loop')
# expect: ('TypeError', 'a coroutine was expected, got 1')
# expect: ('TypeError', 'a coroutine was expected, got <function value at 0x>')
# expect: ('TypeError', 'a coroutine was expected, got None')
# expect: TypeError
# expect: TypeError
# expect: _asyncio.Task[int] True ('LookupError', 'failed')
# expect: SystemExit(3) True True
# expect: KeyboardInterrupt('now') True True
# expect: Stopping('base') True True
