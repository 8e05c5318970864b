# min-version: 3.12
class B:
    def __buffer__(self, flags): return memoryview(b"12ab")
import struct
print(b"".join([B(), b"!"]), b"x12abx".find(B()), struct.unpack("4s", B()), int.from_bytes(B(), "big"), b"12ab" == memoryview(B()))
print(bytes.fromhex("00") + B(), b"12ab".startswith(bytes(B())))

# expect: b'12ab!' 1 (b'12ab',) 825385314 True
# expect: b'\x0012ab' True
