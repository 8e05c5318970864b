# Coroutines, tasks, asynchronous generators, an event loop.
import asyncio


async def produce(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def consume(n):
    return [x * 2 async for x in produce(n)]


async def fails():
    await asyncio.sleep(0)
    raise ValueError("failed")


async def main():
    print(await asyncio.gather(*(consume(n) for n in range(6))))
    print(await asyncio.gather(fails(), consume(2), return_exceptions=True))
    queue = asyncio.Queue()
    task = asyncio.create_task(queue.get())
    await queue.put("item")
    print(await task, await asyncio.wait_for(consume(3), 60))


asyncio.run(main())
