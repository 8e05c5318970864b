cases = [
    (1, ".2d"), (1, "s"), ("a", "d"), ("a", "=5"), ("a", "+"), ("a", ","), (1.5, "d"), (1.5, "c"), (-1, "c"),
    (1, "+c"), (1, "zz"), ("a", "é<"), (None, "1"), ([], "s"), (1, ",_"), (1.0, "#s"), (1, ",x"),
]
for value, spec in cases:
    try:
        print(repr(format(value, spec)))
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)

# expect: ValueError Precision not allowed in integer format specifier
# expect: ValueError Unknown format code 's' for object of type 'int'
# expect: ValueError Unknown format code 'd' for object of type 'str'
# expect: ValueError '=' alignment not allowed in string format specifier
# expect: ValueError Sign not allowed in string format specifier
# expect: ValueError Cannot specify ',' with 's'.
# expect: ValueError Unknown format code 'd' for object of type 'float'
# expect: ValueError Unknown format code 'c' for object of type 'float'
# expect: OverflowError %c arg not in range(0x110000)
# expect: ValueError Sign not allowed with integer format specifier 'c'
# expect: ValueError Unknown format code 'z' for object of type 'int'
# expect: 'a'
# expect: TypeError unsupported format string passed to NoneType.__format__
# expect: TypeError unsupported format string passed to list.__format__
# expect: ValueError Cannot specify both ',' and '_'.
# expect: ValueError Unknown format code 's' for object of type 'float'
# expect: ValueError Cannot specify ',' with 'x'.
