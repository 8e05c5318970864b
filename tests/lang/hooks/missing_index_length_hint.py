import operator


class Idx:
    def __index__(self):
        return 2


print([10, 20, 30][Idx()], "abcdef"[:Idx()], hex(Idx()), list(range(Idx())), int(Idx()), operator.index(Idx()))


class Bad:
    def __index__(self):
        return "2"


try:
    [1][Bad()]
except TypeError as error:
    print(error)


class Hint:
    def __length_hint__(self):
        return 12


print(operator.length_hint(Hint()), operator.length_hint(5, 3))

# expect: 30 ab 0x2 [0, 1] 2 2
# expect-before-3.15: __index__ returned non-int (type str)
# expect-since-3.15: Bad.__index__() must return an int, not str
# expect: 12 3
