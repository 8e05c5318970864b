# A loop over a dict or its views looks at the dict at each step: values that are replaced, entries that come and go, and
# a dict that other threads know since the last step.
import threading

def error_of(function, *args):
    try:
        return function(*args)
    except RuntimeError as error:
        return str(error)

def change(view, action):
    seen = []
    d = {"a": [1], "b": [2], "c": [3], "d": [4]}
    for item in view(d):
        seen.append(item)
        action(d, len(seen))
    return seen

def change_pairs(action):
    seen = []
    d = {"a": [1], "b": [2], "c": [3], "d": [4]}
    for key, value in d.items():
        seen.append((key, value))
        action(d, len(seen))
    else:
        seen.append("else")
    return seen

def replace(d, step):
    d["d"] = "replaced"
    d["a"] = step

def grow(d, step):
    if step == 2:
        d["e"] = 5

def shrink(d, step):
    if step == 3:
        del d["a"]

def other_keys(d, step):
    if step == 1:
        del d["b"]
        d["B"] = "new"

def clear_at_the_end(d, step):
    if step == 4:
        d.clear()

VIEWS = {"dict": lambda d: d, "keys": dict.keys, "values": dict.values, "items": dict.items, "reversed": reversed}
for action in (replace, grow, shrink, other_keys, clear_at_the_end):
    for name, view in VIEWS.items():
        print(action.__name__, name, error_of(change, view, action))
    print(action.__name__, "pairs", error_of(change_pairs, action))

# The variables are reassigned in the body, so the loop releases the last reference to what they hold.
class Told:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        told.append(self.name)

told = []
def reassign():
    for key, value in {1: 2, 3: 4, 5: 6}.items():
        key, value = Told(f"key {key}"), Told(f"value {value}")
        told.append("step")
    told.append(f"{key.name}, {value.name}")
    for key in {7: 8, 9: 10}.values():
        key = Told(f"single {key}")
        told.append("step")
    print(told)
reassign()

# What dies in a step changes the dict.
class Grows:
    def __init__(self, d):
        self.d = d
    def __del__(self):
        self.d[len(self.d)] = "grown"

def dies_in_a_step():
    d = {0: "a", 1: "b", 2: "c"}
    for key, value in d.items():
        value = Grows(d)
def dies_in_a_step_alone():
    d = {0: "a", 1: "b", 2: "c"}
    for value in d.values():
        value = Grows(d)
print(error_of(dies_in_a_step), error_of(dies_in_a_step_alone))

# The loop's variables are the dict and its iterator, or lie elsewhere.
def variables():
    d = {"x": {"y": 1}}
    for d in d.values():
        for d, n in d.items():
            print(d, n)
    class Place: pass
    pairs = {1: 2, 3: 4}
    for Place.key, Place.value in pairs.items(): pass
    print(Place.key, Place.value)
    cells = lambda: (a, b)
    for a, b in pairs.items():
        print(cells(), end=" ")
    print([k + v for k, v in pairs.items()], {v: k for k, v in pairs.items()}, *(k - v for k, v in pairs.items()))
    for a, b, c in {(1, 2, 3): None}: print(a, b, c)
    try:
        for a, b, c in pairs.items(): pass
    except ValueError as error:
        print(str(error)[:26])
variables()

# One loop for iterators of all kinds.
def total(iterable):
    n = 0
    for key, value in iterable:
        n = n * 10 + key + value
    return n
pairs = {1: 2, 3: 4}
for iterable in (pairs.items(), [(1, 2), (3, 4)], zip((1, 3), (2, 4)), iter(pairs.items()), enumerate((1, 2)),
                 reversed(pairs.items()), pairs.items(), dict.fromkeys([(1, 2), (3, 4)])):
    print(total(iterable), end=" ")
print()

