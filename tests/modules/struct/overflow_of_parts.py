# What does not fit: complex numbers of 32 bits in the other order of bytes, and numbers of 16 bits in arrays.
import array
import struct

for form in (">F", "!F", "<F", "F", "=F", ">D", ">f", "f", "e"):
    for number in (1e39 + 0j, 1e39j, complex(1e39, float("nan")), complex("inf"), 1e39):
        try:
            print(form, number, struct.pack(form, number))
        except (OverflowError, struct.error) as e:
            print(form, number, type(e).__name__, e)
for number in (1e39, -1e39, 65520.0, 1e5, 65504.0):
    try:
        print(array.array("e", [number]))
    except OverflowError as e:
        print(number, e)
print(array.typecodes)
for form in ("F", "D", "@F", "Zf", "@Zd"):
    try:
        print(memoryview(bytes(16)).cast(form).format)
    except ValueError as e:
        print(e)

# expect-since-3.14: >F (1e+39+0j) OverflowError float too large to pack with f format
# expect-since-3.14: >F 1e+39j OverflowError float too large to pack with f format
# expect-since-3.14: >F (1e+39+nanj) OverflowError float too large to pack with f format
# expect-since-3.14: >F (inf+0j) b'\x7f\x80\x00\x00\x00\x00\x00\x00'
# expect-since-3.14: >F 1e+39 OverflowError float too large to pack with f format
# expect-since-3.14: !F (1e+39+0j) OverflowError float too large to pack with f format
# expect-since-3.14: !F 1e+39j OverflowError float too large to pack with f format
# expect-since-3.14: !F (1e+39+nanj) OverflowError float too large to pack with f format
# expect-since-3.14: !F (inf+0j) b'\x7f\x80\x00\x00\x00\x00\x00\x00'
# expect-since-3.14: !F 1e+39 OverflowError float too large to pack with f format
# expect-since-3.14: <F (1e+39+0j) b'\x00\x00\x80\x7f\x00\x00\x00\x00'
# expect-since-3.14: <F 1e+39j b'\x00\x00\x00\x00\x00\x00\x80\x7f'
# expect-since-3.14: <F (1e+39+nanj) b'\x00\x00\x80\x7f\x00\x00\xc0\x7f'
# expect-since-3.14: <F (inf+0j) b'\x00\x00\x80\x7f\x00\x00\x00\x00'
# expect-since-3.14: <F 1e+39 b'\x00\x00\x80\x7f\x00\x00\x00\x00'
# expect-since-3.14: F (1e+39+0j) b'\x00\x00\x80\x7f\x00\x00\x00\x00'
# expect-since-3.14: F 1e+39j b'\x00\x00\x00\x00\x00\x00\x80\x7f'
# expect-since-3.14: F (1e+39+nanj) b'\x00\x00\x80\x7f\x00\x00\xc0\x7f'
# expect-since-3.14: F (inf+0j) b'\x00\x00\x80\x7f\x00\x00\x00\x00'
# expect-since-3.14: F 1e+39 b'\x00\x00\x80\x7f\x00\x00\x00\x00'
# expect-since-3.14: =F (1e+39+0j) b'\x00\x00\x80\x7f\x00\x00\x00\x00'
# expect-since-3.14: =F 1e+39j b'\x00\x00\x00\x00\x00\x00\x80\x7f'
# expect-since-3.14: =F (1e+39+nanj) b'\x00\x00\x80\x7f\x00\x00\xc0\x7f'
# expect-since-3.14: =F (inf+0j) b'\x00\x00\x80\x7f\x00\x00\x00\x00'
# expect-since-3.14: =F 1e+39 b'\x00\x00\x80\x7f\x00\x00\x00\x00'
# expect-since-3.14: >D (1e+39+0j) b'H\x07\x82\x87\xf4\x9cJ\x1d\x00\x00\x00\x00\x00\x00\x00\x00'
# expect-since-3.14: >D 1e+39j b'\x00\x00\x00\x00\x00\x00\x00\x00H\x07\x82\x87\xf4\x9cJ\x1d'
# expect-since-3.14: >D (1e+39+nanj) b'H\x07\x82\x87\xf4\x9cJ\x1d\x7f\xf8\x00\x00\x00\x00\x00\x00'
# expect-since-3.14: >D (inf+0j) b'\x7f\xf0\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# expect-since-3.14: >D 1e+39 b'H\x07\x82\x87\xf4\x9cJ\x1d\x00\x00\x00\x00\x00\x00\x00\x00'
# expect-since-3.14: >f (1e+39+0j) error required argument is not a float
# expect-since-3.14: >f 1e+39j error required argument is not a float
# expect-since-3.14: >f (1e+39+nanj) error required argument is not a float
# expect-since-3.14: >f (inf+0j) error required argument is not a float
# expect-since-3.14: >f 1e+39 OverflowError float too large to pack with f format
# expect-since-3.14: f (1e+39+0j) error required argument is not a float
# expect-since-3.14: f 1e+39j error required argument is not a float
# expect-since-3.14: f (1e+39+nanj) error required argument is not a float
# expect-since-3.14: f (inf+0j) error required argument is not a float
# expect-since-3.14: f 1e+39 OverflowError float too large to pack with f format
# expect-since-3.14: e (1e+39+0j) error required argument is not a float
# expect-since-3.14: e 1e+39j error required argument is not a float
# expect-since-3.14: e (1e+39+nanj) error required argument is not a float
# expect-since-3.14: e (inf+0j) error required argument is not a float
# expect-since-3.14: e 1e+39 OverflowError float too large to pack with e format
# expect-since-3.14: array('e', [inf])
# expect-since-3.14: array('e', [-inf])
# expect-since-3.14: 65520.0 float too large to pack with e format
# expect-since-3.14: 100000.0 float too large to pack with e format
# expect-since-3.14: array('e', [65504.0])
# expect-since-3.14: ('b', 'B', 'u', 'w', 'h', 'H', 'i', 'I', 'l', 'L', 'q', 'Q', 'e', 'f', 'd', 'Zf', 'Zd')
# expect-since-3.14: memoryview: destination format must be a native format prefixed with an optional '@'
# expect-since-3.14: memoryview: destination format must be a native format prefixed with an optional '@'
# expect-since-3.14: memoryview: destination format must be a native format prefixed with an optional '@'
# expect-since-3.14: Zf
# expect-since-3.14: @Zd
