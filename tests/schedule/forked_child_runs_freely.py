# fails: 0
# The child of a fork has one thread, and starts others.
import os
import threading

lock, go = threading.Lock(), threading.Event()


def work():
    with lock:
        go.wait(1)


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
child = os.fork()
if child == 0:
    mine = threading.Lock()
    other = threading.Thread(target=mine.acquire)
    other.start()
    other.join()
    os._exit(7 if mine.locked() else 8)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
go.set()
for thread in threads:
    thread.join()
