# A generator that stops inside an except block and is resumed from elsewhere: the exception of the first resumer is not its own.
import sys


def g():
    try:
        raise ValueError("inner")
    except ValueError:
        yield sys.exc_info()[0]
        yield sys.exc_info()[0]
    print("after the block:", sys.exc_info()[0])
    yield sys.exc_info()[0]


gen = g()
try:
    raise IndexError
except IndexError:
    print(next(gen))
print(next(gen), sys.exc_info()[0])
try:
    raise KeyError
except KeyError:
    print(next(gen), sys.exc_info()[0])
print(list(gen))

shared = ValueError("the same object")


def same():
    try:
        raise shared
    except ValueError:
        yield sys.exception() is shared
        yield sys.exception() is shared
    yield sys.exception() is shared


gen = same()
try:
    raise shared
except ValueError:
    print(next(gen))
print(next(gen), next(gen))

# expect: <class 'ValueError'>
# expect: <class 'ValueError'> None
# expect: after the block: <class 'KeyError'>
# expect: <class 'KeyError'> <class 'KeyError'>
# expect: []
# expect: True
# expect: True False
