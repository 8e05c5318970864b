# race: the variable served of an enclosing function
# explore
import threading
import time


def serve():
    places, served = threading.Semaphore(2), 0

    def visit():
        nonlocal served
        with places:
            time.sleep(0.01)
            served += 1

    visitors = [threading.Thread(target=visit) for _ in range(4)]
    for thread in visitors:
        thread.start()
    for thread in visitors:
        thread.join()


serve()
