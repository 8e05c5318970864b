import copy
import pickle
from _model import frozendict

a, b = frozendict(x=1), frozendict(y=2)
print(a | b, a | {"x": 3}, type(a | {"x": 3}) is frozendict, {"z": 0} | a, type({"z": 0} | a).__name__)
print(a | {} is a, (a | {}) is a)
c = a
c |= b
print(c, a, c is a)
for wrong in (lambda: a | [("y", 2)], lambda: [("y", 2)] | a, lambda: a & b, lambda: a < b):
    try:
        wrong()
    except TypeError as e:
        print("TypeError")

class Sub(frozendict):
    def __missing__(self, key):
        return "missing " + key

s = Sub(k=1)
print(s, s["k"], s["q"], s == frozendict(k=1), type(s.copy()) is frozendict, type(s | s) is frozendict, Sub.fromkeys("k"))
for value in (a, s):
    for duplicate in (copy.copy(value), copy.deepcopy(value), *(pickle.loads(pickle.dumps(value, p)) for p in range(2, 6))):
        print(duplicate == value, type(duplicate) is type(value), end=" ")
    print()
deep = frozendict(items=[1])
other = copy.deepcopy(deep)
print(other == deep, other["items"] is deep["items"])

# expect: frozendict({'x': 1, 'y': 2}) frozendict({'x': 3}) True {'z': 0, 'x': 1} dict
# expect: True True
# expect: frozendict({'x': 1, 'y': 2}) frozendict({'x': 1}) False
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: Sub({'k': 1}) 1 missing q True True True Sub({'k': None})
# expect: True True True True True True True True True True True True 
# expect: True True True True True True True True True True True True 
# expect: True False
