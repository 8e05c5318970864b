# Memoryviews that are not contiguous, and where they are no bytes-like objects.
def outcome(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


strided = memoryview(b"123456")[::2]
print(b"%b %s" % (strided, strided[::-1]), bytearray(b"%b") % strided)
print(outcome(int, strided))
print(outcome(float, strided))
print(outcome(b"".join, [strided]))
print(outcome(b"-".join, [b"", 1]))
print(outcome(str, strided, "latin-1"))
print(outcome(str, strided, "cp1250"))
print(outcome(str, memoryview(b"ab"), "latin-1"), int(memoryview(b"12")), b"-".join([memoryview(b"a"), b"b"]))
for view in (memoryview(b"abc")[1:1], memoryview(b"abc")[1:1][::2], memoryview(b"abc")[::-1], memoryview(b"abc")[1:1][::-1], memoryview(b"abc")[::5]):
    print(len(view), view.contiguous, view.c_contiguous, view.f_contiguous, view.tobytes())
print(outcome(memoryview(b"ab").__getitem__, ...))
print(outcome(memoryview(bytes(4)).cast("B", [2, 2]).__getitem__, ...))
scalar = memoryview(b"a").cast("B", [])
print(scalar[...] is scalar, scalar[()])

# expect: b'135 531' bytearray(b'135')
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'memoryview'
# expect: TypeError: float() argument must be a string or a real number, not 'memoryview'
# expect: TypeError: sequence item 0: expected a bytes-like object, memoryview found
# expect: TypeError: sequence item 1: expected a bytes-like object, int found
# expect: TypeError: decoding to str: need a bytes-like object, memoryview found
# expect: TypeError: decoding to str: need a bytes-like object, memoryview found
# expect: ab 12 b'a-b'
# expect: 0 True True True b''
# expect: 0 False False False b''
# expect: 3 False False False b'cba'
# expect: 0 False False False b''
# expect: 1 True True True b'a'
# expect: TypeError: memoryview: invalid slice key
# expect: TypeError: memoryview: invalid slice key
# expect: True 97
