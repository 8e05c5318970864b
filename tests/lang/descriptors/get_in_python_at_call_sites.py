# Reading attributes through descriptors of Python classes, bound methods and class methods, again and again at one site.
import functools

class Data:
    def __init__(self, name): self.name = name
    def __get__(self, instance, owner):
        if instance is None: return self
        return self.name, owner.__name__, instance.base
    def __set__(self, instance, value): instance.base = value

class Lazy:
    def __init__(self, make): self.make = make
    def __get__(self, instance, owner=None):
        if instance is None: return self
        value = instance.__dict__[self.make.__name__] = self.make(instance)
        return value

class Failing:
    def __get__(self, instance, owner): raise AttributeError("from __get__")
    def __set__(self, instance, value): raise AttributeError("from __set__")

class Thing:
    base = "class"
    data, other, failing = Data("data"), Data("other"), Failing()
    @Lazy
    def lazy(self): return ["made by", self.base]
    @functools.cached_property
    def cached(self): return ["cached", self.base]
    def method(self): return self.base
    @classmethod
    def of(cls): return cls.__name__

class Sub(Thing):
    pass

class Hooked(Thing):
    def __getattr__(self, name): return "hook " + name

def read(o):
    return o.data, o.other, o.lazy, o.cached, o.method(), o.method.__func__ is Thing.method, o.of.__self__.__name__

things = [Thing(), Sub(), Hooked(), Thing()]
for o in things * 3:
    print(read(o))
    o.data = "set"
for o in things * 2:
    try:
        print(o.failing)
    except AttributeError as e:
        print(e)
print(Thing.data.name, Thing.lazy.make.__name__, isinstance(Sub.cached, functools.cached_property))
bound = [o.method for o in things for _ in range(2)]
print([m() for m in bound], bound[0] == bound[1], bound[0] is bound[1])

def temporaries():
    return [Thing().data for _ in range(3)], [Thing().method() for _ in range(3)], [Thing().lazy for _ in range(3)]
print(temporaries())

# __get__ changes, goes away, has other parameters.
def site(o): return o.data
o = things[0]
print(site(o))
Data.__get__ = lambda self, *args: ("star", len(args))
print(site(o))
Data.__get__ = lambda self, instance, owner=0, more=1: ("more", more)
print(site(o))
del Data.__get__
print(site(o) is Thing.__dict__["data"])
o.__dict__["data"] = "own"
print(site(o))

class Suicide:
    def __get__(self, instance, owner):
        del owner.mortal
        return "last words", type(self).__name__
    def __set__(self, instance, value): pass
class Home: pass
for _ in range(3):
    Home.mortal = Suicide()
    print(Home().mortal, hasattr(Home, "mortal"))

class Deep:
    def __get__(self, instance, owner): return instance.deep
    def __set__(self, instance, value): pass
class Well: deep = Deep()
try:
    Well().deep
except RecursionError:
    print("too deep")
def generator(o):
    yield o.other
    yield o.method
print([type(x).__name__ for x in generator(things[1])])

# expect: (('data', 'Thing', 'class'), ('other', 'Thing', 'class'), ['made by', 'class'], ['cached', 'class'], 'class', True, 'Thing')
# expect: (('data', 'Sub', 'class'), ('other', 'Sub', 'class'), ['made by', 'class'], ['cached', 'class'], 'class', True, 'Sub')
# expect: (('data', 'Hooked', 'class'), ('other', 'Hooked', 'class'), ['made by', 'class'], ['cached', 'class'], 'class', True, 'Hooked')
# expect: (('data', 'Thing', 'class'), ('other', 'Thing', 'class'), ['made by', 'class'], ['cached', 'class'], 'class', True, 'Thing')
# expect: (('data', 'Thing', 'set'), ('other', 'Thing', 'set'), ['made by', 'class'], ['cached', 'class'], 'set', True, 'Thing')
# expect: (('data', 'Sub', 'set'), ('other', 'Sub', 'set'), ['made by', 'class'], ['cached', 'class'], 'set', True, 'Sub')
# expect: (('data', 'Hooked', 'set'), ('other', 'Hooked', 'set'), ['made by', 'class'], ['cached', 'class'], 'set', True, 'Hooked')
# expect: (('data', 'Thing', 'set'), ('other', 'Thing', 'set'), ['made by', 'class'], ['cached', 'class'], 'set', True, 'Thing')
# expect: (('data', 'Thing', 'set'), ('other', 'Thing', 'set'), ['made by', 'class'], ['cached', 'class'], 'set', True, 'Thing')
# expect: (('data', 'Sub', 'set'), ('other', 'Sub', 'set'), ['made by', 'class'], ['cached', 'class'], 'set', True, 'Sub')
# expect: (('data', 'Hooked', 'set'), ('other', 'Hooked', 'set'), ['made by', 'class'], ['cached', 'class'], 'set', True, 'Hooked')
# expect: (('data', 'Thing', 'set'), ('other', 'Thing', 'set'), ['made by', 'class'], ['cached', 'class'], 'set', True, 'Thing')
# expect: from __get__
# expect: from __get__
# expect: hook failing
# expect: from __get__
# expect: from __get__
# expect: from __get__
# expect: hook failing
# expect: from __get__
# expect: data lazy True
# expect: ['set', 'set', 'set', 'set', 'set', 'set', 'set', 'set'] True False
# expect: ([('data', 'Thing', 'class'), ('data', 'Thing', 'class'), ('data', 'Thing', 'class')], ['class', 'class', 'class'], [['made by', 'class'], ['made by', 'class'], ['made by', 'class']])
# expect: ('data', 'Thing', 'set')
# expect: ('star', 2)
# expect: ('more', 1)
# expect: True
# expect: own
# expect: ('last words', 'Suicide') False
# expect: ('last words', 'Suicide') False
# expect: ('last words', 'Suicide') False
# expect: too deep
# expect: ['Data', 'method']
