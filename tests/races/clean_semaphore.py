# no race
import threading

semaphore, total = threading.Semaphore(1), 0


def add():
    global total
    for _ in range(5):
        with semaphore:
            total += 1


threads = [threading.Thread(target=f) for f in (add, add)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
