# Classes from specs, state of a module, buffers, vectorcall, finalizers.
import gc
import sys
import heap_types as h
from heap_types import Box, Derived, Error


def show(call, *args, **keywords):
    try:
        print(call(*args, **keywords))
    except Exception as error:
        print(type(error).__name__ + ":", error)


print(h.__doc__, h.__name__, h.__spec__.name, Box, Box.__module__, Box.__doc__, Box.__text_signature__, Derived.__mro__, Error, Error.__doc__, Error.__mro__[1])
b = Box("first")
print(b.content, b[5], b.where(), b.where(1, 2), h.made(), Box.content.__doc__, bytes(b), memoryview(b)[1], b(1, 2), b(), b(1, k=2))
b[0] = "second"
print(b.content)
memoryview(b)[0] = ord("z")
print(bytes(b), h.buffers(b), h.buffers(b"xyz"), h.buffers(bytearray(5)))
del b[0]
print(b.content)
b.content = "third"
Box.attribute = 5
print(b.attribute, Box.attribute)
show(setattr, b, "attribute", 6)
show(h.fail, "message")
show(h.buffers, "text")
show(Box, 1, 2)
show(Box, other=1)
print(Box.__annotations__, Box.__annotate__, Box.__annotations__ is Box.__annotations__) if hasattr(Box, "__annotate__") else print({}, None, True)
Box.__annotations__["content"] = str
print(Box.__annotations__)

d = Derived([1, 2])
print(d, d.number(), d.number(), len(d), d + [3], isinstance(d, list), Derived().number())


class Sub(Box):
    def __init__(self, content=None):
        self.extra = content

    def __call__(self, *args):
        return ("python", args)


s = Sub("sub")
print(s.content, s.extra, s(1), s.where(), s[1], bytes(s), Sub.__mro__, type(s).__name__)
s = None
b = Box("end")
b = None
b = Box()
b.content = [b]
b = None
gc.collect()
print(h.made())
del sys.modules["heap_types"]
import heap_types as again
print(again is h, again.made(), again.Box is Box, isinstance(again.Box("other"), Box))


# The functions of C show and release the class of an instance, also one that derives from theirs.
class Silent(Box):
    def __init__(self, content=None):
        self.extra = [content]


Silent.__del__ = lambda self: None
stdout, sys.stdout = sys.stdout, __import__("io").StringIO()
for turn in range(300):
    Silent("x").content = turn
    b = Silent()
    b.extra.append(b)
    b = None
    if turn % 100 == 0:
        gc.collect()
sys.stdout = stdout
seen = __import__("weakref").ref(Silent)
print(Silent("y").extra, Silent.__name__, gc.collect() > 0)
del Silent
gc.collect()
print(seen() is None)

plain, with_dict, *flags = h.families()
print(flags, hasattr(plain(), "__dict__"))
made = with_dict()
made.attribute = [made]
print(made.attribute[0] is made, [base.__name__ for base in type("Both", (plain, with_dict), {}).__mro__])
del made
print(gc.collect() > 0)

Counted = h.ends(())
Child = h.ends((Counted,))
Grandchild = h.ends((Child,))
Mixed = h.ends((plain, Counted))


class Own(Grandchild):
    pass


counts = [h.ends(None)]
for cls in (Counted, Child, Grandchild, Mixed, Own, plain):
    made = cls()
    del made
    counts.append(h.ends(None))
print(counts)


def matched(instance):
    match instance:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
        case _:
            return "neither"


sequence, mapping = h.patterns((object,), True, False), h.patterns((object,), False, True)
classes = [sequence, mapping, h.patterns((sequence,), False, False), h.patterns((sequence,), False, True), h.patterns((mapping,), True, False)]
print([matched(cls.__new__(cls)) if cls not in (sequence,) else "-" for cls in classes[1:4:2]], [[bool(cls.__flags__ & bit) for bit in (1 << 5, 1 << 6)] for cls in classes])

# expect: Classes from specs. heap_types heap_types <class 'heap_types.Box'> heap_types A box. (content=None) (<class 'heap_types.Derived'>, <class 'list'>, <class 'object'>) <class 'heap_types.Error'> An error. <class 'ValueError'>
# expect: first ('first', 5) (True, 0, 1) (True, 2, 1) 1 What is in it. b'abcd' 98 (2, 0, 1) (0, 0, None) (1, 1, 1)
# expect: second
# expect: b'zbcd' (4, 1, 0, 'B', 4, 1) (3, 1, 1, 'B', 3, 1) (5, 1, 0, 'B', 5, 1)
# expect: None
# expect: 5 5
# expect: AttributeError: 'heap_types.Box' object attribute 'attribute' is read-only
# expect: Error: message
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: TypeError: Box() takes at most 1 argument (2 given)
# expect: TypeError: Box() got an unexpected keyword argument 'other'
# expect: {} None True
# expect: {'content': <class 'str'>}
# expect: [1, 2] 1 2 2 [1, 2, 3] True 1
# expect: sub sub ('python', (1,)) (False, 0, 2) ('sub', 1) b'abcd' (<class '__main__.Sub'>, <class 'heap_types.Box'>, <class 'object'>) Sub
# expect: finalize sub
# expect: finalize third
# expect: finalize end
# expect: finalize box
# expect: 4
# expect: finalize other
# expect: False 0 False False
# expect: ['y'] Silent True
# expect: True
# expect: [1, 0, 1] False
# expect: True ['Both', 'Plain', 'WithDict', 'object']
# expect: True
# expect: [0, 1, 2, 3, 4, 5, 5]
# expect: ['mapping', 'mapping'] [[True, False], [False, True], [True, False], [False, True], [True, False]]
