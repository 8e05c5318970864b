# CPython 3.15 has these functions, and its words are expected.
import sys

import writers


def tell(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


print(writers.written() == b"abcde rest 42" + 1000 * b"x" + b"!")
# expect: True
tell(writers.shrink, -2)
# expect: b'123'
tell(writers.shrink, -6)
# expect: ValueError invalid size
tell(writers.size, -1)
# expect: ValueError size must be >= 0
tell(writers.join, b", ", (b"a", bytearray(b"b")))
# expect: b'a, b'
tell(writers.join, "", ())
# expect: TypeError sep: expected bytes, got str
tell(writers.decode, b"a\xc3\xa9\xe2\x82")
# expect: ('aé', 3)
tell(writers.decode, b"a\xff")
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte

print(writers.config("argv") == sys.argv, writers.config("argv") is sys.argv, writers.config("optimization_level"))
# expect: True False 0
print(writers.config("use_environment"), writers.config("code_debug_ranges"), writers.config_int("verbose"))
# expect: True True 0
tell(writers.config, "unknown")
# expect: ValueError unknown config option name: unknown
tell(writers.config_int, "executable")
# expect: TypeError config option executable is not an int
print({"argv", "verbose", "xoptions"} <= writers.config_names())
# expect: True
tell(writers.config_set, "argv", ["new"])
# expect: None
print(sys.argv)
# expect: ['new']
tell(writers.config_set, "argv", [1])
# expect: TypeError expected list[str], got list
tell(writers.config_set, "isolated", 1)
# expect: ValueError cannot set read-only option isolated


class C:
    method = writers.instancemethod(len)

    def __len__(self):
        return 5


print(C().method(), writers.instancemethod)
# expect: 5 <class 'instancemethod'>
tell(writers.instancemethod, 3)
# expect: TypeError first argument must be callable
