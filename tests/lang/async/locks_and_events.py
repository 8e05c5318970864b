import asyncio


async def main():
    lock, event, log = asyncio.Lock(), asyncio.Event(), []

    async def work(n):
        await event.wait()
        async with lock:
            log.append(n)
            await asyncio.sleep(0)
            log.append(n)

    tasks = [asyncio.create_task(work(n)) for n in range(3)]
    await asyncio.sleep(0)
    event.set()
    await asyncio.gather(*tasks)
    print(log)


asyncio.run(main())

# expect: [0, 0, 1, 1, 2, 2]
