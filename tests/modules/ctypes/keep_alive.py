# What pointers in C data point to lives as long as they do.
from ctypes import *
import gc, weakref

def dead(ref):
    gc.collect()
    return ref() is None


class Number(c_int):
    pass


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


class Box(Structure):
    _fields_ = [("name", c_char_p), ("at", POINTER(Point)), ("more", c_char_p * 2), ("any", py_object)]

n = Number(5)
ref = weakref.ref(n)
p = pointer(n)
del n
print(dead(ref), p.contents.value)
p.contents = Number(6)
print(dead(ref), p[0].value)

box = Box(b"name", pointer(Point(1, 2)))
box.more[1] = b"second"
box.any = ["thing"]
gc.collect()
print(box.name, box.at.contents.y, box.more[1], box.any)
print(sorted(box._objects))
print(box._objects["0"], box._objects["1:2"], box._objects["3"])
print(c_int(1)._objects, c_char_p(b"abc")._objects, (c_char_p * 2)(b"a", b"b")._objects, Point()._objects)

boxes = (Box * 2)()
boxes[1].name = b"inner"
boxes[1].more[0] = b"deep"
print(boxes._objects, boxes[1].name, boxes[1].more[0])


class Thing:
    pass

thing = Thing()
ref = weakref.ref(thing)
holder = py_object(thing)
del thing
print(dead(ref), type(holder.value).__name__)
holder.value = None
holder.value = 5
print(dead(ref), holder.value)

part = (Point * 3)()[1]
ref = weakref.ref(part._b_base_)
gc.collect()
print(part.x, dead(ref))
del part
print(dead(ref))

a = (c_int * 3)(1, 2, 3)
ref = weakref.ref(a)
q = cast(a, POINTER(c_int))
del a
print(dead(ref), q[:3])
del q
print(dead(ref))

# A cycle through a pointer, and one through a callback.
class Node(Structure):
    pass
Node._fields_ = [("next", POINTER(Node))]
node = Node()
node.next = pointer(node)
ref = weakref.ref(node)
del node
print(dead(ref))


class Owner:
    def __init__(self):
        self.callback = CFUNCTYPE(c_int)(self.method)
    def method(self):
        return 1

owner = Owner()
print(owner.callback())
ref = weakref.ref(owner)
del owner
print(dead(ref))

def make():
    class Local(Structure):
        _fields_ = [("x", c_int)]
    return weakref.ref(Local * 3)
print(dead(make()))

# expect: False 5
# expect: True 6
# expect: b'name' 2 b'second' ['thing']
# expect: ['0', '1', '1:2', '3']
# expect: b'name' b'second' ['thing']
# expect: None b'abc' {'0': b'a', '1': b'b'} None
# expect: {'0:1': b'inner', '0:2:1': b'deep'} b'inner' b'deep'
# expect: False Thing
# expect: True 5
# expect: 0 False
# expect: True
# expect: False [1, 2, 3]
# expect: True
# expect: True
# expect: 1
# expect: True
# expect: True
