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

# expect: TypeError __bool__ should return bool, returned int
# expect: ValueError __len__() should return >= 0
