"""Many short tasks of asyncio, each of which lets the others run once."""

import asyncio


async def leaf(i):
    await asyncio.sleep(0)
    return i


async def main():
    total = 0
    for _ in range(100):
        total += sum(await asyncio.gather(*(leaf(i) for i in range(100))))
    return total


for _ in range(3):
    print(asyncio.run(main()))
