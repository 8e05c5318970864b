# What threads have read a thousand times dies with its last reference, in the same statement, when all other threads
# have ended or wait.
import threading
import time

ended = []


class Part:
    def __init__(self, name):
        self.name = name
        self.values = [name, (name,)]

    def __del__(self):
        ended.append(self.name)


def read(box):
    for _ in range(1000):
        for part in box["parts"]:
            name, (again,) = part.values
            assert part.name == name == again


def in_threads(box):
    threads = [threading.Thread(target=read, args=(box,)) for _ in range(3)]
    for t in threads:
        t.start()
    read(box)
    for t in threads:
        t.join()


def drop_from_container():
    box = {"parts": (Part("a"), Part("b"))}
    in_threads(box)
    box["parts"] = ()
    return sorted(ended)


def drop_from_local():
    box = {"parts": (Part("c"),)}
    in_threads(box)
    part = box["parts"][0]
    del box["parts"]
    alive = list(ended)
    part = None
    return alive, list(ended)


def drop_from_attribute():
    box = {"parts": (Part("d"), Part("e"))}
    in_threads(box)
    first, second = box.pop("parts")
    first.values.append(second)
    del second
    alive = list(ended)
    first.values.clear()
    between = list(ended)
    del first
    return alive, between, list(ended)


never = threading.Event()
waiting = [threading.Thread(target=never.wait) for _ in range(2)]
for t in waiting:
    t.start()
for drop, at_once in ((drop_from_container, ["a", "b"]), (drop_from_local, ([], ["c"])), (drop_from_attribute, ([], ["e"], ["e", "d"]))):
    # A thread that has been joined may still be at its very end.
    results = []
    while at_once not in results and len(results) < 200:
        ended.clear()
        results.append(drop())
        deadline = time.monotonic() + 10
        while len(ended) < len(at_once[-1] if isinstance(at_once, tuple) else at_once) and time.monotonic() < deadline:
            time.sleep(0.001)
    print(drop.__name__, results[-1], sorted(ended))
never.set()
for t in waiting:
    t.join()

# expect: drop_from_container ['a', 'b'] ['a', 'b']
# expect: drop_from_local ([], ['c']) ['c']
# expect: drop_from_attribute ([], ['e'], ['e', 'd']) ['d', 'e']
