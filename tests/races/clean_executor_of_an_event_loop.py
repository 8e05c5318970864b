# no race
# explore
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

heard = []


def work(loop, item, told):
    item.append("worked")
    loop.call_soon_threadsafe(hear, item, told)
    return item


def hear(item, told):
    heard.append(item)
    told.set()


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        for n in range(4):
            told = asyncio.Event()
            item = await loop.run_in_executor(pool, work, loop, [n], told)
            await told.wait()
            item.append("awaited")
            heard[-1].append("heard")


thread = threading.Thread(target=asyncio.run, args=(main(),))
thread.start()
thread.join()
assert heard[-1] == [3, "worked", "awaited", "heard"]
