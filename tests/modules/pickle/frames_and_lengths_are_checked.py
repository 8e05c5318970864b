# min-version: 3.15
# What the library of 3.15 refuses; older ones are not asked. Nothing of it may fill the memory.
import io
import pickle
import struct
import sys
import tempfile


def load(data, unbuffered=False):
    try:
        if not unbuffered:
            return pickle.loads(data)
        with tempfile.TemporaryFile(buffering=0) as file:
            file.write(data)
            file.seek(0)
            return pickle.load(file)
    except (pickle.UnpicklingError, EOFError, AttributeError, ValueError, OverflowError) as e:
        return type(e).__name__


def since_3_15(data, wanted):
    return sys.version_info < (3, 15) or [load(data), load(data, True)] == [wanted] * 2 or load(data)


def frame(length, rest):
    return b"\x80\x04\x95" + struct.pack("<Q", length) + rest


bad = "UnpicklingError"
print(since_3_15(frame(6, b"Vhelloworld\n."), bad), since_3_15(frame(6, b"X\x0a\0\0\0helloworld."), bad), since_3_15(frame(3, b"C\x0ahelloworld."), bad))
print(since_3_15(frame(9, b"cbuiltins\nprint\n."), bad), since_3_15(frame(12, b"N" + b"\x95" + bytes(8) + b"NN."), bad))
print(load(frame(10, b"N" + b"\x95" + bytes(8) + b"N.")), load(frame(2, b"N.")), load(frame(2, b"K\x05") + b"."))
value = [b"x" * 100_000, "y" * 70_000, list(range(3000)), {"k": (1, 2)}]
print(all(pickle.loads(pickle.dumps(value, p)) == pickle.load(io.BytesIO(pickle.dumps(value, p))) == value for p in range(6)))
for size in (1 << 20, 1 << 40, sys.maxsize - 9):
    print([since_3_15(code + struct.pack("<Q", size) + b".....", bad) for code in (b"\x8d", b"\x8e", b"\x96")])
print(since_3_15(b"\x8e" + struct.pack("<Q", 1 << 63) + b".", "OverflowError"), since_3_15(b"\x8b" + struct.pack("<I", 1 << 30) + b"..", bad))
big = b"z" * (5 << 20)
with tempfile.TemporaryFile(buffering=0) as file:
    pickle.dump([big, 1], file)
    file.seek(0)
    print(pickle.load(file) == [big, 1])
print(since_3_15(b"I010\n.", 10), since_3_15(b"L010L\n.", 10), since_3_15(b"I0x10\n.", "ValueError"), load(b"I-7\n."), load(b"I01\n."))
print(load(b"c\nlog\n."), load(b"cmath\n\n."), since_3_15(b"N(e.", "AttributeError"), load(b"](e."), load(b"N(u."))

# expect: True True True
# expect: True True
# expect: None None 5
# expect: True
# expect: [True, True, True]
# expect: [True, True, True]
# expect: [True, True, True]
# expect: True True
# expect: True
# expect: True True True -7 True
# expect: UnpicklingError UnpicklingError True [] None
