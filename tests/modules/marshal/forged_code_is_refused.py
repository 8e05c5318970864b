# Code that breaks what its instructions rely on is refused, although the checksum of its image is right.
import marshal
import os
import struct
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "fuzz"))
from code_images import signed

TINYPY = sys.implementation.name == "tinypy"


def attributes(a, b):
    a(b"four")
    a(...)
    return a.some_attribute(b, some_keyword=(None, 0xabcdef), other="caf\xe9s")


def texts():
    return "\U0001f600text", ["a", "name"]


def inner(a):
    return a.inner_attribute


def refused(what, code, old, new):
    if TINYPY:
        data = marshal.dumps(code)
        assert data.count(old) == 1, (what, data.count(old))
        assert marshal.loads(signed(data)) == code
        try:
            marshal.loads(signed(data.replace(old, new)))
        except ValueError:
            pass
        else:
            print("not refused:", what)
    print(what)


def text(word, letter="n"):
    head = len(word) << 4 | 1 << 1 | 1  # length, bytes a character, ASCII
    return letter.encode() + (bytes([head]) if head < 128 else bytes([head & 127 | 128, head >> 7])) + word.encode()


code = attributes.__code__
refused("a name that is not interned", code, text("some_attribute"), text("some_attribute", "s"))
refused("the same for a keyword", code, text("some_keyword"), text("some_keyword", "s"))
refused("a constant that is missing", code, b"b\x04fourE", b"b\x04four0")
refused("an item of a constant that is missing", code, b"t\x02Ni", b"t\x020i")
refused("no ASCII", code, b"\x52caf\xe9s", b"\x53caf\xe9s")
refused("no character", texts.__code__, struct.pack("<I", 0x1f600), struct.pack("<I", 0x110000))
nested = code.replace(co_consts=(*code.co_consts, (1, (inner.__code__,))))
refused("code in a tuple", nested, text("inner_attribute"), text("inner_attribute", "s"))

deep = ()
for _ in range(1_000_000):
    deep = (deep,)
if TINYPY:
    try:
        marshal.dumps(code.replace(co_consts=(*code.co_consts, deep)))
    except (RecursionError, ValueError):
        pass
print("a deep constant")


def defaults():
    def inner(a=1, b=2):
        return a, b

    return inner()


if TINYPY:
    defaults.__code__ = defaults.__code__.replace(co_consts=tuple(12 if c == (1, 2) else c for c in defaults.__code__.co_consts))
    try:
        defaults()
    except SystemError:
        pass
    else:
        print("not refused")
print("a number in the place of the defaults")

# expect: a name that is not interned
# expect: the same for a keyword
# expect: a constant that is missing
# expect: an item of a constant that is missing
# expect: no ASCII
# expect: no character
# expect: code in a tuple
# expect: a deep constant
# expect: a number in the place of the defaults
