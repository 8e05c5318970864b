# fails: 1
# Two threads count without a lock: an update is lost if the turn passes between the read and the write.
import threading

counter = 0


def count():
    global counter
    for _ in range(3):
        counter += 1


threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert counter == 6, counter
