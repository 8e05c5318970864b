import sys

print(sys.get_int_max_str_digits())
for action in (lambda: str(10**5000), lambda: int("1" * 5000)):
    try:
        action()
    except ValueError as error:
        print(str(error).split(";")[0])
sys.set_int_max_str_digits(0)
print(len(str(10**5000)))
print(len(hex(10**5000)))

# expect: 4300
# expect: Exceeds the limit (4300 digits) for integer string conversion
# expect: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits
# expect: 5001
# expect: 4155
