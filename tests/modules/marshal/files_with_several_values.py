# load() reads the bytes of one value and no more, in pieces that readinto() gives.
import io
import marshal


class File(io.BytesIO):
    more = 0

    def readinto(self, buffer):
        n = super().readinto(buffer)
        return n + self.more


file = File()
values = 1, "abc", b"def", 1.0, (2, "a", ["b", {"c": 10**30}])
for value in values:
    marshal.dump(value, file)
    file.write(b"----")
file.seek(0)
for value in values:
    print(marshal.load(file), file.read(4))
file.seek(0)
file.more = 10**6
try:
    marshal.load(file)
except ValueError as e:
    print(e)


class Text(io.BytesIO):
    def read(self, n):
        return "x"


class Words(io.BytesIO):
    def readinto(self, buffer):
        return "x"


for file in Text(b"N"), Words(b"N"), io.BytesIO(), io.StringIO("N"):
    try:
        marshal.load(file)
    except (TypeError, EOFError, AttributeError) as e:
        print(type(e).__name__, e)
for arguments in (1, "x"), (1, 2**40):
    try:
        marshal.dumps(*arguments)
    except (TypeError, OverflowError) as e:
        print(type(e).__name__)

# expect: 1 b'----'
# expect: abc b'----'
# expect: b'def' b'----'
# expect: 1.0 b'----'
# expect: (2, 'a', ['b', {'c': 1000000000000000000000000000000}]) b'----'
# expect: read() returned too much data: 1 bytes requested, 1000001 returned
# expect: TypeError file.read() returned not bytes but str
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: EOFError EOF read where object expected
# expect: TypeError file.read() returned not bytes but str
# expect: TypeError
# expect: OverflowError
