from collections import OrderedDict


class Loud(OrderedDict):
    def __getitem__(self, key):
        print("get", key)
        return super().__getitem__(key)

    def __delitem__(self, key):
        print("del", key)
        super().__delitem__(key)

    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)

    def __missing__(self, key):
        return "missing"


d = Loud()
d["a"] = 1
d["b"] = 2
print(d.pop("a"), d.pop("x", "default"), d["y"])
try:
    d.pop("a")
except KeyError as e:
    print("KeyError", e)
print(list(d))

# expect: set a
# expect: set b
# expect: get y
# expect: 1 default missing
# expect: KeyError 'a'
# expect: ['b']
