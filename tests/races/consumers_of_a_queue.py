# race: the global done
# explore
# The first consumer takes a second item after it has counted: that orders nothing between the two.
import queue
import threading
import time

jobs, done = queue.Queue(), 0
for n in range(3):
    jobs.put(n)


def early():
    global done
    jobs.get()
    done += 1
    jobs.get()


def late():
    global done
    time.sleep(0.2)
    jobs.get()
    done += 1


threads = [threading.Thread(target=f) for f in (early, late)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
