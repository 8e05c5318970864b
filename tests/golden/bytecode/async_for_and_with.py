async def f(source, lock):
    async for item in source:
        async with lock:
            await item
