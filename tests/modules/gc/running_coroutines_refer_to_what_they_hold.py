# min-version: 3.15
# A generator or coroutine that runs refers to its variables, as one that is suspended.
import gc
import sys


class Thing:
    pass


def generator():
    thing = Thing()
    print(sorted(type(x).__name__ for x in gc.get_referrers(thing)), gc.get_referrers(thing) == [running])
    print(any(x is thing for x in gc.get_referents(running)))
    yield
    print(sorted(type(x).__name__ for x in gc.get_referrers(thing)))
    del thing
    print(any(isinstance(x, Thing) for x in gc.get_referents(running)))


running = generator()
for _ in running:
    pass


async def inner(thing):
    print(sorted(x.__name__ for x in gc.get_referrers(thing)))


async def outer():
    thing = Thing()
    await inner(thing)


def plain():
    thing = Thing()
    return gc.get_referrers(thing)


try:
    outer().send(None)
except StopIteration:
    pass
print(plain())

# expect: ['cell', 'generator'] False
# expect: False
# expect: ['cell', 'generator']
# expect: False
# expect: ['inner', 'outer']
# expect: []
