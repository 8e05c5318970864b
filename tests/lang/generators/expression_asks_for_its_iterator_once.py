# A generator expression calls __iter__ of its first iterable once, when it is made; what it gives need not be iterable itself.
class Steps:
    def __init__(self, stop):
        self.value, self.stop = 0, stop

    def __next__(self):
        if self.value == self.stop:
            raise StopIteration
        self.value += 1
        return self.value


class Numbers:
    def __iter__(self):
        print("__iter__")
        return Steps(3)


class Iterator(Steps):
    def __iter__(self):
        print("__iter__ of an iterator")
        return self


made = (x for x in Numbers())
print("made")
print(list(made))
print(list((x, y) for x in Numbers() for y in Numbers()))
print([x for x in Numbers()], {x for x in Numbers()}, {x: x for x in Numbers()})
print(list(x for x in Iterator(2)))
print(sum(x for x in Iterator(4) if x % 2))
for bad in Steps(1), 5, None:
    try:
        (x for x in bad)
    except TypeError as error:
        print(error)
for good in [1, 2], (1, 2), {1: 2}, "ab", range(2), iter([1, 2]), map(abs, [-1]), (x for x in "cd"), enumerate("x"), reversed([1, 2]):
    print(list(x for x in good))

# expect: __iter__
# expect: made
# expect: [1, 2, 3]
# expect: __iter__
# expect: __iter__
# expect: __iter__
# expect: __iter__
# expect: [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (3, 3)]
# expect: __iter__
# expect: __iter__
# expect: __iter__
# expect: [1, 2, 3] {1, 2, 3} {1: 1, 2: 2, 3: 3}
# expect: __iter__ of an iterator
# expect: [1, 2]
# expect: __iter__ of an iterator
# expect: 4
# expect: 'Steps' object is not iterable
# expect: 'int' object is not iterable
# expect: 'NoneType' object is not iterable
# expect: [1, 2]
# expect: [1, 2]
# expect: [1]
# expect: ['a', 'b']
# expect: [0, 1]
# expect: [1, 2]
# expect: [1]
# expect: ['c', 'd']
# expect: [(0, 'x')]
# expect: [2, 1]
