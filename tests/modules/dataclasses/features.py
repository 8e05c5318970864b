from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError


@dataclass(order=True)
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self):
        self.sum = self.x + self.y


p = Point(1, y=2)
print(p, p == Point(1, 2), p < Point(1, 3), p.sum, asdict(p), astuple(p), replace(p, x=9))
print([f.name for f in fields(p)], Point(3).tags is Point(3).tags)


@dataclass(frozen=True, slots=True)
class Key:
    a: str
    b: int = field(default=5, kw_only=True)


k = Key("q", b=6)
print(k, hash(k) == hash(Key("q", b=6)), {k: 1}[Key("q", b=6)], hasattr(k, "__dict__"))
try:
    k.a = "z"
except FrozenInstanceError as error:
    print(error)
for source in ("Point()", "Key('a', 1)", "Point(1, 2, 3, 4)"):
    try:
        eval(source)
    except TypeError as error:
        print(error)


@dataclass
class Child(Point):
    z: int = 3


print(Child(1, 2, [], 4), Child.__match_args__)
try:
    @dataclass
    class Bad:
        items: list = []
except ValueError as error:
    print(error)

# expect: Point(x=1, y=2) True True 3 {'x': 1, 'y': 2, 'tags': []} (1, 2, []) Point(x=9, y=2)
# expect: ['x', 'y', 'tags'] False
# expect: Key(a='q', b=6) True 1 False
# expect: cannot assign to field 'a'
# expect: Point.__init__() missing 1 required positional argument: 'x'
# expect: Key.__init__() takes 2 positional arguments but 3 were given
# expect: Point.__init__() takes from 2 to 4 positional arguments but 5 were given
# expect: Child(x=1, y=2, z=4) ('x', 'y', 'tags', 'z')
# expect: mutable default <class 'list'> for field items is not allowed: use default_factory
