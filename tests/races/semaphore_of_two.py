# race: the global inside
# A semaphore that lets two threads in orders nothing between these two.
import threading

inside, semaphore, both = 0, threading.Semaphore(2), threading.Barrier(2)


def enter():
    global inside
    with semaphore:
        both.wait()
        inside += 1


threads = [threading.Thread(target=enter) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
