# Comparisons of items run Python code in the middle of whole-set operations.
class Key:
    log = changes = 0
    victim = None

    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 7

    def __eq__(self, other):
        Key.log += 1
        if Key.victim is not None and Key.changes < 30:  # a look-up begins anew when the table has changed: for ever would be too often
            Key.changes += 1
            Key.victim.clear()
            Key.victim.update(range(50))
        return isinstance(other, Key) and self.name == other.name


def fresh():
    return {Key(i) for i in range(6)} | {7, "text", (1, 2)}


operations = [
    ("and", lambda a, b: a & b), ("or", lambda a, b: a | b), ("sub", lambda a, b: a - b), ("xor", lambda a, b: a ^ b),
    ("le", lambda a, b: a <= b), ("eq", lambda a, b: a == b), ("disjoint", lambda a, b: a.isdisjoint(b)),
    ("update", lambda a, b: a.update(b)), ("difference_update", lambda a, b: a.difference_update(b)),
    ("symmetric_difference_update", lambda a, b: a.symmetric_difference_update(b)), ("intersection_update", lambda a, b: a.intersection_update(b)),
]
for name, operation in operations:
    a, b = fresh(), fresh()
    result = operation(a, b)
    shown = result if isinstance(result, bool) else len(result if result is not None else a)
    print(name, shown)
print(Key.log > 100)

for victim in range(2):
    for name, operation in operations:
        pair = fresh(), fresh()
        Key.victim, Key.changes = pair[victim], 0
        result = operation(*pair)
        Key.victim = None
        for s in (result, *pair):
            if isinstance(s, set):
                assert len(s) == len(list(s)), name
                assert all(item in s for item in list(s)), name
print("consistent")


class Bad:
    def __hash__(self):
        return 7

    def __eq__(self, other):
        raise ValueError("no")


for name, operation in operations:
    try:
        print(name, operation({Bad(), 1, 2, 3}, {Bad(), 7, 8, 9}) is not None)
    except ValueError as e:
        print(name, e)

# Items of every kind find each other; removed ones stay out of copies.
mixed = {1, 2.5, "a", (1, "b", (2.5, None)), frozenset({1}), 10**30, True, None, b"x"}
same = {None, b"x", 1.0, 5 / 2, "a", (True, "b", (2.5, None)), frozenset({1.0}), 10**30}
print(mixed == same, len(mixed | same), len(mixed & same), mixed - same, mixed ^ same)
s = set(range(40))
for i in range(0, 40, 3):
    s.remove(i)
t = s | set()
print(len(t), sorted(t)[:5], s == t, 3 in t, len(s | {3, 41}), sorted(s - {1, 2, 4})[:3])
objects = [object() for _ in range(20)]
u = set(objects)
v = u | {1}
del u
print(len(v), all(o in v for o in objects), len(v - set(objects[3:])))

# expect: and 9
# expect: or 9
# expect: sub 0
# expect: xor 0
# expect: le True
# expect: eq True
# expect: disjoint False
# expect: update 9
# expect: difference_update 0
# expect: symmetric_difference_update 0
# expect: intersection_update 9
# expect: True
# expect: consistent
# expect: and no
# expect: or no
# expect: sub no
# expect: xor no
# expect: le no
# expect: eq no
# expect: disjoint no
# expect: update no
# expect: difference_update no
# expect: symmetric_difference_update no
# expect: intersection_update no
# expect: True 8 8 set() set()
# expect: 26 [1, 2, 4, 5, 7] True False 28 [5, 7, 8]
# expect: 21 True 4
