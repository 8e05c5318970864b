# A `finally` that ends in a condition sends each `return` on with its own value: no two of them may share their ends.
def show(name, *values):
    print(name, values)


def two(a=None):
    try:
        if a:
            return "first"
        return "second"
    finally:
        if a is not None:
            a = 0


show("two", two(), two(0), two(1))


def falls_off(a=None):
    try:
        if a:
            return False
        len("x")
    finally:
        if a:
            a = 0


show("falls off the end", falls_off(), falls_off(1))


def many(a):
    try:
        if a == 0: return 0
        if a == 1: return "one"
        if a == 2: return (2, "two")
        if a == 3: return
        if a == 4: return False
        if a == 5: return a
    finally:
        if a: a = None


show("many", *(many(a) for a in range(7)))


def nested(a, b):
    try:
        try:
            if a: return 1
            if b: return 2
        finally:
            if a: a = b
        return 3
    finally:
        if b: b = a


show("nested", *(nested(a, b) for a in (0, 1) for b in (0, 1)))


def loops(a):
    for i in range(3):
        try:
            if a == i: return "in the loop"
            if a == 5: return "at once"
            if a == 6: break
        finally:
            while a > 5: a = 0
    else:
        return "behind the loop"


show("loops", *(loops(a) for a in (0, 2, 4, 5, 6)))


class Quiet:
    def __enter__(self): return self
    def __exit__(self, *error): return True


def within(a):
    try:
        with Quiet():
            if a == 0: return "left"
            if a == 1: raise ValueError
            if a == 2: return None
            return "end"
    finally:
        if a: a = 0


show("with", *(within(a) for a in range(4)))


def generator(a):
    try:
        yield a
        if a: return "some"
        return "none"
    finally:
        if a: a = 0


def delegate(a):
    return (yield from generator(a))


def result(g):
    while True:
        try:
            next(g)
        except StopIteration as e:
            return e.value


show("generators", *(result(delegate(a)) for a in (0, 1)))

# expect: two ('second', 'second', 'first')
# expect: falls off the end (None, False)
# expect: many (0, 'one', (2, 'two'), None, False, 5, None)
# expect: nested (3, 2, 1, 1)
# expect: loops ('in the loop', 'in the loop', 'behind the loop', 'at once', None)
# expect: with ('left', None, None, 'end')
# expect: generators ('none', 'some')
