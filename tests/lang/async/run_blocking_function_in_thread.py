import asyncio
import threading


def blocking(n):
    return n, threading.current_thread() is threading.main_thread()


async def main():
    print(await asyncio.to_thread(blocking, 5))


asyncio.run(main())

# expect: (5, False)
