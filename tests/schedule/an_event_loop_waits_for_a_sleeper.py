# fails: 0
# The event loop waits in the kernel for a worker, which waits for time to pass.
import asyncio
import time


async def main():
    began = time.monotonic()
    await asyncio.gather(*(asyncio.to_thread(time.sleep, 60) for _ in range(2)))
    assert time.monotonic() - began >= 60


asyncio.run(main())
print("awake")
