import asyncio


async def numbers(n):
    for i in range(n):
        yield i


async def main():
    print([[x * y async for x in numbers(3)] for y in [y async for y in numbers(3)]])
    g = (x async for x in numbers(2))
    print([x async for x in g])


asyncio.run(main())

# expect: [[0, 0, 0], [0, 1, 2], [0, 2, 4]]
# expect: [0, 1]
