# Attributes of instances that are deleted and come back: what is found, in which order, and what the class says meanwhile.
import copy
import pickle


class Thing:
    b = "of the class"

    def __init__(self, *names):
        for name in names:
            setattr(self, name, name.upper())

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return "no " + name


thing = Thing(*"abcd")
del thing.b
print(thing.a, thing.b, thing.c, hasattr(type(thing), "b"), vars(Thing("a")))
try:
    del thing.b
except AttributeError as e:
    print(type(e).__name__, e)
thing.b = "again"
print(list(copy.copy(thing).__dict__.items()), thing.b)
print(list(vars(thing).items()))
print(list(pickle.loads(pickle.dumps(thing)).__dict__.items()))

# one site sees objects before, between and after
def read(x):
    return (x.a, x.b, x.c)


def step(x, i):
    if i == 3:
        del x.a
    if i == 5:
        x.a = "new"
    if i == 7:
        del x.b, x.c
    if i == 9:
        x.c = "newer"
    return read(x)


for turn in range(2):
    x = Thing(*"abc")
    print([step(x, i) for i in range(12)], sorted(vars(x)))

# the same name many times, more than any layout holds
class Plain:
    pass


def cycle(count):
    p = Plain()
    p.first = 0
    for i in range(count):
        p.value = i
        p.other = -i
        if i != count - 1:
            del p.value
            try:
                p.value
            except AttributeError as e:
                message = str(e)
            del p.other
    return list(p.__dict__.items()), message


for count in (2, 3, 4, 5, 6, 40, 200):
    print(count, cycle(count))

# all of them
p = Plain()
for i in range(100):
    setattr(p, f"n{i}", i)
for i in range(0, 100, 3):
    delattr(p, f"n{i}")
print(len(vars(p)), list(vars(p))[:4], p.n1, hasattr(p, "n0"))
q = Plain()
q.x = q.y = 1
del q.x, q.y
print(vars(q), q.__reduce_ex__(2)[2:])


class WithSlots:
    __slots__ = ("s", "__dict__")


w = WithSlots()
w.s, w.t, w.u = 1, 2, 3
del w.t, w.s
w.t = 4
print(vars(w), hasattr(w, "s"))


# what is deleted ends at once, and sees the object without it
class Loud:
    def __init__(self, owner):
        self.owner = owner

    def __del__(self):
        print("ended", hasattr(self.owner, "loud"), sorted(vars(self.owner)))


q = Plain()
q.kept = 1
q.loud = Loud(q)
del q.loud
print(vars(q))
q.__dict__["made"] = 5
del q.made
print(vars(q))

# expect: A of the class C True {'a': 'A'}
# expect: AttributeError 'Thing' object has no attribute 'b'
# expect: [('a', 'A'), ('c', 'C'), ('d', 'D'), ('b', 'again')] again
# expect: [('a', 'A'), ('c', 'C'), ('d', 'D'), ('b', 'again')]
# expect: [('a', 'A'), ('c', 'C'), ('d', 'D'), ('b', 'again')]
# expect: [('A', 'B', 'C'), ('A', 'B', 'C'), ('A', 'B', 'C'), ('no a', 'B', 'C'), ('no a', 'B', 'C'), ('new', 'B', 'C'), ('new', 'B', 'C'), ('new', 'of the class', 'no c'), ('new', 'of the class', 'no c'), ('new', 'of the class', 'newer'), ('new', 'of the class', 'newer'), ('new', 'of the class', 'newer')] ['a', 'c']
# expect: [('A', 'B', 'C'), ('A', 'B', 'C'), ('A', 'B', 'C'), ('no a', 'B', 'C'), ('no a', 'B', 'C'), ('new', 'B', 'C'), ('new', 'B', 'C'), ('new', 'of the class', 'no c'), ('new', 'of the class', 'no c'), ('new', 'of the class', 'newer'), ('new', 'of the class', 'newer'), ('new', 'of the class', 'newer')] ['a', 'c']
# expect: 2 ([('first', 0), ('value', 1), ('other', -1)], "'Plain' object has no attribute 'value'")
# expect: 3 ([('first', 0), ('value', 2), ('other', -2)], "'Plain' object has no attribute 'value'")
# expect: 4 ([('first', 0), ('value', 3), ('other', -3)], "'Plain' object has no attribute 'value'")
# expect: 5 ([('first', 0), ('value', 4), ('other', -4)], "'Plain' object has no attribute 'value'")
# expect: 6 ([('first', 0), ('value', 5), ('other', -5)], "'Plain' object has no attribute 'value'")
# expect: 40 ([('first', 0), ('value', 39), ('other', -39)], "'Plain' object has no attribute 'value'")
# expect: 200 ([('first', 0), ('value', 199), ('other', -199)], "'Plain' object has no attribute 'value'")
# expect: 66 ['n1', 'n2', 'n4', 'n5'] 1 False
# expect: {} (None, None, None)
# expect: {'u': 3, 't': 4} False
# expect: ended False ['kept']
# expect: {'kept': 1}
# expect: {'kept': 1}
