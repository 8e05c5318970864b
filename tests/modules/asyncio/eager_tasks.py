# min-version: 3.13
# Tasks that begin within create_task(). The libraries before 3.12 have none: there each line is what it should be.
import asyncio
import contextvars
import sys

KNOWN = sys.version_info >= (3, 12)
log = []
var = contextvars.ContextVar("var", default=0)


def check(what, found, wanted):
    log.append(what if found == wanted else (what, found, "instead of", wanted))


async def at_once(x):
    return x


async def later(x):
    await asyncio.sleep(0)
    return x


async def fails():
    raise ValueError("eager")


async def sees():
    me = asyncio.current_task()
    return me, me in asyncio.all_tasks(), me._loop is asyncio.get_running_loop()


async def sets(value):
    var.set(value)
    await asyncio.sleep(0)
    return var.get()


async def cancels_itself():
    asyncio.current_task().cancel("self")
    await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    me = asyncio.current_task()
    loop.set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(at_once(1))
    check("done at once", (task.done(), task.result(), task.get_coro(), await task), (True, 1, None, 1))
    check("not registered", asyncio.all_tasks(), {me})
    task = asyncio.create_task(later(2))
    check("pending", (task.done(), asyncio.all_tasks() == {me, task}, task.get_coro().__name__), (False, True, "later"))
    check("result", await task, 2)
    task = asyncio.create_task(fails())
    check("failed", (task.done(), repr(task.exception())), (True, "ValueError('eager')"))
    task = asyncio.create_task(sees())
    check("current", task.result(), (task, True, True))
    check("current again", asyncio.current_task() is me, True)
    tasks = [asyncio.create_task(sets(i)) for i in range(3)]
    check("context", (var.get(), await asyncio.gather(*tasks)), (0, [0, 1, 2]))
    check("context of a task", [task.get_context()[var] for task in tasks], [0, 1, 2])
    task = asyncio.create_task(cancels_itself())
    check("cancelled", (task.done(), task.cancelling()), (False, 1))
    await asyncio.wait([task])
    check("cancelled", task.cancelled(), True)

    async def nested(depth):
        inner = asyncio.create_task(nested(depth - 1)) if depth else None
        here = asyncio.current_task()
        await asyncio.sleep(0)
        return asyncio.current_task() is here and (inner is None or await inner)

    check("nested", await asyncio.create_task(nested(20)), True)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(later(i)) for i in range(3)] + [group.create_task(at_once(3))]
    check("group", [task.result() for task in tasks], [0, 1, 2, 3])

    f = loop.create_future()

    async def waits():
        return await f

    task = asyncio.create_task(waits())
    check("waits", task._fut_waiter is f, True)
    f.set_result("set")
    check("waited", await task, "set")

    class Mine(asyncio.Task):
        pass

    loop.set_task_factory(asyncio.create_eager_task_factory(Mine))
    task = asyncio.create_task(at_once(4))
    check("own class", (type(task), task.done()), (Mine, True))
    loop.set_task_factory(None)
    task = asyncio.Task(at_once(5), loop=loop, eager_start=False)
    check("not eager", (task.done(), await task), (False, 5))
    other = asyncio.new_event_loop()
    task = asyncio.Task(at_once(6), loop=other, eager_start=True)
    check("loop does not run", (task.done(), other.run_until_complete is not None), (False, True))
    task._log_destroy_pending = False
    task.get_coro().close()
    other.close()

    async def exits():
        made.append(asyncio.current_task())
        raise SystemExit(3)

    made = []
    coroutine = exits()
    try:
        asyncio.Task(coroutine, loop=loop, eager_start=True)
    except SystemExit as e:
        check("exit", (e.code, asyncio.current_task() is me, made.pop().exception() is e), (3, True, True))


if KNOWN:
    asyncio.run(main())
print(log if KNOWN else ["done at once", "not registered", "pending", "result", "failed", "current", "current again", "context", "context of a task",
                         "cancelled", "cancelled", "nested", "group", "waits", "waited", "own class", "not eager", "loop does not run", "exit"])

# expect: ['done at once', 'not registered', 'pending', 'result', 'failed', 'current', 'current again', 'context', 'context of a task', 'cancelled', 'cancelled', 'nested', 'group', 'waits', 'waited', 'own class', 'not eager', 'loop does not run', 'exit']
