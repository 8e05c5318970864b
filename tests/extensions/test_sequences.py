# Named result tuples of an extension.
import gc
import pickle
import threading

import sequences as s


def show(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


p = s.make_point(1, [2], "name")
print(p, p.x, p.y, p.label, p[0], p[-1], len(p), p == (1, [2]), hash(s.make_point(1, 2, 3)) == hash((1, 2)))
print(s.point.__name__, s.point.__module__, s.point.__doc__, s.point.__mro__, s.point.n_fields, s.point.n_sequence_fields, s.point.n_unnamed_fields)
print(s.point.__match_args__, s.point.x.__doc__, s.point.y.__doc__, s.point.label.__doc__)
print(s.items(p, 3), s.kinds(p), s.kinds((1, 2)))
m = s.make_mixed("a", "b", "c", "d")
print(m, m.first, m.last, m.more, m[1], s.mixed.__doc__, s.mixed.__match_args__, s.mixed.n_unnamed_fields, s.items(m, 4))
print(s.set_by_macro(), s.set_by_macro().more)
print(s.other((5,)), s.other.a.__get__(s.other((6,))))
show(s.point, (1, 2))
show(s.point, (1, 2, 3))
show(s.point, (1, 2), {"label": "x"})
print(s.point((1, 2), {"label": "x"}).label)
show(s.point, (1,))
show(s.point, range(4))
show(setattr, p, "x", 1)
print(p.__reduce__(), pickle.loads(pickle.dumps(p)) == p)
print(p.__replace__(x=9), p.__replace__(label=9).label)
match p:
    case s.point(x, y):
        print(x, y)

only = s.new_class("only")
print(only((1,)), only.__doc__, only.__name__, only.only.__doc__, s.new_class("other") is only)
try:
    class Derived(s.point):
        pass
except TypeError as error:
    print(error)

made = []


def work():
    for i in range(1000):
        made.append(s.make_point(i, [i], (i,)))


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
gc.collect()
print(len(made), sum(x.x == x.y[0] == x.label[0] for x in made))


class WithItems:
    def __len__(self):
        return 2

    def __getitem__(self, index):
        return index


class DictWithItems(WithItems, dict):
    pass


class ListWithItems(list):
    __getitem__ = WithItems.__getitem__


for x in (WithItems(), DictWithItems(), ListWithItems(), {}, [], (), "", b"", bytearray(), range(1), set(), memoryview(b""), 1, p, object()):
    print(type(x).__name__, s.looks_like(x), end="; ")
print()

# expect: sequences.point(x=1, y=[2]) 1 [2] name 1 [2] 2 True True
# expect: point sequences A point. (<class 'sequences.point'>, <class 'tuple'>, <class 'object'>) 3 2 0
# expect: ('x', 'y') first None hidden
# expect: [1, [2], 'name'] (1, 0, 1, 2) (1, 1, 0, 2)
# expect: sequences.mixed(first='a', last='b', more='c') a c d b None ('first', 'last') 1 ['a', 'b', 'c', 'd']
# expect: sequences.mixed(first=0, last=1, more=4) 9
# expect: sequences.other(a=5) 6
# expect: sequences.point(x=1, y=2)
# expect: sequences.point(x=1, y=2)
# expect: sequences.point(x=1, y=2)
# expect: x
# expect: TypeError: sequences.point() takes an at least 2-sequence (1-sequence given)
# expect: TypeError: sequences.point() takes an at most 3-sequence (4-sequence given)
# expect: AttributeError: readonly attribute
# expect: (<class 'sequences.point'>, ((1, [2]), {'label': 'name'})) True
# expect: sequences.point(x=9, y=[2]) 9
# expect: 1 [2]
# expect: sequences.only(only=1) sequences.only only The only one. False
# expect: type 'sequences.point' is not an acceptable base type
# expect: 4000 4000
# expect: WithItems (1, 1); DictWithItems (0, 1); ListWithItems (1, 1); dict (0, 1); list (1, 1); tuple (1, 1); str (1, 1); bytes (1, 1); bytearray (1, 1); range (1, 1); set (0, 0); memoryview (1, 1); int (0, 0); point (1, 1); object (0, 0); 
