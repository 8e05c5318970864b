# min-version: 3.15
# mro() may name classes that the class does not derive from. Their changes show in its attributes and instances.
import gc, weakref
class Base:
    value = 1
    def method(self): return "old"
class Meta(type):
    def mro(cls): return (cls, Base, object)
class Weird(metaclass=Meta): pass
class Below(Weird): pass

def look(cls):
    x = cls()
    return cls.value, x.value, x.method()
for step in range(4):
    if step == 1: Base.value = 2
    if step == 2: Base.method = lambda self: "new"
    if step == 3: Base.value = property(lambda self: "property")
    print(step, look(Weird)[1:], look(Below)[1:], isinstance(Weird.value, property), Base.__subclasses__(), Weird.__bases__)

# The other class may even derive from the one whose MRO has it.
extra = {}
class Adding(type):
    def mro(cls):
        order = type.mro(cls)
        return [cls, *extra.get(cls.__name__, ()), *order[1:]]
class First: pass
class Second: pass
class Top(First, metaclass=Adding): pass
class Derived(Top): shown = "first"
extra["Top"] = [Derived]
Top.__bases__ = (Second,)
print([cls.__name__ for cls in Top.__mro__], Top.shown, Top().shown)
Derived.shown = "second"
print(Top.shown, Top().shown, Derived.shown)
Second.shown = "third"
del Derived.shown
print(Top.shown, Top().shown, Derived.shown)

watch = weakref.ref(Weird)
del Weird, Below
gc.collect()
print(watch(), Base.__subclasses__())
Base.value = 3
print(Base.value)

# expect: 0 (1, 'old') (1, 'old') False [] (<class 'object'>,)
# expect: 1 (2, 'old') (2, 'old') False [] (<class 'object'>,)
# expect: 2 (2, 'new') (2, 'new') False [] (<class 'object'>,)
# expect: 3 ('property', 'new') ('property', 'new') True [] (<class 'object'>,)
# expect: ['Top', 'Derived', 'Second', 'object'] first first
# expect: second second second
# expect: third third third
# expect: None []
# expect: 3
