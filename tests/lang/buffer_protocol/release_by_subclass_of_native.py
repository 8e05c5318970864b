# min-version: 3.13
# A subclass of a native class that defines __release_buffer__ alone, or with the __buffer__ of the base.
import sys


class Watched(bytearray):
    seen = None

    def __release_buffer__(self, buffer):
        for make in (lambda: memoryview(buffer), lambda: buffer[:1], lambda: buffer.toreadonly(), lambda: buffer.cast("b"), lambda: buffer.__buffer__(0)):
            try:
                make()
                print("made")
            except ValueError as e:
                print(e)
        print(buffer.tobytes(), buffer[0])
        self.seen = buffer
        super().__release_buffer__(buffer)
        super().__release_buffer__(buffer)


class Forgetful(bytearray):
    def __release_buffer__(self, buffer):
        self.seen = buffer


class Mixin:
    def __release_buffer__(self, buffer):
        self.seen = buffer


class Both(Mixin, bytearray):
    def __buffer__(self, flags):
        return super().__buffer__(flags)


class Other(bytearray):
    def __buffer__(self, flags):
        return memoryview(b"other")

    def __release_buffer__(self, buffer):
        try:
            super().__release_buffer__(buffer)
        except ValueError as e:
            print(e)


class Raises(bytearray):
    def __release_buffer__(self, buffer):
        raise OSError("kept")


class Constant(bytes):
    def __release_buffer__(self, buffer):
        print("constant", buffer.tobytes())


sys.unraisablehook = lambda u: print("unraisable", repr(u.exc_value))
for cls in Watched, Forgetful, Both, Other, Raises:
    print(cls.__name__)
    exporter = cls(b"hello")
    with memoryview(exporter) as view:
        try:
            exporter.clear()
            print("cleared")
        except BufferError as e:
            print(e)
        print(view.tobytes())
    exporter.clear()
    if hasattr(exporter, "seen"):
        try:
            exporter.seen.tobytes()
        except ValueError as e:
            print(e)
memoryview(Constant(b"c")).release()
print(b"".join([Constant(b"a"), Constant(b"b")]))

data = bytearray(b"abc")
with memoryview._from_flags(data, 1) as view:
    view[0] = 65
print(data, memoryview._from_flags(b"x", 0).readonly)
for object, flags in (b"x", 1), (1, 0), (b"x", "y"), (b"x", 1 << 40):
    try:
        memoryview._from_flags(object, flags)
    except (BufferError, TypeError, OverflowError) as e:
        print(type(e).__name__)

# expect: Watched
# expect: Existing exports of data: object cannot be re-sized
# expect: b'hello'
# expect: cannot create new view on restricted memoryview
# expect: cannot create new view on restricted memoryview
# expect: cannot create new view on restricted memoryview
# expect: cannot create new view on restricted memoryview
# expect: cannot create new view on restricted memoryview
# expect: b'hello' 104
# expect: operation forbidden on released memoryview object
# expect: Forgetful
# expect: Existing exports of data: object cannot be re-sized
# expect: b'hello'
# expect: operation forbidden on released memoryview object
# expect: Both
# expect: Existing exports of data: object cannot be re-sized
# expect: b'hello'
# expect: operation forbidden on released memoryview object
# expect: Other
# expect: cleared
# expect: b'other'
# expect: memoryview's buffer is not this object
# expect: Raises
# expect: Existing exports of data: object cannot be re-sized
# expect: b'hello'
# expect: unraisable OSError('kept')
# expect: constant b'c'
# expect: constant b'a'
# expect: constant b'b'
# expect: b'ab'
# expect: bytearray(b'Abc') True
# expect: BufferError
# expect: TypeError
# expect: TypeError
# expect: OverflowError
