import asyncio


async def part(n):
    await asyncio.sleep(0)
    return n


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(part(n)) for n in range(3)]
    print([t.result() for t in tasks])


asyncio.run(main())

# expect: [0, 1, 2]
