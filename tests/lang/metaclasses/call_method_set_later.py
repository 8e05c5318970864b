# A metaclass may get, or lose, a __call__ after its classes have been called.

def last(read):
    for _ in range(100): result = read()
    return result

class Meta(type): pass
class Calling(type):
    def __call__(cls, *a, **k): return "of a base"

class C(metaclass=Meta):
    def __init__(self, a=0): self.a = a
class Derived(C): pass

def positional(): return C(1)
def keyword(): return C(a=1)
def derived(): return Derived(1)
reads = positional, keyword, derived

def show(label): print(label, *(r if isinstance(r := last(read), str) else type(r).__name__ for read in reads))

show("as type does")
Meta.__call__ = lambda cls, *a, **k: "its own"
show("own")
del Meta.__call__
show("none")
Meta.__bases__ = (Calling,)
show("base")
del Calling.__call__
show("none in the base")
Calling.__call__ = lambda cls, *a, **k: "new in the base"
show("new in the base")
Meta.__bases__ = (type,)
show("other base")
C.__class__ = Calling
show("other class")

# expect: as type does C C Derived
# expect: own its own its own its own
# expect: none C C Derived
# expect: base of a base of a base of a base
# expect: none in the base C C Derived
# expect: new in the base new in the base new in the base new in the base
# expect: other base C C Derived
# expect: other class new in the base new in the base Derived
