print(int("42"), int("  -7\n"), int("1_000"), int("ff", 16), int("0xff", 16), int("0b101", 0))
print(int("z", 36), int("-0o17", 0), int(b"12"))
print(int(), int(3.99), int(-3.99), int(True), int("9" * 30), int("٣"))
for args in (
    ("",), ("1.5",), ("abc",), ("1__0",), ("_1",), ("12", 2), ("0x", 16), ("1", 37), ("010", 0), (None,),
    ([],), ("1", "2"), (1, 10),
):
    try:
        print(int(*args))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

# expect: 42 -7 1000 255 255 5
# expect: 35 -15 12
# expect: 0 3 -3 1 999999999999999999999999999999 3
# expect: ValueError invalid literal for int() with base 10: ''
# expect: ValueError invalid literal for int() with base 10: '1.5'
# expect: ValueError invalid literal for int() with base 10: 'abc'
# expect: ValueError invalid literal for int() with base 10: '1__0'
# expect: ValueError invalid literal for int() with base 10: '_1'
# expect: ValueError invalid literal for int() with base 2: '12'
# expect: ValueError invalid literal for int() with base 16: '0x'
# expect: ValueError int() base must be >= 2 and <= 36, or 0
# expect: ValueError invalid literal for int() with base 0: '010'
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError int() can't convert non-string with explicit base
