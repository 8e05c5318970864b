# race: the Counter made at counter_that_two_threads_update.py:5
import threading
from collections import Counter

hits = Counter()


def work():
    hits.update("abc")


threads = [threading.Thread(target=work) for _ in "ab"]
for t in threads:
    t.start()
for t in threads:
    t.join()
