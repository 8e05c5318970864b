# __reduce__() of an iterator looks "iter" or "reversed" up among the builtins, which may run Python code that advances the iterator.
import builtins

NAMES = builtins.__dict__
ORIGINAL = {name: NAMES[name] for name in ("iter", "reversed")}


class Key:
    """A key in the place of a name, that exhausts an iterator when it is compared."""

    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        if self.iterator is not None:
            iterator, self.iterator = self.iterator, None
            list(iterator)
        return other == self.name


def reduced(name, make):
    key = Key(name)
    key.iterator = None
    iterator = make()
    del NAMES[name]
    NAMES[key] = ORIGINAL[name]
    try:
        key.iterator = iterator
        result = iterator.__reduce__()
    finally:
        key.iterator = None
        del NAMES[key]
        NAMES[name] = ORIGINAL[name]
    return [[list(item) for item in result[1]], result[2:]]


class Sequence:
    def __getitem__(self, i):
        return range(3)[i]


print(reduced("reversed", lambda: reversed([1, 2, 3])))
for source in [1, 2, 3], (1, 2, 3), "abc", b"abc", bytearray(b"abc"), {1: 2, 3: 4}, {5}, Sequence(), {1: 2}.items():
    print(reduced("iter", lambda: iter(source)))

# expect: [[[]], ()]
# expect: [[[]], ()]
# expect: [[[]], ()]
# expect: [[[]], ()]
# expect: [[[]], ()]
# expect: [[[]], ()]
# expect: [[[1, 3]], ()]
# expect: [[[5]], ()]
# expect: [[[]], ()]
# expect: [[[(1, 2)]], ()]
