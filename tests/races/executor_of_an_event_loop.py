# race: item 0 of the list made at executor_of_an_event_loop.py:7
# explore
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

totals = [0]


def work(n):
    time.sleep(0.05)
    totals[0] += n


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(4) as pool:
        await asyncio.gather(*(loop.run_in_executor(pool, work, n) for n in range(4)))


asyncio.run(main())
# kernel
