# race: the member 'x' of a set
import threading

seen = set()


def visit():
    if "x" not in seen:
        seen.add("x")


threads = [threading.Thread(target=f) for f in (visit, visit)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
