# array.frombytes takes only bytes-like objects with items of one byte; what is refused before anything is looked at or changed.
import array


def outcome(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


numbers = array.array("B")
for source in ([1, 2], "ab", 5, None, array.array("q", [1]), memoryview(b"1234")[::2]):
    print(outcome(numbers.frombytes, source), numbers)
for source in (b"\1", bytearray(b"\2"), memoryview(b"\3"), array.array("b", [4])):
    print(outcome(numbers.frombytes, source), numbers)
print(outcome(numbers.frombytes, numbers), numbers)
print(outcome(array.array("i").frombytes, b"abc"))

print(outcome(numbers.__setitem__, 9, None))
print(outcome(numbers.__setitem__, 9, 2**70))
print(outcome(numbers.__setitem__, 0, None))

view = memoryview(numbers)
for key in (slice(5, 1), slice(0, 0), slice(0, 0, 2), slice(1), slice(None, None, 2)):
    print(outcome(numbers.__delitem__, key))
print(outcome(numbers.__setitem__, slice(0, 0), array.array("B")))
print(outcome(numbers.__setitem__, slice(0, 4, 2), array.array("B", [1])))
print(outcome(numbers.__setitem__, slice(0, 4, 2), array.array("B", [7, 8])), numbers)

# expect: TypeError: a bytes-like object is required, not 'list' array('B')
# expect: TypeError: a bytes-like object is required, not 'str' array('B')
# expect: TypeError: a bytes-like object is required, not 'int' array('B')
# expect: TypeError: a bytes-like object is required, not 'NoneType' array('B')
# expect: TypeError: a bytes-like object is required array('B')
# expect: BufferError: memoryview: underlying buffer is not C-contiguous array('B')
# expect: None array('B', [1])
# expect: None array('B', [1, 2])
# expect: None array('B', [1, 2, 3])
# expect: None array('B', [1, 2, 3, 4])
# expect: BufferError: cannot resize an array that is exporting buffers array('B', [1, 2, 3, 4])
# expect: ValueError: bytes length not a multiple of item size
# expect: IndexError: array assignment index out of range
# expect: IndexError: array assignment index out of range
# expect: TypeError: 'NoneType' object cannot be interpreted as an integer
# expect: BufferError: cannot resize an array that is exporting buffers
# expect: BufferError: cannot resize an array that is exporting buffers
# expect: BufferError: cannot resize an array that is exporting buffers
# expect: BufferError: cannot resize an array that is exporting buffers
# expect: BufferError: cannot resize an array that is exporting buffers
# expect: BufferError: cannot resize an array that is exporting buffers
# expect: BufferError: cannot resize an array that is exporting buffers
# expect: None array('B', [7, 2, 8, 4])
