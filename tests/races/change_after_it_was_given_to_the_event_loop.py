# race: the key 'state' of the dict that tell made at change_after_it_was_given_to_the_event_loop.py:12
# explore
import asyncio
import threading

loop, seen = asyncio.new_event_loop(), []
thread = threading.Thread(target=loop.run_forever)
thread.start()


def tell():
    job = {"state": "new"}
    loop.call_soon_threadsafe(lambda: seen.append(job["state"]))
    job["state"] = "changed"


tell()
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
# kernel
