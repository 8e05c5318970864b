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
# expect: True False
# expect: ([1], None, [1])
# expect: True
# expect: True 
