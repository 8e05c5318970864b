# min-version: 3.15
# gc.callbacks and gc.get_stats tell how many objects a collection looked at and how long it took.
import gc

seen = []


def note(phase, info):
    seen.append((phase, dict(info)))


class Node:
    pass


def make_cycles(count):
    for _ in range(count):
        node = Node()
        node.me = node


gc.disable()
gc.collect()
make_cycles(50)
before = gc.get_stats()[2]
gc.callbacks.append(note)
gc.collect()
gc.callbacks.remove(note)
after = gc.get_stats()[2]
(start, empty), (stop, info) = seen
print(start, empty["collected"], empty["candidates"], empty["duration"])
print(stop, info["collected"] >= 50, info["candidates"] > info["collected"], type(info["duration"]), info["duration"] > 0)
print(after["candidates"] - before["candidates"] == info["candidates"], after["duration"] > before["duration"])
print(empty["time_for_living"], 0 < info["time_for_living"] < info["duration"], after["time_for_living"] > before["time_for_living"])

# expect: start 0 0 0.0
# expect: stop True True <class 'float'> True
# expect: True True
# expect: 0.0 True True
