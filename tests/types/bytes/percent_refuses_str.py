for template in (b"%s", b"%b", bytearray(b"<%s>")):
    for argument in ("Wd", ("Wd",), 3):
        try:
            print(template % argument)
        except TypeError as error:
            print(error)
print(b"%s|%r" % (b"ab", "cd"))

# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
# expect: b"ab|'cd'"
