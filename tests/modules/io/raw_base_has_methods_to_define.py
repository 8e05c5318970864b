# RawIOBase has readinto() and write(), which a subclass is to define.
import io
from unittest import mock

raw = io.RawIOBase()
for call in (lambda: raw.write(b"a"), lambda: raw.readinto(bytearray(2)), lambda: raw.read(2), lambda: raw.readall(), lambda: raw.write(), lambda: raw.write(1, 2)):
    try:
        print(call())
    except NotImplementedError as e:
        print(type(e).__name__, e.args)


class Asking(io.RawIOBase):
    def readinto(self, room):
        try:
            return super().readinto(room)
        except NotImplementedError:
            return 0


print(Asking().read(5), Asking().readall(), mock.create_autospec(io.RawIOBase, instance=True).write(b"a").__class__.__name__)

# expect-since-3.14: NotImplementedError ()
# expect-since-3.14: NotImplementedError ()
# expect-since-3.14: NotImplementedError ()
# expect-since-3.14: NotImplementedError ()
# expect-since-3.14: NotImplementedError ()
# expect-since-3.14: NotImplementedError ()
# expect-since-3.14: b'' b'' MagicMock
