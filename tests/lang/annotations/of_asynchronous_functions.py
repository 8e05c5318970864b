# min-version: 3.12
import asyncio
import functools
from typing import AsyncIterator


async def plain(a: int, *args: str, b: list[int] = [], **kwargs: dict) -> float:
    return 1.5


def outer(kind):
    async def inner(x: kind) -> AsyncIterator[kind]:
        yield x
    return inner


class C:
    async def method(self, x: "forward") -> None:
        pass


async def generic[T](x: T) -> list[T]:
    return [x]


print(plain.__annotations__)
print(outer(int).__annotations__)
print(C.method.__annotations__)
print({name: str(value) for name, value in generic.__annotations__.items()}, asyncio.run(generic(1)))


@functools.wraps(plain)
async def wrapper(*args):
    return await plain(*args)


print(wrapper.__annotations__ == plain.__annotations__, wrapper.__name__, asyncio.run(wrapper(1)))


async def collect():
    return [x async for x in outer(str)("text")]


print(asyncio.run(collect()))

# expect: {'a': <class 'int'>, 'args': <class 'str'>, 'b': list[int], 'kwargs': <class 'dict'>, 'return': <class 'float'>}
# expect: {'x': <class 'int'>, 'return': typing.AsyncIterator[int]}
# expect: {'x': 'forward', 'return': None}
# expect: {'x': 'T', 'return': 'list[T]'} [1]
# expect: True plain 1.5
# expect: ['text']
