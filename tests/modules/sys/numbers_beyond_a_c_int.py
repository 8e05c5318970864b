# tests/modules/sys/numbers_beyond_a_c_int.py: numbers that the C functions below take as int are refused beyond it, and never cut off.
import gc
import io
import socket
import sys

wide = 2 ** 32
for name, function in {
    "frame": lambda: sys._getframe(wide),
    "frame before": lambda: sys._getframe(-wide),
    "module of a frame": lambda: sys._getframemodulename(wide),
    "digits": lambda: sys.set_int_max_str_digits(wide + 4300),
    "digits just beyond": lambda: sys.set_int_max_str_digits(2 ** 31),
    "recursion": lambda: sys.setrecursionlimit(wide + 1000),
    "threshold": lambda: gc.set_threshold(wide),
    "second threshold": lambda: gc.set_threshold(700, wide),
    "text_encoding": lambda: io.text_encoding(None, wide),
    "interface": lambda: socket.if_indextoname(wide + 1),
}.items():
    try:
        print(name, function())
    except OverflowError:
        print(name, "OverflowError")
print(sys.get_int_max_str_digits(), sys.getrecursionlimit())

# expect: frame OverflowError
# expect: frame before OverflowError
# expect: module of a frame OverflowError
# expect: digits OverflowError
# expect: digits just beyond OverflowError
# expect: recursion OverflowError
# expect: threshold OverflowError
# expect: second threshold OverflowError
# expect: text_encoding OverflowError
# expect: interface OverflowError
# expect: 4300 1000
