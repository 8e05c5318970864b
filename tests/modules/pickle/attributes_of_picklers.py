# min-version: 3.13
# What may be set on picklers and unpicklers, and what the memos do.
import io
import pickle
from _pickle import Pickler, Unpickler


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


p = Pickler(io.BytesIO())
for name in "bin", "fast":
    for value in 0, 1, True, -1, "x", 1.5, None, 2**63, -2**1000:
        show(lambda: (setattr(p, name, value), getattr(p, name))[1])
    show(lambda: delattr(p, name))
show(lambda: delattr(p, "memo"))


def dumped(value, protocol, binary):
    file = io.BytesIO()
    pickler = Pickler(file, protocol)
    pickler.bin = binary
    pickler.dump(value)
    return file.getvalue()


print(dumped([1, "a", (2.5, None)], 1, 0), dumped([1, "a"], 0, 1))

u = Unpickler(io.BytesIO(b"Np2\n.g2\n.Np1000000000000\n.g1000000000000\n."))
print(u.load(), u.memo.copy(), type(u.memo).__name__, u.memo.__reduce__())
u.memo.clear()
show(u.load)
u = Unpickler(io.BytesIO(b"Np1000000000000\n.g1000000000000\n."))
print(u.load())
u.memo.clear()
print(u.memo.copy())
show(u.load)
other = Unpickler(io.BytesIO(b""))
other.memo = u.memo
print(other.memo.copy())
for value in {"x": 1}, {-1: 1}, None, 1:
    show(lambda: setattr(u, "memo", value))
show(lambda: delattr(u, "memo"))


def far(number):
    text = str(number).encode()
    first, second = pickle.loads(b"((lp" + text + b"\ng" + text + b"\nt.")
    return first is second


print([far(n) for n in (1023, 1024, 10**6, 10**12)])
print(pickle.loads(b"(Np2000\nI1\np0\nI2\np1\ng2000\ng0\nt."))


class Name(bytes):
    pass


data = Name(b"foo")
buffer = pickle.PickleBuffer(data)
print(memoryview(buffer).obj is data, bytes(memoryview(pickle.PickleBuffer(memoryview(data)[1:]))))

# expect: 0
# expect: 1
# expect: 1
# expect: -1
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: OverflowError Python int too large to convert to C long
# expect: OverflowError Python int too large to convert to C long
# expect: TypeError can't delete numeric/char attribute
# expect: 0
# expect: 1
# expect: 1
# expect: -1
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: OverflowError Python int too large to convert to C long
# expect: OverflowError Python int too large to convert to C long
# expect: TypeError can't delete numeric/char attribute
# expect: TypeError attribute deletion is not supported
# expect: b'(lp0\n(I1\nVa\np1\n(F2.5\nNtp2\ne.' b']q\x00K\x01aX\x01\x00\x00\x00aq\x01a.'
# expect: None {2: None} UnpicklerMemoProxy (<class 'dict'>, ({2: None},))
# expect: UnpicklingError Memo value not found at index 2
# expect: None
# expect: {}
# expect: UnpicklingError Memo value not found at index 1000000000000
# expect: {}
# expect: TypeError memo key must be integers
# expect: ValueError memo key must be positive integers.
# expect: TypeError 'memo' attribute must be an UnpicklerMemoProxy object or dict, not NoneType
# expect: TypeError 'memo' attribute must be an UnpicklerMemoProxy object or dict, not int
# expect: TypeError attribute deletion is not supported
# expect: [True, True, True, True]
# expect: (None, 1, 2, None, 1)
# expect: True b'oo'
