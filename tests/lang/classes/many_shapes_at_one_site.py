# One instruction sees objects of many classes: reading, writing, adding attributes and calling methods stay right while the
# site remembers several shapes, meets more than it can remember, and classes change under it.


class Base:
    kind = "base"

    def __init__(self, value):
        self.value = value
        self.extra = value * 2

    def describe(self):
        return (type(self).__name__, self.kind, self.value)


class One(Base):
    kind = "one"


class Two(Base):
    def __init__(self, value):
        self.first = -value
        super().__init__(value)

    def describe(self):
        return "two"


class Three:
    __slots__ = ("value", "extra")
    kind = "three"

    def __init__(self, value):
        self.value = value

    def describe(self):
        return ("slots", self.value)


class Four(Base):
    @property
    def value(self):
        return self.hidden + 1

    @value.setter
    def value(self, value):
        self.hidden = value


class Five(Base):
    def __getattr__(self, name):
        return "made " + name


class Six(Base):
    def __setattr__(self, name, value):
        object.__setattr__(self, name, (name, value))


class Seven(Base):
    pass


CLASSES = [Base, One, Two, Three, Four, Five, Six, Seven]


def read(o):
    return o.value


def kind(o):
    return o.kind


def write(o, value):
    o.value = value


def bump(o):
    o.value += 1


def call(o):
    return o.describe()


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__, str(e)


for count in (1, 2, 3, 5, 8):
    objects = [cls(i) for i, cls in enumerate(CLASSES[:count])]
    for _ in range(20):
        for o in objects:
            write(o, 5)
    print(count, [read(o) for o in objects], [kind(o) for o in objects])
    for _ in range(20):
        results = [call(o) for o in objects]
    print(results)

objects = [One(1), Two(2), Three(3), Seven(7)]
for _ in range(20):
    for o in objects:
        bump(o)
print([read(o) for o in objects])

# an attribute goes
del objects[0].value
del objects[2].value
for o in objects:
    print(attempt(read, o))
for o in objects:
    write(o, 9)
print([read(o) for o in objects])

# a class attribute goes, a method changes, a property covers the attribute
del One.kind
Seven.describe = lambda self: "changed"
print([kind(o) for o in objects], [call(o) for o in objects])
Seven.value = property(lambda self: "covered")
print([read(o) for o in objects], attempt(write, objects[3], 1))
del Seven.value
print([read(o) for o in objects])
objects[1].describe = lambda: "own"
print([call(o) for o in objects])
objects[3].__class__ = One
print([call(o) for o in objects], [kind(o) for o in objects])

# and values of built-in types
for _ in range(10):
    print(*[attempt(kind, o) for o in (objects[0], 1, "s", None, Three, objects[2])] if _ == 9 else "", end="")
print()


class Releases:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("released", self.name)


class Holder(Base):
    pass


for cls in (One, Seven, Holder):
    o = cls(0)
    write(o, Releases(cls.__name__))
    write(o, 1)
    write(o, Releases(cls.__name__ + " again"))
    o = None

# expect: 1 [5] ['base']
# expect: [('Base', 'base', 5)]
# expect: 2 [5, 5] ['base', 'one']
# expect: [('Base', 'base', 5), ('One', 'one', 5)]
# expect: 3 [5, 5, 5] ['base', 'one', 'base']
# expect: [('Base', 'base', 5), ('One', 'one', 5), 'two']
# expect: 5 [5, 5, 5, 5, 6] ['base', 'one', 'base', 'three', 'base']
# expect: [('Base', 'base', 5), ('One', 'one', 5), 'two', ('slots', 5), ('Four', 'base', 6)]
# expect: 8 [5, 5, 5, 5, 6, 5, ('value', 5), 5] ['base', 'one', 'base', 'three', 'base', 'base', 'base', 'base']
# expect: [('Base', 'base', 5), ('One', 'one', 5), 'two', ('slots', 5), ('Four', 'base', 6), ('Five', 'base', 5), ('Six', 'base', ('value', 5)), ('Seven', 'base', 5)]
# expect: [21, 22, 23, 27]
# expect: ('AttributeError', "'One' object has no attribute 'value'")
# expect: 22
# expect: ('AttributeError', "'Three' object has no attribute 'value'")
# expect: 27
# expect: [9, 9, 9, 9]
# expect: ['base', 'base', 'three', 'base'] [('One', 'base', 9), 'two', ('slots', 9), 'changed']
# expect: [9, 9, 9, 'covered'] ('AttributeError', "property '<lambda>' of 'Seven' object has no setter")
# expect: [9, 9, 9, 9]
# expect: [('One', 'base', 9), 'own', ('slots', 9), 'changed']
# expect: [('One', 'base', 9), 'own', ('slots', 9), ('One', 'base', 9)] ['base', 'base', 'three', 'base']
# expect: base ('AttributeError', "'int' object has no attribute 'kind'") ('AttributeError', "'str' object has no attribute 'kind'") ('AttributeError', "'NoneType' object has no attribute 'kind'") three three
# expect: released One
# expect: released One again
# expect: released Seven
# expect: released Seven again
# expect: released Holder
# expect: released Holder again
