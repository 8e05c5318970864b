"""What instances keep under a name is hidden as soon as the class has a data descriptor of that name, however it comes by one."""


def hidden_by_what_the_class_had():
    class Descriptor:
        pass

    class C:
        x = Descriptor()

        def __init__(self):
            self.x = 1

    def read(c):
        return c.x

    c = C()
    print([read(c) for _ in range(100)][-1])
    Descriptor.__get__ = lambda self, instance, owner: "described"
    Descriptor.__set__ = lambda self, instance, value: print("set", value)
    print(read(c), c.x)

    def write(c):
        c.x = 2

    write(c)
    del Descriptor.__set__
    print(read(c), c.x)
    write(c)
    print(read(c), c.__dict__)


def hidden_after_a_plain_value():
    class C:
        def __init__(self):
            self.x, self.y = 1, 2

    class D(C):
        pass

    def read(c):
        return c.x, c.y

    c, d = C(), D()
    print([(read(c), read(d)) for _ in range(100)][-1])
    C.x = C.y = "plain"
    print(read(c), read(d))
    C.x = property(lambda self: "property")
    print(read(c), read(d))
    C.y = 17
    D.y = property(lambda self: "property of D")
    print(read(c), read(d))
    del C.x, D.y
    print(read(c), read(d))


def hidden_in_a_base():
    class Base:
        pass

    class C(Base):
        def __init__(self):
            self.x = 1

    def read(c):
        return c.x

    c = C()
    print([read(c) for _ in range(100)][-1])
    for value in (1, "two", None, len, property(lambda self: "property"), 3, classmethod(lambda cls: 4), property(lambda self: "another")):
        Base.x = value
        print(read(c))


def hidden_from_new_instances():
    class C:
        def __init__(self):
            self.a = 0
            self.x = 1

    def make():
        return C()

    old = [make() for _ in range(100)][-1]
    C.x = property(lambda self: "property")
    try:
        make()
    except AttributeError as error:
        print(error)
    C.x = property(lambda self: "settable", lambda self, value: print("set", value))
    new = make()
    print(new.x, old.x, new.__dict__, old.__dict__)
    del new.a, old.a
    print(new.__dict__, old.__dict__)
    del C.x
    print(old.x, make().x)


def attributes_are_set_otherwise():
    class C:
        def __init__(self):
            self.x = 1

    def make():
        return C()

    old = [make() for _ in range(100)][-1]
    C.__setattr__ = lambda self, name, value: print("set", name, value)
    new = make()
    old.x = 2
    print(new.__dict__, old.__dict__)
    del C.__setattr__
    print(make().__dict__)
    C.__delattr__ = lambda self, name: print("deleted", name)
    del old.x
    print(old.__dict__)


def stores_taken_by_what_has_no_get():
    class Taker:
        pass

    class C:
        x = Taker()

        def __init__(self):
            self.x = self.y = 1

    def write(c, value):
        c.x = c.y = value

    def make():
        return C()

    c = [make() for _ in range(100)][-1]
    for n in range(100):
        write(c, n)
    Taker.__set__ = lambda self, instance, value: print("taken", value)
    write(c, 1)
    write(c, 2)
    print(c.x, c.y, make().__dict__)
    C.y = C.x
    write(c, 3)
    print(c.x, c.y, make().__dict__)
    del Taker.__set__
    write(c, 4)
    write(c, 5)
    print(c.x, c.y, make().__dict__)


hidden_by_what_the_class_had()
stores_taken_by_what_has_no_get()
hidden_from_new_instances()
attributes_are_set_otherwise()
hidden_after_a_plain_value()
hidden_in_a_base()

# expect: 1
# expect: described described
# expect: set 2
# expect: 1 1
# expect: 2 {'x': 2}
# expect: taken 1
# expect: taken 2
# expect: taken 1
# expect: 99 2 {'y': 1}
# expect: taken 3
# expect: taken 3
# expect: taken 1
# expect: taken 1
# expect: 99 2 {}
# expect: 5 5 {'x': 1, 'y': 1}
# expect: property '<lambda>' of 'hidden_from_new_instances.<locals>.C' object has no setter
# expect: set 1
# expect: settable settable {'a': 0} {'a': 0, 'x': 1}
# expect: {} {'x': 1}
# expect: 1 1
# expect: set x 1
# expect: set x 2
# expect: {} {'x': 1}
# expect: {'x': 1}
# expect: deleted x
# expect: {'x': 1}
# expect: ((1, 2), (1, 2))
# expect: (1, 2) (1, 2)
# expect: ('property', 2) ('property', 2)
# expect: ('property', 2) ('property', 'property of D')
# expect: (1, 2) (1, 2)
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: property
# expect: 1
# expect: 1
# expect: another
