# race: item 1 of the list made at list_that_two_threads_shuffle.py:5
import random
import threading

cards = [1, 2]
random.seed(0)  # it begins with two exchanges of item 1 with itself


def work():
    random.shuffle(cards)


threads = [threading.Thread(target=work) for _ in "ab"]
for t in threads:
    t.start()
for t in threads:
    t.join()