# In the middle of the loop the dict, or the iterator, becomes known to another thread.
def shares(view, share_iterator):
    d = {f"key {i}": [i] for i in range(6)}
    iterator, seen = iter(view(d)), []
    for item in iterator:
        seen.append(item)
        if len(seen) == 2:
            thread = threading.Thread(target=lambda: seen.append(next(iterator) if share_iterator else d["key 5"]))
            thread.start()
            thread.join()
    return seen
def shares_pairs():
    d = {f"key {i}": [i] for i in range(4)}
    seen = []
    for key, value in d.items():
        seen += key, value
        if len(seen) == 4:
            thread = threading.Thread(target=lambda: d.update({"key 3": ["of the thread"]}))
            thread.start()
            thread.join()
    return seen
for share_iterator in (False, True):
    for name in ("dict", "values", "items"):
        print(shares(VIEWS[name], share_iterator))
print(shares_pairs())

# expect: replace dict ['a', 'b', 'c', 'd']
# expect: replace keys ['a', 'b', 'c', 'd']
# expect: replace values [[1], [2], [3], 'replaced']
# expect: replace items [('a', [1]), ('b', [2]), ('c', [3]), ('d', 'replaced')]
# expect: replace reversed ['d', 'c', 'b', 'a']
# expect: replace pairs [('a', [1]), ('b', [2]), ('c', [3]), ('d', 'replaced'), 'else']
# expect: grow dict dictionary changed size during iteration
# expect: grow keys dictionary changed size during iteration
# expect: grow values dictionary changed size during iteration
# expect: grow items dictionary changed size during iteration
# expect: grow reversed dictionary changed size during iteration
# expect: grow pairs dictionary changed size during iteration
# expect: shrink dict dictionary changed size during iteration
# expect: shrink keys dictionary changed size during iteration
# expect: shrink values dictionary changed size during iteration
# expect: shrink items dictionary changed size during iteration
# expect: shrink reversed dictionary changed size during iteration
# expect: shrink pairs dictionary changed size during iteration
# expect: other_keys dict ['a', 'c', 'd', 'B']
# expect: other_keys keys ['a', 'c', 'd', 'B']
# expect: other_keys values [[1], [3], [4], 'new']
# expect: other_keys items [('a', [1]), ('c', [3]), ('d', [4]), ('B', 'new')]
# expect: other_keys reversed ['d', 'c', 'a']
# expect: other_keys pairs [('a', [1]), ('c', [3]), ('d', [4]), ('B', 'new'), 'else']
# expect: clear_at_the_end dict dictionary changed size during iteration
# expect: clear_at_the_end keys dictionary changed size during iteration
# expect: clear_at_the_end values dictionary changed size during iteration
# expect: clear_at_the_end items dictionary changed size during iteration
# expect: clear_at_the_end reversed dictionary changed size during iteration
# expect: clear_at_the_end pairs dictionary changed size during iteration
# expect: ['step', 'key 1', 'value 2', 'step', 'key 3', 'value 4', 'step', 'key 5, value 6', 'key 5', 'step', 'single 8', 'step']
# expect: dictionary changed size during iteration dictionary changed size during iteration
# expect: y 1
# expect: 3 4
# expect: (1, 2) (3, 4) [3, 7] {2: 1, 4: 3} -1 -1
# expect: 1 2 3
# expect: not enough values to unpac
# expect: 37 37 37 37 13 73 37 37 
# expect: ['key 0', 'key 1', [5], 'key 2', 'key 3', 'key 4', 'key 5']
# expect: [[0], [1], [5], [2], [3], [4], [5]]
# expect: [('key 0', [0]), ('key 1', [1]), [5], ('key 2', [2]), ('key 3', [3]), ('key 4', [4]), ('key 5', [5])]
# expect: ['key 0', 'key 1', 'key 2', 'key 3', 'key 4', 'key 5']
# expect: [[0], [1], [2], [3], [4], [5]]
# expect: [('key 0', [0]), ('key 1', [1]), ('key 2', [2]), ('key 3', [3]), ('key 4', [4]), ('key 5', [5])]
# expect: ['key 0', [0], 'key 1', [1], 'key 2', [2], 'key 3', ['of the thread']]
