# race: the attribute state of the Job made at change_after_the_event_is_set.py:10
# explore
import threading


class Job:
    state = ""


job, ready = Job(), threading.Event()
job.state = "new"


def write():
    job.state = "ready"
    ready.set()
    job.state = "over"


def read():
    ready.wait()
    return job.state


threads = [threading.Thread(target=f) for f in (write, read)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
