# min-version: 3.12
import io, sys
class B:
    def __init__(self, data):
        self.data, self.released = bytearray(data), 0
    def __buffer__(self, flags):
        return memoryview(self.data)
    def __release_buffer__(self, view):
        self.released += 1
        view.release()
b = B(b"abc")
m = memoryview(b)
print(bytes(m), m.readonly, b.released)
m[0] = 120
print(b.data)
m.release()
print(b.released)
with memoryview(b) as v:
    print(v.tolist(), b.released)
print(b.released)
b.data.append(33)
print(bytes(b), bytearray(b), b.released >= 3)
b.released = 0
m = memoryview(b)
part = m[1:]
m.release()
print(b.released)
del part
print(b.released)
m = memoryview(b)
del m
print(b.released)
class Fails(B):
    def __release_buffer__(self, view):
        raise ValueError("not released")
seen = []
sys.unraisablehook = lambda u: seen.append((type(u.exc_value).__name__, str(u.exc_value)))
with memoryview(Fails(b"x")) as v:
    pass
del v
print(seen)
class Plain(bytearray):
    def __buffer__(self, flags):
        return super().__buffer__(flags)
p = Plain(b"p")
with memoryview(p) as v:
    print(v.tobytes())
p.append(1)
print(p)

# expect: b'abc' False 0
# expect: bytearray(b'xbc')
# expect: 1
# expect: [120, 98, 99] 1
# expect: 2
# expect: b'xbc!' bytearray(b'xbc!') True
# expect: 0
# expect: 1
# expect: 2
# expect: [('ValueError', 'not released')]
# expect: b'p'
# expect: Plain(b'p\x01')
