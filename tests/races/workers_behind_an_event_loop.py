# race: the global done
# explore
import asyncio
import time

done = 0


def work():
    global done
    time.sleep(0.05)
    done += 1


async def main():
    await asyncio.gather(*(asyncio.to_thread(work) for _ in range(4)))


asyncio.run(main())
# kernel
