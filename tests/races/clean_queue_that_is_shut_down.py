# no race
# explore
import queue
import threading

jobs, summary, steps = queue.Queue(), "", []


def consume():
    try:
        while True:
            steps.append(jobs.get())
    except queue.ShutDown:
        assert summary == "all sent"


thread = threading.Thread(target=consume)
thread.start()
for n in range(5):
    jobs.put(n)
summary = "all sent"
jobs.shutdown()
thread.join()
