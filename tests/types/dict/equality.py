# Equality of dicts: values of every kind, comparisons that change the dicts.
def show(*values):
    print(*values)


show({} == {}, {1: 2} == {1: 2}, {1: 2} == {1.0: 2.0}, {1: 2} == {1: 3}, {1: 2} == {2: 2}, {"a": [1]} == {"a": [1]}, {"a": [1]} == {"a": [2]})
show({1: "x", 2: "y"} == {2: "y", 1: "x"}, {(1, 2): {3: 4}} == {(1.0, 2): {3: 4}}, {1: 1} != {1: True})
nan = float("nan")
show({1: nan} == {1: nan}, {1: nan} == {1: float("nan")})


class Key:
    def __init__(self, n, target=None):
        self.n, self.target = n, target

    def __hash__(self):
        return 5

    def __eq__(self, other):
        if self.target is not None:
            self.target.clear()
        return isinstance(other, Key) and self.n == other.n


show({Key(1): 1, Key(2): 2} == {Key(2): 2, Key(1): 1}, {Key(1): 1} == {Key(2): 1})
for which in range(2):
    a, b = {}, {}
    a.update({Key(i, (a, b)[which]): i for i in range(3)})
    b.update({Key(i): i for i in range(3)})
    (a == b, b == a)
    show(len(a), len(b))


class Value:
    def __eq__(self, other):
        raise ValueError("value")


try:
    {1: Value()} == {1: Value()}
except ValueError as e:
    show(e)
v = Value()
show({1: v} == {1: v})

# expect: True True True False False True False
# expect: True True False
# expect: True False
# expect: True False
# expect: 0 3
# expect: 3 0
# expect: value
# expect: True
