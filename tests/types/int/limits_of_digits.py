# min-version: 3.12
import sys
print(sys.get_int_max_str_digits())
try:
    int("9" * 5000)
except ValueError as e:
    print(e)
try:
    str(10 ** 5000)
except ValueError as e:
    print(e)
print(len(hex(10 ** 5000)), len(str(10 ** 4000)))
print((12.0).is_integer(), (12).is_integer())

# expect: 4300
# expect: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit
# expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
# expect: 4155 4001
# expect: True True
