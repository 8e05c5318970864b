# Tuples as keys: found by the equality of their items, of whatever types.
class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        print("eq", end=" ")
        return isinstance(other, Key) and self.value == other.value


nan = float("nan")
d = {(1, 2): "ints", ("a", (2, "b")): "nested", (1.5, None, True): "mixed", (nan,): "nan", (): "empty", (Key(1), 2): "key", (10**20, b"b"): "big"}
for key in ((1, 2), (1.0, 2), (True, 2.0), ("a", (2, "b")), ("a", (2, "c")), (1.5, None, 1), (nan,), (float("nan"),), (), (Key(1), 2), (Key(2), 2), (10**20, b"b"), (1,), (1, 2, 3)):
    print(d.get(key), key in d, end="; ")
print()
d[1, 2.0] = "replaced"
print(d[1, 2], len(d), d.setdefault((1, 2), 0), d.setdefault((3, 4), "new"), d.pop((3, 4)), (3, 4) in d)
deep = ()
for _ in range(50):
    deep = (deep, 1)
again = ()
for _ in range(50):
    again = (again, 1)
print({deep: 1}[again], deep in {again})
for bad in (([],), ((1, {}),)):
    try:
        bad in d
    except TypeError as e:
        print(e)


class Sub(tuple):
    def __eq__(self, other):
        return False

    __hash__ = tuple.__hash__


print(d.get(Sub((1, 2))), Sub((1, 2)) in d, (1, 2) == Sub((1, 2)))
try:
    (Key(1), 1) < (Key(1), object())
except TypeError as e:
    print(e)

# expect: eq ints True; ints True; ints True; nested True; None False; mixed True; nan True; None False; empty True; eq eq eq eq key True; None False; big True; None False; None False; 
# expect: replaced 7 replaced new new False
# expect: 1 True
# expect-before-3.15: unhashable type: 'list'
# expect-before-3.15: unhashable type: 'dict'
# expect-since-3.15: cannot use 'tuple' as a dict key (unhashable type: 'list')
# expect-since-3.15: cannot use 'tuple' as a dict key (unhashable type: 'dict')
# expect: None False False
# expect: eq '<' not supported between instances of 'int' and 'object'
