# min-version: 3.13
# The value that a store replaces dies by it. Its __del__ may look at the frame and change it: it finds the new value.
import sys


class Dying:
    """When it dies, binds names of the frame that stores to what they were, in a list, with `tag`."""

    def __init__(self, *names):
        self.names = names

    def __del__(self):
        variables = sys._getframe(1).f_locals
        for name in self.names:
            variables[name] = ["found", variables.get(name)]

    def __eq__(self, other):
        return True


class Object:
    pass


shared = Object()
shared.value = "attribute"


def give(x):
    return x


def number(x):
    yield x
    yield x + 1


def copied():
    y = [1]
    x = Dying("x")
    x = y
    return x, y


def constant():
    x = Dying("x")
    x = 5
    return x


def computed():
    y = [1]
    x = Dying("x", "y")
    x = y + y
    return x, y


def in_place():
    x = Dying("x")
    x = x == x
    y = "text"
    z = y = Dying("z", "y")
    y = "a"
    z = "b"
    return x, y, z


def looked_up():
    items, keys = ["item"], {"key": "value"}
    x = Dying("x", "items")
    x = items[0]
    y = Dying("y", "keys")
    y = keys["key"]
    z = Dying("z")
    z = shared.value
    return x, y, z, items, keys


def default():
    x, d = Dying("x", "d"), {}
    x = d.get(1, x)
    x = d.get(1, None)
    return x, d


def called():
    x = Dying("x")
    x = give(3)
    y = Dying("x", "y")
    y = len("four")
    z = Dying("z", "x")
    z = "a b".split()
    return x, y, z


def constructed():
    x = Dying("x")
    x = Object()
    return type(x), x[0]


def unpacked():
    source = ("tuple", "of two")
    x, y = Dying("x", "source"), Dying("y", "x")
    x, y = source
    return x, y, source


def unpacked_list():
    source = ["list", "of two"]
    x, y = Dying("x", "source"), Dying("y", "x")
    x, y = source
    return x, y, source


def unpacked_iterator():
    x, y = Dying("x"), Dying("y", "x")
    x, y = number(1)
    return x, y


def unpacked_too_many():
    x, y = "x as it was", "y as it was"
    for source in [1, 2, 3], (1, 2, 3), iter("a"), {1: 2}:
        try:
            x, y = source
        except ValueError:
            print(x, y)


def unpacked_star():
    x, y = Dying("x"), Dying("y", "x")
    x, *y = "abc"
    return x, y


def looped():
    seen = []
    x = Dying("x", "i")
    i = 0
    for x in [1, 2]:
        seen.append(x)
    y, z = Dying("y"), Dying("z", "x")
    for y, z in {1: 2}.items():
        seen.append((y, z))
    w = Dying("w")
    for w in number(7):
        seen.append(w)
    v = Dying("v")
    for v in range(2):
        seen.append(v)
    return seen, i, x


def deleted():
    x = Dying("x")
    del x
    return x


def handled():
    x = Dying("x")
    try:
        raise ValueError("handled")
    except ValueError as x:
        y = x
    try:
        x
    except UnboundLocalError:
        x = "deleted again"
    return x, y


def yielded():
    x = Dying("x", "y")
    y = 0
    x = yield x == 1
    yield x, y


def resumed_by_itself():
    class Resuming:
        def __del__(self):
            try:
                generator.send(1)
            except ValueError as error:
                said.append(str(error))

    def run():
        x = Resuming()
        x = yield 1
        x = Resuming()
        x = 2
        yield x

    said = []
    generator = run()
    next(generator)
    return generator.send("sent"), said


def returned():
    x = Dying("y")
    y = [1]
    x = None
    return y.pop()


def entered():
    class Manager:
        def __enter__(self):
            return "entered"

        def __exit__(self, *error):
            pass

    x = Dying("x")
    with Manager() as x:
        pass
    return x


for function in (copied, constant, computed, in_place, looked_up, default, called, constructed, unpacked, unpacked_list, unpacked_iterator,
                 unpacked_too_many, unpacked_star, looped, deleted, handled, resumed_by_itself, returned, entered):
    for _ in range(3):
        result = function()
    print(function.__name__, result)
generator = yielded()
print(next(generator), generator.send("sent"))

# expect: copied (['found', [1]], [1])
# expect: constant ['found', 5]
# expect: computed (['found', [1, 1]], ['found', [1]])
# expect: in_place (['found', True], ['found', 'a'], ['found', 'b'])
# expect: looked_up (['found', 'item'], ['found', 'value'], ['found', 'attribute'], ['found', ['item']], ['found', {'key': 'value'}])
# expect: default (['found', None], ['found', {}])
# expect: called (['found', ['found', ['found', 3]]], ['found', 4], ['found', ['a', 'b']])
# expect: constructed (<class 'list'>, 'found')
# expect: unpacked (['found', ['found', 'tuple']], ['found', 'of two'], ['found', ('tuple', 'of two')])
# expect: unpacked_list (['found', ['found', 'list']], ['found', 'of two'], ['found', ['list', 'of two']])
# expect: unpacked_iterator (['found', ['found', 1]], ['found', 2])
# expect: x as it was y as it was
# expect: x as it was y as it was
# expect: x as it was y as it was
# expect: x as it was y as it was
# expect: x as it was y as it was
# expect: x as it was y as it was
# expect: x as it was y as it was
# expect: x as it was y as it was
# expect: x as it was y as it was
# expect: x as it was y as it was
# expect: x as it was y as it was
# expect: x as it was y as it was
# expect: unpacked_too_many None
# expect: unpacked_star (['found', ['found', 'a']], ['found', ['b', 'c']])
# expect: looped ([['found', 1], 2, (['found', 1], ['found', 2]), ['found', 7], 8, ['found', 0], 1], ['found', 0], ['found', 2])
# expect: deleted ['found', None]
# expect: handled ('deleted again', ['found', ValueError('handled')])
# expect: resumed_by_itself (2, ['generator already executing', 'generator already executing'])
# expect: returned [1]
# expect: entered ['found', 'entered']
# expect: True (['found', 'sent'], ['found', 0])
