# race: the global counter
# explore
import threading

counter = 0


def count():
    global counter
    for _ in range(100):
        counter += 1


threads = [threading.Thread(target=f) for f in (count, count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
