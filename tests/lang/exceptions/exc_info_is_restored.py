import sys


def name():
    return sys.exc_info()[0] and sys.exc_info()[0].__name__


try:
    raise ValueError
except ValueError:
    print(name())
    try:
        raise KeyError
    except KeyError:
        print(name())
    print(name())
print(name())


def gen():
    try:
        raise IndexError
    except IndexError:
        yield name()
        yield name()


g = gen()
print(next(g), name(), next(g), name())

# expect: ValueError
# expect: KeyError
# expect: ValueError
# expect: None
# expect: IndexError None IndexError None
