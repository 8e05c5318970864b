# Methods that a call finds on a class or through an instance: class methods, static methods, functions, methods of the
# metaclass, callables in slots. Each site is run several times, with changes between.
class Meta(type):
    def meta(cls, a=0):
        return "meta", cls.__name__, a
    @classmethod
    def meta_class(mcs):
        return mcs.__name__

class A(metaclass=Meta):
    @classmethod
    def make(cls, *args):
        return cls.__name__, args
    @staticmethod
    def loose(*args):
        return args
    def method(self):
        return type(self).__name__
    upper = classmethod(str.upper)
    builtin = classmethod(len)

class B(A):
    pass

def through_class(c):
    return c.make(1), c.loose(2), c.method(c()), c.meta(), c.meta(3), c.meta_class()
def through_instance(o):
    return o.make(1), o.loose(2), o.method()

for _ in range(3):
    for c in (A, B):
        print(through_class(c), through_instance(c()))
print(B.mro() == [B, A, object], A.__subclasses__() == [B], type.mro(A) == [A, object])
for call in (lambda: A.upper(), lambda: A.builtin(), lambda: A().upper()):
    for _ in range(2):
        try:
            print(call())
        except TypeError as e:
            print("TypeError")

# Arguments that change the method: the call still uses what was found before them.
def change(c, value):
    c.make = value
    return "changed"
class C:
    @classmethod
    def make(cls, *args):
        return cls.__name__, args
def early(c, value):
    return c.make(change(C, value))
print(early(C, classmethod(lambda cls, *args: ("second", args))))
print(early(C, staticmethod(lambda *args: ("third", args))))
print(early(C, lambda *args: ("fourth", len(args))))
print(early(C, 5))
try:
    early(C, 6)
except TypeError as e:
    print(e)
C.make = classmethod(lambda cls: cls)
o = C()
def late(o):
    return o.make(*[change(C, classmethod(lambda cls: "new"))][1:])
print(late(o) is C, late(o), late(C))

class Slot:
    kept = print
    def __init__(self, f):
        self.f = f
for f in (lambda x: x + 1, str, A.make, [].append):
    s = Slot(f)
    for _ in range(2):
        print(s.f(1))
s.kept("a function of the class that does not bind")
s.f = lambda x: "replaced"
print(s.f(1))
del s.f
try:
    s.f(1)
except AttributeError as e:
    print(e)

class Odd:
    def __getattribute__(self, name):
        return lambda *args: (name, args)
print([Odd().make(1) for _ in range(3)])

class Kept(classmethod):
    pass
class D:
    make = Kept(lambda cls: cls.__name__)
print([D.make() for _ in range(2)], [D().make() for _ in range(2)])

# expect: (('A', (1,)), (2,), 'A', ('meta', 'A', 0), ('meta', 'A', 3), 'Meta') (('A', (1,)), (2,), 'A')
# expect: (('B', (1,)), (2,), 'B', ('meta', 'B', 0), ('meta', 'B', 3), 'Meta') (('B', (1,)), (2,), 'B')
# expect: (('A', (1,)), (2,), 'A', ('meta', 'A', 0), ('meta', 'A', 3), 'Meta') (('A', (1,)), (2,), 'A')
# expect: (('B', (1,)), (2,), 'B', ('meta', 'B', 0), ('meta', 'B', 3), 'Meta') (('B', (1,)), (2,), 'B')
# expect: (('A', (1,)), (2,), 'A', ('meta', 'A', 0), ('meta', 'A', 3), 'Meta') (('A', (1,)), (2,), 'A')
# expect: (('B', (1,)), (2,), 'B', ('meta', 'B', 0), ('meta', 'B', 3), 'Meta') (('B', (1,)), (2,), 'B')
# expect: True True True
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: ('C', ('changed',))
# expect: ('second', ('changed',))
# expect: ('third', ('changed',))
# expect: ('fourth', 1)
# expect: 'int' object is not callable
# expect: True new new
# expect: 2
# expect: 2
# expect: 1
# expect: 1
# expect: ('A', (1,))
# expect: ('A', (1,))
# expect: None
# expect: None
# expect: a function of the class that does not bind
# expect: replaced
# expect: 'Slot' object has no attribute 'f'
# expect: [('make', (1,)), ('make', (1,)), ('make', (1,))]
# expect: ['D', 'D'] ['D', 'D']
