# race: the member 'x' of the set made at check_then_act_on_a_set.py:4
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
