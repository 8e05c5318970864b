"""Values whose lives are counted, and what runs functions that assign to the local that their operand is in."""

import gc
import threading


class Tracked:
    live = 0
    lock = threading.Lock()

    def __init__(self, name):
        self.name = name
        with Tracked.lock:
            Tracked.live += 1

    def __del__(self):
        with Tracked.lock:
            Tracked.live -= 1

    def __repr__(self):
        return "<%s>" % self.name

    def __eq__(self, other):
        return isinstance(other, Tracked) and self.name == other.name

    def __hash__(self):
        return hash(self.name)


def text(number):
    """A str of its own, which nothing else holds."""
    return "text %d of its own" % number


def run(*functions):
    """Prints what each function returns, called again and again, and whether threads get the same; and how many values are left."""
    for function in functions:
        print(function.__name__, *sorted(set(map(repr, results(function)))))
    collected = [[] for _ in range(3)]

    def in_thread(i):
        for function in functions:
            collected[i].append(sorted(set(map(repr, results(function)))))

    threads = [threading.Thread(target=in_thread, args=(i,)) for i in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("the same in threads", all(x == collected[0] for x in collected) and all(len(x) == 1 for x in collected[0]))
    collected.clear()
    gc.collect()
    print("left", Tracked.live)


def results(function):
    return [function() for _ in range(20)]
