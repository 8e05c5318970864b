# Errors of arguments that do not fit a format, in the words of CPython 3.15; names and texts of methods of C.
import copy
import warnings

import formats


def show(call, *args, **keywords):
    try:
        print(call(*args, **keywords))
    except Exception as error:
        print(type(error).__name__ + ":", error)


for format in ("", ":f", ";text", "|", "i", "i:f", "|i:f", "ii:f", "i|i:f", "i|i;text"):
    print(repr(format))
    for args in (), (1,), (1, 2), (1, 2, 3), ("x",):
        show(formats.tuple, format, args)
for item in (1, "ab", b"ab", bytearray(b"ab"), None, (1,), (1, 2), (1, 2, 3), (1, "x")):
    show(formats.tuple, "(ii)", (item,))
    show(formats.tuple, "(ii):f", (item,))
show(formats.tuple, "q", (1,))
show(formats.tuple, "i!", (1,))
for format in ("", ":f", "i", "i:f", "|i", "ii", "(ii)", "O"):
    print(repr(format))
    for given in 1, "x", (1, 2):
        show(formats.one, format, given)
for format, names in (("", ()), ("i:f", ("a",)), ("i|i:f", ("a", "b")), ("i|$i:f", ("a", "b")), ("O|O$O:f", ("", "b", "c"))):
    print(repr(format), names)
    for args in (), (1,), (1, 2), (1, 2, 3, 4):
        for named in None, {"a": 1}, {"b": 1}, {"d": 1}, {"a": 1, "d": 2}:
            show(formats.keywords, format, args, named, names)
for name in "f", None:
    for args in (), (1, 2), (1, 2, 3):
        show(formats.unpack, name, args, 1, 1)
        show(formats.unpack, name, args, 1, 2)
        show(formats.unpack, name, args, 2, 2)


class Derived(formats.Class):
    pass


for f in formats.empty, formats.Class.empty, formats.Class.signed_only, formats.Class().signed_only:
    print(f.__doc__, f.__text_signature__)
show(lambda: formats.empty(a=1))
show(lambda: formats.Class().empty(a=1))
show(lambda: formats.Class.empty())
show(lambda: Derived.empty())
show(lambda: formats.Class.empty(5))

warnings.simplefilter("error")
numbers = formats.Numbers()
for name in "whole", "natural", "small":
    for value in 5, -1, 2**31, 2**32, 2**63, 2**64, -(2**63), -(2**63) - 1, "x", 1.5:
        print(name, value, end=" ")
        show(lambda: (setattr(numbers, name, value), getattr(numbers, name))[1])
show(copy.copy, numbers)
for item in [], [1], [1, 2], range(2):
    show(formats.tuple, "(i)", (item,))

