# A bytearray that becomes empty gives its memory back, however that happens.
def by_slice(b): del b[:]
def by_assignment(b): b[:] = b""
def by_pops(b):
    while b: b.pop()
def by_clear(b): b.clear()
def by_init(b): b.__init__()
for empty in by_slice, by_assignment, by_pops, by_clear, by_init:
    b = bytearray(b"abc" * 100)
    empty(b)
    print(empty.__name__, b, b.__alloc__() <= 1, b.__sizeof__() - bytearray().__sizeof__() <= 1, b.copy().__alloc__() <= 1)
    b += b"next"
    print(b, len(b))
view = memoryview(bytearray(b"lent"))
try:
    view.obj.clear()
except BufferError as e:
    print(e, view.obj)

# expect: by_slice bytearray(b'') True True True
# expect: bytearray(b'next') 4
# expect: by_assignment bytearray(b'') True True True
# expect: bytearray(b'next') 4
# expect: by_pops bytearray(b'') True True True
# expect: bytearray(b'next') 4
# expect: by_clear bytearray(b'') True True True
# expect: bytearray(b'next') 4
# expect: by_init bytearray(b'') True True True
# expect: bytearray(b'next') 4
# expect: Existing exports of data: object cannot be re-sized bytearray(b'lent')
