import asyncio


async def double(x):
    await asyncio.sleep(0)
    return x * 2


async def main():
    return await double(21)


print(asyncio.run(main()))

# expect: 42
