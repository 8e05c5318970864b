import asyncio


async def echo():
    try:
        got = None
        while True:
            try:
                got = yield got
            except ValueError as error:
                got = f"caught {error}"
    finally:
        print("closed")


async def main():
    g = echo()
    print(await g.__anext__(), await g.asend("hi"), await g.athrow(ValueError("v")))
    await g.aclose()
    try:
        await g.__anext__()
    except StopAsyncIteration:
        print("finished")


asyncio.run(main())

# expect: None hi caught v
# expect: closed
# expect: finished
