# deque: a comparison that changes the deque; one that found what was looked for still counts for `in` and index().
from collections import deque


def outcome(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Changing:
    def __init__(self, deque, equal):
        self.deque, self.equal = deque, equal

    def __eq__(self, other):
        self.deque.append(0)
        return self.equal


def changing(equal):
    items = deque([1, 2])
    items.append(Changing(items, equal))
    return items


for equal in (True, False):
    for search in (deque.__contains__, deque.index, deque.count, deque.remove):
        print(search.__name__, equal, outcome(search, changing(equal), "wanted"))

# expect: __contains__ True True
# expect: index True 2
# expect: count True RuntimeError: deque mutated during iteration
# expect: remove True IndexError: deque mutated during iteration
# expect: __contains__ False RuntimeError: deque mutated during iteration
# expect: index False RuntimeError: deque mutated during iteration
# expect: count False RuntimeError: deque mutated during iteration
# expect: remove False IndexError: deque mutated during iteration
