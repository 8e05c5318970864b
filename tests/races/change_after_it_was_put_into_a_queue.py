# race: the key 'state' of a dict
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
