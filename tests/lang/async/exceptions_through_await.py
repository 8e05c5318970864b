import asyncio


async def fail():
    await asyncio.sleep(0)
    raise ValueError("inside")


async def main():
    try:
        await fail()
    except ValueError as error:
        print("caught", error)
    results = await asyncio.gather(fail(), asyncio.sleep(0, "fine"), return_exceptions=True)
    print(results)


asyncio.run(main())

# expect: caught inside
# expect: [ValueError('inside'), 'fine']
