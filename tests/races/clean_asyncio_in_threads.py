# no race
import asyncio
import threading

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
state = {"calls": 0}


async def call(n):
    state["calls"] += n
    await asyncio.sleep(0)
    return state["calls"]


for _ in range(5):
    before = state["calls"]
    assert asyncio.run_coroutine_threadsafe(call(2), loop).result() == before + 2
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
assert state["calls"] == 10
