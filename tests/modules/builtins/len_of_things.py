print(len("é😀"), len([]), len({1: 2}), len({1, 2}), len(range(5)), len(b"ab"), len((1,)), len({}.keys()))


class Bad:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print(len(Bad(5)))
for n in (-1, "x", 1.5, 2**70):
    try:
        len(Bad(n))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
for thing in (5, None, iter([])):
    try:
        len(thing)
    except TypeError as error:
        print(error)

# expect: 2 0 1 2 5 2 1 0
# expect: 5
# expect: ValueError __len__() should return >= 0
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: object of type 'int' has no len()
# expect: object of type 'NoneType' has no len()
# expect: object of type 'list_iterator' has no len()
