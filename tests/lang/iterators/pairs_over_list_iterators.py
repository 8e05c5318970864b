# zip and enumerate over lists that change, end early, share an iterator, or are no lists at all.
a, b = [1, 2, 3], ["x", "y", "z", "w"]
print([(x, y) for x, y in zip(a, b)], [(y, x) for y, x in zip(b, a)], [(i, y) for i, y in enumerate(b, 5)])

it = iter(a)
print([(x, y) for x, y in zip(it, it)], next(it, "end"))
it = iter(b)
print([(x, y) for x, y in zip(a[:2], it)], next(it))
it = iter(b)
print([(x, y) for x, y in zip(it, a[:2])], next(it, "end"))

for x, y in zip(a, b):
    if len(a) < 6:
        a.append(x + 10)
        b.append(y * 2)
    print(x, y, end="; ")
print()
for i, x in enumerate(a):
    a.pop()
    print(i, x, end="; ")
print(a)

it = iter(b)
pairs = zip(it, range(10))
for x, n in pairs:
    b.clear()
    print(x, n, next(it, "end"), next(pairs, "over"))

for arguments in [([1, 2], [3]), ([1], [2, 3]), ([1], [2])]:
    try:
        for x, y in zip(*arguments, strict=True):
            print(x, y, end=" ")
        print("even")
    except ValueError as error:
        print(error)


def numbers():
    yield 1
    raise KeyError("from the generator")


try:
    for x, y in zip([1, 2, 3], numbers()):
        print(x, y)
except KeyError as error:
    print(error)
print(sum(x * y for x, y in zip([1, 2, 3], [4.5, 5, 6])), dict(zip("ab", [1, 2])), list(zip([], [1])), list(zip([1], (2,), "c")))


class Caught(KeyError):
    pass


for kind in (Caught, KeyError, LookupError, ValueError, (ValueError, Caught)):
    try:
        try:
            raise Caught("c")
        except kind as error:
            print(type(error).__name__, kind)
    except Exception as error:
        print("passed", kind)
try:
    try:
        raise Caught
    except 5:
        pass
except TypeError as error:
    print(error)

# expect: [(1, 'x'), (2, 'y'), (3, 'z')] [('x', 1), ('y', 2), ('z', 3)] [(5, 'x'), (6, 'y'), (7, 'z'), (8, 'w')]
# expect: [(1, 2)] end
# expect: [(1, 'x'), (2, 'y')] z
# expect: [('x', 1), ('y', 2)] w
# expect: 1 x; 2 y; 3 z; 11 w; 12 xx; 13 yy; 
# expect: 0 1; 1 2; 2 3; [1, 2, 3]
# expect: x 0 end over
# expect: 1 3 zip() argument 2 is shorter than argument 1
# expect: 1 2 zip() argument 2 is longer than argument 1
# expect: 1 2 even
# expect: 1 1
# expect: 'from the generator'
# expect: 32.5 {'a': 1, 'b': 2} [] [(1, 2, 'c')]
# expect: Caught <class '__main__.Caught'>
# expect: Caught <class 'KeyError'>
# expect: Caught <class 'LookupError'>
# expect: passed <class 'ValueError'>
# expect: Caught (<class 'ValueError'>, <class '__main__.Caught'>)
# expect: catching classes that do not inherit from BaseException is not allowed
