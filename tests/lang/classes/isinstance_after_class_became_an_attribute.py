# isinstance() asks __class__ of an object only if some class defines it; that may begin and end at any time.
class A: pass
class B(A): pass
class C: pass
class Slotted:
    __slots__ = "s"

def site(o):
    return [isinstance(o, k) for k in (A, B, C, (C, Slotted), Slotted, int, object)]

objects = [A(), B(), C(), Slotted()]
def show():
    for o in objects:
        print(site(o), site(o) == site(o))
show()
class Claims(A):
    __class__ = property(lambda self: C)
class Constant(A):
    __class__ = Slotted
B.__bases__ = (Claims,)
show()
B.__bases__ = (Constant,)
show()
B.__bases__ = (A,)
show()
objects[1].__dict__["__class__"] = C
show()
A.__getattribute__ = lambda self, name: C if name == "__class__" else object.__getattribute__(self, name)
show()
del A.__getattribute__
A.__getattr__ = lambda self, name: C
show()
class Raises:
    @property
    def __class__(self):
        raise self.error
r = Raises()
for error in (AttributeError("a"), ValueError("v")):
    r.error = error
    try:
        print(isinstance(r, A), isinstance(r, Raises))
    except ValueError as e:
        print(e)

# expect: [True, False, False, False, False, False, True] True
# expect: [True, True, False, False, False, False, True] True
# expect: [False, False, True, True, False, False, True] True
# expect: [False, False, False, True, True, False, True] True
# expect: [True, False, False, False, False, False, True] True
# expect: [True, True, True, True, False, False, True] True
# expect: [False, False, True, True, False, False, True] True
# expect: [False, False, False, True, True, False, True] True
# expect: [True, False, False, False, False, False, True] True
# expect: [True, True, False, True, True, False, True] True
# expect: [False, False, True, True, False, False, True] True
# expect: [False, False, False, True, True, False, True] True
# expect: [True, False, False, False, False, False, True] True
# expect: [True, True, False, False, False, False, True] True
# expect: [False, False, True, True, False, False, True] True
# expect: [False, False, False, True, True, False, True] True
# expect: [True, False, False, False, False, False, True] True
# expect: [True, True, False, False, False, False, True] True
# expect: [False, False, True, True, False, False, True] True
# expect: [False, False, False, True, True, False, True] True
# expect: [True, False, True, True, False, False, True] True
# expect: [True, True, True, True, False, False, True] True
# expect: [False, False, True, True, False, False, True] True
# expect: [False, False, False, True, True, False, True] True
# expect: [True, False, False, False, False, False, True] True
# expect: [True, True, False, False, False, False, True] True
# expect: [False, False, True, True, False, False, True] True
# expect: [False, False, False, True, True, False, True] True
# expect: False True
# expect: v
