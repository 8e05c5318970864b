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


hidden_by_what_the_class_had()
hidden_after_a_plain_value()
hidden_in_a_base()

# expect: 1
# expect: described described
# expect: set 2
# expect: 1 1
# expect: 2 {'x': 2}
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
