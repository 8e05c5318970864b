# race: the set made at containers_changed_in_place.py:8
# says: the list made at containers_changed_in_place.py:8
# says: the dict made at containers_changed_in_place.py:8
# says: the collections.deque made at containers_changed_in_place.py:9
import threading
from collections import deque

members, names, ages = set(range(3)), list("abc"), dict(a=1)
line = deque([1])


def change(members, names, ages, line):
    members |= {7}
    names *= 2
    ages |= {"b": 2}
    line += [3]


def measure():
    return len(members), len(names), len(ages), len(line)


thread = threading.Thread(target=change, args=(members, names, ages, line))
thread.start()
measure()
thread.join()
