# no race
import threading

state = {"steps": 0}


def step():
    state["steps"] += 1


for _ in range(5):
    state["steps"] += 1
    thread = threading.Thread(target=step)
    thread.start()
    thread.join()
state["steps"] += 1
assert state["steps"] == 11
