"""Functions that choose by the class of their argument."""

import functools


@functools.singledispatch
def size(thing):
    return 0


@size.register
def _(thing: int):
    return 1


@size.register
def _(thing: str):
    return len(thing)


@size.register
def _(thing: list):
    return sum(size(item) for item in thing)


print(sum(size([1, "ab", 2.0, [1, "b"]] * 6000) for _ in range(10)))
