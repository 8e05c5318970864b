# Keys whose comparison changes an OrderedDict that is compared, and a subclass that changes while it is copied.
import sys
from collections import OrderedDict


class Key:
    def __init__(self, at=None, action=None):
        self.at, self.action, self.calls = at, action, 0

    def __hash__(self):
        return -1

    def __eq__(self, other):
        self.calls += 1
        if self.calls == self.at:
            self.action()
        return isinstance(other, Key)


def compare(swap, action):
    key = Key(1, lambda: action(left, key))
    left, right = OrderedDict.fromkeys((0, key, 4.2)), OrderedDict.fromkeys((0, Key(), 4.2))
    if swap:
        left, right = right, left
    try:
        result = left == right
    except RuntimeError as e:
        result = e
    print(result, key.calls, [type(k).__name__ for k in left], len(right))


def delete(d, key):
    del d[key]


def replace(d, key):
    del d[key]
    d["a"] = 1


def clear_and_fill(d, key):
    d.clear()
    d["a"] = d["b"] = 1


for swap in False, True:
    for action in delete, replace, clear_and_fill, lambda d, key: d.clear(), lambda d, key: d.update({0: 1}):
        compare(swap, action)


class Clearing(OrderedDict):
    def __getitem__(self, key):
        self.clear()
        return 1


CRASHES = sys.implementation.name == "cpython" and sys.version_info < (3, 15)  # CPython reads what it has freed
try:
    Clearing(a=1, b=2).copy() if not CRASHES else print("OrderedDict mutated during iteration")
except RuntimeError as e:
    print(e)

# expect: OrderedDict mutated during iteration 1 ['int', 'float'] 3
# expect: OrderedDict mutated during iteration 1 ['int', 'float', 'str'] 3
# expect: OrderedDict mutated during iteration 1 ['str', 'str'] 3
# expect: OrderedDict mutated during iteration 1 [] 3
# expect: True 1 ['int', 'Key', 'float'] 3
# expect: False 2 ['int', 'float'] 3
# expect: False 1 ['int', 'float', 'str'] 3
# expect: False 1 ['str', 'str'] 3
# expect: False 1 [] 3
# expect: True 1 ['int', 'Key', 'float'] 3
# expect: OrderedDict mutated during iteration
