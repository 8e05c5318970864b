# dict.copy() and | on a subclass with its own __iter__ go by keys() and __getitem__.
class Lister(dict):
    def __iter__(self):
        return iter(["z"])

    def keys(self):
        return ["z"]

    def __getitem__(self, key):
        return "got"


class Keyed(dict):
    def keys(self):
        return ["z"]


for make in (Lister, Keyed):
    print(make(a=1).copy(), make(a=1) | {}, {} | make(a=1), make(a=1) | {"b": 2}, make().copy(), make() | {})
    print(type(make(a=1).copy()).__name__, type(make(a=1) | {}).__name__, dict(make(a=1)))

# expect: {'z': 'got'} {'z': 'got'} {'z': 'got'} {'z': 'got', 'b': 2} {} {}
# expect: dict dict {'z': 'got'}
# expect: {'a': 1} {'a': 1} {'a': 1} {'a': 1, 'b': 2} {} {}
# expect: dict dict {'a': 1}
