# What empty bytearrays give is empty, and theirs alone.
b = bytearray()
for result in (b + b, b + b"", b"" + b, b.center(0), b.ljust(0), b.rjust(0), b.zfill(0), b * 0, b * 5, b.replace(b"a", b"b"), b.lower(), b.upper(), b.strip(), b[::2],
               b.translate(None), b.expandtabs(), b.join([]), b.join([b, b""]), bytearray(b), b.copy(), b[:], b.title(), b.swapcase(), b.removeprefix(b"a")):
    print(result, result is b, end=" ")
    if isinstance(result, bytearray):
        result.append(1)
print()
b.extend(b"")
b += b
b *= 5
b[:] = b""
b[0:0] = b
del b[:], b[::2]
b.reverse()
print(b, b.hex(), b.decode(), b.partition(b"x"), b.split(), b.find(b""), b.count(b""))

# expect: bytearray(b'') False bytearray(b'') False b'' False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False bytearray(b'') False 
# expect: bytearray(b'')   (bytearray(b''), bytearray(b''), bytearray(b'')) [] 0 1
