# Special methods that a class switches off with None, has not, or gets and loses later.
def outcome(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__


class Off:
    __hash__ = None
    __iter__ = None
    __contains__ = None


class OffButItems(Off):
    def __getitem__(self, index):
        return [1, 2][index]


class Back(Off):
    def __hash__(self):
        return 7

    def __iter__(self):
        return iter("ab")

    def __contains__(self, item):
        return item == "a"


def contains(container, item):
    return item in container


for cls in (Off, OffButItems, Back):
    o = cls()
    print(cls.__name__, outcome(hash, o), outcome(list, o), outcome(contains, o, "a"), outcome(contains, o, "c"),
          outcome(dict.fromkeys, [1, o]) if cls is Off else "", outcome(sorted, o))


class Changing:
    pass


o = Changing()
same = hash(o)
print(hash(o) == same, outcome(iter, o), outcome(contains, o, 1))
Changing.__hash__ = lambda self: 12
Changing.__iter__ = lambda self: iter([3])
print(hash(o), list(o), 3 in o)
Changing.__hash__ = None
Changing.__iter__ = None
Changing.__contains__ = None
print(outcome(hash, o), outcome(iter, o), outcome(contains, o, 3))
del Changing.__hash__, Changing.__iter__, Changing.__contains__
print(hash(o) == same, outcome(iter, o), outcome(contains, o, 3))


class Wrong:
    def __hash__(self):
        return "text"

    def __iter__(self):
        return 5

    def __contains__(self, item):
        raise KeyError(item)


print(outcome(hash, Wrong()), outcome(iter, Wrong()), outcome(contains, Wrong(), 1))


class Descriptor:
    def __get__(self, instance, owner):
        raise LookupError("not bound")


class Unbound:
    __hash__ = Descriptor()
    __iter__ = Descriptor()
    __contains__ = Descriptor()


print(outcome(contains, Unbound(), 1))


class Static:
    __hash__ = staticmethod(lambda: 3)
    __iter__ = staticmethod(lambda: iter((4,)))
    __contains__ = staticmethod(lambda item: item == 5)


print(hash(Static()), list(Static()), 5 in Static(), 6 in Static())

# expect: Off TypeError TypeError TypeError TypeError TypeError TypeError
# expect: OffButItems TypeError TypeError TypeError TypeError  TypeError
# expect: Back 7 ['a', 'b'] True False  ['a', 'b']
# expect: True TypeError TypeError
# expect: 12 [3] True
# expect: TypeError TypeError TypeError
# expect: True TypeError TypeError
# expect: TypeError TypeError KeyError
# expect: LookupError
# expect: 3 [4] True False
