# Who copies what other threads use locks nothing and counts nothing that they see: the counts of a copied structure's objects go with the copy.
import copy
import threading

try:
    from refscope import accelerators, of, shared_writes
    told = all(accelerators().values()) and of([]).owner != 0  # without accelerators, or owners of objects, there are writes
except ImportError:  # no other interpreter tells
    told = False
if not told:
    shared_writes = lambda: (0, 0)


class Tree:
    def __init__(self):
        self.leaves = [[i] for i in range(40)]
        self.name = "tree"


class Slotted:
    __slots__ = "a", "b"

    def __init__(self):
        self.a, self.b = [1], [2]


def writes(operation):
    before = shared_writes()
    operation()
    return [after - b for b, after in zip(before, shared_writes())]


def writes_nothing(operation):
    """Once each object has been seen to be in common use. The moment may come at which a thread counts what it holds."""
    for _ in range(3000):
        operation()
    return min(writes(operation) for _ in range(20)) == [0, 0]


def body():
    for name, operation in operations.items():
        print(name, writes_nothing(operation))


table = {"a": [1], "b": [2], 3: [3]}
with_holes = dict.fromkeys(range(20), table)
for key in range(4, 18):
    del with_holes[key]
mixed = {"a": [1], (1, 2): [2]}
first, second = [[n] for n in range(6)], [[n] for n in range(9)]
first[2] = second[3] = [0]
group = {"a", "b", (1, 2)}
frozen = frozenset(group)
tree, slotted = Tree(), Slotted()
operations = {
    "dict.copy": lambda: table.copy(),
    "dict with holes": lambda: with_holes.copy(),
    "dict with keys of any kind": lambda: mixed.copy(),
    "dict()": lambda: dict(table),
    "{**d}": lambda: {**table},
    "d | d": lambda: table | with_holes,
    "list(d)": lambda: list(table),
    "list(d.values())": lambda: list(table.values()),
    "list(d.items())": lambda: list(table.items()),
    "list.copy of two lists": lambda: (first.copy(), second.copy()),
    "slices of two lists": lambda: (first[1:4], second[1:], first[::-2], second[::2]),
    "sums of two lists": lambda: (first + second, second + first),
    "products of two lists": lambda: (first * 2, second * 3),
    "tuples of two lists": lambda: (tuple(first), tuple(second)),
    "list() of two lists": lambda: (list(first), list(second), [*first, *second]),
    "sorted() of two lists": lambda: (sorted(first), sorted(second)),
    "set.copy": lambda: group.copy(),
    "set()": lambda: set(group),
    "frozenset()": lambda: frozenset(group),
    "list(set)": lambda: list(group),
    "copy.copy": lambda: copy.copy(tree),
    "copy.copy with __slots__": lambda: copy.copy(slotted),
    "copy.deepcopy": lambda: copy.deepcopy(tree),
}
thread = threading.Thread(target=body)
thread.start()
thread.join()

# expect: dict.copy True
# expect: dict with holes True
# expect: dict with keys of any kind True
# expect: dict() True
# expect: {**d} True
# expect: d | d True
# expect: list(d) True
# expect: list(d.values()) True
# expect: list(d.items()) True
# expect: list.copy of two lists True
# expect: slices of two lists True
# expect: sums of two lists True
# expect: products of two lists True
# expect: tuples of two lists True
# expect: list() of two lists True
# expect: sorted() of two lists True
# expect: set.copy True
# expect: set() True
# expect: frozenset() True
# expect: list(set) True
# expect: copy.copy True
# expect: copy.copy with __slots__ True
# expect: copy.deepcopy True
