# min-version: 3.13
import array
import io
import sys
import tempfile


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


numbers = array.array("i", [1, 2, 0x01020304])
address, length = numbers.buffer_info()
print(length, type(address).__name__, address > 0, array.array("b").buffer_info()[1])
numbers.byteswap()
print([hex(n) for n in numbers])
numbers.byteswap()
print(numbers, [hex(n) for n in [*map(lambda code: (lambda a: (a.byteswap(), a[0])[1])(array.array(code, [1])), "bBhHlLqQ")]])
doubles = array.array("d", [1.0])
doubles.byteswap()
print(doubles.tobytes() == array.array("d", [1.0]).tobytes()[::-1])

with tempfile.TemporaryFile() as file:
    numbers.tofile(file)
    file.seek(0)
    read = array.array("i")
    print(read.fromfile(file, 2), read)
    try:
        read.fromfile(file, 5)
    except EOFError as error:
        print(error, read)
    show("read.fromfile(file, -1)")
    show("read.fromfile(file, 'x')")
long = array.array("B", bytes(70000))
memory = io.BytesIO()
long.tofile(memory)
print(len(memory.getvalue()))
show("numbers.tofile(5)")
show("numbers.fromfile(5, 1)")
show("numbers.fromfile(io.StringIO('text'), 1)")
show("numbers.tofile(io.StringIO())")

text = array.array("w", "text")
text.fromunicode(" and \u20ac\U0001f600")
print(ascii(text.tounicode()), ascii(text), text.itemsize)
for source in ("numbers.fromunicode('x')", "numbers.tounicode()", "text.fromunicode(5)", "array.array('w', [1])", "text.append('two')"):
    show(source)
print(sys.getsizeof(array.array("b", bytes(1000))) - sys.getsizeof(array.array("b")) >= 1000, array.array("q", [1]).__sizeof__() >= 8)

# What unpickling calls: the type, a number for the machine's format, the bytes.
for code, number, data in (("b", 1, b"\x01\xff"), ("H", 2, b"\x01\x00"), ("H", 3, b"\x00\x01"), ("i", 8, b"\x01\x00\x00\x00"), ("I", 7, b"\x00\x00\x01\x00"), ("q", 12, b"\x01" + bytes(7)),
                           ("Q", 11, bytes(7) + b"\x02"), ("f", 14, b"\x00\x00\x80?"), ("d", 17, b"?\xf0" + bytes(6)), ("w", 20, b"a\x00\x00\x00"), ("i", 5, b"\x00\x05")):
    show(f"array._array_reconstructor(array.array, {code!r}, {number}, {data!r})")
for source in ("array._array_reconstructor(int, 'i', 8, b'')", "array._array_reconstructor(array.array, 'x', 8, b'')", "array._array_reconstructor(array.array, 'i', 100, b'')",
               "array._array_reconstructor(array.array, 'i', -1, b'')", "array._array_reconstructor(array.array, 'i', 8, 'text')", "array._array_reconstructor(array.array, 'i', 8, b'123')",
               "array._array_reconstructor(array.array, 'b', 8, b'\\x00\\x01\\x00\\x00')", "array._array_reconstructor(5, 'b', 1, b'')", "array._array_reconstructor(array.array, 'ii', 8, b'')"):
    show(source)

# expect: 3 int True 0
# expect: ['0x1000000', '0x2000000', '0x4030201']
# expect: array('i', [1, 2, 16909060]) ['0x1', '0x1', '0x100', '0x100', '0x100000000000000', '0x100000000000000', '0x100000000000000', '0x100000000000000']
# expect: True
# expect: None array('i', [1, 2])
# expect: read() didn't return enough bytes array('i', [1, 2, 16909060])
# expect: read.fromfile(file, -1) -> ValueError negative count
# expect: read.fromfile(file, 'x') -> TypeError
# expect: 70000
# expect: numbers.tofile(5) -> AttributeError 'int' object has no attribute 'write'
# expect: numbers.fromfile(5, 1) -> AttributeError 'int' object has no attribute 'read'
# expect: numbers.fromfile(io.StringIO('text'), 1) -> TypeError
# expect: numbers.tofile(io.StringIO()) -> TypeError
# expect: 'text and \u20ac\U0001f600' array('w', 'text and \u20ac\U0001f600') 4
# expect: numbers.fromunicode('x') -> ValueError fromunicode() may only be called on unicode type arrays ('u' or 'w')
# expect: numbers.tounicode() -> ValueError tounicode() may only be called on unicode type arrays ('u' or 'w')
# expect: text.fromunicode(5) -> TypeError
# expect: array.array('w', [1]) -> TypeError
# expect: text.append('two') -> TypeError
# expect: True True
# expect: array._array_reconstructor(array.array, 'b', 1, b'\x01\xff') -> array('b', [1, -1])
# expect: array._array_reconstructor(array.array, 'H', 2, b'\x01\x00') -> array('H', [1])
# expect: array._array_reconstructor(array.array, 'H', 3, b'\x00\x01') -> array('H', [1])
# expect: array._array_reconstructor(array.array, 'i', 8, b'\x01\x00\x00\x00') -> array('i', [1])
# expect: array._array_reconstructor(array.array, 'I', 7, b'\x00\x00\x01\x00') -> array('I', [256])
# expect: array._array_reconstructor(array.array, 'q', 12, b'\x01\x00\x00\x00\x00\x00\x00\x00') -> array('q', [1])
# expect: array._array_reconstructor(array.array, 'Q', 11, b'\x00\x00\x00\x00\x00\x00\x00\x02') -> array('Q', [2])
# expect: array._array_reconstructor(array.array, 'f', 14, b'\x00\x00\x80?') -> array('f', [1.0])
# expect: array._array_reconstructor(array.array, 'd', 17, b'?\xf0\x00\x00\x00\x00\x00\x00') -> array('d', [1.0])
# expect: array._array_reconstructor(array.array, 'w', 20, b'a\x00\x00\x00') -> array('w', 'a')
# expect: array._array_reconstructor(array.array, 'i', 5, b'\x00\x05') -> array('h', [5])
# expect: array._array_reconstructor(int, 'i', 8, b'') -> TypeError
# expect: array._array_reconstructor(array.array, 'x', 8, b'') -> ValueError second argument must be a valid type code
# expect: array._array_reconstructor(array.array, 'i', 100, b'') -> ValueError third argument must be a valid machine format code.
# expect: array._array_reconstructor(array.array, 'i', -1, b'') -> ValueError third argument must be a valid machine format code.
# expect: array._array_reconstructor(array.array, 'i', 8, 'text') -> TypeError
# expect: array._array_reconstructor(array.array, 'i', 8, b'123') -> ValueError bytes length not a multiple of item size
# expect: array._array_reconstructor(array.array, 'b', 8, b'\x00\x01\x00\x00') -> array('i', [256])
# expect: array._array_reconstructor(5, 'b', 1, b'') -> TypeError
# expect-before-3.15: array._array_reconstructor(array.array, 'ii', 8, b'') -> TypeError
# expect-since-3.15: array._array_reconstructor(array.array, 'ii', 8, b'') -> ValueError second argument must be a valid type code
