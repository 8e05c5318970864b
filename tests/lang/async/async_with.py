import asyncio


class CM:
    async def __aenter__(self):
        print("enter")
        return self

    async def __aexit__(self, kind, value, tb):
        print("exit", kind and kind.__name__)
        return True


async def main():
    async with CM() as cm, CM():
        print(type(cm).__name__)
        raise ValueError


asyncio.run(main())

# expect: enter
# expect: enter
# expect: CM
# expect: exit ValueError
# expect: exit None
