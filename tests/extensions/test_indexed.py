# A class of C whose function for an index is another one than that for a subscript, and calls of the one from the other.
import threading

import indexed as c

pair = c.Pair(5)
print(list(pair), tuple(pair), pair[0], pair[-1], pair[0:2], 6 in pair, list(reversed(pair)), len(pair), dict(enumerate(pair)))
first, second = pair
print(first, second, [*pair], max(pair), list(zip(pair, iter(pair))), sum(pair))
for i in (0, 1, -1, -2, 2, -3):
    try:
        print(c.item(pair, i), c.state(pair)[0])
    except IndexError as error:
        print(error, c.state(pair)[0])
pair[1] = 3
print(c.state(pair)[1])
pair[-1] = 4
print(c.state(pair)[1])
del pair[0]
print(c.state(pair)[1])


class Own(c.Pair):
    def __getitem__(self, key):
        if key == 3: raise IndexError
        return f"item {key}"

    def __setitem__(self, key, value):
        print("set", key, value)


print(list(Own(1)), c.item(Own(1), 1), Own(1)[0])
Own()[1] = 2
print(c.slice_parts(slice(0, 1 << 70)), c.slice_parts(slice("a", None, -1)), c.slice_parts(1))
print(c.function_parts("a name"), c.function_parts(None))


class Set(set):
    def clear(self): c.clear(self)
    def pop(self): return c.pop(self)


class List(list):
    def extend(self, items): c.extend(self, items)


class Text(str):
    def split(self): return c.split(self)
    def __contains__(self, part): return c.contains(self, part)


class OwnStore(dict):
    def __setitem__(self, key, value): super().__setitem__(f"key {key}", value)


def show(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


few, some, text, table = Set([1]), List([1]), Text("a b"), OwnStore()
print(few.pop(), few, some.extend("xy"), some, text.split(), "b" in text, "c" in text)
few.add(2)
few.clear()
print(few, c.store(table, 1, 2), table)
show(few.pop)
show(c.contains, text, 1)
for x in ({}, OwnStore(), [1, 2], (1, 2), range(2)):
    show(c.store, x, 1, 7)
    show(c.store, x, 1)
    print(x)
for name in ("a", 5):
    show(c.Strict().__setattr__, name, 1)
    show(c.Strict().__delattr__, name)
show(setattr, c.Strict(), 5, 1)

# Instances that the C library has freed too early would spoil its memory.
shared = []


def work(n):
    for i in range(n):
        kept = [c.Pair(i) for i in range(30)]
        shared[:] = kept[:10]
        assert all(list(x)[0] >= 0 for x in list(shared))


work(200)
threads = [threading.Thread(target=work, args=(300,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
shared.clear()
print("done")

# expect: [5, 6] (5, 6) 5 6 (5, 6) True [6, 5] 2 {0: 5, 1: 6}
# expect: 5 6 [5, 6] 6 [(5, 5), (6, 6)] 11
# expect: 5 0
# expect: 6 1
# expect: 6 1
# expect: 5 0
# expect: no item 2 2
# expect: no item -1 -1
# expect: 301
# expect: 401
# expect: -1000
# expect: ['item 0', 'item 1', 'item 2'] item 1 item 0
# expect: set 1 2
# expect: (0, 1180591620717411303424, None, 1) ('a', None, -1, 0) None
# expect: (1, 1, 1, 'a name') (1, 1, 1, None)
# expect: 1 Set() None [1, 'x', 'y'] ['a', 'b'] True False
# expect: Set() None {'key 1': 2}
# expect: KeyError: 'pop from an empty set'
# expect: TypeError: 'in <string>' requires string as left operand, not int
# expect: TypeError: dict is not a sequence
# expect: TypeError: dict is not a sequence
# expect: {}
# expect: None
# expect: KeyError: 1
# expect: {'key 1': 7}
# expect: None
# expect: None
# expect: [1]
# expect: TypeError: 'tuple' object does not support item assignment
# expect: TypeError: 'tuple' object doesn't support item deletion
# expect: (1, 2)
# expect: TypeError: 'range' object does not support item assignment
# expect: TypeError: 'range' object doesn't support item deletion
# expect: range(0, 2)
# expect: LookupError: 'a' set
# expect: LookupError: 'a' deleted
# expect: LookupError: 5 set
# expect: LookupError: 5 deleted
# expect: TypeError: attribute name must be string, not 'int'
# expect: done
