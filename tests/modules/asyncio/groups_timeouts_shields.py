# What the library builds on tasks: groups, timeouts, shields, wait(), gather(), queues, locks, threads.
import asyncio


async def work(n, fail=False):
    for _ in range(n):
        await asyncio.sleep(0)
    if fail:
        raise ValueError(n)
    return n


async def forever():
    await asyncio.get_running_loop().create_future()


async def failing_group():
    try:
        async with asyncio.TaskGroup() as group:
            lost = group.create_task(forever())
            group.create_task(work(1, True))
            group.create_task(work(1, True))
    except BaseExceptionGroup as e:
        print(e, [repr(x) for x in e.exceptions], lost.cancelled())


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(i)) for i in range(4)]
    print([task.result() for task in tasks])
    await asyncio.create_task(failing_group())
    try:
        async with asyncio.timeout(0.001) as timeout:
            await forever()
    except TimeoutError:
        print("timeout", timeout.expired())
    async with asyncio.timeout(None) as timeout:
        await work(1)
    print(timeout.expired())
    for awaitable, seconds in (forever(), 0.001), (work(2), 100), (work(2), None):
        try:
            print(await asyncio.wait_for(awaitable, seconds))
        except asyncio.TimeoutError:
            print("wait_for")
    inner = asyncio.create_task(work(3))
    shield = asyncio.shield(inner)
    await asyncio.sleep(0)
    shield.cancel()
    try:
        await shield
    except asyncio.CancelledError:
        print("shield", inner.cancelled(), await inner)
    done, pending = await asyncio.wait([asyncio.create_task(work(1)), asyncio.create_task(forever())], return_when="FIRST_COMPLETED")
    print(len(done), len(pending))
    for task in pending:
        task.cancel()
    print(await asyncio.gather(*pending, return_exceptions=True))
    print([await x for x in asyncio.as_completed([work(1), work(5), work(3)])])
    queue = asyncio.Queue(2)

    async def produce():
        for i in range(6):
            await queue.put(i)

    producer = asyncio.create_task(produce())
    print([await queue.get() for _ in range(6)], await producer)
    lock, event, log = asyncio.Lock(), asyncio.Event(), []

    async def locked(name):
        async with lock:
            log.append(name)
            await event.wait()
            log.append(name)

    tasks = [asyncio.create_task(locked(name)) for name in "ab"]
    await work(3)
    event.set()
    await asyncio.gather(*tasks)
    print(log, await asyncio.to_thread(sum, [1, 2]))

    async def numbers():
        for i in range(3):
            await asyncio.sleep(0)
            yield i

    print([i async for i in numbers()], [await work(i) async for i in numbers()])


asyncio.run(main())

# expect: [0, 1, 2, 3]
# expect: unhandled errors in a TaskGroup (2 sub-exceptions) ['ValueError(1)', 'ValueError(1)'] True
# expect: timeout True
# expect: False
# expect: wait_for
# expect: 2
# expect: 2
# expect: shield False 3
# expect: 1 1
# expect: [CancelledError('')]
# expect: [1, 3, 5]
# expect: [0, 1, 2, 3, 4, 5] None
# expect: ['a', 'a', 'b', 'b'] 3
# expect: [0, 1, 2] [0, 1, 2]
