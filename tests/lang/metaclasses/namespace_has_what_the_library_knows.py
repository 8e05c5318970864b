# __firstlineno__ and __static_attributes__ came with 3.13: metaclasses of older libraries take unknown names for members.
import sys
newer = {"__firstlineno__", "__static_attributes__", "__classdictcell__"}
class Namespace(dict):
    def __setitem__(self, name, value):
        seen.append(name)
        dict.__setitem__(self, name, value)
class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases): return Namespace()
    def __new__(meta, name, bases, space):
        passed.extend(space)
        return type.__new__(meta, name, bases, space)
seen, passed = [], []
class C(metaclass=Meta):
    def __init__(self):
        self.a = self.b = self.c = self.d = self.e = self.f = 1
def function(name, bases, space): return sorted(set(space) - newer), bool(newer & set(space))
class D(metaclass=function):
    def f(self): self.x = 1
print([n for n in seen if n not in newer], [n for n in passed if n not in newer])
print(D[0])
new = sys.version_info >= (3, 13)
print(bool(newer & set(seen)) == new, bool(newer & set(passed)) == new, D[1] == new, ("__firstlineno__" in C.__dict__) == new)
print(C().f)

seen.clear()
class F(metaclass=Meta):
    kind = int
    x: kind
    def f(self, y: kind): return __class__
print([n for n in seen if n not in newer | {"__annotations__", "__annotate_func__"}], F.__annotations__, F().f.__annotations__["y"], F().f(1))

# expect: ['__module__', '__qualname__', '__init__'] ['__module__', '__qualname__', '__init__']
# expect: ['__module__', '__qualname__', 'f']
# expect: True True True True
# expect: 1
# expect: ['__module__', '__qualname__', 'kind', 'f', '__classcell__'] {'x': <class 'int'>} <class 'int'> <class '__main__.F'>
