"""What patterns an instance matches is told by any of its class's bases; bytes of an int are not asked for."""
import collections


class Plain:
    pass


class Sequence(Plain, collections.UserList):
    pass


class Mapping(Plain, collections.UserDict):
    pass


for x in Sequence([1]), Mapping({1: 2}), Plain():
    match x:
        case [1]:
            print("sequence")
        case {1: 2}:
            print("mapping")
        case _:
            print("neither")


class Number:
    def __index__(self):
        return 3


class Items(Number):
    def __iter__(self):
        return iter([1, 2])


print(int.from_bytes(Items()), int.from_bytes([1, 2]))
try:
    int.from_bytes(Number())
except TypeError as error:
    print(error)

# expect: sequence
# expect: mapping
# expect: neither
# expect: 258 258
# expect: cannot convert 'Number' object to bytes
