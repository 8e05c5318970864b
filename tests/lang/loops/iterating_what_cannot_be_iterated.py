for thing in (5, None, 2.5, object, len):
    try:
        for _ in thing:
            pass
    except TypeError as error:
        print(error)

# expect: 'int' object is not iterable
# expect: 'NoneType' object is not iterable
# expect: 'float' object is not iterable
# expect: 'type' object is not iterable
# expect: 'builtin_function_or_method' object is not iterable
