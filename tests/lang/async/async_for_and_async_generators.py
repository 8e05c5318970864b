import asyncio


async def count(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def main():
    async for x in count(3):
        print(x, end=" ")
    else:
        print("else")
    print([x async for x in count(4) if x % 2], {x: 1 async for x in count(2)})
    print([y for y in [await asyncio.sleep(0, z) for z in "ab"]])


asyncio.run(main())

# expect: 0 1 2 else
# expect: [1, 3] {0: 1, 1: 1}
# expect: ['a', 'b']
