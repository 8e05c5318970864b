class Bad:
    def __bool__(self):
        return 1


class Negative:
    def __len__(self):
        return -1


for kind in Bad, Negative:
    try:
        bool(kind())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

# expect-before-3.15: TypeError __bool__ should return bool, returned int
# expect-since-3.15: TypeError Bad.__bool__() must return a bool, not int
# expect: ValueError __len__() should return >= 0
