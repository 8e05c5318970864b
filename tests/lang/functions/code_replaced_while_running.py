"""Frames that exist when a function's __code__ is replaced go on with the code they began with."""
import sys


def numbers():
    yield "one"
    yield "two %s" % 2.5
    yield ("three", 3)


def other():
    yield 1000
    yield 2000


suspended = numbers()
print(next(suspended))
frame = suspended.gi_frame
numbers.__code__ = other.__code__
print(next(suspended), next(suspended), list(suspended))
print(list(numbers()), frame.f_code.co_name, suspended.gi_code.co_name)


def replaced():
    return "short"


def running(n):
    if n:
        running.__code__ = replaced_with_argument.__code__
        text = "a constant of the old code"
        return text, "and another", 12345678901234567890, sys._getframe().f_code.co_name
    return None


def replaced_with_argument(n):
    return n


print(running(1))
print(running(1))


def raises():
    raises.__code__ = replaced.__code__
    raise ValueError("from the old code")


try:
    raises()
except ValueError as error:
    traceback = error.__traceback__.tb_next
    print(error, traceback.tb_frame.f_code.co_name, traceback.tb_lineno - traceback.tb_frame.f_code.co_firstlineno)
print(raises())


def recursive(n):
    if n == 0:
        recursive.__code__ = replaced_with_argument.__code__
        return ["end"]
    return recursive(n - 1) + ["level %d" % n]


print(recursive(3), recursive(3))


async def awaits(step):
    await step
    return "old", "coroutine"


class Step:
    def __await__(self):
        yield "step"


async def awaits_other(step):
    return "new"


coroutine = awaits(Step())
print(coroutine.send(None))
awaits.__code__ = awaits_other.__code__
try:
    coroutine.send(None)
except StopIteration as stop:
    print(stop.value)


import string


def words(s, sep=None):
    return None


words.__code__ = string.capwords.__code__  # of a library function that nobody has called
print(words("so it is"))

# expect: one
# expect: two 2.5 ('three', 3) []
# expect: [1000, 2000] numbers numbers
# expect: ('a constant of the old code', 'and another', 12345678901234567890, 'running')
# expect: 1
# expect: from the old code raises 2
# expect: short
# expect: ['end', 'level 1', 'level 2', 'level 3'] 3
# expect: step
# expect: ('old', 'coroutine')
# expect: So It Is
