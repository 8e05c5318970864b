# A class whose instances are attributes of classes gets a base with __get__ or __set__.

class Plain: pass
class Getting:
    def __get__(self, instance, owner=None): return "got"
class Storing(Getting):
    def __set__(self, instance, value): print("set", value)

class Value(Plain): pass
class Derived(Value): pass
class C:
    v = Value()
    w = Derived()

c = C()
d = C()
d.v = d.w = "own"

def read(): return [x if isinstance(x, str) else type(x).__name__ for x in (c.v, c.w, d.v, d.w, C.v, C.w)]
def write(): e = C(); e.v = 1; return e.__dict__

def show(label):
    for _ in range(100): result = read()
    print(label, *result, write())

show("plain")
Value.__bases__ = (Getting,)
show("get")
Value.__bases__ = (Storing,)
show("get and set")
Value.__bases__ = (Plain,)
show("plain again")

# expect: plain Value Derived own own Value Derived {'v': 1}
# expect: get got got own own got got {'v': 1}
# expect: set 1
# expect: get and set got got got got got got {}
# expect: plain again Value Derived own own Value Derived {'v': 1}
