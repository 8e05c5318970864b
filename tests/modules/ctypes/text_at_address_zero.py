# string_at(0, size) copies nothing and does not crash. The size is an int of C.
from ctypes import string_at, wstring_at

for size in (1, 5, 0, 2**32 + 3, -(2**63) + 1):
    print(size, len(string_at(0, size)))
for size in (1, -(2**63) + 1):
    try:
        wstring_at(0, size)
    except SystemError as error:
        print(type(error).__name__)
print(repr(wstring_at(0, 0)))

# expect: 1 1
# expect: 5 5
# expect: 0 0
# expect: 4294967299 3
# expect: -9223372036854775807 1
# expect: SystemError
# expect: SystemError
# expect: ''
