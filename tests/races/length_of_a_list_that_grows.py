# race: the list made at length_of_a_list_that_grows.py:4
import threading

results = []


def produce():
    results.append(1)


def look():
    return len(results)


threads = [threading.Thread(target=f) for f in (produce, look)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
