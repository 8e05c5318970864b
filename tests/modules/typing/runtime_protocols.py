import typing


@typing.runtime_checkable
class Closes(typing.Protocol):
    def close(self): ...


class File:
    def close(self):
        self.closed = True


@typing.runtime_checkable
class Sized(typing.Protocol):
    size: int


class Box:
    def __init__(self):
        self.size = 1


print(isinstance(File(), Closes), issubclass(File, Closes), isinstance(3, Closes), issubclass(int, Closes))
print(isinstance(Box(), Sized), isinstance(File(), Sized))
print(isinstance(3, typing.SupportsInt), isinstance("", typing.SupportsInt), issubclass(float, typing.SupportsRound))
try:
    issubclass(Box, Sized)
except TypeError as error:
    print("non-method members" in str(error))


class Plain: pass
print(Plain.__annotations__, isinstance(File(), Closes))


def outer():
    class Node: pass

    def link(to: "Node") -> "Node": ...
    print(typing.get_type_hints(link, globals(), locals()) == {"to": Node, "return": Node})


outer()
print((int | str).__module__, typing.get_type_hints(outer))

# expect: True True False False
# expect: True False
# expect: True False True
# expect: True
# expect: {} True
# expect: True
# expect-before-3.15: types {}
# expect-since-3.15: typing {}
