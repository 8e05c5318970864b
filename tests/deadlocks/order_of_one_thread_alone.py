# judged: clean
import threading

a, b = threading.Lock(), threading.Lock()


def both_ways():
    with a, b:
        pass
    with b, a:
        pass


worker = threading.Thread(target=both_ways)
worker.start()
worker.join()
