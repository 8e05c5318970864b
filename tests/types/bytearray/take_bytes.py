import operator

# bytearray.take_bytes() is new in Python 3.15. Other interpreters run this model, which says what is right.
def model(array, n=None):
    count = len(array) if n is None else operator.index(n)
    if count < 0:
        count += len(array)
    if not 0 <= count <= len(array):
        raise IndexError(count)
    taken = bytes(array[:count])
    del array[:count]
    return taken

take = getattr(bytearray, "take_bytes", model)
a = bytearray(b"abcdef")
for count in (1, -5, -3, 0, None, 0, None):
    print(take(a, count), bytes(a))
print(take(a))
for count in (-1, 1, 7, 3.5, 1 << 70):
    try:
        take(a, count)
    except (IndexError, TypeError) as e:
        print(type(e).__name__)
a = bytearray(b"abc")
with memoryview(a):
    try:
        take(a)
    except BufferError:
        print("BufferError", a)
big = bytearray(b"0123456789" * 1000)
print(len(take(big, 9990)), bytes(big), take(big), bytes(big))
big += b"again"
print(big)

class Shrinks:
    def __index__(self):
        big.clear()
        return 5

try:
    take(big, Shrinks())
except IndexError:
    print("IndexError", big)

# expect: b'a' b'bcdef'
# expect: b'' b'bcdef'
# expect: b'bc' b'def'
# expect: b'' b'def'
# expect: b'def' b''
# expect: b'' b''
# expect: b'' b''
# expect: b''
# expect: IndexError
# expect: IndexError
# expect: IndexError
# expect: TypeError
# expect: IndexError
# expect: BufferError bytearray(b'abc')
# expect: 9990 b'0123456789' b'0123456789' b''
# expect: bytearray(b'again')
# expect: IndexError bytearray(b'')
