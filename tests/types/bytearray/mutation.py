a = bytearray(b"hello")
a[0] = 72
a[1:3] = b"EYX"
del a[-1]
a.append(33)
a.extend([63, 64])
a.insert(0, 62)
print(a, a.pop(), a.pop(0), a, len(a))
a += b"zz"
a *= 2
a.reverse()
a.remove(ord("H"))
print(a, a.index(b"X"), a.copy() is a, bytes(a[:3]))
a[::2] = b"." * len(a[::2])
print(a)
a.clear()
print(a, bytearray(2), bytearray("é", "latin-1"), bytearray(b"x") == b"x")
for source in ("bytearray(b'a').append(256)", "bytearray(b'').pop()", "hash(bytearray())", "bytearray(b'a').remove(1)"):
    try:
        eval(source)
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
for change in (lambda: a.extend([300]), lambda: bytearray([300]), lambda: a.__setitem__(slice(0, 1), [300]), lambda: bytes([300])):
    try:
        change()
    except ValueError as error:
        print(error)

# expect: bytearray(b'HEYXl!?') 64 62 bytearray(b'HEYXl!?') 7
# expect: bytearray(b'zz?!lXYEzz?!lXYEH') 5 False b'zz?'
# expect: bytearray(b'.z.!.X.E.z.!.X.E.')
# expect: bytearray(b'') bytearray(b'\x00\x00') bytearray(b'\xe9') True
# expect: ValueError byte must be in range(0, 256)
# expect: IndexError pop from empty bytearray
# expect: TypeError unhashable type: 'bytearray'
# expect: ValueError value not found in bytearray
# expect: byte must be in range(0, 256)
# expect: byte must be in range(0, 256)
# expect: byte must be in range(0, 256)
# expect: bytes must be in range(0, 256)
