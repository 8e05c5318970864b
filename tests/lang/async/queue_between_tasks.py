import asyncio


async def producer(q):
    for i in range(5):
        await q.put(i)
    await q.put(None)


async def consumer(q):
    out = []
    while (item := await q.get()) is not None:
        out.append(item)
    return out


async def main():
    q = asyncio.Queue(2)
    print(await asyncio.gather(producer(q), consumer(q)))


asyncio.run(main())

# expect: [None, [0, 1, 2, 3, 4]]
