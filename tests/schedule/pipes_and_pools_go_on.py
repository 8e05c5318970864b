# fails: 0
# A thread that waits in the kernel gives way; queues, pools, events and barriers are Python code over locks.
import asyncio
import os
import threading
from concurrent.futures import ThreadPoolExecutor

reader, writer = os.pipe()
barrier = threading.Barrier(2)
got = []


def read():
    barrier.wait()
    got.append(os.read(reader, 10))


def write():
    barrier.wait()
    os.write(writer, b"bytes")


async def sleepers():
    return await asyncio.gather(asyncio.sleep(0.01, 1), asyncio.to_thread(lambda: 2))


threads = [threading.Thread(target=read), threading.Thread(target=write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert got == [b"bytes"]
with ThreadPoolExecutor(2) as pool:
    assert list(pool.map(lambda n: n * n, range(5))) == [0, 1, 4, 9, 16]
assert asyncio.run(sleepers()) == [1, 2]
