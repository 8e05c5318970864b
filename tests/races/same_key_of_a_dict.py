# race: the key 'best' of the dict made at same_key_of_a_dict.py:4
import threading

scores = {"best": 0}


def first():
    scores["best"] = 1


def second():
    scores["best"] = 2


threads = [threading.Thread(target=f) for f in (first, second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
