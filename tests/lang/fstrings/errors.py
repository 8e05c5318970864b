for source in ("f'{1:d}' + f'{1.5:d}'", "f'{None:>5}'", "f'{[]:x}'", "f'{1:zz}'", "f'{\"s\":d}'"):
    try:
        print(eval(source))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

# expect: ValueError Unknown format code 'd' for object of type 'float'
# expect: TypeError unsupported format string passed to NoneType.__format__
# expect: TypeError unsupported format string passed to list.__format__
# expect: ValueError Unknown format code 'z' for object of type 'int'
# expect: ValueError Unknown format code 'd' for object of type 'str'
