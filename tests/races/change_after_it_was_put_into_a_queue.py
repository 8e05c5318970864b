# race: the key 'state' of the dict made at change_after_it_was_put_into_a_queue.py:15
import queue
import threading

jobs, taken = queue.Queue(), []


def consume():
    job = jobs.get()
    taken.append(job["state"])


thread = threading.Thread(target=consume)
thread.start()
job = {"state": "new"}
jobs.put(job)
job["state"] = "changed"
thread.join()
