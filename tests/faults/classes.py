# Classes made and used: attributes, inheritance, slots, properties, metaclasses, descriptors.
class Meta(type):
    def __new__(meta, name, bases, namespace, **options):
        made = super().__new__(meta, name, bases, namespace)
        made.options = options
        return made


class Base(metaclass=Meta, colour="red"):
    made = 0

    def __init__(self, *args, **named):
        self.args = args
        self.__dict__.update(named)
        type(self).made += 1

    def __repr__(self):
        return f"{type(self).__name__}{self.args}"

    def __eq__(self, other):
        return self.args == other.args

    def __getattr__(self, name):
        if name.startswith("no_"):
            raise AttributeError(name)
        return name.upper()


class Slotted:
    __slots__ = ("left", "right", "__weakref__")

    @property
    def both(self):
        return self.left, self.right

    @both.setter
    def both(self, pair):
        self.left, self.right = pair


class Derived(Base, Slotted):
    pass


objects = [Derived(n, other=n) for n in range(30)]
for n, made in enumerate(objects):
    made.both = n, n * n
    setattr(made, f"field{n}", n)
print(Base.made, Derived.made, objects[7].both, objects[3].missing, hasattr(objects[3], "no_such"), Derived.options, Base.options)
print(objects[5], objects[5] == Derived(5), sorted(vars(objects[5])), [c.__name__ for c in Derived.__mro__])
kinds = [type("Kind%d" % n, (Base,), {"number": n, "__len__": lambda self: self.number}) for n in range(10)]
print([len(k()) for k in kinds], [k.__name__ for k in Base.__subclasses__()][:3], isinstance(kinds[0](), Base))
Base.late = 7
print(objects[0].late, Derived.late, super(Derived, objects[1]).__repr__(), Slotted.left.__name__)
