# What C sees of a memoryview and of its thread, and objects that C makes in other ways.
import array
import os
import sys
import sysconfig
import views

data = bytearray(b"abcdefgh")
for view in (memoryview(data), memoryview(b"xyz"), memoryview(data)[1::3], memoryview(data).cast("h"), memoryview(data).cast("B", (2, 4)),
             memoryview(array.array("d", [1, 2])), memoryview(data)[:0], memoryview(data).toreadonly()):
    print(views.look(view))
view = views.own()
view[0] = ord("M")
print(bytes(view), views.look(view))
try:
    views.look(b"")
except OSError as error:
    print(error)


def show(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(type(error).__name__, error)


for view in (views.grid(False, False), views.grid(True, True)):
    print(view.tolist(), view.format, view.shape, view.strides, view.readonly, view.nbytes, view.c_contiguous, view.f_contiguous, view[1, 1])
    print(views.look(view), bytes(view), view.tobytes("F"), memoryview(view) == view, view.cast("B").tolist() if view.c_contiguous else None)
grid = views.grid(False, False)
grid[1, 2] = 60
print(views.grid(True, True).tolist(), hash(memoryview(b"ab")) == hash(b"ab"))
grid[1, 2] = 6
show(views.grid(True, True).__setitem__, (0, 0), 1)
for format, ndim, itemsize, length in (("d", 0, 8, 8), ("d", 1, 8, 8), (None, 1, 1, 8), ("<q", 1, 8, 8), ("h", 1, 2, 4), ("T{d:x:}", 0, 8, 8)):
    view = views.described(format, ndim, itemsize, length)
    print(view.format, view.shape, view.strides, view.nbytes, len(bytes(view)))
    show(view.tolist)
show(views.nowhere)
print(views.make_immortal([]), views.make_immortal("text"))
print(views.triple([1]))
print(views.version() == sys.hexversion)
print(os.path.exists(sysconfig.get_path("include") + "/Python.h"), sysconfig.get_config_var("LIBPYTHON"))

# expect: (1, 1, b'B', (8,), (1,), 0, 97, 'bytearray')
# expect: (1, 1, b'B', (3,), (1,), 1, 120, 'bytes')
# expect: (1, 1, b'B', (3,), (3,), 0, 98, 'bytearray')
# expect: (1, 2, b'h', (4,), (2,), 0, 97, 'bytearray')
# expect: (2, 1, b'B', (2, 4), (4, 1), 0, 97, 'bytearray')
# expect: (1, 8, b'd', (2,), (8,), 0, 0, 'array.array')
# expect: (1, 1, b'B', (0,), (1,), 0, -1, 'bytearray')
# expect: (1, 1, b'B', (8,), (1,), 1, 97, 'bytearray')
# expect: b'Memory' (1, 1, b'B', (6,), (1,), 0, 77, 'memory of C')
# expect: no memoryview
# expect: [[1, 2, 3], [4, 5, 6]] h (2, 3) (6, 2) False 12 True False 5
# expect: (2, 2, b'h', (2, 3), (6, 2), 0, 1, 'memory of C') b'\x01\x00\x02\x00\x03\x00\x04\x00\x05\x00\x06\x00' b'\x01\x00\x04\x00\x02\x00\x05\x00\x03\x00\x06\x00' True [1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0]
# expect: [[1, 4], [2, 5], [3, 6]] h (3, 2) (2, 6) True 12 False True 5
# expect: (2, 2, b'h', (3, 2), (2, 6), 1, 1, 'memory of C') b'\x01\x00\x04\x00\x02\x00\x05\x00\x03\x00\x06\x00' b'\x01\x00\x02\x00\x03\x00\x04\x00\x05\x00\x06\x00' True None
# expect: [[1, 4], [2, 5], [3, 60]] True
# expect: TypeError cannot modify read-only memory
# expect: d () () 8 8
# expect: 2.5
# expect: d (1,) (8,) 8 8
# expect: [2.5]
# expect: B (8,) (1,) 8 8
# expect: [0, 0, 0, 0, 0, 0, 4, 64]
# expect: <q (1,) (8,) 8 8
# expect: NotImplementedError memoryview: unsupported format <q
# expect: h (2,) (2,) 4 4
# expect: [0, 0]
# expect: T{d:x:} () () 8 8
# expect: NotImplementedError memoryview: unsupported format T{d:x:}
# expect: ValueError PyMemoryView_FromBuffer(): info->buf must not be NULL
# expect: True False
# expect: ([1], None, [1])
# expect: True
# expect: True 
