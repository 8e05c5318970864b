import asyncio


async def wait(n):
    await asyncio.sleep(n / 1000)
    return n


async def main():
    print(await asyncio.gather(*(wait(n) for n in (20, 5, 10))))
    done, pending = await asyncio.wait([asyncio.create_task(wait(1))])
    print(len(done), len(pending))


asyncio.run(main())

# expect: [20, 5, 10]
# expect: 1 0
