# super() finds methods, properties, class methods and static methods, in classes that change, and for instances whose class changes.
class Meta(type):
    def describe(cls): return "Meta", cls.__name__
    def __call__(cls, *args): return super().__call__(*args)
class SubMeta(Meta):
    def describe(cls): return "SubMeta", super().describe()
class A(metaclass=Meta):
    kind = "A"
    def method(self): return "A", type(self).__name__
    @property
    def value(self): return "A.value"
    @classmethod
    def make(cls): return "A.make", cls.__name__
    @staticmethod
    def plain(x): return "A.plain", x
    def __getattr__(self, name): return "A got", name
    def __len__(self): return 5
class B(A, metaclass=SubMeta):
    kind = "B"
    def method(self): return "B", super().method()
    @property
    def value(self): return "B", super().value
    @classmethod
    def make(cls): return "B", super().make()
    @staticmethod
    def plain(x): return "B", super(B, B).plain(x)
    def asks(self): return super().kind, super().__class__.__name__, len(super().__dir__()) > 5, super().__len__()
    def missing(self):
        try: return super().missing_name
        except AttributeError as e: return str(e)
class Mixin:
    def method(self): return "Mixin", super().method()
class C(B, Mixin): pass
class D(Mixin, B):
    def method(self): return "D", super().method()
    local = lambda self: super().method()

b, d = B(), D()
for _ in range(3):
    print(b.method(), b.value, b.make(), B.make(), b.plain(1), b.asks(), b.missing(), B.describe())
    print(d.method(), d.local(), D.make(), D.describe())
A.method = lambda self: "new"
print(b.method(), d.method())
del A.method
try:
    print(b.method())
except AttributeError as e:
    print(e)
A.method = 5
try:
    b.method()
except TypeError as e:
    print(e)
class Callable:
    def __call__(self, *args): return "called", args
    def __get__(self, instance, owner): return lambda: ("got", type(instance).__name__, owner.__name__)
A.method = Callable()
print(b.method())
A.method = classmethod(lambda cls: ("class", cls.__name__))
print(b.method(), d.method())
A.method = staticmethod(lambda: "static")
print(b.method())
A.method = len
print(b.method() if False else "skipped")
def swap(self): return "swapped", type(self).__name__
A.method = swap
class E(B): pass
e = E()
print(e.method())
e.__class__ = B
print(e.method())
class F(B):
    def method(self):
        self.__class__ = B
        return super().method() if isinstance(self, F) else "no longer F"
print(F().method())
class G(B):
    def method(self):
        self.__class__ = B
        try: return super().method()
        except TypeError as error: return type(error).__name__
print(G().method())
class Int(int):
    def __add__(self, other): return Int(super().__add__(other) + 1)
    def bit_length(self): return super().bit_length() + 100
class List(list):
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): return super().__getitem__(i) + 1
x = List([1])
x.append(4)
print(Int(3) + 4, Int(3).bit_length(), x[0], x[1], list(x))

# expect: ('B', ('A', 'B')) ('B', 'A.value') ('B', ('A.make', 'B')) ('B', ('A.make', 'B')) ('B', ('A.plain', 1)) ('A', 'super', True, 5) 'super' object has no attribute 'missing_name' ('SubMeta', ('Meta', 'B'))
# expect: ('D', ('Mixin', ('B', ('A', 'D')))) ('Mixin', ('B', ('A', 'D'))) ('B', ('A.make', 'D')) ('SubMeta', ('Meta', 'D'))
# expect: ('B', ('A', 'B')) ('B', 'A.value') ('B', ('A.make', 'B')) ('B', ('A.make', 'B')) ('B', ('A.plain', 1)) ('A', 'super', True, 5) 'super' object has no attribute 'missing_name' ('SubMeta', ('Meta', 'B'))
# expect: ('D', ('Mixin', ('B', ('A', 'D')))) ('Mixin', ('B', ('A', 'D'))) ('B', ('A.make', 'D')) ('SubMeta', ('Meta', 'D'))
# expect: ('B', ('A', 'B')) ('B', 'A.value') ('B', ('A.make', 'B')) ('B', ('A.make', 'B')) ('B', ('A.plain', 1)) ('A', 'super', True, 5) 'super' object has no attribute 'missing_name' ('SubMeta', ('Meta', 'B'))
# expect: ('D', ('Mixin', ('B', ('A', 'D')))) ('Mixin', ('B', ('A', 'D'))) ('B', ('A.make', 'D')) ('SubMeta', ('Meta', 'D'))
# expect: ('B', 'new') ('D', ('Mixin', ('B', 'new')))
# expect: 'super' object has no attribute 'method'
# expect: 'int' object is not callable
# expect: ('B', ('got', 'B', 'B'))
# expect: ('B', ('class', 'B')) ('D', ('Mixin', ('B', ('class', 'D'))))
# expect: ('B', 'static')
# expect: skipped
# expect: ('B', ('swapped', 'E'))
# expect: ('B', ('swapped', 'B'))
# expect: no longer F
# expect: TypeError
# expect: 8 102 2 9 [1, 8]
