# min-version: 3.15
# Type codes e, Zf and Zd; complex numbers in struct and memoryview. Older libraries do not know them, and say so.
import array
import pickle
import struct
import sys

known = sys.version_info >= (3, 15)


def check(f):
    """True if f() is true, or refused by a library that is older."""
    try:
        return f()
    except (ValueError, TypeError, struct.error):
        return not known


def round_trips(code, values):
    a = array.array(code, values)
    b = pickle.loads(pickle.dumps(a))
    swapped = array.array(code, a)
    swapped.byteswap()
    swapped.byteswap()
    return a == b == swapped and a.tolist() == values and b.typecode == code and repr(a) == f"array('{code}', {values})" and array.array(code, a.tobytes()) == a


def methods(code):
    a = array.array(code, [1, 2.5])
    a.append(-3)
    a.insert(0, 7)
    a.extend([2.5])
    a.reverse()
    a[1:2] = array.array(code, [4, 5])
    return a.tolist() == [2.5, 4, 5, 2.5, 1, 7] and a.index(5) == 2 and a.count(2.5) == 2 and a.pop() == 7 and 4 in a and a[::2].tolist() == [2.5, 5, 1]


def of_other_machines():
    make, big = array._array_reconstructor, struct.pack(">Zf2e", 1 - 2j, 1.5, -2.0)
    return (
        make(array.array, "Zf", 23, big[:8]).tolist() == [1 - 2j]
        and make(array.array, "e", 27, big[8:]).tolist() == [1.5, -2.0]
        and make(array.array, "d", 27, big[8:]).tolist() == [1.5, -2.0]
        and make(array.array, "Zd", 25, struct.pack(">Zd", 3j)).tolist() == [3j]
    )


def in_struct():
    for code in ("F", "D", "Zf", "Zd"):
        for order in "@=<>":
            for z in (1 + 2j, -0.5j, complex("inf-infj")):
                if struct.unpack(order + code, struct.pack(order + code, z)) != (z,):
                    return False
    return [struct.calcsize(f) for f in ("bZf", "bZd", "2Zd", "<bD", "F")] == [12, 24, 32, 17, 8] and struct.pack(">F", 1j) == b"\0\0\0\0\x3f\x80\0\0"


def in_memoryview():
    view = memoryview(bytearray(struct.pack("3Zd", 1, -1.5j, 2 + 1j))).cast("Zd")
    view[0] = 5j
    return view.tolist() == [5j, -1.5j, 2 + 1j] and (view.format, view.itemsize, len(view)) == ("Zd", 16, 3) and memoryview(array.array("Zf", [1j]))[0] == 1j


def too_large():
    try:
        array.array("e", [1e6])
    except OverflowError as e:
        return str(e) == "float too large to pack with e format"


for code in ("e", "Zf", "Zd"):
    values = [1.5, -2.0, float("inf"), 0.0] if code == "e" else [1.5 + 2j, -0.25j, complex("inf")]
    print(check(lambda: round_trips(code, values)), check(lambda: methods(code)))
print(check(of_other_machines), check(in_struct), check(in_memoryview), check(too_large))
print(not known or (type(array.typecodes) is tuple and set(array.typecodes) >= {"e", "Zf", "Zd", "w", "b"}))
for bad in ("x", "xx", "", "Z"):
    try:
        array.array(bad)
    except (TypeError, ValueError) as e:
        print(isinstance(e, ValueError) or not known)

# expect: True True
# expect: True True
# expect: True True
# expect: True True True True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
