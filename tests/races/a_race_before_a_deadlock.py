# race: the global count
# says: Deadlock: 1 thread waits, and nobody is left who could wake it.
# status: 1
import threading

count = 0


def work():
    global count
    count += 1


threads = [threading.Thread(target=work) for _ in "ab"]
for t in threads:
    t.start()
for t in threads:
    t.join()
threading.Event().wait()
