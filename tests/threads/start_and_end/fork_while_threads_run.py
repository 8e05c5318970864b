# min-version: 3.12
import os
import threading
import time
import warnings

warnings.simplefilter("ignore")
shared, stop = {}, threading.Event()


def run():
    n = 0
    while not stop.is_set():
        shared[n % 20] = [n]
        n += 1


threads = [threading.Thread(target=run) for _ in range(3)]
[t.start() for t in threads]
statuses = set()
for _ in range(5):
    pid = os.fork()
    if pid == 0:
        result = []
        thread = threading.Thread(target=lambda: result.append(threading.active_count()))
        thread.start()
        thread.join()
        shared.clear()
        os._exit(0 if result == [2] else 1)
    statuses.add(os.waitpid(pid, 0)[1])
stop.set()
[t.join() for t in threads]
print(statuses)

# expect: {0}
