# A buffer of a structure or number that resize() has changed has all its bytes.
import ctypes


class Empty(ctypes.Structure):
    pass


class Number(ctypes.Structure):
    _fields_ = [("a", ctypes.c_int)]


for data in Empty(), Number(), ctypes.c_int():
    ctypes.resize(data, 10)
    view = memoryview(data)
    flat = view.cast("B")
    print(view.nbytes, view.shape, flat.shape)
    flat[:] = b"0123456789"
    print(bytes(data), bytes(flat[4:6]))

# expect: 10 () (10,)
# expect: b'0123456789' b'45'
# expect: 10 () (10,)
# expect: b'0123456789' b'45'
# expect: 10 () (10,)
# expect: b'0123456789' b'45'
