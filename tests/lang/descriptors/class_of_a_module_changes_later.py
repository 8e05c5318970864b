# What the class of a module defines goes before the module's own names, also if it comes after they have been read.
import types

class Data:
    def __get__(self, instance, owner=None): return "descriptor"
    def __set__(self, instance, value): print("stored", value)

def warm(read):
    for _ in range(100): result = read()
    return result

def show(label, read, change):
    before = warm(read)
    change()
    print(label, before, warm(read))

class Module(types.ModuleType): pass
m = Module("m")
m.a = m.b = m.c = m.d = m.e = "own"
m.f = lambda *a: "own"

show("descriptor", lambda: m.a, lambda: setattr(Module, "a", Data()))
show("without it", lambda: m.a, lambda: delattr(Module, "a"))
show("property", lambda: m.b, lambda: setattr(Module, "b", property(lambda self: "property")))
show("plain value", lambda: m.c, lambda: setattr(Module, "c", "of the class"))
show("then a property", lambda: m.c, lambda: setattr(Module, "c", property(lambda self: "property")))

class Value: pass
Module.d = Value()
def becomes_descriptor():
    Value.__get__ = lambda self, instance, owner=None: "got"
    Value.__set__ = lambda self, instance, value: None
show("class of a value", lambda: m.d, becomes_descriptor)

class Base(types.ModuleType): e = Data()
show("base", lambda: m.e, lambda: setattr(Module, "__bases__", (Base,)))
show("call", lambda: (m.f(), m.f(len("a"))), lambda: setattr(Module, "f", property(lambda self: lambda *a: "property")))

def store(): m.e = "new"
store()

k = Module("k")
k.a = "own"
show("__getattribute__", lambda: k.a, lambda: setattr(Module, "__getattribute__", lambda self, name: "all"))

# Many modules of one class.
class Many(types.ModuleType): pass
modules = [Many(str(i)) for i in range(100)]
for one in modules: one.x = one.y = 0
def sums(): return [sum(one.x for one in modules), sum(one.y for one in modules)]
show("many", sums, lambda: setattr(Many, "x", property(lambda self: 1)))
show("many again", sums, lambda: setattr(Many, "y", property(lambda self: 2)))
show("none", sums, lambda: (delattr(Many, "x"), delattr(Many, "y")))

# expect: descriptor own descriptor
# expect: without it descriptor own
# expect: property own property
# expect: plain value own own
# expect: then a property own property
# expect: class of a value own got
# expect: base own descriptor
# expect: call ('own', 'own') ('property', 'property')
# expect: stored new
# expect: __getattribute__ own all
# expect: many [0, 0] [100, 0]
# expect: many again [100, 0] [100, 200]
# expect: none [100, 200] [0, 0]
