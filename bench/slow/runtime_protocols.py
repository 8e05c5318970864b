"""isinstance() of protocols that can be checked at run time, methods and data."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class Methods(Protocol):
    def f(self): ...
    def g(self): ...


@runtime_checkable
class Data(Protocol):
    x: int

    def h(self): ...


class A:
    x = 1

    def f(self): ...
    def g(self): ...


class B:
    def __init__(self):
        self.x = 2

    def h(self): ...


objects = [A(), B(), 3, "s", []] * 6000
print(sum(isinstance(o, Methods) + 2 * isinstance(o, Data) for o in objects))
