async def agen(n):
    for i in range(n):
        yield i
async def main():
    print([x async for x in agen(3)], {x async for x in agen(2)}, {x: x async for x in agen(2)})
    print([y for x in [1, 2] async for y in agen(x)], [x async for x in agen(5) if x % 2])
    g = (x async for x in agen(2))
    print([x async for x in g])
try:
    main().send(None)
except StopIteration:
    pass

# expect: [0, 1, 2] {0, 1} {0: 0, 1: 1}
# expect: [0, 0, 1] [1, 3]
# expect: [0, 1]
