for template in (b"%s", b"%b", bytearray(b"<%s>")):
    for argument in ("Wd", ("Wd",), 3):
        try:
            print(template % argument)
        except TypeError as error:
            print(error)
print(b"%s|%r" % (b"ab", "cd"))

# expect-before-3.15: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect-before-3.15: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect-before-3.15: %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
# expect-before-3.15: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect-before-3.15: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect-before-3.15: %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
# expect-before-3.15: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect-before-3.15: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect-before-3.15: %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
# expect-since-3.15: format argument: %b requires a bytes-like object, or an object that implements __bytes__, not str
# expect-since-3.15: format argument 1: %b requires a bytes-like object, or an object that implements __bytes__, not str
# expect-since-3.15: format argument: %b requires a bytes-like object, or an object that implements __bytes__, not int
# expect-since-3.15: format argument: %b requires a bytes-like object, or an object that implements __bytes__, not str
# expect-since-3.15: format argument 1: %b requires a bytes-like object, or an object that implements __bytes__, not str
# expect-since-3.15: format argument: %b requires a bytes-like object, or an object that implements __bytes__, not int
# expect-since-3.15: format argument: %b requires a bytes-like object, or an object that implements __bytes__, not str
# expect-since-3.15: format argument 1: %b requires a bytes-like object, or an object that implements __bytes__, not str
# expect-since-3.15: format argument: %b requires a bytes-like object, or an object that implements __bytes__, not int
# expect: b"ab|'cd'"
