# Cancelling tasks: requests, refusals, messages, withdrawal.
import asyncio
import sys


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except (Exception, asyncio.CancelledError) as e:
        return type(e).__name__, str(e)


async def sleeper(log=None, refuse=0):
    for turn in range(refuse + 1):
        try:
            await asyncio.sleep(1000)
        except asyncio.CancelledError as e:
            if log is not None:
                log.append(e.args)
            if turn == refuse:
                raise
    return "never"


async def outcome(task):
    try:
        return await task
    except asyncio.CancelledError as e:
        return "cancelled", e.args


async def main():
    loop = asyncio.get_running_loop()
    print("before the first step:")
    log = []
    task = asyncio.create_task(sleeper(log))
    print(task.cancel("early"), task.cancelling(), task._must_cancel, repr(task).split(" running")[0])
    print(await outcome(task), log, task.cancelled(), task.cancel(), task.cancelling())

    print("while it waits:")
    task = asyncio.create_task(sleeper(log))
    await asyncio.sleep(0)
    waiter = task._fut_waiter
    print(waiter is not None, task.cancel(msg="later"), task._must_cancel, waiter.cancelled())
    print(await outcome(task), log, attempt(task.result), attempt(task.exception))

    print("refused:")
    log = []
    task = asyncio.create_task(sleeper(log, refuse=2))
    for message in "a", "b", None:
        await asyncio.sleep(0)
        print(task.cancel(message), task.cancelling(), end=" ")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    print(task.cancelled(), log)
    print(task.uncancel(), task.uncancel(), task.uncancel(), task.uncancel())

    print("withdrawn:")

    async def withdraws():
        me = asyncio.current_task()
        me.cancel()
        before = me.cancelling(), me._must_cancel
        after = me.uncancel(), me._must_cancel if sys.version_info >= (3, 13) else False
        if sys.version_info < (3, 13):
            try:
                await asyncio.sleep(0)
            except asyncio.CancelledError:
                pass
        await asyncio.sleep(0)
        return before, after

    print(await outcome(asyncio.create_task(withdraws())))

    print("cancelled right before the end:")

    async def cancels_itself():
        asyncio.current_task().cancel("self")
        return 1

    task = asyncio.create_task(cancels_itself())
    print(await outcome(task), task.cancelled())

    print("another error instead:")

    async def replaces():
        try:
            await asyncio.sleep(1000)
        except asyncio.CancelledError:
            raise ValueError("instead")

    task = asyncio.create_task(replaces())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except ValueError as e:
        print(repr(e), type(e.__context__).__name__, task.cancelled())

    print("a chain:")
    inner = asyncio.create_task(sleeper())
    middle = asyncio.create_task(outcome(inner))
    outer = asyncio.create_task(outcome(middle))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(outer.cancel("chain"), await outer, inner.cancelled(), middle.cancelled(), middle.result())

    print("the awaited future is cancelled:")
    f = loop.create_future()
    task = asyncio.create_task(outcome(f))
    await asyncio.sleep(0)
    f.cancel("future")
    print(await task)
    try:
        await f
    except asyncio.CancelledError as e:
        print(e.args, attempt(f.result))


asyncio.run(main())

# expect: before the first step:
# expect: True 1 True <Task cancelling name='Task-2' coro=<sleeper()
# expect: ('cancelled', ('early',)) [] True False 1
# expect: while it waits:
# expect: True True False True
# expect: ('cancelled', ('later',)) [('later',)] ('CancelledError', '') ('CancelledError', '')
# expect: refused:
# expect: True 1 True 2 True 3 True [('a',), ('b',), ()]
# expect: 2 1 0 0
# expect: withdrawn:
# expect: ((1, True), (0, False))
# expect: cancelled right before the end:
# expect: ('cancelled', ('self',)) True
# expect: another error instead:
# expect: ValueError('instead') CancelledError False
# expect: a chain:
# expect: True ('cancelled', ('chain',)) True False ('cancelled', ('chain',))
# expect: the awaited future is cancelled:
# expect: ('cancelled', ('future',))
# expect: ('future',) ('CancelledError', 'future')
