# race: the key 'a' of the dict made at dict_in_python_that_two_threads_update.py:5
import threading
from collections import UserDict

shared = UserDict()


def work(value):
    shared.update(a=value)


threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