# expect: ''
# expect: None
# expect: TypeError: function takes exactly 0 arguments (1 given)
# expect: TypeError: function takes exactly 0 arguments (2 given)
# expect: TypeError: function takes exactly 0 arguments (3 given)
# expect: TypeError: function takes exactly 0 arguments (1 given)
# expect: ':f'
# expect: None
# expect: TypeError: f() takes exactly 0 arguments (1 given)
# expect: TypeError: f() takes exactly 0 arguments (2 given)
# expect: TypeError: f() takes exactly 0 arguments (3 given)
# expect: TypeError: f() takes exactly 0 arguments (1 given)
# expect: ';text'
# expect: None
# expect: TypeError: text
# expect: TypeError: text
# expect: TypeError: text
# expect: TypeError: text
# expect: '|'
# expect: None
# expect: TypeError: function takes exactly 0 arguments (1 given)
# expect: TypeError: function takes exactly 0 arguments (2 given)
# expect: TypeError: function takes exactly 0 arguments (3 given)
# expect: TypeError: function takes exactly 0 arguments (1 given)
# expect: 'i'
# expect: TypeError: function takes exactly 1 argument (0 given)
# expect: None
# expect: TypeError: function takes exactly 1 argument (2 given)
# expect: TypeError: function takes exactly 1 argument (3 given)
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: 'i:f'
# expect: TypeError: f() takes exactly 1 argument (0 given)
# expect: None
# expect: TypeError: f() takes exactly 1 argument (2 given)
# expect: TypeError: f() takes exactly 1 argument (3 given)
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: '|i:f'
# expect: None
# expect: None
# expect: TypeError: f() takes at most 1 argument (2 given)
# expect: TypeError: f() takes at most 1 argument (3 given)
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: 'ii:f'
# expect: TypeError: f() takes exactly 2 arguments (0 given)
# expect: TypeError: f() takes exactly 2 arguments (1 given)
# expect: None
# expect: TypeError: f() takes exactly 2 arguments (3 given)
# expect: TypeError: f() takes exactly 2 arguments (1 given)
# expect: 'i|i:f'
# expect: TypeError: f() takes at least 1 argument (0 given)
# expect: None
# expect: None
# expect: TypeError: f() takes at most 2 arguments (3 given)
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: 'i|i;text'
# expect: TypeError: text
# expect: None
# expect: None
# expect: TypeError: text
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: argument 1 must be 2-item tuple, not int
# expect: TypeError: f() argument 1 must be 2-item tuple, not int
# expect: TypeError: argument 1 must be 2-item tuple, not str
# expect: TypeError: f() argument 1 must be 2-item tuple, not str
# expect: TypeError: argument 1 must be 2-item tuple, not bytes
# expect: TypeError: f() argument 1 must be 2-item tuple, not bytes
# expect: TypeError: argument 1 must be 2-item tuple, not bytearray
# expect: TypeError: f() argument 1 must be 2-item tuple, not bytearray
# expect: TypeError: argument 1 must be 2-item tuple, not None
# expect: TypeError: f() argument 1 must be 2-item tuple, not None
# expect: TypeError: argument 1 must be tuple of length 2, not 1
# expect: TypeError: f() argument 1 must be tuple of length 2, not 1
# expect: None
# expect: None
# expect: TypeError: argument 1 must be tuple of length 2, not 3
# expect: TypeError: f() argument 1 must be tuple of length 2, not 3
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: SystemError: argument 1 (impossible<bad format char>)
# expect: SystemError: bad format string: i!
# expect: ''
# expect: TypeError: function takes no arguments
# expect: TypeError: function takes no arguments
# expect: TypeError: function takes no arguments
# expect: ':f'
# expect: TypeError: f() takes no arguments
# expect: TypeError: f() takes no arguments
# expect: TypeError: f() takes no arguments
# expect: 'i'
# expect: None
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: 'tuple' object cannot be interpreted as an integer
# expect: 'i:f'
# expect: None
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: 'tuple' object cannot be interpreted as an integer
# expect: '|i'
# expect: SystemError: old style getargs format uses new features
# expect: SystemError: old style getargs format uses new features
# expect: SystemError: old style getargs format uses new features
# expect: 'ii'
# expect: SystemError: old style getargs format uses new features
# expect: SystemError: old style getargs format uses new features
# expect: SystemError: old style getargs format uses new features
# expect: '(ii)'
# expect: TypeError: argument must be 2-item tuple, not int
# expect: TypeError: argument must be 2-item tuple, not str
# expect: None
# expect: 'O'
# expect: None
# expect: None
# expect: None
# expect: '' ()
# expect: None
# expect: TypeError: function takes at most 0 keyword arguments (1 given)
# expect: TypeError: function takes at most 0 keyword arguments (1 given)
# expect: TypeError: function takes at most 0 keyword arguments (1 given)
# expect: TypeError: function takes at most 0 keyword arguments (2 given)
# expect: TypeError: function takes at most 0 arguments (1 given)
# expect: TypeError: function takes at most 0 arguments (2 given)
# expect: TypeError: function takes at most 0 arguments (2 given)
# expect: TypeError: function takes at most 0 arguments (2 given)
# expect: TypeError: function takes at most 0 arguments (3 given)
# expect: TypeError: function takes at most 0 arguments (2 given)
# expect: TypeError: function takes at most 0 arguments (3 given)
# expect: TypeError: function takes at most 0 arguments (3 given)
# expect: TypeError: function takes at most 0 arguments (3 given)
# expect: TypeError: function takes at most 0 arguments (4 given)
# expect: TypeError: function takes at most 0 arguments (4 given)
# expect: TypeError: function takes at most 0 arguments (5 given)
# expect: TypeError: function takes at most 0 arguments (5 given)
# expect: TypeError: function takes at most 0 arguments (5 given)
# expect: TypeError: function takes at most 0 arguments (6 given)
# expect: 'i:f' ('a',)
# expect: TypeError: f() missing required argument 'a' (pos 1)
# expect: None
# expect: TypeError: f() missing required argument 'a' (pos 1)
# expect: TypeError: f() missing required argument 'a' (pos 1)
# expect: TypeError: f() takes at most 1 keyword argument (2 given)
# expect: None
# expect: TypeError: f() takes at most 1 argument (2 given)
# expect: TypeError: f() takes at most 1 argument (2 given)
# expect: TypeError: f() takes at most 1 argument (2 given)
# expect: TypeError: f() takes at most 1 argument (3 given)
# expect: TypeError: f() takes at most 1 argument (2 given)
# expect: TypeError: f() takes at most 1 argument (3 given)
# expect: TypeError: f() takes at most 1 argument (3 given)
# expect: TypeError: f() takes at most 1 argument (3 given)
# expect: TypeError: f() takes at most 1 argument (4 given)
# expect: TypeError: f() takes at most 1 argument (4 given)
# expect: TypeError: f() takes at most 1 argument (5 given)
# expect: TypeError: f() takes at most 1 argument (5 given)
# expect: TypeError: f() takes at most 1 argument (5 given)
# expect: TypeError: f() takes at most 1 argument (6 given)
# expect: 'i|i:f' ('a', 'b')
# expect: TypeError: f() missing required argument 'a' (pos 1)
# expect: None
# expect: TypeError: f() missing required argument 'a' (pos 1)
# expect: TypeError: f() missing required argument 'a' (pos 1)
# expect: TypeError: f() got an unexpected keyword argument 'd'
# expect: None
# expect: TypeError: argument for f() given by name ('a') and position (1)
# expect: None
# expect: TypeError: f() got an unexpected keyword argument 'd'
# expect: TypeError: f() takes at most 2 arguments (3 given)
# expect: None
# expect: TypeError: f() takes at most 2 arguments (3 given)
# expect: TypeError: f() takes at most 2 arguments (3 given)
# expect: TypeError: f() takes at most 2 arguments (3 given)
# expect: TypeError: f() takes at most 2 arguments (4 given)
# expect: TypeError: f() takes at most 2 arguments (4 given)
# expect: TypeError: f() takes at most 2 arguments (5 given)
# expect: TypeError: f() takes at most 2 arguments (5 given)
# expect: TypeError: f() takes at most 2 arguments (5 given)
# expect: TypeError: f() takes at most 2 arguments (6 given)
# expect: 'i|$i:f' ('a', 'b')
# expect: TypeError: f() missing required argument 'a' (pos 1)
# expect: None
# expect: TypeError: f() missing required argument 'a' (pos 1)
# expect: TypeError: f() missing required argument 'a' (pos 1)
# expect: TypeError: f() got an unexpected keyword argument 'd'
# expect: None
# expect: TypeError: argument for f() given by name ('a') and position (1)
# expect: None
# expect: TypeError: f() got an unexpected keyword argument 'd'
# expect: TypeError: f() takes at most 2 arguments (3 given)
# expect: TypeError: f() takes at most 1 positional argument (2 given)
# expect: TypeError: f() takes at most 2 arguments (3 given)
# expect: TypeError: f() takes at most 2 arguments (3 given)
# expect: TypeError: f() takes at most 2 arguments (3 given)
# expect: TypeError: f() takes at most 2 arguments (4 given)
# expect: TypeError: f() takes at most 2 arguments (4 given)
# expect: TypeError: f() takes at most 2 arguments (5 given)
# expect: TypeError: f() takes at most 2 arguments (5 given)
# expect: TypeError: f() takes at most 2 arguments (5 given)
# expect: TypeError: f() takes at most 2 arguments (6 given)
# expect: 'O|O$O:f' ('', 'b', 'c')
# expect: TypeError: f() takes at least 1 positional argument (0 given)
# expect: TypeError: f() takes at least 1 positional argument (0 given)
# expect: TypeError: f() takes at least 1 positional argument (0 given)
# expect: TypeError: f() takes at least 1 positional argument (0 given)
# expect: TypeError: f() takes at least 1 positional argument (0 given)
# expect: None
# expect: TypeError: f() got an unexpected keyword argument 'a'
# expect: None
# expect: TypeError: f() got an unexpected keyword argument 'd'
# expect: TypeError: f() got an unexpected keyword argument 'a'
# expect: None
# expect: TypeError: f() got an unexpected keyword argument 'a'
# expect: TypeError: argument for f() given by name ('b') and position (2)
# expect: TypeError: f() got an unexpected keyword argument 'd'
# expect: TypeError: f() takes at most 3 arguments (4 given)
# expect: TypeError: f() takes at most 3 arguments (4 given)
# expect: TypeError: f() takes at most 3 arguments (5 given)
# expect: TypeError: f() takes at most 3 arguments (5 given)
# expect: TypeError: f() takes at most 3 arguments (5 given)
# expect: TypeError: f() takes at most 3 arguments (6 given)
# expect: TypeError: f expected 1 argument, got 0
# expect: TypeError: f expected at least 1 argument, got 0
# expect: TypeError: f expected 2 arguments, got 0
# expect: TypeError: f expected 1 argument, got 2
# expect: None
# expect: None
# expect: TypeError: f expected 1 argument, got 3
# expect: TypeError: f expected at most 2 arguments, got 3
# expect: TypeError: f expected 2 arguments, got 3
# expect: TypeError: unpacked tuple should have 1 element, but has 0
# expect: TypeError: unpacked tuple should have at least 1 element, but has 0
# expect: TypeError: unpacked tuple should have 2 elements, but has 0
# expect: TypeError: unpacked tuple should have 1 element, but has 2
# expect: None
# expect: None
# expect: TypeError: unpacked tuple should have 1 element, but has 3
# expect: TypeError: unpacked tuple should have at most 2 elements, but has 3
# expect: TypeError: unpacked tuple should have 2 elements, but has 3
# expect: None None
# expect: None None
# expect: None ($self, a, b=3, /)
# expect: None ($self, a, b=3, /)
# expect: TypeError: empty() takes no keyword arguments
# expect: TypeError: Class.empty() takes no keyword arguments
# expect: TypeError: unbound method Class.empty() needs an argument
# expect: TypeError: unbound method Class.empty() needs an argument
# expect: TypeError: descriptor 'empty' for 'package.formats.Class' objects doesn't apply to a 'int' object
# expect: whole 5 5
# expect: whole -1 -1
# expect: whole 2147483648 2147483648
# expect: whole 4294967296 4294967296
# expect: whole 9223372036854775808 OverflowError: int too big to convert
# expect: whole 18446744073709551616 OverflowError: int too big to convert
# expect: whole -9223372036854775808 -9223372036854775808
# expect: whole -9223372036854775809 OverflowError: int too big to convert
# expect: whole x TypeError: 'str' object cannot be interpreted as an integer
# expect: whole 1.5 TypeError: 'float' object cannot be interpreted as an integer
# expect: natural 5 5
# expect: natural -1 RuntimeWarning: Writing negative value into unsigned field
# expect: natural 2147483648 2147483648
# expect: natural 4294967296 4294967296
# expect: natural 9223372036854775808 9223372036854775808
# expect: natural 18446744073709551616 OverflowError: int too big to convert
# expect: natural -9223372036854775808 RuntimeWarning: Writing negative value into unsigned field
# expect: natural -9223372036854775809 OverflowError: Python int too large to convert to C long
# expect: natural x TypeError: 'str' object cannot be interpreted as an integer
# expect: natural 1.5 TypeError: 'float' object cannot be interpreted as an integer
# expect: small 5 5
# expect: small -1 RuntimeWarning: Writing negative value into unsigned field
# expect: small 2147483648 2147483648
# expect: small 4294967296 RuntimeWarning: Truncation of value to unsigned int
# expect: small 9223372036854775808 RuntimeWarning: Truncation of value to unsigned int
# expect: small 18446744073709551616 OverflowError: Python int too large to convert to C unsigned long
# expect: small -9223372036854775808 RuntimeWarning: Writing negative value into unsigned field
# expect: small -9223372036854775809 OverflowError: Python int too large to convert to C long
# expect: small x TypeError: 'str' object cannot be interpreted as an integer
# expect: small 1.5 TypeError: 'float' object cannot be interpreted as an integer
# expect: TypeError: cannot pickle 'package.formats.Numbers' object
# expect: TypeError: argument 1 must be sequence of length 1, not 0
# expect: None
# expect: TypeError: argument 1 must be sequence of length 1, not 2
# expect: TypeError: argument 1 must be sequence of length 1, not 2
