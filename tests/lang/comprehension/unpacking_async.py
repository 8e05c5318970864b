# min-version: 3.15
async def agen():
    yield [1, 2]
    yield [3]
async def main():
    print([*x async for x in agen()], {*x async for x in agen()})
    return 0
try:
    main().send(None)
except StopIteration:
    pass

# expect: [1, 2, 3] {1, 2, 3}
