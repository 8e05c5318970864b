# A mapping is no sequence, a number has no bytes, and what is no set is not cleared.
import importlib.machinery
import importlib.util
import os
import shutil
import sys
import tempfile
from collections import UserList

import refusals
from refusals import use


class Bytes:
    def __bytes__(self):
        return b"given"


for what, *arguments in [
    ("size", {1: 2}), ("size", {1, 2}), ("size", "abc"), ("get", {1: 2}), ("get", "abc"), ("get", UserList([5, 6])), ("set", {1: 2}), ("set", [1, 2]), ("set", (1, 2)),
    ("delete", {1: 2}), ("delete", [1, 2]), ("concat", 42, 43), ("concat", [1], (2,)), ("concat", (1,), (2,)), ("repeat", 42), ("repeat", [1]),
    ("bytes of", 3), ("bytes of", Bytes()), ("bytes of", [1, 2]), ("bytes of", "text"), ("bytes from", 3), ("bytes from", Bytes()), ("bytes from", (65, 66)),
    ("bytes from", memoryview(b"abcd")[::2]), ("proxy", []), ("proxy", 5), ("proxy", {1: 2}), ("clear", frozenset([1])), ("clear", {1}), ("clear", 5),
    ("int", "0x1f"), ("int", "\u0661\u0662"), ("item", 42), ("item", [7]), ("wide", None),
    ("join", b"ab", b"cd"), ("join", memoryview(b"xaby")[1:3], bytearray(b"cd")), ("join", b"ab", "cd"), ("join", memoryview(b"abcd")[::2], b"x"),
    ("format", 0), ("format of a byte", 0), ("no name", 0), ("no slot", int), ("state of", 5), ("state of", sys), ("add", sys),
]:
    try:
        result = use(what, *arguments)
    except Exception as error:
        result = type(error).__name__ if what in ("get", "clear", "no slot") else f"{type(error).__name__}: {error}"
    print(what, type(arguments[0]).__name__, result, sep=" | ")

one = use("one", refusals)
print(one(5), use("none", refusals)())


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path, loader=importlib.machinery.ExtensionFileLoader(name, path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


first, second = (load("without_slots", refusals.__file__) for _ in range(2))
print(first is second, first.use is second.use, first.use("get", "abc"))

# The constructor of a file imports another one.
with tempfile.TemporaryDirectory() as folder:
    suffix = refusals.__file__.rpartition("refusals")[2]
    inner, outer = (shutil.copy(refusals.__file__, os.path.join(folder, name + suffix)) for name in ("without_slots", "refusals"))
    sys.path.insert(0, folder)
    os.environ["IMPORT_BY_CONSTRUCTOR"] = "without_slots"
    print(load("refusals", outer).__file__ == outer, sys.modules["without_slots"].__file__ == inner)

# expect: size | dict | TypeError: dict is not a sequence
# expect: size | set | 2
# expect: size | str | 3
# expect: get | dict | TypeError
# expect: get | str | b
# expect: get | UserList | 6
# expect: set | dict | TypeError: dict is not a sequence
# expect: set | list | 0
# expect: set | tuple | TypeError: 'tuple' object does not support item assignment
# expect: delete | dict | TypeError: dict is not a sequence
# expect: delete | list | 0
# expect: concat | int | TypeError: 'int' object can't be concatenated
# expect: concat | list | [1, 2]
# expect: concat | tuple | (1, 2)
# expect: repeat | int | TypeError: 'int' object can't be repeated
# expect: repeat | list | [1, 1]
# expect: bytes of | int | TypeError: cannot convert 'int' object to bytes
# expect: bytes of | Bytes | b'given'
# expect: bytes of | list | b'\x01\x02'
# expect: bytes of | str | TypeError: cannot convert 'str' object to bytes
# expect: bytes from | int | TypeError: cannot convert 'int' object to bytes
# expect: bytes from | Bytes | TypeError: cannot convert 'Bytes' object to bytes
# expect: bytes from | tuple | b'AB'
# expect: bytes from | memoryview | b'ac'
# expect: proxy | list | TypeError: mappingproxy() argument must be a mapping, not list
# expect: proxy | int | TypeError: mappingproxy() argument must be a mapping, not int
# expect: proxy | dict | {1: 2}
# expect: clear | frozenset | SystemError
# expect: clear | set | 0
# expect: clear | int | SystemError
# expect: int | str | 31
# expect: int | str | ValueError: invalid literal for int() with base 10: '١٢'
# expect: item | int | TypeError: expected a list
# expect: item | list | 7
# expect: wide | NoneType | [abé|xy|w]
# expect: join | bytes | b'abcd'
# expect: join | memoryview | b'abcd'
# expect: join | bytes | TypeError: can't concat str to bytes
# expect: join | memoryview | TypeError: can't concat bytes to memoryview
# expect: format | int | b'\xe4|\xff\xfe|ab|\xc8|-5|6|7|ff|-8|9|-10|11|0x1234|%|%q rest %d'
# expect: format of a byte | int | OverflowError: PyBytes_FromFormatV(): %c format expects an integer in range [0; 255]
# expect: no name | int | SystemError: Type spec does not define the name field.
# expect: no slot | type | SystemError
# expect: state of | int | TypeError: bad argument type for built-in operation
# expect: state of | module | 0
# expect: add | module | KeyError: 'the first error'
# expect: 5 nothing
# expect: False False b
# expect: True True
